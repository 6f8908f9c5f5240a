"""A block that one language lacks silences itself, and not its chapter."""

from __future__ import annotations

from pathlib import Path

import pytest

from duizhao import project
from duizhao.check import Checker
from duizhao.diagnostics import Findings
from duizhao.edition import load
from tests.conftest import LIBRARIES

ZH = ["# 标题", "东馆没有扩建。", "北馆由志愿者开放。", "西馆的屋顶去年换过。"]
EN = [
    "# Title",
    "The East branch was extended.",
    "The roof of the West branch was renewed last year.",
]


@pytest.mark.parametrize("longer", ["zh", "en"])
def test_other_blocks_are_still_compared(longer: str, tmp_path: Path) -> None:
    findings = Findings()
    terms, (one,) = load.load(project.load(LIBRARIES)).into(findings)
    checker = Checker.of(LIBRARIES, terms).into(findings)
    en = [*EN[:2], "Volunteers open the North branch.", *EN[2:]]
    blocks = {"zh": ZH, "en": EN} if longer == "zh" else {"zh": [*ZH[:2], ZH[3]], "en": en}
    texts = {language: "\n\n".join(lines) + "\n" for language, lines in blocks.items()}
    checked = checker.read_pair("x", texts, one.edition, one.context)
    told = [(found.rule, found.place.line) for found in checked.findings]
    assert ("parity-negation", 3) in told
    assert [rule for rule, _ in told if rule == "parity-block"] == ["parity-block"]
    assert {line for rule, line in told if rule != "parity-block"} == {3}
