"""The network as one immutable value: labelled nodes, directed relations, adjacency in CSR form."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

if TYPE_CHECKING:
    import networkx as nx

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
    def of(cls, nodes: int, a: Ints, b: Ints) -> Adjacency:
        """Build from pairs in any direction and number; loops are dropped, repeats counted."""
        distinct = a != b
        a, b = a[distinct], b[distinct]
        both = np.concatenate([a * nodes + b, b * nodes + a])
        keys, weights = np.unique(both, return_counts=True)
        rows, indices = np.divmod(keys, max(nodes, 1))
        return cls(_offsets(np.bincount(rows, minlength=nodes)), indices, weights)

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

    @cached_property
    def component(self) -> Ints:
        """The connected component of each node, numbered from 0 in the order of first nodes.

        Each node takes the least number among its neighbours', then that of the node so numbered,
        by turns until nothing changes: few rounds, however long the paths are (Shiloach and
        Vishkin, *Journal of Algorithms* 3, 57).
        """
        leader = np.arange(self.nodes)
        tied = self.degrees > 0
        leader[tied] = np.minimum(leader[tied], self.indices[self.indptr[:-1][tied]])
        rows, columns = self.rows, self.indices
        while True:
            while not np.array_equal(leader, leader[leader]):
                leader = leader[leader]
            ours, theirs = leader[rows], leader[columns]
            differ = ours != theirs
            if not differ.any():
                return _freeze(np.unique(leader, return_inverse=True)[1])[0]
            rows, columns = rows[differ], columns[differ]
            np.minimum.at(leader, ours[differ], theirs[differ])

    def entries(self, nodes: Ints) -> tuple[Ints, Ints]:
        """Return the positions in `indices` of these nodes' rows, and where each row begins."""
        count = self.degrees[nodes]
        begins = count.cumsum() - count
        length = int(count.sum())
        return np.repeat(self.indptr[nodes] - begins, count) + np.arange(length), begins

    def taken(self, nodes: Ints) -> Adjacency:
        """Return the subgraph of `nodes` (distinct), numbered in the order given."""
        new = np.full(self.nodes, -1, np.int64)
        new[nodes] = np.arange(len(nodes))
        rows, columns = new[self.rows], new[self.indices]
        inside = (rows >= 0) & (columns >= 0)
        keys = rows[inside] * len(nodes) + columns[inside]
        order = np.argsort(keys)
        counts = np.bincount(rows[inside], minlength=len(nodes))
        return Adjacency(_offsets(counts), columns[inside][order], self.weights[inside][order])


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
        in length or a label is missing, TypeError when some are integers and some are strings.
        """
        if len(providers) != len(receivers):
            raise ValueError(
                f"{len(providers)} providers for {len(receivers)} receivers: one each is needed"
            )
        parts = [pd.Series(part) for part in (providers, receivers, list(nodes))]
        ends = pd.concat([part for part in parts if len(part)] or parts, ignore_index=True)
        if ends.isna().any():
            raise ValueError("a relation has an empty provider or receiver")
        codes, labels = pd.factorize(ends, sort=True)
        if pd.api.types.infer_dtype(labels).startswith("mixed"):
            raise TypeError("some nodes are named by numbers, others by words: use one kind")
        codes = codes.astype(np.int64)
        count = len(providers)
        return cls(np.array(labels), codes[:count].copy(), codes[count : 2 * count].copy())

    def to_networkx(self, kind: type[nx.Graph[Any]] | None = None) -> nx.Graph[Any]:
        """Return the same nodes and relations as a graph of networkx, a `DiGraph` if not told.

        A graph that holds several ties between one pair has every relation; in any other the
        `weight` of a tie is how many relations it stands for.
        """
        import networkx as nx  # here, as whoever only measures needs none of it

        graph = (kind or nx.DiGraph)()
        graph.add_nodes_from(self.labels.tolist())
        ends = (self.labels[self.providers].tolist(), self.labels[self.receivers].tolist())
        if graph.is_multigraph():
            graph.add_edges_from(zip(*ends, strict=True))
            return graph
        for provider, receiver in zip(*ends, strict=True):
            before = graph.get_edge_data(provider, receiver, {"weight": 0})
            graph.add_edge(provider, receiver, weight=before["weight"] + 1)
        return graph

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
        providers, receivers = self.providers[keep], self.receivers[keep]
        used = np.zeros(self.nodes, np.bool_)
        used[providers] = True
        used[receivers] = True
        new = np.cumsum(used) - 1
        return Network(self.labels[used], new[providers], new[receivers])

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


def _offsets(counts: Ints) -> Ints:
    """Return where each row begins, and after the last one where it ends."""
    return np.concatenate([np.zeros(1, np.int64), counts.cumsum()]).astype(np.int64)


def _freeze(*arrays: NDArray[Any]) -> tuple[NDArray[Any], ...]:
    for array in arrays:
        array.flags.writeable = False
    return arrays
