"""The editors' page is executed: every example prints, in both languages, what the page says."""

from __future__ import annotations

import re

import pytest

from duizhao.diagnostics import Findings, Place
from duizhao.edition.load import FinishedEdition
from duizhao.expressions.evaluate import evaluate
from duizhao.expressions.value import Misuse
from duizhao.render.inline import PlainTarget, inline_text
from tests.conftest import ROOT

EXAMPLE = re.compile(r"^\| `\{\{ (.+) \}\}` \| (.+) \| (.+) \|$", re.MULTILINE)
EXAMPLES = EXAMPLE.findall((ROOT / "docs" / "editors.md").read_text(encoding="utf-8"))


@pytest.fixture
def newest(report_editions: list[FinishedEdition]) -> FinishedEdition:
    return report_editions[0]


def printed(source: str, newest: FinishedEdition, language: str) -> str:
    """Return what an expression prints, or the message and hint that it gets."""
    findings = Findings()
    result = evaluate(source, Place("docs/editors.md"), newest.names).into(findings)
    if result is None:
        finding = findings[0]
        hint = finding.hint.of(language) if finding.hint else ""
        brackets = "（{}）" if language == "zh" else " ({})"
        return finding.message.of(language) + (brackets.format(hint) if hint else "")
    numbering = newest.context.numbering
    target = PlainTarget(language, lambda reference: numbering.label(reference, language))
    try:
        return inline_text(result, language, target)
    except Misuse as misuse:
        return misuse.message.of(language)


def test_there_are_examples() -> None:
    assert len(EXAMPLES) > 20


@pytest.mark.parametrize(("source", "zh", "en"), EXAMPLES)
def test_an_example_prints_what_the_page_says(
    source: str, zh: str, en: str, newest: FinishedEdition
) -> None:
    assert printed(source, newest, "zh") == zh
    assert printed(source, newest, "en") == en
