"""How far numbers spread: a bar from end to end, or a box with its whiskers, on each row's line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import altair as alt

from duizhao.charts.data import ChartData
from duizhao.charts.forms.spread import Spread
from duizhao.charts.header import header
from duizhao.charts.labels import BETWEEN_NAMES
from duizhao.charts.numbers import scale_of, ticks
from duizhao.charts.palette import BAR, GRID, INK
from duizhao.charts.parts import (
    GAP,
    Canvas,
    Kind,
    Margins,
    Note,
    Picture,
    Records,
    boxes,
    hits,
    kind_of,
    notes,
    picture,
    plotted,
    said,
    spanned,
    style,
    tip,
)
from duizhao.charts.plane import Axis, across_written
from duizhao.charts.table import Cell, Name
from duizhao.charts.theme import SMALL, TEXT
from duizhao.language.text_layout import LINE as LINE_HEIGHT
from duizhao.language.text_layout import widest, wrapped

_PITCH = 26
_NAMES = 0.34
_HALF = 6
_BEYOND = 3
_INSET = 8
_FIVE = 5


@dataclass(frozen=True)
class Range:
    """A row: its name in lines, its cells with their numbers from low to high, its middle in px."""

    name: Name
    lines: tuple[str, ...]
    cells: tuple[tuple[Cell, Decimal], ...]
    middle: float

    @property
    def kind(self) -> Kind:
        """Return its look: modelled where any of its numbers is."""
        kinds = {kind_of(cell) for cell, _ in self.cells}
        return "modelled" if "modelled" in kinds else "solid"


def spread(data: ChartData, options: Spread, canvas: Canvas) -> Picture:
    """Draw one range per row that has all numbers, in the order of the table."""
    columns = [data.column(name) for name in options.columns()]
    ranges, height = _ranges(data, options, canvas)
    numbers = [number for one in ranges for _, number in one.cells]
    scale = scale_of(columns[0], numbers, canvas.language)
    marks = ticks(min(numbers), max(numbers), 4 if canvas.phone else 6)
    left = max(widest(one.lines, TEXT, canvas.language) for one in ranges) + GAP
    ends = [canvas.room(scale.text(mark)) / 2 for mark in (marks[0], marks[-1])]
    left, right = max(left, ends[0]), max(ends[1], _INSET)
    axis = Axis(marks, scale, canvas.width - left - right)
    title = BETWEEN_NAMES.of(canvas.language).join(column.title for column in columns)
    head = header(canvas, scale.heading(title), {one.kind for one in ranges}, left)
    rules: Records = [{"x": axis.at(mark), "y": 0, "y2": height} for mark in marks]
    tips = {
        f"said{place}": [
            said(one.cells[place][1], one.cells[place][0], column, canvas.language)
            for one in ranges
        ]
        for place, column in enumerate(columns)
    }
    areas: Records = [
        {"x": -left, "x2": axis.span, "y": one.middle - _PITCH / 2, "y2": one.middle + _PITCH / 2}
        | {"name": one.name.text, **{key: texts[place] for key, texts in tips.items()}}
        for place, one in enumerate(ranges)
    ]
    shown = [tip(f"said{place}", column.title) for place, column in enumerate(columns)]
    layers = [
        *head.layers,
        spanned(plotted(rules).mark_rule(stroke=GRID), across=False),
        *_drawn(ranges, axis),
        *notes([*_names(ranges), *across_written(axis, height, canvas)]),
        hits(areas, [tip("name", data.row_title), *shown]),
    ]
    return picture(layers, canvas, Margins(left, head.height, right, SMALL * 2), height)


def _ranges(data: ChartData, options: Spread, canvas: Canvas) -> tuple[list[Range], float]:
    """Return the rows that are drawn, one below the other, and the height of them all."""
    known = [
        {row: (cell, number) for row, cell, number in data.known(name)}
        for name in options.columns()
    ]
    ranges, y = [], 0.0
    for row in options.rows(data):
        name = data.rows[row]
        lines = wrapped(name.text, TEXT, canvas.width * _NAMES, canvas.language)
        pitch = max(_PITCH, len(lines) * TEXT * LINE_HEIGHT + 8)
        ranges.append(Range(name, lines, tuple(of[row] for of in known), y + pitch / 2))
        y += pitch
    return ranges, y


def _drawn(ranges: Sequence[Range], axis: Axis) -> list[alt.Chart]:
    """Draw whiskers where there are five numbers, then boxes, then the mark in their middle."""
    layers: list[alt.Chart] = []
    whiskers: Records = []
    bodies: dict[Kind, Records] = {}
    middles: Records = []
    for one in ranges:
        places = [axis.at(number) for _, number in one.cells]
        if len(places) == _FIVE:
            whiskers.append({"x": places[0], "x2": places[-1], "y": one.middle})
            places = places[1:-1]
        upper, lower = one.middle - _HALF, one.middle + _HALF
        body = {"x": places[0], "x2": max(places[-1], places[0] + 1), "y": upper, "y2": lower}
        bodies.setdefault(one.kind, []).append(body)
        if len(places) > 2:
            mark = {"x": places[1], "y": upper - _BEYOND, "y2": lower + _BEYOND}
            middles.append(mark)
    if whiskers:
        layers.append(spanned(plotted(whiskers).mark_rule(stroke=BAR), down=False))
    layers += [boxes(records, **style(kind)) for kind, records in bodies.items()]
    if middles:
        marks = plotted(middles).mark_rule(stroke=INK, strokeWidth=2)
        layers.append(spanned(marks, across=False))
    return layers


def _names(ranges: Sequence[Range]) -> list[Note]:
    return [
        Note(
            text,
            -GAP,
            one.middle + (row - (len(one.lines) - 1) / 2) * TEXT * LINE_HEIGHT,
            "right",
            INK,
            TEXT,
        )
        for one in ranges
        for row, text in enumerate(one.lines)
    ]
