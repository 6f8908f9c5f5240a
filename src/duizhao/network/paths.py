"""Shortest paths between all pairs of nodes, exactly: their number and their mean length."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from duizhao.network.batches import SOURCES
from duizhao.network.diameter import breadth_first
from duizhao.network.engines import Engine, processors, search
from duizhao.network.folding import Folded, fold
from duizhao.network.graph import Adjacency, Ints, Network


class Distances(NamedTuple):
    """The connected unordered pairs of distinct nodes, and the sum of their distances."""

    pairs: int
    total: int

    @property
    def mean(self) -> float:
        """The mean shortest path length over connected pairs; nan when no pair is connected."""
        return self.total / self.pairs if self.pairs else float("nan")


@dataclass(frozen=True)
class Plan:
    """What is searched: a graph ready for the engines, node weights, and batches of sources.

    The sum of distances over unordered pairs is `within`, plus half of what the engines find.
    `depth` is the distance from the greatest hub to the node farthest from it.
    """

    graph: Adjacency
    weights: Ints
    component: Ints
    batches: list[Ints]
    within: int
    depth: int = 0

    @property
    def effort(self) -> int:
        """What searching from all costs, about: sources · ties · depth."""
        return self.graph.nodes * self.graph.ties * self.depth


def distances(
    network: Network,
    *,
    engine: Engine | None = None,
    folding: bool = True,
    threads: int | None = None,
    plan: Plan | None = None,
) -> Distances:
    """Return the exact number of connected pairs and sum of distances.

    On the simple undirected graph; pairs in different components have no distance and are left
    out. `engine` is `"numba"` where installed unless chosen; `threads` as many as there are
    processors. Neither they nor `folding` (of pendant trees into weights) changes a digit. Work
    grows with nodes · ties · diameter / 512 of what folding leaves: made for shallow networks.
    `plan` saves making it again.
    """
    size = np.bincount(network.adjacency.component)
    pairs = int((size * (size - 1) // 2).sum())
    plan = plan or planned(network.adjacency, folding)
    if not plan.batches:
        return Distances(pairs, plan.within)
    run = search(engine)
    workers = min(threads or processors(), len(plan.batches))
    shares = [plan.batches[i::workers] for i in range(workers)]
    with ThreadPoolExecutor(workers) as pool:
        sums = pool.map(lambda part: run(plan.graph, plan.weights, plan.component, part), shares)
        return Distances(pairs, plan.within + sum(sums) // 2)


def planned(adjacency: Adjacency, folding: bool = True) -> Plan:
    """Fold, put the nodes left in falling order of degree, and choose what to search together."""
    if folding:
        folded = fold(adjacency)
    else:
        everyone, alone = np.arange(adjacency.nodes), np.ones(adjacency.nodes, np.int64)
        folded = Folded(everyone, adjacency.degrees, alone, 0)
    # A component that folded into one node is done.
    nodes = folded.nodes[folded.degrees[folded.nodes] > 0]
    nodes = nodes[
        np.lexsort((_nearest_hub(adjacency, folded.degrees)[nodes], -folded.degrees[nodes]))
    ]
    graph, weights = adjacency.taken(nodes), folded.weights[nodes]
    component = np.unique(adjacency.component[nodes], return_inverse=True)[1]
    if not len(nodes):
        return Plan(graph, weights, component, [], folded.within)
    # Sources of one batch mostly weigh the same, which is counted faster, and are near each
    # other, so that nodes are reached from all of them early.
    nearness = breadth_first(graph, 0)
    sources = np.lexsort((graph.indices[graph.indptr[:-1]], nearness, weights))
    batches = [sources[i : i + SOURCES] for i in range(0, len(nodes), SOURCES)]
    return Plan(graph, weights, component, batches, folded.within, int(nearness.max()))


def _nearest_hub(adjacency: Adjacency, degrees: Ints) -> Ints:
    """Return the place of each node's greatest neighbour when nodes stand by falling degree.

    Nodes of one degree stand by it, so that those which look at the same rows do so in turn.
    """
    place = np.empty(adjacency.nodes, np.int64)
    place[np.argsort(-degrees, kind="stable")] = np.arange(adjacency.nodes)
    ends = np.append(place[adjacency.indices], 0)
    return np.minimum.reduceat(ends, adjacency.indptr[:-1]) if adjacency.nodes else place


def mean_path_length(network: Network, *, engine: Engine | None = None) -> float:
    """Return the mean shortest path length over connected pairs of distinct nodes.

    On the simple undirected graph; nan when no pair is connected (Newman, *Networks*, 2nd ed.,
    §10.2, restricted to pairs that have a path).
    """
    return distances(network, engine=engine).mean
