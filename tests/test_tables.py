"""Every folder of tests/cases/tables is a bad table: reading it must say exactly what its
expected.en.txt and expected.zh.txt say. Workbooks and Parquet files are described in YAML, so
that a mistake can be read beside its message. Sound tables are the same in every format.
"""

from __future__ import annotations

import csv
import datetime
import re
from pathlib import Path
from typing import Any

import hypothesis.strategies as st
import openpyxl
import pandas as pd
import pandera.pandas as pa
import pytest
import yaml
from hypothesis import example, given, settings

from duizhao.diagnostics import Findings, in_order
from duizhao.microdata import read
from duizhao.microdata.text import cleaned, fault
from duizhao.project import glossary
from tests.conftest import LIBRARIES

CASES = Path(__file__).parent / "cases" / "tables"
KNOWN = {"东馆": "east", "east branch": "east", "西馆": "west", "west branch": "west"}


class Loans(pa.DataFrameModel):
    """One row per branch and year, with a column of every kind."""

    id: str = pa.Field(str_matches=r"^[a-z]\d+$", unique=True)
    branch: str = pa.Field(isin=["east", "west", "north"])
    year: int = pa.Field(ge=1990, le=1998)
    loans: int = pa.Field(ge=0)
    share: float = pa.Field(ge=0, le=100, nullable=True)
    opened: pd.Timestamp = pa.Field(nullable=True)
    lends: bool

    @pa.dataframe_check(error="nothing is lent where lends is false")
    def lending(cls, frame: pd.DataFrame) -> pd.Series[bool]:
        return frame["lends"] | (frame["loans"] == 0)

    class Config:
        """Further columns are refused, and a branch has one row per year."""

        strict = True
        unique = ["branch", "year"]  # noqa: RUF012


def messages(root: Path, path: str, language: str) -> str:
    findings = Findings()
    assert read(root, path, Loans, KNOWN).into(findings) is None
    return "".join(d.text(language) + "\n" for d in in_order(findings))


def table_of(case: Path, folder: Path) -> str:
    """Put a case's table into `folder`, made from its description if it has one."""
    [source] = [file for file in case.iterdir() if not file.name.startswith("expected.")]
    name = source.name.removesuffix(".yml")
    if source.suffix != ".yml":
        (folder / name).write_bytes(source.read_bytes())
        return name
    description = yaml.safe_load(source.read_text(encoding="utf-8"))
    if name.endswith(".parquet"):
        pd.DataFrame(description).to_parquet(folder / name)
        return name
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, sheet in description["sheets"].items():
        rows = book.create_sheet(title)
        for row in sheet:
            rows.append(row)
    for title, ranges in description.get("merged", {}).items():
        for one in ranges:
            book[title].merge_cells(one)
    book.save(folder / name)
    return name + description.get("read", "")


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("case", sorted(p.name for p in CASES.iterdir()))
def test_a_mistake_is_named(case: str, language: str, tmp_path: Path) -> None:
    path = table_of(CASES / case, tmp_path)
    expected = (CASES / case / f"expected.{language}.txt").read_text(encoding="utf-8")
    assert messages(tmp_path, path, language) == expected


def test_findings_of_several_tables_come_together(tmp_path: Path) -> None:
    findings = Findings()
    for case in ("missing_column", "open_quote"):
        (tmp_path / case).mkdir()
        table_of(CASES / case, tmp_path / case)
        assert read(tmp_path, f"{case}/loans.csv", Loans).into(findings) is None
    assert {d.rule for d in findings} == {"missing-column", "quote"}


def test_a_missing_file_is_suggested(tmp_path: Path) -> None:
    (tmp_path / "loans.csv").touch()
    findings = Findings()
    assert read(tmp_path, "loan.csv", Loans).into(findings) is None
    assert findings[0].text("en") == (
        "loan.csv: missing-file: this file does not exist (did you mean “loans.csv”?)"
    )


def test_names_and_aliases_of_the_glossary_are_known() -> None:
    known = glossary.load(LIBRARIES).value.ids()
    assert known["东馆"] == "east"
    assert known["east branch"] == "east"


class Anything(pa.DataFrameModel):
    """A column of every kind, each of which may be empty where its type allows it."""

    name: str = pa.Field(nullable=True)
    count: pd.Int64Dtype = pa.Field(nullable=True)
    share: float = pa.Field(nullable=True)
    day: pd.Timestamp = pa.Field(nullable=True)
    open: bool


# What a person sees is what is read: no invisible characters, no spaces around, composed letters.
# Openpyxl, with which the test writes its workbooks, takes some texts for formulas and the like.
names = (
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Co"]))
    .map(cleaned)
    .filter(lambda text: fault(text) is None and not re.match(r"=|#", text) and "_x" not in text)
    .filter(lambda text: not re.search("[\u0080-\u07ff]", text))  # without a mark, may be GB18030
)
rows = st.lists(
    st.fixed_dictionaries(
        {
            "name": names,
            "count": st.none() | st.integers(0, 2**53),
            "share": st.none() | st.floats(0, 100),
            "day": st.none() | st.dates(datetime.date(1900, 3, 1), datetime.date(2200, 1, 1)),
            "open": st.booleans(),
        }
    ),
    min_size=1,
    max_size=6,
)


def write_csv(path: Path, content: list[dict[str, Any]], encoding: str) -> None:
    with path.open("w", encoding=encoding, newline="") as stream:
        writer = csv.DictWriter(stream, list(content[0]))
        writer.writeheader()
        writer.writerows(content)


def write_excel(path: Path, content: list[dict[str, Any]]) -> None:
    book = openpyxl.Workbook()
    book.active.append(list(content[0]))
    for row in content:
        book.active.append([row[name] for name in content[0]])
    book.save(path)


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(content=rows)
def test_every_format_gives_the_same_frame(
    content: list[dict[str, Any]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = tmp_path_factory.mktemp("formats")
    write_csv(root / "a.csv", content, "utf-8")
    write_csv(root / "b.csv", content, "utf-8-sig")
    write_excel(root / "c.xlsx", content)
    frame = pd.DataFrame(content).astype({"count": "Int64", "share": "float64"})
    frame.to_parquet(root / "d.parquet")

    findings = Findings()
    read_frames = [
        read(root, file.name, Anything).into(findings) for file in sorted(root.iterdir())
    ]

    assert findings == []
    for one in read_frames:
        pd.testing.assert_frame_equal(one, read_frames[0])
    first = read_frames[0]
    assert first is not None
    assert [name if name == name else "" for name in first["name"]] == [r["name"] for r in content]
    assert [None if pd.isna(n) else n for n in first["count"]] == [r["count"] for r in content]
    assert [None if pd.isna(x) else x for x in first["share"]] == [r["share"] for r in content]
    assert [None if pd.isna(d) else d.date() for d in first["day"]] == [r["day"] for r in content]
    assert list(first["open"]) == [r["open"] for r in content]


def test_chinese_text_is_the_same_in_utf8_and_gb18030(tmp_path: Path) -> None:
    content = [
        {"name": name, "count": 1, "share": 0.5, "day": None, "open": True}
        for name in ("河湾市图书馆东馆（新馆）", "陶喆、𠮷田与“㐂”字号", "第一、第二，共九家")
    ]
    frames = []
    for encoding in ("utf-8", "gb18030"):
        write_csv(tmp_path / f"{encoding}.csv", content, encoding)
        findings = Findings()
        frames.append(read(tmp_path, f"{encoding}.csv", Anything).into(findings))
        assert findings == []
    pd.testing.assert_frame_equal(*frames)
    assert list(frames[0]["name"]) == [row["name"] for row in content]


def test_any_bytes_are_read_or_refused(tmp_path: Path) -> None:
    @settings(max_examples=200, deadline=None)
    @given(
        body=st.binary(max_size=60) | st.text(alphabet='a1,"\n\r;é中', max_size=40).map(str.encode)
    )
    @example(body=b',""\x00,,,')  # after a quotation, what one reader takes and another refuses
    def check(body: bytes) -> None:
        (tmp_path / "a.csv").write_bytes(b"name,count,share,day,open\n" + body)
        findings = Findings()
        frame = read(tmp_path, "a.csv", Anything).into(findings)
        assert (frame is None) == bool(findings)

    check()


def test_hidden_rows_and_sheets_that_are_named_are_read(tmp_path: Path) -> None:
    content = [{"name": n, "count": 1, "share": 1.5, "day": None, "open": False} for n in "abc"]
    write_excel(tmp_path / "book.xlsx", content)
    book = openpyxl.load_workbook(tmp_path / "book.xlsx")
    book.active.title = "使用"
    book.active.row_dimensions[3].hidden = True
    book.create_sheet("说明").append(["notes"])
    book.save(tmp_path / "book.xlsx")
    findings = Findings()
    frame = read(tmp_path, "book.xlsx#使用", Anything).into(findings)
    assert findings == []
    assert frame is not None
    assert list(frame["name"]) == ["a", "b", "c"]


# How fast a million rows are read is a row of the bench: `tests/bench/tables.py`.
@pytest.mark.slow
def test_a_million_rows_and_a_million_mistakes(tmp_path: Path) -> None:
    number = 1_000_000
    frame = pd.DataFrame({"name": "a", "count": range(number), "share": 1.5, "open": True})
    frame.insert(3, "day", "2020-01-31")
    frame.to_csv(tmp_path / "good.csv", index=False)
    frame.assign(count="x", share=-1, open="?").to_csv(tmp_path / "bad.csv", index=False)

    good = read(tmp_path, "good.csv", Anything).value
    findings = Findings()
    assert read(tmp_path, "bad.csv", Anything).into(findings) is None

    assert good is not None
    assert len(good) == number
    assert int(good["count"].sum()) == number * (number - 1) // 2
    assert len(findings) == 2 * 6
    assert (
        findings[5].text("en") == "bad.csv:7: not-a-number: and 999,995 more like this in “count”"
    )
