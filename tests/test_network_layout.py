"""Places of a network's nodes: the same on every run, leaves at their node, all inside the disc."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from duizhao.charts.data import Layer
from duizhao.diagnostics import Problems
from duizhao.layers import prepared
from duizhao.network import Network, communities
from duizhao.network.layout import layout

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


def test_the_same_places_in_every_process() -> None:
    runs = {
        subprocess.run(
            [sys.executable, "-c", DIGEST],
            env={"PYTHONHASHSEED": seed, "PATH": "", "PYTHONPATH": "."},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
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


def test_a_layer_is_found_once_and_anew_when_the_relations_change(tmp_path: Path) -> None:
    layer = Layer("relations.parquet", "from", "to")
    relations = pd.DataFrame({"from": ["a", "b", "c", "d"], "to": ["b", "c", "a", "a"]})
    relations.to_parquet(tmp_path / "relations.parquet")
    first = prepared(layer, tmp_path, tmp_path / "cache")
    stamp = Path(first.file).stat().st_mtime_ns
    again = prepared(layer, tmp_path, tmp_path / "cache")
    assert again == first
    assert Path(again.file).stat().st_mtime_ns == stamp
    relations.iloc[:3].to_parquet(tmp_path / "relations.parquet")
    assert prepared(layer, tmp_path, tmp_path / "cache").digest != first.digest


def test_missing_microdata_are_named(tmp_path: Path) -> None:
    with pytest.raises(Problems) as caught:
        prepared(Layer("relations.parquet", "from", "to"), tmp_path, tmp_path / "cache")
    assert caught.value.diagnostics[0].rule == "no-microdata"
    assert "duizhao analyse" in (caught.value.diagnostics[0].hint or caught.value).en  # type: ignore[union-attr]
