"""Axes: round ticks at the left in the axis' scale, and names or years below that never collide."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

import altair as alt

from duizhao.charts.numbers import Scale
from duizhao.charts.palette import LINE
from duizhao.charts.parts import GAP, Canvas, Note, Records, plotted, spanned
from duizhao.charts.table import Name
from duizhao.charts.theme import SMALL
from duizhao.charts.times import periods_of, written_below
from duizhao.language.text_layout import LINE as LINE_HEIGHT
from duizhao.language.text_layout import widest, wrapped

_APART = 8
_MOST_LINES = 3
_YEARS = 44


@dataclass(frozen=True)
class Below:
    """The words below an axis and the height that they take, in px."""

    notes: tuple[Note, ...]
    height: float


def left_axis(ticks: Sequence[Decimal], scale: Scale) -> alt.Axis:
    """Return an axis with these ticks, written in the scale."""
    words = {f"{tick.normalize():f}": scale.text(tick) for tick in ticks}
    return alt.Axis(
        values=[float(tick) for tick in ticks],
        labelExpr=f"({json.dumps(words, ensure_ascii=False)})[datum.value]",
        title=None,
    )


def left_room(ticks: Sequence[Decimal], scale: Scale, canvas: Canvas) -> float:
    """Return the width that the ticks at the left take, in px."""
    return max(canvas.room(scale.text(tick)) for tick in ticks) + GAP


def baseline(width: float, height: float) -> alt.Chart:
    """Draw the line that columns stand on and years are read along."""
    ends: Records = [{"x": 0, "x2": round(width, 1), "y": height}]
    return spanned(plotted(ends).mark_rule(stroke=LINE), down=False)


def all_below(
    names: Sequence[Name], places: Sequence[float], room: float, height: float, canvas: Canvas
) -> Below | None:
    """Write every name in lines below its place, each in `room` px; None when one does not fit."""
    written: list[tuple[str, ...]] = []
    for name in names:
        lines = wrapped(name.text, SMALL, room, canvas.language)
        if len(lines) > _MOST_LINES or widest(lines, SMALL, canvas.language) > room:
            return None
        written.append(lines)
    return _below(written, places, height)


def some_below(
    names: Sequence[Name], places: Sequence[float], height: float, canvas: Canvas, span: float
) -> Below:
    """Write names below their places in even steps that leave them apart: for years.

    The first and the last are always there, so a round year next to them may be left out; the
    last moves inwards where it would stand out of the plot, which is `span` px wide. Of quarters,
    months and days those are written that begin something.
    """
    periods = periods_of(names)
    if periods is not None:
        texts = written_below(periods, places, canvas, span)
        moved = [
            min(place, span - widest(text, SMALL, canvas.language) / 2)
            for place, text in zip(places, texts, strict=True)
        ]
        return _below(texts, moved, height)
    lines = [
        (name.text,)
        if name.text.isdecimal()
        else wrapped(name.text, SMALL, _YEARS, canvas.language)
        for name in names
    ]
    half = [widest(text, SMALL, canvas.language) / 2 for text in lines]
    middles = [min(place, span - wide) for place, wide in zip(places, half, strict=True)]

    def apart(one: int, two: int) -> bool:
        return middles[two] - half[two] - middles[one] - half[one] >= _APART

    ends = {0, len(names) - 1}
    inner: list[int] = []
    for by in (1, 2, 5, 10, 20, 50):
        inner = [
            place
            for place, name in enumerate(names)
            if place not in ends and _number(name, place) % by == 0
        ]
        if all(apart(one, two) for one, two in pairwise(inner)):
            break
    shown = ends | {place for place in inner if apart(0, place) and apart(place, len(names) - 1)}
    written = [text if place in shown else () for place, text in enumerate(lines)]
    return _below(written, middles, height)


def _number(name: Name, place: int) -> int:
    return int(name.id) if name.id.isdecimal() else place


def _below(written: Sequence[tuple[str, ...]], places: Sequence[float], height: float) -> Below:
    line = SMALL * LINE_HEIGHT
    texts = tuple(
        Note(text, place, height + GAP + line * (row + 0.5), "center")
        for lines, place in zip(written, places, strict=True)
        for row, text in enumerate(lines)
    )
    return Below(texts, GAP + line * max((len(lines) for lines in written), default=0) + 2)
