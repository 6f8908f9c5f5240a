"""Whatever a chapter holds: text that looks like markup is set, a mistake becomes a finding."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pypdf import PdfReader

from duizhao.book import Caption, Cell, figure_block, table_block, write
from duizhao.book.blocks import raw_block
from duizhao.diagnostics import Problems
from tests.print_books import LANGUAGES, svg, with_chapter


@pytest.mark.parametrize("language", LANGUAGES)
def test_text_is_never_read_as_markup(language: str, tmp_path: Path) -> None:
    hostile = 'a*b*_c_[d](e)<f>$5#g~h~@i\\|"j"`k`{l}^m^//n'
    caption = Caption("T9", hostile, hostile, hostile)
    table = table_block(
        "x", caption, [hostile, hostile], [[Cell(hostile), Cell(hostile)]], language
    )
    paragraph = {"t": "Para", "c": [{"t": "Str", "c": hostile}]}
    whole = with_chapter(language, tmp_path, paragraph, table)
    reader = PdfReader(write(whole, tmp_path / "book.pdf").path)
    text = re.sub(r"\s", "", "".join(page.extract_text() for page in reader.pages))
    # The list of tables, the paragraph, the title, the note, the source, the head, the row.
    assert text.count(hostile) == 1 + 1 + 1 + 2 + 2 + 2


MISTAKES = {
    "missing-glyph": ("a \U00013000 b", "“\U00013000” (U+13000)"),
    "print-link": ("[x](#nowhere)", "“nowhere”"),
    "print-anchor": (
        figure_block("loans_by_branch", Caption("F", "t"), "charts/loans.svg", "a", "en"),
        "loans_by_branch",
    ),
    "print-picture": (
        figure_block("other", Caption("F", "t"), "charts/none.svg", "a", "en"),
        "charts/none.svg",
    ),
    "missing-alt": (
        figure_block("other", Caption("F", "t"), "charts/loans.svg", "", "en"),
        "alternative text",
    ),
    "print-heading": ("### too deep {#deep}", "level 3"),
    "print": (raw_block("#nothing"), "unknown variable"),
}


@pytest.mark.parametrize("rule", MISTAKES)
def test_a_mistake_is_a_finding_and_leaves_the_last_book(rule: str, tmp_path: Path) -> None:
    text, said = MISTAKES[rule]
    target = tmp_path / "book.pdf"
    target.write_bytes(b"last good book")
    with pytest.raises(Problems) as raised:
        write(with_chapter("en", tmp_path / "assets", text), target)
    findings = raised.value.diagnostics
    assert {finding.rule for finding in findings} == {rule}
    assert "report/en/1998/extra.md" in {finding.place.path for finding in findings}
    assert all(said in finding.message.en and finding.message.zh for finding in findings)
    assert target.read_bytes() == b"last good book"
    assert [path.name for path in tmp_path.iterdir() if path.name != "assets"] == ["book.pdf"]


def test_pages_that_never_settle_are_not_printed(tmp_path: Path) -> None:
    restless = "#context { for n in range(query(<m>).len() + 1) [#metadata(n)<m>] }"
    whole = with_chapter("en", tmp_path, raw_block(restless))
    with pytest.raises(Problems, match="print-unsettled"):
        write(whole, tmp_path / "book.pdf")
    assert not (tmp_path / "book.pdf").exists()


def test_every_mistake_is_found_in_one_run(tmp_path: Path) -> None:
    text = "a \U00013000 b \U0001f388 c"
    with pytest.raises(Problems) as raised:
        write(with_chapter("zh", tmp_path, text), tmp_path / "book.pdf")
    assert len(raised.value.diagnostics) == 2


def test_a_missing_glyph_in_a_picture_names_the_picture(tmp_path: Path) -> None:
    block = figure_block("other", Caption("F", "t"), "charts/odd.svg", "a", "en")
    whole = with_chapter("en", tmp_path, block)
    (tmp_path / "charts/odd.svg").write_text(svg("\U00013000"), encoding="utf-8")
    with pytest.raises(Problems, match=r"extra\.md: missing-glyph: picture charts/odd\.svg"):
        write(whole, tmp_path / "book.pdf")
