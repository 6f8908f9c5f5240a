"""Proportions: what is said in words can be read back, and is never far from the number."""

from __future__ import annotations

from contextlib import suppress
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duizhao.expressions import proportions
from duizhao.expressions.proportions import ABOUT, PLAIN, Proportion
from duizhao.expressions.provenance import Address
from duizhao.expressions.value import Misuse, Value
from duizhao.language.proportions import FRACTIONS, fraction_text, multiple_text


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


def test_words_far_from_the_number_are_refused() -> None:
    for number in ("0", "43", "100"):
        with pytest.raises(Misuse) as refused:
            proportions.fraction(share(Decimal(number)))
        assert refused.value.rule == "misleading-words"


def test_huawei_is_party_to_one_tie_in_thirteen() -> None:
    said = proportions.one_in(share(Decimal("7.74")))
    assert (said.said, said.exact) == (13, True)
    assert not proportions.fraction(share(Decimal("32.5"))).exact
