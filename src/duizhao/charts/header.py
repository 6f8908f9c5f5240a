"""What stands above a plot: what is drawn, and a key to the marks of modelled values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import altair as alt

from duizhao.charts.labels import FORECAST, MODELLED, UNPUBLISHED
from duizhao.charts.palette import BAR, BAR_TINT
from duizhao.charts.parts import GAP, Canvas, Kind, Note, boxes, notes, style
from duizhao.charts.theme import SMALL
from duizhao.language.text_layout import wrapped

_LINE = 18
_BELOW = 6
_SWATCH = 12
_APART = 32
_KEYS = {"modelled": MODELLED, "forecast": FORECAST, "unpublished": UNPUBLISHED}


@dataclass(frozen=True)
class Header:
    """The layers above a plot, and the height that they take."""

    layers: tuple[alt.Chart, ...]
    height: float


def header(
    canvas: Canvas,
    title: str,
    kinds: Iterable[Kind] = (),
    left: float = 0,
    above: float = 0,
    strong: str = BAR,
    pale: str = BAR_TINT,
    named: bool = True,
) -> Header:
    """Write `title` at the left edge of the canvas, at its right or below it what pale marks are.

    Solid marks need no key, and unpublished ones only where they are not `named` as they stand.
    `left` is the distance of the plot from the edge of the canvas, `above` that between the header
    and the plot, both in px. The height returned is the header's own.
    """
    kinds = set(kinds)
    kind: Kind = "modelled" if "modelled" in kinds or named else "unpublished"
    if "forecast" in kinds and "modelled" not in kinds:
        kind = "forecast"
    key = _KEYS[kind].of(canvas.language) if kind in kinds else ""
    needed = _SWATCH + GAP + canvas.room(key) if key else 0
    lines = wrapped(title, SMALL, canvas.width, canvas.language) if title else ()
    beside = len(lines) <= 1 and canvas.room(title) + _APART + needed <= canvas.width
    count = max(len(lines), 1) if key else len(lines)
    count += bool(key) and not beside
    if not count:
        return Header((), 0)
    height = count * _LINE + _BELOW
    texts = [
        Note(line, -left, place * _LINE + _LINE / 2 - height - above)
        for place, line in enumerate(lines)
    ]
    if not key:
        return Header(tuple(notes(texts)), height)
    x = (canvas.width - needed if beside else 0) - left
    y = -_BELOW - _LINE / 2 - above
    box = {"x": x + 0.5, "y": y - 5, "x2": x + _SWATCH - 0.5, "y2": y + 5}
    texts.append(Note(key, x + _SWATCH + GAP, y))
    return Header((boxes([box], **style(kind, strong, pale)), *notes(texts)), height)
