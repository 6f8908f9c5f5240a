"""Offprints of the tiny project's figures: the same numbers in CSV and workbook, and a picture."""

from __future__ import annotations

import csv
import io
import struct
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from duizhao import project
from duizhao.diagnostics import Findings
from duizhao.downloads import Sheet, make, sheet_of
from duizhao.downloads.picture import CARD, Chart
from duizhao.downloads.png import png
from duizhao.edition import load
from duizhao.files import fonts
from duizhao.render.views import figure_view

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="560" height="200"><rect width="9"/></svg>'


def sheet(root: Path, language: str) -> Sheet:
    findings = Findings()
    _, editions = load.load(project.load(root), findings)
    material = editions[0].material
    figure = material.figures[next(iter(material.numbering.figures))]
    view = figure_view(figure, material, language, findings)
    return sheet_of(
        figure,
        view,
        material,
        language,
        report="R",
        publisher="P",
        licence="L",
        address="https://example.org/",
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
    assert all(line[3::2] for line in lines)
    book = load_workbook(files["a"].excel)
    data, about = book.worksheets
    zh, en, *rows = data.iter_rows(values_only=True)
    assert zh[2] == one.columns[0].zh
    assert en[2] == one.columns[0].en
    assert [row[0] for row in rows] == [row.id for row in one.rows]
    found = [[Decimal(str(cell)) for cell in row[2:] if cell is not None] for row in rows]
    assert found == numbers
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
