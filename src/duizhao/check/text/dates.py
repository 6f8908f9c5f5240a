"""Dates: the years, days, months, decades and centuries that a text names, in one form for both."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from duizhao.language.en.numerals import ORDINALS

MONTHS = [
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
]
_CENTURY = r"(?:1[5-9]|20|21)"
YEAR = rf"{_CENTURY}\d\d"
RANGE = r"\s*[—–\-~～〜至到]+\s*"
# May and March are words as well: a month they are beside a number, and where a capital letter
# stands within a sentence or behind such a word.
_TITLES = ("Mr", "Mrs", "Ms", "Dr", "Sir", "Mayor", "Minister", "President", "Professor")
_NO_TITLE = "".join(rf"(?<!\b{title} )" for title in _TITLES)
NAMED_MONTH = (
    rf"(?:{'|'.join(one for one in MONTHS if one not in ('March', 'May'))}|"
    rf"{_NO_TITLE}(?:(?<=\d )|(?<=st )|(?<=nd )|(?<=rd )|(?<=th )|(?<=[a-z,] )|(?<=[–—-])|"
    r"(?<=\bIn )|(?<=\bBy )|(?<=\bFrom )|(?<=\bSince )|(?<=\bUntil ))(?:March|May)|"
    r"(?:March|May)(?=[–—-]| \d))"
)
_DECADES = {one: n for n, one in enumerate("一二三四五六七八九", 1)}
_ZH = re.compile(
    rf"(?P<decade>(\d\d|十[一二三四五六七八九]|二十[一二]?)世纪(\d|[一二三四五六七八九])[0〇十]年代)|"
    rf"(?P<tens>{_CENTURY}\d0)年代|"
    r"(?P<words>[一二][〇零一二三四五六七八九]{3})年|"
    rf"(?P<century>\d\d|十[一二三四五六七八九]|二十[一二]?)世纪|"
    rf"(?<![\d.,])(?P<year>{YEAR})(?![\d.,]*\d|%)(?={RANGE}{YEAR}|年|[/／]\d\d|$|[^\u4e00-\u9fff%‰])"
    r"(?:[/／](?P<short>\d\d)(?!\d))?年?|"
    rf"(?<=\d\d\d\d[—–~～-])(?P<last>{YEAR})(?![\d.,%])年?|"
    rf"(?:(?<![\d个])(?P<first>\d{{1,2}})月?{RANGE})?(?<![\d个第])(?P<month>\d{{1,2}})月"
    r"(?!\d*份额)(?:(?P<day>\d{1,2})[日号])?"
)
_EN = re.compile(
    rf"(?P<decade>{_CENTURY}\d0)s\b|"
    r"\b(?P<century>\d{1,2})(?:st|nd|rd|th)[- ]centur(?:y|ies)\b|"
    rf"\b(?P<ordinal>{'|'.join(o for o in ORDINALS[15:] if o)}|twenty-first)[- ]centur(?:y|ies)\b|"
    rf"(?:\b(?P<before>\d{{1,2}})(?:st|nd|rd|th)? )?\b(?P<month>{NAMED_MONTH})\b"
    rf"(?: (?P<after>\d{{1,2}})(?:st|nd|rd|th)?(?!\d))?|"
    rf"(?<![\d.,])(?P<year>{YEAR})(?:[–/-](?P<short>\d\d)(?!\d))?(?![\d,.]*\d|%)"
)


class Date(NamedTuple):
    """A date that a text names: offsets, and the date as `1998`, `5/20`, `5/`, `1990s`, `20th`."""

    start: int
    end: int
    name: str


def dates(text: str, language: str) -> list[Date]:
    """Return the dates that a text names, in order; of a range its ends."""
    return list(_chinese(text) if language == "zh" else _english(text))


def _chinese(text: str) -> Iterator[Date]:
    for match in _ZH.finditer(text):
        start, end = match.span()
        if match["decade"]:
            yield Date(start, end, f"{_number(match[2]) - 1}{_digit(match[3])}0s")
        elif match["tens"]:
            yield Date(start, end, f"{match['tens']}s")
        elif match["century"]:
            yield Date(start, end, f"{_number(match['century'])}th")
        elif match["words"]:
            yield Date(start, end, "".join(str(_DECADES.get(one, 0)) for one in match["words"]))
        elif match["year"] or match["last"]:
            yield Date(start, end, match["year"] or match["last"])
            if match["short"]:
                yield Date(start, end, match["year"][:2] + match["short"])
        else:
            if match["first"]:
                yield Date(start, end, f"{int(match['first'])}/")
            day = int(match["day"]) if match["day"] else ""
            yield Date(start, end, f"{int(match['month'])}/{day}")


def _english(text: str) -> Iterator[Date]:
    for match in _EN.finditer(text):
        start, end = match.span()
        if match["decade"]:
            yield Date(start, end, f"{match['decade']}s")
        elif match["century"] or match["ordinal"]:
            said = match["ordinal"] or ""
            number = match["century"] or (21 if said == "twenty-first" else ORDINALS.index(said))
            yield Date(start, end, f"{number}th")
        elif match["month"]:
            day = match["before"] or match["after"]
            month = MONTHS.index(match["month"]) + 1
            yield Date(start, end, f"{month}/{int(day) if day else ''}")
        else:
            yield Date(start, end, match["year"])
            if match["short"]:
                yield Date(start, end, match["year"][:2] + match["short"])


def _number(text: str) -> int:
    """Return a century’s number, in digits or in words: 20, 二十, 十九."""
    if text.isdigit():
        return int(text)
    tens, _, ones = text.partition("十")
    return 10 * (_DECADES.get(tens, 1)) + _DECADES.get(ones, 0)


def _digit(text: str) -> int:
    return int(text) if text.isdigit() else _DECADES[text]
