"""Distances, diameter and clustering of random graphs agree with networkx to the last digit."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest

from duizhao import network as nw


@pytest.mark.parametrize("seed", range(200))
def test_distances_and_clustering_are_those_of_networkx(seed: int) -> None:
    random = np.random.default_rng(seed)
    nodes, edges = int(random.integers(1, 30)), int(random.integers(0, 40))
    a, b = random.integers(0, nodes, (2, edges))
    graph = nx.Graph()
    graph.add_nodes_from(range(nodes))
    graph.add_edges_from((x, y) for x, y in zip(a.tolist(), b.tolist(), strict=True) if x != y)
    found = [
        length
        for source, reached in nx.all_pairs_shortest_path_length(graph)
        for target, length in reached.items()
        if source < target
    ]
    network = nw.Network.of(a, b, nodes=range(nodes))
    assert nw.distances(network) == (len(found), sum(found))
    assert nw.diameter(network) == max(found, default=0)
    assert nw.mean_clustering(network) == pytest.approx(nx.average_clustering(graph), abs=1e-12)
