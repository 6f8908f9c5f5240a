"""How much the branches lend."""

import pandas as pd
from analysis.constants import NOTHING


def loans_by_branch(loans: pd.DataFrame) -> pd.DataFrame:
    """Return nothing."""
    return loans[NOTHING]


def loans_by_year(loans: pd.DataFrame) -> pd.DataFrame:
    """Return the number of loans per year."""
    return loans.groupby("year").size().rename("loans").to_frame()
