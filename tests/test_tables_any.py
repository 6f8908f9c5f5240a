"""Whatever a table's file holds: read or refused, in bounded time and memory, no traceback."""

from __future__ import annotations

import csv
import datetime
import io
import zipfile
from pathlib import Path
from typing import Any

import hypothesis.strategies as st
import pandas as pd
import pandera.pandas as pa
import pyarrow
import pyarrow.parquet
import pytest
from hypothesis import HealthCheck, given, settings

from duizhao.diagnostics import Findings
from duizhao.microdata import bounds, read
from duizhao.microdata.scan import scan
from duizhao.microdata.text import SUSPECT, cleaned, fault, faulty
from duizhao.microdata.visible import shown
from tests.tables_written import TYPES, parquet, row, workbook

settings.register_profile("tables", deadline=None, suppress_health_check=list(HealthCheck))
MANY = settings(settings.get_profile("tables"), max_examples=100)


class Anything(pa.DataFrameModel):
    """A column of every kind, each of which may be empty where its type allows it."""

    name: str = pa.Field(nullable=True)
    count: pd.Int64Dtype = pa.Field(nullable=True)
    share: float = pa.Field(nullable=True)
    day: pd.Timestamp = pa.Field(nullable=True)
    open: bool = pa.Field(nullable=True)


NAMES = ("name", "count", "share", "day", "open")
SOUND = ["北京", 12, 0.1, datetime.date(2020, 1, 31), True]
XML = row(1, *NAMES) + row(2, "北京", 12, 0.1, 42156, True) + row(3, "é", 7, 1e-7, 1, False)


def reads_or_refuses(root: Path, name: str) -> None:
    findings = Findings()
    frame = read(root, name, Anything).into(findings)
    assert (frame is None) == bool(findings)
    texts = [one.text(language) for one in findings for language in ("zh", "en")]
    assert not any(character < " " or character == "\x7f" for text in texts for character in text)
    if name.endswith(".parquet"):
        there = Findings()
        assert (scan(root, name, Anything, root / "kept").into(there) is None) == bool(there)
        assert {one.text("en") for one in there} == {one.text("en") for one in findings}


def mutated(body: bytes, changes: list[tuple[float, int, int]]) -> bytes:
    """Return bytes with some replaced, left out or doubled; places are parts of the length."""
    content = bytearray(body)
    for place, kind, byte in changes:
        at = int(place * (len(content) - 1)) if content else 0
        if kind == 0:
            content[at : at + 1] = bytes([byte])
        elif kind == 1:
            del content[at : at + 1 + byte % 8]
        else:
            content[at:at] = content[at : at + byte]
    return bytes(content)


changes = st.lists(
    st.tuples(st.floats(0, 1), st.integers(0, 2), st.integers(0, 255)), min_size=1, max_size=4
)


@MANY
@given(changes=changes, encoding=st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16"]))
def test_any_csv(
    changes: list[Any], encoding: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = tmp_path_factory.mktemp("csv")
    text = 'name,count,share,day,open\n"北京, ""é""",12,0.1,2020-01-31,true\n上海,,,,\n'
    (root / "a.csv").write_bytes(mutated(text.encode(encoding), changes))
    reads_or_refuses(root, "a.csv")


@MANY
@given(changes=changes, part=st.sampled_from(["sheet", "styles", "book", "file"]))
def test_any_workbook(
    changes: list[Any], part: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = tmp_path_factory.mktemp("xlsx")
    workbook(root / "a.xlsx", XML, "yyyy-mm-dd")
    if part == "file":
        (root / "a.xlsx").write_bytes(mutated((root / "a.xlsx").read_bytes(), changes))
    else:
        where = {"sheet": "worksheets/sheet1", "styles": "styles", "book": "workbook"}[part]
        with zipfile.ZipFile(root / "a.xlsx") as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        name = f"xl/{where}.xml"
        parts[name] = mutated(parts[name], changes)
        with zipfile.ZipFile(root / "a.xlsx", "w") as archive:
            for one, content in parts.items():
                archive.writestr(one, content)
    reads_or_refuses(root, "a.xlsx")


@MANY
@given(changes=changes)
def test_any_parquet(changes: list[Any], tmp_path_factory: pytest.TempPathFactory) -> None:
    root = tmp_path_factory.mktemp("parquet")
    table = pyarrow.table({name: [one] * 3 for name, one in zip(NAMES, SOUND, strict=True)})
    pyarrow.parquet.write_table(table, root / "a.parquet")
    (root / "a.parquet").write_bytes(mutated((root / "a.parquet").read_bytes(), changes))
    reads_or_refuses(root, "a.parquet")


@pytest.mark.parametrize("kind", sorted(TYPES))
@pytest.mark.parametrize("column", NAMES)
def test_any_type_of_parquet_in_any_column(column: str, kind: str, tmp_path: Path) -> None:
    samples: dict[str, Any] = {"list<string>": ["a"], "struct<a: int64>": {"a": 1}, "bool": True}
    texts = ("string", "large_string", "binary", "dictionary<string>")
    sample = samples.get(kind, "1" if kind in texts or kind.startswith("decimal") else 1)
    parquet(tmp_path / "one.parquet", column, [sample], kind)
    table = pyarrow.parquet.read_table(tmp_path / "one.parquet")
    for name, one in zip(NAMES, SOUND, strict=True):
        if name != column:
            table = table.append_column(name, pyarrow.array([one]))
    pyarrow.parquet.write_table(table, tmp_path / "a.parquet")
    reads_or_refuses(tmp_path, "a.parquet")


def test_a_repeated_name_in_parquet_is_named(tmp_path: Path) -> None:
    columns = [pyarrow.array(["a"]), pyarrow.array(["b"])]
    table = pyarrow.Table.from_arrays(columns, names=["name", "name"])
    pyarrow.parquet.write_table(table, tmp_path / "a.parquet")
    reads_or_refuses(tmp_path, "a.parquet")
    findings = Findings()
    read(tmp_path, "a.parquet", Anything).into(findings)
    assert "column-twice" in {one.rule for one in findings}


class Cells(pa.DataFrameModel):
    """Two columns that take whatever is read exactly."""

    name: str = pa.Field(nullable=True)
    count: int


plain = st.text().map(cleaned).filter(lambda text: fault(text) is None and "\0" not in text)


@MANY
@given(
    names=st.lists(plain.filter(lambda t: "\r" not in t), min_size=1, max_size=5),
    count=st.integers(-(2**63), 2**63 - 1),
)
def test_what_is_written_is_read(
    names: list[str], count: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = tmp_path_factory.mktemp("same")
    with (root / "a.csv").open("w", encoding="utf-8-sig", newline="") as stream:
        csv.writer(stream).writerows([["name", "count"], *([name, count] for name in names)])
    content = {"name": names, "count": [count] * len(names)}
    pyarrow.parquet.write_table(pyarrow.table(content), root / "a.parquet")
    for file in ("a.csv", "a.parquet"):
        findings = Findings()
        frame = read(root, file, Cells).into(findings)
        if frame is None:
            assert {one.rule for one in findings} == {"two-spellings"}
            continue
        assert [one if one == one else "" for one in frame["name"]] == names
        assert frame["count"].tolist() == content["count"]


@MANY
@given(text=st.text())
def test_every_fault_is_suspected_and_nothing_invisible_is_said(text: str) -> None:
    column = pyarrow.chunked_array([pyarrow.array([text], pyarrow.string())])
    assert list(faulty(column)) == ([] if fault(text) is None else [0])
    assert SUSPECT
    said = shown(text)
    assert len(said) <= 40 * len("⟨U+10FFFF⟩")
    assert not any(one < " " or "\x7f" <= one <= "\xa0" or one in "\u200b\u202e" for one in said)


def bomb(path: Path, head: str, piece: str, times: int, tail: str) -> None:
    """Write a workbook whose sheet repeats a piece of XML very often."""
    workbook(path, "")
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            if "sheet1" not in name:
                archive.writestr(name, content)
        with archive.open("xl/worksheets/sheet1.xml", "w") as stream:
            stream.write(f"<worksheet><sheetData>{head}".encode())
            for _ in range(times // 1000):
                stream.write((piece * 1000).encode())
            stream.write(f"{tail}</sheetData></worksheet>".encode())


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (
            '<row r="1"><c><v>1</v></c></row><row r="1000000000"><c><v>1</v></c></row>',
            "row 1000000",
        ),
        (
            "".join(f'<row r="{r}"><c r="XFD{r}"><v>1</v></c></row>' for r in range(1, 4000)),
            "16,384",
        ),
        ('<row r="1"><c r="ZZZZ1"><v>1</v></c></row>', "more than 16,384 columns"),
    ],
)
def test_a_small_workbook_that_claims_to_be_huge(cells: str, said: str, tmp_path: Path) -> None:
    workbook(tmp_path / "a.xlsx", cells)
    assert refused(tmp_path, "a.xlsx", said)


def refused(root: Path, name: str, said: str) -> bool:
    findings = Findings()
    assert read(root, name, Anything).into(findings) is None
    [one] = findings
    assert one.rule == "too-large"
    assert one.hint is not None
    return said in one.message.en


def test_a_workbook_with_too_much_in_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "UNPACKED_BYTES", 1 << 20)
    bomb(tmp_path / "a.xlsx", "<row>", " " * 100, 20_000, "</row>")
    assert refused(tmp_path, "a.xlsx", "unpacks to more than 1 MB")
    monkeypatch.setattr(bounds, "UNPACKED_BYTES", 1 << 30)
    monkeypatch.setattr(bounds, "CELLS_OF_SHEET", 1000)
    bomb(tmp_path / "a.xlsx", "<row>", "<c><v>1</v></c>", 2000, "</row>")
    assert refused(tmp_path, "a.xlsx", "more than 1,000 cells")


def test_csv_beyond_its_bounds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "wide.csv").write_text("a," * 1_000_000 + "a\n")
    assert refused(tmp_path, "wide.csv", "1,000,001 columns")
    (tmp_path / "line.csv").write_bytes(b"name\n" + b"a" * (bounds.LINE_BYTES + 2_000_000))
    assert refused(tmp_path, "line.csv", "line 2 is longer than 16 MB")
    monkeypatch.setattr(bounds, "CSV_BYTES", 1 << 20)
    (tmp_path / "long.csv").write_text("name\n" + "a\n" * 1_000_000)
    assert refused(tmp_path, "long.csv", "1 MB are the most")


def test_parquet_of_a_few_bytes_and_very_many_rows(tmp_path: Path) -> None:
    rows = bounds.CELLS // 5 + 1
    with pyarrow.parquet.ParquetWriter(
        tmp_path / "a.parquet", schema := pyarrow.schema([("name", pyarrow.bool_())])
    ) as writer:
        column = pyarrow.nulls(rows, pyarrow.bool_())
        for _ in range(6):
            writer.write_table(pyarrow.Table.from_arrays([column], schema=schema))
    assert refused(tmp_path, "a.parquet", "cells are the most")


def test_no_document_type_is_expanded(tmp_path: Path) -> None:
    entities = '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
    workbook(tmp_path / "a.xlsx", "", sheet=entities + "<worksheet>&b;</worksheet>")
    findings = Findings()
    assert read(tmp_path, "a.xlsx", Anything).into(findings) is None
    assert [one.rule for one in findings] == ["unreadable"]


def test_what_is_no_regular_file_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "a.csv").mkdir()
    (tmp_path / "zero.csv").symlink_to("/dev/zero")
    for name in ("a.csv", "zero.csv", "x" * 300 + ".csv"):
        findings = Findings()
        assert read(tmp_path, name, Anything).into(findings) is None
        assert len(findings) == 1


def test_quotation_marks_inside_a_cell_are_text(tmp_path: Path) -> None:
    body = 'name,count\n5" pipe,1\n"6"" pipe, long",2\n'
    (tmp_path / "a.csv").write_text(body, encoding="utf-8")
    frame = read(tmp_path, "a.csv", Cells).value
    assert frame is not None
    assert [list(csv.reader(io.StringIO(body)))[at][0] for at in (1, 2)] == frame["name"].tolist()
