"""Outliers: a few extreme numbers are brought in where a distribution is too skewed."""

from __future__ import annotations

import numpy as np

from duizhao.composite.indicators import Floats

SKEWNESS, KURTOSIS = 2.0, 3.5
MOST = 5  # numbers of one indicator that are brought in; more would no longer be outliers
LEAST = 4  # units without which no kurtosis is known


def winsorised(values: Floats) -> Floats:
    """Return the values, those of each indicator winsorised until it is no longer too skewed.

    Too skewed: absolute skewness of 2 or more together with a kurtosis (excess) of 3.5 or more,
    both estimated without bias (Groeneveld and Meeden 1984; the rule of the JRC's audits). The
    most extreme number, on the side of the skew, is then set to the next one, five numbers at
    most; equals are brought in together. A distribution that stays skewed stays as it is then:
    whether it wants a logarithm is for the author to say.
    """
    return np.column_stack([_column(column) for column in values.T])


def _column(column: Floats) -> Floats:
    from scipy import stats  # here, as it takes half a second to load

    found, known = column.copy(), ~np.isnan(column)
    for _ in range(MOST):
        numbers = found[known]
        distinct = np.unique(numbers)
        if known.sum() < LEAST or len(distinct) < 3:
            break
        skewness = float(stats.skew(numbers, bias=False))
        if abs(skewness) < SKEWNESS or stats.kurtosis(numbers, bias=False) < KURTOSIS:
            break
        extreme, next_to_it = distinct[[-1, -2]] if skewness > 0 else distinct[[0, 1]]
        if ((found == extreme) | (found != column))[known].sum() > MOST:
            break
        found[found == extreme] = next_to_it
    return found
