"""A report's languages: which they are, and what its files must say in each."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from duizhao import project
from duizhao.diagnostics import Words
from duizhao.document.plain import plain
from duizhao.edition import load
from duizhao.language import PACKS, Language, language_of
from duizhao.preview import report as previewed
from duizhao.preview.rows import rows
from duizhao.project import glossary
from tests.conftest import Duizhao

OTHER = {"zh": "en", "en": "zh"}


def written_in(root: Path, *languages: str) -> Path:
    """Return the project as a report in these languages."""
    file = root / "duizhao.yml"
    text = file.read_text(encoding="utf-8")
    file.write_text(f"languages: [{', '.join(languages)}]\n{text}", encoding="utf-8")
    return root


def without_english_name(root: Path) -> Path:
    """Return the project with a name that stands in Chinese alone."""
    terms = root / "glossary" / "branches.yml"
    text = terms.read_text(encoding="utf-8")
    assert ", en: West branch" in text
    terms.write_text(text.replace(", en: West branch", ""), encoding="utf-8")
    return root


def test_a_missing_language_is_told_where_it_is_missing(libraries: Path, duizhao: Duizhao) -> None:
    told = duizhao(without_english_name(libraries), "check")
    assert told.code == 1
    assert "glossary/branches.yml:2:1" in told.out + told.err
    assert "the name in English" in told.out + told.err


def test_a_language_that_the_report_is_not_written_in_is_read_over(libraries: Path) -> None:
    one = written_in(without_english_name(libraries), "zh")
    loaded = project.load(one)
    assert loaded.languages == ("zh",)
    terms = glossary.load(one, loaded.languages)
    assert list(terms.findings) == []
    assert terms.value["west"].name("zh") == "西馆"


@pytest.mark.parametrize(
    ("named", "place", "told"),
    [
        ("zh, fr", "1:17", "there is no language “fr”"),
        ("zh, zh", "1:17", "“zh” is listed twice"),
        ("", "1:1", "wrong-value"),
        ("zh, 1", "1:17", "wrong-value"),
    ],
)
def test_languages_that_a_report_cannot_have_are_told_once(
    named: str, place: str, told: str, libraries: Path, duizhao: Duizhao
) -> None:
    ran = duizhao(written_in(libraries, named), "check")
    assert ran.code == 1
    lines = [one for one in (ran.out + ran.err).splitlines() if one.startswith("duizhao.yml")]
    assert len(lines) == 1
    assert lines[0].startswith(f"duizhao.yml:{place}: ")
    assert told in lines[0]


def texts(root: Path, language: str) -> str:
    """Return all chapters as they are read in a language; nothing may be wrong with them."""
    _, editions = load.load(project.load(root)).or_stop()
    chapters = [one for contents in editions for one in contents.finished[language]]
    return "\n".join(plain(block.node) for one in chapters for block in one.blocks)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_one_language_alone_says_what_it_says_beside_the_other(
    language: str, libraries: Path, duizhao: Duizhao
) -> None:
    beside = texts(libraries, language)
    shutil.rmtree(libraries / "report" / OTHER[language])
    alone = written_in(libraries, language)
    checked = duizhao(alone, "check")
    assert (checked.code, checked.out, checked.err) == (0, "", "")
    assert texts(alone, language) == beside


@pytest.mark.parametrize(
    ("language", "added", "told"),
    [
        (
            "zh",
            "\n\n借阅量最高的是西馆,有{{ loans_by_branch.east.share }}。\n",
            "chinese-punctuation",
        ),
        (
            "en",
            "\n\nThe west branch has {{ loans_by_branch.east.share }} .\n",
            "english-punctuation",
        ),
        ("zh", "\n\n西馆占{{ loans_by_branch.east.share }}。\n", "value-row"),
        ("en", "\n\nWest has {{ loans_by_branch.east.share }}.\n", "value-row"),
    ],
)
def test_rules_of_one_language_read_a_report_in_it_alone(
    language: str, added: str, told: str, libraries: Path, duizhao: Duizhao
) -> None:
    shutil.rmtree(libraries / "report" / OTHER[language])
    chapter = libraries / "report" / language / "1998" / "loans.md"
    chapter.write_text(f"{chapter.read_text(encoding='utf-8')}\n{added}\n", encoding="utf-8")
    checked = duizhao(written_in(libraries, language), "check")
    assert checked.code == 1
    assert told in checked.out + checked.err


def test_the_first_language_is_the_source(libraries: Path, duizhao: Duizhao) -> None:
    report = written_in(libraries, "en", "zh")
    assert duizhao(report, "check").code == 0
    assert duizhao(report, "check", "--accept").code == 0
    record = report / "report" / "reviewed" / "1998" / "overview.csv"
    assert record.read_text(encoding="utf-8").startswith("anchor,en,zh,by,date\n")
    chapter = report / "report" / "en" / "1998" / "overview.md"
    text = chapter.read_text(encoding="utf-8")
    chapter.write_text(re.sub(r"^(#.*)$", r"\1 once more", text, count=1, flags=re.M), "utf-8")
    told = duizhao(report, "check")
    stale = [one for one in (told.out + told.err).splitlines() if "stale-translation" in one]
    assert len(stale) == 1
    assert stale[0].startswith("report/zh/1998/overview.md:1:3: ")


@pytest.mark.slow
@pytest.mark.parametrize("language", ["zh", "en"])
def test_one_language_alone_is_built_without_a_switch(
    language: str, libraries: Path, duizhao: Duizhao
) -> None:
    shutil.rmtree(libraries / "report" / OTHER[language])
    assert duizhao(written_in(libraries, language), "build").code == 0
    site = libraries / "site"
    assert [path.name for path in site.rglob("*.pdf")] == [f"1998-{language}.pdf"]
    assert not (site / OTHER[language]).exists()
    for page in site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert f'<html lang="{language_of(language).tag}"' in text, page
        assert f"../{OTHER[language]}/" not in text, page
        assert "data-language=" not in text, page
        assert "data-read=" not in text, page
        assert "workTranslation" not in text, page


@pytest.mark.slow
def test_the_order_of_the_languages_is_that_on_the_site(libraries: Path, duizhao: Duizhao) -> None:
    assert duizhao(written_in(libraries, "en", "zh"), "build").code == 0
    site = libraries / "site"
    door = (site / "index.html").read_text(encoding="utf-8")
    assert re.findall(r'<section lang="([^"]+)"', door) == ["en", "zh-Hans"]
    for language in ("en", "zh"):
        page = (site / language / "1998" / "loans.html").read_text(encoding="utf-8")
        assert re.findall(r'data-language="([^"]+)"', page) == ["en", "zh"]
    assert {path.name for path in site.rglob("*.pdf")} == {"1998-en.pdf", "1998-zh.pdf"}


def test_the_preview_shows_one_language_alone(libraries: Path) -> None:
    shutil.rmtree(libraries / "report" / "en")
    read = previewed.read(written_in(libraries, "zh"))
    made = rows(previewed.saved(read, ("1998", "loans")), ("1998", "loans"), "en")
    assert len(made) > 1
    assert {tuple(row.cells) for row in made} == {("zh",)}
    assert "findings" not in "".join(row.html for row in made)


def test_a_number_is_told_in_the_languages_of_the_report(libraries: Path, duizhao: Duizhao) -> None:
    shutil.rmtree(libraries / "report" / "en")
    alone = written_in(libraries, "zh")
    told = duizhao(alone, "facts", "1998").out.splitlines()
    assert told
    assert all(len(line.split("\t")) <= len(("address", "zh", "status", "places")) for line in told)
    why = duizhao(alone, "why", "1998", "loans_by_branch.east.share")
    assert why.code == 0
    assert " · " not in why.out.splitlines()[0]


@pytest.fixture
def toy(monkeypatch: pytest.MonkeyPatch) -> Language:
    """Return a language that groups, joins and counts as no other does, put among the packs."""
    english = language_of("en")
    units = {**english.numbers.units, "percent": {"other": "‰oo"}}
    made = replace(
        english,
        code="xx",
        called=Words("某文", "Toyish"),
        tag="xx",
        numbers=replace(english.numbers, units=units),
        phrases=replace(
            english.phrases,
            joints=((" ~ ", " ~~ "),),
            pair_joints=(" + ", " ++ "),
            detailed="{} <{}>",
        ),
        labels={"Figure {}": "Pic {}", "Table {}": "Tab {}"},
    )
    monkeypatch.setitem(PACKS, "xx", made)
    return made


@pytest.mark.parametrize("languages", [("xx",), ("en", "xx"), ("xx", "en")])
def test_a_language_is_one_pack(
    languages: tuple[str, ...], libraries: Path, toy: Language, duizhao: Duizhao
) -> None:
    for path in libraries.rglob("*.yml"):
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(r"\bzh: ", f"{toy.code}: ", text), encoding="utf-8")
    chapters = libraries / "report" / "en" / "1998"
    (chapters / "loans.md").write_text(
        "# Loans\n\nEast has {{ loans_by_branch.east.share }};"
        ' {{ loans_by_branch.top(2, "share") }}; {{ loans_by_branch.top(3) }}; see'
        " {{ loans_by_branch.ref }}, {{ loans_by_year.ref }}.\n\n{% figure loans_by_branch %}\n\n"
        "{% figure loans_by_year %}\n",
        encoding="utf-8",
    )
    (chapters / "overview.md").write_text("# Overview\n\nA year.\n", encoding="utf-8")
    shutil.copytree(chapters, libraries / "report" / "xx" / "1998")
    said = texts(written_in(libraries, *languages), "xx")
    assert "‰oo" in said
    assert re.search(r"东馆 <[\d.]+‰oo> \+ 西馆 <", said)
    assert re.search(r"东馆 ~ 西馆 ~~ 北馆", said)
    assert "Pic 1" in said
    broken = libraries / "report" / "xx" / "1998" / "overview.md"
    broken.write_text("# Overview\n\nA [year](nowhere.md).\n", encoding="utf-8")
    checked = duizhao(libraries, "check")
    assert "report/xx/1998/overview.md:3:3: broken-link" in checked.out + checked.err
