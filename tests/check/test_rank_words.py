"""Ranks said in words: typed, computed, or tested by a claim of that very rank."""

from __future__ import annotations

import pytest

from tests.check.blocks import Told, told_by


@pytest.fixture(scope="module")
def told() -> Told:
    """Return a function that gives the rules which find a typed rank in a block."""
    return told_by({"typed-number", "typed-rank", "unbound-claim"})


FIRST = '{% claim loans_by_branch.top(1)[0].id == "east" %}'
SECOND = '{% claim loans_by_branch.top(2)[1].id == "west" %}'


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("zh", "东馆排名第一，西馆在后。"),
        ("zh", "东馆居第二位。"),
        ("zh", "东馆位列第三。"),
        ("zh", "东馆在全市居首。"),
        ("zh", "东馆位居榜首。"),
        ("zh", "东馆居全市首位。"),
        ("zh", "北馆一直垫底。"),
        ("zh", "东馆是全市第一大馆。"),
        ("zh", "居首的是东馆。"),
        ("en", "The East branch ranks first."),
        ("en", "The West branch ranks second."),
        ("en", "The West branch takes second place."),
        ("en", "The North branch ranked last."),
        ("en", "The West branch comes fourth."),
        ("en", "The West branch is the second largest."),
        ("en", "The East branch tops the list."),
        ("en", "The North branch ranks third."),
    ],
)
def test_a_typed_rank_is_found(language: str, sentence: str, told: Told) -> None:
    assert told(language, sentence) & {"typed-number", "typed-rank"}


@pytest.mark.parametrize(
    ("language", "block"),
    [
        ("zh", f"东馆位居榜首。\n{FIRST}"),
        ("zh", "东馆居{{ loans_by_branch.east.share.rank }}。"),
        ("zh", "居首的是{{ loans_by_branch.top(1) }}。"),
        ("zh", "原报告说东馆居首位。"),
        ("zh", "居首者自有道理，居首的馆也不例外。"),
        ("zh", "垫底的纸板发黄了。"),
        ("zh", "第一，要说明来源；第二，要说明口径。"),
        ("en", f"The East branch ranks first.\n{FIRST}"),
        ("en", f"The West branch ranks second.\n{SECOND}"),
        ("en", f"The West branch is the second largest.\n{SECOND}"),
        ("en", "The East branch ranks {{ loans_by_branch.east.share.rank }}."),
        ("en", "According to the register, the West branch ranks second."),
        ("en", "Safety comes first."),
    ],
)
def test_a_rank_that_is_computed_tested_or_none_is_fine(
    language: str, block: str, told: Told
) -> None:
    assert told(language, block) == set()


def test_a_claim_of_another_rank_is_no_proof(told: Told) -> None:
    assert told("en", f"The West branch ranks second.\n{FIRST}") == {"typed-rank"}
    assert told("zh", f"西馆位居榜首。\n{SECOND}") == {"typed-rank"}
    # A sentence with a value and no claim at all is told once, as a claim that nothing tests.
    value = "{{ loans_by_branch.east.share }}"
    assert told("en", f"The East branch ranks first with {value}.") == {"unbound-claim"}
