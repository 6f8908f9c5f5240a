"""Shortest paths between all pairs of nodes, exactly: their number and their mean length."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np

from duizhao.network.batches import SOURCES
from duizhao.network.engines import Engine, processors, search
from duizhao.network.folding import Folded, fold
from duizhao.network.graph import Network


class Distances(NamedTuple):
    """The connected unordered pairs of distinct nodes, and the sum of their distances."""

    pairs: int
    total: int

    @property
    def mean(self) -> float:
        """The mean shortest path length over connected pairs; nan when no pair is connected."""
        return self.total / self.pairs if self.pairs else float("nan")


def distances(
    network: Network,
    *,
    engine: Engine | None = None,
    folding: bool = True,
    threads: int | None = None,
) -> Distances:
    """Return the exact number of connected pairs and sum of distances.

    On the simple undirected graph; pairs in different components have no distance and are left
    out. `engine` is `"numba"` where installed unless chosen; `threads` as many as there are
    processors. Neither they nor `folding` (of pendant trees into weights) changes a digit. Work
    grows with nodes · ties · diameter / 512 of what folding leaves: made for shallow networks.
    """
    adjacency = network.adjacency
    component = adjacency.component
    size = np.bincount(component)
    pairs = int((size * (size - 1) // 2).sum())
    if folding:
        folded = fold(adjacency)
    else:
        everyone, alone = np.arange(network.nodes), np.ones(network.nodes, np.int64)
        folded = Folded(everyone, adjacency.degrees, alone, 0)
    # A component that folded into one node is done; the others go on in falling order of degree.
    nodes = folded.nodes[folded.degrees[folded.nodes] > 0]
    if not len(nodes):
        return Distances(pairs, folded.within)
    nodes = nodes[np.argsort(-folded.degrees[nodes], kind="stable")]
    graph = adjacency.taken(nodes)
    weights = folded.weights[nodes]
    part = np.unique(component[nodes], return_inverse=True)[1]
    # In order of weight, most batches are of one weight.
    sources = np.argsort(weights, kind="stable")
    batches = [sources[i : i + SOURCES] for i in range(0, len(nodes), SOURCES)]
    workers = min(threads or processors(), len(batches))
    run = search(engine)
    with ThreadPoolExecutor(workers) as pool:
        shares = [batches[i::workers] for i in range(workers)]
        sums = pool.map(lambda share: run(graph, weights, part, share), shares)
        return Distances(pairs, folded.within + sum(sums) // 2)


def mean_path_length(network: Network, *, engine: Engine | None = None) -> float:
    """Return the mean shortest path length over connected pairs of distinct nodes.

    On the simple undirected graph; nan when no pair is connected (Newman, *Networks*, 2nd ed.,
    §10.2, restricted to pairs that have a path).
    """
    return distances(network, engine=engine).mean
