"""Fold what hangs on one node into a weight: what is left has the same distances, exactly."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from duizhao.network.graph import Adjacency, Flags, Ints


@dataclass(frozen=True)
class Folded:
    """A smaller graph that stands for a larger one.

    `core` is the graph left; `weights[v]` is how many nodes stand in node `v` of it. The sum of
    distances over unordered connected pairs of the larger graph is `within` plus the sum of
    weights[u] · weights[v] · d(u, v) over the pairs of `core`; `pairs` counts the connected pairs
    of the larger graph.
    """

    core: Adjacency
    weights: Ints
    within: int
    pairs: int


def fold(adjacency: Adjacency, component: Ints) -> Folded:
    """Fold pendant trees, round by round, into the nodes they hang on.

    `component` numbers each node's connected component. Every shortest path between a folded
    branch of w nodes and the rest of its component of n nodes crosses the branch's one tie once:
    that tie adds w · (n − w) to the sum of distances, and the rest sees only the branch's weight.
    """
    size = np.bincount(component)
    weights, left, within = _strip(adjacency, size[component] if len(component) else size)
    core, old = adjacency.kept(left)
    return Folded(core, weights[old], within, int((size * (size - 1) // 2).sum()))


def _strip(adjacency: Adjacency, size: Ints) -> tuple[Ints, Flags, int]:
    """Take off leaves until none is left; return weights, what stays, and the ties' sum."""
    nodes = adjacency.nodes
    weights = np.ones(nodes, np.int64)
    left = np.ones(nodes, np.bool_)
    degree = adjacency.degrees.copy()
    # The exclusive or of the neighbours that remain: for a leaf, that is its one neighbour.
    if len(adjacency.indices):
        remaining = np.bitwise_xor.reduceat(np.append(adjacency.indices, 0), adjacency.indptr[:-1])
    else:
        remaining = np.zeros(nodes, np.int64)
    within = 0
    leaves = np.flatnonzero(degree == 1)
    while len(leaves):
        parents = remaining[leaves]
        # Of two leaves tied to each other, one stays.
        both = (degree[parents] == 1) & (leaves < parents)
        leaves, parents = leaves[~both], parents[~both]
        branch = weights[leaves]
        within += int((branch * (size[leaves] - branch)).sum())
        left[leaves] = False
        degree[leaves] = 0
        np.add.at(weights, parents, branch)
        np.bitwise_xor.at(remaining, parents, leaves)
        np.subtract.at(degree, parents, 1)
        touched = np.unique(parents)
        leaves = touched[degree[touched] == 1]
    return weights, left, within
