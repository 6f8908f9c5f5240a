"""How far a laid-out chart reaches: Vega's places, and text as wide as in the widest face."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import cos, radians, sin, sqrt
from typing import Any

from duizhao.language.text_layout import LINE, width

_RISE = {"top": 0.0, "middle": 0.5, "bottom": 1.0, "alphabetic": 0.8, "line-top": 0.0}
_BACK = {"left": 0.0, "center": 0.5, "right": 1.0}


@dataclass(frozen=True)
class Box:
    """A rectangle in px, counted from the upper left of the plot; `text` is what it holds."""

    left: float
    top: float
    right: float
    bottom: float
    text: str = ""

    def touches(self, other: Box) -> bool:
        """Whether two boxes share more than an edge."""
        return (
            min(self.right, other.right) - max(self.left, other.left) > 0.5
            and min(self.bottom, other.bottom) - max(self.top, other.top) > 0.5
        )


def boxes_of(graph: Any, language: str) -> list[Box]:
    """Return the boxes of all that a scene graph shows; of marks beside text, roughly."""
    return list(_boxes(graph["scenegraph"], 0, 0, language))


def _boxes(mark: Any, x: float, y: float, language: str) -> Iterator[Box]:
    for item in mark.get("items", ()):
        if item.get("opacity", 1) == 0:
            continue
        across, down = x + item.get("x", 0), y + item.get("y", 0)
        kind = mark.get("marktype")
        if kind == "group":
            for inner in item.get("items", ()):
                yield from _boxes(inner, across, down, language)
            wide, high = item.get("width", 0), item.get("height", 0)
            yield Box(across, down, across + wide, down + high)
        elif kind == "text":
            yield from _text(item, across, down, language)
        elif kind == "symbol":
            half = sqrt(item.get("size", 30)) / 2
            yield Box(across - half, down - half, across + half, down + half)
        elif kind in ("rect", "image"):
            wide, high = item.get("width", 0), item.get("height", 0)
            yield Box(across, down, across + wide, down + high)
        elif kind == "rule":
            ends = x + item.get("x2", item.get("x", 0)), y + item.get("y2", item.get("y", 0))
            yield Box(*map(min, (across, down), ends), *map(max, (across, down), ends))


def _text(item: Any, x: float, y: float, language: str) -> Iterator[Box]:
    said = item.get("text", "")
    lines = [str(one) for one in said] if isinstance(said, list) else str(said).split("\n")
    if not any(line.strip() for line in lines):
        return
    size = item.get("fontSize", 11)
    wide = max(width(line, size, language) for line in lines)
    high = size + (len(lines) - 1) * item.get("lineHeight", size * LINE)
    left = item.get("dx", 0) - wide * _BACK.get(item.get("align", "left"), 0)
    top = item.get("dy", 0) - size * _RISE.get(item.get("baseline", "alphabetic"), 0.8)
    if item.get("baseline") in ("bottom", "middle"):
        top -= (high - size) * _RISE[item["baseline"]]
    turn = radians(item.get("angle", 0))
    corners = [
        (x + dx * cos(turn) - dy * sin(turn), y + dx * sin(turn) + dy * cos(turn))
        for dx in (left, left + wide)
        for dy in (top, top + high)
    ]
    xs, ys = zip(*corners, strict=True)
    yield Box(min(xs), min(ys), max(xs), max(ys), " ".join(lines))


def around(boxes: Sequence[Box]) -> Box:
    """Return the box around boxes."""
    return Box(
        min(box.left for box in boxes),
        min(box.top for box in boxes),
        max(box.right for box in boxes),
        max(box.bottom for box in boxes),
    )


def touching(boxes: Sequence[Box]) -> tuple[str, str] | None:
    """Return two texts that touch each other, or None."""
    texts = [box for box in boxes if box.text]
    for place, one in enumerate(texts):
        for two in texts[place + 1 :]:
            if one.touches(two):
                return one.text, two.text
    return None
