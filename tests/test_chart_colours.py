"""A category's colour is set once, in the glossary, and is the same in every figure."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from duizhao import project
from duizhao.charts import ChartData, Scheme, draw
from duizhao.charts.colours import COLOURS, places
from duizhao.charts.palette import SCHEMES, category, tint
from duizhao.commands.build import charts_of
from duizhao.diagnostics import Findings
from duizhao.edition import load
from duizhao.edition.load import FinishedEdition
from tests.conftest import recorded

BRANCHES = """\
east: {zh: 东馆, en: East branch, aliases: {zh: [东城馆], en: [East]}, colour: green}
west: {zh: 西馆, en: West branch, colour: blue}
north: {zh: 北馆, en: North branch}
"""
BY_YEAR = """\
title: {zh: 历年借阅量, en: Loans by year}
row: {zh: 年份, en: Year}
columns:
  loans: {title: {zh: 册次, en: Loans}, unit: count}
  north: {title: {zh: 北馆, en: North branch}, unit: count}
  east: {title: {zh: 东馆, en: East branch}, unit: count}
alt: {zh: 图：借阅量逐年增加。, en: "Chart: loans grow from year to year."}
"""


def charts(root: Path) -> Mapping[str, ChartData]:
    """Return the English charts of a project's newest edition, by figure; nothing is wrong."""
    findings = Findings()
    _, editions = load.load(project.load(root)).into(findings)
    assert not [one.text("en") for one in findings if one.severity == "error"]
    return {
        one.data.figure: one.data
        for one in charts_of(editions).into(findings)
        if one.language == "en"
    }


def with_colours(
    root: Path, by_branch: str, by_year: str, more: str = ""
) -> Mapping[str, ChartData]:
    """Return the charts of the tiny project when two branches have a colour."""
    (root / "glossary/branches.yml").write_text(BRANCHES, encoding="utf-8")
    file = root / "figures/1998/loans_by_branch.yml"
    words = file.read_text(encoding="utf-8").rpartition("chart:")[0]
    words = words.replace("横条图", "图").replace("Bar chart", "Chart")  # of any form
    file.write_text(f"{words}chart: {{form: {by_branch}}}\n{more}", encoding="utf-8")
    years = root / "figures/1998/loans_by_year"
    text = f"{BY_YEAR}chart: {{form: {by_year}}}\n{more}"
    years.with_suffix(".yml").write_text(text, encoding="utf-8")
    years.with_suffix(".csv").write_text(
        "row,loans,north,east\n1997,8,3,5\n1998,10,4,6\n", encoding="utf-8"
    )
    recorded(root)
    return charts(root)


@pytest.mark.parametrize("scheme", ["light", "dark", "print"])
@pytest.mark.parametrize("by_branch", ["share", "bars", "columns"])
@pytest.mark.parametrize("by_year", ["lines", "panels", "dots"])
def test_a_category_has_its_colour_in_every_figure(
    libraries: Path, by_branch: str, by_year: str, scheme: Scheme
) -> None:
    drawn = with_colours(libraries, by_branch, f"{by_year}, values: [north, east]")
    green = SCHEMES[scheme][category(COLOURS.index("green"))]
    for figure in ("loans_by_branch", "loans_by_year"):
        assert green in draw(drawn[figure], "en", scheme).svg
    blue = SCHEMES[scheme][category(COLOURS.index("blue"))]
    assert blue in draw(drawn["loans_by_branch"], "en", scheme).svg


def test_a_category_without_a_colour_takes_none_that_is_given() -> None:
    assert places([None, None, None]) == [0, 1, 2]
    assert places([None, "blue", None]) == [1, 0, 2]
    assert places(["green", None, "red", None]) == [4, 0, 1, 2]


def test_a_modelled_value_is_pale_in_its_own_colour(libraries: Path) -> None:
    edition = libraries / "report/1998.yml"
    words = edition.read_text(encoding="utf-8")
    words = words.replace("[overview, loans]", "[loans]")  # all of it is the chapter on the model
    words = words.replace("status: computed", "status: modelled\n  appendix: loans")
    edition.write_text(words, encoding="utf-8")
    years = "lines, values: [north, east]"
    drawn = with_colours(libraries, "share", years, "modelled: true\n")
    svg = draw(drawn["loans_by_branch"], "en", "light").svg
    assert SCHEMES["light"][tint(COLOURS.index("green"))] in svg


@pytest.mark.slow
def test_the_sectors_of_the_report_look_alike_in_both_editions(
    report_editions: list[FinishedEdition],
) -> None:
    findings = Findings()
    given: dict[str, dict[str, str | None]] = {}
    for chart in charts_of(report_editions).into(findings):
        if chart.data.figure == "relations_by_sector":
            named = (*chart.data.rows, *chart.data.columns)
            given[chart.edition] = {one.id: one.colour for one in named if one.colour}
    assert given == {"2023": given["2024"], "2024": given["2024"]}
    assert set(given["2024"]) == {"primary", "secondary", "tertiary"}
