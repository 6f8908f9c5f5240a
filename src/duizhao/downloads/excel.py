"""A figure's table as an Excel workbook: numbers as numbers, headings in both languages."""

from __future__ import annotations

import datetime
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter

from duizhao.downloads.labels import ABOUT, DATA, FIELDS, ID, MARKED
from duizhao.downloads.table import Sheet
from duizhao.language.labels import STATUS

# Workbooks carry the time at which they were made; the same data must give the same workbook.
_EPOCH = datetime.datetime(2000, 1, 1)
_SOFT = "FF59616D"


def write(sheet: Sheet, path: Path) -> None:
    """Write the workbook: a sheet of data, its headings in both languages, and one about them."""
    book = Workbook()
    book.properties.title = f"{sheet.label} {sheet.title}".strip()
    book.properties.creator = sheet.publisher
    book.properties.created = book.properties.modified = _EPOCH
    _data(book, sheet)
    _about(book, sheet)
    book.save(path)


def _data(book: Workbook, sheet: Sheet) -> None:
    page = book.active
    page.title = DATA.of(sheet.language)
    page.append([ID.zh, sheet.row.zh, *(column.zh for column in sheet.columns)])
    page.append([ID.en, sheet.row.en, *(column.en for column in sheet.columns)])
    line = Border(bottom=Side(style="thin"))
    for cells, last in ((page[1], False), (page[2], True)):
        for cell in cells:
            cell.font = Font(bold=True)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if last:
                cell.border = line
    for row in sheet.rows:
        page.append([row.id, row.name])
        at = page.max_row
        for place, (column, cell) in enumerate(zip(sheet.columns, row.cells, strict=True), 3):
            target = page.cell(at, place)
            if cell.number is None:
                target.value = cell.name or None
                continue
            # A spreadsheet's numbers are binary; the format shows the declared decimals.
            whole = column.decimals == 0 and cell.number == cell.number.to_integral_value()
            target.value = int(cell.number) if whole else float(cell.number)
            target.number_format = "0." + "0" * column.decimals if column.decimals else "General"
            if cell.status == "estimated":
                target.number_format += '"†"'
            if cell.status == "modelled":
                target.font = Font(italic=True, color=_SOFT)
    page.freeze_panes = "C3"
    for place in range(1, page.max_column + 1):
        texts = [str(cell.value or "") for cell in page[get_column_letter(place)]]
        page.column_dimensions[get_column_letter(place)].width = min(48, max(map(_room, texts)) + 2)


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
        "status": ", ".join(STATUS[status].of(language) for status in sheet.statuses()),
    }
    if language == "zh":
        values["status"] = "、".join(STATUS[status].zh for status in sheet.statuses())
    for key, value in values.items():
        if value:
            page.append([FIELDS[key].of(language), value])
    if "modelled" in sheet.statuses():
        page.append(["", MARKED.of(language)])
    for row in page.iter_rows():
        row[0].font = Font(bold=True)
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    page.column_dimensions["A"].width = 20
    page.column_dimensions["B"].width = 90
