"""CSV files of the project: every record with its line, and a finding for what is malformed."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import NamedTuple

from duizhao.diagnostics import Diagnostic, Findings, Place, Words, did_you_mean
from duizhao.files import texts


class Record(NamedTuple):
    """One record: the line on which it ends, and its cells by column."""

    at: Place
    cells: Mapping[str, str]


class Records(NamedTuple):
    """What a file holds: its columns in order, its records in order."""

    columns: tuple[str, ...] = ()
    rows: tuple[Record, ...] = ()


def read(
    root: Path, path: str, findings: Findings, columns: Collection[str] | None = None
) -> Records:
    """Return the records of `path` (relative to `root`); a missing file holds none.

    Empty lines count for nothing. Findings name what is not UTF-8, a record with too many or too
    few cells, a quotation mark that is never closed, and, where `columns` says which there must
    be, a column too many or missing: then there are no records.
    """
    try:
        text = texts.read(root, path, findings)
    except FileNotFoundError:
        return Records()
    if text is None:
        return Records()
    # Strict: an open quotation mark would otherwise swallow the rest of the file in silence.
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows = []
    begun = 1
    try:
        header = next(reader, [])
        if columns is not None and not _has(header, columns, path, findings):
            return Records()
        for cells in reader:
            begun = reader.line_num + 1
            at = Place(path, reader.line_num)
            if len(cells) == len(header):
                if any(cells):
                    rows.append(Record(at, dict(zip(header, cells, strict=True))))
            elif any(cells):
                message = Words(
                    zh=f"这一行有{len(cells)}格，应为{len(header)}格",
                    en=f"this row has {len(cells)} cells instead of {len(header)}",
                )
                findings.append(Diagnostic("ragged-row", at, message))
    except csv.Error:
        message = Words(zh="引号没有成对", en="a quotation mark has no pair")
        hint = Words(
            zh="一格要么不用引号，要么整格放在一对引号里",
            en="a cell has no quotation marks, or stands between a pair of them as a whole",
        )
        findings.append(Diagnostic("csv", Place(path, begun), message, hint))
        return Records()
    return Records(tuple(header), tuple(rows))


def _has(header: list[str], columns: Collection[str], path: str, findings: Findings) -> bool:
    for name in header:
        if name not in columns:
            message = Words(zh=f"未知的列“{name}”", en=f"unknown column “{name}”")
            hint = did_you_mean(name, columns)
            findings.append(Diagnostic("unknown-column", Place(path, 1), message, hint))
    for name in columns:
        if name not in header:
            message = Words(zh=f"缺少“{name}”列", en=f"the column “{name}” is missing")
            findings.append(Diagnostic("missing-column", Place(path, 1), message))
    return set(header) == set(columns)
