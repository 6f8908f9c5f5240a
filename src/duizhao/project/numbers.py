"""Numbers as the project's own tables hold them: plain digits, of a size that can be printed."""

from __future__ import annotations

import re
from decimal import Decimal

_PLAIN = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
# Far more digits than anybody counts or publishes: 999 million million million, six decimals.
MOST_DIGITS = 28


def number_in(text: str) -> Decimal | None:
    """Return the number that a cell holds; None where it is not plain digits, or too many.

    No separators, units, exponents or full-width digits: what reads as a number to one program
    and as text to another is told, not guessed.
    """
    if not _PLAIN.fullmatch(text) or len(text) > MOST_DIGITS:
        return None
    return Decimal(text)


def whole_in(text: str) -> int | None:
    """Return the whole number, 0 or above, that a cell holds; None where it holds none."""
    number = number_in(text)
    return int(number) if number is not None and re.fullmatch("[0-9]+", text) else None
