"""How much the branches lend."""

import pandas as pd


def loans_by_branch(loans: pd.DataFrame) -> pd.DataFrame:
    """Return rows, columns and cells that the figure does not declare."""
    return pd.DataFrame(
        {"count": [1, 2.5, "many", True, None], "shares": 1.0},
        index=["east", "weste", "north", "north", "harbour"],
    )


def loans_by_year(loans: pd.DataFrame) -> dict:
    """Return something that is not a table."""
    return {1997: len(loans)}
