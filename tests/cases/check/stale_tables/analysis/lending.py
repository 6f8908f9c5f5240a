"""How much the branches lend."""

import pandas as pd


def loans_by_branch(loans: pd.DataFrame) -> pd.DataFrame:
    """Return loans of the last year by branch: count, and share in per cent."""
    last = loans[loans["year"] == loans["year"].min()]
    table = last.groupby("branch").size().rename("count").to_frame()
    table["share"] = table["count"] / table["count"].sum() * 100
    return table.sort_values("count", ascending=False)


def loans_by_year(loans: pd.DataFrame) -> pd.DataFrame:
    """Return loans by year."""  # words alone
    return loans.groupby("year").size().rename("loans").to_frame()
