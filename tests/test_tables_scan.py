"""Parquet files checked from disk: the same findings as in memory, the same content for engines."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import hypothesis.strategies as st
import numpy as np
import pandas as pd
import pandera.pandas as pa
import pyarrow
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings

from duizhao.analysis.engines import Engine, opened
from duizhao.diagnostics import Findings, in_order
from duizhao.microdata import read
from duizhao.microdata import scan as scanning
from duizhao.microdata.scan import Scanned, scan

KNOWN = {"东馆": "east"}


class Loans(pa.DataFrameModel):
    """One row per branch and year, with a column of every kind."""

    id: str = pa.Field(str_matches=r"^[a-z]\d+$")
    branch: str = pa.Field(isin=["east", "west", "north"])
    year: int = pa.Field(ge=1990, le=1998)
    loans: pd.Int64Dtype = pa.Field(ge=0, nullable=True)
    share: float = pa.Field(ge=0, le=100, nullable=True)
    opened: pd.Timestamp = pa.Field(nullable=True)
    lends: bool

    @pa.dataframe_check(error="nothing is lent where lends is false")
    def lending(cls, frame: pd.DataFrame) -> pd.Series[bool]:
        return frame["lends"] | (frame["loans"].fillna(0) == 0)

    class Config:
        """Further columns are refused."""

        strict = True


class Once(Loans):
    """Loans in which an id stands once, and a branch once per year."""

    id: str = pa.Field(unique=True)

    class Config:
        """Two columns together do not repeat."""

        strict = True
        unique = ["branch", "year"]  # noqa: RUF012


SOUND: dict[str, Any] = {
    "id": "a1",
    "branch": "east",
    "year": 1990,
    "loans": 3,
    "share": 1.5,
    "opened": pd.Timestamp("1990-01-31"),
    "lends": True,
}
MISTAKES: dict[str, list[Any]] = {
    "id": ["", "A1", None],
    "branch": ["东馆", "eats", None, ""],
    "year": [1989, 1999, None],
    "loans": [-1, None],
    "share": [100.5, float("nan"), -1.0],
    "opened": [None],
    "lends": [False],
}
rows = st.lists(
    st.fixed_dictionaries(
        {name: st.just(SOUND[name]) | st.sampled_from(MISTAKES[name]) for name in SOUND}
        | {"loans": st.sampled_from([3, 0, 2**53 + 1, -1, None])}
    )
    | st.just(SOUND)
    | st.just(dict.fromkeys(SOUND)),
    min_size=1,
    max_size=30,
)


def written(content: list[dict[str, Any]], path: Path, texts_coded: bool) -> None:
    """Write rows as programs do: whole numbers with gaps in Parquet's own integers."""
    columns = {name: [row[name] for row in content] for name in SOUND}
    text: Any = pyarrow.string()
    if texts_coded:
        text = pyarrow.dictionary(pyarrow.int8(), pyarrow.string())
    kinds = {"id": text, "branch": text, "year": pyarrow.int16(), "loans": pyarrow.int64()}
    kinds |= {"share": pyarrow.float64(), "opened": pyarrow.timestamp("us")}
    kinds["lends"] = pyarrow.bool_()
    arrays = [
        pyarrow.array(columns[name], pyarrow.string()).cast(kind)
        if kind is text
        else pyarrow.array(columns[name], kind)
        for name, kind in kinds.items()
    ]
    pq.write_table(pyarrow.Table.from_arrays(arrays, names=list(kinds)), path)


def content_of(table: Scanned, folder: Path) -> pd.DataFrame:
    with opened(Engine.duckdb, folder / "spill", None) as open_table:
        arrow = open_table(table).collect("pyarrow").to_native()
    nullable: dict[Any, Any] = {pyarrow.int64(): pd.Int64Dtype()}
    return arrow.to_pandas(types_mapper=nullable.get)


def rows_of(frame: pd.DataFrame) -> list[tuple[Any, ...]]:
    """Return the rows in an order of their own: engines keep none."""
    rows = [
        tuple(None if pd.isna(value) else value for value in row)
        for row in frame.itertuples(index=False)
    ]
    return sorted(rows, key=repr)


def found(findings: Findings) -> list[str]:
    return [d.text(language) for d in in_order(findings) for language in ("zh", "en")]


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(content=rows, texts_coded=st.booleans())
def test_from_disk_the_same_is_found_and_the_same_is_read(
    content: list[dict[str, Any]], texts_coded: bool, tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = tmp_path_factory.mktemp("scan")
    written(content, root / "loans.parquet", texts_coded)
    here, there = Findings(), Findings()
    frame = read(root, "loans.parquet", Loans, KNOWN).into(here)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scanning, "ROWS", 7)
        table = scan(root, "loans.parquet", Loans, root / "kept", KNOWN).into(there)
    assert found(there) == found(here)
    assert (table is None) == (frame is None)
    if frame is not None and table is not None:
        same = content_of(table, root)
        assert list(same.columns) == list(frame.columns)
        assert rows_of(same) == rows_of(frame)


def test_a_file_in_the_schemas_types_is_read_where_it_lies(tmp_path: Path) -> None:
    written([SOUND] * 3, tmp_path / "loans.parquet", True)
    table = scan(tmp_path, "loans.parquet", Loans, tmp_path / "kept").value
    assert table is not None
    assert table.path == tmp_path / "loans.parquet"
    assert not (tmp_path / "kept").exists()


@pytest.mark.parametrize(
    ("name", "kind", "cells", "expected"),
    [
        ("year", pyarrow.string(), ["1990", " 1991"], [1990, 1991]),
        ("year", pyarrow.float64(), [1990.0, 1991.0], [1990, 1991]),
        ("lends", pyarrow.string(), ["是", "true"], [True, True]),
        ("id", pyarrow.string(), ["a1", "a2"], ["a1", "a2"]),
        ("share", pyarrow.int8(), [1, 2], [1.0, 2.0]),
        ("share", pyarrow.string(), ["1.5", None], [1.5, None]),
        ("opened", pyarrow.date32(), [7305, None], [pd.Timestamp("1990-01-01"), None]),
        ("loans", pyarrow.decimal128(9, 0), [4, 5], [4, 5]),
    ],
)
def test_other_types_are_read_as_in_memory(
    name: str, kind: Any, cells: list[Any], expected: list[Any], tmp_path: Path
) -> None:
    written([SOUND] * 2, tmp_path / "loans.parquet", False)
    table = pq.read_table(tmp_path / "loans.parquet")
    changed = table.set_column(table.column_names.index(name), name, pyarrow.array(cells, kind))
    pq.write_table(changed, tmp_path / "loans.parquet")
    findings = Findings()
    on_disk = scan(tmp_path, "loans.parquet", Loans, tmp_path / "kept").into(findings)
    frame = read(tmp_path, "loans.parquet", Loans).into(findings)
    assert findings == []
    assert on_disk is not None
    assert frame is not None
    rows = [(value,) for value in expected]
    assert rows_of(content_of(on_disk, tmp_path)[[name]]) == sorted(rows, key=repr)
    assert rows_of(frame[[name]]) == sorted(rows, key=repr)


class Codes(pa.DataFrameModel):
    """Texts that a program may have written as numbers."""

    code: str


@pytest.mark.parametrize("numbers", [[1.0, 2.0, 3.0], [1.0, 2.0, 3.5]])
def test_numbers_that_are_texts_are_written_alike(
    numbers: list[float], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pd.DataFrame({"code": numbers}).to_parquet(tmp_path / "codes.parquet")
    monkeypatch.setattr(scanning, "ROWS", 2)
    table = scan(tmp_path, "codes.parquet", Codes, tmp_path / "kept").value
    frame = read(tmp_path, "codes.parquet", Codes).value
    assert table is not None
    assert frame is not None
    assert rows_of(content_of(table, tmp_path)) == rows_of(frame)


def test_what_repeats_is_named_at_its_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scanning, "ROWS", 3)
    years = [1990, 1991, 1992, 1993, 1991, 1994, 1990]
    content = [SOUND | {"id": f"a{i}", "year": year} for i, year in enumerate(years)]
    content[5]["id"] = "a2"
    content.insert(1, dict.fromkeys(SOUND))  # an empty row, which is left out
    written(content, tmp_path / "loans.parquet", True)
    here, there = Findings(), Findings()
    assert read(tmp_path, "loans.parquet", Once).into(here) is None
    assert scan(tmp_path, "loans.parquet", Once, tmp_path / "kept").into(there) is None
    assert found(there) == found(here)
    assert any("“a2”" in text and "loans.parquet:4" in text for text in found(there))


class Suspicious(pa.DataFrameModel):
    """A check that needs the whole table."""

    year: int

    @pa.check("year", error="the years are recent on average")
    def recent(cls, years: pd.Series[int]) -> bool:
        return bool(years.mean() > 1990)

    @pa.dataframe_check(error="there are years enough")
    def enough(cls, frame: pd.DataFrame) -> bool:
        return len(frame) > 3


def test_what_cannot_be_checked_from_disk_is_said(tmp_path: Path) -> None:
    pd.DataFrame({"year": [1995] * 9}).to_parquet(tmp_path / "loans.parquet")
    findings = Findings()
    assert read(tmp_path, "loans.parquet", Suspicious).into(findings) is not None
    assert scan(tmp_path, "loans.parquet", Suspicious, tmp_path / "kept").into(findings) is None
    assert [d.rule for d in findings] == ["check-failed", "check-failed"]
    assert "not done (make it judge row by row" in findings[0].text("en")


def test_after_very_many_mistakes_the_rest_is_not_read_which_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scanning, "ROWS", 100)
    monkeypatch.setattr(scanning, "MOST", 250)
    codes = np.where(np.arange(1000) % 2, "a", None)
    pd.DataFrame({"code": codes, "other": 1}).to_parquet(tmp_path / "codes.parquet")
    findings = Findings()
    assert scan(tmp_path, "codes.parquet", Codes, tmp_path / "kept").into(findings) is None
    texts = [d.text("en") for d in findings]
    assert texts[0] == (
        "codes.parquet:601: not-read: more than 250 rows before this one have mistakes:"
        " from here on nothing was read"
    )
    assert texts[-1].startswith("codes.parquet:11: missing-value: and 295 more like this in “code”")


@pytest.mark.parametrize("content", [b"", b"no Parquet"])
def test_what_is_no_parquet_is_refused_alike(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "codes.parquet").write_bytes(content)
    here, there = Findings(), Findings()
    assert read(tmp_path, "codes.parquet", Codes).into(here) is None
    assert scan(tmp_path, "codes.parquet", Codes, tmp_path / "kept").into(there) is None
    assert found(there) == found(here) != []
