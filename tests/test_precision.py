"""Precision: a sum or difference claims no more decimals than its least precise part."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duizhao.expressions.provenance import Address
from duizhao.expressions.value import Misuse, Value, added
from duizhao.language.digits import decimals_of
from duizhao.render.inline import value_text


def share(number: str, unit: str = "percent", decimals: int = 2) -> Value:
    return Value(Address("x", number, "share"), Decimal(number), unit, decimals, "published")


def test_a_sum_is_printed_to_its_least_precise_part() -> None:
    total = share("30.6") + share("29.04") + share("24.59")
    assert value_text(total, "en") == "84.2%"
    assert total.number == Decimal("84.23")
    assert value_text(share("30.6") - share("29.04"), "zh") == "1.6个百分点"
    assert value_text(added([share("30.6"), share("29.04")]), "en") == "59.6%"
    with pytest.raises(Misuse, match="known to 1 decimals only"):
        total.round(2)
    assert value_text(total.round(0), "en") == "84%"


def test_exact_parts_take_nothing_away() -> None:
    assert value_text(share("100") - share("29.04"), "en") == "70.96 percentage points"
    assert value_text(share("29.04") - share("0"), "en") == "29.04 percentage points"
    count = share("4400", "count", 0) + share("11", "count", 0)
    assert value_text(count, "en") == "4,411"


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(1, 9999), st.integers(0, 3)), min_size=2, max_size=6))
def test_no_sum_claims_more_than_its_parts(parts: list[tuple[int, int]]) -> None:
    values = [share(f"{Decimal(n).scaleb(-places):f}", decimals=3) for n, places in parts]
    total = added(values)
    known = [v.precision for v in values if v.precision is not None]
    assert total.decimals == min(known)
    assert decimals_of(total.printed) <= min(known)
    assert total.number == sum(v.number for v in values)
