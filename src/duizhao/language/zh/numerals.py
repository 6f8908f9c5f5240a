"""Whole numbers and proportions in Chinese letters: 二十四, 第四, 三分之二, 两倍."""

from fractions import Fraction

DIGITS = "零一二三四五六七八九"
PLACES = ("", "十", "百", "千")
LAST_SPELLED = 9999


def spelled(n: int) -> str:
    """Return 0 to 9999 in letters: an inner gap is one 零, and a leading 一十 is just 十."""
    places = reversed(list(enumerate(reversed(str(n)))))
    text = "".join(
        DIGITS[int(digit)] + (PLACES[at] if digit != "0" else "") for at, digit in places
    )
    text = text.replace("零零", "零")
    return text.rstrip("零").removeprefix("一" if text.startswith("一十") else "") or "零"


def counted(n: int) -> str:
    """Return a number as it stands before a measure word: 两 for 2, else as it is spelled."""
    return "两" if n == 2 else spelled(n)


def ordinal(n: int) -> str:
    """Return a rank in letters: 第四."""
    return f"第{spelled(n)}"


def fraction(part: Fraction) -> str:
    """Return a part of a whole in words: 一半, 三分之二, 三成."""
    above, below = spelled(part.numerator), part.denominator
    if below == 2:
        return "一半"
    return f"{above}成" if below == 10 else f"{spelled(below)}分之{above}"


def multiple(n: int) -> str:
    """Return a whole multiple in words: 两倍, 三倍."""
    return f"{counted(n)}倍"
