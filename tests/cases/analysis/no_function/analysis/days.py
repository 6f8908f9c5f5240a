"""When the branches lend."""

import pandas as pd


def loans_by_weekdays(loans: pd.DataFrame) -> pd.DataFrame:
    """Return loans by day of the week."""
    return loans
