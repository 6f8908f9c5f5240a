"""How much the branches lend."""

import pandas as pd


def loans_by_branch(loan: pd.DataFrame, weather: pd.DataFrame) -> pd.DataFrame:
    """Ask for tables that do not exist."""
    return loan


def loans_by_year(loans):
    """Say nothing about types."""
    return loans
