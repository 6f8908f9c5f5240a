"""One figure from what is printed, one from the loans, one from both, one from nothing."""

import pandas as pd


def opening_days(published: pd.DataFrame) -> pd.DataFrame:
    """Return the part of loans that were back within two weeks: of published numbers alone."""
    shares = published[published["figure"] == "loans_by_days"].set_index("row")["value"]
    return pd.DataFrame({"share": {"short": shares["under_7"] + shares["from_7_to_14"]}})


def by_branch(loans: pd.DataFrame) -> pd.DataFrame:
    """Return the loans by branch."""
    return loans.groupby("branch").size().rename("share").to_frame()


def longer(opening_days: pd.DataFrame, by_branch: pd.DataFrame) -> pd.DataFrame:
    """Return something of both."""
    return opening_days + by_branch["share"].sum()


def fixed() -> pd.DataFrame:
    """Return what nobody published."""
    return pd.DataFrame({"share": {"short": 1}})
