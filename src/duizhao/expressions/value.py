"""Values: numbers that know their unit, decimals, status and sources; and words chosen by them.

Arithmetic is exact decimal arithmetic, and every derived number remembers its formula.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Literal, NoReturn

from duizhao.diagnostics import Words, did_you_mean
from duizhao.language import rounded
from duizhao.project.figures import Interval, Status
from duizhao.project.published import Source

Number = int | float | Decimal
Trend = Literal["rising", "falling", "level"]
# A number made from several is as certain as the least certain of them.
CERTAINTY: tuple[Status, ...] = ("modelled", "estimated", "derived")
UNCERTAIN = ("modelled", "estimated")


class Misuse(Exception):
    """An expression that means nothing: what is wrong, and what was probably meant."""

    def __init__(self, rule: str, message: Words, hint: Words | None = None) -> None:
        super().__init__(message.en)
        self.rule = rule
        self.message = message
        self.hint = hint


@dataclass(frozen=True, eq=False)
class Value:
    """A number with its unit, declared decimals, status and sources.

    `address` is where it stands (`figure.row.column`) or, for a derived number, the formula over
    addresses; `parts` are the addresses it was made from. `decimals` is None for a quotient that
    has not been rounded yet: such a number cannot be printed. `interval` belongs to a number that
    was estimated, not to what is derived from it.
    """

    address: str
    number: Decimal
    unit: str
    decimals: int | None
    status: Status
    sources: tuple[Source, ...] = ()
    currency: str | None = None
    parts: tuple[str, ...] = ()
    interval: Interval | None = None
    _peers: Callable[[], list[Value]] | None = field(default=None, repr=False)
    _whole: Decimal | None = field(default=None, repr=False)

    @property
    def rank(self) -> Value:
        """Return the rank of this number in its column, the largest being first.

        It is derived where only known numbers decide it: this one, the larger ones, and, where
        shares make a whole, when the known ones leave less than this number for all the others.
        Otherwise it is as uncertain as the least certain number of the column.
        """
        if self._peers is None:
            raise Misuse("no-rank", Words("推导出的数没有名次", "a derived number has no rank"))
        peers = self._peers()
        larger = [other for other in peers if other.number > self.number]
        known = [other for other in peers if other.status not in UNCERTAIN]
        decisive = [self, *larger] if self._leaves_less(known) else [self, *peers]
        return replace(
            self,
            address=f"{self.address}.rank",
            number=Decimal(len(larger) + 1),
            unit="rank",
            decimals=0,
            status=_status(decisive, derived=True),
            parts=(self.address,),
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

    def round(self, decimals: int) -> Value:
        """Return this number rounded half-up to `decimals`."""
        return replace(self, number=rounded(self.number, decimals), decimals=decimals)

    def percent(self, decimals: int = 2) -> Value:
        """Return a quotient as a percentage, rounded half-up."""
        share = replace(self, number=self.number * 100, unit="percent", interval=None)
        return share.round(decimals)

    def __add__(self, other: object) -> Value:
        return self._combined(other, "+", lambda a, b: a + b)

    def __sub__(self, other: object) -> Value:
        result = self._combined(other, "-", lambda a, b: a - b)
        return replace(result, unit="points") if self.unit == "percent" else result

    def __mul__(self, other: object) -> Value:
        if not isinstance(other, int | float | Decimal):
            return NotImplemented
        factor = Decimal(str(other))
        places = max(0, -int(factor.as_tuple().exponent))
        decimals = None if self.decimals is None else self.decimals + places
        return self._derived(f"{self.address} × {other}", self.number * factor, decimals)

    def __truediv__(self, other: object) -> Value:
        if not isinstance(other, Value):
            return NotImplemented
        if other.number == 0:
            raise Misuse("zero", Words("除数为零", "division by zero"))
        number = self.number / other.number
        result = self._derived(f"{_term(self)} / {_term(other)}", number, None, other)
        return replace(result, unit="times", currency=None)

    def __abs__(self) -> Value:
        return replace(self, number=abs(self.number), interval=None, _peers=None)

    def __neg__(self) -> Value:
        return replace(self, number=-self.number, interval=None, _peers=None)

    def __eq__(self, other: object) -> bool:
        number = _plain(other)
        return NotImplemented if number is None else self.number == number

    def __lt__(self, other: object) -> bool:
        return self.number < _comparable(other)

    def __le__(self, other: object) -> bool:
        return self.number <= _comparable(other)

    def __gt__(self, other: object) -> bool:
        return self.number > _comparable(other)

    def __ge__(self, other: object) -> bool:
        return self.number >= _comparable(other)

    def __hash__(self) -> int:
        return hash((self.address, self.number))

    def __getattr__(self, name: str) -> NoReturn:
        raise unknown(name, ["rank", "spelled", "round", "percent"], self.address)

    def _combined(self, other: object, sign: str, operation: object) -> Value:
        if not isinstance(other, Value):
            raise Misuse(
                "typed-number",
                Words("只能和另一个数值相加减", "only another value can be added or subtracted"),
            )
        if {self.unit, other.unit} - {"percent", "points"} and self.unit != other.unit:
            raise Misuse(
                "unit",
                Words(
                    f"单位不同：{self.unit}和{other.unit}",
                    f"the units differ: {self.unit} and {other.unit}",
                ),
            )
        assert callable(operation)
        number: Decimal = operation(self.number, other.number)
        places = [v.decimals for v in (self, other) if v.decimals is not None]
        decimals = max(places) if len(places) == 2 else None
        return self._derived(f"{self.address} {sign} {_term(other)}", number, decimals, other)

    def _derived(
        self, formula: str, number: Decimal, decimals: int | None, *others: Value
    ) -> Value:
        values = [self, *others]
        return Value(
            address=formula,
            number=number,
            unit=self.unit,
            decimals=decimals,
            status=_status(values, derived=True),
            sources=tuple(dict.fromkeys(s for v in values for s in v.sources)),
            currency=self.currency,
            parts=tuple(dict.fromkeys(p for v in values for p in (v.parts or (v.address,)))),
        )


def _term(value: Value) -> str:
    return f"({value.address})" if " " in value.address else value.address


def _plain(other: object) -> Decimal | None:
    if isinstance(other, Value):
        return other.number
    if isinstance(other, bool) or not isinstance(other, int | float | Decimal):
        return None
    return Decimal(str(other))


def _comparable(other: object) -> Decimal:
    number = _plain(other)
    if number is None:
        message = Words(f"不能与“{other}”比较", f"cannot be compared with “{other}”")
        raise Misuse("comparison", message)
    return number


def _status(values: list[Value], derived: bool = False) -> Status:
    for status in CERTAINTY:
        if any(value.status == status for value in values):
            return status
    if derived or not values:
        return "derived"
    return "derived" if len({value.status for value in values}) > 1 else values[0].status


def unknown(name: str, known: list[str], where: str) -> Exception:
    """Return what to raise when `where` has no `name`: the finding, with the likely meaning.

    Python's own look-ups of special names get the `AttributeError` that they expect.
    """
    if name.startswith("__"):
        return AttributeError(name)
    message = Words(f"“{where}”里没有“{name}”", f"“{where}” has no “{name}”")
    return Misuse("unknown-value", message, did_you_mean(name, known))


@dataclass(frozen=True)
class Spelled:
    """A whole number written in words."""

    value: Value


@dataclass(frozen=True)
class Word:
    """A word that the data choose: a trend as a noun-like word or as a verb in the past."""

    kind: Literal["trend", "verb"]
    trend: Trend
    parts: tuple[str, ...]

    def __eq__(self, other: object) -> bool:
        return other == self.trend if isinstance(other, str) else other is self

    def __hash__(self) -> int:
        return hash(self.trend)


@dataclass(frozen=True)
class Name:
    """A name in both languages: a glossary term, a row's label, or a figure's title."""

    id: str
    words: Words


@dataclass(frozen=True)
class Reference:
    """A reference to a figure or table by its number: 图3, Figure 3."""

    figure: str
    kind: Literal["figure", "table"]


def added(values: Sequence[Value], address: str) -> Value:
    """Return the sum of values of one unit; `address` is its formula."""
    if not values:
        raise Misuse("empty", Words("没有可相加的数", "there is nothing to add up"))
    total = values[0]
    for value in values[1:]:
        total = total + value
    return replace(total, address=address, _peers=None)
