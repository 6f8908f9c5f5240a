"""Missing numbers: left out, or filled in from the other units."""

from __future__ import annotations

from typing import Literal

import numpy as np

from duizhao.composite.indicators import Floats

Missing = Literal["available", "mean", "hot_deck"]


def filled(values: Floats, how: Missing) -> Floats:
    """Return the values with missing ones filled in (handbook, step 3).

    `available` fills nothing: an index is then made of what a unit has, its weights adding up to
    one again. `mean` takes the mean of the other units (unconditional mean imputation). `hot_deck`
    takes the number of the unit that is nearest in the indicators that both have: by the mean
    squared difference, each indicator in units of its standard deviation; of equals, the first.
    Listwise deletion changes who is compared: `Indicators.complete`.
    """
    if how == "available" or not np.isnan(values).any():
        return values
    if how == "mean":
        return np.where(np.isnan(values), np.nanmean(values, axis=0), values)
    return _from_the_nearest(values)


def _from_the_nearest(values: Floats) -> Floats:
    standard = (values - np.nanmean(values, axis=0)) / np.nanstd(values, axis=0, ddof=1)
    found = values.copy()
    for unit in np.flatnonzero(np.isnan(values).any(axis=1)):
        squares = (standard - standard[unit]) ** 2
        shared = (~np.isnan(squares)).sum(axis=1)
        distance = np.full(len(values), np.inf)
        near = shared > 0
        distance[near] = np.nansum(squares[near], axis=1) / shared[near]
        for column in np.flatnonzero(np.isnan(values[unit])):
            donors = np.flatnonzero(~np.isnan(values[:, column]))
            found[unit, column] = values[donors[distance[donors].argmin()], column]
    return found
