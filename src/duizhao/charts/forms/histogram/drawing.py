"""The rows of a column counted in classes of equal width, their limits round numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

import altair as alt

from duizhao.charts.axes import baseline
from duizhao.charts.data import ChartData
from duizhao.charts.forms.histogram import Histogram
from duizhao.charts.header import header
from duizhao.charts.labels import BETWEEN, COUNTED
from duizhao.charts.numbers import full, scale_of, ticks
from duizhao.charts.palette import INK
from duizhao.charts.parts import (
    Canvas,
    Kind,
    Margins,
    Note,
    Picture,
    Records,
    boxes,
    hits,
    kind_of,
    notes,
    picture,
    style,
    tip,
)
from duizhao.charts.plane import Axis, across_written
from duizhao.charts.table import Column
from duizhao.language import number_text

_HEIGHT = 210
_LOW = 180
_ABOVE = 20
_CLASSES = 12


@dataclass(frozen=True)
class Class:
    """A class: from a limit to below the next, how many numbers are in it, and its look."""

    low: Decimal
    high: Decimal
    count: int
    kind: Kind


def histogram(data: ChartData, options: Histogram, canvas: Canvas) -> Picture:
    """Draw one column per class, side by side without gaps, its count above it."""
    column = data.column(options.value)
    classes, marks = _classes(data, column)
    scale = scale_of(column, marks, canvas.language)
    edge = max(canvas.room(scale.text(mark)) for mark in (marks[0], marks[-1])) / 2
    across = Axis(marks, scale, canvas.width - 2 * edge)
    height = _LOW if canvas.phone else _HEIGHT
    most = max(one.count for one in classes)
    title = COUNTED.of(canvas.language).format(data.row_title)
    head = header(canvas, title, {one.kind for one in classes}, edge, _ABOVE)
    texts, areas, records = [], [], dict[Kind, Records]()
    for one in classes:
        left, right = across.at(one.low), across.at(one.high)
        top = round(height * (1 - one.count / most), 1)
        count = number_text(Decimal(one.count), "count", 0, canvas.language)
        if one.count:
            box = {"x": left + 0.5, "x2": right - 0.5, "y": top, "y2": height}
            records.setdefault(one.kind, []).append(box)
            texts.append(Note(count, (left + right) / 2, top - 9, "center", INK))
        area = {"x": left, "x2": right, "y": -_ABOVE, "y2": height}
        areas.append({**area, "name": _said(one, column, canvas.language), "said": count})
    texts += across_written(across, height, canvas)
    heading = scale.heading(column.title)
    texts.append(Note(heading, across.span + edge - 1, height + 36, "right"))
    layers: list[alt.Chart] = [
        *head.layers,
        *(boxes(each, **style(kind)) for kind, each in records.items()),
        baseline(across.span, height),
        *notes(texts),
        hits(areas, [tip("name", column.title), tip("said", title)]),
    ]
    return picture(layers, canvas, Margins(edge, head.height + _ABOVE, edge, 44), height)


def _classes(data: ChartData, column: Column) -> tuple[list[Class], tuple[Decimal, ...]]:
    """Return the classes and their limits; a number on a limit belongs to the class above it.

    The largest number of all belongs to the last class even where it is the limit above. Limits
    are no finer than the column's own decimals, so that they can be written as its numbers are.
    """
    known = data.known(column.id)
    numbers = [number for _, _, number in known]
    # About as many classes as the number of rows has binary digits: few rows, few classes.
    most = min(len(numbers).bit_length() + 2, _CLASSES)
    marks = ticks(min(numbers), max(numbers), most, column.decimals)
    classes = []
    for low, high in pairwise(marks):
        last = high == marks[-1]
        inside = [cell for _, cell, n in known if low <= n < high or (last and n == high)]
        kind: Kind = "modelled" if any(kind_of(cell) == "modelled" for cell in inside) else "solid"
        classes.append(Class(low, high, len(inside), kind))
    return classes, marks


def _said(one: Class, column: Column, language: str) -> str:
    """Return a class in words: its limits with their unit."""
    limits: Sequence[str] = [full(limit, column, language) for limit in (one.low, one.high)]
    return BETWEEN.of(language).format(*limits)
