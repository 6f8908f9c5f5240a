"""Estimated mean paths: intervals that hold as often as they say, exact where all are searched."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from duizhao.network import Network, mean_path_length, yearly
from duizhao.network.estimates import effort, estimated_mean_path, mean_path
from tests.test_network_layout import web


def ring(nodes: int = 3000) -> Network:
    """Return a ring with chords: no hubs, no leaves, long paths."""
    random = np.random.default_rng(2)
    around, ends = np.arange(nodes), random.integers(0, nodes, (nodes // 2, 2))
    return Network.of(
        np.concatenate([around, ends[:, 0]]), np.concatenate([np.roll(around, 1), ends[:, 1]])
    )


def sparse(nodes: int = 5000) -> Network:
    """Return pairs at random: one large component, and many small ones."""
    ends = np.random.default_rng(3).integers(0, nodes, (nodes, 2))
    return Network.of(ends[:, 0], ends[:, 1])


@pytest.mark.slow
@pytest.mark.parametrize("shape", [lambda: web(6000), ring, sparse], ids=["web", "ring", "sparse"])
def test_intervals_hold_the_exact_mean_about_as_often_as_they_say(
    shape: Callable[[], Network],
) -> None:
    network = shape()
    exact = mean_path_length(network)
    found = [estimated_mean_path(network, 512, seed=seed) for seed in range(100)]
    assert all(one.estimated and one.low < one.mean < one.high for one in found)
    held = sum(one.low <= exact <= one.high for one in found)
    assert held >= 89  # of 95 expected: fewer come by chance once in a hundred times
    assert max(one.high - one.low for one in found) < 0.1 * exact
    middle = sum(one.mean for one in found) / len(found)
    assert middle == pytest.approx(exact, rel=0.002)


def test_the_budget_and_nothing_else_decides_between_exact_and_estimated() -> None:
    network = web(6000)
    cost = effort(network)
    exact = mean_path(network, budget=cost)
    assert not exact.estimated
    assert exact.mean == mean_path_length(network)
    estimated = mean_path(network, budget=cost - 1, sources=512)
    assert estimated == estimated_mean_path(network, 512)
    assert estimated.low < exact.mean < estimated.high


def test_the_table_of_years_tells_what_is_estimated() -> None:
    network = web(15000)  # more than the usual sample after folding
    year = np.where(np.arange(network.edges) < 800, 2001, 2002)
    ends = {"provider": network.providers, "receiver": network.receivers}
    relations = pd.DataFrame(ends | {"year": year})
    small = relations[relations["year"] == 2001]
    cost = effort(Network.of(small["provider"], small["receiver"]))
    table = yearly(relations, [0], budget=cost)
    exact = yearly(relations, [0])
    assert not any("." in column for column in exact)
    intervals = [f"mean_path_length.{part}" for part in ("low", "high", "sample")]
    assert table.loc[2001, intervals].isna().all()
    assert table.loc[2001, "mean_path_length"] == exact.loc[2001, "mean_path_length"]
    found = estimated_mean_path(network)
    assert table.loc[2002, "mean_path_length"] == found.mean
    assert table.loc[2002, intervals].tolist() == [found.low, found.high, found.sources]


def test_the_same_seed_gives_the_same_estimate_in_any_number_of_threads() -> None:
    network = web(3000)
    one = estimated_mean_path(network, 400, seed=3, threads=1)
    assert one == estimated_mean_path(network, 400, seed=3, threads=4)
    assert one != estimated_mean_path(network, 400, seed=4)


@pytest.mark.parametrize("sources", [4096, 8])
def test_small_networks_are_exact(sources: int) -> None:
    network = Network.of([0, 1, 2, 10, 11], [1, 2, 0, 11, 12])
    found = estimated_mean_path(network, sources)
    assert not found.estimated
    assert found.mean == found.low == found.high == mean_path_length(network)


def test_without_a_pair_there_is_no_mean() -> None:
    assert math.isnan(estimated_mean_path(Network.of([], [], nodes=range(3))).mean)
