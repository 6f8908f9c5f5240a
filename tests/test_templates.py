"""Templates: a chapter that is written once is filled for each district, and follows its data.

`tests/cases/templates` is laid over the tiny project: five branches in two districts. Every
mutation of their table changes the same sentences in both languages, and no others.
"""

from __future__ import annotations

import csv
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from duizhao import project
from duizhao.document.plain import plain
from duizhao.edition import load
from duizhao.edition.load import FinishedEdition
from tests.conftest import Duizhao

CASES = Path(__file__).parent / "cases" / "templates"
BRANCHES = "figures/1998/branches.csv"
BANK, TOWN = "river_bank", "old_town"

# What the chapter may say, in both languages.
SENTENCES = {
    "share": ("have 65.0% of all lending", "占全部借出的65.0%"),
    "first": ("which ranks first", "居第一"),
    "second": ("which ranks second", "居第二"),
    "nothing": ("nothing is known", "无从知道"),
    "led": ("Lending is led by", "借出以"),
    "east leads": ("Lending is led by East branch", "借出以东馆"),
    "west leads": ("Lending is led by West branch", "借出以西馆"),
    "nearly all": ("That is nearly all", "这几乎是"),
    "more lent": ("Lending exceeds borrowing in", "借出多于借入的是"),
    "east lends": ("Lending exceeds borrowing in East branch.", "借出多于借入的是东馆。"),
    "west lends": ("Lending exceeds borrowing in West branch.", "借出多于借入的是西馆。"),
    "more borrowed": ("Borrowing exceeds lending in", "借入多于借出的是"),
    "gap": ("not known of every branch", "并非每一馆"),
    "three": ("lists East branch, West branch and North branch", "列出东馆、西馆和北馆"),
    "two": ("lists East branch and West branch", "列出东馆和西馆"),
    "closed": ("reading rooms were closed", "阅览室关闭"),
}
AS_IT_IS = {
    BANK: "share first led|east leads|nearly all|more lent|east lends|more borrowed|gap|three",
    TOWN: "second led|nearly all|more lent|closed",
}

# Cells that are changed (None leaves out the row), the district, and the sentences that come and
# go.
Change = Mapping[tuple[str, str], str | None]
MUTATIONS: list[tuple[str, Change, str, str, str]] = [
    (
        "ranks exchanged within",
        {("east", "lent"): "20.0", ("west", "lent"): "40.0"},
        BANK,
        "west leads|west lends|more borrowed",
        "east leads|east lends",
    ),
    ("a district is overtaken", {("south", "lent"): "75.0"}, BANK, "second", "first"),
    ("a district overtakes", {("south", "lent"): "75.0"}, TOWN, "first", "second"),
    ("a tie", {("south", "lent"): "60.0"}, TOWN, "share|first", "second"),
    (
        "a share falls below the threshold",
        {("east", "lent"): "36.0", ("west", "lent"): "24.0"},
        BANK,
        "",
        "nearly all",
    ),
    (
        "a share at the threshold",
        {("east", "lent"): "39.0", ("west", "lent"): "21.0"},
        BANK,
        "",
        "nearly all",
    ),
    ("a share just above it", {("east", "lent"): "39.1", ("west", "lent"): "20.9"}, BANK, "", ""),
    ("the other lends more", {("west", "received"): "15.0"}, BANK, "", "east lends|more borrowed"),
    ("both borrow more", {("east", "received"): "50.0"}, BANK, "", "more lent|east lends"),
    ("as much lent as borrowed", {("west", "received"): "20.0"}, BANK, "", "more borrowed"),
    (
        "neither more nor less",
        {("east", "received"): "40.0", ("west", "received"): "20.0"},
        BANK,
        "",
        "more lent|east lends|more borrowed",
    ),
    ("what was not known is known", {("north", "received"): "5.0"}, BANK, "", "gap"),
    ("and is more", {("north", "received"): "4.0"}, BANK, "", "gap|east lends"),
    ("borrowing goes missing", {("south", "received"): ""}, TOWN, "gap", ""),
    (
        "all borrowing goes missing",
        {("south", "received"): "", ("harbour", "received"): ""},
        TOWN,
        "gap",
        "more lent",
    ),
    ("lending goes missing", {("west", "lent"): ""}, BANK, "", "share|more borrowed"),
    ("one branch is left", {("harbour", "lent"): ""}, TOWN, "", "led"),
    (
        "nothing is known of lending",
        {("south", "lent"): "", ("harbour", "lent"): ""},
        TOWN,
        "nothing",
        "second|led|nearly all|more lent",
    ),
    ("a branch is missing", {("north", ""): None}, BANK, "two", "share|three|gap"),
    ("a branch moves", {("north", "district"): TOWN}, BANK, "two", "share|three|gap"),
    ("a branch arrives", {("north", "district"): TOWN}, TOWN, "gap", ""),
    (
        "all is exchanged",
        {("east", "district"): TOWN, ("south", "district"): BANK},
        TOWN,
        "east leads",
        "",
    ),
]


@pytest.fixture
def districts(libraries: Path) -> Path:
    """Return a fresh copy of the tiny project with two districts."""
    return shutil.copytree(CASES, libraries, dirs_exist_ok=True)


def _keys(listed: str) -> set[str]:
    return {key for key in listed.split("|") if key}


def _expected(district: str) -> set[str]:
    first, *others = AS_IT_IS[district].split("|")
    return {*first.split(), *others}


def _read(root: Path) -> FinishedEdition:
    read = load.read(project.load(root))
    assert not read.findings, [one.text("en") for one in read.findings]
    return read.value[1][0]


def _said(contents: FinishedEdition, district: str, language: str) -> set[str]:
    chapter = contents.chapter(district, language)
    text = " ".join(plain(one.node) for one in chapter.blocks if one.kind == "paragraph")
    side = ("en", "zh").index(language)
    return {key for key, sentence in SENTENCES.items() if sentence[side] in text}


def _change(root: Path, changes: Change) -> None:
    path = root / BRANCHES
    rows = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
    for (row, column), text in changes.items():
        if text is None:
            rows = [one for one in rows if one["row"] != row]
        for one in rows:
            if one["row"] == row and text is not None:
                one[column] = text
    lines = [",".join(rows[0]), *(",".join(one.values()) for one in rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


@pytest.mark.parametrize("district", [BANK, TOWN])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_chapter_is_filled_for_each(districts: Path, district: str, language: str) -> None:
    assert _said(_read(districts), district, language) == _expected(district)


@pytest.mark.parametrize(
    ("changes", "district", "come", "gone"),
    [pytest.param(*one[1:], id=one[0]) for one in MUTATIONS],
)
def test_the_words_follow_the_data(
    districts: Path, changes: Change, district: str, come: str, gone: str
) -> None:
    _change(districts, changes)
    contents = _read(districts)
    expected = (_expected(district) | _keys(come)) - _keys(gone)
    assert _said(contents, district, "en") == expected
    assert _said(contents, district, "zh") == expected


def test_a_finding_says_for_which(districts: Path, duizhao: Duizhao) -> None:
    for language in ("zh", "en"):
        path = districts / f"report/{language}/1998/district.md"
        text = path.read_text(encoding="utf-8")
        path.write_text(text + "\n{{ branches.east.name }}\n", encoding="utf-8")
    english, chinese = (duizhao(districts, "check", language=one).err for one in ("en", "zh"))
    assert "report/en/1998/district.md:11:1: unknown-value: “branches_old_town” has no" in english
    assert "filled for Old Town" in english
    assert "填写的是“老城区”" in chinese
    assert "River Bank" not in english


def test_a_finding_that_holds_for_all_is_told_once(districts: Path, duizhao: Duizhao) -> None:
    for language in ("zh", "en"):
        path = districts / f"report/{language}/1998/district.md"
        text = path.read_text(encoding="utf-8")
        path.write_text(text + "\n{{ brnches.nowhere.lent }}\n", encoding="utf-8")
    run = duizhao(districts, "check")
    assert run.err.count("report/en/1998/district.md:11:1: unknown-value") == 1
    assert "filled for" not in run.err


def test_staleness_is_of_the_template(districts: Path, duizhao: Duizhao) -> None:
    assert duizhao(districts, "check", "--accept").code == 0
    reviewed = sorted(path.name for path in (districts / "report/reviewed/1998").iterdir())
    assert reviewed == ["district.csv", "loans.csv", "overview.csv"]
    path = districts / "report/zh/1998/district.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("1998年夏天", "在1998年的夏天，"), encoding="utf-8")
    run = duizhao(districts, "check")
    assert run.err.count("stale-translation") == 1
    for named in ("1998/district", "1998/old_town"):
        assert duizhao(districts, "check", named).err.count("stale-translation") == 1
    accepted = duizhao(districts, "check", "--accept", "1998/district")
    assert (accepted.code, accepted.err) == (0, "")
    assert accepted.out.startswith("1998/district: ")
    assert "stale-translation" not in duizhao(districts, "check").err


def test_a_condition_in_one_language_alone_is_found(districts: Path, duizhao: Duizhao) -> None:
    path = districts / "report/en/1998/district.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('district.id == "old_town"', 'district.id == "river_bank"'))
    run = duizhao(districts, "check")
    assert "parity-claim" in run.err
