"""Every numeral of a source text, with its place: `python -m tests.sources.extract TEXT`.

The source texts are not part of the repository; what is kept of them is the list of their
numerals (`<edition>_numerals.csv`) and their checksum. This module finds the numerals again.
"""

from __future__ import annotations

import re
import sys
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

# Arabic digits with their separators, decimals and version points, or a run of Chinese numeral
# signs. No exceptions for names such as 百度 or 零售: the committed list says what each numeral is.
NUMERAL = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)*|[〇零一二三四五六七八九十百两双]+")
DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"两": 2}


class Numeral(NamedTuple):
    """A numeral as printed, with its line and its column (both from 1)."""

    line: int
    column: int
    text: str


def numerals(text: str) -> list[Numeral]:
    """Return every numeral of `text` in reading order."""
    return [
        Numeral(line, match.start() + 1, match.group())
        for line, content in enumerate(text.split("\n"), 1)
        for match in NUMERAL.finditer(content)
    ]


def number(text: str) -> Decimal:
    """Return the number that a numeral of Arabic digits, or a Chinese one below 100, means."""
    if text[0].isdecimal():
        return Decimal(text.replace(",", ""))
    tens, ten, ones = text.rpartition("十")
    value = DIGITS[ones] if ones else 0
    return Decimal(value + (10 * (DIGITS[tens] if tens else 1) if ten else 0))


if __name__ == "__main__":
    for found in numerals(Path(sys.argv[1]).read_text(encoding="utf-8")):
        print(*found, sep=",")
