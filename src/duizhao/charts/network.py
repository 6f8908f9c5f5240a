"""A whole network: every node and relation as a raster, the nodes in the table named over it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

import altair as alt
import numpy as np

from duizhao.charts.data import PHONE, WIDE, ChartData, Name
from duizhao.charts.numbers import known
from duizhao.charts.options import Options
from duizhao.charts.palette import CATEGORIES, INK, PAPER, QUIET, category
from duizhao.charts.parts import (
    Margins,
    Note,
    Picture,
    Records,
    Sheet,
    boxes,
    hits,
    notes,
    picture,
    pixels,
    plotted,
    said,
    tip,
)
from duizhao.charts.raster import Floats, in_pixels, raster
from duizhao.charts.refusals import no_network, nothing
from duizhao.charts.theme import SMALL
from duizhao.charts.words import COMMUNITY, OTHERS
from duizhao.wording.digits import grouped

LAYER = "data:,@layer"
"""Stands for the raster until the picture is finished, as its colours depend on the scheme."""
_SHAPE, _PHONE_SHAPE = 0.7, 1.0
_SCREEN, _PRINT = 2.0, 300 / 96
_MARGIN = 6
_DOT = 0.14
_KEY = 18
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Node:
    """A node that is named: its names, its place and radius in px, and the words of its tooltip."""

    name: Name
    x: float
    y: float
    radius: float
    said: str


def network(data: ChartData, options: Options, sheet: Sheet) -> Picture:
    """Draw the network of `data.layer`; each row names the node of its id where there is room.

    The five largest communities have colours of their own. A node's disc grows with the root of
    its degree. On screen the raster has two pixels for one of the sheet, in print 300 an inch.
    """
    if data.layer is None or not data.layer.file:
        raise no_network()
    with np.load(data.layer.file) as kept:
        labels, places, membership, degree, a, b = (
            kept[key] for key in ("labels", "places", "membership", "degree", "a", "b")
        )
    column = data.column(options.value)
    shape = (round(sheet.width * (_PHONE_SHAPE if sheet.phone else _SHAPE)), sheet.width)
    density = _SCREEN if sheet.width in (WIDE, PHONE) else _PRINT
    in_px = in_pixels(places, shape, _MARGIN)
    unit = _DOT * sheet.width / WIDE
    image = raster(
        in_px * density,
        (a, b),
        np.minimum(membership, CATEGORIES) + 1,
        (0.3 + unit * np.sqrt(degree)) * density,
        (round(shape[0] * density), round(shape[1] * density)),
    )
    where = {str(label): place for place, label in enumerate(labels)}
    nodes = []
    for row, cell, number in known(data, options.value):
        place = where.get(data.rows[row].id)
        if place is not None:
            x, y = (float(part) for part in in_px[place])
            radius = 0.3 + unit * float(np.sqrt(degree[place]))
            words = said(number, cell, column, sheet.language)
            nodes.append(Node(data.rows[row], x, y, radius, words))
    if not nodes:
        raise nothing()

    key, above = _key(membership, sheet)
    texts, behind = _named(nodes, shape, sheet)
    whole: Records = [{"x": shape[1] / 2, "y": shape[0] / 2}]
    areas: Records = [
        {
            "x": node.x - node.radius - 4,
            "x2": node.x + node.radius + 4,
            "y": node.y - node.radius - 4,
            "y2": node.y + node.radius + 4,
            "name": node.name.text,
            "said": node.said,
        }
        for node in nodes
    ]
    layers = [
        plotted(whole)
        .mark_image(url=LAYER, width=shape[1], height=shape[0], aspect=False)
        .encode(x=pixels(alt.X, "x"), y=pixels(alt.Y, "y")),
        *key,
        boxes(behind, fill=PAPER, opacity=0.75, cornerRadius=2),
        *notes(texts),
        hits(areas, [tip("name", data.row_title), tip("said", column.title)]),
    ]
    made = picture(layers, sheet, Margins(0, above, 0, 2), shape[0])
    return replace(made, raster=image)


def _key(membership: Floats, sheet: Sheet) -> tuple[list[alt.Chart], float]:
    """Return what says which colour is which community, and the height that it takes."""
    sizes = np.bincount(membership)
    words = [
        COMMUNITY.of(sheet.language).format(place + 1, grouped(Decimal(int(size)), sheet.language))
        for place, size in enumerate(sizes[:CATEGORIES])
    ]
    if len(sizes) > CATEGORIES:
        words.append(OTHERS.of(sheet.language).format(len(sizes) - CATEGORIES))
    spots: list[tuple[float, int]] = []
    x, line = 0.0, 0
    for text in words:
        needed = 12 + sheet.room(text)
        if x and x + needed > sheet.width:
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


def _named(
    nodes: Sequence[Node], shape: tuple[int, int], sheet: Sheet
) -> tuple[list[Note], Records]:
    """Name nodes, the first first, beside their discs; one that would hide another has none."""
    taken: list[Box] = [
        (node.x - node.radius, node.y - node.radius, node.x + node.radius, node.y + node.radius)
        for node in nodes
    ]
    texts: list[Note] = []
    behind: Records = []
    for node in nodes:
        for form in node.name.forms if sheet.phone else node.name.forms[:1]:
            box = _free(node, sheet.room(form), taken, shape)
            if box is not None:
                break
        else:
            continue
        taken.append(box)
        behind.append(dict(zip(("x", "y", "x2", "y2"), box, strict=True)))
        middle = ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
        texts.append(Note(form, *middle, "center", INK))
    return texts, behind


def _free(node: Node, wide: float, taken: Sequence[Box], shape: tuple[int, int]) -> Box | None:
    """Return the first place around a node where words of a width hide nothing."""
    wide, high, away = wide + 2, SMALL + 1.0, node.radius + 1
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
    for x, y in corners:
        box = (x, y, x + wide, y + high)
        inside = x >= 0 and y >= 0 and box[2] <= shape[1] and box[3] <= shape[0]
        if inside and not any(_meet(box, other) for other in taken):
            return box
    return None


def _meet(one: Box, two: Box) -> bool:
    across = one[0] < two[2] and two[0] < one[2]
    return across and one[1] < two[3] and two[1] < one[3]
