"""Arguments: how what stands in the brackets behind a member is read."""

from __future__ import annotations

from decimal import Decimal

from duizhao.diagnostics import Words
from duizhao.expressions.members import Parameter
from duizhao.expressions.value import Name, Value

# How many decimals may be asked for, before and behind the point.
MOST_DECIMALS = 9


def as_text(argument: object) -> str | None:
    """Return a text, a name's id or a year as text; None for anything else."""
    if isinstance(argument, str):
        return argument
    if isinstance(argument, Name):
        return argument.id
    whole = as_whole(argument)
    return None if whole is None else str(whole)


def as_whole(argument: object) -> int | None:
    """Return a typed whole number; None for anything else."""
    if not isinstance(argument, Decimal) or argument != argument.to_integral_value():
        return None
    return int(argument)


def as_number(argument: object) -> Decimal | None:
    """Return a typed number; None for anything else."""
    return argument if isinstance(argument, Decimal) else None


def as_value(argument: object) -> Value | None:
    """Return a number of the report; None for anything else."""
    return argument if isinstance(argument, Value) else None


def as_decimals(argument: object) -> int | None:
    """Return how many decimals are asked for; None for anything else, or too many."""
    whole = as_whole(argument)
    return whole if whole is not None and abs(whole) <= MOST_DECIMALS else None


ROW = Words("行名或年份", "the name of a row, or a year")
COLUMN = Words("列名，放在引号里", "the name of a column, in quotation marks")
COUNT = Words("整数", "a whole number")
DECIMALS = Words(
    f"−{MOST_DECIMALS}到{MOST_DECIMALS}之间的整数",
    f"a whole number from −{MOST_DECIMALS} to {MOST_DECIMALS}",
)
BETWEEN = (Parameter("first", as_text, ROW), Parameter("last", as_text, ROW))
TENSES = ("past", "perfect", "present")
TENSE = Parameter(
    "tense",
    lambda tense: tense if tense in TENSES else None,
    Words('"past"、"perfect"或"present"', '"past", "perfect" or "present"'),
    optional=True,
    default="past",
)
LIMIT = Parameter("limit", as_number, Words("数", "a number"))
IN_COLUMN = Parameter("column", as_text, COLUMN)
LISTED_WITH = Parameter("column", as_text, COLUMN, optional=True)
