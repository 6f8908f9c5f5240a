"""One point per row, placed by two columns, and the straight line that fits them best."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import altair as alt

from duizhao.charts.axes import baseline
from duizhao.charts.data import ChartData
from duizhao.charts.fitting import Line, least_squares
from duizhao.charts.forms.scatter import Scatter
from duizhao.charts.header import header
from duizhao.charts.labels import LINEAR
from duizhao.charts.numbers import scale_of, ticks
from duizhao.charts.palette import BAR, BAR_TINT, INK, category
from duizhao.charts.parts import (
    GAP,
    Align,
    Canvas,
    Kind,
    Margins,
    Note,
    Picture,
    Records,
    hits,
    kind_of,
    notes,
    picture,
    pixels,
    plotted,
    said,
    tip,
)
from duizhao.charts.plane import Axis, grid, named_beside, ticks_written
from duizhao.charts.theme import SMALL
from duizhao.language import number_text, rounded

_HEIGHT = 320
_LOW = 260
_DOT = 44
_POINT = 7
_MOST = 5
_STEPS = 50
_NEAR = 8


def scatter(data: ChartData, options: Scatter, canvas: Canvas) -> Picture:
    """Draw one point per row that has both numbers; axes begin where the points do."""
    rows = options.rows(data)
    columns = [data.column(name) for name in options.columns()]
    numbers = [_numbers(data, name, rows) for name in options.columns()]
    scales = [
        scale_of(column, each, canvas.language)
        for column, each in zip(columns, numbers, strict=True)
    ]
    marks = [ticks(min(each), max(each), _MOST) for each in numbers]
    height = _LOW if canvas.phone else _HEIGHT
    left = max(canvas.room(scales[1].text(mark)) for mark in marks[1]) + GAP
    right = max(canvas.room(scales[0].text(marks[0][-1])) / 2, _POINT)
    across = Axis(marks[0], scales[0], canvas.width - left - right)
    up = Axis(marks[1], scales[1], height, up=True)

    kinds = _kinds(data, options, rows)
    above = SMALL / 2 + 2
    head = header(canvas, scales[1].heading(columns[1].title), kinds, left, above)
    points = [(across.at(x), up.at(y)) for x, y in zip(*numbers, strict=True)]
    texts = ticks_written(across, up, canvas)
    title = scales[0].heading(columns[0].title)
    texts.append(Note(title, across.span + right, height + 36, "right"))
    layers = [*head.layers, *grid(across, up), baseline(across.span, height)]
    taken: list[Note] = []
    if options.fit:
        line = least_squares(list(zip(*numbers, strict=True)))
        drawn, words = _fitted(line, across, up, points, canvas)
        layers.append(drawn)
        taken.append(words)
    asked = [
        (place, data.rows[row].text)
        for place, row in enumerate(rows)
        if options.named is None or data.rows[row].id in options.named
    ]
    names = named_beside(points, asked, (across.span, height), canvas, taken)
    layers += [*_dots(points, kinds), *notes([*texts, *taken, *names])]
    areas: Records = [
        {"x": x - _POINT, "x2": x + _POINT, "y": y - _POINT, "y2": y + _POINT}
        | {"name": data.rows[row].text, **_said(data, options, row, canvas.language)}
        for (x, y), row in zip(points, rows, strict=True)
    ]
    tips = [tip(f"said{place}", column.title) for place, column in enumerate(columns)]
    layers.append(hits(areas, [tip("name", data.row_title), *tips]))
    return picture(layers, canvas, Margins(left, head.height + above, right, 44), height)


def _numbers(data: ChartData, column: str, rows: Sequence[int]) -> list[Decimal]:
    found = {row: number for row, _, number in data.known(column)}
    return [found[row] for row in rows]


def _kinds(data: ChartData, options: Scatter, rows: Sequence[int]) -> list[Kind]:
    """Return the look of each point: modelled where either number is."""
    cells = [[data.cell(row, name) for name in options.columns()] for row in rows]
    return [
        "modelled" if any(cell and kind_of(cell) == "modelled" for cell in both) else "solid"
        for both in cells
    ]


def _said(data: ChartData, options: Scatter, row: int, language: str) -> dict[str, str]:
    cells = [(data.column(name), data.cell(row, name)) for name in options.columns()]
    return {
        f"said{place}": said(cell.number, cell, column, language)
        for place, (column, cell) in enumerate(cells)
        if cell is not None
    }


def _dots(points: Sequence[tuple[float, float]], kinds: Sequence[Kind]) -> list[alt.Chart]:
    layers = []
    for kind, fill in (("solid", BAR), ("modelled", BAR_TINT)):
        records: Records = [
            {"x": x, "y": y} for (x, y), one in zip(points, kinds, strict=True) if one == kind
        ]
        if records:
            dots = plotted(records).mark_circle(
                size=_DOT, fill=fill, stroke=BAR, strokeWidth=0.8, opacity=1
            )
            layers.append(dots.encode(x=pixels(alt.X, "x"), y=pixels(alt.Y, "y")))
    return layers


def _fitted(
    line: Line,
    across: Axis,
    up: Axis,
    points: Sequence[tuple[float, float]],
    canvas: Canvas,
) -> tuple[alt.Chart, Note]:
    """Return the line over the whole width as far as it is inside, and what it is called.

    The words stand in the corner that has the fewest points.
    """
    low, high = float(up.marks[0]), float(up.marks[-1])
    ends = [float(across.marks[0]), float(across.marks[-1])]
    if line.slope:
        crossings = [(edge - float(line.intercept)) / float(line.slope) for edge in (low, high)]
        ends = [max(ends[0], min(crossings)), min(ends[1], max(crossings))]
    way = [ends[0] + (ends[1] - ends[0]) * part / _STEPS for part in range(_STEPS + 1)]
    path = [(across.at(x), up.at(line.at(x))) for x in way]
    records: Records = [{"x": x, "y": y} for x, y in (path[0], path[-1])]
    drawn = (
        plotted(records)
        .mark_line(stroke=category(1), strokeWidth=1.5)
        .encode(x=pixels(alt.X, "x"), y=pixels(alt.Y, "y"))
    )
    explained = Decimal(line.determination.numerator) / Decimal(line.determination.denominator)
    number = number_text(rounded(explained, 2), "number", 2, canvas.language)
    text = LINEAR.of(canvas.language).format(number)
    sides: tuple[tuple[float, Align], ...] = ((4, "left"), (across.span - 4, "right"))
    corners = [Note(text, x, y, align, INK) for y in (SMALL, up.span - SMALL) for x, align in sides]
    near = [*points, *path]
    return drawn, min(corners, key=lambda note: _crowd(note, near, canvas))


def _crowd(note: Note, points: Sequence[tuple[float, float]], canvas: Canvas) -> int:
    """Return how many points lie at or near a text."""
    wide = canvas.room(note.text)
    left = note.x if note.align == "left" else note.x - wide
    return sum(
        left - _NEAR < x < left + wide + _NEAR and abs(y - note.y) < SMALL + 4 for x, y in points
    )
