"""On random networks of eleven shapes, measures are those of networkx to the last digit.

`make test` takes 275 networks, `make proof` 1,100.
"""

from __future__ import annotations

from collections import Counter

import networkx as nx
import numpy as np
import pytest

from duizhao import network as nw
from duizhao.network.engines import Engine
from tests.conftest import some_or_all
from tests.network_graphs import SEEDS, SHAPES, network, relations, simple

ENGINES: tuple[Engine, ...] = ("numpy", "numba")
shapes = pytest.mark.parametrize("shape", SHAPES)


@pytest.mark.slow
@some_or_all(4)
@shapes
def test_distances_and_diameter(shape: str, one_of: int) -> None:
    for seed in SEEDS[::one_of]:
        nodes, pairs = relations(shape, seed)
        lengths = [
            length
            for source, reached in nx.all_pairs_shortest_path_length(simple(nodes, pairs))
            for target, length in reached.items()
            if source < target
        ]
        ours = network(nodes, pairs)
        for engine in ENGINES:
            for folding in (True, False):
                found = nw.distances(ours, engine=engine, folding=folding)
                assert found == (len(lengths), sum(lengths)), (seed, engine, folding)
        if lengths:
            assert nw.mean_path_length(ours) == pytest.approx(np.mean(lengths), abs=1e-12), seed
        else:
            assert np.isnan(nw.mean_path_length(ours)), seed
        for searches in (0, 2, 64):  # by batches alone, by bounds and batches, by bounds
            assert nw.diameter(ours, searches) == max(lengths, default=0), (seed, searches)


@some_or_all(4)
@shapes
def test_degrees_clustering_components_and_cores(shape: str, one_of: int) -> None:
    for seed in SEEDS[::one_of]:
        nodes, pairs = relations(shape, seed)
        ours, theirs = network(nodes, pairs), simple(nodes, pairs)
        directed = nx.MultiDiGraph(pairs)
        directed.add_nodes_from(range(nodes))
        table = nw.degrees(ours)
        assert table["degree"].to_dict() == dict(directed.degree()), seed
        assert table["in_degree"].to_dict() == dict(directed.in_degree()), seed
        assert table["out_degree"].to_dict() == dict(directed.out_degree()), seed
        assert (ours.nodes, ours.edges) == (nodes, directed.number_of_edges()), seed
        clustering = nx.clustering(theirs)
        expected = [clustering[node] for node in range(nodes)]
        assert nw.local_clustering(ours) == pytest.approx(expected, abs=1e-12), seed
        assert nw.mean_clustering(ours) == pytest.approx(nx.average_clustering(theirs), abs=1e-12)
        component = nw.components(ours)
        parts = {frozenset(np.flatnonzero(component == c).tolist()) for c in set(component)}
        assert parts == {frozenset(part) for part in nx.connected_components(theirs)}, seed
        assert (np.diff(np.bincount(component)) <= 0).all(), seed
        cores = nx.core_number(theirs)
        assert nw.coreness(ours).tolist() == [cores[node] for node in range(nodes)], seed
        if nodes > 1:
            assert nw.density(ours) == pytest.approx(nx.density(theirs), abs=1e-12), seed


@some_or_all(4)
@shapes
def test_assortativity_and_constraint(shape: str, one_of: int) -> None:
    for seed in SEEDS[::one_of]:
        nodes, pairs = relations(shape, seed)
        ours, theirs = network(nodes, pairs), simple(nodes, pairs)
        if len({theirs.degree(node) for tie in theirs.edges for node in tie}) > 1:
            expected = nx.degree_assortativity_coefficient(theirs)
            assert nw.degree_assortativity(ours) == pytest.approx(expected, abs=1e-12), seed
        else:
            assert np.isnan(nw.degree_assortativity(ours)), seed
        weighted = nx.DiGraph()
        weighted.add_nodes_from(range(nodes))
        for (a, b), count in Counter((a, b) for a, b in pairs if a != b).items():
            weighted.add_edge(a, b, weight=count)
        constraint = nx.constraint(weighted, weight="weight")
        expected = [constraint[node] for node in range(nodes)]
        assert nw.constraint(ours) == pytest.approx(expected, abs=1e-12, nan_ok=True), seed


def test_a_network_without_nodes_has_no_means() -> None:
    nothing = nw.Network.of([], [])
    assert (nothing.nodes, nothing.edges, nw.diameter(nothing)) == (0, 0, 0)
    for engine in ENGINES:
        assert nw.distances(nothing, engine=engine) == (0, 0)
    means = (nw.mean_path_length(nothing), nw.mean_clustering(nothing), nw.density(nothing))
    assert np.isnan(means).all()
    assert len(nw.degrees(nothing)) == len(nw.components(nothing)) == len(nw.coreness(nothing)) == 0


def test_more_steps_than_a_count_of_sixteen_bits_holds() -> None:
    half = 1040
    cycle = np.arange(2 * half)
    ours = nw.Network.of(cycle, np.roll(cycle, 1))
    total = half * (half * (half - 1) + half)
    for engine in ENGINES:
        found = nw.distances(ours, engine=engine)
        assert found == (half * (2 * half - 1), total), engine


@pytest.mark.slow
def test_a_network_larger_than_many_batches() -> None:
    theirs = nx.barabasi_albert_graph(2400, 2, seed=5)
    theirs.add_edges_from((node, 2400 + node) for node in range(0, 2400, 3))
    lengths = [
        length
        for _, reached in nx.all_pairs_shortest_path_length(theirs)
        for length in reached.values()
    ]
    ours = nw.Network.of(*zip(*theirs.edges(), strict=True))
    pairs = theirs.number_of_nodes() * (theirs.number_of_nodes() - 1) // 2
    for engine in ENGINES:
        for threads in (1, 2, 3):
            found = nw.distances(ours, engine=engine, threads=threads)
            assert found == (pairs, sum(lengths) // 2)
    assert nw.diameter(ours) == max(lengths)
