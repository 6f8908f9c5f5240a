"""How much the branches lend."""

import networkx
import pandas as pd

from duizhao.network import Network


def total(loans: pd.DataFrame) -> int:
    """Return the number of loans."""
    return len(loans)


def borrowing(loans: pd.DataFrame) -> Network:
    """Return who borrows where."""
    return Network.of(loans["id"].astype(str), loans["branch"])


def loans_by_branch(
    total: pd.DataFrame, borrowing: networkx.DiGraph, edition: int
) -> pd.DataFrame:
    """Take the number for a table, and the edition for a number."""
    return total


def loans_by_year(
    loans: pd.DataFrame, borrowing: dict[str, int] | str, total: float | None
) -> pd.DataFrame:
    """Take a network for a dictionary."""
    return loans.groupby("year").size().rename("loans").to_frame()
