"""Numbers in words: the same number in both languages, and back again to the digit."""

import re
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from duizhao.language import UNITS, TooPrecise, common_power, date_text, number_text, rounded
from tests.read_back import parse_number

LANGUAGES = ("zh", "en")
MEASURES = ("count", "percent", "points", "money", "number", "times")
CURRENCIES = ("CNY", "USD", "EUR", "GBP", "JPY", "HKD", "CHF")

GOLDEN = """
count    4311                4311                4,311
count    12283               12,283              12,283
count    91158               91,158              91,158
count    672                 672                 672
count    0                   0                   0
count    46000000            4600万              46 million
count    1570000             157万               1.57 million
count    50000               5万                 50,000
count    30600               30,600              30,600
count    35670               35,670              35,670
count    150000000           1.5亿               150 million
count    1412000000          14.12亿             1.412 billion
count    123456789           123,456,789         123,456,789
count    -12283              −12,283             −12,283
percent  29.04               29.04%              29.04%
percent  21.90               21.90%              21.90%
percent  30.6                30.6%               30.6%
percent  12283.5             12,283.5%           12,283.5%
percent  -0.40               −0.40%              −0.40%
percent  -0.00               0.00%               0.00%
points   12.5                12.5个百分点        12.5 percentage points
points   1                   1个百分点           1 percentage point
points   -1                  −1个百分点          −1 percentage point
points   1.0                 1.0个百分点         1.0 percentage points
number   3.826               3.826               3.826
times    1.5                 1.5倍               1.5 times
CNY      1261326000000       12,613.26亿元       RMB 1,261.326 billion
CNY      241382000000        2413.82亿元         RMB 241.382 billion
CNY      500000000000        5000亿元            RMB 500 billion
CNY      225.80E8            225.80亿元          RMB 22.580 billion
CNY      360000000           3.6亿元             RMB 360 million
CNY      123450000           12,345万元          RMB 123.45 million
CNY      20000               2万元               RMB 20,000
CNY      12345               12,345元            RMB 12,345
CNY      12.50               12.50元             RMB 12.50
CNY      0                   0元                 RMB 0
CNY      -500000000          −5亿元              −RMB 500 million
USD      1500000000          15亿美元            US$1.5 billion
EUR      300000000           3亿欧元             €300 million
rank     1                   第一                first
rank     4                   第四                fourth
rank     12                  第十二              twelfth
rank     20                  第二十              twentieth
rank     21                  第21                21st
rank     22                  第22                22nd
rank     33                  第33                33rd
rank     111                 第111               111th
year     2024                2024                2024
"""


def decimals_of(number: Decimal) -> int:
    return max(0, -number.as_tuple().exponent)


@pytest.mark.parametrize("line", GOLDEN.strip().splitlines())
def test_golden(line):
    name, digits, *texts = re.split(r" {2,}", line.strip())
    unit, currency = ("money", name) if name in CURRENCIES else (name, None)
    number = Decimal(digits)
    decimals = decimals_of(number)
    written = [number_text(number, unit, decimals, language, currency) for language in LANGUAGES]
    assert written == texts
    read = [
        parse_number(text, unit, language, currency)
        for text, language in zip(texts, LANGUAGES, strict=True)
    ]
    assert read == [number, number]


@st.composite
def stored_numbers(draw) -> Decimal:
    """Of any sign, from millionths to 10^40, many of them round, stored plainly or in tens."""
    digits = draw(st.integers(0, 10 ** draw(st.integers(1, 30))))
    sign = draw(st.sampled_from((0, 1)))
    coefficient = tuple(map(int, str(digits)))
    number = Decimal((sign, coefficient, draw(st.integers(-6, 10))))
    return Decimal(format(number, "f")) if draw(st.booleans()) else number


@given(stored_numbers(), st.sampled_from(MEASURES), st.sampled_from(CURRENCIES))
@example(Decimal("1234500E1"), "money", "CNY")  # closing zeros must not choose the magnitude
def test_both_languages_hold_the_same_number(number, unit, currency):
    for language in LANGUAGES:
        text = number_text(number, unit, decimals_of(number), language, currency)
        assert parse_number(text, unit, language, currency) == number
        digits = re.sub(r"\D", "", text).strip("0")
        assert digits == re.sub(r"\D", "", format(number, "f")).strip("0")


@given(stored_numbers(), st.sampled_from(("percent", "points", "number", "times")))
def test_closing_zeros_are_kept(number, unit):
    for language in LANGUAGES:
        text = number_text(number, unit, decimals_of(number), language)
        read = parse_number(text, unit, language)
        assert decimals_of(read) == decimals_of(number)


@given(st.integers(1, 10**6), st.sampled_from(LANGUAGES))
def test_ranks_and_years_read_back(n, language):
    rank = number_text(Decimal(n), "rank", 0, language)
    assert parse_number(rank, "rank", language) == n
    if n <= 9999:
        assert number_text(Decimal(n), "year", 0, language) == str(n)
        assert parse_number(str(n), "year", language) == n


@given(st.dates(), st.sampled_from(LANGUAGES))
def test_dates_read_back(day, language):
    ordinal = Decimal(day.toordinal())
    text = number_text(ordinal, "date", 0, language)
    assert text == date_text(day, language)
    assert parse_number(text, "date", language) == ordinal


def test_dates_in_full():
    day = date(2023, 12, 31)
    assert [date_text(day, language) for language in LANGUAGES] == [
        "2023年12月31日",
        "31 December 2023",
    ]


@given(
    st.integers(-(10**30), 10**30),
    st.integers(0, 6),
    st.integers(1, 6),
    st.sampled_from(sorted(UNITS)),
)
def test_more_decimals_than_declared_are_an_error(digits, decimals, excess, unit):
    number = Decimal(f"{digits}E-{decimals + excess}")
    for language in LANGUAGES:
        assert_too_precise(number, unit, decimals, language)


def assert_too_precise(number, unit, decimals, language):
    with pytest.raises(TooPrecise) as caught:
        number_text(number, unit, decimals, language, "CNY")
    assert (caught.value.number, caught.value.decimals) == (number, decimals)
    assert isinstance(caught.value, ValueError)


@given(stored_numbers(), st.integers(0, 5))
def test_rounded_fits_its_declaration_and_is_the_nearest(number, decimals):
    result = rounded(number, decimals)
    assert decimals_of(result) == decimals
    assert 2 * abs(result - number) <= Decimal(1).scaleb(-decimals)


@pytest.mark.parametrize(
    ("number", "decimals", "result"),
    [
        ("2.675", 2, "2.68"),
        ("0.125", 2, "0.13"),
        ("-0.125", 2, "-0.13"),
        ("2.5", 0, "3"),
        ("30.6", 2, "30.60"),
        ("123456789012345678901234567890.45", 1, "123456789012345678901234567890.5"),
    ],
)
def test_rounding_goes_half_away_from_zero(number, decimals, result):
    assert str(rounded(Decimal(number), decimals)) == result


@pytest.mark.parametrize(
    ("number", "unit", "language", "currency", "complaint"),
    [
        ("NaN", "count", "zh", None, "finite"),
        ("Infinity", "percent", "en", None, "finite"),
        ("1", "ratio", "zh", None, "unknown unit 'ratio'"),
        ("1", "count", "fr", None, "unknown language 'fr'"),
        ("1", "money", "zh", None, "currency"),
        ("1", "money", "en", "RMB", "currency"),
        ("0", "rank", "zh", None, "not a rank"),
        ("2.5", "rank", "en", None, "not a rank"),
        ("10000", "year", "zh", None, "not a year"),
        ("0", "date", "en", None, "not a date"),
    ],
)
def test_what_cannot_be_worded_is_named(number, unit, language, currency, complaint):
    with pytest.raises(ValueError, match=complaint):
        number_text(Decimal(number), unit, 1, language, currency)


GARBAGE = """
zh  count    4,311
zh  count    12283
zh  count    46 million
zh  count    -5
zh  count    ４３１１
zh  count    约4311
zh  count    4311家
zh  count    5000000万
en  count    4311
en  count    43,11
en  count    4,311.
en  count    46 millions
en  count    46000 thousand
en  count    0,000
en  percent  29.04
en  percent  29.04 %
en  percent  29.04％
en  percent  .5%
en  percent  1e3%
en  points   1 percentage points
en  points   1.0 percentage point
zh  points   12.5%
zh  money    5000亿
zh  money    0.5亿元
zh  money    500亿美元
en  money    500 billion
en  money    RMB 0.5 billion
en  money    RMB −500 billion
en  times    1.5
zh  rank     四
zh  rank     第4
en  rank     4th
en  rank     22th
zh  year     2024年
zh  date     2023年13月1日
zh  date     2023年2月29日
zh  date     2023年02月28日
en  date     31 December
en  date     December 31, 2023
en  date     31 Dezember 2023
"""


@pytest.mark.parametrize("line", GARBAGE.strip().splitlines())
def test_reading_is_strict(line):
    language, unit, text = re.split(r" {2,}", line)
    with pytest.raises(ValueError, match="is not a"):
        parse_number(text, unit, language, "CNY")


@given(st.text("0123456789,.− 万亿元%第RMBmillionbt", max_size=14), st.sampled_from(sorted(UNITS)))
@example("", "count")
def test_whatever_is_read_is_what_would_be_written(text, unit):
    for language in LANGUAGES:
        try:
            number = parse_number(text, unit, language, "CNY")
        except ValueError:
            continue
        assert number_text(number, unit, decimals_of(number), language, "CNY") == text


@given(
    st.lists(stored_numbers(), min_size=1, max_size=5),
    st.sampled_from(("count", "money")),
    st.sampled_from(LANGUAGES),
)
@example([Decimal(301139947), Decimal(223547000)], "count", "en")
@example([Decimal(14210000), Decimal(7601000)], "count", "zh")
@example([Decimal(0), Decimal(1261326000000), Decimal(50000000)], "money", "zh")
def test_a_column_has_one_magnitude_and_loses_no_digit(numbers, unit, language):
    power = common_power(numbers, unit, language)
    texts = [number_text(one, unit, 6, language, "CNY", power) for one in numbers]
    if power is not None:
        plain = [re.sub(r"[^\d.-]", "", text.replace("−", "-")) for text in texts]
        assert [Decimal(text).scaleb(power) for text in plain] == numbers
    words = {
        re.sub(r"[\d,.−\s]", "", text) for one, text in zip(numbers, texts, strict=True) if one
    }
    assert len(words) <= 1
