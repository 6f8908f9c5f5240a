"""A book in both languages: what stands in the PDF, how it is tagged, where its links lead."""

from __future__ import annotations

import dataclasses
import datetime
import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from duizhao import site
from duizhao.book import Caption, Cell, Defined, table_block, write
from duizhao.book.cover import ACCENT, cover_svg
from duizhao.book.typst_source import typst_source
from duizhao.files import fonts
from tests.print_books import LANGUAGES, TEXT, book, with_chapter


@dataclasses.dataclass(frozen=True)
class Sheets:
    """A finished PDF and the text of its pages."""

    reader: PdfReader
    pages: tuple[str, ...]

    def labels(self) -> list[str]:
        return list(self.reader.page_labels)

    def page_of(self, text: str, after: int = 0) -> int:
        """The first page at or after `after` that holds a line starting with `text`."""
        wanted = text.replace(" ", "")
        return next(
            index
            for index, page in enumerate(self.pages)
            if index >= after
            and any(re.sub(r"\s", "", line).startswith(wanted) for line in page.splitlines())
        )


@pytest.fixture(scope="module")
def sheets(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Sheets]:
    done = {}
    for language in LANGUAGES:
        folder = tmp_path_factory.mktemp(language)
        printed = write(book(language, folder / "assets"), folder / "book.pdf")
        reader = PdfReader(printed.path)
        assert len(reader.pages) == printed.pages
        done[language] = Sheets(reader, tuple(page.extract_text() for page in reader.pages))
    return done


def structure(reader: PdfReader) -> Iterator[dict[str, Any]]:
    """Every element of the structure tree, in reading order."""
    waiting: list[Any] = [reader.root_object["/StructTreeRoot"]]
    while waiting:
        element = waiting.pop(0).get_object()
        if not isinstance(element, dict):
            continue
        if "/S" in element:
            yield element
        kids = element.get("/K", [])
        kids = kids.get_object() if hasattr(kids, "get_object") else kids
        waiting[:0] = kids if isinstance(kids, list) else [kids]


def titles(outline: list[Any]) -> list[Any]:
    return [titles(one) if isinstance(one, list) else one.title for one in outline]


@pytest.mark.parametrize("language", LANGUAGES)
def test_says_what_it_is(sheets: dict[str, Sheets], language: str) -> None:
    reader, words = sheets[language].reader, TEXT[language]
    assert reader.root_object["/Lang"] == {"zh": "zh-CN", "en": "en-GB"}[language]
    assert reader.root_object["/MarkInfo"]["/Marked"]
    assert reader.metadata is not None
    assert reader.metadata.title == words["title"]
    assert reader.metadata.author == words["publisher"]
    assert reader.metadata.creation_date == datetime.datetime(1999, 3, 1, tzinfo=datetime.UTC)
    assert {tuple(round(float(n)) for n in page.mediabox) for page in reader.pages} == {
        (0, 0, 595, 842)
    }
    for part in ("pdfuaid:part>1<", "pdfaid:part>2<"):
        assert part in reader.xmp_metadata.stream.get_data().decode()  # type: ignore[union-attr]


@pytest.mark.parametrize("language", LANGUAGES)
def test_tags_lead_through_the_book(sheets: dict[str, Sheets], language: str) -> None:
    elements = list(structure(sheets[language].reader))
    count = Counter(element["/S"] for element in elements)
    words = TEXT[language]
    assert count["/H1"] >= 3
    assert count["/H2"] == 3
    assert count["/TH"] == 3 * 1
    assert count["/TR"] == 61
    assert count["/L"] >= 1
    assert count["/LI"] >= 3
    assert count["/Note"] == 2
    assert count["/Link"] >= 10
    alternatives = [e["/Alt"] for e in elements if e["/S"] == "/Figure" and "/Alt" in e]
    assert alternatives.count(words["alt"]) == 2


@pytest.mark.parametrize(("sections", "pages"), [(30, 1), (60, 2)])
def test_contents_are_set_closer_to_fit_one_page(tmp_path: Path, sections: int, pages: int) -> None:
    text = "\n\n".join(f"## Section {index} {{#s{index}}}" for index in range(sections))
    file = write(with_chapter("en", tmp_path, text), tmp_path / "book.pdf").path
    sheets = [page.extract_text() for page in PdfReader(file).pages]
    first = next(i for i, sheet in enumerate(sheets) if sheet.startswith("Contents"))
    last = next(i for i, sheet in enumerate(sheets) if sheet.startswith("Figures"))
    assert last - first == pages


def test_only_the_last_figure_of_a_chapter_stays_where_it_is_called(tmp_path: Path) -> None:
    sources = typst_source(book("en", tmp_path / "assets"))
    _, first, second = sources["loans"].split("#display-figure(")
    assert "closing" not in first
    assert "closing: true" in second
    assert not any("closing" in text for name, text in sources.items() if name != "loans")


@pytest.mark.parametrize("language", LANGUAGES)
def test_bookmarks_follow_the_headings(sheets: dict[str, Sheets], language: str) -> None:
    words = TEXT[language]
    front = {"zh": ["目录", "图目录", "表目录"], "en": ["Contents", "Figures", "Tables"]}[language]
    first, second, third = {
        "zh": ("第一章", "第二章", "第三章"),
        "en": ("Chapter 1", "Chapter 2", "Chapter 3"),
    }[language]
    assert titles(sheets[language].reader.outline) == [
        *front,
        f"{first} {words['overview']}",
        f"{second} {words['loans']}",
        [f"2.1 {words['branches']}", [words["scope"]], f"2.2 {words['method']}"],
        f"{third} {words['method']}",
        [f"3.1 {words['scope']}"],
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_not_counted_has_no_number(language: str, tmp_path: Path) -> None:
    whole = book(language, tmp_path / "assets")
    kinds = ("", "numbered", "appendix")
    counted = zip(whole.chapters, kinds, strict=True)
    chapters = tuple(dataclasses.replace(one, kind=kind) for one, kind in counted)
    file = write(dataclasses.replace(whole, chapters=chapters), tmp_path / "book.pdf").path
    words = TEXT[language]
    first, appendix = {"zh": ("第一章", "附录"), "en": ("Chapter 1", "Appendix")}[language]
    assert titles(PdfReader(file).outline)[3:] == [
        words["overview"],
        f"{first} {words['loans']}",
        [f"1.1 {words['branches']}", [words["scope"]], f"1.2 {words['method']}"],
        f"{appendix} {words['method']}",
        [words["scope"]],
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_glossary_names_the_page_of_a_terms_first_use(language: str, tmp_path: Path) -> None:
    words = TEXT[language]
    texts = {"zh": "见[册](glossary.md#volume)。", "en": "See [volume](glossary.md#volume)."}
    term = Defined("volume", words["loans"], "Volume", "en", words["note"])
    used = {"t": "RawInline", "c": ["typst", '#used("volume");']}
    whole = with_chapter(language, tmp_path / "assets", texts[language])
    first = dataclasses.replace(
        whole.chapters[0], blocks=[*whole.chapters[0].blocks, {"t": "Para", "c": [used]}]
    )
    book_of_terms = dataclasses.replace(
        whole, chapters=(first, *whole.chapters[1:]), glossary=(term,)
    )
    reader = PdfReader(write(book_of_terms, tmp_path / "book.pdf").path)
    last = reader.pages[-1].extract_text()
    assert last.startswith({"zh": "术语表", "en": "Glossary"}[language])
    flat = re.sub(r"\s", "", last)
    assert re.sub(r"\s", "", f"{words['loans']}Volume1{words['note']}") in flat


def test_the_book_has_the_sites_accent() -> None:
    tokens = Path(site.__file__).parent.joinpath("assets/styles/tokens.css").read_text("utf-8")
    assert f"--dz-accent: {ACCENT};" in tokens


@pytest.mark.parametrize(("language", "mark"), [("zh", "模型数据"), ("en", "Modelled data")])
def test_every_page_of_the_appendix_is_marked_as_modelled(
    tmp_path: Path, language: str, mark: str
) -> None:
    plain = book(language, tmp_path / "assets")
    kinds = ("numbered", "appendix", "numbered")
    counted = zip(plain.chapters, kinds, strict=True)
    chapters = tuple(dataclasses.replace(one, kind=kind) for one, kind in counted)
    marked = dataclasses.replace(plain, chapters=chapters)
    reader = PdfReader(write(marked, tmp_path / "book.pdf").path)
    tops = [one for one in reader.outline if not isinstance(one, list)]
    loans = next(i for i, one in enumerate(tops) if one.title.endswith(TEXT[language]["loans"]))
    first, last = map(reader.get_destination_page_number, tops[loans : loans + 2])
    assert first is not None
    assert last is not None
    assert last - first > 1
    for index, page in enumerate(reader.pages):
        assert (mark in page.extract_text()) == (first <= index < last), index


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_count_from_the_first_chapter(sheets: dict[str, Sheets], language: str) -> None:
    one = sheets[language]
    labels, first = one.labels(), one.page_of(TEXT[language]["overview"], after=4)
    assert labels[1:first] == ["i", "ii", "iii"][: first - 1]
    assert labels[first:] == [str(n + 1) for n in range(len(labels) - first)]
    for label, page in list(zip(labels, one.pages, strict=True))[2:]:
        assert page.splitlines()[-1].split()[-1] == label


@pytest.mark.parametrize("language", LANGUAGES)
def test_lists_name_the_pages_of_figures_and_tables(
    sheets: dict[str, Sheets], language: str
) -> None:
    one, words = sheets[language], TEXT[language]
    first_of_body = one.labels().index("1")
    front = re.sub(r"[ .\n]", "", "".join(one.pages[:first_of_body]))
    labels = {"zh": ("图1", "图2", "表1"), "en": ("Figure 1", "Figure 2", "Table 1")}[language]
    for label in labels:
        title = words["table"] if label[0] in "表T" else words["figure"].replace("'", "’")
        page = one.labels()[one.page_of(f"{label}{title}".replace(" ", ""), after=first_of_body)]
        assert f"{label}{title}{page}".replace(" ", "") in front


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_long_table_repeats_its_head_and_loses_no_row(
    sheets: dict[str, Sheets], language: str
) -> None:
    one, words = sheets[language], TEXT[language]
    row = re.compile(rf"^{words['branch']} ?(\d+) ([\d,]+\*?) (.+)$", re.MULTILINE)
    head = f"{words['branch']} {words['count']} {words['share']}"
    continued = {"zh": "（续）", "en": " (continued)"}[language]
    found = []
    pages = 0
    for page in one.pages:
        rows = row.findall(page)
        if rows:
            pages += 1
            assert head in page
            assert (continued in page) == (pages > 1)
        found += rows
    assert pages >= 2
    assert found == [
        (
            str(i),
            f"{100000 - 1234 * i:,}" + ("*" if i % 7 == 3 else ""),
            f"{29.04 - i * 0.31:.2f}%" if i % 11 else "–",
        )
        for i in range(1, 61)
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_marks_of_the_last_column_stand_inside_the_table(tmp_path: Path, language: str) -> None:
    rows = [
        [Cell("A"), Cell("1.00%", numeric=True, modelled=True)],
        [Cell("B"), Cell("2.00%", numeric=True, estimated=True)],
    ]
    table = table_block("marked", Caption("", ""), ["", ""], rows, language, estimated="±")
    printed = write(with_chapter(language, tmp_path, table), tmp_path / "book.pdf")
    lefts: dict[str, float] = {}

    def seen(text: str, cm: list[float], tm: list[float], *_: object) -> None:
        lefts[text.strip()] = tm[4] * cm[0] + cm[4]

    PdfReader(printed.path).pages[-1].extract_text(visitor_text=seen)
    edge = 595.28 / 2 + 38 * 10.5 / 2
    for number, mark in (("1.00%", "*"), ("2.00%", "†")):
        assert lefts[number] < lefts[mark] < edge - 0.5 * 8.6


@pytest.mark.parametrize("language", LANGUAGES)
def test_columns_of_a_crowded_table_keep_apart(tmp_path: Path, language: str) -> None:
    head = {"zh": "技术赋能占比", "en": "Share of technology provision"}[language]
    longer = {"zh": "赋能占比减去输入占比", "en": "Share of provision less share of intake"}[
        language
    ]
    points = {"zh": "个百分点", "en": " percentage points"}[language]
    numbers = [f"{index}{index}.{index}{index}" for index in range(1, 9)]
    cells = [
        Cell(number + (points if index == 4 else "%"), numeric=True)
        for index, number in enumerate(numbers)
    ]
    heads = [longer if index == 4 else head for index, _ in enumerate(numbers)]
    table = table_block("crowded", Caption("", ""), ["", *heads], [[Cell("A"), *cells]], language)
    printed = write(with_chapter(language, tmp_path, table), tmp_path / "book.pdf")
    lefts: dict[str, float] = {}

    def seen(text: str, cm: list[float], tm: list[float], *_: object) -> None:
        lefts[text.strip()[:5]] = tm[4] * cm[0] + cm[4]

    PdfReader(printed.path).pages[-1].extract_text(visitor_text=seen)
    wide = 0.5 * 7.6 * len("00.00")
    edges = [lefts[number] for number in numbers]
    assert all(left + wide < right for left, right in pairwise(edges)), edges
    assert edges[-1] + wide < 595.28 / 2 + 38 * 10.5 / 2


def test_what_goes_on_says_so_above_the_tallest_head(tmp_path: Path) -> None:
    head = "Share of technology provision among enterprises"
    rows = [[Cell(f"Row {n}"), *[Cell("1.00%", numeric=True)] * 8] for n in range(40)]
    caption = Caption("Table 1", "Shares")
    table = table_block("long", caption, ["Branch", *[head] * 8], rows, "en")
    printed = write(with_chapter("en", tmp_path, table), tmp_path / "book.pdf")
    heights: dict[str, float] = {}

    def seen(text: str, cm: list[float], tm: list[float], *_: object) -> None:
        words = text.strip()
        heights[words] = max(heights.get(words, 0), tm[5] * cm[3] + cm[5])

    PdfReader(printed.path).pages[-1].extract_text(visitor_text=seen)
    label = next(height for words, height in heights.items() if "(continued)" in words)
    assert label > max(height for words, height in heights.items() if "Share" in words) + 8


@pytest.mark.parametrize("language", LANGUAGES)
def test_only_free_fonts_and_all_of_them_inside(sheets: dict[str, Sheets], language: str) -> None:
    names = set()
    for page in sheets[language].reader.pages:
        for font in page["/Resources"].get("/Font", {}).values():
            descendant = font.get_object()["/DescendantFonts"][0].get_object()
            descriptor = descendant["/FontDescriptor"].get_object()
            assert {"/FontFile", "/FontFile2", "/FontFile3"} & descriptor.keys()
            names.add(re.sub(r"^/[A-Z]{6}\+|-Identity-H$", "", descendant["/BaseFont"]))
    allowed = {"zh": "NotoSerifCJKsc", "en": "LibertinusSerif"}[language]
    assert names
    assert all(name.startswith(("NotoSansCJKsc", allowed)) for name in names), names


def test_chinese_lines_join_and_quotes_are_chinese(sheets: dict[str, Sheets]) -> None:
    text = "".join(sheets["zh"].pages)
    joined = text.replace("\n", "")
    # The line break before 换行 stands behind a note's number, that in “Wi-Fi” is the page's own.
    assert "其中“中心馆”一馆" in joined
    assert "换行之后，句子应当接着排，中间没有空格；" in joined
    assert "1 换行" not in joined
    assert "（括号）、《书名》与“引号”相邻时" in joined


def test_english_curls_its_quotes_and_keeps_its_spaces(sheets: dict[str, Sheets]) -> None:
    text = " ".join("".join(sheets["en"].pages).split())
    assert "The city’s libraries lent 4,311,276 books" in text
    assert "the “central library” alone accounted" in text
    assert "'" not in text
    assert '"' not in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_notes_start_again_in_every_chapter(sheets: dict[str, Sheets], language: str) -> None:
    one, words = sheets[language], TEXT[language]
    notes = [words["note"], words["footnote"].replace("*", "")]
    pages = [" ".join(page.split()) for page in one.pages]
    for note in notes:
        assert sum(f"1 {note}" in page for page in pages) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_links_lead_to_chapters_sections_and_figures(
    sheets: dict[str, Sheets], language: str
) -> None:
    one, words = sheets[language], TEXT[language]
    first_of_body = one.labels().index("1")
    page = one.page_of(f"2.1{words['branches']}", after=first_of_body)
    reader = one.reader
    targets = []
    for annotation in reader.pages[page].get("/Annots", []):
        action = annotation.get_object().get("/A")
        destination = annotation.get_object().get("/Dest") or (action and action.get("/D"))
        if destination is None:
            continue
        if isinstance(destination, str):
            destination = reader.named_destinations[destination].dest_array
        targets.append(reader.get_page_number(destination[0].get_object()))
    figure = {"zh": "图1", "en": "Figure1"}[language] + words["figure"].replace("'", "’")
    assert one.page_of(figure.replace(" ", ""), after=first_of_body) in targets
    assert one.page_of(words["method"], after=page + 3) in targets


def test_links_beyond_the_book_lead_to_the_site(tmp_path: Path) -> None:
    whole = book("en", tmp_path, site="https://example.org/en/1998/")
    reader = PdfReader(write(whole, tmp_path / "book.pdf").path)
    uris = {
        annotation.get_object()["/A"].get("/URI")
        for page in reader.pages
        for annotation in page.get("/Annots", [])
        if "/A" in annotation.get_object()
    }
    assert "https://example.org/en/glossary.html#loan" in uris


def test_the_same_book_is_the_same_file(tmp_path: Path) -> None:
    for language in LANGUAGES:
        files = [tmp_path / f"{n}" / "book.pdf" for n in range(2)]
        for file in files:
            write(book(language, file.parent / "assets"), file)
        assert files[0].read_bytes() == files[1].read_bytes()


def test_without_bold_cuts_the_book_is_set_in_regular(tmp_path: Path) -> None:
    regular = fonts.find([])
    assert not regular.bold
    printed = write(book("zh", tmp_path), tmp_path / "book.pdf", regular)
    assert printed.fonts == regular.describe()
    assert b"CJKsc-Bold" not in printed.path.read_bytes()


def test_the_cover_of_an_edition_is_its_own_and_always_the_same() -> None:
    assert cover_svg("1998") == cover_svg("1998")
    assert cover_svg("1998") != cover_svg("1999")
