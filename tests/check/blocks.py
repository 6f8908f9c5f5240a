"""Blocks of the tiny project's language, and which rules find something in them."""

from __future__ import annotations

from collections.abc import Callable, Set

from duizhao import project
from duizhao.check import Checker
from duizhao.diagnostics import Findings
from duizhao.edition import load
from tests.conftest import LIBRARIES

Told = Callable[[str, str], set[str]]


def told_by(wanted: Set[str]) -> Told:
    """Return a function that gives the rules among `wanted` which find something in a block."""
    findings = Findings()
    terms, (one,) = load.load(project.load(LIBRARIES)).into(findings)
    checker = Checker.of(LIBRARIES, terms).into(findings)

    def rules(language: str, block: str) -> set[str]:
        texts = {"zh": "# 标题\n\n从略。\n", "en": "# Title\n\nLeft out.\n"}
        texts[language] = texts[language].split("\n\n")[0] + f"\n\n{block}\n"
        found = checker.read_pair("x", texts, one.edition, one.context).findings
        return {f.rule for f in found} & wanted

    return rules
