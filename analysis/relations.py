"""Technology cooperation: relations by technology, field of application and industry."""

from __future__ import annotations

import pandas as pd

from .categories import FIELDS, MANUFACTURING, SECTORS, TECHNOLOGIES, sector
from .shares import counted


def relations_by_technology(relations: pd.DataFrame) -> pd.DataFrame:
    """Return relations by the technology they are about, all 24 of them."""
    return counted(relations["technology"], TECHNOLOGIES)


def relations_by_field(relations: pd.DataFrame) -> pd.DataFrame:
    """Return relations by field of application, all 20 of them."""
    return counted(relations["field"], FIELDS)


def relations_with_sector(relations: pd.DataFrame) -> pd.DataFrame:
    """Return the relations with the sector of the industry that receives the technology."""
    industries = relations["industry"].astype("string")
    known = {industry: sector(industry) for industry in industries.dropna().unique()}
    return relations.assign(industry=industries, sector=industries.map(known))


def relations_by_sector(relations_with_sector: pd.DataFrame) -> pd.DataFrame:
    """Return the shares of the three sectors in per cent, in all relations up to each year."""
    table = relations_with_sector.groupby(["year", "sector"], observed=True).size().unstack()
    totals = table.reindex(columns=list(SECTORS)).fillna(0).cumsum()
    shares = totals.div(totals.sum(axis=1), axis=0) * 100
    return shares.rename(index=str)


def relations_by_tertiary_industry(relations_with_sector: pd.DataFrame) -> pd.DataFrame:
    """Return relations of the tertiary sector by industry, most first."""
    return counted(_industries(relations_with_sector, "tertiary"))


def relations_by_secondary_industry(relations_with_sector: pd.DataFrame) -> pd.DataFrame:
    """Return relations of the secondary sector by section; manufacturing as a whole."""
    industries = _industries(relations_with_sector, "secondary")
    return counted(industries.where(~industries.isin(MANUFACTURING), "manufacturing"))


def relations_by_manufacturing_industry(relations_with_sector: pd.DataFrame) -> pd.DataFrame:
    """Return relations of manufacturing by division of GB/T 4754, most first."""
    industries = _industries(relations_with_sector, "secondary")
    return counted(industries[industries.isin(MANUFACTURING)])


def _industries(relations: pd.DataFrame, name: str) -> pd.Series:
    return relations.loc[relations["sector"] == name, "industry"]
