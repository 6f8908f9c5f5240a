"""Paths: “steadily” only where every year is known and moves the same way."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from duizhao import project
from duizhao.diagnostics import Findings, Place
from duizhao.edition import load
from duizhao.expressions.evaluate import evaluate
from duizhao.language import trend_verb
from duizhao.render.inline import PlainTarget, inline_text


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.integers(1, 5), min_size=3, max_size=4), st.booleans())
def test_never_a_false_steadily(libraries: Path, loans: list[int], gap: bool) -> None:
    rows = [f"{1990 + n + (gap and n > 0)},{loan}" for n, loan in enumerate(loans)]
    figures = libraries / "figures" / "1998"
    (figures / "paths.csv").write_text("\n".join(["row,loans", *rows]) + "\n")
    (figures / "paths.yml").write_text((figures / "loans_by_year.yml").read_text("utf-8"))
    (one,) = load.load(project.load(libraries)).value[1]
    last = rows[-1].partition(",")[0]
    findings = Findings()
    word = evaluate(f"paths.loans.path(1990, {last})", Place("x"), one.names).into(findings)
    if gap or loans[0] == loans[-1]:
        assert [finding.rule for finding in findings] == ["no-path"]
        return
    pairs = list(pairwise(loans))
    steady = all(a < b for a, b in pairs) or all(a > b for a, b in pairs)
    said = {x: inline_text(word, x, PlainTarget(x, lambda _: "")) for x in ("zh", "en")}
    assert ("steadily" in said["en"], "持续" in said["zh"]) == (steady, steady)
    assert ("unevenly" in said["en"], "波动" in said["zh"]) == (not steady, not steady)


@pytest.mark.parametrize(
    ("tense", "zh", "en"),
    [("past", "下降", "declined"), ("perfect", "下降了", "has declined")],
)
def test_a_verb_has_its_tense(tense, zh, en):
    assert (trend_verb("falling", "zh", tense), trend_verb("falling", "en", tense)) == (zh, en)
