"""A whole network: every node and relation as a raster, the nodes in the table named over it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import altair as alt
import numpy as np

from duizhao.charts.communities import called, leading
from duizhao.charts.data import PHONE, WIDE, ChartData
from duizhao.charts.forms.network import Network
from duizhao.charts.labels import COMMUNITY_NUMBER, OTHERS
from duizhao.charts.palette import CATEGORIES, INK, PAPER, QUIET, category
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
)
from duizhao.charts.raster import Floats, Ints, in_pixels, raster
from duizhao.charts.refusals import no_network, unnamed
from duizhao.charts.table import Name
from duizhao.charts.theme import SMALL
from duizhao.files.network_file import GRID, PlacedNetwork, decoded

LAYER = "data:,@layer"
"""Stands for the raster until the picture is finished, as its colours depend on the scheme."""
_SHAPE, _PHONE_SHAPE = 0.82, 1.0
_SCREEN, _PRINT = 2.0, 300 / 96
_MARGIN = 4
_DOT = 0.13
_KEY = 18
_OUTSIDE = 0.99
_LONG = 0.24
_FIRST = 10
_PHONE_NAMES = 26
_RUNGS = (-1.0, 1.0, -0.75, 0.75, -0.5, 0.5, -0.25, 0.25, 0.0)
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Node:
    """What is named: a node, beside its disc, or a community, within its own; all in px."""

    name: Name
    x: float
    y: float
    radius: float
    community: bool = False


def network(data: ChartData, options: Network, canvas: Canvas) -> Picture:
    """Draw the network of `data.layer`; each row names the node of its id where there is room.

    The five largest communities have colours of their own and are named after the rows with the
    highest values in them. A node's disc grows with the root of its degree. On screen the raster
    has two pixels for one of the canvas, in print 300 an inch.
    """
    if data.layer is None or not data.layer.file:
        raise no_network()
    drawn = decoded(Path(data.layer.file).read_bytes())
    degree = drawn.degree
    shape = (round(canvas.width * (_PHONE_SHAPE if canvas.phone else _SHAPE)), canvas.width)
    density = _SCREEN if canvas.width in (WIDE, PHONE) else _PRINT
    in_px = in_pixels(drawn.places / GRID * 2 - 1, shape, _MARGIN)
    unit = _DOT * canvas.width / WIDE
    image = raster(
        in_px * density,
        (drawn.providers, drawn.receivers),
        np.minimum(drawn.membership, CATEGORIES) + 1,
        (0.3 + unit * np.sqrt(degree)) * density,
        (round(shape[0] * density), round(shape[1] * density)),
    )
    where = {label: place for place, label in enumerate(drawn.labels)}
    hubs = []
    for row, _, _ in sorted(data.known(options.value), key=lambda one: -one[2]):
        place = where.get(data.rows[row].id)
        if place is not None:
            x, y = (float(part) for part in in_px[place])
            radius = 0.3 + unit * float(np.sqrt(degree[place]))
            hubs.append(Node(data.rows[row], x, y, radius))
    if not hubs:
        raise unnamed()

    key, above = _key(drawn.sizes, leading(drawn, data.rows), canvas)
    texts, behind = _named(_communities(drawn, in_px, canvas), hubs, shape, canvas)
    whole: Records = [{"x": shape[1] / 2, "y": shape[0] / 2}]
    layers = [
        plotted(whole)
        .mark_image(url=LAYER, width=shape[1], height=shape[0], aspect=False)
        .encode(x=pixels(alt.X, "x"), y=pixels(alt.Y, "y")),
        *key,
        boxes(behind, fill=PAPER, opacity=0.75, cornerRadius=2),
        *notes(texts),
    ]
    made = picture(layers, canvas, Margins(0, above, 0, 2), shape[0])
    return replace(made, raster=image)


def _communities(drawn: PlacedNetwork, in_px: Floats, canvas: Canvas) -> list[Node]:
    """Return the communities with a colour, as discs to be named beside."""
    found = []
    for number in range(min(CATEGORIES, len(drawn.sizes))):
        own = in_px[drawn.membership == number]
        x, y = (float(part) for part in (own.min(axis=0) + own.max(axis=0)) / 2)
        reach = float(np.quantile(np.hypot(own[:, 0] - x, own[:, 1] - y), _OUTSIDE))
        words = COMMUNITY_NUMBER.of(canvas.language).format(number + 1)
        found.append(Node(Name(str(number), words), x, y, reach, community=True))
    return found


def _key(
    sizes: Ints, led: Mapping[int, Sequence[Name]], canvas: Canvas
) -> tuple[list[alt.Chart], float]:
    """Return what says which colour is which community, and the height that it takes."""

    def fits(text: str) -> bool:
        return canvas.room(text) <= canvas.width - 12

    words = []
    for place, size in enumerate(sizes[:CATEGORIES].tolist()):
        words_of = partial(called, place + 1, size, language=canvas.language)
        text = next(filter(fits, map(words_of, _namings(led.get(place, ())))), words_of(()))
        words.append(text)
    if len(sizes) > CATEGORIES:
        words.append(OTHERS.of(canvas.language).format(len(sizes) - CATEGORIES))
    spots: list[tuple[float, int]] = []
    x, line = 0.0, 0
    for text in words:
        needed = 12 + canvas.room(text)
        if x and x + needed > canvas.width:
            x, line = 0.0, line + 1
        spots.append((x, line))
        x += needed + 16
    height = (line + 1) * _KEY + 4
    layers: list[alt.Chart] = []
    texts = []
    for place, ((left, row), text) in enumerate(zip(spots, words, strict=True)):
        y = row * _KEY + _KEY / 2 - height
        colour = category(place) if place < CATEGORIES else QUIET
        dot: Records = [{"x": left + 4, "y": y}]
        layers.append(
            plotted(dot)
            .mark_circle(size=50, fill=colour, opacity=1)
            .encode(x=pixels(alt.X, "x"), y=pixels(alt.Y, "y"))
        )
        texts.append(Note(text, left + 12, y))
    return [*layers, *notes(texts)], height


def _namings(leaders: Sequence[Name]) -> Iterator[Sequence[str]]:
    """Yield what a community may be named after: its leaders, the first, a shorter form of it."""
    yield [name.text for name in leaders]
    for first in leaders[:1]:
        for form in first.forms:
            yield [form]


def _named(
    communities: Sequence[Node], hubs: Sequence[Node], shape: tuple[int, int], canvas: Canvas
) -> tuple[list[Note], Records]:
    """Name the first hubs, the communities and the other hubs where that hides nothing."""
    taken: list[Box] = [
        (node.x - node.radius, node.y - node.radius, node.x + node.radius, node.y + node.radius)
        for node in hubs
    ]
    texts: list[Note] = []
    behind: Records = []
    last = _PHONE_NAMES if canvas.phone else len(hubs)
    for node in (*hubs[:_FIRST], *communities, *hubs[_FIRST:last]):
        for form in _forms(node.name, canvas):
            box = _free(node, canvas.room(form), taken, shape)
            if box is not None:
                break
        else:
            continue
        taken.append(box)
        behind.append(dict(zip(("x", "y", "x2", "y2"), box, strict=True)))
        middle = ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
        colour = QUIET if node.community else INK
        texts.append(Note(form, *middle, "center", colour))
    return texts, behind


def _forms(name: Name, canvas: Canvas) -> Sequence[str]:
    """Return the forms of a name that may stand in the picture, longest first."""
    if canvas.phone:
        return name.forms
    short = [form for form in name.forms if canvas.room(form) <= canvas.width * _LONG]
    return short[:1] or name.forms[-1:]


def _free(node: Node, wide: float, taken: Sequence[Box], shape: tuple[int, int]) -> Box | None:
    """Return the first place around a node where words of a width hide nothing."""
    wide, high, away = wide + 2, SMALL + 1.0, node.radius + 1
    if node.community:
        inside = node.radius * 0.8
        corners: tuple[tuple[float, float], ...] = tuple(
            (node.x - wide / 2, node.y + down * inside - high / 2) for down in _RUNGS
        )
        return _first(corners, (wide, high), taken, shape)
    corners = (
        (node.x + away, node.y - high / 2),
        (node.x - away - wide, node.y - high / 2),
        (node.x - wide / 2, node.y - away - high),
        (node.x - wide / 2, node.y + away),
        (node.x + away * 0.7, node.y - away * 0.7 - high),
        (node.x + away * 0.7, node.y + away * 0.7),
        (node.x - away * 0.7 - wide, node.y - away * 0.7 - high),
        (node.x - away * 0.7 - wide, node.y + away * 0.7),
    )
    return _first(corners, (wide, high), taken, shape)


def _first(
    corners: Sequence[tuple[float, float]],
    size: tuple[float, float],
    taken: Sequence[Box],
    shape: tuple[int, int],
) -> Box | None:
    for x, y in corners:
        box = (x, y, x + size[0], y + size[1])
        inside = x >= 0 and y >= 0 and box[2] <= shape[1] and box[3] <= shape[0]
        if inside and not any(_meet(box, other) for other in taken):
            return box
    return None


def _meet(one: Box, two: Box) -> bool:
    across = one[0] < two[2] and two[0] < one[2]
    return across and one[1] < two[3] and two[1] < one[3]
