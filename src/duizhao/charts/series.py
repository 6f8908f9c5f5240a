"""A column read along the rows: its points, its unbroken stretches, and how both are drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Any

import altair as alt

from duizhao.charts import colours
from duizhao.charts.data import ChartData
from duizhao.charts.palette import PAPER, category, tint
from duizhao.charts.parts import Kind, Records, kind_of, plotted, said
from duizhao.charts.table import Column
from duizhao.charts.times import periods_of


@dataclass(frozen=True)
class Point:
    """A value of a series: its row's index and place on the x axis, number, and look."""

    row: int
    x: float
    number: Decimal
    kind: Kind
    said: str


@dataclass(frozen=True)
class Series:
    """A column as a line: its column, its place in the palette, and its known points."""

    column: Column
    colour: int
    points: tuple[Point, ...]


def places(data: ChartData) -> list[float]:
    """Return each row's place on the x axis: its time where all rows have one, or its index."""
    periods = periods_of(data.rows)
    if periods is not None:
        return [float(period.number) for period in periods]
    if all(row.id.isdecimal() for row in data.rows):
        return [float(row.id) for row in data.rows]
    return [float(index) for index in range(len(data.rows))]


def series(
    data: ChartData, columns: Sequence[str], language: str, forecast: str | None = None
) -> list[Series]:
    """Return the series of some columns, those without any number left out.

    From the row `forecast` on, points are forecasts.
    """
    ids = [row.id for row in data.rows]
    known = len(ids) if forecast is None else ids.index(forecast)
    xs = places(data)
    found = []
    asked = [data.column(name) for name in columns]
    given = colours.places([column.colour for column in asked])
    for column, colour in zip(asked, given, strict=True):
        points = []
        for row, x in enumerate(xs):
            cell = data.cell(row, column.id)
            if cell is not None and cell.number is not None:
                words = said(cell.number, cell, column, language)
                kind = kind_of(cell) if row < known else "forecast"
                points.append(Point(row, x, cell.number, kind, words))
        if points:
            found.append(Series(column, colour, tuple(points)))
    return found


def drawn(line: Series, across: Any, up: Any, dots: int) -> list[alt.Chart]:
    """Draw a series: unbroken between neighbours, dashed where an end is modelled or forecast.

    `across` and `up` encode the fields x and value; `dots` is the area of a point in square px.
    """
    colour = category(line.colour)
    layers = []
    for dashed in (False, True):
        records: Records = [
            {"run": place, "x": point.x, "value": float(point.number)}
            for place, run in enumerate(_runs(line.points, dashed))
            for point in run
        ]
        style: dict[str, Any] = {"strokeDash": [3, 4], "strokeCap": "butt"} if dashed else {}
        if records:
            layers.append(
                plotted(records)
                .mark_line(stroke=colour, **style)
                .encode(x=across, y=up, detail=alt.Detail("run:N"))
            )
    fills = (("solid", colour), ("modelled", tint(line.colour)), ("forecast", PAPER))
    for kind, fill in fills:
        records = [
            {"x": point.x, "value": float(point.number)}
            for point in line.points
            if point.kind == kind
        ]
        if records:
            layers.append(
                plotted(records)
                .mark_circle(size=dots, fill=fill, stroke=colour, strokeWidth=1.5, opacity=1)
                .encode(x=across, y=up)
            )
    return layers


def _runs(points: Sequence[Point], dashed: bool) -> list[list[Point]]:
    """Return the longest stretches of neighbouring rows whose joints are all dashed, or none."""
    runs: list[list[Point]] = []
    for one, two in pairwise(points):
        if two.row != one.row + 1 or (one.kind != "solid" or two.kind != "solid") != dashed:
            continue
        if runs and runs[-1][-1] is one:
            runs[-1].append(two)
        else:
            runs.append([one, two])
    return runs
