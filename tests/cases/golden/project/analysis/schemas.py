"""What the tables of the library report hold."""

import pandera.pandas as pa


class Loans(pa.DataFrameModel):
    """One loan: the branch that lent, and the year."""

    id: int = pa.Field(ge=1, unique=True)
    branch: str = pa.Field(isin=["east", "west", "north"])
    year: int = pa.Field(ge=1990, le=1999)

    class Config:
        """Columns that are not named here are refused."""

        strict = True
        coerce = True


class Transfers(pa.DataFrameModel):
    """One book that was sent: from where, to where, and in which year."""

    sender: str
    receiver: str
    year: int = pa.Field(ge=1990, le=1999)

    class Config:
        """Columns that are not named here are refused."""

        strict = True
        coerce = True


SCHEMAS = {"loans": Loans, "transfers": Transfers}
