"""Columns in the order of the table: bins of a size, or years; each with its value above it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import altair as alt

from duizhao.charts.axes import all_below, baseline, left_axis, left_room, some_below
from duizhao.charts.data import ChartData
from duizhao.charts.forms.bars import Bars
from duizhao.charts.forms.bars.drawing import bars
from duizhao.charts.forms.columns import Columns
from duizhao.charts.header import header
from duizhao.charts.labels import TOGETHER_NUMBER
from duizhao.charts.lengths import Length, lengths, unknown_rows
from duizhao.charts.numbers import label, ticks
from duizhao.charts.palette import INK
from duizhao.charts.parts import (
    Canvas,
    Margins,
    Note,
    Picture,
    Records,
    boxes,
    hits,
    ink_of,
    notes,
    picture,
    plotted,
    style,
    tip,
)
from duizhao.language.periods import period_of

_HEIGHT = 210
_LOW = 180
_THICKEST = 56
_ABOVE = 20
_LINE = 16
_WORDS = 12
"""The part of the height that words below a negative column take, inverted."""


def columns(data: ChartData, options: Columns, canvas: Canvas) -> Picture:
    """Draw one column per row, a gap with a dash for a row without a number.

    Rows that were published together only stand within one box, as high as they are on average.

    Where the values are too wide to stand above their columns there is an axis instead, and the
    largest alone is labelled. Where names are too long to stand below, and are no years, the
    same is drawn as horizontal bars in the order of the table.
    """
    column = data.column(options.value)
    every = list(range(len(data.rows)))
    made, scale = lengths(data, options.value, every, options.remainder, canvas.language)
    height = _LOW if canvas.phone else _HEIGHT
    blocks = _blocks(data, options)
    largest = max([bar.number for bar in made] + [block.mean for block in blocks])
    labelled = all(canvas.room(bar.text) <= canvas.width / len(made) - 2 for bar in made)
    least = min(*(bar.number for bar in made), Decimal(0))
    marks = ticks(least, max(largest, Decimal(0)), 4)
    left = 0.0 if labelled else left_room(marks, scale, canvas)
    span = canvas.width - left
    band = span / len(made)
    middles = [(place + 0.5) * band for place in range(len(made))]
    names = [bar.name for bar in made]
    below = all_below(names, middles, band - 4, height, canvas)
    if below is None:
        times = sum(row.id.isdecimal() or period_of(row.id) is not None for row in data.rows)
        if times * 2 <= len(data.rows):
            same = Bars(
                form="bars",
                value=options.value,
                order="table",
                remainder=options.remainder,
                together=options.together,
            )
            return bars(data, same, canvas)
        below = some_below(names, middles, height, canvas, span)

    kinds = {bar.kind for bar in made}
    above = _ABOVE + (_LINE if blocks else 0)
    head = header(canvas, scale.heading(column.title), kinds, left, above)
    up_to = _Span(height, *_ends(least, largest, marks, labelled))
    up = alt.Y(
        "value:Q",
        scale=alt.Scale(domain=[up_to.low, up_to.high], nice=False),
        axis=None if labelled else left_axis(marks, scale),
    )
    outlines: Records = [
        {"x": block.first * band + 2, "x2": (block.last + 1) * band - 2, "y2": height}
        | {"y": up_to.at(block.mean)}
        for block in blocks
    ]
    layers = [*head.layers, *([boxes(outlines, **style("unpublished"))] if blocks else [])]
    layers += [*_drawn(made, up, round(min(band * 0.7, _THICKEST), 1))]
    values = [
        Note(
            bar.text,
            _inside(x, canvas.room(bar.text), left, span),
            up_to.at(bar.number) + (9 if bar.number < 0 else -9),
            "center",
            ink_of(bar.kind),
        )
        for bar, x in zip(made, middles, strict=True)
        if labelled or bar.number in (largest, least, 0)
    ]
    for block in blocks:
        words = TOGETHER_NUMBER.of(canvas.language).format(
            *(data.rows[row].text for row in (block.first, block.last)),
            label(block.number, column, scale),
        )
        tallest = max([bar.number for bar in made[block.first : block.last + 1]] + [block.mean])
        middle = _inside((block.first + block.last + 1) / 2 * band, canvas.room(words), left, span)
        y = up_to.at(tallest) - 9 - _LINE
        values.append(Note(words, middle, y, "center", INK))
    areas: Records = [
        {"x": x - band / 2, "x2": x + band / 2, "y": -above, "y2": height}
        | {"name": bar.name.text, "said": bar.said}
        for bar, x in zip(made, middles, strict=True)
    ]
    layers += [
        baseline(span, up_to.at(Decimal(0)) if least < 0 else height),
        *notes([*values, *below.notes]),
    ]
    layers.append(hits(areas, [tip("name", data.row_title), tip("said", column.title)]))
    margins = Margins(left, head.height + above, 0, below.height)
    return picture(layers, canvas, margins, height)


@dataclass(frozen=True)
class _Span:
    """The numbers from the bottom of the plot to its top, `height` px apart."""

    height: float
    low: float
    high: float

    def at(self, number: Decimal) -> float:
        """Return how far a number lies from the top, in px."""
        if not self.low:  # what is drawn without negative numbers stays as it is, bit by bit
            return self.height * (1 - float(number) / self.high)
        return self.height * (self.high - float(number)) / (self.high - self.low)


def _ends(
    least: Decimal, largest: Decimal, marks: Sequence[Decimal], labelled: bool
) -> tuple[float, float]:
    """Return the numbers at the bottom and the top, with room for words below a negative one."""
    low, high = (least, max(largest, Decimal(0))) if labelled else (marks[0], marks[-1])
    if not least:
        return 0, float(high) or 1.0
    return float(low - (high - low) / _WORDS if labelled else low), float(high)


@dataclass(frozen=True)
class _Block:
    """Neighbouring rows published together: the first and last, their number, its mean per row."""

    first: int
    last: int
    number: Decimal

    @property
    def mean(self) -> Decimal:
        return self.number / (self.last - self.first + 1)


def _blocks(data: ChartData, options: Columns) -> list[_Block]:
    """Return what is drawn as one box, as high as its rows are on average: its area is true."""
    unknown = {name.id for name in unknown_rows(data, options.value)}
    ids = [name.id for name in data.rows]
    return [
        _Block(ids.index(one.rows[0]), ids.index(one.rows[-1]), one.number)
        for one in data.together
        if unknown.intersection(one.rows)
    ]


def _inside(middle: float, wide: float, left: float, span: float) -> float:
    """Return the middle nearest to the given one at which a text stays on the canvas."""
    return min(max(middle, wide / 2 - left), span - wide / 2)


def _drawn(made: list[Length], up: alt.Y, thick: float) -> list[alt.Chart]:
    order = [bar.name.id for bar in made]
    across = alt.X("row:N", scale=alt.Scale(domain=order, padding=0), axis=None)
    layers = []
    for kind, colour in dict.fromkeys((bar.kind, bar.name.colour) for bar in made):
        alike = [bar for bar in made if (bar.kind, bar.name.colour) == (kind, colour)]
        records: Records = [
            {"row": bar.name.id, "value": float(bar.number)} for bar in alike if bar.number
        ]
        layers.append(
            plotted(records).mark_bar(width=thick, **alike[0].look).encode(x=across, y=up)
        )
    return layers
