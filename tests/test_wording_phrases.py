"""Letters, lists and trends, in both languages."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duizhao.wording import (
    joined,
    joined_with,
    ordinal,
    spelled,
    trend,
    trend_verb,
    trend_word,
)

PLACES = {
    "zh": ("北京市", "广东省", "上海市"),
    "en": ("Beijing", "Guangdong", "Shanghai"),
}
SHARES = ("29.04%", "21.90%", "13.99%")


@pytest.mark.parametrize(
    ("n", "zh", "en"),
    [
        (0, "零", "zero"),
        (2, "二", "two"),
        (6, "六", "six"),
        (10, "十", "ten"),
        (13, "十三", "thirteen"),
        (20, "二十", "twenty"),
        (24, "二十四", "twenty-four"),
        (99, "九十九", "ninety-nine"),
        (100, "一百", "100"),
        (105, "一百零五", "105"),
        (110, "一百一十", "110"),
        (672, "六百七十二", "672"),
        (1005, "一千零五", "1,005"),
        (1010, "一千零一十", "1,010"),
        (2200, "二千二百", "2,200"),
        (9999, "九千九百九十九", "9,999"),
        (10000, "10,000", "10,000"),
        (-3, "−3", "−3"),
    ],
)
def test_spelled(n, zh, en):
    assert (spelled(n, "zh"), spelled(n, "en")) == (zh, en)


@given(st.integers(0, 9999))
def test_chinese_letters_say_the_number(n):
    total = digit = 0
    for letter in spelled(n, "zh"):
        if letter in "十百千":
            total += (digit or 1) * 10 ** (" 十百千".index(letter))
            digit = 0
        else:
            digit = "零一二三四五六七八九".index(letter)
    assert total + digit == n


@given(st.sets(st.integers(0, 9999), min_size=2, max_size=2), st.sampled_from(("zh", "en")))
def test_different_numbers_are_spelled_differently(pair, language):
    one, other = pair
    assert spelled(one, language) != spelled(other, language)


def test_ordinals():
    assert [ordinal(n, "zh") for n in (1, 4, 20, 21)] == ["第一", "第四", "第二十", "第21"]
    assert [ordinal(n, "en") for n in (1, 4, 20, 21, 112)] == [
        *("first", "fourth", "twentieth", "21st", "112th"),
    ]
    with pytest.raises(ValueError, match="starts at one"):
        ordinal(0, "en")


@pytest.mark.parametrize(
    ("count", "zh", "en"),
    [
        (0, "", ""),
        (1, "北京市", "Beijing"),
        (2, "北京市和广东省", "Beijing and Guangdong"),
        (3, "北京市、广东省和上海市", "Beijing, Guangdong and Shanghai"),
    ],
)
def test_joined(count, zh, en):
    assert joined(PLACES["zh"][:count], "zh") == zh
    assert joined(PLACES["en"][:count], "en") == en


def test_joined_with_shares():
    assert joined_with(PLACES["zh"], SHARES, "zh") == (
        "北京市（29.04%）、广东省（21.90%）和上海市（13.99%）"
    )
    assert joined_with(PLACES["en"], SHARES, "en") == (
        "Beijing (29.04%), Guangdong (21.90%) and Shanghai (13.99%)"
    )
    assert joined_with(["{0}"], ["{1}"], "en") == "{0} ({1})"
    with pytest.raises(ValueError, match="shorter"):
        joined_with(PLACES["en"], SHARES[:2], "en")


@pytest.mark.parametrize(
    ("first", "last", "tolerance", "way", "zh", "en"),
    [
        ("80.12", "75.40", "0", "falling", "下降", "declined"),
        ("75.40", "80.12", "0", "rising", "上升", "rose"),
        ("3.5", "3.50", "0", "level", "持平", "held steady"),
        ("3.5", "3.6", "0.1", "level", "持平", "held steady"),
        ("3.5", "3.61", "0.1", "rising", "上升", "rose"),
        ("1E+30", "1000000000000000000000000000001", "0", "rising", "上升", "rose"),
    ],
)
def test_trend(first, last, tolerance, way, zh, en):
    found = trend(Decimal(first), Decimal(last), Decimal(tolerance))
    assert found == way
    assert (trend_verb(found, "zh"), trend_verb(found, "en")) == (zh, en)
    assert (trend_word(found, "zh"), trend_word(found, "en")) == (zh, way)


def test_bad_arguments():
    with pytest.raises(ValueError, match="negative"):
        trend(Decimal(1), Decimal(2), Decimal(-1))
    for call in (lambda: joined(["A"], "fr"), lambda: spelled(1, "fr")):
        with pytest.raises(ValueError, match="unknown language"):
            call()
