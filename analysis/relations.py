"""Technology cooperation: relations by technology, field of application and industry."""

from __future__ import annotations

import narwhals as nw
import pandas as pd

from .categories import FIELDS, MANUFACTURING, SECTORS, TECHNOLOGIES, sector
from .shares import counted, counts, shared


def relations_by_technology(relations: nw.LazyFrame) -> pd.DataFrame:
    """Return relations by the technology they are about, all 24 of them."""
    return counted(relations, "technology", TECHNOLOGIES)


def relations_by_field(relations: nw.LazyFrame) -> pd.DataFrame:
    """Return relations by field of application, all 20 of them."""
    return counted(relations, "field", FIELDS)


def relations_by_year_and_industry(relations: nw.LazyFrame) -> pd.Series:
    """Return the number of relations by year and by the industry that receives the technology."""
    return counts(relations, "year", "industry")


def relations_by_sector(relations_by_year_and_industry: pd.Series) -> pd.DataFrame:
    """Return the shares of the three sectors in per cent, in all relations up to each year."""
    table = relations_by_year_and_industry.unstack(fill_value=0).T.groupby(sector).sum().T
    totals = table.reindex(columns=list(SECTORS), fill_value=0).cumsum()
    shares = totals.div(totals.sum(axis=1), axis=0) * 100
    return shares.rename(index=str)


def relations_by_tertiary_industry(relations_by_year_and_industry: pd.Series) -> pd.DataFrame:
    """Return relations of the tertiary sector by industry, most first."""
    return shared(_industries(relations_by_year_and_industry, "tertiary"))


def relations_by_secondary_industry(relations_by_year_and_industry: pd.Series) -> pd.DataFrame:
    """Return relations of the secondary sector by section; manufacturing as a whole."""
    industries = _industries(relations_by_year_and_industry, "secondary")
    return shared(industries.groupby(_section).sum())


def relations_by_manufacturing_industry(relations_by_year_and_industry: pd.Series) -> pd.DataFrame:
    """Return relations of manufacturing by division of GB/T 4754, most first."""
    industries = _industries(relations_by_year_and_industry, "secondary")
    return shared(industries[industries.index.isin(MANUFACTURING)])


def _industries(relations: pd.Series, name: str) -> pd.Series:
    industries = relations.groupby("industry").sum()
    return industries[[sector(industry) == name for industry in industries.index]]


def _section(industry: str) -> str:
    return "manufacturing" if industry in MANUFACTURING else industry
