"""Wording: how a stored number, a list or a trend is said in Chinese ("zh") and in English ("en").

Pure functions over Decimals; the language is always an argument. What is written in one language
can be read back to the digit.
"""

from duizhao.language.collation import sort_key
from duizhao.language.digits import TooPrecise, rounded
from duizhao.language.numbers import date_text, number_text
from duizhao.language.numerals import ordinal, spelled
from duizhao.language.phrases import Trend, joined, joined_with, trend_verb, trend_word
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
    "rounded",
    "sort_key",
    "spelled",
    "trend_verb",
    "trend_word",
]
