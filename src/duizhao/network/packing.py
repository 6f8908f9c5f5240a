"""Discs side by side: a compact arrangement without overlap, friends near one another."""

from __future__ import annotations

import numpy as np

from duizhao.network.graph import Floats

GOLDEN = np.pi * (3 - np.sqrt(5))
"""The golden angle: points turned by it fill a disc evenly (Vogel, Math. Biosciences 44, 179)."""
MOST = 150
"""How many discs are set side by side with care, at most; the others go around them."""
SMALL = 1 / 20
"""A disc whose radius is a smaller part of the first one's goes around the others, too."""
_FRIENDS = 0.6
_SLACK = 1e-9


def spiral(count: int) -> Floats:
    """Return points that fill the unit disc evenly, from its middle outwards: one row each."""
    rank = np.arange(count)
    radius = np.sqrt((rank + 0.5) / max(count, 1))
    points: Floats = radius[:, None] * around(rank * GOLDEN)
    return points


def around(turn: Floats) -> Floats:
    """Return points on the unit circle, one row per angle."""
    return np.column_stack([np.cos(turn), np.sin(turn)])


def packed(radii: Floats, ties: Floats) -> Floats:
    """Return the middles of discs that do not overlap, the first around the origin.

    `radii` are given largest first; `ties` is a symmetric matrix that says how strongly two
    discs belong together. Each disc touches two that stand already, where it stays near the
    middle and near its friends; small discs stand on rings around all others (see `MOST`, `SMALL`).
    """
    middles = np.zeros((len(radii), 2))
    some = min(int((radii >= SMALL * radii[:1]).sum()), MOST)
    for place in range(1, some):
        middles[place] = _beside(middles[:place], radii[: place + 1], ties[place, :place])
    _ring(middles, radii, some)
    return middles


def _beside(middles: Floats, radii: Floats, ties: Floats) -> Floats:
    """Return the best free place for the last of the discs."""
    own, others = radii[-1], radii[:-1]
    reach = others + own
    if len(middles) == 1:
        return np.array([reach[0], 0.0])
    a, b = np.triu_indices(len(middles), 1)
    between = middles[b] - middles[a]
    distance = np.hypot(*between.T)
    near = (distance < reach[a] + reach[b]) & (distance > 0)
    a, b, between, distance = a[near], b[near], between[near], distance[near]
    along = (distance**2 + reach[a] ** 2 - reach[b] ** 2) / (2 * distance)
    up = np.sqrt(np.maximum(reach[a] ** 2 - along**2, 0))
    unit = between / distance[:, None]
    foot = middles[a] + along[:, None] * unit
    side = up[:, None] * np.column_stack([-unit[:, 1], unit[:, 0]])
    places = np.concatenate([foot + side, foot - side])
    cost = np.hypot(*places.T)
    if ties.sum() > 0:
        away = np.hypot(*(places[:, None] - middles[None]).transpose(2, 0, 1))
        cost = cost + _FRIENDS * (away @ ties) / ties.sum()
    # Rounded, so that the last digits of a machine do not choose between mirrored places.
    for candidate in np.argsort(cost.round(6), kind="stable"):
        gaps = np.hypot(*(middles - places[candidate]).T) - reach
        if gaps.min() > -_SLACK * (1 + own):
            return np.asarray(places[candidate], dtype=np.float64)
    # Three touching discs always leave a place outside: only rounding can lead here.
    edge = (np.hypot(*middles.T) + others).max() + own
    return np.array([edge, 0.0])


def _ring(middles: Floats, radii: Floats, start: int) -> None:
    """Set the discs from `start` on around the others, ring after ring, each evenly spread."""
    edge = float((np.hypot(*middles[:start].T) + radii[:start]).max(initial=0))
    while start < len(radii):
        away = edge + float(radii[start])
        turns = 2 * np.arcsin(np.minimum(1, radii[start:] / away))
        end = start + max(int((np.cumsum(turns) <= 2 * np.pi).sum()), 1)
        own = turns[: end - start] * (2 * np.pi / turns[: end - start].sum())
        middles[start:end] = away * around(np.cumsum(own) - own / 2)
        edge, start = edge + 2 * float(radii[start]), end
