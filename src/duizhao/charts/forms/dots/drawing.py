"""Two columns as paired dots on one line per row, joined by the distance between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from math import log10

import altair as alt

from duizhao.charts.colours import places
from duizhao.charts.data import ChartData
from duizhao.charts.forms.dots import Dots
from duizhao.charts.header import header
from duizhao.charts.labels import LOGARITHMIC, UNIT, UNPUBLISHED
from duizhao.charts.numbers import Scale, decades, scale_of, ticks
from duizhao.charts.palette import GRID, INK, LINE, category, tint
from duizhao.charts.parts import (
    GAP,
    Canvas,
    Margins,
    Note,
    Picture,
    Records,
    hits,
    kind_of,
    notes,
    picture,
    pixels,
    plotted,
    said,
    spanned,
    tip,
)
from duizhao.charts.table import Cell, Column, Name
from duizhao.charts.theme import SMALL, TEXT
from duizhao.language.text_layout import LINE as LINE_HEIGHT
from duizhao.language.text_layout import widest, wrapped

_PITCH = 22
_NAMES = 0.34
_KEY = 18
_DOT = 60
_INSET = 8


@dataclass(frozen=True)
class Axis:
    """The axis that both columns share: its ticks, whether it is logarithmic, its length in px."""

    marks: tuple[Decimal, ...]
    log: bool
    span: float

    def along(self, number: Decimal) -> float:
        """Return how far along the axis a number lies, in px."""
        low, high = self.marks[0], self.marks[-1]
        if self.log:
            part = (log10(number) - log10(low)) / (log10(high) - log10(low))
        else:
            part = float((number - low) / (high - low))
        return round(part * self.span, 1)


@dataclass(frozen=True)
class Pair:
    """A row: its name in lines, its cells with their numbers by column, and its middle in px."""

    name: Name
    lines: tuple[str, ...]
    known: Mapping[int, tuple[Cell, Decimal]]
    middle: float


def dots(data: ChartData, options: Dots, canvas: Canvas) -> Picture:
    """Draw two dots per row, the rows in table order; one whose other number is unknown, alone."""
    columns = [data.column(name) for name in options.columns()]
    colours = places([column.colour for column in columns])
    pairs, height = _pairs(data, options, canvas)
    numbers = [number for pair in pairs for _, number in pair.known.values()]
    scale = scale_of(columns[0], numbers, canvas.language)
    left = max(widest(pair.lines, TEXT, canvas.language) for pair in pairs) + GAP
    marks = _marks(numbers, options.log)
    right = max(canvas.room(scale.text(marks[-1])) / 2, _INSET)
    span = canvas.width - left - right
    axis = Axis(marks, options.log, span)

    kinds = {kind_of(cell) for pair in pairs for cell, _ in pair.known.values()}
    unit = UNIT.of(canvas.language).format(scale.unit) if scale.unit else ""
    head = header(canvas, unit, kinds, left, _KEY, category(colours[0]), tint(colours[0]))
    key, key_words = _key(columns, colours, left, canvas)
    texts = [
        *_names(pairs),
        *(
            Note(text, place, height + SMALL, "center")
            for text, place in _said(axis, scale, canvas)
        ),
        *key_words,
    ]
    if options.log:
        words = LOGARITHMIC.of(canvas.language)
        texts.append(Note(words, span + right, height + SMALL * 2.4, "right"))
    layers = [
        *head.layers,
        _rules([axis.along(mark) for mark in marks], height),
        _distances(pairs, axis),
        *_drawn(pairs, axis, colours),
        *key,
        *notes(texts),
        _hits(data, pairs, columns, (-left, span + right), canvas),
    ]
    below = SMALL * (3.2 if options.log else 2)
    return picture(layers, canvas, Margins(left, head.height + _KEY, right, below), height)


def _pairs(data: ChartData, options: Dots, canvas: Canvas) -> tuple[list[Pair], float]:
    """Return the rows that are drawn, one below the other, and the height of them all."""
    numbers = [
        {row: (cell, number) for row, cell, number in data.known(name)}
        for name in options.columns()
    ]
    pairs = []
    y: float = 0
    for row in options.rows(data):
        name = data.rows[row]
        lines = wrapped(name.text, TEXT, canvas.width * _NAMES, canvas.language)
        pitch = max(_PITCH, len(lines) * TEXT * LINE_HEIGHT + 6)
        known = {place: of[row] for place, of in enumerate(numbers) if row in of}
        pairs.append(Pair(name, lines, known, (y + (y + pitch)) / 2))
        y += pitch
    return pairs, y


def _distances(pairs: Sequence[Pair], axis: Axis) -> alt.Chart:
    """Join the two dots of each row that has both."""
    records: Records = []
    for pair in pairs:
        if len(pair.known) > 1:
            one, two = sorted(axis.along(number) for _, number in pair.known.values())
            records.append({"x": one, "x2": two, "y": pair.middle})
    return spanned(plotted(records).mark_rule(stroke=LINE, strokeWidth=1.5), down=False)


def _drawn(pairs: Sequence[Pair], axis: Axis, colours: Sequence[int]) -> list[alt.Chart]:
    layers = []
    for place, colour in enumerate(colours):
        for kind, fill in (("solid", category(colour)), ("modelled", tint(colour))):
            records: Records = [
                {"x": axis.along(pair.known[place][1]), "y": pair.middle}
                for pair in pairs
                if place in pair.known and kind_of(pair.known[place][0]) == kind
            ]
            if records:
                layers.append(_dots(records, fill, category(colour), place))
    return layers


def _names(pairs: Sequence[Pair]) -> list[Note]:
    return [
        Note(
            text,
            -GAP,
            pair.middle + (row - (len(pair.lines) - 1) / 2) * TEXT * LINE_HEIGHT,
            "right",
            INK,
            TEXT,
        )
        for pair in pairs
        for row, text in enumerate(pair.lines)
    ]


def _key(
    columns: Sequence[Column], colours: Sequence[int], left: float, canvas: Canvas
) -> tuple[list[alt.Chart], list[Note]]:
    """Return a dot of each column above the rows, and its title beside it."""
    layers, texts = [], []
    x, y = -left + 5.0, -_KEY / 2 - 2
    for place, (column, colour) in enumerate(zip(columns, colours, strict=True)):
        layers.append(_dots([{"x": x, "y": y}], category(colour), category(colour), place))
        texts.append(Note(column.title, x + 10, y, "left", INK))
        x += 10 + canvas.room(column.title) + 20
    return layers, texts


def _hits(
    data: ChartData,
    pairs: Sequence[Pair],
    columns: Sequence[Column],
    ends: tuple[float, float],
    canvas: Canvas,
) -> alt.Chart:
    """Lay one area over each row, whose tooltip tells both numbers."""
    areas: Records = []
    for pair in pairs:
        tips = {f"said{place}": UNPUBLISHED.of(canvas.language) for place in range(len(columns))}
        for place, (cell, number) in pair.known.items():
            tips[f"said{place}"] = said(number, cell, columns[place], canvas.language)
        upper, lower = pair.middle - _PITCH / 2, pair.middle + _PITCH / 2
        area = {"x": ends[0], "x2": ends[1], "y": upper, "y2": lower}
        areas.append({**area, "name": pair.name.text, **tips})
    tooltips = [tip(f"said{place}", column.title) for place, column in enumerate(columns)]
    return hits(areas, [tip("name", data.row_title), *tooltips])


def _marks(numbers: list[Decimal], log: bool) -> tuple[Decimal, ...]:
    """Return the ticks: round numbers from zero, or 1, 2 and 5 times powers of ten."""
    if not log:
        return ticks(Decimal(0), max(numbers), 5)
    powers = decades(min(numbers), max(numbers))
    every = [power * factor for power in powers for factor in (1, 2, 5)]
    low = max(mark for mark in every if mark <= min(numbers))
    high = min(mark for mark in every if mark >= max(numbers) and mark > low)
    return tuple(mark for mark in every if low <= mark <= high)


def _said(axis: Axis, scale: Scale, canvas: Canvas) -> list[tuple[str, float]]:
    """Return the ticks that have room for their numbers: all, else 1 and 5, else powers of ten."""
    every = [(mark, scale.text(mark), axis.along(mark)) for mark in axis.marks]
    for factors in ("125", "15", "1"):
        said = [
            (text, place)
            for mark, text, place in every
            if not axis.log or str(mark.normalize().as_tuple().digits[0]) in factors
        ]
        needs = [(place, canvas.room(text) / 2) for text, place in said]
        if all(b - a >= left + right + GAP / 2 for (a, left), (b, right) in pairwise(needs)):
            break
    return said


def _rules(places: list[float], height: float) -> alt.Chart:
    records: Records = [{"x": place, "y": 0, "y2": height} for place in places]
    return spanned(plotted(records).mark_rule(stroke=GRID), across=False)


def _dots(records: Records, fill: str, stroke: str, place: int) -> alt.Chart:
    """Draw dots of a column: circles for the first, diamonds for the second."""
    chart: alt.Chart = (
        plotted(records)
        .mark_point(
            shape="circle" if place == 0 else "diamond",
            size=_DOT,
            fill=fill,
            stroke=stroke,
            strokeWidth=1,
            opacity=1,
        )
        .encode(x=pixels(alt.X, "x"), y=pixels(alt.Y, "y"))
    )
    return chart
