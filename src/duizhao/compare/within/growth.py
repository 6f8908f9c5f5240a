"""Growth: from a to b is so many per cent more, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from duizhao.check.sources.contradictions import rounded_like
from duizhao.check.text.quantities import PERCENT, Quantity
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
        if rate.unit != PERCENT or first.unit != last.unit or first.unit in ("year", PERCENT):
            continue
        if first.value <= 0 or not _FROM[language].search(
            text[max(0, first.start - 24) : first.start]
        ):
            continue
        if not _TO[language].fullmatch(text[first.end : last.start]):
            continue
        said = _BY[language].fullmatch(text[last.end : rate.start])
        if said is not None:
            yield from _wrong(paragraph, first, last, rate)


def _wrong(
    paragraph: Paragraph, first: Quantity, last: Quantity, rate: Quantity
) -> Iterator[Diagnostic]:
    least = abs(_rate(first.value + _half(first), last.value - _half(last)))
    most = abs(_rate(first.value - _half(first), last.value + _half(last)))
    low, high = min(least, most), max(least, most)
    if low - rate.step / 2 <= rate.value <= high + rate.step / 2:
        return
    follows = rounded_like(abs(_rate(first.value, last.value)), rate.value)
    yield Diagnostic(
        "source-statistic",
        paragraph.place(rate.start, rate.end),
        Words(
            f"由{first.value:f}到{last.value:f}是{follows}%，不是{rate.value}%",
            f"from {first.value:f} to {last.value:f} is {follows}%, not {rate.value}%",
        ),
        Words("请核对这三个数", "see to these three numbers"),
        related=Related(paragraph.place(first.start, last.end)),
    )


def _rate(first: Decimal, last: Decimal) -> Decimal:
    return 100 * (last / first - 1)


def _half(number: Quantity) -> Decimal:
    return number.step / 2 if number.step != 1 else Decimal()
