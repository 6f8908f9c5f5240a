"""What `check` prints: for people, for programs; and what `--accept` silences."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from duizhao import project
from duizhao.check import Checker
from duizhao.diagnostics import Diagnostic, Findings, Place, Words
from duizhao.diagnostics.formats import written
from duizhao.diagnostics.printing import COLOURS
from duizhao.edition import load
from tests.conftest import ROOT, Duizhao

CHAPTER = "report/zh/1998/loans.md"


@pytest.fixture
def faulty(libraries: Path) -> Path:
    """The tiny project with a false claim, a half-width comma and a value in one language only."""
    file = libraries / CHAPTER
    text = file.read_text(encoding="utf-8")
    text = text.replace("居{{", "，居{{").replace("，占", ",占")
    file.write_text(text, encoding="utf-8")
    for language in ("zh", "en"):
        path = libraries / f"report/{language}/1998/loans.md"
        path.write_text(path.read_text("utf-8").replace(">= 50", "< 50"), encoding="utf-8")
    return libraries


def test_json_holds_both_languages_and_the_other_sentence(faulty: Path, duizhao: Duizhao) -> None:
    run = duizhao(faulty, "check", "--format", "json")
    found = json.loads(run.out)
    assert run.code == 1
    assert {one["rule"] for one in found} == {"claim-fails", "chinese-punctuation"}
    failing = next(one for one in found if one["rule"] == "claim-fails" and "/zh/" in one["path"])
    assert "loans_by_branch.east.share" in failing["message"]["en"]
    assert "50" in failing["message"]["zh"]
    assert failing["related"]["path"] == "report/en/1998/loans.md"
    assert "ranks" in failing["related"]["text"]
    comma = next(one for one in found if one["rule"] == "chinese-punctuation")
    assert (comma["path"], comma["line"]) == (CHAPTER, 5)
    line = (faulty / CHAPTER).read_text("utf-8").split("\n")[4]
    assert line[comma["column"] - 1] == ","


def test_sarif_names_rules_places_and_related_places(faulty: Path, duizhao: Duizhao) -> None:
    log = json.loads(duizhao(faulty, "check", "--format", "sarif").out)
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in ("error", "warning")
        physical = result["locations"][0]["physicalLocation"]
        assert (faulty / physical["artifactLocation"]["uri"]).is_file()
        assert physical["region"]["startLine"] > 0
    claims = [one for one in run["results"] if one["ruleId"] == "claim-fails"]
    assert len(claims) == 2
    assert all(one["relatedLocations"] for one in claims)


def test_github_annotations_are_one_escaped_line_each(faulty: Path, duizhao: Duizhao) -> None:
    lines = duizhao(faulty, "check", "--format", "github").out.splitlines()
    assert len(lines) == 3
    assert all(line.startswith("::error file=report/") for line in lines)
    odd = Diagnostic("x", Place("a,b:c.md", 1, 2), Words("100%\n二", "100%\nb"))
    text = written([odd], "github", ROOT, "en")
    assert text == "::error file=a%2Cb%3Ac.md,line=1,col=2,title=x::100%25⟨LF⟩b\n"


def test_a_terminal_shows_the_line_and_a_caret_below_the_place(faulty: Path) -> None:
    place = Place(CHAPTER, 5, 1)
    finding = Diagnostic("rule", place, Words("错", "wrong"), Words("改", "mend"))
    text = written([finding], "text", faulty, "en", COLOURS)
    head, line, caret, hint = text.splitlines()
    assert "rule" in head
    plain = re.compile(r"\x1b\[\d*m")
    line, caret = plain.sub("", line), plain.sub("", caret)
    assert line.index("{{ loans_by_branch.east }}") == caret.index("^")
    assert "mend" in hint


def test_accepting_silences_staleness_and_nothing_else(libraries: Path, duizhao: Duizhao) -> None:
    assert duizhao(libraries, "check", "--accept").code == 0
    source = libraries / "report/zh/1998/overview.md"
    text = source.read_text("utf-8")
    source.write_text(text.replace("全市馆藏", "本市馆藏"), encoding="utf-8")
    stale = duizhao(libraries, "check")
    assert stale.code == 1
    assert "report/en/1998/overview.md:3:1: stale-translation" in stale.err
    source.write_text(text.replace("全市馆藏", "全市,馆藏"), encoding="utf-8")
    accepted = duizhao(libraries, "check", "--accept")
    assert accepted.code == 1
    assert "stale-translation" not in accepted.err
    assert "chinese-punctuation" in accepted.err
    source.write_text(text, encoding="utf-8")
    assert duizhao(libraries, "check", "--accept").code == 0
    assert duizhao(libraries, "check").err == ""


@pytest.mark.slow
def test_the_real_report_has_no_finding_nor_has_any_pair_alone() -> None:
    findings = Findings()
    terms, editions = load.load(project.load(ROOT)).into(findings)
    assert [finding.text("en") for finding in findings] == []
    checker = Checker.of(ROOT, terms).into(findings)
    for one in editions:
        for pair in one.pairs:
            texts = {
                language: (ROOT / path).read_text("utf-8")
                for language, path in (("zh", pair.of("zh").path), ("en", pair.of("en").path))
            }
            changed = checker.read_pair(pair.name, texts, one.edition, one.context)
            assert [finding.text("en") for finding in changed.findings] == []
            assert len(changed.value.view.blocks) == len(pair.blocks)


def test_without_a_reason_an_exception_is_refused(libraries: Path, duizhao: Duizhao) -> None:
    (libraries / "check.yml").write_text("numerals:\n  - {text: 三}\n", encoding="utf-8")
    run = duizhao(libraries, "check")
    assert run.code == 1
    assert "check.yml:2" in run.err
