"""Single facts about the sample that chapters and the summary state."""

from __future__ import annotations

import pandas as pd

from .categories import METROPOLITAN_AREAS

SPAN = range(2012, 2019)


def sample(
    enterprises_by_listing: pd.DataFrame,
    enterprises_by_founding_year: pd.DataFrame,
    patents_by_province: pd.DataFrame,
    provinces_by_role: pd.DataFrame,
    relations_by_technology: pd.DataFrame,
    relations_by_field: pd.DataFrame,
) -> pd.DataFrame:
    """Return the size of the sample, shares that sum several rows, and numbers of categories."""
    founded = enterprises_by_founding_year.loc[[str(year) for year in SPAN], "share"]
    leading = provinces_by_role.nlargest(4, "provided")
    facts = {
        "enterprises": enterprises_by_listing["count"].sum(),
        "listed": enterprises_by_listing.loc["listed", "count"],
        "metropolitan_areas": len(METROPOLITAN_AREAS),
        "founded_2012_2018": founded.sum(),
        "patents_top_ten_provinces": patents_by_province["share"].nlargest(10).sum(),
        "technologies": (relations_by_technology["count"] > 0).sum(),
        "fields": (relations_by_field["count"] > 0).sum(),
        "top_four_provided": leading["provided"].sum(),
        "top_four_received": provinces_by_role.loc[leading.index, "received"].sum(),
    }
    return pd.DataFrame({"value": facts})
