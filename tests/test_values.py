"""Values: exact arithmetic that keeps unit, status and formula; names with suggestions."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duizhao.expressions.provenance import Address, leaves
from duizhao.expressions.value import Misuse, Value, added
from duizhao.render.inline import value_text

NUMBERS = st.decimals(-(10**9), 10**9, places=2)


A, B = Address("x", "a"), Address("x", "b")


def percent(number: Decimal, address: Address = A, status: str = "published") -> Value:
    return Value(address, number, "percent", 2, status)  # type: ignore[arg-type]


@given(NUMBERS, NUMBERS)
def test_differences_of_shares_are_points_and_exact(a: Decimal, b: Decimal) -> None:
    difference = percent(a, A) - percent(b, B)
    assert difference.unit == "points"
    assert difference.number == a - b
    assert difference.status == "derived"
    assert leaves(difference.origin) == (A, B)
    assert difference.address == "x.a - x.b"


def test_only_what_a_table_holds_has_a_rank_and_only_whole_numbers_are_spelled() -> None:
    for made in (percent(Decimal(1), A), percent(Decimal(2), A) - percent(Decimal(1), B)):
        with pytest.raises(Misuse) as refused:
            _ = made.rank
        assert refused.value.rule == "no-rank"
    with pytest.raises(Misuse) as refused:
        _ = percent(Decimal("1.50")).spelled
    assert refused.value.rule == "not-whole"
    total = percent(Decimal("30.6")) + percent(Decimal("29.04"), B)
    assert value_text(total, "en") == "59.6%"
    with pytest.raises(Misuse) as refused:
        total.round(2)
    assert refused.value.rule == "too-precise"


@given(st.decimals(1, 10**6, places=2), st.decimals(1, 10**6, places=2), st.integers(0, 6))
def test_a_quotient_must_be_rounded_before_it_is_said(a: Decimal, b: Decimal, n: int) -> None:
    quotient = percent(a) / percent(b)
    with pytest.raises(Misuse, match="not rounded"):
        value_text(quotient, "en")
    rounded = quotient.round(n)
    assert abs(rounded.number - a / b) * 2 <= Decimal(1).scaleb(-n)
    assert rounded.unit == "times"


def test_one_modelled_number_makes_the_result_modelled() -> None:
    total = percent(Decimal(1)) + percent(Decimal(2), status="modelled")
    assert total.status == "modelled"


def test_units_do_not_mix() -> None:
    count = Value(Address("x", "c"), Decimal(3), "count", 0, "published")
    with pytest.raises(Misuse, match="units differ"):
        _ = count + percent(Decimal(1))


@given(NUMBERS, NUMBERS)
def test_a_formula_is_written_with_the_brackets_that_it_needs(a: Decimal, b: Decimal) -> None:
    one, other = percent(a, A), percent(b, B)
    assert (one - other - one).address == "x.a - x.b - x.a"
    assert (one - (other - one)).address == "x.a - (x.b - x.a)"
    assert ((one + other) * Decimal("0.5")).address == "(x.a + x.b) × 0.5"
    assert (-one + other).address == "0 - x.a + x.b"
    assert added([one, other], Address("x", "", "c")).address == "x.c.total"
    if b and a + b:
        assert (one / other / (one + other)).address == "(x.a / x.b) / (x.a + x.b)"


def test_numbers_beyond_all_bounds_are_refused() -> None:
    with pytest.raises(Misuse, match="too large"):
        _ = percent(Decimal("1e300")) + percent(Decimal(1))


@pytest.mark.parametrize(
    ("whole", "rows", "status"),
    [
        # All that decides is published: the rank follows from it.
        (100, [("50", "published"), ("30", "published"), ("20", "published")], "derived"),
        # 23 are left, so no modelled share can be larger than 30.
        (100, [("47", "published"), ("30", "published"), ("12", "modelled")], "derived"),
        # 38 are left: one of the modelled shares may be larger than 30.
        (100, [("32", "published"), ("30", "published"), ("19", "modelled")], "modelled"),
        (None, [("47", "published"), ("30", "published"), ("12", "modelled")], "modelled"),
        # The larger one is only modelled.
        (100, [("47", "modelled"), ("30", "published"), ("23", "published")], "modelled"),
        (100, [("47", "published"), ("30", "modelled"), ("23", "published")], "modelled"),
        (100, [("47", "published"), ("30", "estimated"), ("23", "published")], "estimated"),
        # What is left is 30 but for rounding: too near to tell.
        (100, [("40", "published"), ("30", "published"), ("29.99", "modelled")], "modelled"),
    ],
)
def test_a_rank_is_as_certain_as_the_numbers_that_decide_it(
    whole: int | None, rows: list[tuple[str, str]], status: str
) -> None:
    column: list[Value] = []
    total = None if whole is None else Decimal(whole)
    for number, kind in rows:
        value = percent(Decimal(number), Address("a", number), kind)
        column.append(replace(value, _peers=lambda: column, _whole=total))
    rank = column[1].rank
    assert rank.number == 2
    assert rank.status == status
