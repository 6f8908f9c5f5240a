"""Silence: prose full of idioms, dates, names, versions and citations has no finding at all.

`innocent.<language>.txt` are sentences of one language; `innocent.pairs.txt` are pairs that deny,
compare and hedge in different ways and mean the same.
"""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from duizhao import project
from duizhao.check import Checker
from duizhao.check.registry import PAIR_CHECKS
from duizhao.check.scopes import PairView
from duizhao.diagnostics import Findings
from duizhao.document import chapters
from duizhao.document.pairs import pair
from duizhao.edition import load
from duizhao.render.render import fill_chapter
from tests.conftest import LIBRARIES

HERE = Path(__file__).parent
SENTENCES = {
    language: (HERE / f"innocent.{language}.txt").read_text(encoding="utf-8").splitlines()
    for language in ("zh", "en")
}

PAIRS = [
    tuple(lines.split("\n"))
    for lines in (HERE / "innocent.pairs.txt").read_text(encoding="utf-8").strip().split("\n\n")
]
COUNT = {language: range(len(lines)) for language, lines in SENTENCES.items()}


@pytest.fixture(scope="module")
def libraries_world() -> tuple[Checker, load.FinishedEdition]:
    findings = Findings()
    terms, (one,) = load.load(project.load(LIBRARIES)).into(findings)
    assert findings == []
    return Checker.of(LIBRARIES, terms).into(findings), one


def test_there_are_enough_sentences() -> None:
    assert sum(len(lines) for lines in SENTENCES.values()) >= 300
    assert all(len(set(lines)) == len(lines) for lines in SENTENCES.values())
    assert len(set(PAIRS)) == len(PAIRS) >= 100


def viewed(texts: dict[str, str], world: tuple[Checker, load.FinishedEdition]) -> PairView:
    """Return two texts as the rules see them."""
    checker, one = world
    findings = Findings()
    both = [
        chapters.parse(texts[x], "x", x, f"report/{x}/x.md").into(findings) for x in ("zh", "en")
    ]
    (two,) = pair({"zh": [both[0]], "en": [both[1]]}).into(findings)
    filled = {x: fill_chapter(two, x, one.context.namespace).into(findings) for x in ("zh", "en")}
    assert [finding.text("en") for finding in findings] == []
    view = checker.view(two, filled, one.edition, one.context)
    assert view.aligned
    return view


@pytest.mark.parametrize("language", ["zh", "en"])
def test_innocent_prose_has_no_finding(
    language: str, libraries_world: tuple[Checker, load.FinishedEdition]
) -> None:
    # The other side says nothing of its own, and blocks are not compared: only what a sentence is
    # by itself is tested.
    stub = {"zh": "这里从略。", "en": "Nothing is said here."}
    texts = {
        "zh": "# 标题\n"
        + "".join(f"\n{_either('zh', i, language, stub)}\n" for i in COUNT[language]),
        "en": "# Title\n"
        + "".join(f"\n{_either('en', i, language, stub)}\n" for i in COUNT[language]),
    }
    alone = dataclasses.replace(viewed(texts, libraries_world), aligned=False)
    found = [finding for check in PAIR_CHECKS for finding in check(alone)]
    lines = texts[language].split("\n")
    shown = [f"{lines[(f.place.line or 1) - 1]}  {f.rule}: {f.message.en}" for f in found]
    assert "\n".join(shown) == ""


def test_innocent_pairs_have_no_finding(
    libraries_world: tuple[Checker, load.FinishedEdition],
) -> None:
    texts = {
        "zh": "# 标题\n" + "".join(f"\n{zh}\n" for zh, _ in PAIRS),
        "en": "# Title\n" + "".join(f"\n{en}\n" for _, en in PAIRS),
    }
    view = viewed(texts, libraries_world)
    found = [finding for check in PAIR_CHECKS for finding in check(view)]
    lines = texts["en"].split("\n")
    shown = [f"{lines[(f.place.line or 1) - 1]}  {f.rule}: {f.message.en}" for f in found]
    assert "\n".join(shown) == ""


def test_pairs_set_against_each_other_are_found(
    libraries_world: tuple[Checker, load.FinishedEdition],
) -> None:
    """The rules are silent because the pairs agree: moved on by one, half of them do not."""
    english = [en for _, en in PAIRS[1:]] + [PAIRS[0][1]]
    texts = {
        "zh": "# 标题\n" + "".join(f"\n{zh}\n" for zh, _ in PAIRS),
        "en": "# Title\n" + "".join(f"\n{en}\n" for en in english),
    }
    view = viewed(texts, libraries_world)
    lines = {f.place.line for check in PAIR_CHECKS for f in check(view)}
    assert len(lines) >= 0.4 * len(PAIRS)


def _either(wanted: str, index: int, language: str, stub: dict[str, str]) -> str:
    return SENTENCES[language][index] if wanted == language else stub[wanted]
