"""Language: how numbers, names and judgements are said in each language that a report has.

A language is a pack of its own (`zh`, `en`), one value of `pack.Language`, found by its code in
`packs`. What stands here asks it: pure functions over Decimals; the language is always an
argument. What is written in one language can be read back to the digit.
"""

from duizhao.language.collation import sort_key
from duizhao.language.digits import TooPrecise, rounded
from duizhao.language.labels import UNITS
from duizhao.language.numbers import common_power, date_text, number_text
from duizhao.language.numerals import ordinal, spelled
from duizhao.language.pack import Language, Trend
from duizhao.language.packs import DEFAULT, PACKS, language_of
from duizhao.language.phrases import (
    joined,
    joined_with,
    threshold_text,
    trend_verb,
    trend_word,
)

__all__ = [
    "DEFAULT",
    "PACKS",
    "UNITS",
    "Language",
    "TooPrecise",
    "Trend",
    "common_power",
    "date_text",
    "joined",
    "joined_with",
    "language_of",
    "number_text",
    "ordinal",
    "rounded",
    "sort_key",
    "spelled",
    "threshold_text",
    "trend_verb",
    "trend_word",
]
