"""Horizontal bars, largest first, each with its name before it and its value at its end."""

from __future__ import annotations

from itertools import accumulate, pairwise

import altair as alt

from duizhao.charts.data import ChartData
from duizhao.charts.forms.bars import Bars
from duizhao.charts.header import header
from duizhao.charts.labels import TOP
from duizhao.charts.lengths import Length, lengths
from duizhao.charts.palette import LINE
from duizhao.charts.parts import (
    GAP,
    Canvas,
    Margins,
    Note,
    Picture,
    Records,
    hits,
    ink_of,
    notes,
    picture,
    pixels,
    plotted,
    spanned,
    tip,
)
from duizhao.charts.table import Name
from duizhao.charts.theme import TEXT
from duizhao.language.text_layout import LINE as LINE_HEIGHT
from duizhao.language.text_layout import widest, wrapped

_THICK = 15
_PITCH = 23
_MOST_LINES = 3
_NAMES = 0.38
"""The most of the width that names may take."""


def bars(data: ChartData, options: Bars, canvas: Canvas) -> Picture:
    """Draw one bar per row, and an empty one for what was not published.

    Ranked bars leave out rows without a number; in table order those keep their line, empty.
    """
    column = data.column(options.value)
    rows, shown = options.every(data), options.rows(data)
    made, scale = lengths(data, options.value, shown, options.remainder, canvas.language)
    title = column.title
    if len(shown) < len(rows):
        title = TOP.of(canvas.language).format(title=title, shown=len(shown), all=len(rows))

    room = canvas.width * _NAMES
    names = [_lines(bar.name, room, canvas) for bar in made]
    left = max(widest(name, TEXT, canvas.language) for name in names) + GAP
    head = header(canvas, scale.heading(title), {bar.kind for bar in made}, left)
    edges = list(accumulate([_pitch(name) for name in names], initial=0.0))
    middles = [(one + two) / 2 for one, two in pairwise(edges)]

    # The longest bars and the words behind every bar must fit side by side, on both sides of zero.
    span = canvas.width - left
    unit, zero = _unit(made, span, canvas)
    longest = max(*(float(bar.number) for bar in made), 0.0)
    right = max(span - zero - unit * longest, 0) if longest or zero else span / 2
    layers = [
        *head.layers,
        *_drawn(made, middles, (-zero / unit if zero else 0, longest or (0 if zero else 1))),
        _baseline(zero, edges[-1]),
        *notes([*_names(made, names, middles), *_values(made, middles, unit, zero)]),
    ]
    areas: Records = [
        {"x": -left, "x2": span, "y": one, "y2": two, "name": bar.name.text, "said": bar.said}
        for bar, (one, two) in zip(made, pairwise(edges), strict=True)
    ]
    layers.append(hits(areas, [tip("name", data.row_title), tip("said", column.title)]))
    return picture(layers, canvas, Margins(left, head.height, right, 4), edges[-1])


def _lines(name: Name, room: float, canvas: Canvas) -> tuple[str, ...]:
    """Return a name in lines, or the first shorter form that takes fewer, where it takes many."""
    forms = [wrapped(form, TEXT, room, canvas.language) for form in name.forms]
    return next((lines for lines in forms if len(lines) <= _MOST_LINES), forms[0])


def _pitch(lines: tuple[str, ...]) -> float:
    return max(_PITCH, len(lines) * TEXT * LINE_HEIGHT + 8)


def _unit(made: list[Length], span: float, canvas: Canvas) -> tuple[float, float]:
    """Return the px that one takes, and how far zero is from the left of the plot.

    The words of a bar stand behind its end, those of a negative one before it.
    """
    rooms = [(float(bar.number), GAP + canvas.room(bar.text, TEXT)) for bar in made]
    low = min(number for number, _ in rooms)
    if low >= 0:
        return min((span - room) / number if number else span for number, room in rooms), 0.0
    reach = [(number, room) for number, room in rooms if number < 0]
    onwards = [(number, room) for number, room in rooms if number >= 0] or [(0.0, 0.0)]
    # Each pair of one bar to the left and one to the right must fit, words included.
    unit = min(
        (span - back - forth) / (more - less) for less, back in reach for more, forth in onwards
    )
    return unit, max(room - unit * number for number, room in reach)


def _drawn(made: list[Length], middles: list[float], ends: tuple[float, float]) -> list[alt.Chart]:
    length = alt.X("value:Q", scale=alt.Scale(domain=list(ends), nice=False), axis=None)
    layers = []
    for kind, colour in dict.fromkeys((bar.kind, bar.name.colour) for bar in made):
        alike = [bar for bar in made if (bar.kind, bar.name.colour) == (kind, colour)]
        records: Records = [
            {"value": float(bar.number), "y": middle}
            for bar, middle in zip(made, middles, strict=True)
            if bar in alike and bar.number
        ]
        layers.append(
            plotted(records)
            .mark_bar(height=_THICK, orient="horizontal", **alike[0].look)
            .encode(x=length, y=pixels(alt.Y, "y"))
        )
    return layers


def _baseline(zero: float, height: float) -> alt.Chart:
    ends: Records = [{"x": round(zero, 1) or 0, "y": 0, "y2": height}]
    return spanned(plotted(ends).mark_rule(stroke=LINE), across=False)


def _names(made: list[Length], names: list[tuple[str, ...]], middles: list[float]) -> list[Note]:
    pitch = TEXT * LINE_HEIGHT
    return [
        Note(text, -GAP, middle + (row - (len(lines) - 1) / 2) * pitch, "right", ink, TEXT)
        for bar, lines, middle in zip(made, names, middles, strict=True)
        for ink in [ink_of(bar.kind)]
        for row, text in enumerate(lines)
    ]


def _values(made: list[Length], middles: list[float], unit: float, zero: float) -> list[Note]:
    written = []
    for bar, middle in zip(made, middles, strict=True):
        end = zero + unit * float(bar.number)
        ink = ink_of(bar.kind)
        if bar.number < 0:
            written.append(Note(bar.text, end - GAP + 1, middle, "right", ink, TEXT))
        else:
            written.append(Note(bar.text, end + GAP - 1, middle, "left", ink, TEXT))
    return written
