"""Proportions in words: 一成 / a tenth, 三分之二 / two thirds, 两倍 / twice."""

from __future__ import annotations

from fractions import Fraction

from duizhao.language.packs import language_of

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
    numbers = language_of(language).numbers
    if fraction not in FRACTIONS:
        raise ValueError(f"{fraction} has no words")
    return numbers.fraction(fraction)


def multiple_text(n: int, language: str) -> str:
    """A whole multiple in words: 两倍, 三倍 / twice, three times; ValueError below two."""
    numbers = language_of(language).numbers
    if n < 2:
        raise ValueError(f"{n} is no multiple")
    return numbers.multiple(n)
