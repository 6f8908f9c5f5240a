"""Triangles, and the mean local clustering coefficient that they give."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from duizhao.network.graph import Adjacency, Floats, Ints, Network

CHUNK = 1 << 16  # wedges looked at in one go


def triangles(adjacency: Adjacency) -> Iterator[tuple[Ints, Ints, Ints]]:
    """Yield every triangle once, in chunks, as three parallel arrays of nodes.

    Ties point from the node of lower to the node of higher degree, so that even a hub has few
    successors and all pairs of successors can be looked up (Latapy, *Theoretical Computer
    Science* 407, 458).
    """
    nodes = adjacency.nodes
    rank = np.empty(nodes, np.int64)
    rank[np.argsort(adjacency.degrees, kind="stable")] = np.arange(nodes)
    a, b = rank[adjacency.rows], rank[adjacency.indices]
    up = a < b
    keys = np.sort(a[up] * nodes + b[up])
    tail, head = keys // max(nodes, 1), keys % max(nodes, 1)
    ends = np.searchsorted(tail, np.arange(nodes), side="right")
    # Tie number i closes a wedge with each later tie of the same tail.
    later = ends[tail] - np.arange(len(keys)) - 1
    stop = np.cumsum(later)
    old = np.argsort(rank)
    begin = 0
    while begin < len(keys):
        done = stop[begin - 1] if begin else 0
        end = max(int(np.searchsorted(stop, done + CHUNK, side="right")), begin + 1)
        first = np.repeat(np.arange(begin, end), later[begin:end])
        offset = np.arange(len(first)) - np.repeat(
            stop[begin:end] - later[begin:end] - done, later[begin:end]
        )
        second = first + 1 + offset
        wanted = head[first] * nodes + head[second]
        place = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
        closed = keys[place] == wanted
        first, second = first[closed], second[closed]
        yield old[tail[first]], old[head[first]], old[head[second]]
        begin = end


def local_clustering(network: Network) -> Floats:
    """Return each node's clustering coefficient: tied pairs of neighbours over all their pairs.

    On the simple undirected graph. A node with fewer than two neighbours has 0 (Watts and
    Strogatz, *Nature* 393, 440).
    """
    adjacency = network.adjacency
    count = np.zeros(adjacency.nodes, np.int64)
    for corners in triangles(adjacency):
        for corner in corners:
            count += np.bincount(corner, minlength=adjacency.nodes)
    pairs = adjacency.degrees * (adjacency.degrees - 1) // 2
    share: Floats = count / np.maximum(pairs, 1)
    return share


def mean_clustering(network: Network) -> float:
    """Return the mean of `local_clustering` over all nodes; nan for a network without nodes."""
    return float(np.mean(local_clustering(network))) if network.nodes else float("nan")
