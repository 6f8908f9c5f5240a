"""Small multiples: one small line chart per column, each with an axis of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from math import ceil

import altair as alt

from duizhao.charts.axes import baseline, left_axis, left_room, some_below
from duizhao.charts.data import ChartData
from duizhao.charts.forms.panels import Panels
from duizhao.charts.header import header
from duizhao.charts.numbers import Scale, label, scale_of, ticks
from duizhao.charts.palette import INK, category, tint
from duizhao.charts.parts import Canvas, Margins, Note, Picture, Plot, hits, notes, tip
from duizhao.charts.series import Series, drawn, places, series
from duizhao.charts.theme import SMALL, TEXT
from duizhao.language.text_layout import LINE as LINE_HEIGHT
from duizhao.language.text_layout import wrapped

_PLOT = 92
_GAP = 20
_BETWEEN = 22
_INSET = 5


def panels(data: ChartData, options: Panels, canvas: Canvas) -> Picture:
    """Draw every column in a panel of its own, titled with the column and its unit."""
    # Panels need no colours to be told apart: a column has one where the report gives it one.
    found = [
        line if line.column.colour else replace(line, colour=0)
        for line in series(data, options.columns(), canvas.language)
    ]
    across = min(2 if canvas.phone else 3 if len(found) > 4 or len(found) == 3 else 2, len(found))
    scales = [
        scale_of(line.column, [p.number for p in line.points], canvas.language) for line in found
    ]
    marks = [_ticks(line) for line in found]
    # Whole pixels: Vega rounds the size of a plot up when it sets several side by side.
    left = ceil(max(left_room(m, s, canvas) for m, s in zip(marks, scales, strict=True)))
    span = (canvas.width - across * left - (across - 1) * _GAP) // across
    titles = [
        wrapped(s.heading(line.column.title), TEXT, span + left, canvas.language)
        for line, s in zip(found, scales, strict=True)
    ]
    above = max(len(title) for title in titles) * TEXT * LINE_HEIGHT + 16
    kinds = {point.kind for line in found for point in line.points}
    head = header(canvas, "", kinds, left, above, category(0), tint(0))
    xs = places(data)
    start, end = min(xs), max(xs)
    in_px = [_INSET + (x - start) / ((end - start) or 1) * (span - 2 * _INSET) for x in xs]
    below = some_below(data.rows, in_px, _PLOT, canvas, span)
    plots = []
    for line, lines, scale, axis in zip(found, titles, scales, marks, strict=True):
        layers = [
            *(head.layers if line is found[0] else ()),
            *_plot(line, axis, scale, (start, end), span),
            baseline(span, _PLOT),
            *notes([*_title(lines, left, above), *below.notes]),
            *notes([_last(line, axis, scale, in_px)]),
            _hits(data, line, in_px),
        ]
        plots.append(Plot(tuple(layers), width=span, height=_PLOT))
    rows = -(-len(found) // across)
    between = round(below.height + above + _BETWEEN, 1)
    height = head.height + above + rows * _PLOT + (rows - 1) * between + below.height
    margins = Margins(left, head.height + above, 0, below.height).exact()
    return Picture(
        tuple(plots),
        canvas.width,
        round(height),
        margins,
        across,
        (left + _GAP, between),
    )


def _ticks(line: Series) -> tuple[Decimal, ...]:
    """Return an axis that begins at zero unless that would flatten the line."""
    numbers = [point.number for point in line.points]
    low, high = min(numbers), max(numbers)
    if low < 0 or (high - low) * 4 > high:
        return ticks(min(low, Decimal(0)), high, 3)
    return ticks(low, high, 3)


def _plot(
    line: Series, axis: Sequence[Decimal], scale: Scale, ends: tuple[float, float], span: float
) -> list[alt.Chart]:
    across = alt.X(
        "x:Q",
        scale=alt.Scale(domain=list(ends), range=[_INSET, span - _INSET], nice=False, zero=False),
        axis=None,
    )
    up = alt.Y(
        "value:Q",
        scale=alt.Scale(domain=[float(axis[0]), float(axis[-1])], nice=False, zero=False),
        axis=left_axis(axis, scale),
    )
    return drawn(line, across, up, 8)


def _title(lines: Sequence[str], left: float, above: float) -> list[Note]:
    """Write the title above its panel, so that the last of its lines stands nearest."""
    pitch = TEXT * LINE_HEIGHT
    first = -above + pitch / 2
    return [
        Note(text, -left, first + row * pitch, "left", INK, TEXT) for row, text in enumerate(lines)
    ]


def _last(line: Series, axis: Sequence[Decimal], scale: Scale, in_px: Sequence[float]) -> Note:
    """Write the last value beside its point, on the side from which the line does not come."""
    point = line.points[-1]
    low, high = float(axis[0]), float(axis[-1])
    y = _PLOT * (high - float(point.number)) / (high - low)
    falls = len(line.points) > 1 and line.points[-2].number > point.number
    beside = y + 11 if falls and y + 18 < _PLOT else y - 10
    return Note(
        label(point.number, line.column, scale), in_px[point.row] + 3, beside, "right", INK, SMALL
    )


def _hits(data: ChartData, line: Series, in_px: Sequence[float]) -> alt.Chart:
    half = (in_px[-1] - in_px[0]) / max(len(in_px) - 1, 1) / 2 or _INSET
    areas = [
        {"x": in_px[p.row] - half, "x2": in_px[p.row] + half, "y": 0, "y2": _PLOT}
        | {"name": data.rows[p.row].text, "said": p.said}
        for p in line.points
    ]
    return hits(areas, [tip("name", data.row_title), tip("said", line.column.title)])
