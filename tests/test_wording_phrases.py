"""Letters, lists and trends, in both languages."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duizhao.language import joined, joined_with, ordinal, spelled, trend_verb, trend_word

PLACES = {
    "zh": ("北京市", "广东省", "上海市"),
    "en": ("Beijing", "Guangdong", "Shanghai"),
}
SHARES = ("29.04%", "21.90%", "13.99%")


@pytest.mark.parametrize(
    ("n", "zh", "en"),
    [
        (0, "零", "zero"),
        (2, "两", "two"),
        (12, "十二", "twelve"),
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
            digit = "零一二三四五六七八九".index(letter.replace("两", "二"))
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


@pytest.mark.parametrize(
    ("language", "items", "text"),
    [
        ("zh", ("金融业", "租赁和商务服务业"), "金融业以及租赁和商务服务业"),
        ("zh", ("物联网", "大数据和云计算", "智能芯片"), "物联网、大数据和云计算以及智能芯片"),
        ("zh", ("文化、体育和娱乐业", "金融业"), "文化、体育和娱乐业以及金融业"),
        ("zh", ("甲，乙", "丙和丁", "戊"), "甲，乙；丙和丁；以及戊"),
        (
            "en",
            ("finance", "leasing and business services"),
            "finance, and leasing and business services",
        ),
        ("en", ("oil and gas", "coal", "peat"), "oil and gas, coal, and peat"),
        (
            "en",
            ("Durham, England", "Durham, North Carolina"),
            "Durham, England, and Durham, North Carolina",
        ),
        ("en", ("Bath, England", "Nice", "Rome"), "Bath, England; Nice; and Rome"),
        ("en", ("Android", "1,000 islands", "brandy"), "Android, 1,000 islands and brandy"),
    ],
)
def test_names_that_hold_a_joint_are_joined_by_a_stronger_one(language, items, text):
    assert joined(items, language) == text


CHINESE = st.lists(st.sampled_from(["乙", "和", "以及", "、", "，"]), max_size=4)


@given(st.lists(CHINESE.map(lambda parts: f"甲{''.join(parts)}丙"), min_size=3, max_size=4))
def test_a_chinese_list_breaks_at_its_strongest_joints(items):
    joints = (("；", "；以及"), ("，", "，以及"), ("、", "以及"), ("、", "和"))
    assert _taken_apart(joined(items, "zh"), len(items), joints) == items


ENGLISH = st.lists(st.sampled_from(["oil ", "and ", "gas, "]), max_size=4)


@given(st.lists(ENGLISH.map(lambda parts: f"tin {''.join(parts)}ore"), min_size=3, max_size=4))
def test_an_english_list_breaks_at_its_strongest_joints(items):
    joints = (("; ", "; and "), (", ", ", and "), (", ", " and "))
    assert _taken_apart(joined(items, "en"), len(items), joints) == items


@settings(deadline=None)
@given(st.lists(st.one_of(CHINESE, ENGLISH).map("".join), min_size=2, max_size=2))
def test_a_pair_is_joined_plainly(items):
    joints = {"zh": ("和", "以及"), "en": (" and ", ", and ")}
    for language, known in joints.items():
        one, other = (f"甲{item}乙" for item in items)
        assert joined([one, other], language) in [joint.join((one, other)) for joint in known]
        shares = joined_with([one, other], ["1%", "2%"], language)
        brackets = {"zh": ("（1%）", "（2%）"), "en": (" (1%)", " (2%)")}[language]
        ways = [f"{one}{brackets[0]}{joint}{other}{brackets[1]}" for joint in known]
        assert shares in ways[: 2 if language == "zh" else 1]


def _taken_apart(text, count, joints):
    """A list read as readers do, at the strongest joint that stands in it."""
    if count == 1:
        return [text]
    between, last = next(two for two in joints if two[1] in text)
    head, tail = text.split(last)
    return [*head.split(between), tail]


def test_joined_with_shares():
    assert joined_with(PLACES["zh"], SHARES, "zh") == (
        "北京市（29.04%）、广东省（21.90%）和上海市（13.99%）"
    )
    assert joined_with(PLACES["en"], SHARES, "en") == (
        "Beijing (29.04%), Guangdong (21.90%) and Shanghai (13.99%)"
    )
    assert joined_with(["{0}"], ["{1}"], "en") == "{0} ({1})"
    # What stands in brackets, such as a mark's title, has no say in how names are joined.
    assert joined_with(["A", "B"], ["1, 2 and 3", "4"], "en") == "A (1, 2 and 3) and B (4)"
    # A bracket closes a name: only the last one's “and” would mislead, and any one's comma.
    assert joined_with(["甲和乙", "丙"], ["1%", "2%"], "zh") == "甲和乙（1%）和丙（2%）"
    assert joined_with(["丙", "甲和乙"], ["1%", "2%"], "zh") == "丙（1%）以及甲和乙（2%）"
    assert joined_with(["甲、乙", "丙"], ["1%", "2%"], "zh") == "甲、乙（1%）和丙（2%）"
    assert joined_with(["A and B", "C"], ["1%", "2%"], "en") == "A and B (1%) and C (2%)"
    assert joined_with(["C", "A and B"], ["1%", "2%"], "en") == "C (1%) and A and B (2%)"
    assert joined_with(["A, B", "C"], ["1%", "2%"], "en") == "A, B (1%) and C (2%)"
    with pytest.raises(ValueError, match="shorter"):
        joined_with(PLACES["en"], SHARES[:2], "en")


@pytest.mark.parametrize(
    ("found", "zh", "en"),
    [
        ("falling", "下降", "declined"),
        ("rising", "上升", "rose"),
        ("level", "持平", "held steady"),
    ],
)
def test_trend(found, zh, en):
    assert (trend_verb(found, "zh"), trend_verb(found, "en")) == (zh, en)
    assert (trend_word(found, "zh"), trend_word(found, "en")) == (zh, found)


def test_bad_arguments():
    for call in (lambda: joined(["A"], "fr"), lambda: spelled(1, "fr")):
        with pytest.raises(ValueError, match="unknown language"):
            call()
