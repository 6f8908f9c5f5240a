"""The colours of categories by name: five that stay apart in greyscale and for every eye.

What each looks like in the light, dark and print schemes stands in `palette`, in the same order.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import cycle
from typing import Literal, get_args

Colour = Literal["blue", "red", "yellow", "purple", "green"]
COLOURS: tuple[Colour, ...] = get_args(Colour)


def places(given: Sequence[Colour | None]) -> list[int]:
    """Return the place in the palette of each category of a chart, in the chart's order.

    Those that were given a colour have it; the others take what is left, in the palette's order.
    """
    taken = [COLOURS.index(colour) for colour in given if colour is not None]
    left = [place for place in range(len(COLOURS)) if place not in taken]
    rest = cycle(left or range(len(COLOURS)))
    return [next(rest) if colour is None else COLOURS.index(colour) for colour in given]
