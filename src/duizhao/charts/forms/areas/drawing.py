"""Columns stacked on one another over the rows, each named where it ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

import altair as alt

from duizhao.charts.apart import apart
from duizhao.charts.axes import baseline, left_axis, left_room, some_below
from duizhao.charts.data import ChartData
from duizhao.charts.forms.areas import Areas
from duizhao.charts.header import header
from duizhao.charts.labels import UNIT
from duizhao.charts.numbers import Scale, label, scale_of, ticks
from duizhao.charts.palette import INK, PAPER, category, tint
from duizhao.charts.parts import (
    Canvas,
    Kind,
    Margins,
    Note,
    Picture,
    Records,
    hits,
    notes,
    picture,
    pixels,
    plotted,
    style,
    tip,
)
from duizhao.charts.series import Series, places, series
from duizhao.charts.theme import TEXT
from duizhao.language.text_layout import LINE as LINE_HEIGHT
from duizhao.language.text_layout import widest, wrapped

_HEIGHT = 280
_LOW = 230
_ABOVE = 10
_NAMES = 0.3
_LEADER = 14


@dataclass(frozen=True)
class Layer:
    """A column between two heights over the rows, its look, and the words where it ends."""

    line: Series
    lower: tuple[Decimal, ...]
    upper: tuple[Decimal, ...]
    words: tuple[str, ...]

    @property
    def kind(self) -> Kind:
        """Return its look: modelled where any of its numbers is."""
        kinds = {point.kind for point in self.line.points}
        return "modelled" if "modelled" in kinds else "solid"


def areas(data: ChartData, options: Areas, canvas: Canvas) -> Picture:
    """Draw the columns as areas on one another; all must count parts of the same."""
    found = series(data, options.columns(), canvas.language)
    heights = _heights(found)
    scale = scale_of(found[0].column, heights[-1], canvas.language)
    marks = ticks(Decimal(0), max(heights[-1]), 5)
    height = _LOW if canvas.phone else _HEIGHT
    left = left_room(marks, scale, canvas)
    layers = [
        Layer(line, lower, upper, _words(line, scale, canvas))
        for line, (lower, upper) in zip(found, pairwise(heights), strict=True)
    ]
    right = _LEADER + 4 + max(widest(one.words, TEXT, canvas.language) for one in layers)
    span = canvas.width - left - right
    xs = places(data)
    start, end = min(xs), max(xs)
    in_px = [(x - start) / ((end - start) or 1) * span for x in xs]
    below = some_below(data.rows, in_px, height, canvas, span)
    top = float(marks[-1])

    def y(number: Decimal) -> float:
        return height * (1 - float(number) / top)

    half = [len(one.words) * TEXT * LINE_HEIGHT / 2 for one in layers]
    ends = [(y(one.lower[-1]) + y(one.upper[-1])) / 2 for one in layers]
    middles = apart(ends, half, -_ABOVE, height)
    unit = UNIT.of(canvas.language).format(scale.unit) if scale.unit else ""
    colour = found[0].colour
    head = header(
        canvas, unit, {one.kind for one in layers}, left, _ABOVE, category(colour), tint(colour)
    )
    up = alt.Y(
        "value:Q",
        scale=alt.Scale(domain=[0, top], nice=False),
        axis=left_axis(marks, scale),
    )
    drawn = [
        *head.layers,
        *(_drawn(one, in_px, up) for one in layers),
        *_leaders(layers, ends, middles, span),
        baseline(span, height),
        *notes([*_names(layers, middles, span), *below.notes]),
        _hits(data, found, in_px, height),
    ]
    margins = Margins(left, head.height + _ABOVE, right, below.height)
    return picture(drawn, canvas, margins, height)


def _heights(found: Sequence[Series]) -> list[tuple[Decimal, ...]]:
    """Return the heights between the columns over the rows, from the bottom to the top."""
    heights = [tuple(Decimal(0) for _ in found[0].points)]
    for line in found:
        numbers = (point.number for point in line.points)
        heights.append(tuple(low + n for low, n in zip(heights[-1], numbers, strict=True)))
    return heights


def _words(line: Series, scale: Scale, canvas: Canvas) -> tuple[str, ...]:
    """Return a column's name and last number in as many lines as the right margin needs."""
    value = label(line.points[-1].number, line.column, scale)
    room = canvas.width * _NAMES
    name = wrapped(line.column.title, TEXT, room, canvas.language)
    together = f"{name[-1]} {value}"
    fits = canvas.room(together, TEXT) <= room
    return (*name[:-1], together) if fits else (*name, value)


def _drawn(one: Layer, in_px: Sequence[float], up: alt.Y) -> alt.Chart:
    records: Records = [
        {"x": round(x, 1), "value": float(high), "low": float(low)}
        for x, low, high in zip(in_px, one.lower, one.upper, strict=True)
    ]
    colour = one.line.colour
    look = style(one.kind, category(colour), tint(colour))
    if one.kind == "solid":
        look |= {"stroke": PAPER, "strokeWidth": 1}
    area: alt.Chart = (
        plotted(records).mark_area(**look).encode(x=pixels(alt.X, "x"), y=up, y2=alt.Y2("low:Q"))
    )
    return area


def _leaders(
    layers: Sequence[Layer], ends: Sequence[float], middles: Sequence[float], span: float
) -> list[alt.Chart]:
    """Lead from where each area ends to its words, in the area's colour."""
    return [
        plotted(
            [
                {"x": round(span + 2, 1), "y": round(end, 1)},
                {"x": round(span + _LEADER - 2, 1), "y": round(middle, 1)},
            ]
        )
        .mark_line(stroke=category(one.line.colour), strokeWidth=2)
        .encode(x=pixels(alt.X, "x"), y=pixels(alt.Y, "y"))
        for one, end, middle in zip(layers, ends, middles, strict=True)
    ]


def _names(layers: Sequence[Layer], middles: Sequence[float], span: float) -> list[Note]:
    return [
        Note(
            text,
            span + _LEADER + 2,
            middle + (row - (len(one.words) - 1) / 2) * TEXT * LINE_HEIGHT,
            "left",
            INK,
            TEXT,
        )
        for one, middle in zip(layers, middles, strict=True)
        for row, text in enumerate(one.words)
    ]


def _hits(
    data: ChartData, found: Sequence[Series], in_px: Sequence[float], height: float
) -> alt.Chart:
    """Lay one area over each row: its tooltip lists every column, the uppermost first."""
    edges = [in_px[0], *((one + two) / 2 for one, two in pairwise(in_px)), in_px[-1]]
    records: Records = [
        {"x": one, "x2": two, "y": -_ABOVE, "y2": height, "name": row.text}
        | {f"said{place}": line.points[at].said for place, line in enumerate(found)}
        for at, (row, (one, two)) in enumerate(zip(data.rows, pairwise(edges), strict=True))
    ]
    tips = [tip(f"said{place}", line.column.title) for place, line in enumerate(found)]
    return hits(records, [tip("name", data.row_title), *reversed(tips)])
