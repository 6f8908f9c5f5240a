"""Estimated mean paths: intervals that hold as often as they say, exact where all are searched."""

from __future__ import annotations

import math

import pytest

from duizhao.network import Network, mean_path_length
from duizhao.network.estimates import estimated_mean_path
from tests.test_network_layout import web


def test_intervals_hold_the_exact_mean_about_as_often_as_they_say() -> None:
    network = web(6000)
    exact = mean_path_length(network)
    found = [estimated_mean_path(network, 512, seed=seed) for seed in range(60)]
    assert all(one.estimated and one.low < one.mean < one.high for one in found)
    held = sum(one.low <= exact <= one.high for one in found)
    assert held >= 51  # 95 % of 60 is 57; below 51 chance has one in two hundred
    assert held < 60 or max(one.high - one.low for one in found) < 0.05 * exact
    middle = sum(one.mean for one in found) / len(found)
    assert middle == pytest.approx(exact, rel=0.002)


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
