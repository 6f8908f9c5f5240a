"""The network as one immutable value: labelled nodes, directed relations, adjacency in CSR form."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Adjacency:
    """A simple undirected graph: row `v` is `indices[indptr[v]:indptr[v + 1]]`, sorted.

    Every tie stands in both rows; there are no loops and no repeats. `weights` holds, beside each
    entry of `indices`, how many relations (in either direction) the tie stands for.
    """

    indptr: Ints
    indices: Ints
    weights: Ints

    @classmethod
    def of(cls, nodes: int, a: Ints, b: Ints, weights: Ints | None = None) -> Adjacency:
        """Build from pairs in any direction and number; loops are dropped, repeats counted."""
        distinct = a != b
        low, high = np.minimum(a, b)[distinct], np.maximum(a, b)[distinct]
        weight = None if weights is None else weights[distinct]
        key, place = np.unique(low * nodes + high, return_inverse=True)
        count = np.bincount(place, weight, minlength=len(key)).astype(np.int64)
        low, high = key // max(nodes, 1), key % max(nodes, 1)
        rows, columns = np.concatenate([low, high]), np.concatenate([high, low])
        order = np.argsort(rows * nodes + columns, kind="stable")
        indptr = np.zeros(nodes + 1, np.int64)
        np.cumsum(np.bincount(rows, minlength=nodes), out=indptr[1:])
        return cls(indptr, columns[order], np.concatenate([count, count])[order])

    def __post_init__(self) -> None:
        _freeze(self.indptr, self.indices, self.weights)

    @property
    def nodes(self) -> int:
        """How many nodes, isolated ones included."""
        return len(self.indptr) - 1

    @property
    def ties(self) -> int:
        """How many unordered pairs are tied."""
        return len(self.indices) // 2

    @cached_property
    def degrees(self) -> Ints:
        """How many distinct neighbours each node has."""
        return _freeze(np.diff(self.indptr))[0]

    @cached_property
    def rows(self) -> Ints:
        """The node to whose row each entry of `indices` belongs."""
        return _freeze(np.repeat(np.arange(self.nodes), self.degrees))[0]

    def kept(self, keep: Flags) -> tuple[Adjacency, Ints]:
        """Return the subgraph of the nodes flagged in `keep`, and their old numbers."""
        old = np.flatnonzero(keep)
        new = np.cumsum(keep) - 1
        entry = keep[self.rows] & keep[self.indices]
        indptr = np.zeros(len(old) + 1, np.int64)
        np.cumsum(np.bincount(new[self.rows[entry]], minlength=len(old)), out=indptr[1:])
        return Adjacency(indptr, new[self.indices[entry]], self.weights[entry]), old


@dataclass(frozen=True, eq=False)
class Network:
    """Nodes and directed relations, provider → receiver, exactly as they were given.

    Nothing is merged here: several relations between one pair, and relations of a node with
    itself, all stay and all count as edges. `labels` is sorted, so a network does not depend on
    the order of the relations; `providers[i]` and `receivers[i]` are positions in `labels`.
    """

    labels: NDArray[Any]
    providers: Ints
    receivers: Ints

    @classmethod
    def of(
        cls,
        providers: Sequence[Hashable] | NDArray[Any] | pd.Series[Any],
        receivers: Sequence[Hashable] | NDArray[Any] | pd.Series[Any],
        nodes: Iterable[Hashable] = (),
    ) -> Network:
        """Build from two parallel sequences of node labels (all integers or all strings).

        `nodes` adds nodes that may have no relation. Raises ValueError when the sequences differ
        in length or a label is missing, TypeError when labels cannot be ordered.
        """
        if len(providers) != len(receivers):
            raise ValueError(
                f"{len(providers)} providers for {len(receivers)} receivers: one each is needed"
            )
        parts = [pd.Series(part) for part in (providers, receivers, list(nodes))]
        ends = pd.concat([part for part in parts if len(part)] or parts, ignore_index=True)
        codes, labels = pd.factorize(ends, sort=True)
        if (codes < 0).any():
            raise ValueError("a relation has an empty provider or receiver")
        codes = codes.astype(np.int64)
        count = len(providers)
        return cls(np.asarray(labels), codes[:count], codes[count : 2 * count])

    def __post_init__(self) -> None:
        _freeze(self.labels, self.providers, self.receivers)

    @property
    def nodes(self) -> int:
        """How many nodes."""
        return len(self.labels)

    @property
    def edges(self) -> int:
        """How many relations: repeats and self-loops count."""
        return len(self.providers)

    @cached_property
    def adjacency(self) -> Adjacency:
        """The simple undirected graph: direction forgotten, loops dropped, repeats as weights."""
        return Adjacency.of(self.nodes, self.providers, self.receivers)

    def of_relations(self, keep: Flags) -> Network:
        """Return the network of the relations flagged in `keep`; nodes left without one go."""
        codes = np.concatenate([self.providers[keep], self.receivers[keep]])
        used = np.zeros(self.nodes, np.bool_)
        used[codes] = True
        new = np.cumsum(used) - 1
        return Network(self.labels[used], new[self.providers[keep]], new[self.receivers[keep]])

    def members(self, group: Flags | Collection[Hashable]) -> Flags:
        """Return which nodes belong to `group`: flags over the nodes, or a collection of labels.

        Labels that are not in the network are passed over. Raises ValueError when flags do not
        fit the nodes.
        """
        if isinstance(group, np.ndarray) and group.dtype == np.bool_:
            if group.shape != (self.nodes,):
                raise ValueError(f"{group.shape} flags for {self.nodes} nodes")
            return group
        wanted = list(group)
        if not wanted:
            return np.zeros(self.nodes, np.bool_)
        return np.asarray(pd.Index(self.labels).isin(wanted), dtype=np.bool_)


def _freeze(*arrays: NDArray[Any]) -> tuple[NDArray[Any], ...]:
    for array in arrays:
        array.flags.writeable = False
    return arrays
