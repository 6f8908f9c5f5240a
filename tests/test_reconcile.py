"""Published numbers beside recomputed ones: the verdict at the printed precision, and the table."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from duizhao import project
from duizhao.project.reconcile import Difference, reconcile
from tests.conftest import Duizhao

PINS = """\
address,value,unit,document,place,line
loans_by_branch.east.count,5,册,register,table:1,3
loans_by_branch.east.count,6,册,register,summary,1
loans_by_branch.east.share,50,%,register,table:1,3
loans_by_branch.west.count,3,册,register,table:1,4
loans_by_branch.west.count,4,册,register,summary,1
loans_by_branch.west.share,30.4,%,register,table:1,4
loans_by_branch.north.share,21,%,register,table:1,5
loans_by_year.1998.loans,0.001,万,register,page:1,9
holdings.volumes,126.5,万,register,page:1,9
"""
CITED = "address,value,unit,document,place,line\nholdings.budget,2.5,万元,register,page:2,\n"
ERRATA = """\
- id: east_twice
  kind: total-differs
  addresses: [loans_by_branch.east.count]
  found: [{value: "5", place: "table:1"}, {value: "6", place: summary}]
  used: "5"
  what: {zh: 两处不同。, en: Two places differ.}
  why: {zh: 与表一致。, en: The table agrees.}
- id: west_twice
  kind: total-differs
  addresses: [loans_by_branch.west.count]
  found: [{value: "3", place: "table:1"}, {value: "4", place: summary}]
  used: "4"
  what: {zh: 两处不同。, en: Two places differ.}
  why: {zh: 摘要较新。, en: The summary is newer.}
"""


@pytest.fixture
def compared(libraries: Path) -> Path:
    folder = libraries / "data/1998"
    (folder / "published.csv").write_text(PINS, encoding="utf-8")
    (folder / "cited.csv").write_text(CITED, encoding="utf-8")
    (folder / "errata.yml").write_text(ERRATA, encoding="utf-8")
    return libraries


def by_address(root: Path) -> dict[str, Difference]:
    loaded = project.load(root)
    return {one.address: one for one in reconcile(loaded, loaded.edition("1998")).value}


def test_verdicts(compared: Path) -> None:
    found = by_address(compared)
    assert {address: (one.verdict, one.erratum) for address, one in found.items()} == {
        "loans_by_branch.east.count": ("agrees", "east_twice"),
        "loans_by_branch.east.share": ("agrees", None),
        "loans_by_branch.west.count": ("erratum", "west_twice"),
        "loans_by_branch.west.share": ("differs", None),
        "loans_by_branch.north.share": ("differs", None),
        "loans_by_year.1998.loans": ("agrees", None),
        "holdings.volumes": ("not_computed", None),
    }, "in the order of published.csv, without cited numbers"


def test_numbers_are_in_base_units_and_differences_signed(compared: Path) -> None:
    found = by_address(compared)
    assert found["holdings.volumes"].pinned == 1265000
    assert found["holdings.volumes"].difference is None
    assert found["loans_by_year.1998.loans"].pinned == 10
    west = found["loans_by_branch.west.share"]
    assert (west.recomputed, west.difference) == (Decimal("30.0"), Decimal("-0.4"))
    assert found["loans_by_branch.west.count"].pinned == 4, "the value that the erratum decides on"


@pytest.mark.parametrize(
    ("printed", "recomputed", "verdict"),
    [
        ("29.04", "29.04", "agrees"),
        ("29.04", "29.05", "differs"),
        ("29", "29.44", "agrees"),
        ("29", "29.50", "agrees"),  # rounded from 29.495…29.499, perhaps
        ("29", "29.51", "differs"),
        ("29.0", "29.1", "differs"),
        ("29.04", "29.0", "agrees"),
        ("75", "75", "agrees"),
        ("75", "76", "differs"),
    ],
)
def test_the_coarser_number_sets_the_precision(
    libraries: Path, printed: str, recomputed: str, verdict: str
) -> None:
    header = "address,value,unit,document,place,line\n"
    (libraries / "data/1998/published.csv").write_text(
        f"{header}loans_by_branch.east.share,{printed},%,register,page:1,\n", encoding="utf-8"
    )
    table = libraries / "figures/1998/loans_by_branch.csv"
    table.write_text(f"row,count,share\neast,5,{recomputed}\n", encoding="utf-8")
    assert by_address(libraries)["loans_by_branch.east.share"].verdict == verdict


def test_the_table_on_the_terminal(compared: Path, duizhao: Duizhao) -> None:
    english = duizhao(compared, "reconcile", "1998")
    chinese = duizhao(compared, "reconcile", "1998", language="zh")
    assert (english.code, english.err) == (0, "")
    assert [line.split() for line in english.out.splitlines()] == [
        ["address", "published", "recomputed", "difference", "verdict"],
        ["loans_by_branch.east.count", "5", "5", "0", "agrees", "(east_twice)"],
        ["loans_by_branch.east.share", "50", "50.0", "0.0", "agrees"],
        ["loans_by_branch.west.count", "4", "3", "-1", "erratum", "(west_twice)"],
        ["loans_by_branch.west.share", "30.4", "30.0", "-0.4", "differs"],
        ["loans_by_branch.north.share", "21", "20.0", "-1.0", "differs"],
        ["loans_by_year.1998.loans", "10", "10", "0", "agrees"],
        ["holdings.volumes", "1265000", "not", "computed"],
        ["agrees", "3,", "differs", "2,", "erratum", "1,", "not", "computed", "1"],
    ]
    assert "地址" in chinese.out
    assert "见勘误（west_twice）" in chinese.out
    assert chinese.out.splitlines()[-1] == "一致 3，不一致 2，见勘误 1，未重算 1"


NUMERALS = """\
line,column,numeral,role,address,section
1,1,6,pin,loans_by_branch.east.count,summary
1,9,1998,year,,summary
3,1,5,pin,loans_by_branch.east.count,1
3,5,三,list,,1
9,2,七,,,1
"""


def test_the_summary_counts_what_the_source_prints_and_what_is_shown(
    compared: Path, duizhao: Duizhao
) -> None:
    folder = compared / "data/1998/numerals"
    folder.mkdir()
    (folder / "register.csv").write_text(NUMERALS, encoding="utf-8")
    told = duizhao(compared, "reconcile", "1998", "--summary")
    head, counts, _, *sections = told.out.splitlines()
    assert (told.code, told.err) == (0, "")
    assert head.split("  ")[0] == "edition"
    # Numerals: all, by role, left out, unexplained; then addresses, in zh, in en, errata.
    assert counts.split() == ["1998", "5", "2", "0", "0", "0", "2", "1", "8", "8", "8", "2"]
    assert [row.split() for row in sections] == [
        [
            "section",
            "numerals",
            "in",
            "the",
            "source",
            "pinned",
            "years",
            "list",
            "items",
            "unexplained",
        ],
        ["register", "summary", "2", "1", "1", "0", "0"],
        ["register", "1", "3", "1", "0", "1", "1"],
        ["in", "all", "5", "2", "1", "1", "1"],
    ]
    # Without an edition: all of them.
    assert duizhao(compared, "reconcile").out.splitlines()[1].split()[0] == "1998"
    (folder / "register.csv").write_text(NUMERALS.replace("list", "liszt"), encoding="utf-8")
    wrong = duizhao(compared, "reconcile", "--summary")
    assert wrong.code == 1
    assert "numerals/register.csv:5: unknown-value: unknown role “liszt”" in wrong.err
