"""The ten-year table by igraph and by networkit, each with the fastest calls it offers."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

Pairs = NDArray[np.int64]
Measures = dict[str, float]


def measure(peer: str, relations: dict[str, Any]) -> dict[str, Any]:
    """Return seconds and results of both jobs; communities differ by method and are left out."""
    summary, mean_path = PEERS[peer]
    ends = np.column_stack([relations["provider"], relations["receiver"]])
    years = np.unique(relations["year"])
    started = time.perf_counter()
    table = [summary(*numbered(ends[relations["year"] <= year])) for year in years]
    ten_years = time.perf_counter() - started
    started = time.perf_counter()
    mean = mean_path(*numbered(ends))
    seconds = time.perf_counter() - started
    columns = {name: [row[name] for row in table] for name in table[0] if name != "modularity"}
    return {
        "ten_years": {"seconds": ten_years, "result": columns},
        "mean_path_2023": {"seconds": seconds, "result": {"mean_path_length": mean}},
    }


def numbered(ends: Pairs) -> tuple[int, Pairs]:
    """Number the nodes that have a relation from 0, in order."""
    used = np.unique(ends)
    return len(used), np.searchsorted(used, ends)


def igraph_graph(nodes: int, ends: Pairs) -> Any:
    """Return igraph's graph."""
    import igraph

    return igraph.Graph(n=nodes, edges=list(zip(*ends.T.tolist(), strict=True)))


def igraph_summary(nodes: int, ends: Pairs) -> Measures:
    """Measure one year with igraph; one histogram of distances gives mean and diameter."""
    graph = igraph_graph(nodes, ends)
    lengths = graph.path_length_hist(directed=False)
    bins = [(int(start), count) for start, _, count in lengths.bins()]
    communities = graph.community_leiden("modularity", n_iterations=10)
    return {
        "nodes": graph.vcount(),
        "edges": graph.ecount(),
        "diameter": max(length for length, count in bins if count),
        "mean_path_length": sum(k * count for k, count in bins) / sum(count for _, count in bins),
        "clustering": graph.transitivity_avglocal_undirected(mode="zero"),
        "density": graph.density(),
        "components": len(graph.connected_components()),
        "assortativity": graph.assortativity_degree(directed=False),
        "innermost_core": max(graph.coreness()),
        "modularity": communities.modularity,
    }


def igraph_mean_path(nodes: int, ends: Pairs) -> float:
    """Return igraph's mean path length."""
    return float(igraph_graph(nodes, ends).average_path_length(directed=False))


def networkit_graph(nodes: int, ends: Pairs) -> Any:
    """Return networkit's graph."""
    import networkit

    return networkit.GraphFromCoo((ends[:, 0].copy(), ends[:, 1].copy()), n=nodes, directed=False)


def networkit_summary(nodes: int, ends: Pairs) -> Measures:
    """Measure one year with networkit, on all its threads.

    Its assortativity takes each tie in one direction only: another measure, left out.
    """
    import networkit

    graph = networkit_graph(nodes, ends)
    exact = networkit.distance.DiameterAlgo.EXACT
    clustering = networkit.centrality.LocalClusteringCoefficient(graph, turbo=True).run().scores()
    communities = networkit.community.PLM(graph).run().getPartition()
    return {
        "nodes": graph.numberOfNodes(),
        "edges": graph.numberOfEdges(),
        "diameter": networkit.distance.Diameter(graph, algo=exact).run().getDiameter()[0],
        "mean_path_length": networkit_distances(graph),
        "clustering": float(np.mean(clustering)),
        "density": networkit.graphtools.density(graph),
        "components": networkit.components.ConnectedComponents(graph).run().numberOfComponents(),
        "innermost_core": networkit.centrality.CoreDecomposition(graph).run().maxCoreNumber(),
        "modularity": networkit.community.Modularity().getQuality(communities, graph),
    }


def networkit_distances(graph: Any) -> float:
    """Return the mean path of a connected graph from exact closeness: networkit's fastest way."""
    import networkit

    standard = networkit.centrality.ClosenessVariant.STANDARD
    scores = np.array(networkit.centrality.Closeness(graph, True, standard).run().scores())
    return float((1 / scores).sum() / len(scores))


def networkit_mean_path(nodes: int, ends: Pairs) -> float:
    """Return networkit's mean path length."""
    return networkit_distances(networkit_graph(nodes, ends))


Summary = Callable[[int, Pairs], Measures]
PEERS: dict[str, tuple[Summary, Callable[[int, Pairs], float]]] = {
    "igraph": (igraph_summary, igraph_mean_path),
    "networkit": (networkit_summary, networkit_mean_path),
}
