"""Points on logarithmic axes, and the straight line that a power law is there."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from math import log10

import altair as alt

from duizhao.charts.axes import baseline, left_axis, left_room
from duizhao.charts.data import ChartData, Fit
from duizhao.charts.forms.loglog import LogLog
from duizhao.charts.header import header
from duizhao.charts.labels import FITTED
from duizhao.charts.numbers import Scale, decades, scale_of
from duizhao.charts.palette import BAR, BAR_TINT, GRID, INK, category
from duizhao.charts.parts import (
    GAP,
    Canvas,
    Kind,
    Margins,
    Note,
    Picture,
    Records,
    kind_of,
    notes,
    picture,
    plotted,
    said,
    spanned,
    tip,
)
from duizhao.charts.table import Column
from duizhao.charts.theme import SMALL
from duizhao.language import number_text, rounded

_HEIGHT = 320
_LOW = 260
_ASIDE = 14
_NEAR = 1.5
"""Points nearer than this to the last drawn one, in px both ways, are not drawn again."""


def loglog(data: ChartData, options: LogLog, canvas: Canvas) -> Picture:
    """Draw one point per row: the row's id is its place across, the value its height."""
    column = data.column(options.value)
    points = _points(data, options.value, canvas.language)
    xs = decades(points[0][0], points[-1][0])
    low, high = min(y for _, y, _, _ in points), max(y for _, y, _, _ in points)
    ys = decades(low, high)
    across_scale = scale_of(Column("row", data.row_title, "count"), (), canvas.language)
    up_scale = scale_of(column, (), canvas.language)
    height = _LOW if canvas.phone else _HEIGHT
    left = left_room(ys, up_scale, canvas)
    right = canvas.room(across_scale.text(xs[-1])) / 2
    span = canvas.width - left - right
    kinds: set[Kind] = {kind for _, _, kind, _ in points}
    head = header(canvas, column.title, kinds, left)

    across = alt.X("x:Q", scale=_log(xs), axis=None)
    up = alt.Y("value:Q", scale=_log(ys), axis=left_axis(ys, up_scale))
    layers = [*head.layers, _verticals(xs, span, height), baseline(span, height)]
    for kind, fill in (("solid", BAR), ("modelled", BAR_TINT)):
        records: Records = []
        last = (-9.0, -9.0)
        for x, y, of_kind, words in points:
            place = (_along(x, xs) * span, _along(y, ys) * height)
            if (
                of_kind == kind
                and max(abs(a - b) for a, b in zip(place, last, strict=True)) > _NEAR
            ):
                records.append({"x": float(x), "value": float(y), "name": f"{x}", "said": words})
                last = place
        if records:
            layers.append(
                plotted(records)
                .mark_circle(size=18, fill=fill, stroke=BAR, strokeWidth=0.8, opacity=1)
                .encode(
                    x=across,
                    y=up,
                    tooltip=[tip("name", data.row_title), tip("said", column.title)],
                )
            )
    texts = _decade_notes(xs, across_scale, span, height)
    texts.append(Note(data.row_title, span + right, height + 36, "right"))
    if data.fit is not None:
        line, begin, note = _fitted(data.fit, points, (xs, ys), (span, height), canvas)
        layers += [begin, line.encode(x=across, y=up)]
        texts.append(note)
    layers += notes(texts)
    return picture(layers, canvas, Margins(left, head.height + 6, right, 44), height)


def _points(data: ChartData, value: str, language: str) -> list[tuple[Decimal, Decimal, Kind, str]]:
    """Return place, value, look and tooltip of each row, in the order of the places."""
    column = data.column(value)
    points = []
    for row, cell, number in data.known(value):
        name = data.rows[row]
        words = said(number, cell, column, language)
        points.append((Decimal(name.id), number, kind_of(cell), words))
    return sorted(points)


def _log(decades_: Sequence[Decimal]) -> alt.Scale:
    return alt.Scale(type="log", domain=[float(decades_[0]), float(decades_[-1])], nice=False)


def _along(number: Decimal | float, ends: Sequence[Decimal]) -> float:
    """Return how far along a logarithmic axis a number lies, 0 to 1."""
    low, high = log10(ends[0]), log10(ends[-1])
    return (log10(number) - low) / ((high - low) or 1)


def _verticals(xs: Sequence[Decimal], span: float, height: float) -> alt.Chart:
    records: Records = [{"x": round(_along(x, xs) * span, 1), "y": 0, "y2": height} for x in xs]
    return spanned(plotted(records).mark_rule(stroke=GRID), across=False)


def _decade_notes(xs: Sequence[Decimal], scale: Scale, span: float, height: float) -> list[Note]:
    return [
        Note(scale.text(x), _along(x, xs) * span, height + GAP + SMALL * 0.7, "center") for x in xs
    ]


def _fitted(
    fit: Fit,
    points: Sequence[tuple[Decimal, Decimal, Kind, str]],
    axes: tuple[Sequence[Decimal], Sequence[Decimal]],
    size: tuple[float, float],
    canvas: Canvas,
) -> tuple[alt.Chart, alt.Chart, Note]:
    """Return the line from the first point it holds for to the last, a mark there, its words."""
    xs, ys = axes
    span, height = size
    first = next((point for point in points if point[0] >= fit.start), points[-1])
    x1, y1, x2 = float(first[0]), float(first[1]), float(points[-1][0])
    y2 = y1 * (x2 / x1) ** float(fit.slope)
    floor = float(ys[0])
    if y2 < floor:  # the line leaves the plot below: end it there
        x2, y2 = x1 * (floor / y1) ** (1 / float(fit.slope)), floor
    line = plotted([{"x": x1, "value": y1}, {"x": x2, "value": y2}]).mark_line(
        stroke=category(1), strokeWidth=1.5
    )
    slope = number_text(rounded(fit.slope, 2), "number", 2, canvas.language)
    start = number_text(first[0], "count", 0, canvas.language)
    text = FITTED.of(canvas.language).format(start, slope)
    ends = [(_along(x, xs) * span, height * (1 - _along(y, ys))) for x, y in ((x1, y1), (x2, y2))]
    (left, upper), (right, lower) = ends
    # The words begin right of the line's middle, or farther left if they need the room, and stand
    # above the line where they begin.
    begin = min((left + right) / 2 + _ASIDE, span - canvas.room(text))
    level = upper + (lower - upper) * (begin - left) / ((right - left) or 1)
    mark: Records = [{"x": round(left, 1), "y": round(upper, 1), "y2": height}]
    foot = spanned(
        plotted(mark).mark_rule(stroke=category(1), strokeWidth=1, strokeDash=[2, 3]), across=False
    )
    return line, foot, Note(text, begin, level - _ASIDE, "left", INK)
