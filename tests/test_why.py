"""Where a number comes from: told hop by hop, from the sentence to the file."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.conftest import ROOT, Duizhao


def test_every_hop_of_a_number_is_told(libraries: Path, duizhao: Duizhao) -> None:
    told = duizhao(libraries, "why", "1998", "loans_by_branch.east.share")
    assert (told.code, told.err) == (0, "")
    hops = [
        "loans_by_branch.east.share = 50.0% · 50.0%  computed from microdata",
        "report/zh/1998/loans.md:5:67  {{ loans_by_branch.east.share }}",
        "report/en/1998/loans.md:5:",
        "figures/1998/loans_by_branch.csv:2  sha256 ",
        "figures/1998/loans_by_branch.yml  sha256 ",
        "analysis/lending.py:6  loans_by_branch(loans)",
        "loans  data/1998/loans.csv  sha256 ",
    ]
    places = [told.out.index(hop) for hop in hops]
    assert places == sorted(places)


def test_a_pin_is_told_with_its_document(libraries: Path, duizhao: Duizhao) -> None:
    told = duizhao(libraries, "why", "1998", "loans_by_branch.east.count", language="zh").out
    assert "data/1998/published.csv:4  5册  河湾市图书馆登记册 表1" in told
    assert "公布值" in told


def test_arithmetic_is_told_part_by_part(libraries: Path, duizhao: Duizhao) -> None:
    source = "(loans_by_branch.east.count / loans_by_branch.west.count).round(1)"
    told = duizhao(libraries, "why", "1998", source).out
    assert told.startswith("loans_by_branch.east.count / loans_by_branch.west.count = 1.7倍 · 1.7 ")
    assert "Figure loans_by_branch.east.count" in told
    assert "Figure loans_by_branch.west.count" in told
    assert "report/zh/1998/loans.md:5:" in told


def test_the_commit_of_each_file_is_told(libraries: Path, duizhao: Duizhao) -> None:
    assert "  sha256 " in duizhao(libraries, "why", "1998", "holdings.volumes").out
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@b"]
    for arguments in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "x"]):
        subprocess.run([*git, *arguments], cwd=libraries, check=True)
    show = ["git", "log", "-1", "--format=%h %cs"]
    commit = subprocess.run(show, cwd=libraries, capture_output=True, text=True).stdout.strip()
    told = duizhao(libraries, "why", "1998", "holdings.volumes").out
    (words,) = [line for line in told.splitlines() if "holdings.yml" in line]
    assert words.endswith(f"  {commit}")


@pytest.mark.parametrize(
    ("source", "rule", "hint"),
    [
        ("loans_by_branch.est.share", "unknown-value", "did you mean “west”?"),
        ("loans_by_branch", "no-number", "figure.row.column"),
        ("loans_by_branch.east.count / loans_by_branch.west.count", "not-rounded", "round"),
        ("loans_by_branch.east.", "syntax", "behind the dot"),
    ],
)
def test_what_is_no_number_is_told(
    source: str, rule: str, hint: str, libraries: Path, duizhao: Duizhao
) -> None:
    told = duizhao(libraries, "why", "1998", source)
    assert (told.code, told.out) == (1, "")
    assert f": {rule}: " in told.err
    assert hint in told.err


def test_a_chapter_that_is_wrong_hides_nothing(libraries: Path, duizhao: Duizhao) -> None:
    chapter = libraries / "report/en/1998/loans.md"
    chapter.write_text(chapter.read_text("utf-8") + "\n{{ nothing }}\n", encoding="utf-8")
    assert duizhao(libraries, "why", "1998", "loans_by_branch.east.share").code == 0


def test_a_number_of_another_edition_has_its_own_files(duizhao: Duizhao) -> None:
    told = duizhao(ROOT, "why", "2024", "editions[2023].sample.enterprises").out
    assert "figures/2023/sample.yml" in told
    assert "data/2023/published.csv:" in told


def test_facts_finds_by_words_of_either_language(libraries: Path, duizhao: Duizhao) -> None:
    whole = duizhao(libraries, "facts", "1998").out.splitlines()
    found = duizhao(libraries, "facts", "1998", "东馆", "SHARE").out.splitlines()
    assert [line.split("\t")[0] for line in found] == ["loans_by_branch.east.share"]
    assert set(found) < set(whole)
    assert duizhao(libraries, "facts", "1998", "no such thing").out == ""


def test_facts_searches_every_edition_and_knows_what_is_unused(
    libraries: Path, duizhao: Duizhao
) -> None:
    found = duizhao(libraries, "facts", "东馆", "SHARE").out.splitlines()
    assert [line.split("\t")[:2] for line in found] == [["1998", "loans_by_branch.east.share"]]
    assert duizhao(libraries, "facts", "1989").code == 1
    unused = duizhao(libraries, "facts", "1998", "--unused").out.splitlines()
    # The chapters say or show all the others.
    assert {line.split(".")[0] for line in unused} == {"loans_by_days"}


def test_what_is_said_in_words_or_in_a_list_is_said(libraries: Path, duizhao: Duizhao) -> None:
    days = "loans_by_days"
    forms = [f'{days}.top(2, "share")', f"{days}.from_14_to_28.share.one_in"]
    forms.append(f"{days}.over_28.share.spelled")
    for language in ("zh", "en"):
        chapter = libraries / f"report/{language}/1998/overview.md"
        said = "".join(f"\n{{{{ {form} }}}}\n" for form in forms)
        chapter.write_text(chapter.read_text("utf-8") + said, encoding="utf-8")
    assert duizhao(libraries, "facts", "1998", "--unused").out == ""
    assert "Not shown" not in duizhao(libraries, "reconcile", "1998", "--summary").out
    for row, form in (("under_7", 0), ("from_7_to_14", 0), ("from_14_to_28", 1), ("over_28", 2)):
        told = duizhao(libraries, "why", "1998", f"{days}.{row}.share").out
        assert told.count(f"{{{{ {forms[form]} }}}}") == 2, (row, told)


def test_a_sheet_of_a_workbook_is_told_with_its_file(libraries: Path, duizhao: Duizhao) -> None:
    edition = libraries / "report/1998.yml"
    words = edition.read_text("utf-8")
    assert "data/1998/loans.csv" in words
    edition.write_text(words.replace("loans.csv", "loans.csv#一月"), encoding="utf-8")
    told = duizhao(libraries, "why", "1998", "loans_by_branch.east.share").out
    (line,) = [line for line in told.splitlines() if "loans.csv#一月" in line]
    assert "absent" not in line
