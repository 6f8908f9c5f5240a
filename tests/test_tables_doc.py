"""The table of docs/tables.md, line by line: what is read of a cell, or why it is refused."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from typing import Any

import pandas as pd
import pandera.pandas as pa
import pytest

from duizhao.diagnostics import Findings, in_order
from duizhao.microdata import bounds, read
from duizhao.microdata.scan import scan
from tests.tables_written import parquet, row, workbook

PAGE = (Path(__file__).parents[1] / "docs" / "tables.md").read_text(encoding="utf-8")
TYPES: dict[str, Any] = {
    "int": int,
    "float": float,
    "str": str,
    "bool": bool,
    "date": "datetime64[us]",
}


def lines(heading: str) -> list[list[str]]:
    """Return the cells of the table that begins with a heading."""
    found = []
    for line in PAGE[PAGE.index(heading) :].splitlines()[2:]:
        if not line.startswith("|"):
            return found
        found.append([cell.strip().strip("`") for cell in line.strip("|").split("|")])
    return found


CELLS = lines("| 文件 File |")


class Schema:
    """What `read` takes for a pandera model: one column `x`."""

    def __init__(self, declared: str) -> None:
        self.declared = declared

    def to_schema(self) -> pa.DataFrameSchema:
        return pa.DataFrameSchema({"x": pa.Column(TYPES[self.declared])}, strict=True)


def written(folder: Path, kind: str, holds: str, form: str) -> str:
    content = holds if holds[0] in "#=" else json.loads(holds)
    if kind == "CSV":
        with (folder / "a.csv").open("w", encoding="utf-8-sig", newline="") as stream:
            csv.writer(stream).writerows([["x"], [content]])
        return "a.csv"
    if kind == "Excel":
        workbook(folder / "a.xlsx", row(1, "x") + row(2, content), form or "General")
        return "a.xlsx"
    parquet(folder / "a.parquet", "x", [content], form)
    return "a.parquet"


@pytest.mark.parametrize(
    ("kind", "holds", "form", "declared", "value", "rule"), CELLS, ids=[" ".join(c) for c in CELLS]
)
def test_a_cell_is_read_or_refused_as_the_page_says(
    kind: str, holds: str, form: str, declared: str, value: str, rule: str, tmp_path: Path
) -> None:
    path = written(tmp_path, kind, holds, form)
    findings = Findings()
    frame = read(tmp_path, path, Schema(declared)).into(findings)
    assert [one.rule for one in findings] == [rule] * bool(rule)
    if frame is not None:
        [found] = frame["x"].tolist()
        assert str(found) == value
    for one in findings:
        assert not re.search("[\x00-\x1f\x7f\u200b\u202e\u00a0]", one.text("en") + one.text("zh"))
    if kind == "Parquet":
        there = Findings()
        on_disk = scan(tmp_path, path, Schema(declared), tmp_path / "kept").into(there)
        assert in_order(there) == in_order(findings)
        if on_disk is not None:
            [again] = pd.read_parquet(on_disk.path)["x"].tolist()
            assert again == found


def test_the_page_has_every_kind() -> None:
    assert {line[0] for line in CELLS} == {"CSV", "Excel", "Parquet"}
    assert len(CELLS) > 100


def test_the_bounds_are_those_of_the_program() -> None:
    said = [line[1] for line in lines("| 上限 Bound |")]
    mega = 1 << 20
    assert said == [
        f"{bounds.CSV_BYTES // mega:,} MB",
        f"{bounds.LINE_BYTES // mega:,} MB",
        f"{bounds.COLUMNS:,}",
        f"{bounds.ROWS_OF_SHEET:,}",
        f"{bounds.CELLS_OF_SHEET:,}",
        f"{bounds.UNPACKED_BYTES // mega:,} MB",
        f"{bounds.CELLS:,}",
    ]
