"""Pictures: each figure as a chart, drawn once per language and medium, and kept by content."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from decimal import Decimal
from multiprocessing import get_context
from pathlib import Path

from duizhao.charts.colours import Colour
from duizhao.charts.data import PHONE, PRINT, WIDE, ChartData, Fit, Layer, Scheme, Together
from duizhao.charts.fingerprint import fingerprint
from duizhao.charts.forms.bars import Summed, TogetherFile
from duizhao.charts.forms.loglog import LogLog, PowerLaw
from duizhao.charts.forms.network import Network
from duizhao.charts.layer import SUFFIX, prepared
from duizhao.charts.refusals import unnamed
from duizhao.charts.table import Cell, ChartError, Column, Name, Table
from duizhao.diagnostics import Diagnostic, Place, Problems, Stage, Words, stage
from duizhao.expressions.evaluate import evaluate
from duizhao.expressions.namespace import FigureValues, Namespace
from duizhao.expressions.value import Value
from duizhao.files.cache import Store
from duizhao.interruption import follow, held
from duizhao.language import language_of
from duizhao.project.figures import Figure, unknown_table
from duizhao.project.glossary import Entry, Glossary
from duizhao.render.context import Context
from duizhao.render.views import FigureView

# Every picture that is made of a figure: what it is for, and how wide it is drawn.
MEDIA: tuple[tuple[Scheme, int], ...] = (
    ("light", WIDE),
    ("light", PHONE),
    ("dark", WIDE),
    ("dark", PHONE),
    ("print", PRINT),
)
# The media that a reader can turn into an interactive chart.
SCREEN = tuple(medium for medium in MEDIA if medium[0] != "print")


# As many are drawn sooner than two processes have begun.
FEW = 4 * len(MEDIA)

# What is drawn of a chart: for a language, a medium and a width.
Task = tuple[ChartData, str, Scheme, int]


@dataclass(frozen=True)
class ChartOf:
    """A chart to be drawn: its edition, its language, and what it is drawn from."""

    edition: str
    language: str
    data: ChartData

    @property
    def key(self) -> tuple[str, str, str]:
        """Return edition, language and figure."""
        return self.edition, self.language, self.data.figure


@dataclass(frozen=True)
class Picture:
    """One static picture on disk, and its size in pixels."""

    svg: Path
    width: int
    height: int


@dataclass(frozen=True)
class Drawn:
    """A figure's pictures, and its interactive chart's specifications, by medium and width.

    `network` is the chart's data where it draws a whole network, which has an interactive form of
    its own.
    """

    pictures: Mapping[tuple[Scheme, int], Picture]
    specs: Mapping[tuple[Scheme, int], Path]
    network: ChartData | None = None

    @property
    def in_print(self) -> Path:
        """Return the file of the picture that is printed."""
        return self.pictures["print", PRINT].svg

    @property
    def on_a_desk(self) -> Path:
        """Return the file of the picture that a light page shows on a wide screen."""
        return self.pictures["light", WIDE].svg


# Every drawn chart, by edition, language and figure.
AllDrawn = Mapping[tuple[str, str, str], Drawn]


def check_chart(figure: Figure, context: Context, root: Path) -> Iterator[Diagnostic]:
    """Find whatever would keep a figure's chart from being drawn; nothing is drawn.

    `root` is the project's folder, where the file of a network lies.
    """
    chart = figure.file.chart
    if chart is None:
        return
    refused = chart.refusals(_coloured(figure, context.glossary))
    for error in refused:
        yield _diagnostic(figure, error)
    if isinstance(chart, LogLog) and chart.fit is not None:
        yield from _fit(figure, chart.fit, context.names_under(figure))
    if isinstance(chart, Summed):
        yield from _together(figure, chart.together, context.names_under(figure))
    if isinstance(chart, Network) and not refused:
        unknown = unknown_table(figure.document, chart.layer, context.edition)
        if unknown is not None:
            yield unknown
        else:
            yield from _check_network(figure, chart, root)


def _coloured(figure: Figure, glossary: Glossary) -> Table:
    """Return a figure's table with what the glossary says of its rows' and columns' looks."""
    table = figure.table
    entries = {term.id: term.entry for term in glossary}
    return replace(
        table,
        rows=tuple(
            replace(row, colour=entries[row.id].colour, tile=entries[row.id].tile)
            if row.id in entries
            else row
            for row in table.rows
        ),
        columns=tuple(
            replace(column, colour=_colour(column.id, glossary)) for column in table.columns
        ),
    )


def _check_network(figure: Figure, chart: Network, root: Path) -> Iterator[Diagnostic]:
    from duizhao.files.network_file import decoded  # loads NumPy

    try:
        layer = prepared(Layer(figure.path.removesuffix(".yml") + SUFFIX), root)
    except Problems as problems:
        yield from problems.diagnostics
        return
    named = {figure.rows[row] for row, _, _ in figure.table.known(chart.value)}
    if named.isdisjoint(decoded(Path(layer.file).read_bytes()).labels):
        yield _diagnostic(figure, unnamed())


@stage
def chart_data(
    figure: Figure, view: FigureView, context: Context, language: str, own: str = ""
) -> Stage[ChartData | None]:
    """Return what a figure's chart is drawn from, or None when it has none that can be.

    `own` is the specification of a chart of one's own.
    """
    values = context.values(figure)
    columns = figure.file.columns
    chart = figure.file.chart
    if chart is None:
        return None
    asked = chart.fit if isinstance(chart, LogLog) else None
    names = context.names_under(figure)
    return ChartData(
        figure=figure.name,
        title=view.title,
        alt=view.alt,
        row_title=figure.file.row.of(language),
        rows=tuple(_row(values, row, context.glossary, language) for row in figure.shown_rows()),
        columns=tuple(
            Column(
                *(name, column.title.of(language), column.unit, column.decimals, column.currency),
                _colour(name, context.glossary),
                column.broken,
            )
            for name, column in columns.items()
        ),
        cells=tuple(
            tuple(_cell(values, row, column, context.glossary, language) for column in columns)
            for row in figure.shown_rows()
        ),
        chart=chart,
        total=None if figure.file.total is None else Decimal(figure.file.total),
        note=view.note,
        fit=(yield from _fit(figure, asked, names)) if asked else None,
        together=(yield from _together(figure, chart.together, names))
        if isinstance(chart, Summed)
        else (),
        layer=Layer(figure.path.removesuffix(".yml") + SUFFIX)
        if isinstance(chart, Network)
        else None,
        own=own,
    )


def _row(values: FigureValues, row: str, glossary: Glossary, language: str) -> Name:
    text = values.row_name(row).words.of(language)
    if row not in glossary:
        return Name(row, text)
    entry = glossary[row].entry
    return Name(row, text, _shorter(entry, text, language), entry.colour, entry.tile)


def _colour(id: str, glossary: Glossary) -> Colour | None:
    return glossary[id].entry.colour if id in glossary else None


def _shorter(entry: Entry, text: str, language: str) -> tuple[str, ...]:
    """Return the shorter forms of a name, longest first."""
    forms = [
        *entry.spellings(language),
        *([entry.code] if entry.code and language_of(language).writing.script == "Latin" else []),
    ]
    return tuple(sorted((f for f in forms if len(f) < len(text)), key=len, reverse=True))


def _cell(
    values: FigureValues, row: str, column: str, glossary: Glossary, language: str
) -> Cell | None:
    cell = values.figure.cell(row, column)
    if cell is None:
        return None
    name = None
    if cell.name is not None:
        text = values.term(cell.name).words.of(language)
        name = Name(cell.name, text, _shorter(glossary[cell.name].entry, text, language))
    return Cell(cell.number, name, cell.status)


def _fit(figure: Figure, asked: PowerLaw, namespace: Namespace) -> Stage[Fit | None]:
    """Return the fitted line that `fit: {exponent: …, start: …}` names by addresses."""
    numbers = []
    for key, address in (("exponent", asked.exponent), ("start", asked.start)):
        place = figure.document.place("chart", "fit", key)
        value = yield from _number(address, place, namespace)
        if value is not None:
            numbers.append(value.number)
    if len(numbers) < 2:
        return None
    return Fit(slope=1 - numbers[0], start=numbers[1])


def _together(
    figure: Figure, asked: Sequence[TogetherFile], namespace: Namespace
) -> Stage[tuple[Together, ...]]:
    """Return what rows come to together, as `together: [{rows: …, total: …}]` says by addresses."""
    found = []
    for index, one in enumerate(asked):
        place = figure.document.place("chart", "together", index, "total")
        value = yield from _number(one.total, place, namespace)
        if value is not None:
            found.append(Together(one.rows, value.number))
    return tuple(found)


def _number(address: str, place: Place, namespace: Namespace) -> Stage[Value | None]:
    value = yield from evaluate(address, place, namespace)
    if value is None or isinstance(value, Value):
        return value
    message = Words(f"“{address}”不是一个数", f"“{address}” is no number")
    yield Diagnostic("chart", place, message)
    return None


@stage
def with_layers(charts: Iterable[ChartOf], root: Path) -> Stage[list[ChartOf]]:
    """Return charts whose networks' files were read; one that is not in order is a finding."""
    ready: list[ChartOf] = []
    for chart in charts:
        layer = chart.data.layer
        if layer is not None:
            try:
                layer = prepared(layer, root)
            except Problems as problems:
                yield from problems.diagnostics
                continue
        ready.append(replace(chart, data=replace(chart.data, layer=layer)))
    return ready


def _diagnostic(figure: Figure, error: ChartError) -> Diagnostic:
    return Diagnostic("chart", figure.document.place("chart", *error.at), error.message, error.hint)


def draw_all(charts: Sequence[ChartOf], cache: Path) -> dict[tuple[str, str, str], Drawn]:
    """Draw every chart for every medium; return them by edition, language and figure.

    A picture that was drawn before from the same data, words and drawing code is taken from
    `cache`; the others are drawn side by side in two processes, a few of them here.
    """
    store = Store(cache)
    keys = {
        (chart.key, medium): fingerprint(chart.data, chart.language, *medium)
        for chart in charts
        for medium in MEDIA
    }
    tasks = {
        keys[chart.key, medium]: (chart.data, chart.language, *medium)
        for chart in charts
        for medium in MEDIA
    }
    missing = {key: task for key, task in tasks.items() if not _is_drawn(store, key, task)}
    if len(missing) > FEW:
        halves = [list(missing.items())[start::2] for start in range(2)]
        with ProcessPoolExecutor(
            2, mp_context=get_context("spawn"), initializer=follow, initargs=(os.getpid(),)
        ) as pool:
            with held():
                drawn = pool.map(_draw_into, [store, store], halves)
            for _ in drawn:
                pass
    elif missing:
        _draw_into(store, [*missing.items()])
    if missing:
        store.trim()
    return {
        chart.key: Drawn(
            {medium: _picture(cache, keys[chart.key, medium]) for medium in MEDIA},
            {medium: cache / f"{keys[chart.key, medium]}.vega" for medium in SCREEN},
            chart.data if chart.data.layer else None,
        )
        for chart in charts
    }


def _is_drawn(store: Store, key: str, task: Task) -> bool:
    kinds = ("svg", "json", "vega") if task[2:] in SCREEN else ("svg", "json")
    return all(store.read(f"{key}.{kind}") is not None for kind in kinds)


def _draw_into(store: Store, tasks: Sequence[tuple[str, Task]]) -> None:
    from duizhao.charts import draw  # the drawing libraries load slowly

    for key, (data, language, scheme, width) in tasks:
        drawing = draw(data, language, scheme, width)
        store.write(f"{key}.svg", drawing.svg.encode())
        if (scheme, width) in SCREEN:
            text = json.dumps(drawing.vega, ensure_ascii=False, separators=(",", ":"))
            store.write(f"{key}.vega", text.encode())
        store.write(f"{key}.json", json.dumps([drawing.width, drawing.height]).encode())


def _picture(cache: Path, key: str) -> Picture:
    width, height = json.loads((cache / f"{key}.json").read_bytes())
    return Picture(cache / f"{key}.svg", width, height)
