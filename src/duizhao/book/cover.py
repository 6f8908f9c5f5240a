"""The cover's picture: two ribbons of fine lines that cross, as on an engraved certificate."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable

WIDTH, HEIGHT = 210.0, 172.0
_LINES = 46
_STEP = 3.0
# As on the site (`--dz-accent`), and a lighter one of the same hue.
ACCENT = "#1a5488"
_COLOURS = (ACCENT, "#8fb0cd")


def cover_svg(seed: str) -> str:
    """Return the picture as SVG, in millimetres; every `seed` has its own, always the same."""
    turns = _turns(seed)
    ribbons = []
    for index, colour in enumerate(_COLOURS):
        phases = turns[index * 4 : index * 4 + 4]
        paths = "".join(
            f'<path d="{_line(phases, index, line / (_LINES - 1))}"/>' for line in range(_LINES)
        )
        ribbons.append(f'<g fill="none" stroke="{colour}" stroke-width="0.16">{paths}</g>')
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH:g}mm" height="{HEIGHT:g}mm" '
        f'viewBox="0 0 {WIDTH:g} {HEIGHT:g}">{"".join(ribbons)}</svg>'
    )


def _turns(seed: str) -> list[float]:
    """Return eight angles drawn from the seed."""
    digest = hashlib.sha256(seed.encode()).digest()
    return [2 * math.pi * byte / 256 for byte in digest[:8]]


def _line(phases: list[float], index: int, share: float) -> str:
    """Return one line of a ribbon: `share` of the way from its first edge to its second."""
    first = _wave(phases[0], phases[1], index)
    second = _wave(phases[2], phases[3], index)
    points = []
    count = math.ceil(WIDTH / _STEP) + 2
    for step in range(-1, count):
        x = step * _STEP
        y = (1 - share) * first(x) + share * second(x)
        points.append((x, y))
    return _smooth(points)


def _wave(phase: float, overtone: float, index: int) -> Callable[[float], float]:
    """Return one edge of a ribbon: a slow wave with a quicker one upon it."""

    def height(x: float) -> float:
        angle = 2 * math.pi * x / WIDTH
        slow = math.sin(angle * (0.75 + 0.2 * index) + phase)
        quick = math.sin(angle * (1.9 - 0.3 * index) + overtone)
        return HEIGHT * (0.5 + 0.26 * slow + 0.12 * quick)

    return height


def _smooth(points: list[tuple[float, float]]) -> str:
    """Return a smooth path through the points (Catmull-Rom as Bézier curves)."""
    parts = [f"M{points[0][0]:.1f} {points[0][1]:.2f}"]
    last = len(points) - 1
    for i in range(last):
        before, here, there, after = (points[max(0, min(last, i + k))] for k in (-1, 0, 1, 2))
        one = (here[0] + (there[0] - before[0]) / 6, here[1] + (there[1] - before[1]) / 6)
        two = (there[0] - (after[0] - here[0]) / 6, there[1] - (after[1] - here[1]) / 6)
        parts.append(
            f"C{one[0]:.1f} {one[1]:.2f} {two[0]:.1f} {two[1]:.2f} {there[0]:.1f} {there[1]:.2f}"
        )
    return "".join(parts)
