"""Whole numbers and proportions in English words: twenty-four, fourth, two thirds, twice."""

from fractions import Fraction

CARDINALS = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
    *("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
    *("eighteen", "nineteen"),
)
TENS = (*("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"),)
ORDINALS = (
    *("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"),
    *("tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth"),
    *("seventeenth", "eighteenth", "nineteenth", "twentieth"),
)
LAST_SPELLED = 99


def spelled(n: int) -> str:
    """Return 0 to 99 in words."""
    if n < len(CARDINALS):
        return CARDINALS[n]
    tens, ones = divmod(n, 10)
    return TENS[tens] + (f"-{CARDINALS[ones]}" if ones else "")


def ordinal(n: int) -> str:
    """Return a rank up to twenty in words: fourth."""
    return ORDINALS[n]


def fraction(part: Fraction) -> str:
    """Return a part of a whole in words: half, two thirds, three tenths."""
    if part.denominator == 2:
        return "half"
    name = "quarter" if part.denominator == 4 else ORDINALS[part.denominator]
    return f"a {name}" if part.numerator == 1 else f"{spelled(part.numerator)} {name}s"


def multiple(n: int) -> str:
    """Return a whole multiple in words: twice, three times."""
    return "twice" if n == 2 else f"{spelled(n)} times"
