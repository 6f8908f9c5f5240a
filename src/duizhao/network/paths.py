"""Distances of the whole network, exactly: mean shortest path length and diameter."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from duizhao.network import bits_numpy
from duizhao.network.components import components
from duizhao.network.folding import fold
from duizhao.network.graph import Adjacency, Ints, Network


class Distances(NamedTuple):
    """Unordered connected pairs of distinct nodes, the sum of their distances, and the greatest."""

    pairs: int
    total: int
    diameter: int

    @property
    def mean(self) -> float:
        """The mean shortest path length over connected pairs; nan when no pair is connected."""
        return self.total / self.pairs if self.pairs else float("nan")


def distances(network: Network) -> Distances:
    """Return the exact distance sum and diameter on the simple undirected graph.

    Pairs in different components have no distance and are left out, of the mean as of the
    diameter, which is the greatest distance within any component (0 without a tie).
    """
    component = components(network)
    folded = fold(network.adjacency, component)
    total = folded.within
    core, old = folded.core.kept(folded.core.degrees > 0)
    if core.nodes:
        weights = folded.weights[old]
        place = _component(core)
        reachable = np.bincount(place, weights).astype(np.int64)[place]
        total += bits_numpy.distance_sum(core, weights, reachable) // 2
    return Distances(folded.pairs, total, diameter(network.adjacency))


def mean_path_length(network: Network) -> float:
    """Return the mean shortest path length over connected pairs of distinct nodes.

    On the simple undirected graph; nan when no pair is connected (Newman, *Networks*, 2nd ed.
    2018, §10.2, restricted to pairs that have a path).
    """
    return distances(network).mean


def _component(adjacency: Adjacency) -> Ints:
    from duizhao.network.components import labels

    return labels(adjacency)


def diameter(adjacency: Adjacency) -> int:
    """Return the greatest distance between two connected nodes, by bounds on eccentricities.

    After Takes and Kosters (*CIKM* 2011, 1191): the eccentricity e of one node bounds every other
    in its component at distance d between max(e − d, d) and e + d; nodes that cannot exceed the
    lower bound on the diameter are dropped until none is left.
    """
    nodes = adjacency.nodes
    if not adjacency.ties:
        return 0
    upper = np.full(nodes, nodes, np.int64)
    lower = np.zeros(nodes, np.int64)
    best = 0
    open_ = adjacency.degrees > 0
    high = True
    while open_.any():
        candidates = np.flatnonzero(open_)
        # By turns the node that may be most remote and the one that may be most central.
        keys = (upper if high else -lower)[candidates]
        widest = candidates[keys == keys.max()]
        node = int(widest[np.argmax(adjacency.degrees[widest])])
        high = not high
        distance = breadth_first(adjacency, node)
        seen = distance >= 0
        eccentricity = int(distance.max())
        best = max(best, eccentricity)
        d = distance[seen]
        lower[seen] = np.maximum(lower[seen], np.maximum(eccentricity - d, d))
        upper[seen] = np.minimum(upper[seen], eccentricity + d)
        lower[node] = upper[node] = eccentricity
        best = max(best, int(lower.max()))
        open_ &= (upper > best) & (upper > lower)
    return best


def breadth_first(adjacency: Adjacency, source: int) -> Ints:
    """Return the distance of every node from `source`, −1 where there is no path."""
    distance = np.full(adjacency.nodes, -1, np.int64)
    distance[source] = 0
    frontier = np.array([source])
    step = 0
    while len(frontier):
        step += 1
        begin, count = adjacency.indptr[frontier], adjacency.degrees[frontier]
        shift = np.repeat(begin - np.append(0, count.cumsum()[:-1]), count)
        found = adjacency.indices[shift + np.arange(len(shift))]
        found = found[distance[found] < 0]
        distance[found] = step
        frontier = np.unique(found)
    return distance
