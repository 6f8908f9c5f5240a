"""Lines over the years, one per column, each named at its end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

import altair as alt

from duizhao.charts.apart import apart
from duizhao.charts.axes import baseline, left_axis, left_room, some_below
from duizhao.charts.data import ChartData
from duizhao.charts.forms.lines import Lines
from duizhao.charts.header import header
from duizhao.charts.labels import EMPTY, UNIT, UNPUBLISHED
from duizhao.charts.numbers import Scale, label, scale_of, ticks
from duizhao.charts.palette import INK, category, tint
from duizhao.charts.parts import (
    Canvas,
    Margins,
    Note,
    Picture,
    hits,
    notes,
    picture,
    pixels,
    plotted,
    tip,
)
from duizhao.charts.series import Series, drawn, places, series
from duizhao.charts.theme import TEXT
from duizhao.language.text_layout import LINE as LINE_HEIGHT
from duizhao.language.text_layout import widest, wrapped

_HEIGHT = 280
_LOW = 230
_ABOVE = 10
_LEADER = 14
_NAMES = 0.3
_INSET = 6


@dataclass(frozen=True)
class End:
    """The words at a line's end: the height of the line's last point, and that of the words."""

    place: int
    x: float
    y: float
    middle: float
    lines: tuple[str, ...]


def lines(data: ChartData, options: Lines, canvas: Canvas) -> Picture:
    """Draw the columns as lines on one axis; all must count the same thing."""
    found = series(data, options.columns(), canvas.language, options.forecast)
    numbers = [point.number for line in found for point in line.points]
    scale = scale_of(found[0].column, numbers, canvas.language)
    low = min(min(numbers), Decimal(0)) if options.zero else min(numbers)
    marks = ticks(low, max(numbers), 5)
    height = _LOW if canvas.phone else _HEIGHT
    left = left_room(marks, scale, canvas)
    words = [_words(line, scale, canvas) for line in found]
    right = _LEADER + 4 + max(widest(text, TEXT, canvas.language) for text in words)
    span = canvas.width - left - right

    xs = places(data)
    in_px = _in_px(xs, span)
    ends = _apart(_last(found, in_px, marks, height), words, height)
    kinds = {point.kind for line in found for point in line.points}
    unit = UNIT.of(canvas.language).format(scale.unit) if scale.unit else ""
    head = header(
        canvas, unit, kinds, left, _ABOVE, category(found[0].colour), tint(found[0].colour)
    )
    below = some_below(data.rows, [in_px[x] for x in xs], height, canvas, span)
    across, up = _axes(xs, span, marks, scale)
    between = len(marks) - 1  # no grid line runs through the words
    middle = height * (between // 2 + 0.5) / between
    layers = [
        *head.layers,
        *(layer for line in found for layer in drawn(line, across, up, 16)),
        *_leaders(ends, found, span),
        baseline(span, height),
        *notes([*_names(ends, span), *below.notes, *_gaps(data, found, in_px, middle, canvas)]),
        _hits(data, found, in_px, height),
    ]
    margins = Margins(left, head.height + _ABOVE, right, below.height)
    return picture(layers, canvas, margins, height)


def _in_px(xs: Sequence[float], span: float) -> dict[float, float]:
    """Return where each place on the x axis lies in the plot."""
    start, end = min(xs), max(xs)
    return {x: _INSET + (x - start) / ((end - start) or 1) * (span - 2 * _INSET) for x in xs}


def _axes(
    xs: Sequence[float], span: float, marks: Sequence[Decimal], scale: Scale
) -> tuple[alt.X, alt.Y]:
    """Return how the fields x and value are drawn."""
    across = alt.X(
        "x:Q",
        scale=alt.Scale(
            domain=[min(xs), max(xs)], range=[_INSET, span - _INSET], nice=False, zero=False
        ),
        axis=None,
    )
    up = alt.Y(
        "value:Q",
        scale=alt.Scale(domain=[float(marks[0]), float(marks[-1])], nice=False, zero=False),
        axis=left_axis(marks, scale),
    )
    return across, up


def _last(
    found: Sequence[Series], in_px: dict[float, float], marks: Sequence[Decimal], height: float
) -> list[tuple[float, float]]:
    """Return where in the plot each line ends."""
    bottom, top = float(marks[0]), float(marks[-1])
    points = [line.points[-1] for line in found]
    return [
        (in_px[point.x], height * (top - float(point.number)) / (top - bottom)) for point in points
    ]


def _names(ends: Sequence[End], span: float) -> list[Note]:
    """Write each line's name and last value behind its end."""
    return [
        Note(
            text,
            span + _LEADER + 2,
            end.middle + (row - (len(end.lines) - 1) / 2) * TEXT * LINE_HEIGHT,
            "left",
            INK,
            TEXT,
        )
        for end in ends
        for row, text in enumerate(end.lines)
    ]


def _gaps(
    data: ChartData,
    found: Sequence[Series],
    in_px: dict[float, float],
    middle: float,
    canvas: Canvas,
) -> list[Note]:
    """Say where several neighbouring rows have no number at all."""
    known = {point.row for line in found for point in line.points}
    rows = [in_px[x] for x in places(data)]
    edges = [-1, *sorted(known), len(rows)]
    words = UNPUBLISHED.of(canvas.language)
    return [
        Note(words, (rows[one + 1] + rows[two - 1]) / 2, middle, "center")
        for one, two in pairwise(edges)
        if two - one > 2
    ]


def _words(line: Series, scale: Scale, canvas: Canvas) -> tuple[str, ...]:
    """Return a series' name and last value in as many lines as the right margin needs."""
    value = label(line.points[-1].number, line.column, scale)
    room = canvas.width * _NAMES
    name = wrapped(line.column.title, TEXT, room, canvas.language)
    together = f"{name[-1]} {value}"
    if canvas.room(together, TEXT) <= room:
        return (*name[:-1], together)
    return (*name, value)


def _apart(
    points: Sequence[tuple[float, float]], words: Sequence[tuple[str, ...]], height: float
) -> list[End]:
    """Move the words at the ends of lines so far apart that none touch, and no farther."""
    half = [len(lines) * TEXT * LINE_HEIGHT / 2 for lines in words]
    middle = apart([y for _, y in points], half, -_ABOVE, height)
    order = sorted(range(len(points)), key=lambda place: points[place][1])
    return [End(place, *points[place], middle[place], words[place]) for place in order]


def _leaders(ends: Sequence[End], found: Sequence[Series], span: float) -> list[alt.Chart]:
    """Lead from the last point of each line to its words, in the line's colour."""
    return [
        plotted(
            [
                {"x": round(end.x + 4, 1), "y": round(end.y, 1)},
                {"x": round(span + _LEADER - 2, 1), "y": round(end.middle, 1)},
            ]
        )
        .mark_line(stroke=category(found[end.place].colour), strokeWidth=1)
        .encode(x=pixels(alt.X, "x"), y=pixels(alt.Y, "y"))
        for end in ends
    ]


def _hits(
    data: ChartData, found: Sequence[Series], in_px: dict[float, float], height: float
) -> alt.Chart:
    """Lay one area over each row: its tooltip lists every line's value there."""
    xs = places(data)
    areas = []
    for row, x in enumerate(xs):
        edges = [in_px[x] - _INSET, in_px[x] + _INSET]
        if row > 0:
            edges[0] = (in_px[xs[row - 1]] + in_px[x]) / 2
        if row + 1 < len(xs):
            edges[1] = (in_px[x] + in_px[xs[row + 1]]) / 2
        area = {"x": round(edges[0], 1), "x2": round(edges[1], 1), "y": -_ABOVE, "y2": height}
        values = {
            f"said{place}": next((p.said for p in line.points if p.row == row), EMPTY)
            for place, line in enumerate(found)
        }
        areas.append({**area, "name": data.rows[row].text, **values})
    tooltips = [tip(f"said{place}", line.column.title) for place, line in enumerate(found)]
    return hits(areas, [tip("name", data.row_title), *tooltips])
