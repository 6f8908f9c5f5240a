"""Sum of distances by bit-parallel breadth-first search, in numpy."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from duizhao.network.batches import WORDS
from duizhao.network.graph import Adjacency, Flags, Ints

SLOTS = 32  # neighbours that a row may have; a hub is spread over several rows
SPARSE = 0.15  # below this part of the entries, only rows that are not complete yet are stepped

Bits = NDArray[np.uint64]


def search(graph: Adjacency, weights: Ints, component: Ints, batches: list[Ints]) -> int:
    """Return the sum of weights[s] · weights[v] · d(s, v) over sources s and the v they reach.

    `graph` has its nodes in falling order of degree and none isolated; `component` numbers their
    components. One bit per source says of every node whether it was reached: a step of 64 searches
    is one bitwise "or" (Then et al., *PVLDB* 8, 449). Since d(s, v) is the number of steps
    after which v is not reached yet, bits missing after every step add up to the distances.
    """
    layout = _Layout.of(graph)
    spare = _Spare.of(graph.nodes, layout.extra)
    return sum(_batch(graph, layout, weights, component, part, spare) for part in batches)


def eccentricities(graph: Adjacency, batches: list[Ints]) -> Ints:
    """Return, per source, the greatest distance to any node it reaches; `graph` as in `search`."""
    layout = _Layout.of(graph)
    spare = _Spare.of(graph.nodes, layout.extra)
    found = []
    for sources in batches:
        reach = _first_step(graph, sources)
        last = np.ones(64 * WORDS, np.int64)
        step = 1
        while True:
            gained = layout.neighbours(reach, spare) & ~reach
            reach |= gained
            step += 1
            moved = np.bitwise_or.reduce(gained, axis=0)
            if not moved.any():
                break
            last[np.unpackbits(moved.view(np.uint8), bitorder="little").view(np.bool_)] = step
        found.append(last[: len(sources)])
    return np.concatenate(found)


@dataclass(frozen=True)
class _Layout:
    """Adjacency as whole-array steps: slot `j` holds the j-th neighbour of many rows at once.

    The rows are the nodes, preceded by `extra` rows with what hubs have beyond `SLOTS` neighbours
    (the last of a hub's rows filled up by repeats, which an "or" does not mind). As rows shorten
    downwards, the rows of a slot are always the first ones. `hubs` marks where in the extra rows
    each hub begins.
    """

    slots: list[Ints]
    extra: int
    hubs: Ints

    @classmethod
    def of(cls, graph: Adjacency) -> _Layout:
        hubs = int((graph.degrees > SLOTS).sum())
        rows = -(-(graph.degrees[:hubs] - SLOTS) // SLOTS)
        extra, begins = int(rows.sum()), rows.cumsum() - rows
        owner = np.repeat(np.arange(hubs), rows)
        chunk = np.arange(extra) - begins[owner] + 1
        first = np.concatenate([graph.indptr[owner] + chunk * SLOTS, graph.indptr[:-1]])
        last = np.concatenate([graph.indptr[owner + 1], graph.indptr[1:]]) - 1
        length = np.concatenate([np.full(extra, SLOTS), np.minimum(graph.degrees, SLOTS)])
        slots = []
        for slot in range(int(length.max())):
            count = int((length > slot).sum())
            slots.append(graph.indices[np.minimum(first[:count] + slot, last[:count])])
        return cls(slots, extra, begins)

    def neighbours(self, reach: Bits, spare: _Spare) -> Bits:
        """Return, per node, the union of its neighbours' rows of `reach` (a spare buffer)."""
        found = spare.found
        np.take(reach, self.slots[0], axis=0, out=found, mode="clip")
        for slot in self.slots[1:]:
            rows, part = found[: len(slot)], spare.part[: len(slot)]
            np.take(reach, slot, axis=0, out=part, mode="clip")
            np.bitwise_or(rows, part, out=rows)
        nodes = found[self.extra :]
        if self.extra:
            nodes[: len(self.hubs)] |= np.bitwise_or.reduceat(found[: self.extra], self.hubs)
        return nodes


@dataclass(frozen=True)
class _Spare:
    """Buffers that every batch uses again."""

    found: Bits
    part: Bits

    @classmethod
    def of(cls, nodes: int, extra: int) -> _Spare:
        return cls(*(np.empty((nodes + extra, WORDS), np.uint64) for _ in range(2)))


class _Tally:
    """A running count of missing bits per node and word, each bit with its source's weight.

    When all sources of a batch weigh the same, bits are counted and the weight waits for the end;
    else weights are written in binary, with a mask of sources for each digit.
    """

    def __init__(self, nodes: int, weights: Ints) -> None:
        self.same = int(weights[0]) if (weights == weights[0]).all() else None
        # Counts of bits alone are held in the least room for as many steps as it can take.
        self.counts = np.zeros((nodes, WORDS), np.int64 if self.same is None else np.uint16)
        self.sums = np.zeros(nodes, np.int64)
        self.adds = 0
        own = _own(weights)
        digits = [(weights >> b) & 1 == 1 for b in range(int(weights.max()).bit_length())]
        self.masks = [np.bitwise_or.reduce(own[has], axis=0) for has in digits]

    def add(self, missing: Bits, rows: Ints | slice = slice(None)) -> None:
        """Count the bits of `missing`, which stands for `rows`."""
        if self.same is not None:
            self.counts[rows] += np.bitwise_count(missing)
            self.adds += 1
            if self.adds == np.iinfo(np.uint16).max // 64:
                self.empty()
            return
        for digit, mask in enumerate(self.masks):
            count = np.bitwise_count(missing & mask)
            self.counts[rows] += np.left_shift(count, digit, dtype=np.int64)

    def empty(self) -> None:
        """Move what was counted to the sums per node."""
        self.sums += self.counts.sum(axis=1, dtype=np.int64)
        self.counts[:] = 0
        self.adds = 0

    def total(self, weights: Ints) -> int:
        """Return the sum of all counts, weighted by node too."""
        self.empty()
        return int(weights @ self.sums) * (self.same or 1)


def _batch(
    graph: Adjacency,
    layout: _Layout,
    weights: Ints,
    component: Ints,
    sources: Ints,
    spare: _Spare,
) -> int:
    own = _own(sources)
    held = np.bincount(component, weights).astype(np.int64)
    parts = np.zeros((len(held), WORDS), np.uint64)
    np.bitwise_or.at(parts, component[sources], own)
    # The bits that each node will have in the end.
    full = parts[component] if len(held) > 1 else np.broadcast_to(parts, (graph.nodes, WORDS))
    tally = _Tally(graph.nodes, weights[sources])
    # Before the first step a source misses all that it will reach but itself.
    others = int(weights[sources] @ (held[component[sources]] - weights[sources]))
    reach = _first_step(graph, sources)
    while True:
        missing = np.bitwise_xor(full, reach, out=spare.part[: graph.nodes])
        tally.add(missing)
        rows = np.flatnonzero(_any(missing))
        if graph.degrees[rows].sum() <= SPARSE * len(graph.indices):
            break
        reach |= layout.neighbours(reach, spare)
    while len(rows):
        entries, begins = graph.entries(rows)
        reach[rows] |= np.bitwise_or.reduceat(reach[graph.indices[entries]], begins)
        left = full[rows] ^ reach[rows]
        tally.add(left, rows)
        rows = rows[_any(left)]
    return others + tally.total(weights)


def _first_step(graph: Adjacency, sources: Ints) -> Bits:
    """Return the bits that each node has after one step: the sources' own and its neighbours'."""
    entries, _ = graph.entries(sources)
    place = np.repeat(np.arange(len(sources)), graph.degrees[sources])
    reach = np.zeros((graph.nodes, WORDS), np.uint64)
    reach[sources] = _own(sources)
    words = graph.indices[entries] * WORDS + place // 64
    np.bitwise_or.at(reach.reshape(-1), words, np.uint64(1) << (place % 64).astype(np.uint64))
    return reach


def _own(sources: Ints) -> Bits:
    """Return one row per source, with the source's own bit."""
    place = np.arange(len(sources))
    own = np.zeros((len(sources), WORDS), np.uint64)
    own[place, place // 64] = np.uint64(1) << (place % 64).astype(np.uint64)
    return own


def _any(bits: Bits) -> Flags:
    """Return which rows have a bit: the eight flags of a row are looked at as one word."""
    flags: Flags = np.not_equal(bits, 0).view(np.uint64)[:, 0] != 0
    return flags
