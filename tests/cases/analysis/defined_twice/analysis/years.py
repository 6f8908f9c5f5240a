"""Loans by year, once more."""

import pandas as pd


def loans_by_year(loans: pd.DataFrame) -> pd.DataFrame:
    """Return the number of loans per year."""
    return loans.groupby("year").size().rename("loans").to_frame()
