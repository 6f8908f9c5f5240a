"""What the tables of this report hold; a cell that does not fit is told with its place."""

import pandera.pandas as pa


class Residents(pa.DataFrameModel):
    """One province at one census: its region, and how many people lived there."""

    province: str
    region: str = pa.Field(isin=["east", "central", "west", "north_east"])
    year: int = pa.Field(isin=[2010, 2020])
    persons: int = pa.Field(gt=0)

    class Config:
        """Columns that are not named here are refused."""

        strict = True
        coerce = True


SCHEMAS = {"residents": Residents}
