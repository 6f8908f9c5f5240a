"""Whole numbers that keep their totals: largest remainders, and tables with given margins."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import optimize

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

ROUNDS = 500  # of proportional fitting; far more than the tables here need


def apportioned(weights: ArrayLike, total: int) -> Ints:
    """Return whole numbers in proportion to `weights` that sum to `total` (largest remainder).

    The result has the shape of `weights`.
    """
    shape = np.shape(weights)
    exact = np.asarray(weights, dtype=np.float64).ravel()
    exact = exact * (total / exact.sum())
    whole = np.floor(exact + 1e-9).astype(np.int64)
    missing = total - int(whole.sum())
    whole[np.argsort(whole - exact, kind="stable")[:missing]] += 1
    return whole.reshape(shape)


def counts(total: int, shares: Mapping[str, float], rest: Mapping[str, float]) -> dict[str, int]:
    """Return counts of `total` that print as the published `shares` (per cent, two decimals).

    What the shares leave is apportioned among the rows of `rest` by weight. Raises ValueError
    when a share is not that of any whole number, or nothing is left to apportion.
    """
    found = {row: round(share * total / 100) for row, share in shares.items()}
    for row, count in found.items():
        if abs(count * 100 / total - shares[row]) > 0.005 + 1e-9:
            raise ValueError(f"{shares[row]} % of {total} ({row}) is no whole number")
    left = total - sum(found.values())
    if left < 0 or (left > 0 and not rest):
        raise ValueError(f"the shares leave {left} of {total}, with {len(rest)} rows to take them")
    if rest:
        found |= dict(zip(rest, apportioned(list(rest.values()), left).tolist(), strict=True))
    return found


def fitted(seed: ArrayLike, rows: ArrayLike, columns: ArrayLike) -> Ints:
    """Return the whole-number table with these margins that lies closest to a seed's structure.

    Iterative proportional fitting (Deming and Stephan 1940) gives the fractional table; it is
    rounded up or down cell by cell so that the margins, which must have one sum, hold exactly.
    Cells that are zero in the seed stay zero. Raises ValueError when no such table exists.
    """
    table = np.asarray(seed, dtype=np.float64)
    row_sums = np.asarray(rows, dtype=np.float64)
    column_sums = np.asarray(columns, dtype=np.float64)
    for _ in range(ROUNDS):
        table = table * _ratio(row_sums, table.sum(axis=1))[:, None]
        table = table * _ratio(column_sums, table.sum(axis=0))[None, :]
        if np.abs(table.sum(axis=1) - row_sums).max() < 1e-7:
            break
    else:
        raise ValueError("the seed's zeros allow no table with these margins")
    return _rounded(table, row_sums, column_sums)


def _ratio(wanted: Floats, present: Floats) -> Floats:
    return np.divide(wanted, present, out=np.zeros_like(wanted), where=present > 0)


def _rounded(table: Floats, rows: Floats, columns: Floats) -> Ints:
    """Round every cell down or up so that the margins hold: a transport problem, hence integral."""
    down = np.floor(table + 1e-6)
    fraction = np.clip(table - down, 0, 1)
    height, width = table.shape
    cell = np.arange(height * width).reshape(height, width)
    margins = np.zeros((height + width, height * width))
    for i in range(height):
        margins[i, cell[i]] = 1
    for j in range(width):
        margins[height + j, cell[:, j]] = 1
    wanted = np.round(np.concatenate([rows - down.sum(axis=1), columns - down.sum(axis=0)]))
    bounds = np.stack([np.zeros(height * width), (fraction > 1e-6).ravel().astype(float)], axis=1)
    solved = optimize.linprog(
        -fraction.ravel(), A_eq=margins, b_eq=wanted, bounds=bounds, method="highs-ds"
    )
    if solved.status != 0:
        raise ValueError(f"the table cannot be rounded to its margins: {solved.message}")
    up = np.round(solved.x).reshape(height, width)
    return (down + up).astype(np.int64)
