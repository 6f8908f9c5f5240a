"""Where people live: a function is named after the figure whose table it returns."""

import pandas as pd

# Members of the armed forces belong to the country and to no province.
ARMED_FORCES = 2_000_000
LEADING = 5


def population_by_region(residents: pd.DataFrame) -> pd.DataFrame:
    """Return the regions' population in 2020, and their share of the country in per cent.

    The change of shares since 2010 is published and stands in published.csv.
    """
    latest = residents[residents["year"] == 2020]
    table = latest.groupby("region")["persons"].sum().to_frame()
    table["share"] = table["persons"] / (table["persons"].sum() + ARMED_FORCES) * 100
    return table.sort_values("persons", ascending=False)


def population_by_province(residents: pd.DataFrame) -> pd.DataFrame:
    """Return the provinces' population at both censuses."""
    table = residents.pivot(index="province", columns="year", values="persons")
    return table.rename(columns={2010: "in_2010", 2020: "in_2020"})


def gains_by_province(population_by_province: pd.DataFrame) -> pd.DataFrame:
    """Return the five largest gains between the censuses."""
    gain = population_by_province["in_2020"] - population_by_province["in_2010"]
    return gain.nlargest(LEADING).rename("gain").to_frame()
