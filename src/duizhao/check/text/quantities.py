"""Quantities: the numbers of a running text by value and unit, alike in both languages.

2.45亿元 and RMB 245 million are one quantity; so are 近三成 and 30 per cent, 第十四 and 14th,
2023年6月 and June 2023. What only looks like a number (5G, GPT-4, v1.2.3, 10:30) names something.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from duizhao.check.text.dates import MONTHS, NAMED_MONTH
from duizhao.check.text.numbers_in_words import english, han

# What a number counts: nothing in particular, or one of these.
PERCENT, POINTS, TIMES, RANK, REFERENCE, NAME = (
    *("percent", "points", "times", "rank", "reference", "name"),
)
YEAR, MONTH, DAY, CENTURY = "year", "month", "day", "century"
_SCALES = {
    "万亿": 12,
    "千亿": 11,
    "百亿": 10,
    "十亿": 9,
    "亿": 8,
    "千万": 7,
    "百万": 6,
    "十万": 5,
    "万": 4,
    "千": 3,
    "百": 2,
    "trillion": 12,
    "tn": 12,
    "billion": 9,
    "bn": 9,
    "million": 6,
    "mn": 6,
    "thousand": 3,
    "hundred": 2,
    "m": 6,
    "b": 9,
    "k": 3,
}
_POWERS = {f"{word}s": power for word, power in _SCALES.items()} | _SCALES
_PER_MILLE = Decimal("0.1")


@dataclass(frozen=True)
class Quantity:
    """A number in a text: its offsets, its value, what it counts, and how finely it is said.

    `step` is one of its last digit: 0.01 for 3.14, 10000 for 5万. `digits` says that it is written
    in digits: words for numbers are as often no numbers at all. A fraction, such as a half, is a
    percentage that nobody has counted (`exact` is false). `plain` is the number without the power
    of ten that is said behind it; `name` are the letters that it is a part of, where it names.
    """

    start: int
    end: int
    value: Decimal
    unit: str
    step: Decimal
    plain: Decimal
    digits: bool = True
    exact: bool = True
    name: str = ""

    @property
    def telling(self) -> bool:
        """Whether it can hardly go without saying in a translation, nor be met by chance."""
        if (
            self.unit in (MONTH, DAY, CENTURY, RANK, REFERENCE, NAME)
            or not self.digits
            or not self.exact
        ):
            return False
        return (
            self.unit in (PERCENT, POINTS, YEAR)
            or self.value >= 100
            or self.value != self.value.to_integral_value()
        )

    def equals(self, other: Quantity) -> bool:
        """Whether both are the same number, in whatever unit."""
        if not (self.exact and other.exact):
            return abs(self.value - other.value) <= 1
        return self.value == other.value

    def rounds_to(self, other: Quantity) -> bool:
        """Whether both are one number that is said less finely once."""
        return abs(self.value - other.value) <= max(self.step, other.step) / 2


_NUMBER = r"\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?"
# Between a number and its unit stands nothing but space and the marks of emphasis.
_GAP = r"[\s*_]{0,4}"
_SHAPES = {
    "zh": re.compile(
        rf"(?P<bc>公元前)?(?P<rank>第{_GAP})?(?P<number>{_NUMBER})"
        rf"(?:{_GAP}(?P<scale>万亿|千亿|百亿|十亿|亿|千万|百万|十万|万|"
        r"千(?!米|克|瓦|字)|百(?!分)|[kK](?![A-Za-z])))?"
        rf"(?:[余多])?(?:{_GAP}(?P<unit>个?百分点|[%％]|‰|倍|成(?![为立员本功长果分熟都])|年代|世纪(?!\s?\d0\s?年代)|年(?!级|龄|限|均|间|化)|月(?!均)|日(?!均)|号))?"
    ),
    "en": re.compile(
        rf"(?P<number>{_NUMBER})"
        r"(?:(?P<rank>st|nd|rd|th)(?P<century>[- ]centur(?:y|ies)\b)?(?![A-Za-z])|"
        rf"(?:{_GAP}-?(?P<scale>万亿|亿|万|trillion|billion|million|thousand|hundred|bn|mn|tn|(?:k|(?-i:[MB]))(?![A-Za-z])))?"
        rf"(?:{_GAP}-?(?P<unit>percentage[\s-]points?|basis[\s-]points?|pp\b|[%％]|‰|per[\s]?cent\b|"
        r"per thousand\b|"
        r"times\b|-?fold\b|s\b))?)",
        re.IGNORECASE,
    ),
}
_UNITS = {
    "%": PERCENT,
    "％": PERCENT,
    "percent": PERCENT,
    "‰": "mille",
    "perthousand": "mille",
    "世纪": CENTURY,
    "成": "tenths",
    "个百分点": POINTS,
    "百分点": POINTS,
    "percentagepoint": POINTS,
    "pp": POINTS,
    "percentagepoints": POINTS,
    "percentage-point": POINTS,
    "percentage-points": POINTS,
    "倍": TIMES,
    "times": TIMES,
    "fold": TIMES,
    "-fold": TIMES,
    "年": YEAR,
    "s": YEAR,
    "年代": YEAR,
    "月": MONTH,
    "日": DAY,
    "号": DAY,
}
# A number beside a letter is part of a name, between dots of a version, with a colon a time.
_NAMED = re.compile(r"[A-Za-z][-–+.]?$|/[A-Z]+\s$|[$@/\\]$|\d[.:]$|[A-Za-z]\d*[-–.]$")
_NAMES_ON = re.compile(r"[A-Za-z](?<![kKx倍])|[:.]\d|[-–/]?[A-Za-z]{2,}-\d|/\d")
# The number of a figure or a section names it.
_REFERENCE = re.compile(
    r"(?:[表图注式章节]|\b(?:tables?|fig(?:ure|s|\.)?s?|sections?|chapters?|eq(?:uation|s|\.)?s?|"
    r"listings?|versions?|parts?|steps?))[\s*_]*\(?$|#$",
    re.IGNORECASE,
)
_CURRENCY = re.compile(r"(?:US|HK|A|C|NT)?\$$|(?:RMB|CNY|USD|EUR|GBP|HKD|JPY)\s?$")
_MONTH_NAMES = {
    name.lower(): number
    for number, month in enumerate(MONTHS, 1)
    for name in (month, month[:3], f"{month[:3]}.", "Sept" if number == 9 else month)
}
_MONTHS = re.compile(
    r"\b(?:(?P<day>\d{1,2})(?:st|nd|rd|th)?(?:\s*(?:[-–—]|and|to)\s*(?P<until>\d{1,2}))?\s+(?:of\s+)?)?"
    rf"(?P<month>(?:{NAMED_MONTH})\b|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
    r"(?:\s+(?P<on>\d{1,2})(?:st|nd|rd|th)?(?!\d)(?:\s*(?:[-–—]|and|to)\s*(?P<last>\d{1,2})(?!\d))?,?)?"
    r"(?:,?\s+(?P<year>\d{4})\b)?"
)
_ISO = re.compile(
    r"(?<![\d-])(?P<year>(?:1[5-9]|20|21)\d\d)(?P<mark>[-/.])(?P<month>0?[1-9]|1[0-2])"
    r"(?:(?P=mark)(?P<day>0?[1-9]|[12]\d|3[01])|(?<!\.\d)(?<!\.\d\d))(?![\d-])(?!\.\d)"
)
_TO = {
    "zh": re.compile(r"\s?[-–—~～至到和、]\s?"),
    "en": re.compile(r"\s?[-–—]\s?|\s(?:to|and|or)\s"),
}
_DECADE = re.compile(r"(\d\d)\s?世纪\s?(\d0)\s?年代")
_TENS = re.compile(r"[5-9]\d0|1\d\d0|20\d0")  # the 1330s
_PLAIN_YEAR = re.compile(r"(?:1[5-9]|20|21)\d\d")
_WIDE = str.maketrans("０１２３４５６７８９．％，", "0123456789.%,")


@lru_cache(maxsize=8192)
def quantities(text: str, language: str) -> tuple[Quantity, ...]:
    """Return the numbers of a text in order; what is masked in it is no text."""
    plain = text.translate(_WIDE) if any(ord(c) > 0xFF00 for c in text) else text
    found = list(_dates(plain, language))
    taken = {at for one in found for at in range(one.start, one.end)}
    for one in _in_digits(plain, language):
        if one.start not in taken:
            found.append(one)
            taken.update(range(one.start, one.end))
    found = list(_ranges(sorted(found, key=lambda one: one.start), plain, language))
    words = han(plain) if language == "zh" else english(plain)
    for start, end, value, unit, exact in words:
        if start not in taken and end - 1 not in taken:
            step = Decimal(1) if unit != PERCENT else Decimal(10)
            found.append(Quantity(start, end, value, unit, step, value, digits=False, exact=exact))
            taken.update(range(start, end))
    return tuple(sorted(found, key=lambda one: one.start))


def _ranges(numbers: Sequence[Quantity], text: str, language: str) -> Iterator[Quantity]:
    """Yield numbers, the first of a range in the power of ten and the unit of its second."""
    for one, other in itertools.zip_longest(numbers, numbers[1:]):
        if other is None or one.unit or one.step >= 10 or not other.digits:
            yield one
            continue
        joint = text[one.end : other.start]
        power = _power_said(text[other.start : other.end])
        if _TO[language].fullmatch(joint) and (power or other.unit in (PERCENT, POINTS)):
            unit = other.unit if other.unit in (PERCENT, POINTS) else one.unit
            value, step = one.value.scaleb(power), one.step.scaleb(power)
            yield replace(one, value=value, step=step, unit=unit)
        else:
            yield one


def _power_said(text: str) -> int:
    word = re.search(r"[A-Za-z]+|[百千万亿]+", text)
    return _POWERS.get(word[0].lower(), 0) if word else 0


def _dates(text: str, language: str) -> Iterator[Quantity]:
    if language == "zh":
        for match in _DECADE.finditer(text):
            year = Decimal(100 * (int(match[1]) - 1) + int(match[2]))
            yield Quantity(match.start(), match.end(), year, YEAR, Decimal(1), year)
    patterns = [_ISO] if language == "zh" else [_ISO, _MONTHS]
    for pattern in patterns:
        for match in pattern.finditer(text):
            parts = match.groupdict()
            for name, said in parts.items():
                if said is None or name == "mark":
                    continue
                unit = name if name in (YEAR, MONTH) else DAY
                value = Decimal(_MONTH_NAMES.get(said.lower()) or int(said.rstrip(".")))
                yield Quantity(*match.span(name), value, unit, Decimal(1), value)


def _in_digits(text: str, language: str) -> Iterator[Quantity]:
    for match in _SHAPES[language].finditer(text):
        number, start = match["number"], match.start("number")
        written = re.sub("[,，]", "", number)
        value, power = Decimal(written), 0
        if (name := _name(match, text)) is not None:
            end = match.end("number")
            yield Quantity(start, end, value, NAME, Decimal(1), value, name=name)
            continue
        plain = value
        if match["scale"]:
            power = _POWERS[match["scale"].lower()]
        step = Decimal(1).scaleb(int(value.as_tuple().exponent) + power)
        value = value.scaleb(power)
        unit = _UNITS.get(re.sub(r"\s", "", (match["unit"] or "")).lower(), "")
        if match["rank"]:
            unit = CENTURY if match.groupdict().get("century") else RANK
        elif not unit and _REFERENCE.search(text[max(0, start - 12) : start]):
            unit = REFERENCE
        elif "basis" in (match["unit"] or "").lower():
            value, step, unit = value / 100, step / 100, POINTS
        if unit == "mille":
            value, step, unit = value * _PER_MILLE, step * _PER_MILLE, PERCENT
        elif unit == "tenths":
            value, step, unit = value * 10, Decimal(10), PERCENT
        elif unit == YEAR or (not unit and not power and _PLAIN_YEAR.fullmatch(number)):
            unit = YEAR if _PLAIN_YEAR.fullmatch(written) or match["unit"] == "s" else ""
        elif unit in (MONTH, DAY) and not (value <= 31 and value == int(value)):
            unit = ""
        yield Quantity(start, match.end(), +value, unit, step, plain)


def _name(match: re.Match[str], text: str) -> str | None:
    """Return the letters of the name that a number is part of, "" for 10:30; None for a number."""
    start, before = match.start(), text[max(0, match.start() - 6) : match.start()]
    number = re.sub("[,，]", "", match["number"])
    names = (
        (_NAMED.search(before) and not _CURRENCY.search(before))
        or _NAMES_ON.match(text, match.end())
        or (len(number) > 1 and number[0] == "0" and number[1] != ".")  # 007
        or (match["scale"] in ("M", "B") and text[start - 1 : start] not in "$€£¥")  # 13B
        or ((match["unit"] or "").lower() == "s" and not _TENS.fullmatch(number))
    )
    if not names:
        return None
    behind = re.match(r"[A-Za-z]+(?![a-z])", text[match.end("number") :])
    own = re.search(r"[A-Za-z]+[-–]?$", text[:start])
    return "".join(letters[0] for letters in (own, behind) if letters)
