"""Proportions in words: 一成 / a tenth, 三分之二 / two thirds, 两倍 / twice."""

from __future__ import annotations

from fractions import Fraction

from duizhao.language.numerals import spelled
from duizhao.language.words import ENGLISH_ORDINALS, locale_of

# The fractions that prose has words for, the plainest first: of two that are near, it is said.
FRACTIONS = tuple(
    Fraction(part, whole)
    for whole in (2, 3, 4, 5, 10)
    for part in range(1, whole)
    if Fraction(part, whole).denominator == whole
)


def fraction_text(fraction: Fraction, language: str) -> str:
    """A part of a whole in words: 一半, 三分之二, 三成 / half, two thirds, three tenths.

    ValueError for a fraction that is none of `FRACTIONS`.
    """
    locale_of(language)
    if fraction not in FRACTIONS:
        raise ValueError(f"{fraction} has no words")
    part, whole = fraction.numerator, fraction.denominator
    if language == "zh":
        if whole == 2:
            return "一半"
        return f"{_han(part)}成" if whole == 10 else f"{_han(whole)}分之{_han(part)}"
    if whole == 2:
        return "half"
    name = "quarter" if whole == 4 else ENGLISH_ORDINALS[whole]
    return f"a {name}" if part == 1 else f"{spelled(part, 'en')} {name}s"


def multiple_text(n: int, language: str) -> str:
    """A whole multiple in words: 两倍, 三倍 / twice, three times; ValueError below two."""
    locale_of(language)
    if n < 2:
        raise ValueError(f"{n} is no multiple")
    if language == "zh":
        return ("两" if n == 2 else spelled(n, "zh")) + "倍"
    return "twice" if n == 2 else f"{spelled(n, 'en')} times"


def _han(n: int) -> str:
    return spelled(n, "zh")
