"""The index: one choice at every step, a score and a rank for every unit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from duizhao.composite.indicators import Floats, Indicators
from duizhao.composite.missing import Missing, filled
from duizhao.composite.normalisation import MinMax, Normalisation
from duizhao.composite.outliers import winsorised
from duizhao.composite.refusals import CompositeError, unknown
from duizhao.composite.weighting import Equal, Weighting
from duizhao.diagnostics import Words

Ints = NDArray[np.int64]
Outliers = Literal["kept", "winsorised"]
Aggregation = Literal["linear", "geometric"]
DIGITS = 12  # scores that agree to so many decimals tie: arithmetic tells them apart no further


@dataclass(frozen=True)
class Choices:
    """What is done at each step; without a word, what most indices do."""

    missing: Missing = "available"
    outliers: Outliers = "kept"
    normalisation: Normalisation = field(default_factory=MinMax)
    weighting: Weighting = field(default_factory=Equal)
    aggregation: Aggregation = "linear"

    def __post_init__(self) -> None:
        known = {"missing": Missing, "outliers": Outliers, "aggregation": Aggregation}
        wrong = [
            unknown(Words(f"{step}的做法", f"choice for {step}"), chosen, get_args(choices))
            for step, choices in known.items()
            if (chosen := getattr(self, step)) not in get_args(choices)
        ]
        if wrong:
            raise CompositeError(*wrong)


@dataclass(frozen=True, eq=False)
class Index:
    """A score and a rank (1 is the best, ties share the better one) per unit, and the weights."""

    units: tuple[str, ...]
    scores: Floats
    ranks: Ints
    weights: Mapping[str, float]

    @property
    def table(self) -> pd.DataFrame:
        """Return `score` and `rank` by unit, best first, ties in the order of the units."""
        table = pd.DataFrame({"score": self.scores, "rank": self.ranks}, index=list(self.units))
        return table.sort_values("rank", kind="stable")


def index(indicators: Indicators, choices: Choices | None = None) -> Index:
    """Make an index of indicators, step by step after the OECD and JRC's handbook (2008).

    Missing numbers (step 3), outliers, normalisation (5), weights and aggregation (6). Raises
    `CompositeError` where the choices do not suit the numbers.
    """
    choices = choices or Choices()
    values = filled(indicators.values, choices.missing)
    if choices.outliers == "winsorised":
        values = winsorised(values)
    weights = choices.weighting.weights(indicators, values)
    scores = choices.normalisation.scores(indicators, values)
    found = aggregated(indicators, scores, weights, choices.aggregation)
    named = {name: float(w) for name, w in zip(indicators.names, weights, strict=True)}
    return Index(indicators.units, found, ranks_of(found), named)


def aggregated(indicators: Indicators, scores: Floats, weights: Floats, how: Aggregation) -> Floats:
    """Return the weighted mean, arithmetic or geometric, of what each unit has (6.10 and 6.11).

    Raises `CompositeError` where a geometric mean is asked of scores that are not positive.
    """
    if how == "geometric":
        low = np.argwhere(scores <= 0)
        if len(low):
            unit, name = indicators.units[low[0][0]], indicators.names[low[0][1]]
            raise CompositeError(
                Words(
                    f"几何平均只能用正的分值，而“{unit}”的“{name}”不是：可用MinMax(1, 100)",
                    f"a geometric mean needs positive scores, which “{name}” of “{unit}” is not:"
                    " MinMax(1, 100) gives such",
                )
            )
    known = ~np.isnan(scores)
    parts = np.where(known, scores, 1.0)
    each = known * weights
    total = each.sum(axis=1)
    if (total == 0).any():
        unit = indicators.units[int(np.argmin(total))]
        raise CompositeError(
            Words(
                f"“{unit}”有数的指标权重全为零",
                f"all that is known of “{unit}” has a weight of zero",
            )
        )
    if how == "geometric":
        found: Floats = np.exp((each * np.log(parts)).sum(axis=1) / total)
    else:
        found = (each * parts).sum(axis=1) / total
    return found


def ranks_of(scores: Floats) -> Ints:
    """Return ranks, 1 for the highest score; ties share the better one."""
    rounded = np.round(scores / max(float(np.abs(scores).max()), 1e-300), DIGITS)
    return np.asarray(1 + (rounded[:, None] < rounded[None, :]).sum(axis=1), np.int64)
