"""A diagram: boxes side by side, joined by arrows, with smaller boxes inside; it has no numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import altair as alt

from duizhao.charts.data import ChartData
from duizhao.charts.forms.boxes import Arrows, Boxes
from duizhao.charts.palette import BAR, BAR_TINT, INK, LINE, PAPER
from duizhao.charts.parts import (
    Canvas,
    Margins,
    Note,
    Picture,
    Records,
    boxes,
    notes,
    picture,
    pixels,
    plotted,
    spanned,
)
from duizhao.charts.theme import TEXT
from duizhao.language.text_layout import LINE as LINE_HEIGHT
from duizhao.language.text_layout import widest, wrapped

_PAD = 9
_BETWEEN = 6
_ROOM = {"none": 12, "forward": 30, "both": 34}
"""The room between boxes, with the arrows in it, in px."""
_NARROWEST = 110
"""Boxes that would be narrower than this stand below one another."""
_HEAD = 6
_ASIDE = 6
_PITCH = TEXT * LINE_HEIGHT


@dataclass(frozen=True)
class Box:
    """A box, its name in lines, the boxes inside it, and its place in px."""

    lines: tuple[str, ...]
    inside: tuple[tuple[str, ...], ...]
    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> tuple[float, float]:
        """Return the middle of the box."""
        return self.x + self.width / 2, self.y + self.height / 2


def boxes_form(data: ChartData, options: Boxes, canvas: Canvas) -> Picture:
    """Draw every row that is inside no other as a box, in table order, and its members inside it.

    Boxes stand side by side where there is room for their names and below one another where not,
    as on a phone. `arrows` join each box with the next.
    """
    members = dict(options.inside)
    names = {row.id: row.text for row in data.rows}
    tops = options.tops(data)
    room = _ROOM[options.arrows]
    across = (canvas.width - 2 - room * (len(tops) - 1)) / len(tops)
    texts = [(names[row], [names[each] for each in members.get(row, ())]) for row in tops]
    beside = across >= _NARROWEST and all(
        widest(wrapped(name, TEXT, across - 2 * _PAD, canvas.language), TEXT, canvas.language)
        <= across - 2 * _PAD
        for name, _ in texts
    )
    placed = _placed(texts, across if beside else canvas.width - 2, room, beside, canvas)
    layers = [
        boxes([_edges(box) for box in placed], fill=BAR_TINT, stroke=BAR, strokeWidth=1),
        *_inner(placed),
        *notes(note for box in placed for note in _title(box)),
        *_arrows(placed, options.arrows, beside),
    ]
    height = max(box.y + box.height for box in placed)
    return picture(layers, canvas, Margins(1, 1, 1, 1), height)


def _placed(
    texts: Sequence[tuple[str, list[str]]], wide: float, room: float, beside: bool, canvas: Canvas
) -> list[Box]:
    """Lay boxes out: side by side all of one height, below one another as high as needed."""
    made = []
    x = y = 0.0
    for name, inside in texts:
        lines = wrapped(name, TEXT, wide - 2 * _PAD, canvas.language)
        inner = tuple(wrapped(text, TEXT, wide - 4 * _PAD, canvas.language) for text in inside)
        height = 2 * _PAD + len(lines) * _PITCH
        height += sum(_inner_height(each) + _BETWEEN for each in inner)
        made.append(Box(lines, inner, x, y, wide, height))
        x, y = (x + wide + room, y) if beside else (x, y + height + room)
    if not beside:
        return made
    tallest = max(box.height for box in made)
    return [Box(b.lines, b.inside, b.x, b.y, b.width, tallest) for b in made]


def _inner_height(lines: tuple[str, ...]) -> float:
    return len(lines) * _PITCH + _PAD


def _edges(box: Box) -> dict[str, float]:
    return {"x": box.x, "x2": box.x + box.width, "y": box.y, "y2": box.y + box.height}


def _title(box: Box) -> list[Note]:
    """Write a box's name at its top, or in its middle when it holds nothing."""
    middle, centre = box.middle
    top = box.y + _PAD if box.inside else centre - len(box.lines) * _PITCH / 2
    return [
        Note(text, middle, top + (row + 0.5) * _PITCH, "center", INK, TEXT)
        for row, text in enumerate(box.lines)
    ]


def _inner(placed: Sequence[Box]) -> list[alt.Chart]:
    records: Records = []
    texts: list[Note] = []
    for box in placed:
        y = box.y + _PAD + len(box.lines) * _PITCH + _BETWEEN
        for lines in box.inside:
            height = _inner_height(lines)
            left, right = box.x + _PAD, box.x + box.width - _PAD
            records.append({"x": left, "x2": right, "y": y, "y2": y + height})
            texts += [
                Note(
                    text,
                    box.middle[0],
                    y + _PAD / 2 + (row + 0.5) * _PITCH,
                    "center",
                    INK,
                    TEXT,
                )
                for row, text in enumerate(lines)
            ]
            y += height + _BETWEEN
    if not records:
        return []
    return [boxes(records, fill=PAPER, stroke=LINE, strokeWidth=1), *notes(texts)]


def _arrows(placed: Sequence[Box], arrows: Arrows, beside: bool) -> list[alt.Chart]:
    """Join each box with the next: by one arrow, or by two that point either way."""
    if arrows == "none" or len(placed) < 2:
        return []
    shafts: Records = []
    heads: dict[str, Records] = {}
    for one, two in pairwise(placed):
        ways = [(0.0, True)] if arrows == "forward" else [(-_ASIDE, True), (_ASIDE, False)]
        for aside, forward in ways:
            if beside:
                start, end = one.x + one.width + 3, two.x - 3
                y = one.middle[1] + aside
                shafts.append({"x": start, "x2": end, "y": y, "y2": y})
                shape, tip = ("right", end - _HEAD / 2) if forward else ("left", start + _HEAD / 2)
                heads.setdefault(shape, []).append({"x": tip, "y": y})
            else:
                start, end = one.y + one.height + 3, two.y - 3
                x = one.middle[0] + aside
                shafts.append({"x": x, "x2": x, "y": start, "y2": end})
                shape, tip = ("down", end - _HEAD / 2) if forward else ("up", start + _HEAD / 2)
                heads.setdefault(shape, []).append({"x": x, "y": tip})
    return [
        spanned(plotted(shafts).mark_rule(stroke=INK, strokeWidth=1.5)),
        *(
            plotted(records)
            .mark_point(shape=f"triangle-{shape}", filled=True, fill=INK, size=_HEAD**2 * 1.6)
            .encode(x=pixels(alt.X, "x"), y=pixels(alt.Y, "y"))
            for shape, records in heads.items()
        ),
    ]
