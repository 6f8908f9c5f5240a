"""Fold what hangs on one node into a weight: what is left keeps the sum of distances, exactly."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from duizhao.network.graph import Adjacency, Ints


@dataclass(frozen=True)
class Folded:
    """A smaller graph that stands for a larger one.

    `nodes` are the nodes that stay; of node `v` of the larger graph, `degrees[v]` is how many
    neighbours of it stay, and `weights[v]` how many nodes stand in it, itself included. The
    larger graph's sum of distances over unordered connected pairs is `within`, plus the sum of
    weights[u] · weights[v] · d(u, v) over the unordered pairs that stay.
    """

    nodes: Ints
    degrees: Ints
    weights: Ints
    within: int


def fold(adjacency: Adjacency) -> Folded:
    """Fold pendant trees, round by round, into the nodes they hang on.

    Every shortest path between a folded branch of w nodes and the rest of its component of n
    nodes crosses the branch's one tie, once: that tie adds w · (n − w) to the sum of distances,
    and the rest sees only the branch's weight. A component that is a tree folds into one node.
    """
    size = np.bincount(adjacency.component)[adjacency.component]
    weights = np.ones(adjacency.nodes, np.int64)
    stays = np.ones(adjacency.nodes, np.bool_)
    degree = adjacency.degrees.copy()
    # The exclusive or of the neighbours that remain: for a leaf, that is its one neighbour.
    ends = np.append(adjacency.indices, 0)
    remaining = np.bitwise_xor.reduceat(ends, adjacency.indptr[:-1]) if len(degree) else degree
    within = 0
    leaves = np.flatnonzero(degree == 1)
    while len(leaves):
        parents = remaining[leaves]
        # Of two leaves tied to each other, the first stays.
        pair = (degree[parents] == 1) & (leaves < parents)
        leaves, parents = leaves[~pair], parents[~pair]
        branch = weights[leaves]
        within += int((branch * (size[leaves] - branch)).sum())
        stays[leaves] = False
        degree[leaves] = 0
        np.add.at(weights, parents, branch)
        np.bitwise_xor.at(remaining, parents, leaves)
        np.subtract.at(degree, parents, 1)
        leaves = np.unique(parents[degree[parents] == 1])
    return Folded(np.flatnonzero(stays), degree, weights, within)
