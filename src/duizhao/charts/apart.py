"""Words beside a plot moved apart, so that none touch."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

_ROUNDS = 60
_BETWEEN = 2


def apart(
    middles: Sequence[float], half: Sequence[float], top: float, bottom: float
) -> list[float]:
    """Return the middles of words in px, moved as far as needed and no farther.

    `half` is half the height of each; all stay between `top` and `bottom` where there is room.
    """
    order = sorted(range(len(middles)), key=lambda place: middles[place])
    middle = list(middles)
    for _ in range(_ROUNDS):
        moved = False
        for one, two in pairwise(order):
            overlap = half[one] + half[two] + _BETWEEN - (middle[two] - middle[one])
            if overlap > 0.1:
                middle[one] -= overlap / 2
                middle[two] += overlap / 2
                moved = True
        for place in order:
            inside = min(max(middle[place], half[place] + top), bottom - half[place])
            moved = moved or abs(inside - middle[place]) > 0.1
            middle[place] = inside
        if not moved:
            break
    return middle
