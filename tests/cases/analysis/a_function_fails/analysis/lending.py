"""How much the branches lend."""

import pandas as pd


def by_branch(loans: pd.DataFrame) -> pd.DataFrame:
    """Return loans by branch."""
    return loans.groupby("brnach").size().rename("count").to_frame()


def loans_by_branch(by_branch: pd.DataFrame) -> pd.DataFrame:
    """Return loans by branch with their share."""
    return by_branch.assign(share=100 * by_branch["count"] / by_branch["count"].sum())


def loans_by_year(loans: pd.DataFrame) -> pd.DataFrame:
    """Return the number of loans per year."""
    return _per(loans, 0)


def _per(loans: pd.DataFrame, years: int) -> pd.DataFrame:
    return loans.head(len(loans) // years)
