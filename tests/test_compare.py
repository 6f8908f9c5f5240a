"""Texts and tables that are no project: what is told, where, in both languages, in every format."""

from __future__ import annotations

import json
from pathlib import Path

import pypandoc
import pytest
import typst
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfWriter

from duizhao.check.text.quantities import quantities
from duizhao.compare.audit import audit
from duizhao.compare.comparison import compare
from duizhao.compare.reading import language_of
from duizhao.diagnostics.formats import written
from duizhao.files import fonts
from tests.conftest import ROOT, Duizhao

CASES = sorted((ROOT / "tests/cases/compare").iterdir())
NUMBERS = ROOT / "tests/cases/compare/numbers"


def found(case: Path) -> str:
    """Return what is told of a case, in Chinese and in English."""
    if (case / "base").exists():
        findings = audit(case, "table.csv", int((case / "base").read_text())).findings
    else:
        glossary = Path("glossary") if (case / "glossary").exists() else None
        findings = compare(case, ["a.zh.md", "b.en.md"], glossary).findings
    return "".join(written(findings, "text", case, language) for language in ("zh", "en"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_is_told_of_two_texts_or_a_table(case: Path) -> None:
    assert found(case) == (case / "expected.txt").read_text(encoding="utf-8")


def test_texts_that_say_the_same_are_silent() -> None:
    assert found(ROOT / "tests/cases/compare/alike") == ""


def test_the_order_of_the_arguments_is_free() -> None:
    there, back = (
        compare(NUMBERS, names) for names in (["a.zh.md", "b.en.md"], ["b.en.md", "a.zh.md"])
    )
    assert set(there.findings) == set(back.findings)


def as_format(folder: Path, suffix: str) -> list[str]:
    """Write the case of numbers in another format; return the names of its files."""
    names = []
    for name in ("a.zh", "b.en"):
        source = NUMBERS / f"{name}.md"
        target = folder / f"{name}{suffix}"
        if suffix == ".txt":
            target.write_text(source.read_text(encoding="utf-8"), encoding="utf-8")
        elif suffix == ".pdf":
            text = pypandoc.convert_file(str(source), "typst", format="gfm")
            typ = folder / f"{name}.typ"
            typ.write_text(f'#set text(font: "Noto Serif CJK SC")\n{text}', encoding="utf-8")
            faces = fonts.find().gather(folder / "fonts")
            typst.compile(typ, output=target, font_paths=[faces])
        else:
            pypandoc.convert_file(
                str(source),
                suffix[1:],
                format="gfm",
                outputfile=str(target),
                extra_args=["--wrap=none"],
            )
        names.append(target.name)
    return names


@pytest.mark.parametrize(
    ("suffix", "place"),
    [
        (".txt", "a.zh.txt:3:16"),
        (".html", "a.zh.html:"),
        (".docx", "a.zh.docx:¶2"),
        (".pdf", "a.zh.pdf:p1:"),
    ],
)
def test_every_format_is_read_and_told_at_its_place(
    tmp_path: Path, suffix: str, place: str
) -> None:
    findings = compare(tmp_path, as_format(tmp_path, suffix)).findings
    numbers = [one for one in findings if "3,264" in one.message.en]
    assert [str(one.place)[: len(place)] for one in numbers] == [place]
    assert any(one.rule == "parity-unit" for one in findings)


def test_in_html_a_finding_stands_at_its_line_and_column(tmp_path: Path) -> None:
    (tmp_path / "zh.html").write_text(
        "<p>图书馆</p>\n<p>共有\n <b>3246</b>&nbsp;个图书馆。</p>\n", "utf-8"
    )
    (tmp_path / "en.html").write_text(
        "<p>Libraries</p>\n<p>There are 3,264 libraries.</p>\n", "utf-8"
    )
    (one,) = compare(tmp_path, ["zh.html", "en.html"]).findings
    assert (one.place.line, one.place.column, one.place.end) == (3, 5, 9)


def test_one_file_may_hold_both_languages(tmp_path: Path) -> None:
    zh, en = ((NUMBERS / name).read_text(encoding="utf-8") for name in ("a.zh.md", "b.en.md"))
    (tmp_path / "both.md").write_text(f"{zh}\n{en}", encoding="utf-8")
    findings = compare(tmp_path, ["both.md"]).findings
    assert any("3,264" in one.message.en for one in findings)


@pytest.mark.parametrize(
    ("files", "rule"),
    [
        ({"a.md": "中文的文本。", "b.md": "另一份中文的文本。"}, "one-language"),
        ({"a.md": "中文的文本。", "b.odt": "text"}, "unknown-format"),
        ({"a.md": "中文的文本。"}, "missing-file"),
        ({"a.md": "中文的文本。", "b.md": "12 + 3"}, "no-text"),
        ({"a.md": "中文的文本。", "b.pdf": "no PDF"}, "unreadable"),
        ({"a.md": "中文的文本。", "b.docx": "no Word"}, "unreadable"),
    ],
)
def test_a_users_mistake_is_a_finding(tmp_path: Path, files: dict[str, str], rule: str) -> None:
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    names = [*files, "gone.md"][:2]
    assert rule in {one.rule for one in compare(tmp_path, names).findings}


def test_a_protected_pdf_says_so(tmp_path: Path) -> None:
    writer = PdfWriter()
    writer.add_blank_page(300, 300)
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(tmp_path / "b.pdf")
    (tmp_path / "a.md").write_text("中文的文本。", encoding="utf-8")
    (one,) = compare(tmp_path, ["a.md", "b.pdf"]).findings
    assert (one.rule, one.message.en) == ("unreadable", "this PDF is protected")


def test_the_command_tells_and_exits_with_one(tmp_path: Path, duizhao: Duizhao) -> None:
    page = tmp_path / "page.html"
    done = duizhao(
        *(NUMBERS, "compare", "a.zh.md", "b.en.md", "--format", "json", "--page", str(page))
    )
    assert done.code == 1
    told = json.loads(done.out)
    assert {one["rule"] for one in told} >= {"parity-number", "parity-unit"}
    text = page.read_text(encoding="utf-8")
    for number in range(1, len(told) + 1):
        assert f'id="f{number}"' in text
        assert f'class="ref">{number}</a></mark>' in text
    assert "http" not in text.replace("https://example.org", "")


def test_audit_tells_at_the_cell_and_exits_with_one(duizhao: Duizhao) -> None:
    done = duizhao(ROOT / "tests/cases/compare/table", "audit", "table.csv", "--base", "4311")
    assert done.code == 1
    assert "table.csv:3:9" in done.err


def test_advice_alone_is_no_error(tmp_path: Path, duizhao: Duizhao) -> None:
    (tmp_path / "zh.md").write_text("占比为29.73%。", encoding="utf-8")
    (tmp_path / "en.md").write_text("The share is 29.7%.", encoding="utf-8")
    done = duizhao(tmp_path, "compare", "zh.md", "en.md")
    assert "parity-precision" in done.err
    assert done.code == 0


SCALES = {"万": 10**4, "亿": 10**8, "万亿": 10**12}
WORDS = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}


@given(st.integers(1, 10**15), st.sampled_from(sorted(SCALES)), st.sampled_from(sorted(WORDS)))
def test_a_number_is_one_in_every_power_of_ten(number: int, zh: str, en: str) -> None:
    def said(scale: int, word: str) -> str:
        whole, rest = divmod(number, scale)
        decimals = str(rest).rjust(len(str(scale)) - 1, "0").rstrip("0")
        return f"{whole:,}{'.' if decimals else ''}{decimals}{word}"

    texts = [(said(SCALES[zh], f"{zh}元"), "zh"), (f"RMB {said(WORDS[en], f' {en}')}", "en")]
    values = [one.value for text, language in texts for one in quantities(text, language)]
    assert values == [number, number]


@given(st.text(max_size=200), st.sampled_from(["zh", "en"]))
def test_any_text_has_numbers_at_their_offsets(text: str, language: str) -> None:
    for one in quantities(text, language):
        assert 0 <= one.start < one.end <= len(text)
    assert language_of([text]) in ("zh", "en", None)
