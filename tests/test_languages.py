"""A report's languages: which they are, and what its files must say in each."""

from __future__ import annotations

from pathlib import Path

import pytest

from duizhao import project
from duizhao.project import glossary
from tests.conftest import Duizhao


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
