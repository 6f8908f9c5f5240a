"""How much the branches lend."""

import pandas as pd


def total(loans: pd.DataFrame) -> int:
    """Return the number of loans."""
    return len(loans)


def loans_by_branch(total: pd.DataFrame) -> pd.DataFrame:
    """Take the number for a table."""
    return total


def loans_by_year(loans: pd.DataFrame) -> pd.DataFrame:
    """Return the number of loans per year."""
    return loans.groupby("year").size().rename("loans").to_frame()
