"""Reading an edition's figures: words, tables, and the pins laid over them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from duizhao.charts.forms import Chart
from duizhao.diagnostics import Diagnostic, Stage, Words, did_you_mean, stage
from duizhao.files.yaml_places import Document
from duizhao.language.labels import Status
from duizhao.language.periods import period_of
from duizhao.project import Edition
from duizhao.project.figures.figure import Figure
from duizhao.project.figures.file import (
    AnotherView,
    FigureFile,
    declared,
    draws_another,
    unknown_column,
)
from duizhao.project.figures.following import with_what_follows
from duizhao.project.figures.table import Cell, read_table
from duizhao.project.figures.whole import shares_of_whole
from duizhao.project.glossary import Glossary
from duizhao.project.published import Data, Pin, in_base_units


@stage
def load(root: Path, edition: Edition, glossary: Glossary, data: Data) -> Stage[dict[str, Figure]]:
    """Read every figure of an edition and lay the pins over the computed tables.

    A pin wins over a computed or modelled cell; where the source contradicts itself, or leaves
    out what follows from the rest, the value that errata.yml decides on is used. What only a model
    gives is withheld from all figures but those that are said to be its own. Findings name the
    file and line of whatever is wrong.
    """
    figures: dict[str, Figure] = {}
    folder = root / f"figures/{edition.name}"
    names = sorted(file.stem for file in folder.glob("*.yml"))  # also of those that cannot be read
    files = yield from declared(root, edition)
    for one in files:
        name, words, document = one.name, one.file, one.document
        if isinstance(words, AnotherView):
            continue
        if words.measure is not None and words.measure not in words.columns:
            yield unknown_column(document.place("measure"), words.measure, words)
        status: Status = "derived"
        if edition.file.microdata and not words.from_published:
            status = edition.file.microdata.status
        rows, cells = yield from read_table(
            root, document.path.removesuffix(".yml") + ".csv", words, status
        )
        yield from shares_of_whole(document, words, rows, cells, _pinned_rows(name, data))
        yield from _lay_pins(name, words, rows, cells, data)
        if glossary.complete:
            yield from _check_rows(document, words, rows, glossary)
        labelled = [str(row) for row in words.rows]
        order = dict.fromkeys([*(row for row in labelled if row in rows), *rows])
        words = words.model_copy(update={"rows": {str(k): v for k, v in words.rows.items()}})
        figure = Figure(name, edition.name, words, document, tuple(order), cells)
        if not words.modelled:
            bases = yield from _bases(words, document, data)
            figure = with_what_follows(figure.without_modelled(), bases)
        figures[name] = _with_chart(figure, words.chart)
    for one in files:
        if isinstance(one.file, AnotherView):
            view = yield from _another_view(one.file, one.document, figures, names)
            if view is not None:
                figures[view.name] = view
    yield from _check_addresses(data, names)
    return figures


def _another_view(
    view: AnotherView, document: Document, figures: Mapping[str, Figure], names: Collection[str]
) -> Stage[Figure | None]:
    drawn = figures.get(view.data)
    if drawn is None and view.data in names:
        return None  # what is wrong with the other was told
    if drawn is None or draws_another(drawn.document):
        message = Words(f"没有名为“{view.data}”的图表", f"there is no figure “{view.data}”")
        tables = [name for name, one in figures.items() if not draws_another(one.document)]
        hint = did_you_mean(view.data, tables)
        yield Diagnostic("unknown-figure", document.place("data"), message, hint)
        return None
    own = {"title": view.title, "note": view.note, "alt": view.alt}
    file = drawn.file.model_copy(update=own)
    name = Path(document.path).stem
    return _with_chart(replace(drawn, name=name, file=file, document=document), view.chart)


def _with_chart(figure: Figure, chart: Chart | None) -> Figure:
    """Return the figure with its chart, the columns filled in that the file leaves to it."""
    whole = chart.completed(figure.file.numeric, figure.measure) if chart else None
    return replace(figure, file=figure.file.model_copy(update={"chart": whole}))


def _lay_pins(
    figure: str, words: FigureFile, rows: list[str], cells: dict[tuple[str, str], Cell], data: Data
) -> Iterator[Diagnostic]:
    for address, pins in data.pins.items():
        name, row, column = split(address)
        if name != figure:
            continue
        if column not in words.columns:
            yield unknown_column(pins[0].at, column, words)
            continue
        if row not in rows:
            rows.append(row)
        cells[row, column] = pinned(pins, data)
    for address, used in data.inferred().items():
        name, row, column = split(address)
        if name == figure and column in words.columns:
            if row not in rows:
                rows.append(row)
            cells[row, column] = Cell(number=used, status="derived")


def _pinned_rows(figure: str, data: Data) -> set[str]:
    """Return the rows of a figure of which a number was published or follows from an erratum."""
    addresses = map(split, (*data.pins, *data.inferred()))
    return {row for name, row, _ in addresses if name == figure}


def _bases(words: FigureFile, document: Document, data: Data) -> Stage[dict[str, Cell]]:
    """Return the published numbers that shares are of, by the column of counts that names one."""
    bases = {}
    for name, column in words.columns.items():
        if column.base is None:
            continue
        if column.base in data.pins:
            bases[name] = pinned(data.pins[column.base], data)
        elif data.complete:
            message = Words(f"没有公布“{column.base}”", f"“{column.base}” was not published")
            place = document.place("columns", name, "base")
            hint = did_you_mean(column.base, data.pins)
            yield Diagnostic("unknown-value", place, message, hint)
    return bases


def split(address: str) -> tuple[str, str, str]:
    """Split an address into figure, row and column; a fact's column is `value`."""
    parts = address.split(".")
    return (parts[0], parts[1], parts[2] if len(parts) > 2 else "value")


def pinned(pins: tuple[Pin, ...], data: Data) -> Cell:
    """Return the cell that the pins of one address give; errata decide where they differ."""
    sources = tuple(pin.source for pin in pins)
    erratum = data.erratum(pins[0].address)
    if erratum is None or erratum.used is None:
        return Cell(number=pins[0].number, status=pins[0].status, sources=sources)
    used = in_base_units(erratum.used, pins[0].unit)
    printed = [pin.source for pin in pins if pin.number == used]
    status: Status = pins[0].status if printed else "derived"
    return Cell(number=used, status=status, sources=tuple(printed) or sources)


def named_by_itself(row: str) -> bool:
    """Whether a row needs no name: it is a number, such as a year, or a period of time."""
    return row.isdecimal() or period_of(row) is not None


def _check_rows(
    document: Document, words: FigureFile, rows: Iterable[str], glossary: Glossary
) -> Iterator[Diagnostic]:
    if any(column.unit == "name" for column in words.columns.values()):
        return  # such rows are named by the glossary ids in their cells
    labelled = {str(row) for row in words.rows}
    for row in rows:
        if row in labelled or row in glossary or named_by_itself(row):
            continue
        message = Words(
            zh=f"“{row}”行没有名称：既不在rows:里，也不在术语表里",
            en=f"the row “{row}” has no name: it is neither under rows: nor in the glossary",
        )
        hint = did_you_mean(row, [*labelled, *(term.id for term in glossary)])
        yield Diagnostic("unknown-row", document.place("rows"), message, hint)


def _check_addresses(data: Data, figures: Collection[str]) -> Iterator[Diagnostic]:
    for address, pins in data.pins.items():
        name = address.split(".")[0]
        if name not in figures:
            message = Words(
                zh=f"“{address}”指向的图表“{name}”不存在",
                en=f"“{address}” points to “{name}”, and there is no such figure",
            )
            hint = did_you_mean(name, figures)
            yield Diagnostic("unknown-figure", pins[0].at, message, hint)
