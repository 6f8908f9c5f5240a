"""Flows as ribbons between two columns of names, each as high as what it gives or receives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import cos, pi

import altair as alt

from duizhao.charts.apart import apart
from duizhao.charts.colours import COLOURS
from duizhao.charts.data import ChartData
from duizhao.charts.flows import Flow, flows_of
from duizhao.charts.forms.sankey import Sankey
from duizhao.charts.header import header
from duizhao.charts.labels import FLOWS
from duizhao.charts.numbers import Scale, direct_scale_of, label
from duizhao.charts.palette import BAR, INK, category
from duizhao.charts.parts import (
    GAP,
    Align,
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
from duizhao.charts.theme import TEXT
from duizhao.language.text_layout import LINE as LINE_HEIGHT
from duizhao.language.text_layout import widest, wrapped

_HEIGHT = 300
_BETWEEN = 14
_BAR = 10
_NAMES = 0.3
_THINNEST = 1.0
_POINTS = 24
_OPACITY = 0.4


@dataclass(frozen=True)
class Side:
    """The names of one side: where each bar begins, how high it is, and its words."""

    names: Sequence[Name]
    starts: Sequence[float]
    heights: Sequence[float]
    words: Sequence[tuple[str, ...]]

    def place(self, name: Name) -> int:
        """Return which of the names one is."""
        return self.names.index(name)

    @property
    def middles(self) -> list[float]:
        """Return the middle of each bar."""
        return [start + tall / 2 for start, tall in zip(self.starts, self.heights, strict=True)]


def sankey(data: ChartData, options: Sankey, canvas: Canvas) -> Picture:
    """Draw a ribbon per row, as high as its number, between bars that are as high as their sums.

    Names stand in the order in which the table first has them.
    """
    column = data.column(options.value)
    flows = [flow for flow in flows_of(data, options) if flow.number]
    total = sum((flow.number for flow in flows), Decimal(0))
    scale = direct_scale_of(column, [total], canvas.language)
    givers = list(dict.fromkeys(flow.giver for flow in flows))
    takers = list(dict.fromkeys(flow.taker for flow in flows))
    unit = (_HEIGHT - _BETWEEN * (max(len(givers), len(takers)) - 1)) / float(total)
    left = _side(givers, [flow.giver for flow in flows], flows, unit, column, scale, canvas)
    right = _side(takers, [flow.taker for flow in flows], flows, unit, column, scale, canvas)
    margin, end = (
        GAP + max(widest(words, TEXT, canvas.language) for words in side.words)
        for side in (left, right)
    )
    span = canvas.width - margin - end
    head = header(canvas, scale.heading(column.title), {kind_of(f.cell) for f in flows}, margin)
    areas: Records = []
    layers = [*head.layers, *_ribbons(flows, left, right, unit, span, column, scale, areas)]
    texts: list[Note] = []
    for side, x, beside in ((left, 0.0, -GAP), (right, span - _BAR, _BAR + GAP)):
        bars: Records = [
            {"x": x, "x2": x + _BAR, "y": start, "y2": start + tall}
            for start, tall in zip(side.starts, side.heights, strict=True)
        ]
        layers.append(boxes(bars, fill=INK))
        texts += _written(side, x + beside, "right" if beside < 0 else "left")
    layers += notes(texts)
    layers.append(hits(areas, [tip("name", FLOWS.of(canvas.language)), tip("said", column.title)]))
    return picture(layers, canvas, Margins(margin, head.height, end, 4), _HEIGHT)


def _side(
    names: Sequence[Name],
    ends: Sequence[Name],
    flows: Sequence[Flow],
    unit: float,
    column: Column,
    scale: Scale,
    canvas: Canvas,
) -> Side:
    """Lay one side out, centred: bars below one another with a space between."""
    sums = [
        sum((f.number for f, end in zip(flows, ends, strict=True) if end == name), Decimal(0))
        for name in names
    ]
    heights = [max(float(one) * unit, _THINNEST) for one in sums]
    at = (_HEIGHT - sum(heights) - _BETWEEN * (len(names) - 1)) / 2
    starts = []
    for tall in heights:
        starts.append(at)
        at += tall + _BETWEEN
    words = [
        (
            *wrapped(name.text, TEXT, canvas.width * _NAMES, canvas.language),
            label(one, column, scale),
        )
        for name, one in zip(names, sums, strict=True)
    ]
    return Side(names, starts, heights, words)


def _ribbons(
    flows: Sequence[Flow],
    left: Side,
    right: Side,
    unit: float,
    span: float,
    column: Column,
    scale: Scale,
    areas: Records,
) -> list[alt.Chart]:
    """Return the ribbons; what is told of each where it is widest apart goes to `areas`."""
    given, taken = list(left.starts), list(right.starts)
    layers = []
    for flow in sorted(flows, key=lambda f: (left.place(f.giver), right.place(f.taker))):
        giver, taker = left.place(flow.giver), right.place(flow.taker)
        tall = max(float(flow.number) * unit, _THINNEST)
        start, stop = given[giver], taken[taker]
        given[giver] += tall
        taken[taker] += tall
        points: Records = []
        for place in range(_POINTS + 1):
            part = (1 - cos(pi * place / _POINTS)) / 2
            y = start + (stop - start) * part
            x = _BAR + (span - 2 * _BAR) * place / _POINTS
            points.append({"x": round(x, 1), "y": round(y, 1), "y2": round(y + tall, 1)})
        ribbon = plotted(points).mark_area(fill=_colour(flow.giver), opacity=_OPACITY)
        layers.append(ribbon.encode(x=pixels(alt.X, "x"), y=pixels(alt.Y, "y"), y2=alt.Y2("y2:Q")))
        middle = (start + stop) / 2
        areas.append(
            {
                "x": span * 0.3,
                "x2": span * 0.7,
                "y": middle,
                "y2": middle + max(tall, 6),
                "name": f"{flow.giver.text}→{flow.taker.text}",
                "said": said(flow.number, flow.cell, column, scale.language),
            }
        )
    return layers


def _colour(name: Name) -> str:
    return BAR if name.colour is None else category(COLOURS.index(name.colour))


def _written(side: Side, x: float, align: Align) -> list[Note]:
    """Write each name and its number beside its bar; words that would touch are moved apart."""
    pitch = TEXT * LINE_HEIGHT
    half = [len(words) * pitch / 2 for words in side.words]
    texts = []
    for words, middle in zip(side.words, apart(side.middles, half, 0, _HEIGHT), strict=True):
        first = middle - (len(words) - 1) / 2 * pitch
        for row, text in enumerate(words):
            colour = INK if row < len(words) - 1 else BAR
            texts.append(Note(text, x, first + row * pitch, align, colour, TEXT))
    return texts
