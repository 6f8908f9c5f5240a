"""Small numbers in words: right where they count what is listed, told where they do not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duizhao import project
from duizhao.check import Checker
from duizhao.check.registry import PAIR_CHECKS
from duizhao.check.scopes import PairView
from duizhao.diagnostics import Diagnostic, Findings
from duizhao.document import chapters
from duizhao.document.pairs import pair
from duizhao.edition import load
from duizhao.language.en.numerals import CARDINALS
from duizhao.language.zh.numerals import DIGITS
from duizhao.render.render import fill_chapter
from tests.conftest import LIBRARIES

World = tuple[Checker, load.FinishedEdition]


@pytest.fixture(scope="module")
def world() -> World:
    findings = Findings()
    terms, (one,) = load.load(project.load(LIBRARIES)).into(findings)
    return Checker.of(LIBRARIES, terms).into(findings), one


def viewed(zh: str, en: str, world: World) -> PairView:
    checker, one = world
    findings = Findings()
    texts = {"zh": f"# 标题\n\n{zh}\n", "en": f"# Title\n\n{en}\n"}
    both = [
        chapters.parse(texts[x], "x", x, f"report/{x}/x.md").into(findings) for x in ("zh", "en")
    ]
    (two,) = pair({"zh": [both[0]], "en": [both[1]]}).into(findings)
    filled = {x: fill_chapter(two, x, one.context.namespace).into(findings) for x in ("zh", "en")}
    assert [finding.text("en") for finding in findings] == []
    return checker.view(two, filled, one.edition, one.context)


def found(zh: str, en: str, world: World) -> list[Diagnostic]:
    view = viewed(zh, en, world)
    findings = [finding for check in PAIR_CHECKS for finding in check(view)]
    return [finding for finding in findings if finding.rule in ("typed-number", "wrong-count")]


RIGHT = [
    ("三个领域居前：家居、汽车和医疗。", "Three fields lead: homes, cars and medicine."),
    ("家居、汽车、医疗三个领域居前。", "Homes, cars and medicine are the three leading fields."),
    ("供给和需求两个方面都要看。", "Two sides, supply and demand, have to be seen."),
    ("两类企业不同：平台企业和专业企业。", "Two kinds of firms differ: platforms and specialists."),
    (
        "三点值得注意：一是成本，二是时间，三是人手。",
        "Three points matter: the cost; the time; the staff.",
    ),
    (
        "两个馆居前：{{ loans_by_branch.top(2) }}。",
        "Two branches lead: {{ loans_by_branch.top(2) }}.",
    ),
    (
        "{{ loans_by_branch.top(3, 'share') }}这三个馆各有所长。",
        "The three branches, {{ loans_by_branch.top(3, 'share') }}, have their merits.",
    ),
    (
        "{{ loans_by_branch.east }}和{{ loans_by_branch.west }}两个馆居前。",
        "The two branches {{ loans_by_branch.east }} and {{ loans_by_branch.west }} lead.",
    ),
    (
        "两个馆的占比是{{ loans_by_branch.east.share }}和{{ loans_by_branch.west.share }}。",
        "The shares of two branches are {{ loans_by_branch.east.share }} and "
        "{{ loans_by_branch.west.share }}.",
    ),
    (
        "{{ loans_by_branch.ref }}和{{ loans_by_year.ref }}两张图可以对照。",
        "Two figures, {{ loans_by_branch.ref }} and {{ loans_by_year.ref }}, can be compared.",
    ),
    (
        "本章有一张表。\n\n{% table holdings %}",
        "This chapter has one table.\n\n{% table holdings %}",
    ),
    (
        "本章有两张表。\n\n{% table holdings %}\n\n{% table loans_by_year %}",
        "This chapter has two tables.\n\n{% table holdings %}\n\n{% table loans_by_year %}",
    ),
    ("两种语言各写各的。", "The two languages are written natively."),
    (
        "共有三个馆。\n{% claim loans_by_branch.rows == 3 %}",
        "There are three branches.\n{% claim loans_by_branch.rows == 3 %}",
    ),
]
# What is told of each language: the right number, or None for a number typed by hand.
WRONG = [
    ("四个领域居前：家居、汽车和医疗。", 3, "Four fields lead: homes, cars and medicine.", 3),
    ("两个领域居前：家居、汽车、医疗。", 3, "Two fields, homes, cars and medicine, lead.", 3),
    (
        "三个馆居前：{{ loans_by_branch.top(2) }}。",
        2,
        "Three branches lead: {{ loans_by_branch.top(2) }}.",
        2,
    ),
    (
        "{{ loans_by_branch.top(3, 'share') }}这两个馆各有所长。",
        3,
        "The two branches, {{ loans_by_branch.top(3, 'share') }}, have their merits.",
        3,
    ),
    (
        "三点值得注意：一是成本，二是时间。",
        2,
        "Three points matter: the cost and the time.",
        2,
    ),
    (
        "{{ loans_by_branch.ref }}和{{ loans_by_year.ref }}三张图可以对照。",
        2,
        "Three figures, {{ loans_by_branch.ref }} and {{ loans_by_year.ref }}, are compared.",
        2,
    ),
    (
        "本章有三张表。\n\n{% table holdings %}\n\n{% table loans_by_year %}",
        2,
        "This chapter has three tables.\n\n{% table holdings %}\n\n{% table loans_by_year %}",
        2,
    ),
    ("三种语言各写各的。", 2, "The three languages are written natively.", 2),
    ("全市有六个区。", None, "The city has six districts.", None),
    ("读者增加了三倍。", None, "Readers grew three times.", None),
    ("两成读者不来：甲和乙。", None, "Two per cent stay away: A and B.", None),
    ("十二个区各有所长。", None, "Twelve districts have their merits.", None),
]


@pytest.mark.parametrize(("zh", "en"), RIGHT)
def test_a_right_count_is_silent(zh: str, en: str, world: World) -> None:
    assert [finding.text("en") for finding in found(zh, en, world)] == []


@pytest.mark.parametrize(("zh", "true_zh", "en", "true_en"), WRONG)
def test_a_wrong_count_is_told_with_the_right_one(
    zh: str, true_zh: int | None, en: str, true_en: int | None, world: World
) -> None:
    findings = found(zh, en, world)
    assert {finding.place.path for finding in findings} == {"report/zh/x.md", "report/en/x.md"}
    for finding in findings:
        true = true_zh if "/zh/" in finding.place.path else true_en
        assert finding.rule == ("typed-number" if true is None else "wrong-count")
        assert true is None or str(true) in finding.message.en


ZH = ["家居", "汽车", "医疗", "教育", "金融", "物流", "农业", "旅游", "文化", "安防"]
EN = [
    "homes",
    "cars",
    "medicine",
    "schools",
    "finance",
    "freight",
    "farming",
    "travel",
    "culture",
    "safety",
]


@settings(max_examples=25, deadline=None)
@given(st.integers(2, 9), st.integers(2, 9), st.booleans())
def test_any_list_is_counted(world: World, listed: int, said: int, ahead: bool) -> None:
    zh = "、".join(ZH[: listed - 1]) + "和" + ZH[listed - 1]
    en = ", ".join(EN[: listed - 1]) + " and " + EN[listed - 1]
    numeral = "两" if said == 2 else DIGITS[said]
    word = CARDINALS[said]
    if ahead:
        findings = found(f"{numeral}个领域居前：{zh}。", f"The {word} fields are {en}.", world)
    else:
        findings = found(f"{zh}是{numeral}个领域。", f"There are {word} fields: {en}.", world)
    assert [one.rule for one in findings] == ([] if listed == said else ["wrong-count"] * 2)
    assert all(str(listed) in one.message.en for one in findings)
