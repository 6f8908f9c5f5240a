"""A number estimated from a sample keeps its interval and its mark, from analysis to page."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from pypdf import PdfReader

from duizhao import project as projects
from duizhao.diagnostics import Findings, Place, Problems
from duizhao.edition import load
from duizhao.expressions.evaluate import evaluate
from duizhao.expressions.value import Value
from duizhao.project.series import AllSeries
from duizhao.site.number_cards import Asked, answer
from tests.conftest import Duizhao

SCRIPT = '''"""How far it is between the stops of the book bus."""

import numpy as np
import pandas as pd

from duizhao.network import Network, mean_path

STOPS = 900


def journeys(loans: pd.DataFrame) -> pd.DataFrame:
    """Return the mean path between stops, exact and within a small budget."""
    random = np.random.default_rng(len(loans))
    ring, further = np.arange(STOPS), random.integers(0, STOPS, 300)
    ends = np.concatenate([np.roll(ring, 1), random.permutation(further)])
    roads = Network.of(np.concatenate([ring, further]), ends)
    exact, found = mean_path(roads), mean_path(roads, budget=1000, sources=256)
    table = {
        "mean": [exact.mean, found.mean],
        "mean.low": [None, found.low],
        "mean.high": [None, found.high],
        "mean.sample": [None, found.sources],
    }
    return pd.DataFrame({"stops": [STOPS, STOPS], **table}, index=["1997", "1998"])
'''
WORDS = """title: {zh: 停靠点间的平均路径, en: Mean path between stops}
row: {zh: 年份, en: Year}
columns:
  stops: {title: {zh: 停靠点, en: Stops}, unit: count}
  mean: {title: {zh: 平均路径, en: Mean path}, unit: number, decimals: 2}
"""
PROSE = {
    "zh": "平均路径为{{ journeys[1998].mean }}，见{{ journeys.ref }}。",
    "en": "The mean path is {{ journeys[1998].mean }}, as {{ journeys.ref }} shows.",
}


@pytest.fixture
def analysed(libraries: Path, duizhao: Duizhao) -> Path:
    """Return the tiny project with a network whose mean path is beyond the budget in one year."""
    (libraries / "analysis/journeys.py").write_text(SCRIPT, encoding="utf-8")
    (libraries / "figures/1998/journeys.yml").write_text(WORDS, encoding="utf-8")
    for language, prose in PROSE.items():
        with (libraries / f"report/{language}/1998/loans.md").open("a", encoding="utf-8") as file:
            file.write(f"\n## Bus\n\n{prose}\n\n{{% table journeys %}}\n")
    assert duizhao(libraries, "analyse").code == 0
    return libraries


def edition(root: Path) -> load.FinishedEdition:
    findings = Findings()
    _, (one,) = load.load(projects.load(root)).into(findings)
    findings.stop_on_errors()
    return one


def value(one: load.FinishedEdition, expression: str) -> Value:
    found = evaluate(expression, Place("test"), one.names).value
    assert isinstance(found, Value)
    return found


@pytest.mark.slow
def test_the_interval_stands_beside_the_number_and_its_status_travels(analysed: Path) -> None:
    with (analysed / "figures/1998/journeys.csv").open(encoding="utf-8") as stream:
        exact, estimated = csv.DictReader(stream)
    assert (exact["mean.low"], exact["mean.high"], exact["mean.sample"]) == ("", "", "")
    low, mean, high = (Decimal(estimated[key]) for key in ("mean.low", "mean", "mean.high"))
    assert low < mean < high
    assert estimated["mean.sample"] == "256"
    names: dict[str, Any] = {}
    exec(SCRIPT, names)
    found = names["journeys"](pd.read_csv(analysed / "data/1998/loans.csv")).loc["1998"]
    # Bounds are rounded outwards, to the declared decimals.
    assert Decimal(0) <= Decimal(found["mean.low"]) - low < Decimal("0.01")
    assert Decimal(0) <= high - Decimal(found["mean.high"]) < Decimal("0.01")
    one = edition(analysed)
    stored = value(one, "journeys[1998].mean")
    assert stored.status == "estimated"
    assert stored.interval is not None
    assert (stored.interval.low, stored.interval.high) == (low, high)
    assert value(one, "journeys[1997].mean").status == "computed"
    difference = value(one, "journeys[1998].mean - journeys[1997].mean")
    assert (difference.status, difference.interval) == ("estimated", None)
    assert value(one, "journeys[1998].stops").status == "computed"
    for language, dash, word in (("zh", "—", "估计值"), ("en", "–", "estimated")):
        said = answer(stored, Asked(one, [], "The city", language, AllSeries({})))
        assert said.status == word
        assert f"{low}{dash}{high}" in said.interval
        assert "256" in said.interval
        exactly = answer(
            value(one, "journeys[1997].mean"), Asked(one, [], "The city", language, AllSeries({}))
        )
        assert exactly.interval == ""


@pytest.mark.slow
def test_page_and_book_carry_mark_and_interval(analysed: Path, duizhao: Duizhao) -> None:
    mean = value(edition(analysed), "journeys[1998].mean").number
    run = duizhao(analysed, "build")
    assert run.code == 0, run.err
    for language, foot in (("zh", "95%置信区间"), ("en", "95% confidence interval")):
        page = (analysed / f"site/{language}/1998/loans.html").read_text(encoding="utf-8")
        for text in page.split('data-of="journeys.1998.mean"')[1:]:
            assert text.startswith(' data-status="estimated"')
            assert text.split("</data>")[1].startswith('<span class="dz-mark"')
        assert page.count('data-of="journeys.1998.mean"') == 2  # in the sentence, in the table
        assert page.split('data-of="journeys.1997.mean"')[1].split("</data>")[1][:5] == "</td>"
        assert foot in page.split("dz-foot__estimated")[1].split("</p>")[0]
        card = (analysed / f"site/{language}/1998/loans.values.js").read_text(encoding="utf-8")
        assert '"interval"' in card
        book = PdfReader(analysed / f"site/{language}/1998/1998-{language}.pdf")
        printed = "".join(page.extract_text() for page in book.pages).replace(" ", "")
        assert printed.count(f"{mean}†") == 2
        assert foot.replace(" ", "") in printed.split("†")[-1]


def test_a_number_outside_its_interval_is_refused(analysed: Path) -> None:
    table = analysed / "figures/1998/journeys.csv"
    lines = table.read_text(encoding="utf-8").splitlines()
    name = lines[0].split(",")
    cells = lines[2].split(",")
    cells[name.index("mean.high")] = cells[name.index("mean.low")]
    table.write_text("\n".join([*lines[:2], ",".join(cells), ""]), encoding="utf-8")
    with pytest.raises(Problems) as problems:
        edition(analysed)
    assert [one.rule for one in problems.value.diagnostics] == ["interval"]
    assert problems.value.diagnostics[0].place.line == 3
