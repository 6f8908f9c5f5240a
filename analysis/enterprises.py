"""The sample's enterprises: age, place, staff, listing, finances, technology layer, patents."""

from __future__ import annotations

import narwhals as nw
import pandas as pd

from .categories import LAYERS, METROPOLITAN_AREAS, PROVINCES
from .shares import binned, counted, counts, most_first, shared, totals, with_share

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


def enterprises_by_founding_year(enterprises: nw.LazyFrame) -> pd.DataFrame:
    """Return enterprises by the year of their founding; those before 2000 in one row."""
    founded = counts(enterprises, "founded")
    order = ["before_2000", *(str(year) for year in range(FIRST_YEAR, founded.index.max() + 1))]
    return shared(founded.groupby(_founding_row).sum(), order)


def _founding_row(year: int) -> str:
    return "before_2000" if year < FIRST_YEAR else str(year)


def enterprises_by_metropolitan_area(enterprises: nw.LazyFrame) -> pd.DataFrame:
    """Return enterprises by metropolitan area, pieced together from whole provinces."""
    area = {
        province: name for name, provinces in METROPOLITAN_AREAS.items() for province in provinces
    }
    provinces = counts(enterprises, "province")
    areas = provinces.groupby(lambda province: area.get(province, "elsewhere")).sum()
    return shared(areas, [*METROPOLITAN_AREAS, "elsewhere"])


def enterprises_by_province(enterprises: nw.LazyFrame) -> pd.DataFrame:
    """Return enterprises by the province of their registration, most first; those without last."""
    return _every_province(counted(enterprises, "province"))


def enterprises_by_staff(enterprises: nw.LazyFrame) -> pd.DataFrame:
    """Return enterprises by number of staff."""
    return binned(enterprises, "staff", STAFF)


def enterprises_by_listing(enterprises: nw.LazyFrame) -> pd.DataFrame:
    """Return how many enterprises are listed on a stock exchange."""
    listed = counts(enterprises, "listed").rename({True: "listed", False: "unlisted"})
    return shared(listed, ["listed", "unlisted"])


def listed_enterprises(enterprises: nw.LazyFrame) -> nw.LazyFrame:
    """Return the listed enterprises, with R&D intensity: R&D expense in per cent of revenue."""
    intensity = nw.col("rd_expense").cast(nw.Float64) / nw.col("revenue") * 100
    return enterprises.filter(nw.col("listed")).with_columns(rd_intensity=intensity)


def listed_by_revenue(listed_enterprises: nw.LazyFrame) -> pd.DataFrame:
    """Return listed enterprises by revenue, in bins of 100 million yuan."""
    return binned(listed_enterprises, nw.col("revenue") / HUNDRED_MILLION, REVENUE)


def listed_by_rd_expense(listed_enterprises: nw.LazyFrame) -> pd.DataFrame:
    """Return listed enterprises by R&D expense, in bins of 100 million yuan."""
    return binned(listed_enterprises, nw.col("rd_expense") / HUNDRED_MILLION, RD_EXPENSE)


def listed_by_rd_intensity(listed_enterprises: nw.LazyFrame) -> pd.DataFrame:
    """Return listed enterprises by R&D intensity, in bins of per cent."""
    return binned(listed_enterprises, "rd_intensity", RD_INTENSITY)


def enterprises_by_layer(enterprises: nw.LazyFrame) -> pd.DataFrame:
    """Return enterprises by technology layer."""
    return counted(enterprises, "layer", LAYERS)


def enterprises_by_patents(enterprises: nw.LazyFrame) -> pd.DataFrame:
    """Return enterprises by number of patents."""
    return binned(enterprises, "patents", PATENTS)


def patents_by_province(enterprises: nw.LazyFrame) -> pd.DataFrame:
    """Return patents by the province of the enterprise that holds them, most first."""
    patents = totals(enterprises, "patents", by="province")
    return _every_province(with_share(most_first(patents).to_frame(), "patents"))


def patents_by_layer(enterprises: nw.LazyFrame) -> pd.DataFrame:
    """Return patents by the technology layer of the enterprise that holds them."""
    patents = totals(enterprises, "patents", by="layer")
    return with_share(patents.reindex(list(LAYERS), fill_value=0).to_frame(), "patents")


def _every_province(table: pd.DataFrame) -> pd.DataFrame:
    """Return the table with a row for every province: a map of the country leaves none out."""
    absent = [province for province in PROVINCES if province not in table.index]
    return table.reindex([*table.index, *absent], fill_value=0)
