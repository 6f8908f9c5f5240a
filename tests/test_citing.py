"""Citations: each format as its standard writes it, and safe against whatever a title holds."""

from __future__ import annotations

import datetime
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypandoc
import pytest
import yaml

from duizhao.downloads import licences
from duizhao.render.citations import Work, apa, bibtex, cff, gb, gb_2015, plain, ris

DAY = datetime.date(2026, 11, 21)
REPORT = Work(
    kind="report",
    key="report_1998",
    language="en",
    title="Libraries 1998",
    author="The Library Board",
    date=datetime.date(1998, 6, 2),
    address="https://example.org/en/1998/index.html",
)
CHAPTER = replace(
    REPORT,
    kind="chapter",
    title="Readers",
    container="Libraries 1998",
    address="https://example.org/en/1998/readers.html",
)
FIGURE = replace(
    CHAPTER,
    kind="figure",
    key="loans_1998",
    title="Loans by month",
    label="Figure 3",
    address="https://example.org/en/1998/readers.html#loans",
)


ZH = replace(
    FIGURE,
    language="zh",
    title="各月借阅",
    author="图书馆理事会",
    container="图书馆年报1998",
    label="图3",
)


@pytest.mark.parametrize(
    ("work", "expected"),
    [
        (
            REPORT,
            "The Library Board. Libraries 1998[R/OL]. 1998-06-02. "
            "https://example.org/en/1998/index.html.",
        ),
        (
            CHAPTER,
            "The Library Board. Readers[R/OL]//The Library Board. Libraries 1998. 1998-06-02. "
            "https://example.org/en/1998/readers.html.",
        ),
        (
            ZH,
            "图书馆理事会. 各月借阅[DS/OL]. 图书馆年报1998（1998-06-02）[2026-11-21]. "
            "https://example.org/en/1998/readers.html#loans.",
        ),
    ],
)
def test_gb_7714_of_2025(work: Work, expected: str) -> None:
    assert plain(gb(work), DAY) == expected


@pytest.mark.parametrize(
    ("work", "expected"),
    [
        (
            REPORT,
            "The Library Board. Libraries 1998[R/OL]. (1998-06-02)[2026-11-21]. "
            "https://example.org/en/1998/index.html.",
        ),
        (
            CHAPTER,
            "The Library Board. Readers[R/OL]//The Library Board. Libraries 1998. "
            "(1998-06-02)[2026-11-21]. https://example.org/en/1998/readers.html.",
        ),
        (
            FIGURE,
            "The Library Board. Loans by month[DS/OL]//The Library Board. Libraries 1998. "
            "(1998-06-02)[2026-11-21]. https://example.org/en/1998/readers.html#loans.",
        ),
    ],
)
def test_gb_7714_of_2015(work: Work, expected: str) -> None:
    assert plain(gb_2015(work), DAY) == expected


def test_gb_7714_before_the_report_has_an_address() -> None:
    bare = replace(REPORT, address="")
    assert plain(gb(bare)) == "The Library Board. Libraries 1998[R/OL]. 1998-06-02."
    assert plain(gb_2015(bare)) == "The Library Board. Libraries 1998[R/OL]. (1998-06-02)."
    assert plain(gb(replace(ZH, address=""))) == (
        "图书馆理事会. 各月借阅[DS/OL]. 图书馆年报1998（1998-06-02）."
    )


@pytest.mark.parametrize(
    ("work", "expected", "title"),
    [
        (
            REPORT,
            "The Library Board. (1998). Libraries 1998. https://example.org/en/1998/index.html",
            "Libraries 1998",
        ),
        (
            CHAPTER,
            "The Library Board. (1998). Readers. In Libraries 1998. "
            "https://example.org/en/1998/readers.html",
            "Libraries 1998",
        ),
        (
            FIGURE,
            "The Library Board. (1998). Loans by month [Data set]. In Libraries 1998 (Figure 3). "
            "https://example.org/en/1998/readers.html#loans",
            "Libraries 1998",
        ),
    ],
)
def test_apa(work: Work, expected: str, title: str) -> None:
    assert plain(apa(work)) == expected
    assert next(run.text for run in apa(work) if run.kind == "title") == title


def test_bibtex_says_what_kind_it_is_and_escapes_its_own_signs() -> None:
    entry = bibtex(replace(REPORT, title="R&D in 50% of {all} #1_cases", author="A & B"))
    assert entry.startswith("@techreport{report_1998_en,\n")
    assert r"title = {{R\&D in 50\% of \{all\} \#1\_cases}}" in entry
    assert r"author = {{A \& B}}" in entry
    assert r"institution = {A \& B}" in entry
    assert "  month = jun,\n" in entry
    assert "url = {https://example.org/en/1998/index.html}" in entry
    assert entry.count("{") == entry.count("}")
    assert bibtex(CHAPTER).startswith("@incollection{")
    assert "booktitle = {{Libraries 1998}}" in bibtex(CHAPTER)
    assert bibtex(FIGURE).startswith("@dataset{loans_1998_en,\n")
    assert "note = {Figure 3 in {Libraries 1998}}" in bibtex(FIGURE)
    assert "note = {图3，见{图书馆年报1998}}" in bibtex(ZH)
    assert "langid = {chinese}" in bibtex(ZH)


def test_ris_is_tagged_lines_from_ty_to_er() -> None:
    record = ris(FIGURE)
    lines = record.split("\r\n")
    assert lines[0] == "TY  - DATA"
    assert lines[-2:] == ["ER  - ", ""]
    assert all(line[2:6] == "  - " for line in lines[:-1])
    fields = dict(line.split("  - ", 1) for line in lines[:-1])
    assert fields["AU"] == "The Library Board,"
    assert (fields["T2"], fields["N1"]) == ("Libraries 1998", "Figure 3")
    assert (fields["PY"], fields["DA"]) == ("1998", "1998/06/02")
    assert ris(REPORT).startswith("TY  - RPRT")


def _read(record: str, form: str, folder: Path) -> dict[str, Any]:
    """Return what pandoc, which reads for reference managers, understands of a record."""
    path = folder / f"record.{form}"
    path.write_bytes(record.encode())
    (entry,) = json.loads(pypandoc.convert_file(str(path), "csljson", format=form))
    return dict(entry)


@pytest.mark.parametrize("form", ["bibtex", "biblatex", "ris"])
@pytest.mark.parametrize("work", [REPORT, CHAPTER, FIGURE, ZH])
def test_a_reference_manager_understands_the_records(work: Work, form: str, tmp_path: Path) -> None:
    read = _read(ris(work) if form == "ris" else bibtex(work), form, tmp_path)
    kinds = {"report": "report", "chapter": "chapter", "figure": "dataset"}
    assert read["type"] == kinds[work.kind]
    assert re.sub("<[^>]+>", "", read["title"]) == work.title
    assert read["URL"] == work.address
    assert read["issued"]["date-parts"][0][0] == 1998
    (author,) = read["author"]
    assert (author.get("literal") or author.get("family")) == work.author
    if work.kind == "chapter":
        assert read["container-title"] == work.container


@pytest.mark.parametrize(
    ("text", "spdx", "address"),
    [
        ("文字与图表采用CC BY 4.0许可", "CC-BY-4.0", "licenses/by/4.0/"),
        ("Text: CC BY-NC-SA 3.0.", "CC-BY-NC-SA-3.0", "licenses/by-nc-sa/3.0/"),
        ("CC0 1.0", "CC0-1.0", "publicdomain/zero/1.0/"),
        ("All rights reserved", "", ""),
        ("CC BY 4.05", "", ""),
    ],
)
def test_licences_are_recognised(text: str, spdx: str, address: str) -> None:
    found = licences.found_in(text)
    assert (found.spdx if found else "") == spdx
    assert (found.address if found else "").removeprefix("https://creativecommons.org/") == address


def test_cff_is_yaml_with_the_fields_that_version_1_2_0_requires() -> None:
    read = yaml.safe_load(cff(replace(REPORT, title='A: "b" #c'), "About it.", "CC-BY-4.0"))
    assert {"cff-version", "message", "title", "authors"} <= set(read)
    assert read["cff-version"] == "1.2.0"
    assert read["title"] == 'A: "b" #c'
    assert read["authors"] == [{"name": "The Library Board"}]
    assert read["date-released"] == "1998-06-02"
    assert read["license"] == "CC-BY-4.0"
    assert read["type"] == "dataset"


@pytest.mark.slow
def test_the_repository_is_cited_as_its_site_is(report: Path) -> None:
    ours = (report / "CITATION.cff").read_text("utf-8")
    assert ours == (report / "site" / "CITATION.cff").read_text("utf-8")
