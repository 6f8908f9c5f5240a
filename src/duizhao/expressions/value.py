"""Values: numbers that know their unit, decimals, status, sources and origin; and words.

Arithmetic is exact decimal arithmetic; only a quotient is rounded, to 28 digits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Context, Decimal, InvalidOperation
from typing import Literal

from duizhao.diagnostics import Words, did_you_mean
from duizhao.expressions.provenance import (
    Address,
    Constant,
    Operation,
    Origin,
    Sign,
    Taken,
    leaves,
)
from duizhao.language import language_of, rounded
from duizhao.language.digits import EXACT, decimals_of
from duizhao.language.pack import Pace, Tense
from duizhao.language.texts import InLanguages
from duizhao.project.figures import Interval, Status
from duizhao.project.published import Source

Trend = Literal["rising", "falling", "level"]
TRENDS: tuple[Trend, ...] = ("rising", "falling", "level")
# A number made from several is as certain as the least certain of them.
CERTAINTY: tuple[Status, ...] = ("modelled", "estimated", "derived")
UNCERTAIN = ("modelled", "estimated")
# The largest power of ten that an expression computes with, either way.
MOST_MAGNITUDE = 60
_QUOTIENT = Context(prec=28, traps=[InvalidOperation])


class Misuse(Exception):
    """An expression that means nothing: what is wrong, and what was probably meant."""

    def __init__(self, rule: str, message: Words, hint: Words | None = None) -> None:
        super().__init__(message.en)
        self.rule = rule
        self.message = message
        self.hint = hint


@dataclass(frozen=True, eq=False)
class Value:
    """A number with its unit, declared decimals, status, sources and origin.

    `origin` is the address where it stands or, for a derived number, the tree of what it was made
    from. `decimals` is None for a quotient that has not been rounded yet: such a number cannot be
    printed. A sum or a difference keeps its exact number, to be compared; its `decimals` are those
    of its least precise part, to which it is printed (`printed`). `interval` belongs to a number
    that was estimated, not to what is derived from it.
    """

    origin: Origin
    number: Decimal
    unit: str
    decimals: int | None
    status: Status
    sources: tuple[Source, ...] = ()
    currency: str | None = None
    interval: Interval | None = None
    _peers: Callable[[], list[Value]] | None = field(default=None, repr=False)
    _whole: Decimal | None = field(default=None, repr=False)

    @property
    def address(self) -> str:
        """Return the origin as text: `figure.row.column`, or the formula over addresses."""
        return str(self.origin)

    @property
    def rank(self) -> Value:
        """Return the rank of this number in its column, the largest being first.

        It is derived where only known numbers decide it: this one, the larger ones, and, where
        shares make a whole, when the known ones leave less than this number for all the others.
        Otherwise it is as uncertain as the least certain number of the column.
        """
        if self._peers is None or not isinstance(self.origin, Address):
            raise Misuse("no-rank", Words("推导出的数没有名次", "a derived number has no rank"))
        peers = self._peers()
        larger = [other for other in peers if other.number > self.number]
        known = [other for other in peers if other.status not in UNCERTAIN]
        decisive = [self, *larger] if self._leaves_less(known) else [self, *peers]
        return replace(
            self,
            origin=Taken("rank", self.origin, (self.origin,)),
            number=Decimal(len(larger) + 1),
            unit="rank",
            decimals=0,
            status=_status(decisive),
            currency=None,
            interval=None,
            _peers=None,
        )

    def _leaves_less(self, known: Sequence[Value]) -> bool:
        """Whether what known shares leave of their whole is less than this one, rounding apart."""
        if self._whole is None:
            return False
        rounding = Decimal(len(known)).scaleb(-(self.decimals or 0)) / 2
        return self._whole - sum(other.number for other in known) + rounding < self.number

    @property
    def spelled(self) -> Spelled:
        """Return this whole number to be written in words: 六, six."""
        if self.number != self.number.to_integral_value():
            message = Words("只有整数可以写成文字", "only a whole number can be spelled out")
            raise Misuse("not-whole", message)
        return Spelled(self)

    @property
    def precision(self) -> int | None:
        """Return to how many decimals this number is known; None for a quotient.

        That is what is stored, 30.6 to one, whatever its column declares. A count is exact, and so
        are zero and a whole 100%.
        """
        if self.decimals is None or not isinstance(self.origin, Address):
            return self.decimals
        exact = self.unit not in ("percent", "points", "number", "money")
        if exact or self.number in (0, 100):
            return self.decimals
        return min(self.decimals, decimals_of(self.number))

    @property
    def printed(self) -> Decimal:
        """Return the number as it is printed: a sum or difference rounded to its precision."""
        summed = isinstance(self.origin, Operation | Taken)
        if self.decimals is None or not summed or decimals_of(self.number) <= self.decimals:
            return self.number
        return rounded(self.number, self.decimals)

    def round(self, decimals: int) -> Value:
        """Return this number rounded half-up to `decimals`; a sum to no more than it has.

        Raise `Misuse` where a sum would claim more decimals than its least precise part.
        """
        summed = isinstance(self.origin, Operation) and self.origin.sign in ("+", "-")
        if summed and self.decimals is not None and decimals > self.decimals:
            message = Words(
                f"“{self.address}”只精确到{self.decimals}位小数",
                f"“{self.address}” is known to {self.decimals} decimals only",
            )
            hint = Words("和与差不比最粗的一项更精确", "a sum is as exact as its least exact part")
            raise Misuse("too-precise", message, hint)
        return replace(self, number=rounded(self.number, decimals), decimals=decimals)

    def percent(self, decimals: int = 2) -> Value:
        """Return a quotient as a percentage, rounded half-up."""
        number = exactly(EXACT.multiply, self.number, Decimal(100))
        share = replace(self, number=number, unit="percent", interval=None)
        return share.round(decimals)

    def __add__(self, other: Value) -> Value:
        return self._combined(other, "+", exactly(EXACT.add, self.number, other.number))

    def __sub__(self, other: Value) -> Value:
        result = self._combined(other, "-", exactly(EXACT.subtract, self.number, other.number))
        return replace(result, unit="points") if self.unit == "percent" else result

    def __mul__(self, factor: Decimal) -> Value:
        places = max(0, -int(factor.as_tuple().exponent))
        decimals = None if self.decimals is None else self.decimals + places
        number = exactly(EXACT.multiply, self.number, factor)
        return self._derived("×", Constant(factor), number, decimals)

    def __truediv__(self, other: Value) -> Value:
        number = divided(self.number, other.number)
        result = self._derived("/", other.origin, number, None, other)
        return replace(result, unit="times", currency=None)

    def __abs__(self) -> Value:
        return replace(self, number=abs(self.number), interval=None, _peers=None)

    def __neg__(self) -> Value:
        origin = Operation("-", (Constant(Decimal(0)), self.origin))
        return replace(self, origin=origin, number=-self.number, interval=None, _peers=None)

    def _combined(self, other: Value, sign: Sign, number: Decimal) -> Value:
        if {self.unit, other.unit} - {"percent", "points"} and self.unit != other.unit:
            raise Misuse(
                "unit",
                Words(
                    f"单位不同：{self.unit}和{other.unit}",
                    f"the units differ: {self.unit} and {other.unit}",
                ),
            )
        places = [v.precision for v in (self, other) if v.precision is not None]
        exact = self.unit not in ("percent", "points", "number", "money")
        chosen = max(places, default=0) if exact else min(places, default=0)
        decimals = chosen if len(places) == 2 else None
        return self._derived(sign, other.origin, number, decimals, other)

    def _derived(
        self, sign: Sign, other: Origin, number: Decimal, decimals: int | None, *others: Value
    ) -> Value:
        values = [self, *others]
        return Value(
            origin=Operation(sign, (self.origin, other)),
            number=number,
            unit=self.unit,
            decimals=decimals,
            status=_status(values),
            sources=_sources(values),
            currency=self.currency,
        )


def _status(values: Iterable[Value]) -> Status:
    """Return the status of what is derived from values."""
    found = {value.status for value in values}
    return next((status for status in CERTAINTY if status in found), "derived")


def _sources(values: Iterable[Value]) -> tuple[Source, ...]:
    return tuple(dict.fromkeys(source for value in values for source in value.sources))


def exactly(
    operation: Callable[[Decimal, Decimal], Decimal], left: Decimal, right: Decimal
) -> Decimal:
    """Return what an exact operation gives; raise `Misuse` when it is beyond all bounds."""
    try:
        return bounded(operation(bounded(left), bounded(right)))
    except ArithmeticError:
        raise _too_large() from None


def divided(left: Decimal, right: Decimal) -> Decimal:
    """Return a quotient to 28 digits; raise `Misuse` when the divisor is zero."""
    if right == 0:
        raise Misuse("zero", Words("除数为零", "division by zero"))
    return bounded(_QUOTIENT.divide(bounded(left), bounded(right)))


def bounded(number: Decimal) -> Decimal:
    """Return a number that is finite and of a size that can be written; else raise `Misuse`."""
    exponent = number.as_tuple().exponent
    if not isinstance(exponent, int):
        raise _too_large()
    if exponent < -MOST_MAGNITUDE or number.adjusted() > MOST_MAGNITUDE:
        raise _too_large()
    return number


def _too_large() -> Misuse:
    return Misuse(
        "expression-size",
        Words("数太大或小数位太多，无法计算", "the number is too large, or has too many decimals"),
    )


def unknown(name: str, known: Iterable[str], where: str) -> Misuse:
    """Return the finding that `where` has no `name`, with the likely meaning."""
    message = Words(f"“{where}”里没有“{name}”", f"“{where}” has no “{name}”")
    return Misuse("unknown-value", message, did_you_mean(name, known))


@dataclass(frozen=True)
class Spelled:
    """A whole number written in words."""

    value: Value


@dataclass(frozen=True)
class Word:
    """A word that the data choose: a trend as a noun-like word or as a verb in the past.

    `between` are the addresses of the two numbers.
    """

    kind: Literal["trend", "verb"]
    trend: Trend
    between: tuple[Origin, Origin]
    tense: Tense = "past"
    pace: Pace | None = None


@dataclass(frozen=True)
class Name:
    """A name in the report's languages: a glossary term, a row's label, or a figure's title.

    `brief` is the short name for prose, `the` whether the English one takes the article in a list.
    """

    id: str
    words: InLanguages
    brief: InLanguages | None = None
    the: bool = False

    @property
    def short(self) -> Name:
        """Return the short name for prose; raise `Misuse` where the glossary gives none."""
        if self.brief is None:
            message = Words(f"“{self.id}”没有简称", f"“{self.id}” has no short name")
            hint = Words("请在术语表里写short: {zh, en}", "give short: {zh, en} in the glossary")
            raise Misuse("no-short-name", message, hint)
        return replace(self, words=self.brief)

    @property
    def with_article(self) -> Name:
        """Return the name as it stands in a list, for prose."""
        return replace(self, words=_Listed(self)) if self.the else self

    def listed(self, language: str) -> str:
        """Return the name as it stands in a list, its article before it."""
        article = language_of(language).phrases.article if self.the else ""
        return article + self.words.of(language)


@dataclass(frozen=True)
class _Listed:
    """The words of a name with its article."""

    name: Name

    def of(self, language: str) -> str:
        """Return the text in `language`."""
        return self.name.listed(language)


@dataclass(frozen=True)
class Reference:
    """A reference to a figure or table by its number: 图3, Figure 3."""

    figure: str
    kind: Literal["figure", "table"]


def added(values: Sequence[Value], of: Address | None = None) -> Value:
    """Return the sum of values of one unit, called the total of `of` where that is given."""
    if not values:
        raise Misuse("empty", Words("没有可相加的数", "there is nothing to add up"))
    total = values[0]
    for value in values[1:]:
        total = total + value
    origins = tuple(value.origin for value in values)
    origin: Origin = origins[0] if len(origins) == 1 else Operation("+", origins)
    if of is not None:
        origin = Taken("total", of, leaves(Operation("+", origins)))
    return replace(total, origin=origin, sources=_sources(values), _peers=None)
