"""Differences: pairs whose English says something else than the Chinese, kind by kind.

Each block of `differences.pairs.txt` is a Chinese sentence, an English one that says the same, and
one that does not. The rules are silent on the first and the second; how many of the third are found
stands in docs/check.md. The kind `unseen` was written when the rules were done.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest

from duizhao.check import Checker
from duizhao.check.registry import PAIR_CHECKS
from duizhao.edition import load
from tests.check.test_innocent import libraries_world, viewed
from tests.conftest import ROOT

__all__ = ["libraries_world"]

TABLE = re.compile(r"<!-- differences -->\n(.*?)<!-- /differences -->", re.DOTALL)


class Case(NamedTuple):
    """A kind of difference, a Chinese sentence, and two English ones: the same, and another."""

    kind: str
    zh: str
    same: str
    other: str


TOLD_OF_BOTH = ("unbound-claim", "names-differ")


def _cases() -> list[Case]:
    found, kind = [], ""
    text = Path(__file__).with_name("differences.pairs.txt").read_text(encoding="utf-8")
    for block in text.strip().split("\n\n"):
        lines = block.split("\n")
        if lines[0].startswith("# "):
            kind = lines.pop(0)[2:]
        found.append(Case(kind, *lines))
    return found


CASES = _cases()


def told(english: list[str], world: tuple[Checker, load.FinishedEdition]) -> set[int]:
    """Return which of the pairs have a finding of a difference.

    That no claim tests them, and that the tables of the project have it otherwise, is none.
    """
    texts = {
        "zh": "# 标题\n" + "".join(f"\n{case.zh}\n" for case in CASES),
        "en": "# Title\n" + "".join(f"\n{one}\n" for one in english),
    }
    view = viewed(texts, world)
    findings = [found for check in PAIR_CHECKS for found in check(view)]
    lines = {one.place.line or 0 for one in findings if one.rule not in TOLD_OF_BOTH}
    return {(line - 3) // 2 for line in lines}


def test_there_are_enough_pairs_of_every_kind() -> None:
    assert len(set(CASES)) == len(CASES) >= 90
    assert min(Counter(case.kind for case in CASES).values()) >= 5


def test_what_says_the_same_is_not_told(
    libraries_world: tuple[Checker, load.FinishedEdition],
) -> None:
    false = told([case.same for case in CASES], libraries_world)
    assert [CASES[index] for index in sorted(false)] == []


@pytest.fixture(scope="module")
def documented() -> dict[str, tuple[int, int]]:
    table = TABLE.search((ROOT / "docs" / "check.md").read_text(encoding="utf-8"))
    assert table is not None
    rows = re.findall(r"^\| (\w+) \|.*\| (\d+) \| (\d+) \|$", table[1], re.MULTILINE)
    return {kind: (int(pairs), int(found)) for kind, pairs, found in rows}


def test_as_many_differences_are_told_as_the_page_says(
    libraries_world: tuple[Checker, load.FinishedEdition], documented: dict[str, tuple[int, int]]
) -> None:
    found = told([case.other for case in CASES], libraries_world)
    pairs = Counter(case.kind for case in CASES)
    caught = Counter(CASES[index].kind for index in found)
    assert {kind: (pairs[kind], caught[kind]) for kind in pairs} == documented
