"""Figure tables: `figures/<edition>/<figure>.csv` and `.yml`, with the pins laid over them."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, Literal

from pydantic import Field

from duizhao.data import Data, Pin, Source, in_base_units
from duizhao.diagnostics import Diagnostic, Findings, Place, Words, did_you_mean
from duizhao.glossary import Glossary
from duizhao.project import Edition
from duizhao.yaml_places import Bilingual, Document, Strict, read, validated

Status = Literal["published", "computed", "estimated", "modelled", "derived", "cited"]
Unit = Literal["count", "percent", "points", "money", "number", "times", "year", "rank", "name"]


class RowFile(Bilingual):
    """A row's label; in a table of single facts also the fact's unit."""

    unit: Unit | None = None
    decimals: int = Field(0, ge=0)
    currency: str | None = None


class TakenFrom(Strict):
    """Where a column's cells stand: in a figure of another edition, under the same row ids.

    They stand in its column `column` or, when the other figure has these rows as its columns, in
    its row `row`.
    """

    edition: str
    figure: str
    column: str = "value"
    row: str | None = None


class ColumnFile(Strict):
    """A column: its title, the unit of its numbers, and the decimals that are printed.

    `taken_from` says that its cells are those of another edition.
    """

    title: Bilingual
    unit: Unit
    decimals: int = Field(0, ge=0)
    currency: str | None = None
    taken_from: TakenFrom | None = None


class FigureFile(Strict):
    """What `figures/<edition>/<figure>.yml` says: a figure's words, columns and chart.

    `measure` is the column that ranks the rows; `total` says that shares are of one whole;
    `order: ranked` shows the rows by the measure, largest first. Without `chart` the figure is
    shown as a table only.
    """

    title: Bilingual
    row: Bilingual
    rows: dict[str | int, RowFile] = Field(default_factory=dict)
    columns: dict[str, ColumnFile]
    measure: str | None = None
    total: int | None = None
    order: Literal["table", "ranked"] = "table"
    note: Bilingual | None = None
    alt: Bilingual | None = None
    chart: dict[str, Any] | None = None

    @property
    def taken(self) -> bool:
        """Whether columns of this figure are taken from other editions."""
        return any(column.taken_from is not None for column in self.columns.values())


class AnotherView(Strict):
    """A figure that draws the table of another figure, `data`, in another way.

    Rows, columns and all that is said about them are the other's; title, note, alternative text
    and chart are its own.
    """

    data: str
    title: Bilingual
    note: Bilingual | None = None
    alt: Bilingual | None = None
    chart: dict[str, Any]


@dataclass(frozen=True)
class Interval:
    """The 95 % confidence interval of an estimated number, and how many were drawn for it.

    In a figure table it stands beside the number's column `x`, as `x.low`, `x.high`, `x.sample`.
    """

    low: Decimal
    high: Decimal
    sample: int


INTERVAL = ("low", "high", "sample")


@dataclass(frozen=True)
class Cell:
    """One cell: a number or a glossary id, its status, and where it was published.

    A number estimated from a sample has the interval that holds it.
    """

    number: Decimal | None = None
    name: str | None = None
    status: Status = "computed"
    sources: tuple[Source, ...] = ()
    interval: Interval | None = None


@dataclass(frozen=True)
class Figure:
    """A figure of one edition: its words and its table, pins already laid over it."""

    name: str
    edition: str
    file: FigureFile
    document: Document
    rows: tuple[str, ...]
    cells: Mapping[tuple[str, str], Cell]

    @property
    def path(self) -> str:
        """Return the path of the figure's words, relative to the project."""
        return self.document.path

    @property
    def measure(self) -> str | None:
        """Return the column that ranks the rows: the declared one, or the last with numbers."""
        if self.file.measure is not None:
            return self.file.measure
        numeric = [name for name, column in self.file.columns.items() if column.unit != "name"]
        return numeric[-1] if numeric else None

    def cell(self, row: str, column: str) -> Cell | None:
        """Return a cell, or None where nothing is known."""
        return self.cells.get((row, column))

    def facts(self, row: str, column: str) -> tuple[Unit, int, str | None]:
        """Return unit, declared decimals and currency of a cell (a row of facts has its own)."""
        label = self.file.rows.get(row)
        if label is not None and label.unit is not None:
            return label.unit, label.decimals, label.currency
        declared = self.file.columns[column]
        return declared.unit, declared.decimals, declared.currency

    def ranked(self, column: str | None = None) -> tuple[str, ...]:
        """Return the rows that have a number in `column`, largest first, ties in table order."""
        by = column or self.measure
        numbers = {
            row: cell.number
            for row in self.rows
            if by is not None
            and (cell := self.cell(row, by)) is not None
            and cell.number is not None
        }
        return tuple(sorted(numbers, key=lambda row: -numbers[row]))

    def drawn_cells(self) -> list[Cell]:
        """Return the cells with numbers that the chart draws: not every column and row may be."""
        chart = self.file.chart or {}
        numeric = [name for name, column in self.file.columns.items() if column.unit != "name"]
        if "values" in chart or chart.get("form") in ("lines", "panels"):
            columns = chart.get("values", numeric)
        else:
            columns = [chart.get("value", self.measure)]
        rows = self.ranked(columns[0])[: chart["top"]] if "top" in chart else self.rows
        return [cell for row in rows for name in columns if (cell := self.cell(row, name))]

    def shown_rows(self) -> tuple[str, ...]:
        """Return the rows in the order in which the figure shows them."""
        if self.file.order == "table":
            return self.rows
        ranked = self.ranked()
        return (*ranked, *(row for row in self.rows if row not in ranked))


def load(
    root: Path, edition: Edition, glossary: Glossary, data: Data, findings: Findings
) -> dict[str, Figure]:
    """Read every figure of an edition and lay the pins over the computed tables.

    A pin wins over a computed or modelled cell; where the source contradicts itself, or leaves
    out what follows from the rest, the value that errata.yml decides on is used. Findings name
    the file and line of whatever is wrong.
    """
    figures: dict[str, Figure] = {}
    others: list[Document] = []
    for file in sorted((root / f"figures/{edition.name}").glob("*.yml")):
        path = f"figures/{edition.name}/{file.name}"
        document = read(root, path, findings)
        if document is not None and draws_another(document):
            others.append(document)
            continue
        words = validated(document, FigureFile, findings) if document else None
        if document is None or words is None:
            continue
        if words.measure is not None and words.measure not in words.columns:
            findings.append(_unknown_column(document.place("measure"), words.measure, words))
        status: Status = edition.file.microdata.status if edition.file.microdata else "derived"
        rows, cells = _table(root, path.removesuffix(".yml") + ".csv", words, status, findings)
        _lay_pins(file.stem, words, rows, cells, data, findings)
        _check_rows(document, words, rows, glossary, findings)
        labelled = [str(row) for row in words.rows]
        order = dict.fromkeys([*(row for row in labelled if row in rows), *rows])
        words = words.model_copy(update={"rows": {str(k): v for k, v in words.rows.items()}})
        figures[file.stem] = Figure(file.stem, edition.name, words, document, tuple(order), cells)
    for document in others:
        view = _another_view(document, edition, figures, findings)
        if view is not None:
            figures[view.name] = view
    _check_addresses(data, figures, findings)
    return figures


def draws_another(document: Document) -> bool:
    """Whether a figure's file says that it draws the table of another figure."""
    return isinstance(document.data, dict) and "data" in document.data


def _another_view(
    document: Document, edition: Edition, figures: Mapping[str, Figure], findings: Findings
) -> Figure | None:
    view = validated(document, AnotherView, findings)
    if view is None:
        return None
    drawn = figures.get(view.data)
    if drawn is None or draws_another(drawn.document):
        message = Words(f"没有名为“{view.data}”的图表", f"there is no figure “{view.data}”")
        tables = [name for name, one in figures.items() if not draws_another(one.document)]
        hint = did_you_mean(view.data, tables)
        findings.append(Diagnostic("unknown-figure", document.place("data"), message, hint))
        return None
    own = {"title": view.title, "note": view.note, "alt": view.alt, "chart": view.chart}
    file = drawn.file.model_copy(update=own)
    name = Path(document.path).stem
    return Figure(name, edition.name, file, document, drawn.rows, drawn.cells)


def _table(
    root: Path, path: str, words: FigureFile, status: Status, findings: Findings
) -> tuple[list[str], dict[tuple[str, str], Cell]]:
    rows: list[str] = []
    cells: dict[tuple[str, str], Cell] = {}
    if not (root / path).is_file():
        return rows, cells
    with (root / path).open(encoding="utf-8", newline="") as stream:
        reader = csv.reader(stream)
        header = next(reader, [])
        for name in header[1:]:
            base, _, part = name.partition(".")
            if name not in words.columns and not (base in words.columns and part in INTERVAL):
                findings.append(_unknown_column(Place(path, 1), name, words))
        for record in reader:
            row = record[0]
            at = Place(path, reader.line_num)
            if row in rows:
                message = Words(zh=f"“{row}”行重复", en=f"the row “{row}” stands twice")
                findings.append(Diagnostic("row-twice", at, message))
            rows.append(row)
            found = dict(zip(header[1:], record[1:], strict=False))
            for name, text in found.items():
                if text == "" or name not in words.columns:
                    continue
                if words.columns[name].unit == "name":
                    cells[row, name] = Cell(name=text, status=status)
                    continue
                number = _number(text)
                if number is None:
                    message = Words(zh=f"“{text}”不是数字", en=f"“{text}” is not a number")
                    findings.append(Diagnostic("not-a-number", at, message))
                else:
                    interval = _interval(number, name, found, at, findings)
                    kind = "estimated" if interval and status != "modelled" else status
                    cells[row, name] = Cell(number=number, status=kind, interval=interval)
    return rows, cells


def _interval(
    number: Decimal, name: str, record: Mapping[str, str], at: Place, findings: Findings
) -> Interval | None:
    """Return the interval beside an estimated number; None where the number is exact."""
    texts = [record.get(f"{name}.{part}", "") for part in INTERVAL]
    if not any(texts):
        return None
    low, high, sample = (_number(text) for text in texts)
    if low is None or high is None or sample is None or not low <= number <= high:
        message = Words(
            zh=f"“{name}”的{number}不在其区间“{texts[0]}—{texts[1]}”内，或缺少样本数",
            en=f"{number} in “{name}” is not within its interval “{texts[0]}–{texts[1]}”,"
            " or the size of its sample is missing",
        )
        findings.append(Diagnostic("interval", at, message))
        return None
    return Interval(low, high, int(sample))


def _number(text: str) -> Decimal | None:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _lay_pins(
    figure: str,
    words: FigureFile,
    rows: list[str],
    cells: dict[tuple[str, str], Cell],
    data: Data,
    findings: Findings,
) -> None:
    for address, pins in data.pins.items():
        name, row, column = split(address)
        if name != figure:
            continue
        if column not in words.columns:
            findings.append(_unknown_column(pins[0].at, column, words))
            continue
        if row not in rows:
            rows.append(row)
        cells[row, column] = _pinned(pins, data)
    for address, used in data.inferred().items():
        name, row, column = split(address)
        if name == figure and column in words.columns:
            if row not in rows:
                rows.append(row)
            cells[row, column] = Cell(number=used, status="derived")


def split(address: str) -> tuple[str, str, str]:
    """Split an address into figure, row and column; a fact's column is `value`."""
    parts = address.split(".")
    return (parts[0], parts[1], parts[2] if len(parts) > 2 else "value")


def _pinned(pins: tuple[Pin, ...], data: Data) -> Cell:
    sources = tuple(pin.source for pin in pins)
    erratum = data.erratum(pins[0].address)
    if erratum is None or erratum.used is None:
        return Cell(number=pins[0].number, status=pins[0].status, sources=sources)
    used = in_base_units(erratum.used, pins[0].unit)
    printed = [pin.source for pin in pins if pin.number == used]
    status: Status = pins[0].status if printed else "derived"
    return Cell(number=used, status=status, sources=tuple(printed) or sources)


def _check_rows(
    document: Document,
    words: FigureFile,
    rows: Iterable[str],
    glossary: Glossary,
    findings: Findings,
) -> None:
    if any(column.unit == "name" for column in words.columns.values()):
        return  # such rows are named by the glossary ids in their cells
    labelled = {str(row) for row in words.rows}
    for row in rows:
        if row in labelled or row in glossary or re.fullmatch(r"\d+", row):
            continue
        message = Words(
            zh=f"“{row}”行没有名称：既不在rows:里，也不在术语表里",
            en=f"the row “{row}” has no name: it is neither under rows: nor in the glossary",
        )
        hint = did_you_mean(row, [*labelled, *(term.id for term in glossary)])
        findings.append(Diagnostic("unknown-row", document.place("rows"), message, hint))


def _check_addresses(data: Data, figures: Mapping[str, Figure], findings: Findings) -> None:
    for address, pins in data.pins.items():
        name = address.split(".")[0]
        if name not in figures:
            message = Words(
                zh=f"“{address}”指向的图表“{name}”不存在",
                en=f"“{address}” points to “{name}”, and there is no such figure",
            )
            hint = did_you_mean(name, figures)
            findings.append(Diagnostic("unknown-figure", pins[0].at, message, hint))


def _unknown_column(place: Place, name: str, words: FigureFile) -> Diagnostic:
    message = Words(zh=f"未知的列“{name}”", en=f"unknown column “{name}”")
    return Diagnostic("unknown-column", place, message, did_you_mean(name, words.columns))
