"""Whole numbers in letters: 二十四 / twenty-four, 第四 / fourth."""

from decimal import Decimal

from duizhao.language.digits import grouped
from duizhao.language.words import (
    CHINESE_DIGITS,
    CHINESE_PLACES,
    ENGLISH_CARDINALS,
    ENGLISH_ORDINALS,
    ENGLISH_TENS,
    MINUS,
    ORDINAL,
    locale_of,
)

LAST_SPELLED = {"zh": 9999, "en": 99}
LAST_ORDINAL_SPELLED = 20


def spelled(n: int, language: str) -> str:
    """A whole number in letters: 二十四 / twenty-four.

    Chinese spells 0 to 9999, English 0 to 99; beyond that, digits. 2 is 二: whether a sentence
    wants 两 is its author's choice.
    """
    locale_of(language)
    if not 0 <= n <= LAST_SPELLED[language]:
        return (MINUS if n < 0 else "") + grouped(Decimal(abs(n)), language)
    return _chinese(n) if language == "zh" else _english(n)


def ordinal(n: int, language: str) -> str:
    """A rank: 第四 / fourth, in letters up to twenty, then 第21 / 21st; ValueError below one."""
    if n < 1:
        raise ValueError(f"a rank starts at one, not at {n}")
    locale = locale_of(language)
    if n > LAST_ORDINAL_SPELLED:
        forms = ORDINAL[language]
        form = forms.get(locale.ordinal_form(n), forms["other"])
        return form.format(grouped(Decimal(n), language))
    return ORDINAL["zh"]["other"].format(_chinese(n)) if language == "zh" else ENGLISH_ORDINALS[n]


def _chinese(n: int) -> str:
    """0 to 9999: an inner gap is one 零, and a leading 一十 is just 十."""
    places = reversed(list(enumerate(reversed(str(n)))))
    text = "".join(
        CHINESE_DIGITS[int(digit)] + (CHINESE_PLACES[place] if digit != "0" else "")
        for place, digit in places
    )
    text = text.replace("零零", "零")
    return text.rstrip("零").removeprefix("一" if text.startswith("一十") else "") or "零"


def _english(n: int) -> str:
    if n < len(ENGLISH_CARDINALS):
        return ENGLISH_CARDINALS[n]
    tens, ones = divmod(n, 10)
    return ENGLISH_TENS[tens] + (f"-{ENGLISH_CARDINALS[ones]}" if ones else "")
