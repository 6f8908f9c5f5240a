"""Two columns as paired dots on one line per row, joined by the distance between them."""

from __future__ import annotations

from decimal import Decimal
from itertools import accumulate, pairwise
from math import log10

import altair as alt

from duizhao.charts.data import ChartData
from duizhao.charts.header import header
from duizhao.charts.labels import LOGARITHMIC, UNIT
from duizhao.charts.numbers import decades, scale_of, ticks
from duizhao.charts.options import Options
from duizhao.charts.palette import GRID, INK, LINE, QUIET, category, tint
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
    pixels,
    plotted,
    said,
    spanned,
    tip,
)
from duizhao.charts.refusals import different_units, not_logarithmic, not_negative, nothing, pairs
from duizhao.charts.text import LINE as LINE_HEIGHT
from duizhao.charts.text import widest, wrapped
from duizhao.charts.theme import SMALL, TEXT

_PITCH = 22
_NAMES = 0.34
_KEY = 18
_DOT = 60
_INSET = 8


def dots(data: ChartData, options: Options, sheet: Sheet) -> Picture:
    """Draw two dots per row, the rows in table order; one without both numbers is left out."""
    if len(options.values) != 2:
        raise pairs()
    columns = [data.column(name) for name in options.values]
    if (columns[0].unit, columns[0].currency) != (columns[1].unit, columns[1].currency):
        raise different_units()
    found = []
    for row, name in enumerate(data.rows):
        cells = [data.cell(row, column.id) for column in columns]
        both = [(c, c.number) for c in cells if c is not None and c.number is not None]
        if len(both) == 2:
            found.append((name, both))
    found = found[: options.top]
    numbers = [number for _, both in found for _, number in both]
    if not numbers:
        raise nothing()
    if min(numbers) < 0:
        raise not_negative("dots")
    if options.log and min(numbers) == 0:
        raise not_logarithmic(next(n.id for n, both in found if min(v for _, v in both) == 0))
    scale = scale_of(columns[0], numbers, sheet.language)

    names = [wrapped(n.text, TEXT, sheet.width * _NAMES, sheet.language) for n, _ in found]
    left = max(widest(lines, TEXT, sheet.language) for lines in names) + GAP
    marks = _marks(numbers, options.log)
    right = max(sheet.room(scale.text(marks[-1])) / 2, _INSET)
    span = sheet.width - left - right

    def along(number: Decimal) -> float:
        low, high = marks[0], marks[-1]
        if options.log:
            part = (log10(number) - log10(low)) / (log10(high) - log10(low))
        else:
            part = float((number - low) / (high - low))
        return round(part * span, 1)

    edges = list(
        accumulate(
            [max(_PITCH, len(lines) * TEXT * LINE_HEIGHT + 6) for lines in names], initial=0.0
        )
    )
    middles = [(one + two) / 2 for one, two in pairwise(edges)]
    kinds = {kind_of(cell) for _, both in found for cell, _ in both}
    unit = UNIT.of(sheet.language).format(scale.unit) if scale.unit else ""
    head = header(sheet, unit, kinds, left, _KEY, category(0), tint(0))
    layers = [*head.layers, _rules([along(mark) for mark in marks], edges[-1])]
    bars: Records = []
    areas: Records = []
    for (name, both), middle in zip(found, middles, strict=True):
        ends = sorted(along(number) for _, number in both)
        bars.append({"x": ends[0], "x2": ends[1], "y": middle})
        tips = [
            said(number, cell, column, sheet.language)
            for (cell, number), column in zip(both, columns, strict=True)
        ]
        areas.append(
            {
                "x": -left,
                "x2": span + right,
                "y": middle - _PITCH / 2,
                "y2": middle + _PITCH / 2,
                "name": name.text,
                "said0": tips[0],
                "said1": tips[1],
            }
        )
    layers.append(spanned(plotted(bars).mark_rule(stroke=LINE, strokeWidth=1.5), down=False))
    for place in range(2):
        for kind, fill in (("solid", category(place)), ("modelled", tint(place))):
            records: Records = [
                {"x": along(both[place][1]), "y": middle}
                for (_, both), middle in zip(found, middles, strict=True)
                if kind_of(both[place][0]) == kind
            ]
            if records:
                layers.append(_dots(records, fill, category(place), place))
    texts = [
        Note(
            text,
            -GAP,
            middle + (row - (len(lines) - 1) / 2) * TEXT * LINE_HEIGHT,
            "right",
            INK,
            TEXT,
        )
        for lines, middle in zip(names, middles, strict=True)
        for row, text in enumerate(lines)
    ]
    texts += [
        Note(scale.text(mark), along(mark), edges[-1] + SMALL, "center", QUIET) for mark in marks
    ]
    x = -left + 5.0
    for place, column in enumerate(columns):
        layers.append(
            _dots([{"x": x, "y": -_KEY / 2 - 2}], category(place), category(place), place)
        )
        texts.append(Note(column.title, x + 10, -_KEY / 2 - 2, "left", INK))
        x += 10 + sheet.room(column.title) + 20
    if options.log:
        words = LOGARITHMIC.of(sheet.language)
        texts.append(Note(words, span + right, edges[-1] + SMALL * 2.4, "right"))
    layers += notes(texts)
    tooltips = [tip("name", data.row_title)]
    tooltips += [tip(f"said{place}", column.title) for place, column in enumerate(columns)]
    layers.append(hits(areas, tooltips))
    below = SMALL * (3.2 if options.log else 2)
    return picture(layers, sheet, Margins(left, head.height + _KEY, right, below), edges[-1])


def _marks(numbers: list[Decimal], log: bool) -> tuple[Decimal, ...]:
    """Return the ticks: round numbers from zero, or 1, 2 and 5 times powers of ten."""
    if not log:
        return ticks(Decimal(0), max(numbers), 5)
    powers = decades(min(numbers), max(numbers))
    every = [power * factor for power in powers for factor in (1, 2, 5)]
    low = max(mark for mark in every if mark <= min(numbers))
    high = min(mark for mark in every if mark >= max(numbers) and mark > low)
    return tuple(mark for mark in every if low <= mark <= high)


def _rules(places: list[float], height: float) -> alt.Chart:
    records: Records = [{"x": place, "y": 0, "y2": height} for place in places]
    return spanned(plotted(records).mark_rule(stroke=GRID), across=False)


def _dots(records: Records, fill: str, stroke: str, place: int) -> alt.Chart:
    """Draw dots of a column: circles for the first, diamonds for the second."""
    chart: alt.Chart = (
        plotted(records)
        .mark_point(
            shape="circle" if place == 0 else "diamond",
            size=_DOT,
            fill=fill,
            stroke=stroke,
            strokeWidth=1,
            opacity=1,
        )
        .encode(x=pixels(alt.X, "x"), y=pixels(alt.Y, "y"))
    )
    return chart
