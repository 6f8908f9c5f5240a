"""The ramp of a tile grid or matrix: which step a value takes, and tiles with words on them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import sqrt

import altair as alt

from duizhao.charts.palette import CLEAR, GRID, LINE, QUIET, STEPS, on_step, step
from duizhao.charts.parts import Kind, Note, Records, boxes, tip


@dataclass(frozen=True)
class Tile:
    """A box in px with a value: its step on the ramp (None: no value), look and tooltip."""

    x: float
    y: float
    width: float
    height: float
    step: int | None
    kind: Kind
    name: str
    said: str

    @property
    def ink(self) -> str:
        """Return the colour of words on the tile."""
        if self.step is None:
            return QUIET
        return on_step(0 if self.kind == "modelled" else self.step)


def steps(numbers: Sequence[Decimal]) -> list[int]:
    """Return each number's step from 0 to 7, by the square root: large ones do not drown small.

    Zero takes the first step and the largest number the last.
    """
    largest = sqrt(float(max(numbers))) or 1.0
    return [min(int(sqrt(float(number)) / largest * STEPS), STEPS - 1) for number in numbers]


def tiles_drawn(tiles: Sequence[Tile], titles: tuple[str, str]) -> list[alt.Chart]:
    """Draw tiles; one without a value is an outline, a modelled one pale with a dashed edge."""
    looks: dict[tuple[tuple[str, object], ...], Records] = {}
    for tile in tiles:
        if tile.step is None:
            look: dict[str, object] = {"fill": CLEAR, "stroke": GRID}
        elif tile.kind == "modelled":
            look = {"fill": step(0), "stroke": LINE, "strokeDash": (3, 2)}
        else:
            look = {"fill": step(tile.step)}
        record = {
            "x": round(tile.x, 1),
            "y": round(tile.y, 1),
            "x2": round(tile.x + tile.width, 1),
            "y2": round(tile.y + tile.height, 1),
            "name": tile.name,
            "said": tile.said,
        }
        looks.setdefault(tuple(sorted(look.items())), []).append(record)
    tooltips = [tip("name", titles[0]), tip("said", titles[1])]
    return [
        boxes(records, **{key: _listed(value) for key, value in look}).encode(tooltip=tooltips)
        for look, records in looks.items()
    ]


def _listed(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


def words_on(tile: Tile, lines: Sequence[tuple[str, int]], pitch: float) -> list[Note]:
    """Write lines of text, each with its size, centred on a tile."""
    first = tile.y + tile.height / 2 - (len(lines) - 1) * pitch / 2
    return [
        Note(text, tile.x + tile.width / 2, first + row * pitch, "center", tile.ink, size)
        for row, (text, size) in enumerate(lines)
    ]
