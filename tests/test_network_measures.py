"""Degree, inequality, groups and development, on networks small enough to work out by hand."""

from __future__ import annotations

import os
import subprocess
import sys
from itertools import combinations

import igraph
import networkx as nx
import numpy as np
import pandas as pd
import pytest

from duizhao import network as nw
from duizhao.network import engines
from tests.network_graphs import SEEDS, SHAPES, network, relations, simple
from tests.processes import outputs

# a provides b twice, b and c provide each other, d provides itself and a.
SMALL = nw.Network.of(["a", "a", "b", "c", "d", "d"], ["b", "b", "c", "b", "d", "a"])


def test_every_relation_counts_for_degree() -> None:
    table = nw.degrees(SMALL)
    assert table.loc["a"].to_dict() == {"in_degree": 1, "out_degree": 2, "degree": 3}
    assert table.loc["b"].to_dict() == {"in_degree": 3, "out_degree": 1, "degree": 4}
    assert table.loc["d"].to_dict() == {"in_degree": 1, "out_degree": 2, "degree": 3}
    assert table["degree"].sum() == 2 * SMALL.edges == 12


def test_distances_forget_direction_repeats_and_loops() -> None:
    assert SMALL.adjacency.ties == 3  # a–b, b–c, a–d
    assert nw.distances(SMALL) == (6, 10)
    assert nw.diameter(SMALL) == 3
    assert nw.density(SMALL) == 0.5


def test_ranking_is_the_same_however_the_relations_stand() -> None:
    ranked = nw.ranking(SMALL, "out_degree")
    assert ranked.index.tolist() == ["a", "d", "b", "c"]  # a and d tie: the first label leads
    assert ranked["rank"].tolist() == [1, 1, 3, 3]
    turned = nw.Network.of(SMALL.labels[SMALL.providers[::-1]], SMALL.labels[SMALL.receivers[::-1]])
    pd.testing.assert_frame_equal(nw.ranking(turned, "out_degree"), ranked)
    assert nw.ranking(SMALL, among=["c", "d", "nobody"], top=1).index.tolist() == ["d"]


def test_labels_of_both_kinds_and_nodes_without_relations() -> None:
    numbered = nw.Network.of(np.array([30, 4]), np.array([4, 500]), nodes=[7])
    assert numbered.labels.tolist() == [4, 7, 30, 500]
    assert nw.degrees(numbered)["degree"].tolist() == [2, 0, 1, 1]
    assert numbered.members([7, 500, 1000]).tolist() == [False, True, False, True]
    assert numbered.members([]).sum() == 0
    later = numbered.of_relations(np.array([False, True]))
    assert later.labels.tolist() == [4, 500]


def test_a_network_cannot_be_changed() -> None:
    with pytest.raises(ValueError, match="read-only"):
        SMALL.providers[0] = 1
    with pytest.raises(ValueError, match="read-only"):
        SMALL.adjacency.indices[0] = 1
    with pytest.raises(AttributeError):
        SMALL.labels = SMALL.labels  # type: ignore[misc]


def test_faulty_relations_are_refused() -> None:
    with pytest.raises(ValueError, match="2 providers for 1 receivers"):
        nw.Network.of(["a", "b"], ["c"])
    with pytest.raises(ValueError, match="empty"):
        nw.Network.of(["a", None], ["b", "c"])
    with pytest.raises(ValueError, match="flags"):
        SMALL.members(np.array([True, False]))
    with pytest.raises(TypeError, match="one kind"):
        nw.Network.of(["a", 1], ["b", 2])


def test_a_graph_of_networkx_has_the_same_relations() -> None:
    relations = nw.Network.of([1, 1, 2, 3, 3], [2, 2, 1, 3, 1], [4])
    directed = relations.to_networkx()
    assert type(directed) is nx.DiGraph
    assert list(directed.nodes) == [1, 2, 3, 4]
    assert {(a, b): n for a, b, n in directed.edges(data="weight")} == {
        (1, 2): 2,
        (2, 1): 1,
        (3, 3): 1,
        (3, 1): 1,
    }
    assert relations.to_networkx(nx.Graph).get_edge_data(1, 2) == {"weight": 3}
    assert relations.to_networkx(nx.MultiDiGraph).number_of_edges() == relations.edges == 5


def test_the_compiled_engine_is_taken_where_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    assert engines.search(None).__module__.endswith("search_numba")
    monkeypatch.setattr(engines, "find_spec", lambda name: None)
    assert engines.search(None).__module__.endswith("search_numpy")
    with pytest.raises(ValueError, match=r"duizhao\[fast\]"):
        engines.search("numba")


def test_distribution_counts_nodes_and_shares_at_least() -> None:
    table = nw.distribution(np.array([1, 1, 1, 2, 5]))
    assert table.index.tolist() == [1, 2, 5]
    assert table["nodes"].tolist() == [3, 1, 1]
    assert table["at_least"].tolist() == [1.0, 0.4, 0.2]


def test_shares_of_degree_and_their_curve() -> None:
    degree = np.array([6, 1, 2, 1])
    population, held = nw.lorenz(degree)
    assert population.tolist() == [0, 0.25, 0.5, 0.75, 1]
    assert held.tolist() == [0, 0.1, 0.2, 0.4, 1]
    assert nw.top_share(degree, 0.25) == pytest.approx(0.6)
    assert nw.top_share(degree, 0.2) == pytest.approx(0.48)  # four fifths of the first node
    area = ((held[1:] + held[:-1]) / 2 * np.diff(population)).sum()
    assert nw.gini(degree) == pytest.approx(1 - 2 * area, abs=1e-15)
    assert nw.gini(np.full(9, 4)) == 0
    assert np.isnan([nw.gini(np.zeros(3, int)), nw.top_share(np.zeros(3, int))]).all()


def test_communities_are_the_same_on_every_run_and_in_every_order() -> None:
    blocks = nx.planted_partition_graph(6, 40, 0.3, 0.01, seed=3)
    pairs = np.array(blocks.edges())
    first = nw.communities(nw.Network.of(pairs[:, 0], pairs[:, 1]))
    random = np.random.default_rng(0)
    for _ in range(5):
        mixed = random.permutation(pairs)
        turned = np.where(random.random((len(mixed), 1)) < 0.5, mixed, mixed[:, ::-1])
        again = nw.communities(nw.Network.of(turned[:, 0], turned[:, 1]))
        assert again.membership.tolist() == first.membership.tolist()
    planted = np.arange(240) // 40
    assert first.number == 6
    assert all(len(set(first.membership[planted == block])) == 1 for block in range(6))
    assert first.modularity == pytest.approx(
        nx.community.modularity(
            blocks, [set(np.flatnonzero(first.membership == c).tolist()) for c in range(6)]
        ),
        abs=1e-12,
    )


DIGEST = """
import hashlib, os, sys
if hasattr(os, "sched_setaffinity"):
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[: int(sys.argv[1])])
from duizhao import network as nw
from tests.test_network_layout import web
network = web(3000)
found = nw.communities(network)
print(hashlib.sha256(found.membership.tobytes()).hexdigest(), found.modularity)
for engine in ("numpy", "numba"):
    print(nw.distances(network, engine=engine))
    print(nw.estimated_mean_path(network, 400, engine=engine))
"""


@pytest.mark.slow
def test_results_are_the_same_in_every_process_on_one_core_and_on_two() -> None:
    printed = []
    for cores in "12":
        limits = dict.fromkeys(("OMP_NUM_THREADS", "NUMBA_NUM_THREADS"), cores)
        run = subprocess.run(
            [sys.executable, "-c", DIGEST, cores],
            env={**os.environ, **limits, "PYTHONHASHSEED": cores},
            capture_output=True,
            text=True,
            check=True,
        )
        printed.append(run.stdout.splitlines())
    one, two = printed
    assert one == two
    assert one[1:3] == one[3:5]  # numpy's and numba's


def test_communities_leave_the_random_numbers_of_others_alone() -> None:
    import random

    random.seed(1)
    state = random.getstate()
    nw.communities(SMALL, seed=7)
    assert random.getstate() == state
    igraph.Graph.Erdos_Renyi(10, 0.5)  # draws from Python's generator again
    assert random.getstate() != state


def test_communities_look_for_no_typefaces_on_the_machine() -> None:
    program = (
        "import sys; from duizhao import network;"
        "network.communities(network.Network.of(['a', 'b'], ['b', 'c']));"
        "print('igraph' in sys.modules, 'matplotlib' in sys.modules)"
    )
    assert outputs(program) == {"True False"}


@pytest.mark.parametrize("shape", SHAPES)
def test_modularity_is_that_of_networkx(shape: str) -> None:
    for seed in SEEDS:
        nodes, pairs = relations(shape, seed)
        ours, theirs = network(nodes, pairs), simple(nodes, pairs)
        found = nw.communities(ours)
        groups = [set(np.flatnonzero(found.membership == c).tolist()) for c in range(found.number)]
        assert sorted(map(len, groups), reverse=True) == list(map(len, groups))
        if theirs.number_of_edges():
            expected = nx.community.modularity(theirs, groups)
            assert found.modularity == pytest.approx(expected, abs=1e-12)
        else:
            assert np.isnan(found.modularity)


def test_no_division_into_core_and_periphery_has_fewer_exceptions() -> None:
    random = np.random.default_rng(8)
    for _ in range(40):
        nodes = int(random.integers(2, 9))
        ties = {pair for pair in combinations(range(nodes), 2) if random.random() < 0.4}

        def exceptions(
            core: set[int], nodes: int = nodes, ties: set[tuple[int, int]] = ties
        ) -> int:
            pairs = combinations(range(nodes), 2)
            return sum(
                ((a, b) not in ties) if {a, b} <= core else ((a, b) in ties and not {a, b} & core)
                for a, b in pairs
            )

        least = min(
            exceptions(set(core))
            for size in range(nodes + 1)
            for core in combinations(range(nodes), size)
        )
        ours = network(nodes, sorted(ties))
        found = nw.core_periphery(ours)
        core = set(np.flatnonzero(found.core).tolist())
        assert exceptions(core) == least
        matters = [(a, b) for a, b in combinations(range(nodes), 2) if (a in core) == (b in core)]
        ideal = [a in core for a, _ in matters]
        real = [pair in ties for pair in matters]
        if len(set(ideal)) == len(set(real)) == 2:
            assert found.fit == pytest.approx(np.corrcoef(ideal, real)[0, 1], abs=1e-12)
        else:
            assert np.isnan(found.fit)


def test_a_broker_is_less_constrained_than_whom_it_brings_together() -> None:
    two_groups = [(a, b) for group in (range(4), range(4, 8)) for a, b in combinations(group, 2)]
    constraint = nw.constraint(network(9, [*two_groups, (8, 0), (8, 4)]))
    assert constraint[8] == constraint.min() == 0.5


def test_mixing_counts_relations_from_group_to_group() -> None:
    group = {"a": "north", "b": "south", "c": "south"}
    table = nw.mixing(SMALL, group)  # d has no group: its relations are left out
    assert table.loc["north"].to_dict() == {"north": 0, "south": 2}
    assert table.loc["south"].to_dict() == {"north": 0, "south": 2}
    assert table.index.name == "provider"
    assert table.columns.name == "receiver"


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore:invalid value:RuntimeWarning")  # of networkx
def test_group_assortativity_is_that_of_networkx() -> None:
    random = np.random.default_rng(4)
    for _ in range(1000):
        nodes = int(random.integers(3, 30))
        pairs = [(int(a), int(b)) for a, b in random.integers(0, nodes, (40, 2))]
        group = {node: f"g{random.integers(3)}" for node in range(nodes)}
        theirs = nx.MultiDiGraph(pairs)
        nx.set_node_attributes(theirs, group, "group")
        found = nw.group_assortativity(nw.mixing(network(nodes, pairs), group))
        expected = nx.attribute_assortativity_coefficient(theirs, "group")
        assert found == pytest.approx(expected, abs=1e-12, nan_ok=True)


RELATIONS = pd.DataFrame(
    [("b", "a", 2003), ("a", "b", 2001), ("b", "c", 2001), ("c", "d", 2003), ("e", "f", 2002)],
    columns=["provider", "receiver", "year"],
)


def test_relations_add_up_from_year_to_year() -> None:
    table = nw.yearly(RELATIONS.assign(other="ignored"), ["a", "f", "absent"])
    assert table.index.tolist() == [2001, 2002, 2003]
    assert table.index.name == "year"
    assert table["nodes"].tolist() == [3, 5, 6]
    assert table["edges"].tolist() == [2, 3, 5]
    assert table["sample_nodes"].tolist() == [1, 2, 2]
    assert table["relation_nodes"].tolist() == [2, 3, 4]
    assert table["mean_degree"].tolist() == [2 / 3, 3 / 5, 5 / 6]
    assert table["diameter"].tolist() == [2, 2, 3]
    assert table["mean_path_length"].tolist() == [4 / 3, 5 / 4, 11 / 7]
    assert table["components"].tolist() == [1, 2, 2]
    assert table["largest_component"].tolist() == [3, 3, 4]
    assert all(pd.api.types.is_integer_dtype(table[column]) for column in ("nodes", "diameter"))


def test_a_sample_may_differ_from_year_to_year() -> None:
    table = nw.yearly(RELATIONS, {2001: ["a"], 2002: ["e", "f"], 2003: []})
    assert table["sample_nodes"].tolist() == [1, 2, 0]
    with pytest.raises(ValueError, match="no sample for 2002, 2003"):
        nw.yearly(RELATIONS, {2001: ["a"]})
    with pytest.raises(ValueError, match="lack the column year"):
        nw.yearly(RELATIONS.drop(columns="year"), [])


@pytest.mark.slow
@pytest.mark.parametrize("shape", SHAPES)
def test_both_engines_give_the_same_summary(shape: str) -> None:
    for seed in SEEDS[:20]:
        ours = network(*relations(shape, seed))
        slow, fast = (nw.summary(ours, [0], engine=engine) for engine in ("numpy", "numba"))
        assert list(slow) == list(fast)
        assert all(slow[k] == fast[k] or np.isnan([slow[k], fast[k]]).all() for k in slow)
