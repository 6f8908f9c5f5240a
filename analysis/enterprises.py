"""The sample's enterprises: age, place, staff, listing, finances, technology layer, patents."""

from __future__ import annotations

import pandas as pd

from .categories import LAYERS, METROPOLITAN_AREAS
from .shares import binned, counted, with_share

# Lower bounds of the published bins. Where the source's bounds overlap ("200–400" beside
# "400–600"), a bin takes its lower bound, and the last one what is above its bound: `binned`.
STAFF = {
    "under_200": 0,
    "from_200_to_399": 200,
    "from_400_to_599": 400,
    "from_600_to_799": 600,
    "from_800_to_1000": 800,
    "over_1000": 1000,
}
PATENTS = {
    "under_200": 0,
    "from_200_to_400": 200,
    "from_400_to_600": 400,
    "from_600_to_800": 600,
    "from_800_to_1000": 800,
    "over_1000": 1000,
}
# In units of 100 million yuan.
REVENUE = {
    "under_20": 0,
    "from_20_to_40": 20,
    "from_40_to_60": 40,
    "from_60_to_80": 60,
    "from_80_to_100": 80,
    "over_100": 100,
}
RD_EXPENSE = {
    "under_2": 0,
    "from_2_to_4": 2,
    "from_4_to_6": 4,
    "from_6_to_8": 6,
    "from_8_to_10": 8,
    "over_10": 10,
}
# In per cent of revenue.
RD_INTENSITY = {
    "under_5": 0,
    "from_5_to_10": 5,
    "from_10_to_15": 10,
    "from_15_to_20": 15,
    "over_20": 20,
}
HUNDRED_MILLION = 1e8
FIRST_YEAR = 2000


def enterprises_by_founding_year(enterprises: pd.DataFrame) -> pd.DataFrame:
    """Return enterprises by the year of their founding; those before 2000 in one row."""
    founded = enterprises["founded"]
    last = int(founded.max())
    rows = founded.where(founded >= FIRST_YEAR).astype("Int64").astype("string")
    order = ["before_2000", *(str(year) for year in range(FIRST_YEAR, last + 1))]
    return counted(rows.fillna("before_2000"), order)


def enterprises_by_metropolitan_area(enterprises: pd.DataFrame) -> pd.DataFrame:
    """Return enterprises by metropolitan area, pieced together from whole provinces."""
    area = {
        province: name for name, provinces in METROPOLITAN_AREAS.items() for province in provinces
    }
    rows = enterprises["province"].astype("string").map(area).fillna("elsewhere")
    return counted(rows, [*METROPOLITAN_AREAS, "elsewhere"])


def enterprises_by_province(enterprises: pd.DataFrame) -> pd.DataFrame:
    """Return enterprises by the province of their registration, most first."""
    return counted(enterprises["province"])


def enterprises_by_staff(enterprises: pd.DataFrame) -> pd.DataFrame:
    """Return enterprises by number of staff."""
    return binned(enterprises["staff"], STAFF)


def enterprises_by_listing(enterprises: pd.DataFrame) -> pd.DataFrame:
    """Return how many enterprises are listed on a stock exchange."""
    listed = enterprises["listed"].map({True: "listed", False: "unlisted"})
    return counted(listed, ["listed", "unlisted"])


def listed_enterprises(enterprises: pd.DataFrame) -> pd.DataFrame:
    """Return the listed enterprises, with R&D intensity: R&D expense in per cent of revenue."""
    listed = enterprises[enterprises["listed"]]
    return listed.assign(rd_intensity=listed["rd_expense"] / listed["revenue"] * 100)


def listed_by_revenue(listed_enterprises: pd.DataFrame) -> pd.DataFrame:
    """Return listed enterprises by revenue, in bins of 100 million yuan."""
    return binned(listed_enterprises["revenue"] / HUNDRED_MILLION, REVENUE)


def listed_by_rd_expense(listed_enterprises: pd.DataFrame) -> pd.DataFrame:
    """Return listed enterprises by R&D expense, in bins of 100 million yuan."""
    return binned(listed_enterprises["rd_expense"] / HUNDRED_MILLION, RD_EXPENSE)


def listed_by_rd_intensity(listed_enterprises: pd.DataFrame) -> pd.DataFrame:
    """Return listed enterprises by R&D intensity, in bins of per cent."""
    return binned(listed_enterprises["rd_intensity"], RD_INTENSITY)


def enterprises_by_layer(enterprises: pd.DataFrame) -> pd.DataFrame:
    """Return enterprises by technology layer."""
    return counted(enterprises["layer"], LAYERS)


def enterprises_by_patents(enterprises: pd.DataFrame) -> pd.DataFrame:
    """Return enterprises by number of patents."""
    return binned(enterprises["patents"], PATENTS)


def patents_by_province(enterprises: pd.DataFrame) -> pd.DataFrame:
    """Return patents by the province of the enterprise that holds them, most first."""
    patents = enterprises.groupby(enterprises["province"].astype(str))["patents"].sum()
    return with_share(patents.sort_values(ascending=False).to_frame(), "patents")


def patents_by_layer(enterprises: pd.DataFrame) -> pd.DataFrame:
    """Return patents by the technology layer of the enterprise that holds them."""
    patents = enterprises.groupby(enterprises["layer"].astype(str))["patents"].sum()
    return with_share(patents.reindex(list(LAYERS)).to_frame(), "patents")
