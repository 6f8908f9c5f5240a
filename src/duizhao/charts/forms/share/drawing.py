"""One strip cut into the parts of a whole, each part named directly."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

import altair as alt

from duizhao.charts.colours import places
from duizhao.charts.data import ChartData
from duizhao.charts.forms.share import Share
from duizhao.charts.header import header
from duizhao.charts.labels import UNPUBLISHED
from duizhao.charts.numbers import direct_scale_of, label, remainder
from duizhao.charts.palette import PAPER, category, tint
from duizhao.charts.parts import (
    GAP,
    Canvas,
    Kind,
    Margins,
    Note,
    Picture,
    boxes,
    ink_of,
    kind_of,
    notes,
    picture,
    plotted,
    said,
    style,
    tip,
)
from duizhao.charts.theme import TEXT
from duizhao.language.text_layout import LINE as LINE_HEIGHT
from duizhao.language.text_layout import widest, wrapped

_STRIP = 34
_PITCH = TEXT * LINE_HEIGHT
_SWATCH = 12
_EDGE = 1
"""Room for the outline of the outermost parts, in px."""
_SLIVER = 4
"""A narrower part has no outline, which would cover it."""


@dataclass(frozen=True)
class Part:
    """A part of the whole: its name, number, words and look, and where it begins and ends."""

    id: str
    name: str
    number: Decimal
    text: str
    said: str
    kind: Kind
    colour: int
    start: Decimal

    @property
    def middle(self) -> float:
        """Return the middle of the part on the scale of the numbers."""
        return float(self.start + self.number / 2)


def share(data: ChartData, options: Share, canvas: Canvas) -> Picture:
    """Draw the rows as one strip in the order of the table, names and values below it."""
    inside = replace(canvas, width=canvas.width - 2 * _EDGE)
    parts = _parts(data, options, canvas.language)
    column = data.column(options.value)
    head = header(canvas, column.title, {part.kind for part in parts}, _EDGE)
    whole = float(sum(part.number for part in parts)) or 1.0
    layers = [*head.layers]
    across = alt.X("start:Q", scale=alt.Scale(domain=[0, whole], nice=False), axis=None)
    for part in parts:
        record = {
            "start": float(part.start),
            "end": float(part.start + part.number),
            "name": part.name,
            "said": part.said,
        }
        look = style(part.kind, category(part.colour), tint(part.colour))
        if part.kind == "solid" and float(part.number) / whole * inside.width > _SLIVER:
            look |= {"stroke": PAPER, "strokeWidth": 1}
        layers.append(
            plotted([record])
            .mark_bar(height=_STRIP, **look)
            .encode(
                x=across,
                x2=alt.X2("end:Q"),
                y=alt.value(_STRIP / 2),
                tooltip=[tip("name", data.row_title), tip("said", column.title)],
            )
        )
    words, height = _beneath(parts, whole, inside) or _listed(parts, inside)
    return picture(
        [*layers, *words], canvas, Margins(_EDGE, head.height, _EDGE, 0), _STRIP + height
    )


def _parts(data: ChartData, options: Share, language: str) -> list[Part]:
    column = data.column(options.value)
    found = data.known(options.value)
    scale = direct_scale_of(column, [number for _, _, number in found], language)
    parts: list[Part] = []
    start = Decimal(0)
    colours = places([data.rows[row].colour for row, _, _ in found])
    for (row, cell, number), colour in zip(found, colours, strict=True):
        name = data.rows[row]
        text, words = label(number, column, scale), said(number, cell, column, language)
        parts.append(Part(name.id, name.text, number, text, words, kind_of(cell), colour, start))
        start += number
    rest = remainder(data, [number for _, _, number in found])
    if options.remainder and rest is not None:
        text, words = label(rest, column, scale), said(rest, None, column, language)
        name_of_rest = UNPUBLISHED.of(language)
        parts.append(Part("-", name_of_rest, rest, text, words, "unpublished", 0, start))
    return parts


def _beneath(
    parts: list[Part], whole: float, canvas: Canvas
) -> tuple[list[alt.Chart], float] | None:
    """Write each name and value below the middle of its part; None when they would collide."""
    texts: list[Note] = []
    end = -GAP * 1.0
    deepest = 0
    for part in parts:
        wide = float(part.number) / whole * canvas.width
        room = max(wide - GAP, 60)
        lines = (*wrapped(part.name, TEXT, room, canvas.language), part.text)
        half = widest(lines, TEXT, canvas.language) / 2
        middle = min(max(part.middle / whole * canvas.width, half), canvas.width - half)
        inside = abs(middle - part.middle / whole * canvas.width) <= wide / 2
        if middle - half < end + GAP or not inside:
            return None
        end = middle + half
        deepest = max(deepest, len(lines))
        for row, text in enumerate(lines):
            y = _STRIP + GAP + (row + 0.5) * _PITCH
            texts.append(Note(text, middle, y, "center", ink_of(part.kind), TEXT))
    return notes(texts), GAP + deepest * _PITCH + 2


def _listed(parts: list[Part], canvas: Canvas) -> tuple[list[alt.Chart], float]:
    """Write names and values in rows below the strip, each behind a swatch of its part."""
    layers: list[alt.Chart] = []
    texts: list[Note] = []
    y = _STRIP + 10.0
    value = max(canvas.room(part.text, TEXT) for part in parts)
    for part in parts:
        room = canvas.width - _SWATCH - 3 * GAP - value
        lines = wrapped(part.name, TEXT, room, canvas.language)
        box = {"x": 0.5, "x2": _SWATCH - 0.5, "y": y + 2, "y2": y + _PITCH - 2}
        layers.append(boxes([box], **style(part.kind, category(part.colour), tint(part.colour))))
        texts.append(
            Note(part.text, _SWATCH + GAP + value, y + _PITCH / 2, "right", ink_of(part.kind), TEXT)
        )
        for row, text in enumerate(lines):
            x = _SWATCH + 3 * GAP + value
            ink = ink_of(part.kind)
            texts.append(Note(text, x, y + (row + 0.5) * _PITCH, "left", ink, TEXT))
        y += len(lines) * _PITCH + 5
    return [*layers, *notes(texts)], y - _STRIP
