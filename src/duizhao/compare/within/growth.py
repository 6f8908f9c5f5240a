"""Growth: from a to b is so many per cent, or points, more, and nothing else."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from decimal import Decimal

from duizhao.check.sources.contradictions import rounded_like
from duizhao.check.text.quantities import PERCENT, POINTS, YEAR, Quantity
from duizhao.compare.paragraphs import Paragraph
from duizhao.diagnostics import Diagnostic, Related, Words

_FROM = {
    "zh": re.compile(r"[从由][^，。；\d]{0,12}$"),
    "en": re.compile(r"\bfrom\s(?:\w+\s){0,3}\S{0,4}$"),
}
_TO = {
    "zh": re.compile(r"[^，。；\d]{0,10}(?:到|至|为)[^，。；\d]{0,6}"),
    "en": re.compile(r"[^,.;\d]{0,30}\bto\b[^,.;\d]{0,12}"),
}
_TO_FIRST, _FROM_LAST = re.compile(r"\bto\s\S{0,4}$"), re.compile(r"\s(?:\w+\s){0,2}from\s\S{0,4}")
# What then says by how much; 增长至 says where it ended.
_BY = {
    "zh": re.compile(
        r"[^。；\d]{0,24}(?:增长|增幅|增速|上升|提高|下降|减少|降幅)(?P<to>至|到)?[^。；\d]{0,8}"
    ),
    "en": re.compile(
        r"[^.;\d]{0,40}(?:\bup\b|increase|growth|grew|rise|rose|gain|down|decline|decrease|fell|drop)"
        r"[^.;\d]{0,24}"
    ),
}


def growth(paragraph: Paragraph) -> Iterator[Diagnostic]:
    """Yield growth rates that do not follow from the two numbers they are said of."""
    numbers = [q for q in paragraph.quantities if q.digits]
    text, language = paragraph.masked, paragraph.language
    for first, last, rate in zip(numbers, numbers[1:], numbers[2:], strict=False):
        kind = POINTS if first.unit == PERCENT else PERCENT
        if rate.unit != kind or not _goes(paragraph, first, last):
            continue
        if _BY[language].fullmatch(text[last.end : rate.start]):
            yield from _wrong(paragraph, first, last, rate)


def spans(paragraph: Paragraph) -> Iterator[tuple[Quantity, Quantity]]:
    """Yield the numbers from which to which something went: from a to b, to b from a."""
    numbers = [q for q in paragraph.quantities if q.digits]
    text = paragraph.masked
    for one, other in itertools.pairwise(numbers):
        if _goes(paragraph, one, other):
            yield one, other
        elif paragraph.language == "en" and one.unit == other.unit:
            to = _TO_FIRST.search(text[max(0, one.start - 12) : one.start])
            if to and _FROM_LAST.fullmatch(text[one.end : other.start]):
                yield other, one


def _goes(paragraph: Paragraph, first: Quantity, last: Quantity) -> bool:
    """Whether something goes from a number to the next one."""
    text, language = paragraph.masked, paragraph.language
    return (
        first.unit == last.unit != YEAR
        and first.value > 0
        and bool(_FROM[language].search(text[max(0, first.start - 24) : first.start]))
        and bool(_TO[language].fullmatch(text[first.end : last.start]))
    )


def _wrong(
    paragraph: Paragraph, first: Quantity, last: Quantity, rate: Quantity
) -> Iterator[Diagnostic]:
    of = _rate if rate.unit == PERCENT else _difference
    least = abs(of(first.value + _half(first), last.value - _half(last)))
    most = abs(of(first.value - _half(first), last.value + _half(last)))
    low, high = min(least, most), max(least, most)
    if low - rate.step / 2 <= rate.value <= high + rate.step / 2:
        return
    follows = rounded_like(abs(of(first.value, last.value)), rate.value)
    unit = Words("%", "%") if rate.unit == PERCENT else Words("个百分点", " points")
    yield Diagnostic(
        "source-statistic",
        paragraph.place(rate.start, rate.end),
        Words(
            f"由{first.value:f}到{last.value:f}是{follows}{unit.zh}，不是{rate.value}{unit.zh}",
            f"from {first.value:f} to {last.value:f} is {follows}{unit.en}, "
            f"not {rate.value}{unit.en}",
        ),
        Words("请核对这三个数", "see to these three numbers"),
        related=Related(paragraph.place(first.start, last.end)),
    )


def _difference(first: Decimal, last: Decimal) -> Decimal:
    return last - first


def _rate(first: Decimal, last: Decimal) -> Decimal:
    return 100 * (last / first - 1)


def _half(number: Quantity) -> Decimal:
    return number.step / 2 if number.step != 1 else Decimal()
