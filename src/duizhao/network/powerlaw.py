"""Is degree a power law? Discrete maximum likelihood after Clauset, Shalizi and Newman."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from duizhao.network.graph import Floats, Ints

REPLICATES = 500  # the standard error of the p value is then at most 0.022
FLATTEST, STEEPEST = 1.001, 20.0  # exponents are sought between these
STEP = 1e-4  # of the differences that stand for derivatives by the exponent
NEWTON = 12
WIDEST = 50.0  # σ of a log-normal that no longer differs from a power law
TABLE = 1 << 14  # random degrees up to here come from a table, the few above by bisection


@dataclass(frozen=True)
class PowerLaw:
    """The fit p(k) = k^−exponent / ζ(exponent, x_min) for degrees k ≥ x_min.

    `standard_error` belongs to the exponent, `distance` is the Kolmogorov–Smirnov distance of the
    tail from the fit, `nodes` the number of nodes in the tail, `log_likelihood` the tail's.
    """

    exponent: float
    x_min: int
    standard_error: float
    distance: float
    nodes: int
    log_likelihood: float


class Comparison(NamedTuple):
    """Vuong's likelihood ratio: positive `ratio` favours the power law, `p` is two-sided.

    `ratio` is the sum of pointwise log-likelihood differences divided by √n times their standard
    deviation; a p above 0.1 means that the data do not tell the two apart. `mu` and `sigma` are
    those of the log-normal.
    """

    ratio: float
    p: float
    mu: float
    sigma: float


class _Sample(NamedTuple):
    """Distinct positive values rising, how often each occurs, and sums over the tail from each."""

    values: Floats
    counts: Floats
    tail: Floats
    log_sum: Floats

    @classmethod
    def of(cls, data: Ints | pd.Series[int]) -> _Sample:
        array = np.asarray(data, dtype=np.int64)
        values, counts = np.unique(array[array > 0], return_counts=True)
        weighted = counts * np.log(np.maximum(values, 1))
        return cls(
            values.astype(np.float64),
            counts.astype(np.float64),
            counts[::-1].cumsum()[::-1].astype(np.float64),
            weighted[::-1].cumsum()[::-1],
        )


def power_law(degree: Ints | pd.Series[int], x_min: int | None = None) -> PowerLaw:
    """Fit a discrete power law to the upper tail of `degree` (non-negative integers).

    The exponent maximises the likelihood with the Hurwitz zeta function as norm, for every
    candidate x_min (each distinct value but the largest); x_min is the candidate whose fit has
    the least Kolmogorov–Smirnov distance, or the one given. Zeros are left out. Definition:
    Clauset, Shalizi and Newman, *SIAM Review* 51, 661, eqs 3.5–3.9; the standard error is
    their 1/√(n·(ζ″/ζ − (ζ′/ζ)²)). Raises ValueError with fewer than two distinct degrees.
    """
    sample = _Sample.of(degree)
    if x_min is None:
        starts = np.arange(len(sample.values) - 1)
    else:
        starts = np.array([np.searchsorted(sample.values, x_min)])
    if len(sample.values) < 2 or starts[0] >= len(sample.values) - 1:
        raise ValueError("a power law needs at least two distinct positive degrees in its tail")
    bounds = sample.values[starts] if x_min is None else np.array([float(x_min)])
    exponents = _exponents(sample, starts, bounds)
    distances = _distances(sample, starts, bounds, exponents)
    best = int(np.argmin(distances))
    start, bound, exponent = int(starts[best]), float(bounds[best]), float(exponents[best])
    tail = sample.tail[start]
    likelihood = -tail * np.log(_zeta(exponent, bound)) - exponent * sample.log_sum[start]
    return PowerLaw(
        exponent=exponent,
        x_min=int(bound),
        standard_error=float(1 / np.sqrt(tail * _log_moments(exponents, bounds)[1][best])),
        distance=float(distances[best]),
        nodes=int(tail),
        log_likelihood=float(likelihood),
    )


def goodness_of_fit(
    degree: Ints | pd.Series[int], fit: PowerLaw, replicates: int = REPLICATES, seed: int = 0
) -> float:
    """Return the p value of `fit`: the share of random samples that lie further from their fit.

    Semi-parametric bootstrap (Clauset et al., §4.1): each replicate draws as many nodes,
    from the fitted law with the tail's probability, otherwise from the observed degrees below
    x_min, and is fitted with an x_min of its own. p ≤ 0.1 speaks against a power law. The
    standard error of p is at most 1/(2√replicates). The seed fixes the result.
    """
    data = np.asarray(degree, dtype=np.int64)
    data = data[data > 0]
    below = data[data < fit.x_min]
    random = np.random.default_rng(seed)
    further = 0
    for _ in range(replicates):
        tail = int(random.binomial(len(data), fit.nodes / len(data)))
        body = random.choice(below, len(data) - tail) if len(below) else below
        drawn = np.concatenate([body, random_degrees(fit, tail, random)])
        if len(np.unique(drawn)) > 1:
            further += power_law(drawn).distance >= fit.distance
    return further / replicates


def random_degrees(fit: PowerLaw, size: int, random: np.random.Generator) -> Ints:
    """Draw `size` integers from the fitted law exactly, by inverting its distribution."""
    chance = random.random(size)
    beyond = _beyond(fit.exponent, fit.x_min)
    # The draw is the first k beyond which no more probability lies than the chance.
    drawn = fit.x_min + np.searchsorted(-beyond, -chance, side="left").astype(np.int64)
    far = np.flatnonzero(chance < beyond[-1])
    norm = _zeta(fit.exponent, fit.x_min)
    low, high = np.full(len(far), fit.x_min + TABLE - 1.0), np.full(len(far), 2.0**52)
    while (high - low > 1).any():
        middle = np.floor((low + high) / 2)
        more = _zeta(fit.exponent, middle + 1) / norm > chance[far]
        low, high = np.where(more, middle, low), np.where(more, high, middle)
    drawn[far] = high.astype(np.int64)
    return drawn


@lru_cache(maxsize=4)
def _beyond(exponent: float, x_min: int) -> Floats:
    """Return P(K > k) for the first `TABLE` values k from x_min on."""
    degrees = np.arange(x_min, x_min + TABLE, dtype=np.float64)
    table: Floats = _zeta(exponent, degrees + 1) / _zeta(exponent, x_min)
    return table


def against_lognormal(degree: Ints | pd.Series[int], fit: PowerLaw) -> Comparison:
    """Compare `fit` with a log-normal on the same tail by Vuong's likelihood ratio.

    The log-normal gives k the probability between k − ½ and k + ½, within k ≥ x_min, with μ and σ
    by maximum likelihood (Clauset et al., §5 and appendix C; Vuong, *Econometrica* 57, 307). As σ
    grows and μ falls, the log-normal's tail becomes a power law: on data that are one, σ runs to
    its border, the ratio is near 0 and p says that nothing speaks for either.
    """
    from scipy import optimize  # here: the other fits do without it

    sample = _Sample.of(degree)
    inside = sample.values >= fit.x_min
    values, counts = sample.values[inside], sample.counts[inside]
    logs = np.log(values)
    mean = np.average(logs, weights=counts)
    spread = np.sqrt(np.average((logs - mean) ** 2, weights=counts))

    def loss(parameters: Floats) -> float:
        return -float(counts @ _lognormal(values, fit.x_min, parameters[0], parameters[1]))

    found = optimize.minimize(
        loss,
        [mean, np.log(max(spread, 1e-3))],
        method="Nelder-Mead",
        bounds=[(None, None), (None, np.log(WIDEST))],
        options={"xatol": 1e-8, "fatol": 1e-8, "maxiter": 4000, "maxfev": 4000},
    )
    mu, log_sigma = (float(value) for value in found.x)
    law = -fit.exponent * logs - np.log(_zeta(fit.exponent, fit.x_min))
    difference = law - _lognormal(values, fit.x_min, mu, log_sigma)
    total = counts.sum()
    average = (counts @ difference) / total
    deviation = np.sqrt(counts @ (difference - average) ** 2 / total)
    ratio = float(average * np.sqrt(total) / deviation) if deviation else 0.0
    p = math.erfc(abs(ratio) / math.sqrt(2))
    return Comparison(ratio, p, mu, float(np.exp(log_sigma)))


def _exponents(sample: _Sample, starts: Ints, bounds: Floats) -> Floats:
    """Return the most likely exponent for the tail from each start, all in one Newton iteration.

    The mean of ln k under the law falls with the exponent, along a convex curve: Newton's method
    meets the mean observed from wherever it starts.
    """
    observed = sample.log_sum[starts] / sample.tail[starts]
    exponents = 1 + 1 / np.maximum(observed - np.log(bounds - 0.5), 1e-9)
    for _ in range(NEWTON):
        exponents = np.clip(exponents, FLATTEST, STEEPEST)
        mean, variance = _log_moments(exponents, bounds)
        exponents = exponents + (mean - observed) / variance
    return np.clip(exponents, FLATTEST, STEEPEST)


def _log_moments(exponent: Floats, bound: Floats) -> tuple[Floats, Floats]:
    """Return mean and variance of ln k under the law: −(ln ζ)′ and (ln ζ)″, by differences."""
    left, middle, right = (np.log(_zeta(exponent + shift, bound)) for shift in (-STEP, 0.0, STEP))
    return (left - right) / (2 * STEP), (left - 2 * middle + right) / STEP**2


def _distances(sample: _Sample, starts: Ints, bounds: Floats, exponents: Floats) -> Floats:
    """Return the Kolmogorov–Smirnov distance of each tail from its fit, over all integers.

    Between two observed degrees the sample's distribution stands still while the law's rises, so
    the gap is widest at an observed degree or just before the next one.
    """
    distances = np.empty(len(starts))
    for i, (start, bound, exponent) in enumerate(zip(starts, bounds, exponents, strict=True)):
        values = sample.values[start:]
        from_here = _zeta(exponent, values)
        norm = _zeta(exponent, bound)
        law_before = from_here / norm  # P(K ≥ k)
        law_after = (from_here - values**-exponent) / norm  # P(K > k)
        before = sample.tail[start:] / sample.tail[start]
        after = np.append(before[1:], 0.0)
        distances[i] = max(np.abs(law_before - before).max(), np.abs(law_after - after).max())
    return distances


def _zeta(exponent: Floats | float, start: Floats | float) -> Any:
    """Return Hurwitz's zeta function: Σ (start + k)^−exponent over k = 0, 1, 2 …"""
    from scipy import special  # here: its 14 MB are for those who ask for a fit

    return special.zeta(exponent, start)


def _lognormal(values: Floats, x_min: int, mu: float, log_sigma: float) -> Floats:
    """Return ln p(k) of the log-normal rounded to integers and cut off below x_min."""
    from scipy import special

    sigma = np.exp(log_sigma)
    low = (np.log(values - 0.5) - mu) / sigma
    high = (np.log(values + 0.5) - mu) / sigma
    norm = special.log_ndtr(-(np.log(x_min - 0.5) - mu) / sigma)
    # Differences of upper tails: far out both distributions are 1 to the last digit.
    upper, lower = special.log_ndtr(-low), special.log_ndtr(-high)
    mass: Floats = upper + np.log(-np.expm1(np.minimum(lower - upper, -1e-300))) - norm
    return mass
