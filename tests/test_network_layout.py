"""Places of a network's nodes: the same on every run, leaves at their node, all inside the disc."""

from __future__ import annotations

import numpy as np
import pytest

from duizhao.network import Network, communities
from duizhao.network.layout import layout
from duizhao.network.packing import packed
from tests.processes import outputs

DIGEST = """
import hashlib
from tests.test_network_layout import web
from duizhao.network import communities
from duizhao.network.layout import layout
network = web()
print(hashlib.sha256(layout(network, communities(network)).tobytes()).hexdigest())
"""


def web(nodes: int = 400) -> Network:
    """Return a network that grew by preference, so that it has hubs and leaves."""
    random = np.random.default_rng(7)
    ends = [0]
    a, b = [], []
    for node in range(1, nodes):
        for _ in range(1 if node % 2 else 3):
            other = int(ends[random.integers(len(ends))])
            a.append(node)
            b.append(other)
            ends += [node, other]
    return Network.of(a, b)


@pytest.mark.slow
def test_the_same_places_in_every_process() -> None:
    runs = outputs(DIGEST)
    assert len(runs) == 1


def test_leaves_stand_closer_to_their_node_than_to_most_others() -> None:
    network = web()
    places = layout(network, communities(network))
    assert np.isfinite(places).all()
    assert np.hypot(*places.T).max() <= 1.1
    adjacency = network.adjacency
    leaves = np.flatnonzero(adjacency.degrees == 1)
    owners = adjacency.indices[adjacency.indptr[leaves]]
    away = np.hypot(*(places[leaves] - places[owners]).T)
    assert len(leaves) > 50
    assert away.max() < 0.1
    assert len(np.unique(places[leaves].round(6), axis=0)) == len(leaves)


@pytest.mark.parametrize(
    "network",
    [
        Network.of([], [], nodes=range(5)),
        Network.of([1], [2]),
        Network.of([0] * 6, range(1, 7)),
        Network.of([0, 1, 2, 10, 11], [1, 2, 0, 11, 12], nodes=[99]),
        Network.of([1, 1], [1, 2]),
    ],
    ids=["no relation", "one relation", "star", "parts", "loop"],
)
def test_small_networks_have_distinct_places(network: Network) -> None:
    places = layout(network, communities(network))
    assert places.shape == (network.nodes, 2)
    assert len(np.unique(places.round(9), axis=0)) == network.nodes


def test_communities_stand_side_by_side() -> None:
    network = web(900)
    found = communities(network)
    places = layout(network, found)
    middles = np.array([places[found.membership == k].mean(axis=0) for k in range(found.number)])
    away = np.hypot(*(places[:, None] - middles[None]).transpose(2, 0, 1))
    nearest = away.argmin(axis=1) == found.membership
    assert found.number > 5
    assert nearest.mean() > 0.9


def test_packed_discs_do_not_overlap_and_keep_to_the_middle() -> None:
    random = np.random.default_rng(5)
    radii = np.sort(random.random(60) ** 2 * 9 + 0.05)[::-1]
    ties = random.random((60, 60))
    middles = packed(radii, ties + ties.T)
    gaps = np.hypot(*(middles[:, None] - middles[None]).transpose(2, 0, 1))
    gaps -= radii[:, None] + radii[None]
    np.fill_diagonal(gaps, 0)
    assert gaps.min() > -1e-6
    edge = (np.hypot(*middles.T) + radii).max()
    assert (radii**2).sum() / edge**2 > 0.5
