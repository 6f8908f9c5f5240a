"""Typed: dates and numbers that a person typed are the same in both languages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from duizhao.check.registry import BOTH, pair_rule
from duizhao.check.scopes import PairView
from duizhao.check.text.beside import UNBINNED
from duizhao.check.text.dates import Date, dates
from duizhao.check.text.prose import MASK, Passage
from duizhao.check.text.quantities import PERCENT, Quantity, quantities
from duizhao.diagnostics import Diagnostic, Words


@pair_rule("parity-date", "parity", BOTH, beside=UNBINNED)
def parity_date(view: PairView) -> Iterator[Diagnostic]:
    """A year or date that is typed by hand differs between the languages.

    Years, days, months, decades (the 1990s, 20世纪90年代) and centuries may be typed, so the other
    language is what they are tested against.

    手写的年份、日期、年代或世纪在两种语言里不一致。
    """
    if not view.aligned:
        return
    for block in view.blocks:
        said = {p.language: dates(p.own, p.language) for p, _ in block.both}
        for here, there in block.both:
            left = Counter(date.name for date in said[there.language])
            for date in said[here.language]:
                if left[date.name]:
                    left[date.name] -= 1
                elif not _year_there(date.name, there) and not view.excepted(here, date.start):
                    yield _missing("parity-date", here, there, Words("日期", "the date"), date)


def _year_there(text: str, there: Passage) -> bool:
    """Whether what looks like a year, or like none, stands there as the other: 2205, 2,205."""
    plain = re.sub(r"(?<=\d),(?=\d{3})", "", there.own)
    return text.isdigit() and len(text) == 4 and text in plain


@pair_rule("parity-quantity", "parity", BOTH, beside=UNBINNED)
def parity_quantity(view: PairView) -> Iterator[Diagnostic]:
    """A number that is typed by hand has another value in the other language, or none.

    Compared by value, however it is written: 14亿 is 1.4 billion, 近三成 is nearly 30 per cent,
    三分之二 is two thirds, 5G is not 6G. A number in digits or with a part of a whole needs its
    equal in the other language, which may have it in words; so does a large number in words where
    the other language has another one.

    手写的数在另一种语言里是另一个值，或者没有。不论怎样写，都按数值比较：14亿就是1.4 billion，
    近三成就是nearly 30 per cent，5G不是6G。用数字写的数和成数、分数，另一种语言里要有相等的数，
    写成文字也可；用文字写的大数，另一种语言里写的不能是另一个大数。
    """
    if not view.aligned:
        return
    for block in view.blocks:
        said = {p.language: _numbers(p) for p, _ in block.both}
        for here, there in block.both:
            for one in said[here.language]:
                known = any(_equal(one, other, here) for other in said[there.language])
                asked = _told(one, here, there) or _faces(one, said, here, there)
                if known or not asked or view.excepted(here, one.start):
                    continue
                yield _missing("parity-quantity", here, there, Words("数字", "the number"), one)


# Numbers of sections are no quantities; they may be said in words: 第五章第二节, section 5.2.
_SECTIONS = {
    "zh": re.compile(r"第[\d.]+[章节条款页届期卷]|[章节]\s?[\d.]+"),
    "en": re.compile(
        r"\b(?:sections?|chapters?|pages?|issues?|volumes?)\s[\d.]+(?:(?:, | and | to |–)[\d.]+)*",
        re.IGNORECASE,
    ),
}
# A number with so many digits is the same number where its power of ten goes without saying.
_TELLING = 1000


def _numbers(passage: Passage) -> tuple[Quantity, ...]:
    """Return the numbers of a passage that are no dates and name no section."""
    text = passage.own
    for start, end, _ in dates(text, passage.language):
        text = text[:start] + MASK * (end - start) + text[end:]
    text = _SECTIONS[passage.language].sub(lambda match: MASK * len(match[0]), text)
    return quantities(text, passage.language)


def _equal(one: Quantity, other: Quantity, here: Passage) -> bool:
    if one.value == other.value and (one.unit == PERCENT) == (other.unit == PERCENT):
        return True
    said = one.value == one.plain or other.value == other.plain
    digits = re.sub(r"\D", "", here.own[one.start : one.end])
    return said and one.plain == other.plain and len(digits) >= len(str(_TELLING))


def _told(one: Quantity, here: Passage, there: Passage) -> bool:
    """Whether a number needs its equal: in digits, or a part of a whole; no year, no erratum’s 7.

    What belongs to a name needs it where the other language has that name: 5G, COVID-19.
    """
    text = here.own[one.start : one.end].strip()
    if there.kind == "erratum" and one.value == one.plain and re.fullmatch(r"\d\d?", text):
        return False
    if one.name and not re.search(
        rf"{re.escape(one.name.strip('-–'))}[-–]?\d|\d{re.escape(one.name)}", there.own
    ):
        return False
    if _year_there(text.replace(",", ""), there):
        return False
    return one.digits or (one.unit == PERCENT and one.value % 50 != 0)


# Smaller numbers in words are as often figures of speech.
_LARGE = 10_000


def _faces(
    one: Quantity, said: Mapping[str, Sequence[Quantity]], here: Passage, there: Passage
) -> bool:
    """Whether a large number in words stands where the other language has another large one."""

    def large(other: Quantity) -> bool:
        return other.exact and other.value >= _LARGE

    if one.digits or not large(one):
        return False
    mine = said[here.language]
    return any(
        large(other) and not any(_equal(other, own, there) for own in mine)
        for other in said[there.language]
    )


def _missing(
    rule: str, here: Passage, there: Passage, what: Words, one: Date | Quantity
) -> Diagnostic:
    item = here.own[one.start : one.end].strip() if isinstance(one, Quantity) else one.name
    return Diagnostic(
        rule,
        here.place(one.start, one.end),
        Words(
            f"{what.zh}“{item}”在另一种语言（{there.start}）里没有",
            f"{what.en} “{item}” is missing in the other language ({there.start})",
        ),
        Words("请看看哪一边写错了", "see which of them is mistaken"),
    )
