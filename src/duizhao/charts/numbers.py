"""Numbers on a chart: the scale of an axis in each language, round ticks, labels and remainders.

Labels of single values are worded as in prose; an axis, and bars of money, share one magnitude
(亿元, RMB billion), which is named once, in the heading, and nowhere again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from duizhao.charts.data import ChartData
from duizhao.charts.labels import TITLED
from duizhao.charts.table import Column
from duizhao.language import common_power, language_of, number_text
from duizhao.language.digits import MINUS, decimals_of, grouped
from duizhao.language.numbers import around_money, magnitude_word


@dataclass(frozen=True)
class Scale:
    """How the numbers of an axis are written: in units of 10 to `power`, with `suffix` after each.

    `unit` is what the heading names, such as 亿元 or RMB billion; "" where the digits say all.
    `common` is the power of ten that values written out have in common (see `common_power`).
    """

    power: int
    suffix: str
    unit: str
    language: str
    common: int | None = None

    def text(self, number: Decimal) -> str:
        """Return a number in the axis' units; no digit is lost."""
        shifted = number.scaleb(-self.power).normalize()
        sign = MINUS if shifted < 0 else ""
        return sign + grouped(abs(shifted) + 0, self.language) + self.suffix

    def heading(self, title: str) -> str:
        """Return a title with the unit behind it where there is one: 营业收入（亿元）."""
        if not self.unit:
            return title
        return TITLED.of(self.language).format(title, self.unit)

    def with_unit_in_heading(self) -> Scale:
        """Return the same scale with its sign (%) named in the heading, not after each number."""
        return Scale(self.power, "", self.suffix, self.language)


def scale_of(column: Column, numbers: Iterable[Decimal], language: str) -> Scale:
    """Return the scale that suits the largest of a column's numbers."""
    if column.unit in ("percent", "points"):
        words = {"points": number_text(Decimal(0), "points", 0, language).lstrip("0 ")}
        suffix = "%" if column.unit == "percent" else ""
        return Scale(0, suffix, words.get(column.unit, ""), language)
    if column.unit == "times":
        return Scale(0, number_text(Decimal(2), "times", 0, language)[1:], "", language)
    if column.unit not in ("count", "money"):
        return Scale(0, "", "", language)
    largest = max((abs(number) for number in numbers), default=Decimal(0))
    # A magnitude is used from so many of its units on: 2万 is 万, 15,000 is not yet.
    numbers_of = language_of(language).numbers
    enough = numbers_of.axis_from[column.unit]
    powers = [power for power, _ in numbers_of.magnitudes[column.unit]]
    power = next((p for p in powers if largest >= enough * Decimal(10) ** p), 0)
    word = magnitude_word(power, language).strip() if power else ""
    if column.unit == "money":
        before, after = around_money(column.currency, language)
        word = f"{before}{word}{after}".strip()
    return Scale(power, "", word, language)


def direct_scale_of(column: Column, numbers: Iterable[Decimal], language: str) -> Scale:
    """Return the scale of a chart that labels its values directly: only money has a magnitude."""
    if column.unit == "money":
        return scale_of(column, numbers, language)
    return replace(
        scale_of(column, (), language), common=common_power(numbers, column.unit, language)
    )


def label(number: Decimal, column: Column, scale: Scale) -> str:
    """Return the text beside a mark: as in prose, or in the heading's unit where it names one."""
    if scale.unit:
        return scale.text(number)
    return full(number, column, scale.language, scale.common)


def full(number: Decimal, column: Column, language: str, power: int | None = None) -> str:
    """Return a number with its unit, as prose writes it; for labels that stand alone."""
    return number_text(number, column.unit, column.decimals, language, column.currency, power)


def ticks(
    low: Decimal, high: Decimal, most: int, decimals: int | None = None
) -> tuple[Decimal, ...]:
    """Return at most `most` + 1 round numbers, evenly spaced, that enclose `low` to `high`.

    With `decimals` none of them has more: between 1 and 2 things there is no mark at 1.5.
    """
    if high <= low:
        high = low + 1
    power = (high - low).adjusted() - 1
    step = Decimal(10) ** (power if decimals is None else max(power, -decimals))
    for factor in (1, 2, 5, 10, 20, 50, 100):
        first = (low / (step * factor)).to_integral_value(ROUND_FLOOR)
        last = (high / (step * factor)).to_integral_value(ROUND_CEILING)
        if last - first <= most:
            break
    return tuple(step * factor * place for place in range(int(first), int(last) + 1))


def decades(low: Decimal, high: Decimal) -> tuple[Decimal, ...]:
    """Return the powers of ten that enclose two positive numbers, for a logarithmic axis."""
    last = high.adjusted() + (high != Decimal(10) ** high.adjusted())
    return tuple(Decimal(10) ** power for power in range(low.adjusted(), last + 1))


def remainder(data: ChartData, numbers: Sequence[Decimal]) -> Decimal | None:
    """Return what is missing to the whole, or None: no whole declared, or nothing is missing.

    What rounding alone can leave is nothing.
    """
    if data.total is None:
        return None
    rest = data.total - sum(numbers)
    rounding = sum((Decimal(1).scaleb(-decimals_of(one)) for one in numbers), Decimal(0)) / 2
    return rest if rest > rounding else None
