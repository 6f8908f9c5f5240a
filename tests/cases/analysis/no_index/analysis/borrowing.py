"""An index of branches that cannot be made."""

import pandas as pd

from duizhao import composite


def index_of_branches(loans: pd.DataFrame) -> pd.DataFrame:
    """Return the ranks of branches by loans of the last two years."""
    years = loans.pivot_table(index="branch", columns="year", values="id", aggfunc="count")
    years.columns = [f"in_{year}" for year in years.columns]
    indicators = composite.Indicators.of(
        years[["in_1997", "in_1998"]].assign(doors=1),
        {"in_1997": "higher", "in_1998": "heigher"},
    )
    return composite.index(indicators).table[["rank"]]
