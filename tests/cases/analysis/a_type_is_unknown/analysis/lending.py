"""How much the branches lend."""

from __future__ import annotations

import pandas as pd


def loans_by_branch(loans: pd.DataFrame) -> DataFrame:
    """Return a type that was never imported."""
    return loans


def loans_by_year(loans: pd.DataFrame) -> pd.DataFrame:
    """Return the number of loans per year."""
    return loans.groupby("year").size().rename("loans").to_frame()
