"""The header against the schema: which column of the file is which, and which are misspelt."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from duizhao.diagnostics import Diagnostic, Stage, Words, did_you_mean, stage
from duizhao.microdata.cells import Cells
from duizhao.microdata.messages import shown

# How alike two column names must be for one to pass as a misspelling of the other.
ALIKE = 0.6


@stage
def match_header(cells: Cells, schema: Any) -> Stage[dict[str, int]]:
    """Return the position of each of the schema's columns that the file has.

    Findings: a missing column (with the column that probably is it), a column that the schema
    does not name (when its `strict` says so), a name that stands twice, a column without a name.
    """
    yield from _check_names(cells)
    positions: dict[str, int] = {}
    for position, name in enumerate(cells.header):
        positions.setdefault(name, position)
    absent = [name for name in schema.columns if name not in positions]
    extra = [name for name in positions if name not in schema.columns and name]
    pairs = _likeliest_pairs(absent, extra)
    for name in absent:
        if name in pairs:
            said = shown(pairs[name])
            message = Words(
                zh=f"未知的列“{said}”，缺少“{name}”列",
                en=f"unknown column “{said}”, and the column “{name}” is missing",
            )
            hint = Words(zh=f"您是不是指“{name}”？", en=f"did you mean “{name}”?")
            place = cells.place(-1, positions[pairs[name]])
            yield Diagnostic("unknown-column", place, message, hint)
        elif schema.columns[name].required:
            message = Words(zh=f"缺少“{name}”列", en=f"the column “{name}” is missing")
            listed = _listed(extra or [name for name in positions if name])
            hint = Words(zh=f"文件里有：{listed.zh}", en=f"the file has {listed.en}")
            yield Diagnostic("missing-column", cells.place(-1, 0), message, hint)
    if schema.strict is True:
        listed = _listed(list(schema.columns))
        known = Words(zh=f"这个表的列是：{listed.zh}", en=f"this table's columns are {listed.en}")
        for name in extra:
            if name not in pairs.values():
                said = shown(name)
                message = Words(zh=f"未知的列“{said}”", en=f"unknown column “{said}”")
                hint = did_you_mean(name, schema.columns) or known
                place = cells.place(-1, positions[name])
                yield Diagnostic("unknown-column", place, message, hint)
    return {name: positions[name] for name in schema.columns if name in positions}


def _check_names(cells: Cells) -> Iterator[Diagnostic]:
    for position, name in enumerate(cells.header):
        place = cells.place(-1, position)
        if not name and cells.columns[position].null_count < cells.rows:
            message = Words(
                zh=f"第{position + 1}列没有列名", en=f"column {position + 1} has no name"
            )
            yield Diagnostic("unnamed-column", place, message)
        if name and name in cells.header[:position]:
            said = shown(name)
            message = Words(zh=f"“{said}”列出现了两次", en=f"the column “{said}” stands twice")
            yield Diagnostic("column-twice", place, message)


def _likeliest_pairs(absent: Iterable[str], extra: Sequence[str]) -> dict[str, str]:
    """Pair missing columns with unknown ones, the most alike first, each used once."""
    alike = sorted(
        (
            (difflib.SequenceMatcher(None, a.casefold(), b.strip().casefold()).ratio(), a, b)
            for a in absent
            for b in extra
        ),
        key=lambda pair: -pair[0],
    )
    pairs: dict[str, str] = {}
    for ratio, missing, name in alike:
        if ratio >= ALIKE and missing not in pairs and name not in pairs.values():
            pairs[missing] = name
    return pairs


def _listed(names: Sequence[str], most: int = 12) -> Words:
    names = [shown(name) for name in names]
    rest = len(names) - most
    zh, en = "、".join(names[:most]), ", ".join(names[:most])
    return Words(zh + f"等{len(names)}个", f"{en} and {rest} more") if rest > 0 else Words(zh, en)
