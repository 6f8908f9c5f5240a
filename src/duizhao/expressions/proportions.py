"""Proportions: a quotient said as what it is: so many per unit, a ratio, one in n, a tenth, twice.

A plain number per unit and a ratio are values. What is said in words is a `Proportion`: it must be
near the number, and where it is not next to it the sentence says “about”.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from duizhao.diagnostics import Words
from duizhao.expressions.value import Misuse, Value, divided
from duizhao.language import rounded
from duizhao.language.digits import decimals_of
from duizhao.language.proportions import FRACTIONS

# How far words may be from the number, as a part of it: said plainly, and said with “about”.
PLAIN = Fraction(1, 100)
ABOUT = Fraction(5, 100)
MOST = 20

Form = Literal["one_in", "fraction", "multiple"]


@dataclass(frozen=True)
class Proportion:
    """A number said in words: one in `said`, the fraction `said`, `said` times as much.

    `exact` says that it may be said without “about”.
    """

    value: Value
    form: Form
    said: Fraction
    exact: bool

    @property
    def number(self) -> Value:
        """Return the number that the words stand for, as it may be printed beside them."""
        if self.value.decimals is not None:
            return self.value
        return self.value.round(2) if self.form == "multiple" else self.value.percent(2)


def per(value: Value, other: Value, decimals: int | None) -> Value:
    """Return how much of a number falls to one of another, in the first one's own unit.

    Without `decimals` the quotient must come out even. Raise `Misuse` otherwise.
    """
    quotient = value / other
    unit = "number" if value.unit == "count" else value.unit
    exact = replace(quotient, unit=unit, currency=value.currency)
    if decimals is not None:
        return exact.round(decimals)
    even = exact.number.normalize()
    most = value.decimals or 0
    if decimals_of(even) > most:
        message = Words(f"“{exact.address}”除不尽", f"“{exact.address}” does not come out even")
        hint = Words("请写明小数位，如.per(…, 1)", "say to how many decimals, as in .per(…, 1)")
        raise Misuse("not-rounded", message, hint)
    places = max(0, decimals_of(even))
    return replace(exact, number=rounded(even, places), decimals=places)


def ratio(value: Value, decimals: int) -> Value:
    """Return a quotient as a plain number, rounded half-up; raise `Misuse` for what is none."""
    if value.unit != "times":
        message = Words(f"“{value.address}”不是商", f"“{value.address}” is no quotient")
        raise Misuse("no-quotient", message, Words("如(a / b).ratio(2)", "as in (a / b).ratio(2)"))
    return replace(value, unit="number").round(decimals)


def one_in(value: Value) -> Proportion:
    """Return a share or a quotient below one half as one in n; raise `Misuse` if n misleads."""
    part = _part(value)
    if not 0 < part <= Fraction(1, 2):
        raise _misleading(value, "one_in", None)
    n = round(1 / part)
    return _near(value, "one_in", Fraction(n), part, Fraction(1, n))


def fraction(value: Value) -> Proportion:
    """Return a share or a quotient as a fraction in words; raise `Misuse` where none is near."""
    part = _part(value)
    nearest = min(FRACTIONS, key=lambda one: abs(one - part))
    return _near(value, "fraction", nearest, part, nearest)


def multiple(value: Value) -> Proportion:
    """Return a quotient as a whole multiple, two and more; raise `Misuse` where none is near."""
    part = _part(value)
    n = Fraction(round(part))
    if not 2 <= n <= MOST or value.unit != "times":
        raise _misleading(value, "multiple", None)
    return _near(value, "multiple", n, part, n)


def _part(value: Value) -> Fraction:
    """Return a share or a quotient as a part of one; raise `Misuse` for any other number."""
    if value.unit == "percent":
        return Fraction(divided(value.number, Decimal(100)))
    if value.unit == "times":
        return Fraction(value.number)
    message = Words(
        f"“{value.address}”不是占比，也不是商", f"“{value.address}” is no share and no quotient"
    )
    raise Misuse("no-quotient", message, Words("如(a / b)", "as in (a / b)"))


def _near(value: Value, form: Form, said: Fraction, part: Fraction, number: Fraction) -> Proportion:
    off = abs(number - part) / abs(part) if part else Fraction(1)
    if off > ABOUT:
        raise _misleading(value, form, said)
    return Proportion(value, form, said, off <= PLAIN)


def _misleading(value: Value, form: Form, said: Fraction | None) -> Misuse:
    shown = rounded(value.number, 4).normalize()
    nearest = "" if said is None else str(said)
    message = Words(
        f"“{value.address}”为{shown:f}，不能用.{form}来说"
        + (f"（最近的是{nearest}）" if said else ""),
        f"“{value.address}” is {shown:f} and cannot be said with .{form}"
        + (f" (the nearest is {nearest})" if said else ""),
    )
    hint = Words("请写.percent(小数位)或.ratio(小数位)", "write .percent(n) or .ratio(n)")
    return Misuse("misleading-words", message, hint)
