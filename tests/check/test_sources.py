"""Published numbers against each other: the granularity test, other bases, cover by errata."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from duizhao import project
from duizhao.check.sources.formulas import NotCalculable, about, arithmetic, calculated, malformed
from duizhao.check.sources.ranks import rank_of
from duizhao.check.sources.shares import fits
from duizhao.diagnostics import Findings
from duizhao.edition import load
from tests.conftest import ROOT

PINS = """address,value,unit,document,place,line
holdings.volumes,126.5,万,register,page:1,
holdings.budget,2.5,万元,register,page:1,
loans_by_year.1999.loans,37,册,register,table:1,
loans_by_year.2000.loans,40,册,register,table:1,
loans_by_branch.east.share,35.1,%,register,table:1,
loans_by_branch.west.share,29.7,%,register,table:1,
loans_by_branch.north.share,35.2,%,register,table:1,
"""
BASES = 'bases: {"loans_by_branch.*": loans_by_year.2000.loans}\n'


def found(folder: Path, rule: str) -> list[str]:
    findings = Findings()
    load.load(project.load(folder)).into(findings)
    return [one.text("en") for one in findings if one.rule == rule]


def test_a_share_that_no_whole_number_gives_is_named_with_the_base_that_fits(
    libraries: Path,
) -> None:
    (libraries / "check.yml").write_text(BASES, encoding="utf-8")
    pins = libraries / "data/1998/published.csv"
    pins.write_text(PINS.replace("35.2", "35.1"), encoding="utf-8")
    impossible = found(libraries, "source-granularity")
    assert len(impossible) == 3
    assert all("fit another base: loans_by_year.1999.loans (37)" in text for text in impossible)
    assert impossible[0].startswith("data/1998/published.csv:6")
    # One share that 37 does not give either: no other base explains the group.
    pins.write_text(PINS, encoding="utf-8")
    impossible = found(libraries, "source-granularity")
    assert len(impossible) == 3
    assert not any("another base" in text for text in impossible)


def test_an_erratum_covers_only_the_numbers_it_names(libraries: Path) -> None:
    pins = libraries / "data/1998/published.csv"
    text = pins.read_text(encoding="utf-8") + "holdings.budget,2.6,万元,register,page:2,\n"
    pins.write_text(text, encoding="utf-8")
    errata = libraries / "data/1998/errata.yml"
    entry = (
        "- id: budget\n  kind: total-differs\n  addresses: [holdings.budget]\n  found:\n"
        '    - {value: "2.5", place: "page:1"}\n    - {value: "2.6", place: "page:2"}\n'
        '  used: "2.5"\n  what: {zh: 不同。, en: Differs.}\n  why: {zh: 前者。, en: First.}\n'
    )
    errata.write_text(entry, encoding="utf-8")
    assert found(libraries, "source-places") == []
    assert found(libraries, "stale-erratum") == []
    pins.write_text(text.replace("2.6", "2.7"), encoding="utf-8")
    (contradiction,) = found(libraries, "source-places")
    assert "2.7" in contradiction
    stale = found(libraries, "stale-erratum")
    assert "no such contradiction" in stale[0]
    assert "2.6 is not printed at page:2" in stale[1]


@pytest.mark.parametrize(
    ("share", "base", "possible"),
    [("50", 2, True), ("33.3", 3, True), ("33.4", 3, False), ("29.73", 2205, False)],
)
def test_granularity(share: str, base: int, possible: bool) -> None:
    by_hand = any(
        abs(Decimal(100 * k) / base - Decimal(share))
        <= Decimal(10) ** -len(share.partition(".")[2]) / 2
        for k in range(base + 1)
    )
    assert fits(Decimal(share), base) is possible is by_hand


def test_formulas_are_arithmetic_over_addresses_and_nothing_else() -> None:
    numbers = {"a.x.n": Decimal(6), "a.y.n": Decimal(4), "b.z": Decimal(3)}
    assert calculated("sum(a.?.n) / b.z - 1", numbers)[0] == Decimal(10) / 3 - 1
    assert calculated("growth(a.y.n, a.x.n)", numbers)[0] == 50
    # Nine years of 10 % make 2.357947691: the compound annual growth rate.
    grown = {"a.first": Decimal(1), "a.last": Decimal("1.1") ** 9}
    assert round(calculated("growth(a.first, a.last, 9)", grown)[0], 6) == 10
    assert arithmetic("(7 + 1) / 2") == 4
    assert arithmetic("二分网络没有三角形") is None
    for formula in ("a.x.missing + 1", "__import__('os')", "b.z ** 2", "b.z / 0", "sum(c.?.n)"):
        with pytest.raises(NotCalculable):
            calculated(formula, numbers)


@pytest.mark.parametrize(
    "formula",
    [
        *(
            "x",
            "abc",
            "_5",
            "",
            "-" * 5000 + "1",
            "1" + "+1" * 5000,
            "a.b *",
            "a.b ** 2",
            "a.b > 1",
        ),
        *(
            "a.b > 1",
            "growth(1)",
            "sum(1)",
            "a['b']",
            "a.b.top(1)",
            "'a'",
            "growth(1, 2, 3, 4)",
            "a.b|abs",
        ),
    ],
)
def test_what_is_no_formula_is_told(formula: str) -> None:
    assert malformed(formula) is not None
    with pytest.raises(NotCalculable):
        calculated(formula, {"a.b": Decimal(2)})


def test_growth_over_no_time_is_not_calculated() -> None:
    for formula in (
        "growth(1, 2, 0.0000001)",
        "growth(1, 2, 0)",
        "growth(0, 2)",
        "growth(-1, 2, 2)",
    ):
        assert malformed(formula) is None
        with pytest.raises(NotCalculable):
            calculated(formula, {})


def test_an_asterisk_is_a_part_of_an_address_or_multiplies() -> None:
    formula = "100 * year.2023.* / year.2022.* - sum(a.?_to_*.n) * sum(a.*_to_?.n)"
    assert malformed(formula) is None
    said = "100 * year.2023.x / year.2022.x - sum(a.?_to_x.n) * sum(a.x_to_?.n)"
    assert about(formula, "x") == said


@pytest.mark.parametrize(
    ("text", "rank"),
    [
        *(("4", 4), ("第四", 4), ("四", 4), ("fourth", 4), ("4th", 4), ("Fourth", 4)),
        *(("第一", 1), ("榜首", 1), ("first", 1), ("第十", 10), ("第二十三", 23), ("第十二位", 12)),
        *(("twenty-first", 21), ("thirtieth", 30), ("nineteenth", 19), ("第20名", 20)),
        *(("0", None), ("四分之一", None), ("often", None), ("", None), ("第", None)),
    ],
)
def test_a_rank_is_read_in_digits_and_words(text: str, rank: int | None) -> None:
    assert rank_of(text) == rank


VISITS = """title: {zh: 各馆到馆人次, en: Visits by branch}
row: {zh: 馆, en: Branch}
columns:
  visits: {title: {zh: 人次, en: Visits}, unit: count}
"""


@pytest.mark.parametrize(
    ("ranks", "said"),
    [
        (["第一", "第二", "第三"], ""),
        (["first", "second", "third"], ""),
        (["1", "2", "2"], "ranked “2”"),
        (["1", "1", "2"], "ranked “1”"),
        (["1", "2", "4"], "ranked “4”"),
        (["2", "1", "3"], "ranked “1”"),
        (["1", "2", "often"], "“often” is no rank"),
    ],
)
def test_printed_ranks_agree_with_the_numbers(ranks: list[str], said: str, libraries: Path) -> None:
    (libraries / "figures/1998/visits_by_branch.yml").write_text(VISITS, encoding="utf-8")
    pins = libraries / "data/1998/published.csv"
    lines = pins.read_text(encoding="utf-8")
    printed = "address,rank,document,place,line\n"
    for branch, visits, rank in zip(("east", "west", "north"), (90, 60, 30), ranks, strict=True):
        lines += f"visits_by_branch.{branch}.visits,{visits},人次,register,table:3,\n"
        printed += f"visits_by_branch.{branch}.visits,{rank},register,table:3,\n"
    pins.write_text(lines, encoding="utf-8")
    (libraries / "data/1998/ranks.csv").write_text(printed, encoding="utf-8")
    texts = found(libraries, "source-rank")
    assert bool(texts) is bool(said)
    assert all(text.startswith("data/1998/ranks.csv:") for text in texts)
    assert said in " ".join(texts)


def test_the_ranks_of_the_sources_are_all_in_the_lists() -> None:
    for edition, document, text in (
        ("2024", "report_2024", "2024"),
        ("2023", "report_2023_zh", "2023"),
    ):
        with (ROOT / f"data/{edition}/numerals/{text}.csv").open(encoding="utf-8") as stream:
            printed = [
                (row["address"], rank_of(row["numeral"]), int(row["line"]))
                for row in csv.DictReader(stream)
                if row["role"] == "rank"
            ]
        with (ROOT / f"data/{edition}/ranks.csv").open(encoding="utf-8") as stream:
            rows = list(csv.DictReader(stream))
        assert [(r["address"], rank_of(r["rank"]), int(r["line"])) for r in rows] == printed
        assert {row["document"] for row in rows} == {document}


def test_counts_and_shares_without_a_stated_base_imply_one(libraries: Path) -> None:
    pins = libraries / "data/1998/published.csv"
    (libraries / "data/1998/errata.yml").unlink(missing_ok=True)
    rows = {"east": ("5", "50.0"), "west": ("3", "20.0"), "north": ("2", "20.0")}
    text = PINS.split("loans_by_branch")[0] + "".join(
        f"loans_by_branch.{row}.count,{count},册,register,table:1,\n"
        f"loans_by_branch.{row}.share,{share},%,register,table:1,\n"
        for row, (count, share) in rows.items()
    )
    pins.write_text(text, encoding="utf-8")
    (one,) = found(libraries, "source-base")
    assert "imply different bases" in one
    assert "west 3 / 20.0%" in one
    pins.write_text(text.replace("west.share,20.0", "west.share,30.0"), encoding="utf-8")
    assert found(libraries, "source-base") == []


@pytest.mark.parametrize(
    ("value", "how", "stale"),
    [
        ("3", None, False),  # mentioned in words by both languages
        ("7", None, True),
        ("2.6", None, False),  # a pin prints it
        ("5", "2 + 3", False),
        ("6", "2 + 3", True),
        ("7", "there is no page for it", True),
    ],
)
def test_a_number_of_an_erratum_is_confirmed_by_something(
    value: str, how: str | None, stale: bool, libraries: Path
) -> None:
    pins = libraries / "data/1998/published.csv"
    pins.write_text(
        pins.read_text("utf-8") + "holdings.budget,2.6,万元,register,page:2,\n", encoding="utf-8"
    )
    reason = f", how: {how}" if how else ', place: "page:2"' if "." in value else ""
    (libraries / "data/1998/errata.yml").write_text(
        "- id: budget\n  kind: total-differs\n  addresses: [holdings.budget]\n  found:\n"
        '    - {value: "2.5", place: "page:1"}\n    - {value: "2.6", place: "page:2"}\n'
        f'    - {{value: "{value}"{reason}}}\n  used: "2.5"\n'
        "  what: {zh: 三处不同。, en: It differs between three places.}\n"
        "  why: {zh: 以第一处为准。, en: The first is used.}\n",
        encoding="utf-8",
    )
    assert bool(found(libraries, "stale-erratum")) is stale


def test_two_totals_under_one_title_are_two_bases(libraries: Path) -> None:
    (libraries / "check.yml").write_text(BASES, encoding="utf-8")
    pins = libraries / "data/1998/published.csv"
    text = PINS.replace("35.1", "35.0").replace("29.7", "30.0").replace("35.2", "35.0")
    pins.write_text(text, encoding="utf-8")
    assert found(libraries, "source-base") == []
    # The table prints its base twice, in its title and in its last line.
    twice = "loans_by_year.2000.loans,41,册,register,table:1,\n"
    pins.write_text(text + twice, encoding="utf-8")
    (one,) = found(libraries, "source-base")
    assert "the base loans_by_year.2000.loans has two values at table:1: 40, 41" in one
    # Two figures of one title, of which check.yml gives two bases.
    figure = (libraries / "figures/1998/loans_by_branch.yml").read_text("utf-8")
    other = figure.split("chart:")[0].split("alt:")[0]
    (libraries / "figures/1998/loans_again.yml").write_text(other, encoding="utf-8")
    bases = BASES.rstrip("}\n") + ', "loans_again.*": loans_by_year.1999.loans}\n'
    (libraries / "check.yml").write_text(bases, encoding="utf-8")
    pins.write_text(text + "loans_again.east.share,35.1,%,register,table:2,\n", encoding="utf-8")
    (one,) = found(libraries, "source-base")
    assert "shares under the title “各馆借阅量” are taken of two bases" in one


def test_a_misprinted_number_is_told_in_whichever_language_or_place_it_stands(
    libraries: Path,
) -> None:
    """Summary against body, and Chinese against English: 2.5万 is 0.025 million."""
    edition = libraries / "report/1998.yml"
    text = edition.read_text("utf-8")
    leaflet = "\n  leaflet: {zh: 英文简介, en: English leaflet}\n"
    edition.write_text(text.replace("libraries}\n", "libraries}" + leaflet, 1), encoding="utf-8")
    pins = libraries / "data/1998/published.csv"
    own = pins.read_text("utf-8")
    for line, differs in (
        ("holdings.budget,2.5,万元,register,summary,", False),
        ("holdings.budget,2.6,万元,register,summary,", True),
        ("holdings.budget,0.025,million,leaflet,page:1,", False),
        ("holdings.budget,0.25,million,leaflet,page:1,", True),
    ):
        pins.write_text(f"{own}{line}\n", encoding="utf-8")
        assert bool(found(libraries, "contradiction")) is differs, line
