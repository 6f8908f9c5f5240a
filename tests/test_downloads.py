"""Downloads of the tiny project's figures: the same numbers in CSV and workbook, and a picture."""

from __future__ import annotations

import csv
import datetime
import io
import struct
import zipfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from duizhao import project
from duizhao.diagnostics import Findings
from duizhao.downloads import Sheet, make, sheet_of
from duizhao.downloads.excel import write
from duizhao.downloads.picture import CARD, Chart
from duizhao.downloads.png import png
from duizhao.downloads.table import SheetCell, csv_text
from duizhao.edition import load
from duizhao.files import fonts
from duizhao.language.labels import STATUS
from duizhao.render.views import figure_view

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="560" height="200"><rect width="9"/></svg>'


def sheet(root: Path, language: str) -> Sheet:
    findings = Findings()
    _, editions = load.load(project.load(root)).into(findings)
    context = editions[0].context
    figure = context.figures[next(iter(context.numbering.figures))]
    view = figure_view(figure, context, language).into(findings)
    return sheet_of(
        figure,
        replace(view.table, label=view.label, source=view.source),
        context,
        language,
        report="R",
        publisher="P",
        licence="L",
        address="https://example.org/",
        date=datetime.date(2001, 2, 3),
    )


@pytest.mark.parametrize("language", ["zh", "en"])
def test_tables_hold_every_number_exactly_and_say_what_it_is(
    libraries: Path, tmp_path: Path, language: str
) -> None:
    one = sheet(libraries, language)
    files, cards = make(
        {"a": (one, Chart(SVG, 560, 200))}, {"b": (one, Chart(SVG, 560, 200), "题")}, tmp_path
    )
    numbers = [[cell.number for cell in row.cells if cell.number is not None] for row in one.rows]
    assert any(numbers)
    text = files["a"].csv.read_bytes()
    assert text.startswith("\ufeff".encode())
    header, *lines = csv.reader(io.StringIO(text.decode("utf-8-sig")))
    assert len(header) == 2 + sum(2 if column.numeric else 1 for column in one.columns)
    assert [[Decimal(cell) for cell in line[2::2] if cell] for line in lines] == numbers
    statuses = [
        [STATUS[cell.status].of(language) if cell.status else "" for cell in row.cells]
        for row in one.rows
    ]
    assert all(any(row) for row in statuses)
    assert [line[3::2] for line in lines] == statuses
    book = load_workbook(files["a"].excel)
    data, about = book.worksheets
    zh, en, *rows = data.iter_rows(values_only=True)
    assert zh[2] == one.columns[0].heading("zh")
    assert en[2] == one.columns[0].heading("en")
    assert [row[0] for row in rows] == [row.id for row in one.rows]
    found = [[Decimal(str(cell)) for cell in row[2::2] if cell is not None] for row in rows]
    assert found == numbers
    assert [[cell or "" for cell in row[3::2]] for row in rows] == statuses
    assert "https://example.org/" in [cell.value for cell in about["B"]]
    for path, width in ((files["a"].png, None), (cards["b"], CARD[0])):
        head = path.read_bytes()[:24]
        assert head.startswith(b"\x89PNG")
        if width:
            assert struct.unpack(">2I", head[16:24]) == CARD
    # What is there already is not made again.
    made = [path for path in tmp_path.iterdir() if path.suffix in (".csv", ".xlsx", ".png")]
    before = [path.stat().st_mtime_ns for path in made]
    make({"a": (one, Chart(SVG, 560, 200))}, {"b": (one, Chart(SVG, 560, 200), "题")}, tmp_path)
    assert [path.stat().st_mtime_ns for path in made] == before


def test_a_picture_is_set_in_the_faces_given_and_in_none_of_the_machine(tmp_path: Path) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="80" height="20">{}</svg>'
    text = '<text y="15" font-family="Noto Sans CJK SC, DejaVu Sans, sans-serif">29.04% 藏书</text>'
    faces = fonts.find(folders=()).gather(tmp_path / "faces")
    (tmp_path / "none").mkdir()
    empty = png(svg.format(""), (80, 20), 1, faces)
    assert png(svg.format(text), (80, 20), 1, tmp_path / "none") == empty
    assert png(svg.format(text), (80, 20), 1, faces) != empty
    assert struct.unpack(">2I", png(svg.format(text), (80, 20), 2, faces)[16:24]) == (160, 40)


NAMES = ["=1+1", "+1", "-1", "@a", "\t=1", " =1", "＝1", "\rx", "#N/A", "=cmd|' /C calc'!A0"]


@pytest.mark.parametrize("name", NAMES)
def test_no_text_is_a_formula(libraries: Path, tmp_path: Path, name: str) -> None:
    one = sheet(libraries, "en")
    rows = tuple(replace(row, name=name) for row in one.rows)
    head = replace(one.row, headings={"zh": name, "en": name})
    words = dict.fromkeys(("title", "note", "source", "report", "publisher", "licence"), name)
    one = replace(one, rows=rows, row=head, **words)
    write(one, tmp_path / "a.xlsx")
    for page in load_workbook(tmp_path / "a.xlsx").worksheets:
        for row in page.iter_rows():
            for cell in row:
                assert cell.value is None or cell.data_type in "sn"
    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
        parts = [archive.read(part) for part in archive.namelist()]
    assert not any(b"<f>" in part or b't="e"' in part for part in parts)
    header, *lines = csv.reader(io.StringIO(csv_text(one).removeprefix("\ufeff"), newline=""))
    for cell in (header[1], *(line[1] for line in lines)):
        assert cell == (name if name == "#N/A" else f"'{name}")


def test_a_workbook_holds_the_editions_date_and_the_shortest_decimals(
    libraries: Path, tmp_path: Path
) -> None:
    one = sheet(libraries, "zh")
    cells = (SheetCell(Decimal("67.90"), status="derived"),) * len(one.columns)
    one = replace(one, rows=tuple(replace(row, cells=cells) for row in one.rows))
    for name in ("a.xlsx", "b.xlsx"):
        write(one, tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(2001, 2, 3, 0, 0, 0)}
        core = archive.read("docProps/core.xml")
        data = archive.read("xl/worksheets/sheet1.xml")
    assert core.count(b"2001-02-03T00:00:00Z") == 2
    assert b"<v>67.9</v>" in data
    assert b"67.90000" not in data
    page = load_workbook(tmp_path / "a.xlsx").worksheets[0]
    assert page["C3"].number_format == "0.00"
    assert page["D3"].value == "推算值"
