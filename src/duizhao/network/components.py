"""Which nodes are connected at all."""

from __future__ import annotations

import numpy as np

from duizhao.network.graph import Ints, Network


def components(network: Network) -> Ints:
    """Return each node's weakly connected component, the largest being number 0.

    Direction does not matter; an isolated node is a component of its own (Newman, *Networks*,
    2nd ed., §6.12). Components of one size stand in the order of their first nodes.
    """
    found = network.adjacency.component
    values, first, size = np.unique(found, return_index=True, return_counts=True)
    number = np.empty(len(values), np.int64)
    number[np.lexsort([first, -size])] = np.arange(len(values))
    return number[found]


def density(network: Network) -> float:
    """Return the share (0 to 1) of pairs of nodes that are tied; nan with fewer than two nodes.

    On the simple undirected graph: 2 · ties / (nodes · (nodes − 1)) (Newman, *Networks*, 2nd
    ed., §6.10).
    """
    nodes = network.nodes
    return 2 * network.adjacency.ties / (nodes * (nodes - 1)) if nodes > 1 else float("nan")
