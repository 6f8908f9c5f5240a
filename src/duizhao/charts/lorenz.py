"""A Lorenz curve: what share of the whole the share with the least holds, beside equality."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import altair as alt

from duizhao.charts.axes import baseline, left_axis, left_room
from duizhao.charts.data import ChartData, Column
from duizhao.charts.header import header
from duizhao.charts.labels import EQUAL, POINT
from duizhao.charts.numbers import full, known, scale_of
from duizhao.charts.options import Options
from duizhao.charts.palette import BAR, BAR_TINT, INK, LINE
from duizhao.charts.parts import (
    GAP,
    Margins,
    Note,
    Picture,
    Records,
    Sheet,
    hits,
    kind_of,
    notes,
    picture,
    plotted,
    said,
    tip,
)
from duizhao.charts.refusals import not_a_share, nothing
from duizhao.charts.theme import SMALL, TEXT

_TICKS = tuple(Decimal(20 * place) for place in range(6))
_TALLEST = 340
_SHAPE = 0.75
_WHOLE = 100.0


def lorenz(data: ChartData, options: Options, sheet: Sheet) -> Picture:
    """Draw the curve through the rows: a row's id is the share of all, its value what they hold.

    Both run from 0 to 100 per cent. The curve is dashed where its values are modelled.
    """
    column = data.column(options.value)
    points = []
    for row, cell, number in known(data, options.value):
        name = data.rows[row].id
        if not name.isdigit() or int(name) > 100 or not 0 <= number <= 100:
            raise not_a_share(name)
        points.append((float(name), float(number), cell, number))
    if not points:
        raise nothing()
    points.sort(key=lambda point: point[:2])
    share = Column("row", data.row_title, "percent")
    scale = scale_of(share, (), sheet.language)
    left = left_room(_TICKS, scale, sheet)
    right = sheet.room(scale.text(_TICKS[-1])) / 2
    span = sheet.width - left - right
    height = min(span * _SHAPE, _TALLEST)
    kinds = {kind_of(cell) for _, _, cell, _ in points}
    head = header(sheet, column.title, kinds, left)

    across = alt.X("x:Q", scale=alt.Scale(domain=[0, 100], nice=False), axis=None)
    up = alt.Y(
        "value:Q",
        scale=alt.Scale(domain=[0, 100], nice=False),
        axis=left_axis(_TICKS, scale),
    )
    curve: Records = [{"x": x, "value": value} for x, value, _, _ in points]
    corners: Records = [{"x": 0, "value": 0}, {"x": 100, "value": 100}]
    dashed: dict[str, Any] = (
        {"strokeDash": [4, 3], "strokeCap": "butt"} if "modelled" in kinds else {}
    )
    layers = [
        *head.layers,
        # Between equality and the curve lies what the Gini coefficient measures.
        plotted([*curve, *corners[:1]])
        .mark_line(fill=BAR_TINT, strokeWidth=0)
        .encode(x=across, y=up, order=alt.Order("x:Q")),
        baseline(span, height),
        plotted(corners).mark_line(stroke=LINE, strokeWidth=1).encode(x=across, y=up),
        plotted(curve).mark_line(stroke=BAR, **dashed).encode(x=across, y=up),
    ]
    texts = [
        Note(scale.text(tick), float(tick) / _WHOLE * span, height + GAP + SMALL * 0.7, "center")
        for tick in _TICKS
    ]
    texts.append(Note(data.row_title, span + right, height + 36, "right"))
    equal = EQUAL.of(sheet.language)
    # Above the diagonal, at its middle, where nothing else is.
    texts.append(Note(equal, span * 0.5 - GAP * 2, height * 0.5 - GAP, "right"))
    for x, value, _, number in points:
        if options.mark == f"{x:g}":
            words = POINT.of(sheet.language).format(
                full(Decimal(options.mark), share, sheet.language),
                full(number, column, sheet.language),
            )
            dot: Records = [{"x": x, "value": value}]
            layers.append(
                plotted(dot).mark_circle(size=40, fill=BAR, opacity=1).encode(x=across, y=up)
            )
            place = (x / _WHOLE * span, height * (1 - value / _WHOLE))
            texts.append(Note(words, place[0] - 10, place[1] - 12, "right", INK, TEXT))
    layers += notes(texts)
    areas: Records = []
    for one, two in zip(points, [*points[1:], points[-1]], strict=True):
        areas.append(
            {
                "x": round(one[0] / _WHOLE * span, 1),
                "x2": round(two[0] / _WHOLE * span, 1),
                "y": 0,
                "y2": height,
                "name": full(Decimal(int(one[0])), share, sheet.language),
                "said": said(one[3], one[2], column, sheet.language),
            }
        )
    layers.append(hits(areas, [tip("name", data.row_title), tip("said", column.title)]))
    return picture(layers, sheet, Margins(left, head.height + 6, right, 44), height)
