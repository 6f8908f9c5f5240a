"""The file of a drawn network: all of it in few bytes, the same bytes for the same network.

A file is the four bytes `DZN1` and a zlib stream (RFC 1950). Unpacked, it is a row of whole
numbers, each in groups of seven bits from the lowest, all but its last byte with the high bit set
(LEB128), and then the labels of the nodes as UTF-8, separated by line feeds:

| numbers                     | what they say                                                  |
|-----------------------------|----------------------------------------------------------------|
| 6                           | nodes n, relations m, communities, steps of a place from edge to |
|                             | edge (`GRID`), first year, years (0: relations have none)      |
| n                           | x of every node, 0 at the left, `GRID` at the right            |
| n                           | y of every node, 0 at the top                                  |
| n                           | community of every node, 0 the largest                         |
| n                           | how many relations every node provides                         |
| m                           | receivers, by provider and year: each as its distance from the |
|                             | one before, the first of a provider from node 0                |
| m or 0                      | years less the first one, relations in the same order          |

Nodes stand in the order of their labels, a provider's relations in the order of receiver and year.
`network.js` of the site reads the same.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from duizhao.diagnostics import Words

MAGIC = b"DZN1"
GRID = (1 << 14) - 1
"""The greatest x and y: a place is exact to a sixteen-thousandth of the picture."""
_HEADER = 6
_LIMIT = 1 << 28
Ints = NDArray[np.int64]


class Damaged(Exception):
    """Content that is not a network of this format; `words` say what is wrong."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.words = Words(zh, en)


@dataclass(frozen=True)
class PlacedNetwork:
    """A network with a place for every node.

    `labels` in ascending order; `places` one row of x and y per node, 0 to `GRID`, y downwards;
    `membership` the community of every node, numbered from the largest (0). Relations run from
    `providers` to `receivers` (numbers of nodes), in ascending order of provider, receiver and
    year; `years` is empty where relations have none.
    """

    labels: tuple[str, ...]
    places: Ints
    membership: Ints
    providers: Ints
    receivers: Ints
    years: Ints

    @property
    def degree(self) -> Ints:
        """Return how many relations every node has, provided and received."""
        ends = np.concatenate([self.providers, self.receivers])
        return np.bincount(ends, minlength=len(self.labels))

    @property
    def sizes(self) -> Ints:
        """Return the number of nodes of every community."""
        return np.bincount(self.membership)

    def renamed(self, names: Mapping[str, str]) -> PlacedNetwork:
        """Return the same network with other labels for some nodes; they stay all different."""
        labels = [names.get(label, label) for label in self.labels]
        order = np.array(sorted(range(len(labels)), key=labels.__getitem__), np.int64)
        rank = np.empty(len(labels), np.int64)
        rank[order] = np.arange(len(labels))
        providers, receivers = rank[self.providers], rank[self.receivers]
        by = np.lexsort([*([self.years] if len(self.years) else []), receivers, providers])
        return PlacedNetwork(
            labels=tuple(labels[place] for place in order),
            places=self.places[order],
            membership=self.membership[order],
            providers=providers[by],
            receivers=receivers[by],
            years=self.years[by] if len(self.years) else self.years,
        )

    def same_relations(self, other: PlacedNetwork) -> bool:
        """Whether both are the same network, wherever their nodes stand."""
        return self.labels == other.labels and all(
            np.array_equal(getattr(self, name), getattr(other, name))
            for name in ("membership", "providers", "receivers", "years")
        )


def encoded(network: PlacedNetwork) -> bytes:
    """Return the file of a network; raises ValueError for a label that holds a line feed."""
    labels = network.labels
    if any("\n" in label for label in labels):
        raise ValueError("a label holds a line feed")
    first = int(network.years.min(initial=0)) if not len(network.years) else network.years.min()
    span = int(network.years.max() - first + 1) if len(network.years) else 0
    header = [
        *(len(labels), len(network.providers), len(network.sizes)),
        *(GRID, int(first), span),
    ]
    provided = np.bincount(network.providers, minlength=len(labels))
    steps = np.diff(network.receivers, prepend=0)
    starts = (np.cumsum(provided) - provided)[provided > 0]
    steps[starts] = network.receivers[starts]
    numbers = np.concatenate(
        [
            np.array(header, np.int64),
            *network.places.T,
            network.membership,
            provided,
            steps,
            network.years - first if len(network.years) else network.years,
        ]
    )
    body = _packed(numbers) + "\n".join(labels).encode("utf-8")
    return MAGIC + zlib.compress(body, 9)


def decoded(content: bytes) -> PlacedNetwork:
    """Return the network that a file holds; raise `Damaged` when it does not hold one."""
    if not content.startswith(MAGIC):
        raise Damaged("开头不是DZN1", "it does not begin with DZN1")
    unpack = zlib.decompressobj()
    try:
        body = unpack.decompress(content[len(MAGIC) :], _LIMIT)
    except zlib.error:
        raise Damaged("无法解压", "it cannot be unpacked") from None
    if not unpack.eof:
        raise Damaged("文件不完整", "it ends too early")
    nodes, relations, groups, grid, first, span = _unpacked(body, 0, _HEADER)[0].tolist()
    if grid != GRID or nodes > len(body) or relations > len(body):
        raise Damaged("开头的数字不合规", "its first numbers make no sense")
    counted = relations if span else 0
    numbers, end = _unpacked(body, _HEADER, 4 * nodes + relations + counted)
    x, y, membership, provided, steps, years = np.split(
        numbers, np.cumsum([nodes, nodes, nodes, nodes, relations])
    )
    try:
        text = body[end:].decode("utf-8")
    except UnicodeDecodeError:
        raise Damaged("标签不是UTF-8", "its labels are not UTF-8") from None
    labels = tuple(text.split("\n")) if nodes else ()
    if len(labels) != nodes or int(provided.sum()) != relations:
        raise Damaged("节点或关系的数目不符", "its nodes or relations are not as many as it says")
    providers = np.repeat(np.arange(nodes), provided)
    total = np.cumsum(steps)
    starts = np.cumsum(provided) - provided
    before = np.concatenate([[0], total])[starts]
    receivers = total - before[providers]
    limits = ((x, GRID), (y, GRID), (membership, groups - 1), (receivers, nodes - 1))
    if any(int(values.max(initial=0)) > max(most, 0) for values, most in limits):
        raise Damaged("有的数字超出范围", "some of its numbers are out of range")
    if int(years.max(initial=0)) >= max(span, 1):
        raise Damaged("有的年份超出范围", "some of its years are out of range")
    places = np.column_stack([x, y])
    return PlacedNetwork(labels, places, membership, providers, receivers, years + first)


def _packed(numbers: Ints) -> bytes:
    """Return whole numbers from 0 as bytes, seven bits each, from the lowest."""
    length = np.ones(len(numbers), np.int64)
    for size in range(1, 5):
        length += numbers >= 1 << (7 * size)
    place = np.cumsum(length) - length
    out = np.zeros(int(length.sum()), np.uint8)
    for size in range(5):
        some = length > size
        more = (length[some] > size + 1).astype(np.uint8) << 7
        out[place[some] + size] = ((numbers[some] >> (7 * size)) & 127).astype(np.uint8) | more
    return out.tobytes()


def _unpacked(body: bytes, skipped: int, count: int) -> tuple[Ints, int]:
    """Return some numbers of a body after the first ones, and where the rest of it begins."""
    content = np.frombuffer(body, np.uint8)
    ends = np.flatnonzero(content < 128)[: skipped + count]
    if len(ends) < skipped + count:
        raise Damaged("数字不完整", "its numbers end too early")
    if not count:
        return np.zeros(0, np.int64), int(ends[-1]) + 1 if len(ends) else 0
    start = int(ends[skipped - 1]) + 1 if skipped else 0
    ends = ends[skipped:] - start
    begins = np.concatenate([[0], ends[:-1] + 1])
    lengths = ends - begins + 1
    if int(lengths.max()) > 5:
        raise Damaged("有的数字过大", "one of its numbers is too large")
    used = content[start : start + int(ends[-1]) + 1].astype(np.int64) & 127
    shift = 7 * (np.arange(len(used)) - np.repeat(begins, lengths))
    return np.add.reduceat(used << shift, begins), start + int(ends[-1]) + 1
