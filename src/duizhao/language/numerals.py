"""Whole numbers in letters: 二十四 / twenty-four, 第四 / fourth."""

from decimal import Decimal

from duizhao.language.digits import MINUS, grouped
from duizhao.language.pack import LAST_ORDINAL_SPELLED
from duizhao.language.packs import language_of


def spelled(n: int, language: str) -> str:
    """A whole number in letters: 二十四 / twenty-four.

    Chinese spells 0 to 9999, English 0 to 99; beyond that, digits. 2 is 两, as before a measure
    word: what is spelled out counts something.
    """
    numbers = language_of(language).numbers
    if not 0 <= n <= numbers.last_spelled:
        return (MINUS if n < 0 else "") + grouped(Decimal(abs(n)), language)
    return numbers.spelled(n)


def ordinal(n: int, language: str) -> str:
    """A rank: 第四 / fourth, in letters up to twenty, then 第21 / 21st; ValueError below one."""
    if n < 1:
        raise ValueError(f"a rank starts at one, not at {n}")
    pack = language_of(language)
    if n <= LAST_ORDINAL_SPELLED:
        return pack.numbers.ordinal(n)
    forms = pack.numbers.ordinal_forms
    form = forms.get(pack.locale.ordinal_form(n), forms["other"])
    return form.format(grouped(Decimal(n), language))
