"""How much the branches lend."""

import pandas as pd


def loans_by_branch(loans_by_year: pd.DataFrame) -> pd.DataFrame:
    """Wait for the loans by year."""
    return loans_by_year


def loans_by_year(loans_by_branch: pd.DataFrame) -> pd.DataFrame:
    """Wait for the loans by branch."""
    return loans_by_branch
