"""Robustness: every combination of choices that could be defended, and the ranks that follow."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from functools import cache
from itertools import product
from math import prod
from typing import Any

import numpy as np
import pandas as pd

from duizhao.composite.index import Aggregation, Choices, Ints, Outliers, index
from duizhao.composite.indicators import Floats, Indicators
from duizhao.composite.missing import Missing
from duizhao.composite.normalisation import MinMax, Normalisation
from duizhao.composite.refusals import CompositeError, listed
from duizhao.composite.sensitivity import Shares, exact_shares, sampled_shares
from duizhao.composite.weighting import Equal, Weighting
from duizhao.diagnostics import Words

BUDGET = 20_000  # combinations that are all looked at; beyond, some are drawn
DRAWS = 1024


@dataclass(frozen=True)
class Alternatives:
    """What might be chosen at each step, equally likely; the first of each is the reference.

    `left_out` are indicators to do without, one at a time; None is to use them all.
    """

    missing: tuple[Missing, ...] = ("available",)
    outliers: tuple[Outliers, ...] = ("kept",)
    normalisation: tuple[Normalisation, ...] = field(default_factory=lambda: (MinMax(),))
    weighting: tuple[Weighting, ...] = field(default_factory=lambda: (Equal(),))
    aggregation: tuple[Aggregation, ...] = ("linear",)
    left_out: tuple[str | None, ...] = (None,)

    def __post_init__(self) -> None:
        empty = listed(step for step, choices in self.by_step.items() if not choices)
        if empty.en:
            raise CompositeError(
                Words(f"没有可选的做法：{empty.zh}", f"nothing to choose from for {empty.en}")
            )

    @property
    def by_step(self) -> dict[str, tuple[Any, ...]]:
        """Return the choices by step, in the order of the steps."""
        return {step.name: getattr(self, step.name) for step in fields(self)}

    @property
    def open(self) -> dict[str, int]:
        """Return how many choices there are at each step that has several."""
        return {step: len(these) for step, these in self.by_step.items() if len(these) > 1}

    @property
    def combinations(self) -> int:
        """Return how many ways there are to make the index."""
        return prod(len(choices) for choices in self.by_step.values())

    def ranks(self, indicators: Indicators, places: Mapping[str, int]) -> Ints:
        """Return ranks by one combination: of each step the choice at its place, else the first.

        Raises `CompositeError` where these choices do not suit the numbers or each other.
        """
        chosen = {step: these[places.get(step, 0)] for step, these in self.by_step.items()}
        left_out = chosen.pop("left_out")
        used = indicators if left_out is None else indicators.without(left_out)
        return index(used, Choices(**chosen)).ranks


@dataclass(frozen=True, eq=False)
class Robustness:
    """Ranks over combinations of choices, and which choices decide them.

    `ranks` holds, by unit, the `reference` rank, the `low` and `high` end of the interval that
    nine tenths of the ranks lie in (5th and 95th percentile), the `median`, the `best` and `worst`
    rank of all – each is a rank that occurs – and `held`, the part (0 to 1) of combinations in
    which the unit has its reference rank. `shift` is the mean change of rank against the
    reference (handbook, eq. 38), averaged over combinations. `shares` has, by step, the
    first-order and total Sobol share of that shift; `first_order` and `total` the same of every
    unit's rank. Shares are nan where nothing changes. `exact` tells whether every combination was
    looked at.
    """

    ranks: pd.DataFrame
    shift: float
    shares: pd.DataFrame
    first_order: pd.DataFrame
    total: pd.DataFrame
    combinations: int
    exact: bool


def robustness(
    indicators: Indicators,
    alternatives: Alternatives,
    reference: Mapping[str, int] | None = None,
    *,
    budget: int = BUDGET,
    draws: int = DRAWS,
    seed: int = 0,
) -> Robustness:
    """Make the index by every combination of choices and say how firmly its ranks stand.

    Up to `budget` combinations are all looked at, and shares and intervals are exact; of more,
    `draws` · (steps + 2) are drawn (Monte Carlo, seeded, quasi-random; `draws` a power of two).
    Ranks are compared with `reference`, by unit, or with those of the first choices (handbook, step
    7). Raises `CompositeError` for a combination that cannot be, such as a geometric mean of zeros.
    """
    steps = alternatives.open
    first = alternatives.ranks(indicators, {})
    base = first if reference is None else _reference(indicators, reference)

    @cache
    def outputs(places: tuple[int, ...]) -> Floats:
        ranks = alternatives.ranks(indicators, dict(zip(steps, places, strict=True)))
        return np.append(ranks, np.abs(ranks - base).mean())

    exact = alternatives.combinations <= budget
    if exact:
        shares, found = _all(outputs, tuple(steps.values()))
    else:
        sizes = np.array(list(steps.values()))

        def at(points: Floats) -> Floats:
            return np.array([outputs(tuple(one)) for one in (points * sizes).astype(int).tolist()])

        shares, found = sampled_shares(at, len(steps), draws, seed)
    return _told(indicators, base, list(steps), shares, found, exact)


def _all(
    outputs: Callable[[tuple[int, ...]], Floats], sizes: tuple[int, ...]
) -> tuple[Shares, Floats]:
    found = np.array([outputs(places) for places in product(*map(range, sizes))])
    return exact_shares(found.reshape(*sizes, -1)), found


def _told(
    indicators: Indicators,
    base: Ints,
    steps: list[str],
    shares: Shares,
    found: Floats,
    exact: bool,
) -> Robustness:
    ends = np.quantile(found[:, :-1], [0, 0.05, 0.5, 0.95, 1], axis=0, method="inverted_cdf")
    names = ("best", "low", "median", "high", "worst")
    units = list(indicators.units)
    by_name = dict(zip(names, ends.astype(np.int64), strict=True))
    held = (found[:, :-1] == base).mean(axis=0)
    ranks = pd.DataFrame({"reference": base, **by_name, "held": held}, index=units)
    of_shift = pd.DataFrame(
        {"first_order": shares.first_order[-1], "total": shares.total[-1]}, index=steps
    )
    by_unit = [pd.DataFrame(each[:-1], units, steps) for each in shares]
    return Robustness(
        ranks, float(found[:, -1].mean()), of_shift, by_unit[0], by_unit[1], len(found), exact
    )


def _reference(indicators: Indicators, reference: Mapping[str, int]) -> Ints:
    lacking = listed(unit for unit in indicators.units if unit not in reference)
    if lacking.en:
        raise CompositeError(
            Words(f"参照名次缺{lacking.zh}", f"no reference rank for {lacking.en}")
        )
    return np.array([reference[unit] for unit in indicators.units], np.int64)
