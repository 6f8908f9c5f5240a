"""All nodes and relations of a network as one picture of a few flat tones."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

TONES = 15
"""How many strengths each colour has."""
Pixels = NDArray[np.uint8]
_BATCH = 4096
_FAINT = 0.6


def raster(
    places: Floats,
    ends: tuple[Ints, Ints],
    groups: Ints,
    sizes: Floats,
    shape: tuple[int, int],
) -> Pixels:
    """Return an image of `shape` (height, width) whose pixels say colour and strength.

    `places` are in pixels (x, y), `ends` both nodes of each line, `groups` the colour of each
    node (0 for lines alone), `sizes` the radius of each node in pixels. A pixel is 0 where there
    is nothing, else 1 + colour · TONES + strength, strength 0 to TONES - 1. Lines are summed, and
    a strength grows with the logarithm of the sum, so that neither single lines nor bundles are
    lost.
    """
    density = _lines(places, ends, shape)
    image = _toned(density, 0)
    _stamp(image, places, groups, sizes)
    return image


def _lines(places: Floats, ends: tuple[Ints, Ints], shape: tuple[int, int]) -> Floats:
    """Return how much line lies on each pixel: a line is spread over its length."""
    height, width = shape
    total = np.zeros(height * width)
    start, stop = places[ends[0]], places[ends[1]]
    length = np.hypot(*(stop - start).T)
    order = np.argsort(length, kind="stable")
    for batch in np.array_split(order, max(len(order) // _BATCH, 1)):
        if not len(batch):
            continue
        steps = int(length[batch].max()) + 2
        part = (np.arange(steps) + 0.5) / steps
        x = start[batch, 0, None] + part * (stop[batch, 0] - start[batch, 0])[:, None]
        y = start[batch, 1, None] + part * (stop[batch, 1] - start[batch, 1])[:, None]
        column, row = x.astype(np.int64), y.astype(np.int64)
        inside = (column >= 0) & (column < width) & (row >= 0) & (row < height)
        # Long lines are many and say little; they fade, so that what is near remains to be seen.
        weight = np.broadcast_to((1 / (1 + length[batch] / width * 12))[:, None], x.shape)
        total += np.bincount(
            (row * width + column)[inside], weights=weight[inside], minlength=height * width
        )
    return total.reshape(shape)


def _toned(density: Floats, colour: int) -> Pixels:
    top = np.quantile(density[density > 0], 0.999) if (density > 0).any() else 1.0
    strength = np.log1p(density / (top * 0.02)) / np.log1p(1 / 0.02)
    tone = np.clip(strength * TONES * _FAINT, 0, TONES - 1).astype(np.uint8)
    return np.where(strength * TONES * _FAINT >= 0.5, 1 + colour * TONES + tone, 0).astype(np.uint8)


def _stamp(image: Pixels, places: Floats, groups: Ints, sizes: Floats) -> None:
    """Draw nodes as discs, small ones first; a pixel counts where its middle is inside."""
    height, width = image.shape
    for radius in np.unique(np.round(sizes, 1)):
        chosen = np.flatnonzero(np.round(sizes, 1) == radius)
        reach = int(radius) + 1
        dy, dx = np.mgrid[-reach : reach + 1, -reach : reach + 1]
        for y, x in zip(dy.ravel(), dx.ravel(), strict=True):
            column = (places[chosen, 0]).astype(np.int64) + x
            row = (places[chosen, 1]).astype(np.int64) + y
            away = np.hypot(column + 0.5 - places[chosen, 0], row + 0.5 - places[chosen, 1])
            inside = (away <= max(radius, 0.72)) & (column >= 0) & (column < width)
            inside &= (row >= 0) & (row < height)
            tone = TONES - 1 if radius > 1.5 else TONES * 2 // 3
            image[row[inside], column[inside]] = 1 + groups[chosen][inside] * TONES + tone


def in_pixels(places: Floats, shape: tuple[int, int], margin: float = 0.0) -> Floats:
    """Return places of the unit disc in pixels: the disc as large as the shape has room for."""
    height, width = shape
    half = min(width, height) / 2 - margin
    return np.asarray(np.array([width / 2, height / 2]) + places * half, dtype=np.float64)
