"""Flows between places as arcs: above the line of names to the right, below it to the left."""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, pi, sin
from typing import Any

import altair as alt

from duizhao.charts.data import ChartData
from duizhao.charts.flows import Flow, by_weight, flows_of
from duizhao.charts.forms.arcs import Arcs
from duizhao.charts.header import header
from duizhao.charts.labels import ACROSS, FLOWS
from duizhao.charts.numbers import Scale, direct_scale_of, label
from duizhao.charts.palette import BAR, INK, PAPER, category
from duizhao.charts.parts import (
    Canvas,
    Margins,
    Note,
    Picture,
    Records,
    boxes,
    hits,
    kind_of,
    notes,
    picture,
    pixels,
    plotted,
    said,
    tip,
)
from duizhao.charts.table import Column, Name
from duizhao.charts.theme import SMALL
from duizhao.language.text_layout import LINE as LINE_HEIGHT
from duizhao.language.text_layout import fitting, wrapped

_HIGHEST = 150
_FLATTEST = 0.9
_WIDEST = 11.0
_THINNEST = 1.0
_POINTS = 48
_ROOM = 8
_LINE = SMALL * LINE_HEIGHT


def arcs(data: ChartData, options: Arcs, canvas: Canvas) -> Picture:
    """Draw one arc per row whose ends differ, as wide as its value.

    The names stand side by side, those with the largest flows first. What stays within one place
    has no arc.
    """
    column = data.column(options.value)
    flows = [flow for flow in flows_of(data, options) if flow.giver.id != flow.taker.id]
    names = by_weight(flows)
    pitch = canvas.width / len(names)
    lines = fitting([name.forms for name in names], SMALL, pitch - 4, 2, canvas.language) or [
        wrapped(name.forms[-1], SMALL, pitch - 4, canvas.language) for name in names
    ]
    scale = direct_scale_of(column, [flow.number for flow in flows], canvas.language)
    title = ACROSS.of(canvas.language).format(scale.heading(column.title))
    kinds = {kind_of(flow.cell) for flow in flows}
    head = header(canvas, title, kinds)

    # Half-ellipses: as wide as their ends are apart, and lower where there is too little room.
    reach = max(abs(_span(flow, names)) for flow in flows) * pitch / 2
    flat = min(_FLATTEST, _HIGHEST / reach)
    band = max(len(each) for each in lines) * _LINE + _ROOM
    above = _room([flow for flow in flows if _span(flow, names) > 0], names, pitch * flat)
    below = _room([flow for flow in flows if _span(flow, names) < 0], names, pitch * flat)
    layers = [*head.layers]
    texts = [
        Note(text, (place + 0.5) * pitch, _middle(above, band, each, row), "center", INK)
        for place, each in enumerate(lines)
        for row, text in enumerate(each)
    ]
    areas: Records = []
    largest = max(float(flow.number) for flow in flows)
    for flow in sorted(flows, key=lambda one: (-one.number, one.giver.id, one.taker.id)):
        rightwards = _span(flow, names) > 0
        base = above if rightwards else above + band
        wide = max(_WIDEST * float(flow.number) / (largest or 1), _THINNEST)
        layers.append(_arc(flow, names, pitch, flat, base, wide))
        top = abs(_span(flow, names)) * pitch / 2 * flat
        across = (names.index(flow.giver) + names.index(flow.taker) + 1) / 2 * pitch
        away = top + wide / 2 + SMALL * 0.6
        down = base - away if rightwards else base + away
        texts.append(Note(label(flow.number, column, scale), across, down, "center", INK))
        areas.append(_area(flow, across, base - top if rightwards else base + top, column, scale))
    layers += [_behind(texts[-len(flows) :], canvas), *notes(texts)]
    layers.append(hits(areas, [tip("name", FLOWS.of(canvas.language)), tip("said", column.title)]))
    return picture(layers, canvas, Margins(0, head.height, 0, 2), above + band + below)


def _span(flow: Flow, names: Sequence[Name]) -> int:
    return names.index(flow.taker) - names.index(flow.giver)


def _room(flows: Sequence[Flow], names: Sequence[Name], unit: float) -> float:
    """Return the height that arcs on one side need, with the words beyond them."""
    if not flows:
        return 0
    return max(abs(_span(flow, names)) for flow in flows) * unit / 2 + _WIDEST + 2 * SMALL


def _middle(above: float, band: float, lines: Sequence[str], row: int) -> float:
    return above + band / 2 + (row - (len(lines) - 1) / 2) * _LINE


def _arc(
    flow: Flow, names: Sequence[Name], pitch: float, flat: float, base: float, wide: float
) -> alt.Chart:
    start = (names.index(flow.giver) + 0.5) * pitch
    half = _span(flow, names) * pitch / 2
    tall = half * flat  # negative to the left, so that the arc goes below
    points: Records = [
        {
            "place": place,
            "x": round(start + half * (1 - cos(pi * place / _POINTS)), 1),
            "y": round(base - tall * sin(pi * place / _POINTS), 1),
        }
        for place in range(_POINTS + 1)
    ]
    modelled = kind_of(flow.cell) == "modelled"
    style: dict[str, Any] = {"strokeDash": [3, 3]} if modelled else {}
    drawn: alt.Chart = (
        plotted(points)
        .mark_line(
            stroke=BAR if half > 0 else category(1),
            strokeWidth=round(wide, 1),
            strokeCap="butt",
            opacity=0.65,
            **style,
        )
        .encode(x=pixels(alt.X, "x"), y=pixels(alt.Y, "y"), order=alt.Order("place:Q"))
    )
    return drawn


def _area(flow: Flow, x: float, y: float, column: Column, scale: Scale) -> dict[str, object]:
    return {
        "x": x - 20,
        "x2": x + 20,
        "y": y - 12,
        "y2": y + 12,
        "name": f"{flow.giver.text}→{flow.taker.text}",
        "said": said(flow.number, flow.cell, column, scale.language),
    }


def _behind(items: Sequence[Note], canvas: Canvas) -> alt.Chart:
    """Lay paper behind words, so that an arc which passes there does not cross them."""
    records: Records = [
        {
            "x": round(item.x - canvas.room(item.text) / 2 - 1, 1),
            "x2": round(item.x + canvas.room(item.text) / 2 + 1, 1),
            "y": round(item.y - SMALL * 0.55, 1),
            "y2": round(item.y + SMALL * 0.55, 1),
        }
        for item in items
    ]
    return boxes(records, fill=PAPER, opacity=0.85, cornerRadius=2)
