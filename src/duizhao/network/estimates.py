"""The mean path within a budget: exact where that allows it, else from sampled sources."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from duizhao.network.batches import SOURCES
from duizhao.network.engines import Engine, processors, search
from duizhao.network.graph import Network
from duizhao.network.paths import Plan, distances, planned

BUDGET = 10**12
"""Of `effort`: half a minute compiled, some minutes in numpy."""
SAMPLE = 4096
GROUPS = 7
"""How many groups of sources the interval rests on, at least: as many as whole batches allow."""


@dataclass(frozen=True)
class Estimate:
    """An estimated mean, the interval that holds it, and how many sources were searched from.

    `estimated` is False where every source was searched from: then `low` and `high` are `mean`.
    """

    mean: float
    low: float
    high: float
    sources: int
    estimated: bool


def effort(network: Network) -> int:
    """Return what the exact mean path costs: sources · ties · depth of what folding leaves.

    The depth is the distance from the greatest hub to the node farthest from it.
    """
    return planned(network.adjacency).effort


def mean_path(
    network: Network,
    *,
    budget: int = BUDGET,
    sources: int = SAMPLE,
    engine: Engine | None = None,
) -> Estimate:
    """Return the mean shortest path: exact where its `effort` is within `budget`, else estimated.

    The budget is counted in `effort` and not in seconds: a network is then exact, or estimated, on
    every machine and every day, and so are the digits that a report prints.
    """
    plan = planned(network.adjacency)
    if plan.effort > budget:
        return estimated_mean_path(network, sources, engine=engine, plan=plan)
    mean = distances(network, engine=engine, plan=plan).mean
    return Estimate(mean, mean, mean, network.nodes, False)


def estimated_mean_path(
    network: Network,
    sources: int = SAMPLE,
    *,
    level: float = 0.95,
    seed: int = 0,
    engine: Engine | None = None,
    threads: int | None = None,
    plan: Plan | None = None,
) -> Estimate:
    """Return the mean shortest path over connected pairs, searched from `sources` nodes.

    Branches are folded exactly first. The nodes that stand for most (a hub with its leaves) are
    all searched from; the others are sampled without replacement in groups of one size. Each group
    gives a mean distance per unit of weight (a ratio estimate, as the weight of all is known), and
    their differences give the interval (Student's t with the correction for finite populations;
    Cochran, *Sampling Techniques*, 3rd ed., §2.6, §2.13 and §6.3). The same seed gives the same
    estimate. Exact when there are no more nodes than `sources`; nan without a connected pair.
    `plan` saves making it again.
    """
    size = np.bincount(network.adjacency.component)
    pairs = int((size * (size - 1) // 2).sum())
    plan = plan or planned(network.adjacency)
    nodes, run = plan.graph.nodes, search(engine)
    if not pairs:
        return Estimate(float("nan"), float("nan"), float("nan"), 0, False)
    heaviest = np.argsort(-plan.weights, kind="stable")
    certain, rest = heaviest[: sources // 8], heaviest[sources // 8 :]
    each = min((sources - len(certain)) // GROUPS, SOURCES)
    number = (sources - len(certain)) // each if each else 0
    everything = nodes <= sources or each * number == 0 or each * number >= len(rest)
    if everything:
        groups = plan.batches
    else:
        drawn = np.random.default_rng(seed).permutation(rest)[: each * number]
        groups = [*np.split(drawn, number), certain]

    def total(group: np.ndarray[tuple[int], np.dtype[np.int64]]) -> int:
        parts = [group[at : at + SOURCES] for at in range(0, len(group), SOURCES)]
        return int(run(plan.graph, plan.weights, plan.component, parts))

    with ThreadPoolExecutor(threads or processors()) as pool:
        sums = list(pool.map(total, groups))
    if everything:
        mean = (plan.within + sum(sums) // 2) / pairs
        return Estimate(mean, mean, mean, nodes, False)
    from scipy.stats import t  # here, as only an estimate needs it

    weights = np.array([plan.weights[group].sum() for group in groups[:-1]])
    per_weight = np.array(sums[:-1], np.float64) / weights
    of_rest = per_weight * plan.weights[rest].sum()
    found = (plan.within + (of_rest + sums[-1]) / 2) / pairs
    mean = float(found.mean())
    unsampled = 1 - each * number / len(rest)
    error = float(np.sqrt(found.var(ddof=1) / number * unsampled))
    half = float(t.ppf((1 + level) / 2, number - 1)) * error
    searched = len(certain) + each * number
    return Estimate(mean, mean - half, mean + half, searched, True)
