"""Wording: how a stored number, a list or a trend is said in Chinese ("zh") and in English ("en").

Pure functions over Decimals; the language is always an argument. What is written in one language
can be read back with `parse_number`, to the digit.
"""

from duizhao.language.digits import TooPrecise, rounded
from duizhao.language.numbers import date_text, number_text, quantity_compared
from duizhao.language.numerals import ordinal, spelled
from duizhao.language.phrases import Trend, joined, joined_with, trend, trend_verb, trend_word
from duizhao.language.reading import parse_number
from duizhao.language.words import UNITS

__all__ = [
    "UNITS",
    "TooPrecise",
    "Trend",
    "date_text",
    "joined",
    "joined_with",
    "number_text",
    "ordinal",
    "parse_number",
    "quantity_compared",
    "rounded",
    "spelled",
    "trend",
    "trend_verb",
    "trend_word",
]
