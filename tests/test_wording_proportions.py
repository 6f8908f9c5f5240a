"""Proportions: what is said in words can be read back, and is never far from the number."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duizhao.expressions import proportions
from duizhao.expressions.proportions import ABOUT, PLAIN, Proportion
from duizhao.expressions.provenance import Address
from duizhao.expressions.value import Misuse, Value
from duizhao.language.proportions import FRACTIONS, fraction_text, multiple_text
from duizhao.render.inline import value_text


def share(number: Decimal) -> Value:
    return Value(Address("x", "y", "share"), number, "percent", 2, "published")


@pytest.mark.parametrize(
    ("fraction", "zh", "en"),
    [
        (Fraction(1, 10), "一成", "a tenth"),
        (Fraction(3, 10), "三成", "three tenths"),
        (Fraction(1, 2), "一半", "half"),
        (Fraction(1, 3), "三分之一", "a third"),
        (Fraction(2, 3), "三分之二", "two thirds"),
        (Fraction(3, 4), "四分之三", "three quarters"),
    ],
)
def test_fractions_are_said_as_people_say_them(fraction: Fraction, zh: str, en: str) -> None:
    assert (fraction_text(fraction, "zh"), fraction_text(fraction, "en")) == (zh, en)


def test_every_fraction_is_its_own() -> None:
    for language in ("zh", "en"):
        assert len({fraction_text(one, language) for one in FRACTIONS}) == len(FRACTIONS)
        assert len({multiple_text(n, language) for n in range(2, 21)}) == 19
    assert (multiple_text(2, "zh"), multiple_text(2, "en")) == ("两倍", "twice")


@given(st.decimals(0, 100, places=2), st.sampled_from(["one_in", "fraction"]))
def test_what_is_said_is_near_the_number(number: Decimal, form: str) -> None:
    said = None
    with suppress(Misuse):
        said = getattr(proportions, form)(share(number))
    if said is None:
        return
    assert isinstance(said, Proportion)
    part = 1 / said.said if form == "one_in" else said.said
    off = abs(part - Fraction(number) / 100) / (Fraction(number) / 100)
    assert off <= ABOUT
    assert said.exact is (off <= PLAIN)


@given(st.decimals(1, 10**6, places=2), st.decimals(1, 10**6, places=2))
def test_per_is_the_quotient(one: Decimal, two: Decimal) -> None:
    values = [
        Value(Address("x", n), v, "count", 2, "published") for n, v in (("a", one), ("b", two))
    ]
    told = proportions.per(*values, 1)
    assert abs(told.number - one / two) <= Decimal("0.05")
    assert told.unit == "number"


@pytest.mark.parametrize(
    ("one", "two", "unit", "printed"),
    [
        ("50", "2", "count", "25"),
        ("50", "1", "count", "50"),
        ("7.50", "3", "percent", "2.5"),
        ("50", "4", "count", None),
        ("7.50", "7", "percent", None),
    ],
)
def test_per_without_decimals_must_come_out_even(
    one: str, two: str, unit: str, printed: str | None
) -> None:
    decimals = 2 if unit == "percent" else 0
    values = (
        Value(Address("x", "a"), Decimal(one), unit, decimals, "published"),
        Value(Address("x", "b"), Decimal(two), "count", 0, "published"),
    )
    if printed is None:
        with pytest.raises(Misuse) as refused:
            proportions.per(*values, None)
        assert refused.value.rule == "not-rounded"
        return
    told = proportions.per(*values, None)
    assert str(told.number) == printed
    assert told.unit == ("number" if unit == "count" else unit)


def test_a_ratio_is_of_a_quotient_and_what_is_said_of_a_share_or_one() -> None:
    count = Value(Address("x", "n"), Decimal(12), "count", 0, "published")
    assert str(proportions.ratio(count / share(Decimal(5)), 2).number) == "2.40"
    asked: tuple[Callable[[Value], object], ...] = (
        partial(proportions.ratio, decimals=2),
        proportions.one_in,
        proportions.fraction,
    )
    for said in asked:
        with pytest.raises(Misuse) as refused:
            said(count)
        assert refused.value.rule == "no-quotient"


def test_the_number_beside_the_words_is_a_percentage_or_a_multiple() -> None:
    quotient = share(Decimal("30.02")) / share(Decimal("15.00"))
    assert value_text(proportions.multiple(quotient).number, "en") == "2.00 times"
    assert (
        value_text(
            proportions.fraction(share(Decimal("15.00")) / share(Decimal("30.02"))).number, "en"
        )
        == "49.97%"
    )
    assert value_text(proportions.fraction(share(Decimal("50.01"))).number, "en") == "50.01%"
    for number in ("1.4", "21"):
        with pytest.raises(Misuse, match="cannot be said"):
            proportions.multiple(replace(quotient, number=Decimal(number)))


def test_words_far_from_the_number_are_refused() -> None:
    for number in ("0", "43", "100"):
        with pytest.raises(Misuse) as refused:
            proportions.fraction(share(Decimal(number)))
        assert refused.value.rule == "misleading-words"


def test_huawei_is_party_to_one_tie_in_thirteen() -> None:
    said = proportions.one_in(share(Decimal("7.74")))
    assert (said.said, said.exact) == (13, True)
    assert not proportions.fraction(share(Decimal("32.5"))).exact
