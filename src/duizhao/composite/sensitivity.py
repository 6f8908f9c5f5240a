"""Sobol shares: how much of an output's variance each choice decides, alone and with others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from duizhao.composite.indicators import Floats


class Shares(NamedTuple):
    """First-order and total shares, a row per output and a column per factor; nan if it is fixed.

    The first-order share is what of the variance would go, on average, if the factor were known;
    the total share what would stay if all others were (handbook, 7.3; Sobol' 1993).
    """

    first_order: Floats
    total: Floats


def exact_shares(grid: Floats) -> Shares:
    """Return the shares of factors whose every combination was looked at.

    `grid` has an axis per factor, its levels equally likely, and the outputs in its last axis. No
    number is drawn: means over axes are the conditional expectations themselves.
    """
    factors = tuple(range(grid.ndim - 1))
    variance = grid.var(axis=factors)
    alone, with_others = [], []
    for factor in factors:
        others = tuple(one for one in factors if one != factor)
        alone.append(grid.mean(axis=others).var(axis=0))
        with_others.append(grid.var(axis=factor).mean(axis=tuple(range(len(others)))))
    return Shares(_parts(alone, variance), _parts(with_others, variance))


def sampled_shares(
    outputs: Callable[[Floats], Floats], factors: int, draws: int, seed: int = 0
) -> tuple[Shares, Floats]:
    """Return estimated shares of independent factors, and all outputs that were drawn at random.

    `outputs` is given a row per point, each factor within [0, 1), and returns a row of outputs for
    each. It is asked for `draws` · (factors + 2) points, `draws` being a power of two: two
    quasi-random samples, and the second with one factor of the other for each. First-order shares
    after Saltelli et al. 2010 (table 2, b), total ones after Jansen 1999 (f), both by SciPy.
    """
    from scipy import stats  # here, as it takes half a second to load

    sampler = stats.qmc.Sobol(2 * factors, rng=np.random.default_rng(seed))
    points = sampler.random_base2(int(draws - 1).bit_length())
    a, b = points[:, :factors], points[:, factors:]
    of_a, of_b = outputs(a), outputs(b)
    mixed = []
    for factor in range(factors):
        one = a.copy()
        one[:, factor] = b[:, factor]
        mixed.append(outputs(one).T)
    moves = np.concatenate([of_a, of_b]).var(axis=0) > 0
    first, total = np.full((2, len(moves), factors), np.nan)
    if moves.any():
        given = {"f_A": of_a.T[moves], "f_B": of_b.T[moves], "f_AB": np.array(mixed)[:, moves]}
        found = stats.sobol_indices(func=given, n=len(a))
        first[moves], total[moves] = found.first_order, found.total_order
    return Shares(first, total), np.concatenate([of_a, of_b])


def _parts(variances: Sequence[Floats], whole: Floats) -> Floats:
    parts = np.full((len(whole), len(variances)), np.nan)
    moves = whole > 0
    for column, variance in enumerate(variances):
        parts[moves, column] = variance[moves] / whole[moves]
    return parts
