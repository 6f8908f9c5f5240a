"""Measures: the unit that stands beside a number, alike in both languages: 6天, 6 days, 12 GW."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cache

from duizhao.check.text.quantities import Quantity
from duizhao.compare.paragraphs import Paragraph

# Of each dimension its units: how many of the first one each is, and its words in both languages.
_UNITS: dict[str, dict[str, tuple[str, str]]] = {
    "time": {
        "1": ("秒钟?", "seconds?"),
        "60": ("分钟", "minutes?|min"),
        "3600": ("小时", "hours?"),
        "86400": ("天", "days?"),
        "604800": ("周(?!年|岁|边|围|期)|星期", "weeks?"),
    },
    "months": {"1": ("个月", "months?"), "12": ("年|周?岁", "years?(?:[- ]olds?)?")},
    "length": {
        "0.001": ("毫米", "mm|millimet(?:re|er)s?"),
        "0.01": ("厘米", "cm|centimet(?:re|er)s?"),
        "1": ("米", "met(?:re|er)s?"),
        "1000": ("公里|千米", "km|kilomet(?:re|er)s?"),
    },
    "area": {
        "1": ("平方米", "m²|square met(?:re|er)s?|sq m"),
        "10000": ("公顷", "ha|hectares?"),
        "1000000": ("平方公里|平方千米", "km²|square kilomet(?:re|er)s?"),
    },
    "mass": {
        "0.001": ("克", "g|grams?"),
        "1": ("公斤|千克", "kg|kilograms?"),
        "1000": ("吨", "tonnes?|metric tons?|tons?"),
    },
    "volume": {
        "0.001": ("升", "lit(?:re|er)s?"),
        "1": ("立方米", "m³|cubic met(?:re|er)s?"),
    },
    "power": {
        "1000": ("千瓦", "kW|kilowatts?"),
        "1000000": ("兆瓦", "MW|megawatts?"),
        "1000000000": ("吉瓦", "GW|gigawatts?"),
        "1000000000000": ("太瓦", "TW|terawatts?"),
    },
    "energy": {
        "1000": ("千瓦时|度电", "kWh|kilowatt[- ]hours?"),
        "1000000": ("兆瓦时", "MWh|megawatt[- ]hours?"),
        "1000000000": ("吉瓦时", "GWh|gigawatt[- ]hours?"),
        "1000000000000": ("太瓦时", "TWh|terawatt[- ]hours?"),
    },
}
# Currencies have no rate here: one is another one, and that is all.
_MONEY = {
    "dollar": ("美元", r"(?:US )?dollars?", r"(?<![A-Z])(?:US)?\$\s?$|USD\s?$"),
    "euro": ("欧元", "euros?", r"€\s?$|EUR\s?$"),
    "yen": ("日元", "yen", r"JPY\s?$"),
    "pound": ("英镑", "pounds?", r"£\s?$|GBP\s?$"),
    "yuan": ("元", "yuan|RMB", r"(?:RMB|CNY)\s?¥?\s?$|¥\s?$"),
}
_MORE = {
    "zh": r"\s?[余多]?\s?",
    "en": r"[\s-]?(?:(?:consecutive|straight|successive|full|more)\s)?",
}


@dataclass(frozen=True)
class Measure:
    """A unit: of which dimension, and how many of its first unit; a currency has only its name.

    `length` is how many characters behind the number it takes.
    """

    dimension: str
    factor: Decimal | None
    name: str
    length: int = field(default=0, compare=False)


def measure(paragraph: Paragraph, number: Quantity) -> Measure | None:
    """Return the unit of a number; None where it has none that is known."""
    text, language = paragraph.masked, paragraph.language
    if number.unit:
        return None
    for name, (*_, sign) in _MONEY.items():
        if re.search(sign, text[max(0, number.start - 6) : number.start]):
            return Measure("money", None, name)
    found = _after(language).match(text, number.end)
    if found is None or found.lastgroup is None:
        return None
    return replace(_known(language)[found.lastgroup][0], length=len(found[0]))


def same(one: Measure, other: Measure) -> bool:
    """Whether both are one unit."""
    if one.factor is None:
        return one == other
    return (one.dimension, one.factor) == (other.dimension, other.factor)


@cache
def _known(language: str) -> dict[str, tuple[Measure, str]]:
    """Return the units with their words, by the name of their group in the pattern.

    The longest come first: 千瓦时 before 千瓦, 平方公里 before 公里.
    """
    side = 0 if language == "zh" else 1
    units = [
        (Measure(dimension, Decimal(factor), words[side]), words[side])
        for dimension, factors in _UNITS.items()
        for factor, words in factors.items()
    ]
    units += [(Measure("money", None, name), words[side]) for name, words in _MONEY.items()]
    units.sort(key=lambda one: -max(map(len, one[1].split("|"))))
    return {f"u{index}": one for index, one in enumerate(units)}


@cache
def _after(language: str) -> re.Pattern[str]:
    ends = r"(?![A-Za-z²³])" if language == "en" else ""
    groups = "|".join(f"(?P<{name}>{words})" for name, (_, words) in _known(language).items())
    return re.compile(rf"{_MORE[language]}(?:{groups}){ends}")
