"""The words that wording is made of: CLDR's, and our own small tables of what CLDR lacks."""

from decimal import Decimal
from typing import NamedTuple

from babel import Locale

LOCALES = {"zh": Locale.parse("zh_CN"), "en": Locale.parse("en_GB")}

UNITS = ("count", "percent", "points", "money", "number", "times", "rank", "year", "date")

MINUS = "\N{MINUS SIGN}"

# Integer digits from which thousands are set apart: 4311 stays whole in Chinese text.
GROUPED_FROM = {"zh": 5, "en": 4}

# What follows the digits, by CLDR plural category.
UNIT_WORDS = {
    "number": {"zh": {"other": ""}, "en": {"other": ""}},
    "percent": {"zh": {"other": "%"}, "en": {"other": "%"}},
    "points": {
        "zh": {"other": "个百分点"},
        "en": {"one": " percentage point", "other": " percentage points"},
    },
    "times": {"zh": {"other": "倍"}, "en": {"other": " times"}},
}

# CLDR says 人民币 and CN¥; economic prose says otherwise.
CURRENCY_WORDS = {"CNY": {"zh": "元", "en": "RMB"}}


class Magnitude(NamedTuple):
    """A power of ten with a name (万, million), used when at most `decimals` decimals remain."""

    power: int
    decimals: int


# Largest first. 万亿 and trillion are left out: statistics count money in 亿 and billions.
MAGNITUDES = {
    ("count", "zh"): (Magnitude(8, 2), Magnitude(4, 0)),
    ("money", "zh"): (Magnitude(8, 2), Magnitude(4, 2)),
    ("count", "en"): (Magnitude(9, 3), Magnitude(6, 3)),
    ("money", "en"): (Magnitude(9, 3), Magnitude(6, 3)),
}
COMPACT_STYLE = {"zh": "short", "en": "long"}  # CLDR's 0亿 and "0 billion"

# What joins a list, between its items and before the last one: CLDR's joints first, then ever
# stronger ones, for items that hold a weaker joint themselves.
JOINTS = {
    "zh": (("、", "和"), ("、", "以及"), ("，", "，以及"), ("；", "；以及")),
    "en": ((", ", " and "), (", ", ", and "), ("; ", "; and ")),
}

# What joins a pair: plainly, or by the second where a name holds a joint itself. A pair has no mark
# stronger than a comma.
PAIR_JOINTS = {"zh": ("和", "以及"), "en": (" and ", ", and ")}

BRACKETED = {"zh": "{}（{}）", "en": "{} ({})"}
ORDINAL = {
    "zh": {"other": "第{}"},
    "en": {"one": "{}st", "two": "{}nd", "few": "{}rd", "other": "{}th"},
}

CHINESE_DIGITS = "零一二三四五六七八九"
CHINESE_PLACES = ("", "十", "百", "千")
ENGLISH_CARDINALS = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
    *("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
    *("eighteen", "nineteen"),
)
ENGLISH_TENS = (
    *("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"),
)
ENGLISH_ORDINALS = (
    *("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"),
    *("tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth"),
    *("seventeenth", "eighteenth", "nineteenth", "twentieth"),
)

TREND_WORDS = {
    "rising": {"zh": "上升", "en": "rising"},
    "falling": {"zh": "下降", "en": "falling"},
    "level": {"zh": "持平", "en": "level"},
}
PACES = {"steady": {"zh": "持续", "en": "steadily"}, "uneven": {"zh": "波动", "en": "unevenly"}}
# As a verb, by tense: fell between two years, has fallen since one, falls.
TREND_VERBS = {
    "past": {
        "rising": {"zh": "上升", "en": "rose"},
        "falling": {"zh": "下降", "en": "declined"},
        "level": {"zh": "持平", "en": "held steady"},
    },
    "perfect": {
        "rising": {"zh": "上升了", "en": "has risen"},
        "falling": {"zh": "下降了", "en": "has declined"},
        "level": {"zh": "保持不变", "en": "has held steady"},
    },
    "present": {
        "rising": {"zh": "上升", "en": "rises"},
        "falling": {"zh": "下降", "en": "declines"},
        "level": {"zh": "持平", "en": "holds steady"},
    },
}


def locale_of(language: str) -> Locale:
    """CLDR's data for "zh" or "en"; ValueError for any other language."""
    if language not in LOCALES:
        raise ValueError(f"unknown language {language!r}; known: {', '.join(LOCALES)}")
    return LOCALES[language]


def unit_word(unit: str, size: Decimal, language: str) -> str:
    """What follows `size` in this unit, the space before it included: " percentage points"."""
    forms = UNIT_WORDS[unit][language]
    return forms.get(locale_of(language).plural_form(size), forms["other"])


def magnitude_word(power: int, language: str) -> str:
    """CLDR's name of a power of ten, the space before it included: 亿, " billion"."""
    formats = locale_of(language).compact_decimal_formats[COMPACT_STYLE[language]]
    pattern: str = formats["other"][str(10**power)].pattern
    return pattern.strip("0")


def around_money(currency: str | None, language: str) -> tuple[str, str]:
    """What stands before and after an amount: ("", "美元") or ("US$", ""), ("RMB ", "").

    `currency` is an ISO 4217 code; ValueError when it is missing or CLDR does not know it.
    """
    locale = locale_of(language)
    if currency is None or currency not in locale.currencies:
        raise ValueError(f"money needs the ISO code of its currency, not {currency!r}")
    own = CURRENCY_WORDS.get(currency, {}).get(language)
    if language == "zh":
        return "", own or locale.currencies[currency]
    symbol = own or locale.currency_symbols.get(currency, currency)
    return (f"{symbol} " if symbol[-1].isalpha() else symbol), ""
