"""A plane with a number on either axis: its ticks and grid, and names beside points in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import altair as alt

from duizhao.charts.numbers import Scale
from duizhao.charts.palette import GRID, INK
from duizhao.charts.parts import GAP, Canvas, Note, Records, plotted, spanned
from duizhao.charts.theme import SMALL

_OFF = 6
_HALF = SMALL * 0.55


@dataclass(frozen=True)
class Axis:
    """An axis of round ticks over a length in px; one that goes `up` begins at the bottom."""

    marks: tuple[Decimal, ...]
    scale: Scale
    span: float
    up: bool = False

    def at(self, number: Decimal | float) -> float:
        """Return where a number lies, in px from the left or from the top."""
        low, high = float(self.marks[0]), float(self.marks[-1])
        part = (float(number) - low) / (high - low)
        return round((1 - part if self.up else part) * self.span, 1)


def grid(across: Axis, up: Axis) -> list[alt.Chart]:
    """Draw a line at every tick of both axes."""
    down: Records = [{"x": across.at(mark), "y": 0, "y2": up.span} for mark in across.marks]
    level: Records = [{"x": 0, "x2": across.span, "y": up.at(mark)} for mark in up.marks]
    return [
        spanned(plotted(down).mark_rule(stroke=GRID), across=False),
        spanned(plotted(level).mark_rule(stroke=GRID), down=False),
    ]


def ticks_written(across: Axis, up: Axis, canvas: Canvas) -> list[Note]:
    """Write the ticks of both axes."""
    return [
        *across_written(across, up.span, canvas),
        *(Note(up.scale.text(mark), -GAP, up.at(mark), "right") for mark in up.marks),
    ]


def across_written(across: Axis, height: float, canvas: Canvas) -> list[Note]:
    """Write the ticks below a plot of a height in px, thinned out so that none touch."""
    room = across.span / max(len(across.marks) - 1, 1)
    widest = max(canvas.room(across.scale.text(mark)) for mark in across.marks)
    by = 1 if widest + GAP <= room else 2 if widest + GAP <= 2 * room else len(across.marks) - 1
    return [
        Note(across.scale.text(mark), across.at(mark), height + GAP + _HALF, "center")
        for mark in across.marks[::by]
    ]


def named_beside(
    points: Sequence[tuple[float, float]],
    names: Sequence[tuple[int, str]],
    size: tuple[float, float],
    canvas: Canvas,
    taken: Sequence[Note] = (),
) -> list[Note]:
    """Write names beside their points where there is room: right, left, above or below.

    `names` are the indexes of points with their names, the most important first; a name for which
    there is no room is not written. `taken` is written already.
    """
    boxes = [_box(note, canvas) for note in taken]
    dots = [(x - 4, y - 4, x + 4, y + 4) for x, y in points]
    written: list[Note] = []
    for place, name in names:
        x, y = points[place]
        others = [dot for index, dot in enumerate(dots) if index != place]
        candidates = (
            Note(name, x + _OFF + 2, y, "left", INK),
            Note(name, x - _OFF - 2, y, "right", INK),
            Note(name, x, y - _OFF - _HALF, "center", INK),
            Note(name, x, y + _OFF + _HALF, "center", INK),
        )
        for note in candidates:
            box = _box(note, canvas)
            inside = box[0] >= 0 and box[2] <= size[0] and box[1] >= 0 and box[3] <= size[1]
            if inside and not any(_touch(box, other) for other in (*boxes, *others)):
                written.append(note)
                boxes.append(box)
                break
    return written


def _box(note: Note, canvas: Canvas) -> tuple[float, float, float, float]:
    wide = canvas.room(note.text)
    left = note.x - wide * {"left": 0.0, "center": 0.5, "right": 1.0}[note.align]
    return left, note.y - _HALF - 1, left + wide, note.y + _HALF + 1


def _touch(one: tuple[float, float, float, float], two: tuple[float, float, float, float]) -> bool:
    return one[0] < two[2] and two[0] < one[2] and one[1] < two[3] and two[1] < one[3]
