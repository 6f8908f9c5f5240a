"""Counts and shares: the one way in which this report divides a whole."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd


def counted(rows: pd.Series, order: Iterable[str] | None = None) -> pd.DataFrame:
    """Return how often each value occurs (`count`) and its part of all rows in per cent (`share`).

    `order` fixes the rows of the result, values that do not occur included with 0; without it
    the most frequent come first. Missing values are left out of the whole.
    """
    counts = rows.dropna().astype(str).value_counts(sort=True)
    if order is not None:
        counts = counts.reindex(list(order), fill_value=0)
    return with_share(counts.rename("count").to_frame(), "count")


def with_share(table: pd.DataFrame, column: str) -> pd.DataFrame:
    """Return the table with `share`: the column's part of its own sum, in per cent."""
    return table.assign(share=table[column] / table[column].sum() * 100)


def binned(values: pd.Series, bounds: Mapping[str, float]) -> pd.DataFrame:
    """Return `count` and `share` of values by bin; a bin's name maps to its lower bound.

    A bin takes its lower bound and not its upper one; only the last, open bin begins above its
    bound ("more than"), so that the one before it takes both. The first bound is the least value
    that can occur.
    """
    names = list(bounds)
    *closed, last = (float(bound) for bound in bounds.values())
    edges = [*closed, np.nextafter(last, np.inf), np.inf]
    bins = pd.cut(values, edges, right=False, labels=names)
    return counted(bins.astype("string"), names)
