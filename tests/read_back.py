"""Reads back what `number_text` wrote, and nothing else: what proves that no digit is lost."""

import re
from datetime import date
from decimal import Decimal

from duizhao.language import language_of
from duizhao.language.digits import EXACT, MINUS, decimals_of
from duizhao.language.numbers import magnitude_word, number_text
from duizhao.language.numerals import ordinal
from duizhao.language.pack import LAST_ORDINAL_SPELLED

_DIGITS = re.compile(
    rf"(?P<minus>{MINUS}?)\D*?(?P<digits>[0-9][0-9,]*(?:\.[0-9]+)?)(?P<rest>\D*)", re.ASCII
)


def parse_number(text: str, unit: str, language: str, currency: str | None = None) -> Decimal:
    """The number that `number_text` wrote as `text`: 4600万 and "46 million" are both 46000000.

    Closing zeros are kept (21.90% is 21.90); a date is its `date.toordinal()`; money needs its
    currency. Strict: ValueError for every text that `number_text` would write in another way,
    such as "4,311" in Chinese, "4311" in English, or a hyphen for a minus.
    """
    language_of(language)
    number = _candidate(text, unit, language)
    if number is not None:
        decimals = max(0, decimals_of(number))
        if number_text(number, unit, decimals, language, currency) == text:
            return number
    raise ValueError(f"{text!r} is not a {unit} as {language!r} writes it")


def _candidate(text: str, unit: str, language: str) -> Decimal | None:
    """The number that the text holds if it is well formed, which the caller then proves."""
    if unit == "date":
        return _day(text, language)
    if unit == "rank":
        for rank in range(1, LAST_ORDINAL_SPELLED + 1):
            if text == ordinal(rank, language):
                return Decimal(rank)
    found = _DIGITS.fullmatch(text)
    if not found:
        return None
    number = Decimal(found["digits"].replace(",", ""))
    for power, _ in language_of(language).numbers.magnitudes.get(unit, ()):
        if found["rest"].startswith(magnitude_word(power, language)):
            number = number.scaleb(power, EXACT)
    return number.copy_negate() if found["minus"] else number


def _day(text: str, language: str) -> Decimal | None:
    if language == "en":  # the same order as in Chinese: year, month, day
        for month, name in language_of(language).locale.months["format"]["wide"].items():
            text = re.sub(rf"^([0-9]+) {name} ([0-9]+)$", rf"\2-{month}-\1", text)
    try:
        return Decimal(date(*map(int, re.findall("[0-9]+", text))).toordinal())
    except (TypeError, ValueError, OverflowError):
        return None
