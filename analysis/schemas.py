"""What the microdata hold: the columns of enterprises and relations, and what they may say."""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from .categories import FIELDS, INDUSTRIES, LAYERS, PROVINCES, TECHNOLOGIES

FIRST_YEAR, LAST_YEAR = 2014, 2023
OLDEST = 1850


class Enterprises(pa.DataFrameModel):
    """One row per enterprise of the sample.

    `province` is a glossary id; `revenue` and `rd_expense` are in yuan and known of listed
    enterprises only; `patents` are those held at the end of the last year.
    """

    id: Series[str] = pa.Field(unique=True)
    name: Series[str] = pa.Field()
    founded: Series[int] = pa.Field(ge=OLDEST, le=LAST_YEAR)
    province: Series[str] = pa.Field(isin=PROVINCES)
    staff: Series[int] = pa.Field(ge=0)
    listed: Series[bool] = pa.Field()
    layer: Series[str] = pa.Field(isin=LAYERS)
    patents: Series[int] = pa.Field(ge=0)
    revenue: Series[pd.Int64Dtype] = pa.Field(ge=0, nullable=True)
    rd_expense: Series[pd.Int64Dtype] = pa.Field(ge=0, nullable=True)

    class Config:
        """Columns that are not named here are refused."""

        strict = True
        coerce = True


class Relations(pa.DataFrameModel):
    """One row per relation of technology cooperation, from the year in which it began.

    `provider` gives technology to `receiver`: ids of enterprises of the sample, or of partners
    outside it. `industry` is the receiver's use; the provinces are those of both ends, empty for
    one outside the provinces.
    """

    provider: Series[str] = pa.Field()
    receiver: Series[str] = pa.Field()
    year: Series[int] = pa.Field(ge=FIRST_YEAR, le=LAST_YEAR)
    technology: Series[str] = pa.Field(isin=TECHNOLOGIES)
    field: Series[str] = pa.Field(isin=FIELDS)
    industry: Series[str] = pa.Field(isin=INDUSTRIES)
    provider_province: Series[str] = pa.Field(isin=PROVINCES, nullable=True)
    receiver_province: Series[str] = pa.Field(isin=PROVINCES, nullable=True)

    class Config:
        """Columns that are not named here are refused."""

        strict = True
        coerce = True


SCHEMAS = {"enterprises": Enterprises, "relations": Relations}
