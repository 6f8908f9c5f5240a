"""Contradictions: published numbers that cannot all be right, and which errata speak of them.

Everything is calculated with the digits as printed. Each contradiction knows the addresses and
the numbers that clash, so that an erratum covers it only when it speaks of exactly those.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from duizhao.check.scopes import EditionView
from duizhao.diagnostics import Place, Words
from duizhao.project.published import Erratum, Pin

# Which kinds of errata speak of which kind of contradiction; the first is the one to write.
COVERED_BY = {
    "total-differs": ("total-differs",),
    "granularity": ("granularity",),
    "two-bases": ("base", "granularity"),
    "count-and-share": ("derived-statistic", "granularity", "sum"),
    "sum": ("sum",),
    "bin-missing": ("bin-missing",),
    "row-missing": ("row-missing",),
    "derived-statistic": ("derived-statistic", "sum"),
    "bound": ("sum",),
    "order": ("order", "rank-twice"),
    "rank": ("rank-twice", "rank-skipped", "order"),
}
NAMES = {
    "total-differs": Words("前后不一", "places differ"),
    "granularity": Words("占比无整数可得", "impossible share"),
    "two-bases": Words("同题两个基数", "two bases"),
    "count-and-share": Words("个数与占比不符", "count and share"),
    "sum": Words("合计不符", "sum"),
    "bin-missing": Words("缺少分组", "missing bin"),
    "row-missing": Words("行数不足", "missing row"),
    "derived-statistic": Words("推算不符", "derived statistic"),
    "bound": Words("超出上限", "impossible total"),
    "order": Words("次序不符", "order"),
    "rank": Words("名次不符", "rank"),
}


@dataclass(frozen=True)
class Contradiction:
    """Published numbers that cannot all be right."""

    kind: str
    addresses: tuple[str, ...]
    numbers: frozenset[Decimal]
    place: Place
    message: Words


def covers(erratum: Erratum, one: Contradiction) -> bool:
    """Whether an erratum speaks of a contradiction: its kind, an address of it, its numbers."""
    return (
        erratum.kind in COVERED_BY[one.kind]
        and bool(set(erratum.addresses) & set(one.addresses))
        and one.numbers <= numbers_of(erratum)
    )


def numbers_of(erratum: Erratum) -> set[Decimal]:
    """Return every number that an erratum lists as found or uses."""
    texts = [found.value for found in erratum.found] + [erratum.used or ""]
    return {Decimal(n) for text in texts for n in re.findall(r"\d+(?:\.\d+)?", text)}


def printed(view: EditionView) -> dict[str, Decimal]:
    """Return for every published address the number that most of its places print."""
    numbers = {}
    for address, pins in view.context.data.pins.items():
        counts = Counter(Decimal(pin.printed) for pin in pins)
        numbers[address] = max(counts, key=lambda n: counts[n])
    return numbers


def pin_of(view: EditionView, address: str) -> Pin:
    """Return the first pin of an address."""
    return view.context.data.pins[address][0]


def rounded_like(number: Decimal, like: Decimal) -> Decimal:
    """Round half-up to the decimals of a printed number."""
    return number.quantize(Decimal(1).scaleb(exponent(like)), ROUND_HALF_UP)


def exponent(number: Decimal) -> int:
    """Return the power of ten of a printed number's last digit."""
    power = number.as_tuple().exponent
    assert isinstance(power, int)
    return power
