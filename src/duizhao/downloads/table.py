"""A figure's table in one language with all that must travel with it; as CSV text."""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from duizhao.downloads.labels import ID, STATUS_OF, UNIT, UNIT_MARKS
from duizhao.language import language_of
from duizhao.language.labels import STATUS
from duizhao.project.figures import ColumnFile, Figure, Status
from duizhao.render.context import Context
from duizhao.render.views import TableView, range_text, rows_named


@dataclass(frozen=True)
class SheetColumn:
    """A column: its heading in the report's languages, unit included, and its numbers' decimals.

    `name` is the column's in addresses, `unit` what its numbers count: "" where each row has a unit
    of its own, and both are "" in the column of the rows' names.
    """

    headings: Mapping[str, str]
    numeric: bool
    decimals: int
    name: str = ""
    unit: str = ""

    def heading(self, language: str) -> str:
        """Return the heading in a language."""
        return self.headings[language]


@dataclass(frozen=True)
class SheetCell:
    """A cell: a number with its status, or a name; both empty where nothing is known.

    Of a number known no better than between two bounds the name says these.
    """

    number: Decimal | None = None
    name: str = ""
    status: Status | None = None


@dataclass(frozen=True)
class SheetRow:
    """A row: its id, the same in every language and edition, its name and its cells."""

    id: str
    name: str
    cells: tuple[SheetCell, ...]


@dataclass(frozen=True)
class Sheet:
    """A figure's whole table, and the words of its caption, in one language.

    `row` is the heading of the rows' names. `report`, `publisher`, `licence`, `address` and
    `date` (the edition's) say where it was taken from; the address may be empty.
    """

    figure: str
    language: str
    label: str
    title: str
    row: SheetColumn
    columns: tuple[SheetColumn, ...]
    rows: tuple[SheetRow, ...]
    note: str
    source: str
    report: str
    publisher: str
    licence: str
    address: str
    date: datetime.date

    def statuses(self) -> tuple[Status, ...]:
        """Return the statuses that the numbers have, in the order of the legend."""
        found = {cell.status for row in self.rows for cell in row.cells}
        return tuple(status for status in _LEGEND if status in found)


_LEGEND: tuple[Status, ...] = (
    *("published", "computed", "estimated"),
    *("modelled", "derived", "cited"),
)


def sheet_of(
    figure: Figure,
    view: TableView,
    context: Context,
    language: str,
    *,
    report: str,
    publisher: str,
    licence: str,
    address: str,
    date: datetime.date,
) -> Sheet:
    """Return a figure's table as a sheet; rows stand in the order in which the figure has them."""
    values = context.values(figure)
    columns = figure.shown_columns()
    named = rows_named(values)
    row, languages = figure.file.row, context.edition.languages
    mixed = any(label.unit is not None for label in figure.file.rows.values())
    return Sheet(
        figure=figure.name,
        language=language,
        label=view.label,
        title=view.title,
        row=SheetColumn({code: row.of(code) for code in languages}, False, 0),
        columns=tuple(
            _column(name, column, "" if mixed else column.unit, languages)
            for name, column in columns.items()
        ),
        rows=tuple(
            SheetRow(
                id_,
                values.row_name(id_).words.of(language) if named else "",
                tuple(_cell(context, figure, id_, column, language) for column in columns),
            )
            for id_ in figure.shown_rows()
        ),
        note=language_of(language).writing.space.join(filter(None, [view.note, view.estimated])),
        source=view.source,
        report=report,
        publisher=publisher,
        licence=licence,
        address=address,
        date=date,
    )


def csv_text(sheet: Sheet) -> str:
    """Return the table as CSV: id, name, then each number beside its status (see `csv_headings`).

    Numbers are plain decimals. It begins with a byte order mark, without which spreadsheets
    take Chinese for another encoding. A text that a spreadsheet would run as a formula begins
    with an apostrophe, as is usual.
    """
    language = sheet.language
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(heading for heading, _ in csv_headings(sheet))
    for row in sheet.rows:
        line = [guarded(row.id), guarded(row.name)]
        for column, cell in zip(sheet.columns, row.cells, strict=True):
            if not column.numeric:
                line.append(guarded(cell.name))
                continue
            line.append(guarded(cell.name) if cell.number is None else f"{cell.number:f}")
            line.append(STATUS[cell.status].of(language) if cell.status else "")
        writer.writerow(line)
    return "\ufeff" + out.getvalue()


def csv_headings(sheet: Sheet) -> list[tuple[str, SheetColumn | None]]:
    """Return what stands above each column of the CSV, and its column where that has numbers."""
    language = sheet.language
    headings: list[tuple[str, SheetColumn | None]] = [
        (ID.of(language), None),
        (sheet.row.heading(language), None),
    ]
    for column in sheet.columns:
        heading = column.heading(language)
        headings.append((heading, column if column.numeric else None))
        if column.numeric:
            headings.append((STATUS_OF.of(language).format(heading), None))
    return [(guarded(heading), column) for heading, column in headings]


def guarded(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula: `'=A1` for `=A1`."""
    return f"'{text}" if begins_formula(text) else text


def begins_formula(text: str) -> bool:
    """Tell whether a spreadsheet would take a text for a formula; spaces before it are skipped."""
    return text.lstrip(" \u3000\u00a0").startswith(tuple("=+-@＝＋－＠\t\r\n"))


def _column(name: str, column: ColumnFile, unit: str, languages: Sequence[str]) -> SheetColumn:
    titles = {code: column.title.of(code) for code in languages}
    for language, title in titles.items():
        mark = (
            UNIT_MARKS[column.unit].of(language)
            if column.unit in UNIT_MARKS
            else column.currency or ""
        )
        if mark:
            titles[language] = UNIT.of(language).format(title, mark)
    return SheetColumn(titles, column.unit != "name", column.decimals, name, unit)


def _cell(context: Context, figure: Figure, row: str, column: str, language: str) -> SheetCell:
    cell = figure.cell(row, column)
    if cell is None:
        return SheetCell()
    if cell.between is not None:
        bounds = range_text(figure, row, column, language)
        return SheetCell(name=bounds, status=cell.status)
    if cell.name is not None:
        return SheetCell(name=context.values(figure).term(cell.name).words.of(language))
    return SheetCell(number=cell.number, status=cell.status)
