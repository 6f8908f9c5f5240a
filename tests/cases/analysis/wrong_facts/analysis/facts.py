"""Single facts about the branches."""

import math

import pandas as pd


def holdings(loans: pd.DataFrame) -> pd.DataFrame:
    """Return a fact under a name that the figure does not have."""
    return pd.DataFrame({"value": {"readers": 12}})


def leaders(loans: pd.DataFrame) -> pd.DataFrame:
    """Return the leading branch of each year, misspelt, and no number for it."""
    return pd.DataFrame({"leader": ["est", "west"], "loans": [math.inf, 3]}, index=[1997, 1998])
