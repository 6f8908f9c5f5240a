"""Pictures: each figure as a chart, drawn once per language and medium, and kept by content."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from decimal import Decimal
from multiprocessing import get_context
from pathlib import Path

from duizhao.charts.data import (
    PHONE,
    WIDE,
    Cell,
    ChartData,
    ChartError,
    Column,
    Fit,
    Layer,
    Name,
    Scheme,
)
from duizhao.charts.fingerprint import fingerprint
from duizhao.charts.layer import SUFFIX, prepared
from duizhao.charts.options import check
from duizhao.diagnostics import Diagnostic, Findings, Problems
from duizhao.edition.context import Material
from duizhao.expressions.evaluate import evaluate
from duizhao.expressions.namespace import FigureValues, Namespace
from duizhao.expressions.value import Value
from duizhao.files.cache import Store
from duizhao.project.figures import Figure
from duizhao.project.glossary import Entry, Glossary
from duizhao.render.views import FigureView

# The measure of a printed page is narrower than a wide screen's: drawn for it, letters keep their
# size there.
PRINT = 560
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


# Every drawn chart, by edition, language and figure.
AllDrawn = Mapping[tuple[str, str, str], Drawn]


def chart_data(
    figure: Figure,
    view: FigureView,
    material: Material,
    language: str,
    findings: Findings,
) -> ChartData | None:
    """Return what a figure's chart is drawn from; options that do not fit go to `findings`."""
    values = FigureValues(figure, material.glossary)
    columns = figure.file.columns
    options = dict(figure.file.chart or {})
    asked = options.pop("fit", None)
    layer = options.pop("layer", None)
    data = ChartData(
        figure=figure.name,
        title=view.title,
        alt=view.alt,
        row_title=figure.file.row.of(language),
        rows=tuple(_row(values, row, material.glossary, language) for row in figure.shown_rows()),
        columns=tuple(
            Column(name, column.title.of(language), column.unit, column.decimals, column.currency)
            for name, column in columns.items()
        ),
        cells=tuple(
            tuple(_cell(values, row, column, material.glossary, language) for column in columns)
            for row in figure.shown_rows()
        ),
        options=options,
        measure=figure.measure,
        total=None if figure.file.total is None else Decimal(figure.file.total),
        note=view.note,
        layer=None if layer is None else Layer(figure.path.removesuffix(".yml") + SUFFIX),
    )
    error = check(data)
    if error is not None:
        findings.append(_diagnostic(figure, error))
        return None
    return replace(data, fit=_fit(figure, asked, material.namespace, findings)) if asked else data


def _row(values: FigureValues, row: str, glossary: Glossary, language: str) -> Name:
    text = values.row_name(row).words.of(language)
    if row not in glossary:
        return Name(row, text)
    tile = glossary[row].entry.tile
    return Name(row, text, _shorter(glossary[row].entry, text, language), tile=tile)


def _shorter(entry: Entry, text: str, language: str) -> tuple[str, ...]:
    """Return the shorter forms of a name, longest first."""
    forms = [
        *entry.aliases.of(language),
        *([entry.code] if entry.code and language == "en" else []),
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


def _fit(figure: Figure, asked: object, namespace: Namespace, findings: Findings) -> Fit | None:
    """Return the fitted line that `fit: {exponent: …, start: …}` names by addresses."""
    place = figure.document.place("chart", "fit")
    numbers = []
    for key in ("exponent", "start"):
        address = asked.get(key, "") if isinstance(asked, dict) else ""
        value = evaluate(str(address), place, namespace, findings)
        if isinstance(value, Value):
            numbers.append(value.number)
    if len(numbers) < 2:
        return None
    return Fit(slope=1 - numbers[0], start=numbers[1])


def with_layers(charts: Iterable[ChartOf], root: Path, findings: Findings) -> list[ChartOf]:
    """Return charts whose networks' files were read; one that is not in order is a finding."""
    ready: list[ChartOf] = []
    for chart in charts:
        layer = chart.data.layer
        if layer is not None:
            try:
                layer = prepared(layer, root)
            except Problems as problems:
                findings.extend(one for one in problems.diagnostics if one not in findings)
                continue
        ready.append(replace(chart, data=replace(chart.data, layer=layer)))
    return ready


def _diagnostic(figure: Figure, error: ChartError) -> Diagnostic:
    keys = ("chart",) if error.key is None else ("chart", error.key)
    return Diagnostic("chart", figure.document.place(*keys), error.message, error.hint)


def draw_all(charts: Sequence[ChartOf], cache: Path) -> dict[tuple[str, str, str], Drawn]:
    """Draw every chart for every medium; return them by edition, language and figure.

    A picture that was drawn before from the same data, words and drawing code is taken from
    `cache`; the others are drawn side by side in two processes.
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
    if missing:
        halves = [list(missing.items())[start::2] for start in range(2)]
        with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
            for _ in pool.map(_draw_into, [store, store], halves):
                pass
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
