"""Normalisation: numbers of any unit on one scale, on which more is better."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from duizhao.composite.indicators import INDICATOR, Direction, Floats, Indicators
from duizhao.composite.refusals import CompositeError, unknown
from duizhao.diagnostics import Words


@dataclass(frozen=True)
class MinMax:
    """From `low` (the worst) to `high` (the best): (x − min) / (max − min) (handbook, 5.3).

    `goalposts` sets the ends of an indicator in place of its least and greatest number; what lies
    beyond them counts as the goalpost.
    """

    low: float = 0.0
    high: float = 1.0
    goalposts: Mapping[str, tuple[float, float]] = field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        ends = {"low, high": (self.low, self.high), **self.goalposts}
        wrong = [
            Words(
                f"“{name}”的两端{low:g}和{high:g}应由小到大",
                f"the ends of “{name}”, {low:g} and {high:g}, must rise",
            )
            for name, (low, high) in ends.items()
            if not low < high
        ]
        if wrong:
            raise CompositeError(*wrong)

    def scores(self, indicators: Indicators, values: Floats) -> Floats:
        """Return the scores of values that were read from these indicators."""
        stray = [name for name in self.goalposts if name not in indicators.names]
        if stray:
            raise CompositeError(*(unknown(INDICATOR, name, indicators.names) for name in stray))
        ends = [
            self.goalposts.get(name, (np.nanmin(column), np.nanmax(column)))
            for name, column in zip(indicators.names, values.T, strict=True)
        ]
        least, greatest = np.array(ends).T
        part = (np.clip(values, least, greatest) - least) / (greatest - least)
        part = np.where(_lower(indicators.directions), 1 - part, part)
        return np.asarray(self.low + (self.high - self.low) * part)


@dataclass(frozen=True)
class ZScore:
    """Standard deviations from the mean of all units, as `mean` + `deviation` · z (handbook, 5.2).

    The standard deviation is that of a sample (n − 1). A mean of 100 and a deviation of 10 keep
    scores positive, as geometric aggregation needs them.
    """

    mean: float = 0.0
    deviation: float = 1.0

    def scores(self, indicators: Indicators, values: Floats) -> Floats:
        """Return the scores of values that were read from these indicators."""
        z = (values - np.nanmean(values, axis=0)) / np.nanstd(values, axis=0, ddof=1)
        signs = np.where(_lower(indicators.directions), -1, 1)
        return np.asarray(self.mean + self.deviation * z * signs)


@dataclass(frozen=True)
class Ranks:
    """Places counted from the worst, which has 1; equals share the lower one (handbook, 5.2.1)."""

    def scores(self, indicators: Indicators, values: Floats) -> Floats:
        """Return the scores of values that were read from these indicators."""
        signed = values * np.where(_lower(indicators.directions), -1, 1)
        beaten = (signed[:, None, :] > signed[None, :, :]).sum(axis=1)
        return np.where(np.isnan(values), np.nan, 1.0 + beaten)


@dataclass(frozen=True)
class Reference:
    """The ratio to a unit, x / x of that unit, or to the `mean`, `best`, `worst` (handbook, 5.4).

    Where less is better it is the ratio the other way round. For positive numbers on a scale with
    a true zero: in another unit of temperature the ratios would be others.
    """

    to: str = "best"

    def scores(self, indicators: Indicators, values: Floats) -> Floats:
        """Return the scores of values that were read from these indicators."""
        lower = _lower(indicators.directions)
        _refuse_not_positive(indicators, values, Words("与参照之比", "a ratio to a reference"))
        ends = np.nanmin(values, axis=0), np.nanmax(values, axis=0)
        if self.to == "mean":
            base = np.nanmean(values, axis=0)
        elif self.to in ("best", "worst"):
            least = lower if self.to == "best" else ~lower
            base = np.where(least, *ends)
        elif self.to in indicators.units:
            base = values[indicators.units.index(self.to)]
            if np.isnan(base).any():
                raise CompositeError(
                    Words(
                        f"参照“{self.to}”缺数", f"numbers of the reference “{self.to}” are missing"
                    )
                )
        else:
            known = ("mean", "best", "worst", *indicators.units)
            raise CompositeError(unknown(Words("参照", "reference"), self.to, known))
        return np.asarray(np.where(lower, base / values, values / base))


@dataclass(frozen=True)
class Raw:
    """The numbers as they are: for indicators in one unit, or for geometric aggregation.

    A geometric mean ranks the same in whatever units; where less is better it is of 1 / x.
    """

    def scores(self, indicators: Indicators, values: Floats) -> Floats:
        """Return the scores of values that were read from these indicators."""
        lower = _lower(indicators.directions)
        if not lower.any():
            return values
        _refuse_not_positive(indicators, values[:, lower], Words("倒数", "a reciprocal"))
        return np.where(lower, 1 / values, values)


Normalisation = MinMax | ZScore | Ranks | Reference | Raw


def _lower(directions: tuple[Direction, ...]) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    return np.array([direction == "lower" for direction in directions])


def _refuse_not_positive(indicators: Indicators, values: Floats, what: Words) -> None:
    if (values <= 0).any():
        raise CompositeError(
            Words(f"{what.zh}只能用于正数", f"{what.en} needs positive numbers"),
        )
