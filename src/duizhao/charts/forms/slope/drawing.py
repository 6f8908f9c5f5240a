"""Two columns as the two ends of a line: name and number at its left, the number at its right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import altair as alt

from duizhao.charts.apart import apart
from duizhao.charts.colours import COLOURS
from duizhao.charts.data import ChartData
from duizhao.charts.forms.slope import Slope
from duizhao.charts.header import header
from duizhao.charts.labels import BREAK, UNIT
from duizhao.charts.numbers import Scale, label, scale_of
from duizhao.charts.palette import BAR, BAR_TINT, GRID, INK, category, tint
from duizhao.charts.parts import (
    GAP,
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
    spanned,
    tip,
)
from duizhao.charts.table import Cell, Column, Name
from duizhao.charts.theme import TEXT
from duizhao.language.text_layout import LINE as LINE_HEIGHT
from duizhao.language.text_layout import widest, wrapped

_HEIGHT = 300
_TITLE = 22
_INSET = 14
_NAMES = 0.3
_DOT = 40


@dataclass(frozen=True)
class Line:
    """A row: its name, its two cells with their numbers, their heights, and its words at each."""

    name: Name
    cells: tuple[tuple[Cell, Decimal], ...]
    ys: tuple[float, ...]
    words: tuple[tuple[str, ...], ...]

    @property
    def kind(self) -> Kind:
        """Return its look: modelled where either number is."""
        return "modelled" if "modelled" in {kind_of(cell) for cell, _ in self.cells} else "solid"

    @property
    def colours(self) -> tuple[str, str]:
        """Return its strong and its pale colour: the row's own where the report gives it one."""
        if self.name.colour is None:
            return BAR, BAR_TINT
        place = COLOURS.index(self.name.colour)
        return category(place), tint(place)


def slope(data: ChartData, options: Slope, canvas: Canvas) -> Picture:
    """Draw one line per row that has both numbers, on one scale that need not begin at zero.

    Where the second column's method is not the first's, a rule between them says so.
    """
    columns = [data.column(name) for name in options.columns()]
    lines, scale = _lines(data, options, canvas)
    half = [[len(line.words[end]) * TEXT * LINE_HEIGHT / 2 for line in lines] for end in (0, 1)]
    # High enough for the words of every row on both sides, one below the other.
    height = max(_HEIGHT, *(2 * sum(each) + 2 * len(each) for each in half))
    lines = [_scaled(line, height / _HEIGHT) for line in lines]
    middles = [apart([line.ys[end] for line in lines], half[end], 0, height) for end in (0, 1)]
    left, right = (
        _INSET + max(widest(line.words[end], TEXT, canvas.language) for line in lines)
        for end in (0, 1)
    )
    titles = [canvas.room(column.title) for column in columns]
    span = canvas.width - left - right
    kinds = {line.kind for line in lines}
    unit = UNIT.of(canvas.language).format(scale.unit) if scale.unit else ""
    head = header(canvas, unit, kinds, left, _TITLE)
    # A title stands over its end, and inside the canvas.
    starts = (max(0.0, titles[0] / 2 - left), min(span, span + right - titles[1] / 2))
    texts = [
        Note(column.title, x, -_TITLE / 2 - 2, "center")
        for column, x in zip(columns, starts, strict=True)
    ]
    texts += _written(lines, middles, span)
    ends: Records = [{"x": x, "y": 0, "y2": height} for x in (0, span)]
    broken, below = columns[1].broken, 4
    if broken:
        below = _TITLE
        texts.append(Note(BREAK.of(canvas.language), span / 2, height + _TITLE / 2 + 2, "center"))
    layers = [
        *head.layers,
        spanned(plotted(ends).mark_rule(stroke=GRID), across=False),
        *([_break(span / 2, height)] if broken else []),
        *(layer for line in lines for layer in _drawn(line, span)),
        *_leaders(lines, middles, span),
        *notes(texts),
        _hits(data, lines, columns, middles, (left, span + right), canvas),
    ]
    return picture(layers, canvas, Margins(left, head.height + _TITLE, right, below), height)


def _break(x: float, height: float) -> alt.Chart:
    """Draw the rule between two columns whose methods differ."""
    ends: Records = [{"x": x, "y": 0, "y2": height}]
    return spanned(plotted(ends).mark_rule(stroke=INK, strokeDash=[2, 3]), across=False)


def _lines(data: ChartData, options: Slope, canvas: Canvas) -> tuple[list[Line], Scale]:
    """Return the rows that are drawn, in a plot of the usual height, and the scale of numbers."""
    columns = [data.column(name) for name in options.columns()]
    known = [
        {row: (cell, number) for row, cell, number in data.known(column.id)} for column in columns
    ]
    rows = options.rows(data)
    numbers = [of[row][1] for of in known for row in rows]
    scale = scale_of(columns[0], numbers, canvas.language)
    low, high = float(min(numbers)), float(max(numbers))
    if columns[0].unit == "rank":  # the first stands highest
        low, high = high, low
    lines = []
    for row in rows:
        cells = tuple(of[row] for of in known)
        values = [
            label(number, column, scale) for (_, number), column in zip(cells, columns, strict=True)
        ]
        name = wrapped(data.rows[row].text, TEXT, canvas.width * _NAMES, canvas.language)
        together = f"{name[-1]} {values[0]}"
        fits = canvas.room(together, TEXT) <= canvas.width * _NAMES
        start = (*name[:-1], together) if fits else (*name, values[0])
        ys = tuple(_HEIGHT * (high - float(number)) / ((high - low) or 1) for _, number in cells)
        lines.append(Line(data.rows[row], cells, ys, (start, (values[1],))))
    return lines, scale


def _scaled(line: Line, by: float) -> Line:
    return Line(line.name, line.cells, tuple(y * by for y in line.ys), line.words)


def _drawn(line: Line, span: float) -> list[alt.Chart]:
    strong, pale = line.colours
    ends: Records = [{"x": x, "y": round(y, 1)} for x, y in zip((0, span), line.ys, strict=True)]
    dashed: dict[str, Any] = {"strokeDash": [3, 4]} if line.kind == "modelled" else {}
    fill = strong if line.kind == "solid" else pale
    places = {"x": pixels(alt.X, "x"), "y": pixels(alt.Y, "y")}
    dots = plotted(ends).mark_circle(size=_DOT, fill=fill, stroke=strong, opacity=1)
    return [
        plotted(ends).mark_line(stroke=strong, **dashed).encode(**places),
        dots.encode(**places),
    ]


def _leaders(
    lines: Sequence[Line], middles: Sequence[Sequence[float]], span: float
) -> list[alt.Chart]:
    """Lead from each end whose words had to move to where they stand."""
    layers = []
    for end, (near, far) in enumerate(((-4.0, 3.0 - _INSET), (span + 4, span + _INSET - 3))):
        for line, middle in zip(lines, middles[end], strict=True):
            if abs(line.ys[end] - middle) > 1:
                ends: Records = [{"x": near, "y": line.ys[end]}, {"x": far, "y": middle}]
                leader = plotted(ends).mark_line(stroke=line.colours[0], strokeWidth=1)
                layers.append(leader.encode(x=pixels(alt.X, "x"), y=pixels(alt.Y, "y")))
    return layers


def _written(lines: Sequence[Line], middles: Sequence[Sequence[float]], span: float) -> list[Note]:
    pitch = TEXT * LINE_HEIGHT
    texts = []
    for place, line in enumerate(lines):
        first = middles[0][place] - (len(line.words[0]) - 1) / 2 * pitch
        for row, text in enumerate(line.words[0]):
            texts.append(Note(text, -_INSET, first + row * pitch, "right", INK, TEXT))
        texts.append(Note(line.words[1][0], span + _INSET, middles[1][place], "left", INK, TEXT))
    return texts


def _hits(
    data: ChartData,
    lines: Sequence[Line],
    columns: Sequence[Column],
    middles: Sequence[Sequence[float]],
    reach: tuple[float, float],
    canvas: Canvas,
) -> alt.Chart:
    """Lay an area over the words at either end of each row, whose tooltip tells both numbers."""
    areas: Records = []
    left, end = reach
    for place, line in enumerate(lines):
        tips = {
            f"said{at}": said(number, cell, column, canvas.language)
            for at, ((cell, number), column) in enumerate(zip(line.cells, columns, strict=True))
        }
        half = len(line.words[0]) * TEXT * LINE_HEIGHT / 2
        for start, stop, y in (
            (-left, GAP, middles[0][place]),
            (end - left - _INSET - GAP, end, middles[1][place]),
        ):
            box = {"x": start, "x2": stop, "y": y - half, "y2": y + half}
            areas.append({**box, "name": line.name.text, **tips})
    shown = [tip(f"said{at}", column.title) for at, column in enumerate(columns)]
    return hits(areas, [tip("name", data.row_title), *shown])
