"""Across editions: chapters read another edition's numbers, and figures take them as columns."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from duizhao import project
from duizhao.diagnostics import Findings, Place
from duizhao.edition import load
from duizhao.expressions.evaluate import evaluate
from duizhao.expressions.value import Value
from tests.conftest import Duizhao

TABLE = """\
title: {zh: 各版借阅量, en: Loans by edition}
row: {zh: 馆, en: Branch}
rows:
  count: {zh: 册次, en: Loans}
  share: {zh: 占比, en: Share}
columns:
  before:
    title: {zh: 上一版, en: Edition before}
    unit: percent
    decimals: 1
    taken_from: {edition: "1998", figure: loans_by_branch, column: share}
  across:
    title: {zh: 横着取, en: Taken across}
    unit: count
    taken_from: {edition: "1998", figure: loans_by_branch, row: east}
"""
CHAPTERS = {
    "zh": "# 对照\n\n上一版{{ editions[1998].loans_by_branch.east.share }}。\n\n{% table over %}\n",
    "en": "# Across\n\nWas {{ editions[1998].loans_by_branch.east.share }}.\n\n{% table over %}\n",
}


@pytest.fixture
def two(libraries: Path) -> Path:
    """Return the tiny project with a second edition that looks at the first."""
    (libraries / "report" / "1999.yml").write_text(
        "title: {zh: 次年, en: Next}\nsubtitle: {zh: 对照, en: Across}\ndate: 2000-02-01\n"
        "chapters: [across]\ndocuments: {}\n"
    )
    (libraries / "figures" / "1999").mkdir()
    (libraries / "figures" / "1999" / "over.yml").write_text(TABLE)
    (libraries / "figures" / "1999" / "over.csv").write_text("row\neast\nnorth\ncount\nshare\n")
    for language, text in CHAPTERS.items():
        folder = libraries / "report" / language / "1999"
        folder.mkdir()
        (folder / "across.md").write_text(text)
    return libraries


def values(root: Path, *sources: str) -> list[object]:
    findings = Findings()
    _, editions = load.load(project.load(root)).into(findings)
    newest = editions[0]
    assert newest.edition.name == "1999"
    return [evaluate(one, Place("x"), newest.names).into(findings) for one in sources]


def test_cells_and_text_say_what_the_other_edition_says(two: Path) -> None:
    direct, taken, turned = values(
        two,
        "editions[1998].loans_by_branch.east.share",
        "over.east.before",
        "over.share.across",
    )
    assert isinstance(direct, Value)
    assert isinstance(taken, Value)
    assert isinstance(turned, Value)
    assert direct.number == taken.number == turned.number == Decimal("50.0")
    assert direct.address == "editions[1998].loans_by_branch.east.share"
    assert taken.sources == direct.sources


@pytest.mark.parametrize(
    ("wrong", "right", "message"),
    [
        ('edition: "1989"', 'edition: "1998"', "there is no “1989”"),
        ("loans_by_brunch", "loans_by_branch", "did you mean “loans_by_branch”?"),
        ("column: shore", "column: share", "did you mean “share”?"),
        ("row: eats", "row: east", "did you mean “east”?"),
    ],
)
def test_what_is_not_there_is_named(
    wrong: str, right: str, message: str, two: Path, duizhao: Duizhao
) -> None:
    file = two / "figures" / "1999" / "over.yml"
    file.write_text(file.read_text().replace(right, wrong))
    run = duizhao(two, "check")
    assert run.code == 1
    assert "figures/1999/over.yml" in run.err
    assert message in run.err


def test_another_editions_figure_cannot_be_referred_to(two: Path, duizhao: Duizhao) -> None:
    for language in CHAPTERS:
        file = two / "report" / language / "1999" / "across.md"
        file.write_text(file.read_text().replace(".east.share", ".ref"))
    run = duizhao(two, "check")
    assert "is not in this edition" in run.err


def test_a_modelled_number_is_not_taken(two: Path) -> None:
    edition = two / "report" / "1998.yml"
    edition.write_text(edition.read_text().replace("status: computed", "status: modelled"))
    (missing,) = values(two, "over.north.before")
    assert missing is None


CONCORDANCE = """\
both: {zh: 东西馆, en: East and west, was: {"1998": [east, west]}}
eastern: {zh: 东边, en: The east, was: {"1998": [east]}}
other: {zh: 另一馆, en: Another, was: {"1998": []}}
"""


def test_a_series_joins_what_the_concordance_joins(two: Path) -> None:
    (two / "glossary" / "concordance.yml").write_text(CONCORDANCE)
    table = two / "figures/1999/over.csv"
    table.write_text(table.read_text() + "both\neastern\nother\n")
    merged, renamed = values(two, "over.both.before", "over.eastern.before")
    assert isinstance(merged, Value)
    assert isinstance(renamed, Value)
    assert (merged.number, merged.status) == (Decimal("80.0"), "derived")
    assert renamed.number == Decimal("50.0")
    (absent,) = values(two, 'over.other.has("before")')
    assert absent is False


def test_the_concordance_joins_what_there_is(two: Path, duizhao: Duizhao) -> None:
    wrong = CONCORDANCE.replace("[east, west]", "[east, weest]").replace(
        '{"1998": []}', '{"1989": []}'
    )
    (two / "glossary" / "concordance.yml").write_text(wrong)
    run = duizhao(two, "check")
    assert "no table of the edition 1998 has a row “weest”" in run.err
    assert "did you mean “west”?" in run.err
    assert "there is no edition “1989”" in run.err
