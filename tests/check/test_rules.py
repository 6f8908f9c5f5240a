"""Every rule has a wrong example, which it alone finds, and a right one, which nothing finds.

The files of `tests/cases/rules/<rule>/wrong` or `right` are laid over the tiny project; a rule that
reads the words of figures too has an example of those in `<rule>.figure`.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from duizhao import project
from duizhao.check import RULES
from duizhao.diagnostics import Diagnostic, Findings, Problems
from duizhao.diagnostics.rules import Rule, rules
from duizhao.edition import load
from tests.conftest import ROOT, recorded

CASES = ROOT / "tests" / "cases" / "rules"
NAMES = sorted(path.name for path in CASES.iterdir())


def checked(folder: Path, case: Path) -> list[Diagnostic]:
    shutil.copytree(case, folder, dirs_exist_ok=True)
    recorded(folder)
    findings = Findings()
    try:
        load.load(project.load(folder)).into(findings)
    except Problems as problems:
        findings.extend(problems.diagnostics)
    return list(findings)


def test_every_rule_has_its_examples() -> None:
    assert {name.removesuffix(".figure") for name in NAMES} == set(RULES)


@pytest.mark.parametrize("name", NAMES)
def test_a_wrong_example_is_found_and_placed(name: str, libraries: Path) -> None:
    case = CASES / name / "wrong"
    found = checked(libraries, case)
    assert {one.rule for one in found} == {name.removesuffix(".figure")}
    changed = {path.relative_to(case).as_posix() for path in case.rglob("*") if path.is_file()}
    # What is missing here is told where the other language has it.
    changed |= {path.replace("/zh/", "/en/") for path in changed}
    for one in found:
        assert one.place.path in changed
        assert one.message.zh != one.message.en


@pytest.mark.parametrize("name", NAMES)
def test_a_right_example_has_no_finding(name: str, libraries: Path) -> None:
    found = checked(libraries, CASES / name / "right")
    assert [one.text("en") for one in found] == []


@pytest.mark.parametrize("rule", sorted(rules().values(), key=lambda r: r.id), ids=lambda r: r.id)
def test_a_rule_is_explained_in_both_languages(rule: Rule) -> None:
    for words in (rule.title, rule.text):
        assert len(words.en) >= 3 * len(re.findall("[\u4e00-\u9fff]", words.en))
    assert re.search("[\u4e00-\u9fff]", rule.title.zh)
    assert rule.title.zh.endswith("。")
    assert rule.title.en.endswith(".")
