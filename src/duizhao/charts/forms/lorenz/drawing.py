"""A Lorenz curve: what share of the whole the share with the least holds, beside equality."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import altair as alt

from duizhao.charts.axes import baseline, left_axis, left_room
from duizhao.charts.data import ChartData
from duizhao.charts.forms.lorenz import Lorenz
from duizhao.charts.header import header
from duizhao.charts.labels import EQUAL, POINT
from duizhao.charts.numbers import Scale, full, scale_of
from duizhao.charts.palette import BAR, BAR_TINT, INK, LINE
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
    plotted,
    said,
    tip,
)
from duizhao.charts.table import Cell, Column
from duizhao.charts.theme import SMALL, TEXT

_TICKS = tuple(Decimal(20 * place) for place in range(6))
_TALLEST = 340
_SHAPE = 0.75
_WHOLE = 100.0


@dataclass(frozen=True)
class Point:
    """A point of the curve: its place across, its cell and its number, all in per cent."""

    x: float
    cell: Cell
    number: Decimal


def lorenz(data: ChartData, options: Lorenz, canvas: Canvas) -> Picture:
    """Draw the curve through the rows: a row's id is the share of all, its value what they hold.

    Both run from 0 to 100 per cent. The curve is dashed where its values are modelled.
    """
    column = data.column(options.value)
    points = sorted(
        (Point(float(data.rows[row].id), cell, n) for row, cell, n in data.known(options.value)),
        key=lambda point: (point.x, float(point.number)),
    )
    share = Column("row", data.row_title, "percent")
    scale = scale_of(share, (), canvas.language)
    left = left_room(_TICKS, scale, canvas)
    right = canvas.room(scale.text(_TICKS[-1])) / 2
    span = canvas.width - left - right
    height = min(span * _SHAPE, _TALLEST)
    kinds = {kind_of(point.cell) for point in points}
    head = header(canvas, column.title, kinds, left)

    across = alt.X("x:Q", scale=alt.Scale(domain=[0, 100], nice=False), axis=None)
    up = alt.Y(
        "value:Q",
        scale=alt.Scale(domain=[0, 100], nice=False),
        axis=left_axis(_TICKS, scale),
    )
    marked = [point for point in points if options.mark == f"{point.x:g}"]
    layers = [
        *head.layers,
        *_curve(points, "modelled" in kinds, (across, up), (span, height)),
        *(_dot(point).encode(x=across, y=up) for point in marked),
        *notes(
            [
                *_scale_notes(scale, data.row_title, (span, height), right),
                _equality((span, height), canvas),
                *(_mark(point, share, column, (span, height), canvas) for point in marked),
            ]
        ),
        _hits(data, points, share, column, (span, height), canvas),
    ]
    return picture(layers, canvas, Margins(left, head.height + 6, right, 44), height)


def _curve(
    points: Sequence[Point], modelled: bool, axes: tuple[alt.X, alt.Y], size: tuple[float, float]
) -> list[alt.Chart]:
    """Return the line of equality, the curve, and the area between them."""
    across, up = axes
    curve: Records = [{"x": point.x, "value": float(point.number)} for point in points]
    corners: Records = [{"x": 0, "value": 0}, {"x": 100, "value": 100}]
    dashed: dict[str, Any] = {"strokeDash": [4, 3], "strokeCap": "butt"} if modelled else {}
    return [
        # Between equality and the curve lies what the Gini coefficient measures.
        plotted([*curve, *corners[:1]])
        .mark_line(fill=BAR_TINT, strokeWidth=0)
        .encode(x=across, y=up, order=alt.Order("x:Q")),
        baseline(*size),
        plotted(corners).mark_line(stroke=LINE, strokeWidth=1).encode(x=across, y=up),
        plotted(curve).mark_line(stroke=BAR, **dashed).encode(x=across, y=up),
    ]


def _scale_notes(scale: Scale, title: str, size: tuple[float, float], right: float) -> list[Note]:
    """Write the ticks below the curve, and what they count."""
    span, height = size
    below = height + GAP + SMALL * 0.7
    ticks = [
        Note(scale.text(tick), float(tick) / _WHOLE * span, below, "center") for tick in _TICKS
    ]
    return [*ticks, Note(title, span + right, height + 36, "right")]


def _equality(size: tuple[float, float], canvas: Canvas) -> Note:
    """Name the diagonal above its middle, where nothing else is."""
    return Note(EQUAL.of(canvas.language), size[0] * 0.5 - GAP * 2, size[1] * 0.5 - GAP, "right")


def _dot(point: Point) -> alt.Chart:
    dot: Records = [{"x": point.x, "value": float(point.number)}]
    drawn: alt.Chart = plotted(dot).mark_circle(size=40, fill=BAR, opacity=1)
    return drawn


def _mark(
    point: Point, share: Column, column: Column, size: tuple[float, float], canvas: Canvas
) -> Note:
    """Say what a point of the curve means."""
    words = POINT.of(canvas.language).format(
        full(Decimal(int(point.x)), share, canvas.language),
        full(point.number, column, canvas.language),
    )
    x, y = point.x / _WHOLE * size[0], size[1] * (1 - float(point.number) / _WHOLE)
    return Note(words, x - 10, y - 12, "right", INK, TEXT)


def _hits(
    data: ChartData,
    points: Sequence[Point],
    share: Column,
    column: Column,
    size: tuple[float, float],
    canvas: Canvas,
) -> alt.Chart:
    """Lay one area between each point and the next."""
    areas: Records = [
        {
            "x": round(one.x / _WHOLE * size[0], 1),
            "x2": round(two.x / _WHOLE * size[0], 1),
            "y": 0,
            "y2": size[1],
            "name": full(Decimal(int(one.x)), share, canvas.language),
            "said": said(one.number, one.cell, column, canvas.language),
        }
        for one, two in zip(points, [*points[1:], points[-1]], strict=True)
    ]
    return hits(areas, [tip("name", data.row_title), tip("said", column.title)])
