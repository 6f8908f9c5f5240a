"""CSV files of the project: every record with its line, and a finding for what is malformed."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import NamedTuple

from duizhao.diagnostics import Diagnostic, Place, Stage, Words, did_you_mean, stage
from duizhao.files import texts

# Far more than a table of the project has: what is read stays small enough to be shown.
MOST_COLUMNS, MOST_CELLS = 1_000, 500_000
# What is wrong in so many rows is wrong in the first line.
ENOUGH = 50


class Record(NamedTuple):
    """One record: the line on which it ends, and its cells by column."""

    at: Place
    cells: Mapping[str, str]


class Records(NamedTuple):
    """What a file holds: its columns in order, its records in order."""

    columns: tuple[str, ...] = ()
    rows: tuple[Record, ...] = ()


@stage
def read(root: Path, path: str, columns: Collection[str] | None = None) -> Stage[Records]:
    """Return the records of `path` (relative to `root`); a missing file holds none.

    Empty lines count for nothing. Findings name what is not UTF-8, a record with too many or too
    few cells, a quotation mark that is never closed, a table that is too large, and, where
    `columns` says which there must be, a column too many or missing: then there are no records.
    """
    try:
        text = yield from texts.read(root, path)
    except FileNotFoundError:
        return Records()
    if text is None:
        return Records()
    # Strict: an open quotation mark would otherwise swallow the rest of the file in silence.
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[Record] = []
    ragged = 0
    begun = 1
    try:
        header = next(reader, [])
        if len(header) > MOST_COLUMNS:
            yield _too_large(Place(path, 1))
            return Records()
        begun = reader.line_num + 1
        if columns is not None and not (yield from _has(header, columns, path)):
            return Records()
        for cells in reader:
            begun = reader.line_num + 1
            at = Place(path, reader.line_num)
            if not any(cells):
                continue
            if len(cells) == len(header):
                rows.append(Record(at, dict(zip(header, cells, strict=True))))
            else:
                yield _ragged(at, len(cells), len(header))
                ragged += 1
            if len(rows) * len(header) > MOST_CELLS:
                yield _too_large(at)
                return Records()
            if ragged == ENOUGH:
                break
    except csv.Error as error:
        yield _malformed(Place(path, begun), error)
        return Records()
    return Records(tuple(header), tuple(rows))


def _ragged(at: Place, cells: int, columns: int) -> Diagnostic:
    message = Words(
        zh=f"这一行有{cells}格，应为{columns}格",
        en=f"this row has {cells} cells instead of {columns}",
    )
    return Diagnostic("ragged-row", at, message)


def _too_large(at: Place) -> Diagnostic:
    message = Words(
        zh=f"表格太大：至多{MOST_COLUMNS}列、{MOST_CELLS}格",
        en=f"the table is too large: it may have {MOST_COLUMNS} columns and {MOST_CELLS} cells",
    )
    return Diagnostic("csv", at, message)


def _malformed(at: Place, error: csv.Error) -> Diagnostic:
    if "limit" in str(error):
        message = Words(
            zh=f"有一格超过{csv.field_size_limit()}个字符",
            en=f"a cell has more than {csv.field_size_limit()} characters",
        )
        hint = Words(zh="少了一个引号吗？", en="is a quotation mark missing?")
        return Diagnostic("csv", at, message, hint)
    message = Words(zh="引号没有成对", en="a quotation mark has no pair")
    hint = Words(
        zh="一格要么不用引号，要么整格放在一对引号里",
        en="a cell has no quotation marks, or stands between a pair of them as a whole",
    )
    return Diagnostic("csv", at, message, hint)


def _has(header: list[str], columns: Collection[str], path: str) -> Stage[bool]:
    for name in header:
        if name not in columns:
            message = Words(zh=f"未知的列“{name}”", en=f"unknown column “{name}”")
            hint = did_you_mean(name, columns)
            yield Diagnostic("unknown-column", Place(path, 1), message, hint)
    for name in columns:
        if name not in header:
            message = Words(zh=f"缺少“{name}”列", en=f"the column “{name}” is missing")
            yield Diagnostic("missing-column", Place(path, 1), message)
    return set(header) == set(columns)
