"""Numbers between two languages: every number of one has its equal, of the same unit, in the other.

Numbers are compared by value and unit in a pair of paragraphs; where one is left over on either
side, the sentences that answer each other tell which two were meant to be one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from duizhao.check.text.quantities import (
    CENTURY,
    DAY,
    MONTH,
    PERCENT,
    POINTS,
    RANK,
    TIMES,
    YEAR,
    Quantity,
)
from duizhao.compare.measures import Measure, measure, same
from duizhao.compare.pairing import Pair
from duizhao.compare.paragraphs import Paragraph
from duizhao.diagnostics import Diagnostic, Related, Words

# Where a text only says that there are very many: 上万, 数百万, thousands of.
_VAGUE = {
    "zh": re.compile("[上数几成近百千]+[十百千万亿]|百|千|万|亿"),
    "en": re.compile(r"\b(?:hundreds|thousands|millions|billions|dozens)\b", re.IGNORECASE),
}


@dataclass(frozen=True)
class _Said:
    """A number with the paragraph it stands in."""

    paragraph: Paragraph
    number: Quantity

    @cached_property
    def measure(self) -> Measure | None:
        """Return the unit that stands beside it."""
        return measure(self.paragraph, self.number)

    @property
    def text(self) -> str:
        """Return the number as it is written."""
        return self.paragraph.raw[self.number.start : self.number.end].strip("*_ ")


def numbers(pair: Pair, near: Sequence[Pair]) -> Iterator[Diagnostic]:
    """Yield what of the numbers of a pair does not agree."""
    zh, en = _said(pair, "zh"), _said(pair, "en")
    left = {"zh": _left(zh, en), "en": _left(en, zh)}
    yield from _units(zh, en)
    used: set[int] = set()
    for one, other in _counterparts(pair, left["zh"], left["en"]):
        used |= {id(one), id(other)}
        yield _differs(one, other)
    for side, there in (("zh", "en"), ("en", "zh")):
        elsewhere = [said for beside in near for said in _said(beside, there)]
        vague = any(_VAGUE[there].search(p.masked) for p in pair.of(there))
        for said in left[side]:
            if id(said) in used or not said.number.telling or _answered(said, elsewhere):
                continue
            if (
                _unread(said, pair.of(there))
                or (vague and said.number.value >= 100)
                or _short_year(said, pair.of(there))
            ):
                continue
            yield _missing(said, pair.of(there)[0])


def _said(pair: Pair, language: str) -> list[_Said]:
    return [_Said(p, number) for p in pair.of(language) for number in p.quantities]


def _left(mine: Sequence[_Said], theirs: Sequence[_Said]) -> list[_Said]:
    """Return the numbers that have no equal on the other side."""
    return [one for one in mine if not _answered(one, theirs)]


def _answered(one: _Said, others: Sequence[_Said]) -> bool:
    return any(_same(one, other) for other in others)


def _same(one: _Said, other: _Said) -> bool:
    """Whether both are one number; 12亿千瓦 and 1,200 GW, 增长两倍 and three times as many are."""
    mine, its = one.number, other.number
    if mine.unit == its.unit == TIMES and abs(mine.value - its.value) == 1:
        less = one if mine.value < its.value else other
        return less.paragraph.language == "zh" and _by_so_many_times(less)
    if {mine.unit, its.unit} == {MONTH, DAY}:
        return False  # 10月1日 is not 10 January
    if mine.unit == CENTURY != its.unit == YEAR:
        return its.value == 100 * (mine.value - 1)  # 18世纪, the 1700s
    if its.unit == CENTURY != mine.unit == YEAR:
        return mine.value == 100 * (its.value - 1)
    if one.measure is not None and other.measure is not None:
        factors = one.measure.factor, other.measure.factor
        if one.measure.dimension == other.measure.dimension and None not in factors:
            values = mine.value * (factors[0] or 1), its.value * (factors[1] or 1)
            return values[0] == values[1]
    return mine.equals(its)


_MORE = re.compile("[增涨高多升提超]")


def _by_so_many_times(said: _Said) -> bool:
    """Whether a multiple is what is added: 增长两倍, which is three times as many."""
    start = said.number.start
    return bool(_MORE.search(said.paragraph.masked[max(0, start - 8) : start]))


def _unread(said: _Said, there: Sequence[Paragraph]) -> bool:
    """Whether the other side has the number where no prose is: in a formula, code or a name."""
    written = re.escape(said.text.split()[0].rstrip("年月日%％"))
    return any(re.search(rf"(?<![\d.]){written}(?!\d)", p.raw) for p in there)


def _short_year(said: _Said, there: Sequence[Paragraph]) -> bool:
    """Whether the other side writes a year with two digits: 2012–18, ’18."""
    if said.number.unit != YEAR:
        return False
    short = f"{int(said.number.value) % 100:02d}"
    pattern = rf"[-–—/’'‘]{short}(?!\d)|(?<!\d){short}\s?年"
    return any(re.search(pattern, p.raw) for p in there)


def _units(zh: Sequence[_Said], en: Sequence[_Said]) -> Iterator[Diagnostic]:
    """Yield numbers that are per cent here and points there, days here and hours there."""
    for one in zh:
        equal = [other for other in en if other.number.value == one.number.value]
        if not equal or not all(_other_unit(one, other) for other in equal):
            continue
        other = equal[0]
        points = {one.number.unit, other.number.unit} == {PERCENT, POINTS}
        why = Words("：百分数不是百分点", ": per cent are not points") if points else Words("", "")
        words = [_with_unit(said) for said in (one, other)]
        place = other.paragraph.place(other.number.start, other.number.end)
        yield Diagnostic(
            "parity-unit",
            one.paragraph.place(one.number.start, one.number.end),
            Words(
                f"这里是“{words[0]}”，而{place}是“{words[1]}”{why.zh}",
                f"this is “{words[0]}”, but {place} has “{words[1]}”{why.en}",
            ),
            Words("请看看说的是哪一种", "see which of them is meant"),
            related=Related(place),
        )


def _other_unit(one: _Said, other: _Said) -> bool:
    """Whether two equal numbers have two units of one kind."""
    if {one.number.unit, other.number.unit} == {PERCENT, POINTS}:
        return True
    mine, its = one.measure, other.measure
    return (
        mine is not None
        and its is not None
        and mine.dimension == its.dimension
        and not same(mine, its)
    )


def _with_unit(said: _Said) -> str:
    """Return a number as it is written, with the unit that was read beside it."""
    end = said.number.end if said.measure is None else said.number.end + said.measure.length
    return said.paragraph.raw[said.number.start : end].strip("*_ ")


def _counterparts(
    pair: Pair, zh: Sequence[_Said], en: Sequence[_Said]
) -> Iterator[tuple[_Said, _Said]]:
    """Yield numbers left over on either side that were meant to be one: in answering sentences."""
    taken: set[int] = set()
    for bead in pair.beads:
        mine, theirs = (
            [said for said in left if _inside(said, bead.of(language))]
            for left, language in ((zh, "zh"), (en, "en"))
        )
        for one in mine:
            for other in theirs:
                if id(other) in taken:
                    continue
                if _alike(one.number, other.number) or _alone(one, other, mine, theirs):
                    taken.add(id(other))
                    yield one, other
                    break


def _alone(one: _Said, other: _Said, mine: Sequence[_Said], theirs: Sequence[_Said]) -> bool:
    """Whether two numbers that go without saying elsewhere are the only ones of their kind here.

    Ranks, multiples, fractions, centuries, and whatever has one unit: 连续三年, two years running.
    """
    kind = _kind(one)
    return (
        kind is not None
        and kind == _kind(other)
        and all(sum(_kind(said) == kind for said in side) == 1 for side in (mine, theirs))
    )


def _kind(said: _Said) -> tuple[object, ...] | None:
    if said.number.unit in (TIMES, PERCENT):
        return (said.number.unit,)
    if said.number.unit in (RANK, CENTURY):
        return (RANK,)  # in the 14th century and again in the 16th
    unit = said.measure
    return None if unit is None else (unit.dimension, unit.factor or unit.name)


def _inside(said: _Said, units: Sequence[object]) -> bool:
    return any(
        unit.passage is said.paragraph and unit.start <= said.number.start < unit.end  # type: ignore[attr-defined]
        for unit in units
    )


def _alike(one: Quantity, other: Quantity) -> bool:
    """Whether two unequal numbers may have been meant as one: of one kind, both worth telling."""
    kinds = {one.unit, other.unit}
    if kinds <= {MONTH} or kinds <= {DAY}:
        return True
    if RANK in kinds or not (one.digits and other.digits):
        return False
    if not (one.telling or other.telling) or not (one.exact and other.exact):
        return False
    return len(kinds) == 1 or kinds == {PERCENT, POINTS}


def _differs(one: _Said, other: _Said) -> Diagnostic:
    """Return the finding for two numbers that should be one; a rounded one is only advice."""
    digits = one.number.digits or other.number.digits  # a fifth and a quarter are two numbers
    rounded = digits and one.number.rounds_to(other.number)
    place = other.paragraph.place(other.number.start, other.number.end)
    message = Words(
        f"这里是“{one.text}”，而{place}是“{other.text}”" + ("，只是精度不同" if rounded else ""),
        f"this is “{one.text}”, but {place} has “{other.text}”"
        + (", which is less exact" if rounded else ""),
    )
    return Diagnostic(
        "parity-precision" if rounded else "parity-number",
        one.paragraph.place(one.number.start, one.number.end),
        message,
        Words("请看看哪一边说对了", "see which of them is right"),
        "warning" if rounded else "error",
        Related(place),
    )


def _missing(said: _Said, there: Paragraph) -> Diagnostic:
    return Diagnostic(
        "parity-number",
        said.paragraph.place(said.number.start, said.number.end),
        Words(
            f"“{said.text}”在另一种语言（{there.start}）里没有",
            f"“{said.text}” is missing in the other language ({there.start})",
        ),
        Words("两种语言要有同样的数", "both languages hold the same numbers"),
        related=Related(there.start),
    )
