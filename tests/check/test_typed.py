"""Typed numbers and dates: one value in both languages, however it is written."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duizhao.check.text.dates import MONTHS, dates
from duizhao.check.text.quantities import quantities
from duizhao.language.en import numerals as english
from duizhao.language.zh import numerals as chinese


def values(text: str, language: str) -> list[Decimal]:
    return [one.value for one in quantities(text, language)]


def names(text: str, language: str) -> list[str]:
    return [one.name for one in dates(text, language)]


@given(st.integers(1, 9_999))
def test_powers_of_ten_are_the_same_number(n: int) -> None:
    expected = Decimal(n) * 10**8
    assert values(f"有{n}亿人", "zh") == [expected]
    assert values(f"{n / 10:g} billion people", "en") == [expected]


@given(st.integers(1, 99))
def test_a_number_in_words_is_the_number_in_digits(n: int) -> None:
    assert values(english.spelled(n), "en") == [n]
    assert values(chinese.spelled(n), "zh") == [n]


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("近3成", "nearly 30 per cent"),
        ("三分之二", "two thirds"),
        ("百分之三十五", "35%"),
        ("5G", "5G"),
        ("2亿—4亿元", "RMB 200–400 million"),
        ("5%—10%", "5–10%"),
        ("6.3万亿元", "RMB 6.3 trillion"),
    ],
)
def test_two_writings_have_one_value(zh: str, en: str) -> None:
    assert values(zh, "zh") == values(en, "en")


@given(st.integers(1, 12), st.integers(1, 28), st.integers(1500, 2199))
def test_a_day_is_the_same_day(month: int, day: int, year: int) -> None:
    assert sorted(names(f"{year}年{month}月{day}日", "zh")) == sorted(
        names(f"{day} {MONTHS[month - 1]} {year}", "en")
    )


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("20世纪90年代", "in the 1990s"),
        ("十九世纪", "the nineteenth century"),
        ("2012～2018年", "2012–18"),
        ("2012—2018", "from 2012 to 2018"),
        ("5月", "in May"),
        ("一九九八年", "1998"),
    ],
)
def test_two_writings_are_one_date(zh: str, en: str) -> None:
    assert names(zh, "zh") == names(en, "en")


@pytest.mark.parametrize("text", ["Maynard came", "May this be so", "It may rain", "March on"])
def test_a_word_is_no_month(text: str) -> None:
    assert names(text, "en") == []
