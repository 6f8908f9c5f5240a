"""A figure's table as an Excel workbook: numbers as numbers, each beside its status.

The same sheet gives the same bytes: what openpyxl takes from the clock is the edition's date.
"""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.writer.excel import ExcelWriter

from duizhao.downloads.labels import ABOUT, DATA, FIELDS, ID, MARKED, STATUS_OF
from duizhao.downloads.table import Sheet, begins_formula
from duizhao.language.labels import LISTED, STATUS

# Openpyxl writes floats with one digit too many, 67.9 as 67.90000000000001.
_FLOAT = re.compile(rb"<v>(-?\d+\.\d+(?:e[+-]?\d+)?)</v>")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SOFT = "FF59616D"


def write(sheet: Sheet, path: Path) -> None:
    """Write the workbook: a sheet of data, its headings in both languages, and one about them."""
    book = Workbook()
    book.properties.title = f"{sheet.label} {sheet.title}".strip()
    book.properties.creator = sheet.publisher
    moment = datetime.datetime.combine(sheet.date, datetime.time())
    book.properties.created = book.properties.modified = moment
    _data(book, sheet)
    _about(book, sheet)
    _save(book, path, sheet.date)


def _save(book: Workbook, path: Path, date: datetime.date) -> None:
    """Save a workbook with the shortest decimals, dated like the edition throughout."""
    made = io.BytesIO()
    # `Workbook.save` would write the machine's clock into the properties.
    ExcelWriter(book, zipfile.ZipFile(made, "w")).save()
    stamp = (max(1980, date.year), date.month, date.day, 0, 0, 0)
    with zipfile.ZipFile(made) as parts, zipfile.ZipFile(path, "w") as archive:
        for name in parts.namelist():
            content = _FLOAT.sub(lambda v: b"<v>%r</v>" % float(v[1]), parts.read(name))
            entry = zipfile.ZipInfo(name, stamp)
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED)


def _data(book: Workbook, sheet: Sheet) -> None:
    page = book.active
    page.title = DATA.of(sheet.language)
    languages = tuple(sheet.row.headings)
    for at, language in enumerate(languages, 1):
        headings = [ID.of(language), sheet.row.heading(language)]
        for column in sheet.columns:
            headings.append(column.heading(language))
            if column.numeric:
                headings.append(STATUS_OF.of(language).format(column.heading(language)))
        for place, heading in enumerate(headings, 1):
            _put(page, at, place, heading)
    line = Border(bottom=Side(style="thin"))
    for at in range(1, len(languages) + 1):
        for cell in page[at]:
            cell.font = Font(bold=True)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if at == len(languages):
                cell.border = line
    for at, row in enumerate(sheet.rows, len(languages) + 1):
        _put(page, at, 1, row.id)
        _put(page, at, 2, row.name)
        place = 3
        for column, cell in zip(sheet.columns, row.cells, strict=True):
            if not column.numeric:
                _put(page, at, place, cell.name)
                place += 1
                continue
            if cell.number is not None:
                target = _put_number(page.cell(at, place), cell.number)
                if cell.status == "estimated":
                    target.number_format += '"†"'
                if cell.status == "modelled":
                    target.font = Font(italic=True, color=_SOFT)
            if cell.status:
                _put(page, at, place + 1, STATUS[cell.status].of(sheet.language))
            place += 2
    page.freeze_panes = f"C{len(languages) + 1}"
    for place in range(1, page.max_column + 1):
        texts = [str(cell.value or "") for cell in page[get_column_letter(place)]]
        page.column_dimensions[get_column_letter(place)].width = min(48, max(map(_room, texts)) + 2)


def _put(page: Any, row: int, column: int, text: str) -> Any:
    """Write a text as a text, whatever it begins with; edited in Excel, it stays one."""
    target = page.cell(row, column)
    target.value = _CONTROL.sub("", text) or None
    if target.value is not None:
        target.data_type = "s"
        target.quotePrefix = begins_formula(text)
    return target


def _put_number(target: Any, number: Decimal) -> Any:
    """Write a number, shown with its own decimals; a spreadsheet's numbers are binary."""
    decimals = max(0, -int(number.as_tuple().exponent))
    target.value = float(number) if decimals else int(number)
    target.number_format = "0." + "0" * decimals if decimals else "0"
    return target


def _room(text: str) -> int:
    """Return a text's width in digits; Han takes two."""
    return sum(2 if ord(character) > 0x2E80 else 1 for character in text)


def _about(book: Workbook, sheet: Sheet) -> None:
    language = sheet.language
    page = book.create_sheet(ABOUT.of(language))
    values = {
        "figure": f"{sheet.label} {sheet.title}".strip(),
        "report": sheet.report,
        "publisher": sheet.publisher,
        "note": sheet.note,
        "source": sheet.source,
        "licence": sheet.licence,
        "address": sheet.address,
        "status": LISTED.of(language).join(STATUS[one].of(language) for one in sheet.statuses()),
    }
    rows: list[tuple[str, str]] = []
    for key, value in values.items():
        if value:
            rows.append((FIELDS[key].of(language), value))
    if "modelled" in sheet.statuses():
        rows.append(("", MARKED.of(language)))
    for at, texts in enumerate(rows, 1):
        for place, text in enumerate(texts, 1):
            _put(page, at, place, text)
    for row in page.iter_rows():
        row[0].font = Font(bold=True)
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    page.column_dimensions["A"].width = 20
    page.column_dimensions["B"].width = 90
