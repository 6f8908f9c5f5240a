"""Numbers as people and programs write them: read exactly, never through a float."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

import numpy as np

# RE2 and Python's re.ASCII alike.
PLAIN = r"^[+-]?\d{1,18}(?:\.0*)?$"  # a whole number that int64 holds in any case
NUMERAL = r"^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$"
# From here on, spreadsheets and programs shorten whole numbers to 9.14403E+18 and lose digits.
SHORTENED = 11


def exact_integer(text: str) -> int | None:
    """Return the whole number that a text writes, or None: no number, too large, or shortened."""
    number = decimal(text)
    if number is None or number.adjusted() > 18:
        return None
    if re.search("[eE]", text) and number.adjusted() >= SHORTENED:
        return None
    if number != number.to_integral_value():
        return None
    whole = int(number)
    return whole if -(2**63) <= whole < 2**63 else None


def is_exact(text: str, width: int = 64) -> bool:
    """Tell whether a float of `width` bits holds the whole number that plain digits write.

    Fractions and numbers with an exponent are what floats are for: they are taken as near as
    they come.
    """
    plain = re.fullmatch(r"([+-]?\d+)(?:\.0*)?", text.strip(), re.ASCII)
    if plain is None or len(plain[1]) > 310:
        return plain is None
    whole = int(plain[1])
    number = float(whole) if width >= 64 else float(np.float32(whole))
    return np.isfinite(number).item() and int(number) == whole


def decimal(text: str) -> Decimal | None:
    """Return a finite number as written, or None when the text is no number."""
    if not re.fullmatch(NUMERAL, text, re.ASCII):
        return None
    try:
        number = Decimal(text)
    except InvalidOperation:  # an exponent beyond all bounds
        return None
    return number if number.is_finite() else None
