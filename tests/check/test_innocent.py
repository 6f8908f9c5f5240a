"""Silence: prose full of idioms, dates, names, versions and citations has no finding at all."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from duizhao import chapters, contents, project
from duizhao.check import Checker
from duizhao.check.registry import PAIR_CHECKS
from duizhao.diagnostics import Findings
from duizhao.pairs import pair
from duizhao.render import fill_chapter
from tests.conftest import LIBRARIES

HERE = Path(__file__).parent
SENTENCES = {
    language: (HERE / f"innocent.{language}.txt").read_text(encoding="utf-8").splitlines()
    for language in ("zh", "en")
}

COUNT = {language: range(len(lines)) for language, lines in SENTENCES.items()}


@pytest.fixture(scope="module")
def libraries_world() -> tuple[Checker, contents.Contents]:
    findings = Findings()
    terms, (one,) = contents.load(project.load(LIBRARIES), findings)
    assert findings == []
    return Checker.of(LIBRARIES, terms, findings), one


def test_there_are_enough_sentences() -> None:
    assert sum(len(lines) for lines in SENTENCES.values()) >= 300
    assert all(len(set(lines)) == len(lines) for lines in SENTENCES.values())


@pytest.mark.parametrize("language", ["zh", "en"])
def test_innocent_prose_has_no_finding(
    language: str, libraries_world: tuple[Checker, contents.Contents]
) -> None:
    checker, one = libraries_world
    # The other side says nothing of its own, and blocks are not compared: only what a sentence is
    # by itself is tested.
    stub = {"zh": "这里从略。", "en": "Nothing is said here."}
    texts = {
        "zh": "# 标题\n"
        + "".join(f"\n{_either('zh', i, language, stub)}\n" for i in COUNT[language]),
        "en": "# Title\n"
        + "".join(f"\n{_either('en', i, language, stub)}\n" for i in COUNT[language]),
    }
    findings = Findings()
    both = [chapters.parse(texts[x], "x", x, f"report/{x}/x.md", findings) for x in ("zh", "en")]
    (two,) = pair([both[0]], [both[1]], findings)
    filled = {x: fill_chapter(two, x, one.material.namespace, findings) for x in ("zh", "en")}
    assert [finding.text("en") for finding in findings] == []
    view = checker.view(two, texts, filled, one.edition, one.material)
    assert view.aligned
    alone = dataclasses.replace(view, aligned=False)
    found = [finding for check in PAIR_CHECKS for finding in check(alone)]
    lines = texts[language].split("\n")
    shown = [f"{lines[(f.place.line or 1) - 1]}  {f.rule}: {f.message.en}" for f in found]
    assert "\n".join(shown) == ""


def _either(wanted: str, index: int, language: str, stub: dict[str, str]) -> str:
    return SENTENCES[language][index] if wanted == language else stub[wanted]
