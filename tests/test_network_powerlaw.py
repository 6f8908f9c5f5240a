"""The power-law fit against the package powerlaw, against samples of known law, and by seed."""

from __future__ import annotations

import warnings

import numpy as np
import pytest
from scipy import special

from duizhao import network as nw
from duizhao.network.powerlaw import random_degrees

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import powerlaw


def law(exponent: float, x_min: int) -> nw.PowerLaw:
    return nw.PowerLaw(exponent, x_min, 0, 0, 0, 0)


def sample(exponent: float, x_min: int, size: int, seed: int = 0) -> np.ndarray:
    """Return degrees whose tail follows the law, a fifth of them below x_min."""
    random = np.random.default_rng(seed)
    tail = random_degrees(law(exponent, x_min), size, random)
    return np.concatenate([tail, random.integers(1, x_min + 1, size // 4)])


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(("exponent", "x_min"), [(2.3, 1), (2.7, 3), (2.1, 10), (1.9, 4)])
def test_the_fit_is_that_of_powerlaw(exponent: float, x_min: int) -> None:
    degree = sample(exponent, x_min, 3000)
    fit = nw.power_law(degree)
    theirs = powerlaw.Fit(degree, discrete=True, estimate_discrete=False, verbose=False)
    assert fit.x_min == theirs.xmin
    assert fit.nodes == theirs.n_tail
    assert fit.exponent == pytest.approx(theirs.alpha, abs=1e-4)
    assert fit.distance == pytest.approx(theirs.D, abs=1e-4)
    assert fit.log_likelihood >= theirs.power_law.loglikelihoods(theirs.data).sum() - 1e-6


def test_the_exponent_maximises_the_likelihood() -> None:
    degree = sample(2.5, 4, 2000)
    fit = nw.power_law(degree, x_min=4)
    tail = degree[degree >= 4]

    def likelihood(exponent: float) -> float:
        zeta = special.zeta(exponent, 4)
        return float(-len(tail) * np.log(zeta) - exponent * np.log(tail).sum())

    assert fit.log_likelihood == pytest.approx(likelihood(fit.exponent))
    for step in (1e-3, -1e-3):
        assert likelihood(fit.exponent) > likelihood(fit.exponent + step)
    bend = likelihood(fit.exponent + 1e-3) + likelihood(fit.exponent - 1e-3)
    bend = (bend - 2 * likelihood(fit.exponent)) / 1e-6
    assert fit.standard_error == pytest.approx((-bend) ** -0.5, rel=1e-3)


def test_the_standard_error_covers_the_truth() -> None:
    hits = 0
    for seed in range(100):
        random = np.random.default_rng(seed)
        fit = nw.power_law(random_degrees(law(2.4, 3), 800, random), x_min=3)
        hits += abs(fit.exponent - 2.4) < 1.96 * fit.standard_error
    assert 88 <= hits <= 100


def test_random_degrees_follow_the_law() -> None:
    drawn = random_degrees(law(1.5, 2), 200_000, np.random.default_rng(1))
    assert drawn.min() == 2
    norm = special.zeta(1.5, 2)
    for k in (3, 5, 10, 1000, 20_000, 10**6):  # the last two lie beyond the table
        expected = special.zeta(1.5, k) / norm
        assert (drawn >= k).mean() == pytest.approx(expected, abs=5 * (expected / 200_000) ** 0.5)


def test_goodness_of_fit_tells_a_power_law_from_another() -> None:
    degree = sample(2.5, 3, 3000, seed=2)
    fit = nw.power_law(degree)
    p = nw.goodness_of_fit(degree, fit, replicates=100)
    assert p > 0.1
    assert nw.goodness_of_fit(degree, fit, replicates=100) == p
    poisson = np.random.default_rng(3).poisson(12, 3000)
    assert nw.goodness_of_fit(poisson, nw.power_law(poisson, x_min=5), replicates=100) < 0.05


@pytest.mark.filterwarnings("ignore")
def test_the_log_normal_comparison_is_that_of_powerlaw() -> None:
    random = np.random.default_rng(5)
    degree = np.round(random.lognormal(2.0, 0.8, 4000)).astype(int)
    fit = nw.power_law(degree, x_min=2)
    found = nw.against_lognormal(degree, fit)
    theirs = powerlaw.Fit(degree, discrete=True, estimate_discrete=False, xmin=2, verbose=False)
    ratio, p = theirs.distribution_compare("power_law", "lognormal", normalized_ratio=True)
    assert found.ratio == pytest.approx(ratio, rel=1e-3)
    assert found.p == pytest.approx(p, abs=1e-6)
    assert (found.mu, found.sigma) == pytest.approx((2.0, 0.8), abs=0.06)
    assert found.ratio < -5
    assert found.p < 1e-6


def test_on_a_true_power_law_neither_is_favoured() -> None:
    degree = random_degrees(law(2.2, 3), 5000, np.random.default_rng(6))
    found = nw.against_lognormal(degree, nw.power_law(degree, x_min=3))
    assert found.p > 0.1


def test_zeros_are_left_out_and_too_little_is_refused() -> None:
    degree = sample(2.5, 2, 500)
    assert nw.power_law(np.append(degree, [0, 0, 0])) == nw.power_law(degree)
    for little in ([], [0, 0], [3, 3, 3]):
        with pytest.raises(ValueError, match="two distinct"):
            nw.power_law(np.array(little, int))
    with pytest.raises(ValueError, match="two distinct"):
        nw.power_law(np.array([1, 2, 3]), x_min=3)
