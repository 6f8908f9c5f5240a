"""Thresholds: what lies on both sides of a limit is the whole, and the words name the limit."""

from __future__ import annotations

import pytest

from duizhao import project
from duizhao.diagnostics import Findings, Place
from duizhao.edition import load
from duizhao.edition.load import FinishedEdition
from duizhao.expressions.classes import Threshold
from duizhao.expressions.evaluate import evaluate
from duizhao.expressions.value import Value
from duizhao.render.inline import PlainTarget, inline_text
from tests.conftest import LIBRARIES


@pytest.fixture(scope="module")
def libraries_world() -> FinishedEdition:
    _, (one,) = load.load(project.load(LIBRARIES)).value
    return one


@pytest.fixture
def newest(report_editions: list[FinishedEdition]) -> FinishedEdition:
    return report_editions[0]


def of(source: str, world: FinishedEdition) -> object:
    findings = Findings()
    result = evaluate(source, Place("x.md"), world.names).into(findings)
    assert not findings, [one.text("en") for one in findings]
    return result


@pytest.mark.parametrize("limit", [7, 14])
def test_the_sides_of_a_limit_make_the_whole(limit: int, libraries_world: FinishedEdition) -> None:
    sides = [
        of(f"loans_by_days.{side}({limit})", libraries_world) for side in ("at_least", "under")
    ]
    ids = []
    for side in sides:
        assert isinstance(side, Threshold)
        ids += [row.id for row in side.rows]
    assert sorted(ids) == ["from_14_to_28", "from_7_to_14", "over_28", "under_7"]
    whole = of(
        f"loans_by_days.at_least({limit}).total() + loans_by_days.under({limit}).total()",
        libraries_world,
    )
    assert isinstance(whole, Value)
    assert whole.number == 100


@pytest.mark.parametrize(
    ("source", "zh", "en"),
    [
        ("listed_by_rd_intensity.at_least(10)", "不低于10%", "10% or more"),
        ("listed_by_rd_intensity.under(5)", "低于5%", "under 5%"),
        ("listed_by_revenue.at_least(20)", "不低于20亿元", "RMB 2 billion or more"),
        ("listed_by_rd_expense.under(2)", "低于2亿元", "under RMB 200 million"),
        ("enterprises_by_staff.at_least(200)", "不少于200", "200 or more"),
        ("enterprises_by_patents.under(800)", "少于800", "under 800"),
    ],
)
def test_a_limit_is_said_in_its_unit(
    source: str, zh: str, en: str, newest: FinishedEdition
) -> None:
    said = {x: inline_text(of(source, newest), x, PlainTarget(x, str)) for x in ("zh", "en")}
    assert said == {"zh": zh, "en": en}


def test_of_ranks_the_smallest_is_first(newest: FinishedEdition) -> None:
    first = of("index_of_cities.top(3)", newest)
    assert inline_text(first, "en", PlainTarget("en", str)) == "Beijing, Shanghai and Hangzhou"
