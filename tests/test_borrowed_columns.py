"""Across editions: chapters read another edition's numbers, and figures take them as columns."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from duizhao import project
from duizhao.diagnostics import Findings, Place
from duizhao.edition import load
from duizhao.expressions.evaluate import evaluate
from duizhao.expressions.value import Value
from duizhao.site import facts
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


SERIES = """\
title: {zh: 各版占比, en: Shares by edition}
row: {zh: 馆, en: Branch}
columns:
  in_1998:
    title: {zh: 1998年版, en: 1998 edition}
    unit: percent
    decimals: 1
    taken_from: {edition: "1998", figure: loans_by_branch, column: share}
  in_1999:
    title: {zh: 1999年版, en: 1999 edition}
    unit: percent
    decimals: 1
    taken_from:
      edition: "1999"
      figure: counted
      column: share
      break_in_series: {zh: 重新清点, en: counted anew}
  rank_1998:
    title: {zh: 名次, en: Rank}
    unit: rank
    taken_from: {edition: "1998", figure: loans_by_branch, column: share}
"""
COUNTED = """\
title: {zh: 清点, en: Count}
row: {zh: 馆, en: Branch}
columns:
  share: {title: {zh: 占比, en: Share}, unit: percent, decimals: 1}
"""


@pytest.fixture
def counted(two: Path) -> Path:
    """Return the two editions with a table that joins shares of both, under another address."""
    folder = two / "figures" / "1999"
    (folder / "over.yml").write_text(SERIES.replace("row:", "series: true\nrow:", 1))
    (folder / "over.csv").write_text("row\neast\nwest\nnorth\n")
    (folder / "counted.yml").write_text(COUNTED)
    (folder / "counted.csv").write_text("row,share\neast,40.0\nwest,60.0\n")
    return two


def test_a_series_leads_through_the_editions_from_every_number_of_it(
    counted: Path, duizhao: Duizhao
) -> None:
    lines = [
        "Over the editions",
        "  editions[1998].loans_by_branch.east.share = 50.0  computed from microdata",
        "  Break in series, 1999 edition: counted anew.",
        "  editions[1999].counted.east.share = 40.0  derived",
    ]
    for edition, at in (
        ("1998", "loans_by_branch.east.share"),
        ("1999", "counted.east.share"),
        ("1999", "over.east.in_1999"),
    ):
        assert "\n".join(lines) in duizhao(counted, "why", edition, at).out
    # What one edition alone has is no series, and neither is a table that does not say so.
    assert "Over the editions" not in duizhao(counted, "why", "1998", "holdings.volumes").out
    assert (
        "Over the editions"
        not in duizhao(counted, "why", "1998", "loans_by_branch.north.share").out
    )
    file = counted / "figures" / "1999" / "over.yml"
    file.write_text(file.read_text().replace("series: true\n", ""))
    assert "Over the editions" not in duizhao(counted, "why", "1999", "counted.east.share").out


def test_a_column_of_ranks_takes_ranks_and_a_break_stands_in_the_note(counted: Path) -> None:
    east, west = values(counted, "over.east.rank_1998", "over.west.rank_1998")
    assert isinstance(east, Value)
    assert isinstance(west, Value)
    assert (east.number, west.number, west.status) == (1, 2, "derived")
    newest = load.load(project.load(counted)).value[1][0]
    notes = {code: newest.tables[code, "over"].note for code in ("zh", "en")}
    assert notes == {
        "zh": "1999年版口径有变：重新清点。",
        "en": "Break in series, 1999 edition: counted anew.",
    }


def test_the_series_stands_in_the_file_of_all_numbers(counted: Path, tmp_path: Path) -> None:
    loaded = project.load(counted)
    terms, editions = load.load(loaded).value
    series = load.series_of(editions, terms)
    written = facts.write(editions[0], loaded.file, series, tmp_path)["en"]
    told = {one["address"]: one for one in json.loads(written.read_text())["facts"]}
    assert told["counted.east.share"]["series"] == [
        {
            "edition": "1998",
            "address": "loans_by_branch.east.share",
            "joined": "editions[1999].over.east.in_1998",
            "value": "50.0",
            "status": "computed",
        },
        {
            "edition": "1999",
            "address": "counted.east.share",
            "joined": "editions[1999].over.east.in_1999",
            "value": "40.0",
            "status": "derived",
            "break": "counted anew",
        },
    ]
    assert "series" not in told["over.east.rank_1998"]
