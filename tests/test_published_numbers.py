"""Every published number stands on the finished pages and in the PDFs, in both languages.

Errata apart: where errata.yml decides on another value, that value must stand there instead.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path

import pytest
from pypdf import PdfReader

from duizhao import project
from duizhao.diagnostics import Findings
from duizhao.expressions.namespace import FigureValues
from duizhao.expressions.value import Value
from duizhao.language import spelled
from duizhao.project import figures, glossary
from duizhao.project import published as data
from duizhao.render.inline import value_text
from tests.conftest import ROOT
from tests.read_back import parse_number

LANGUAGES = ("zh", "en")
EDITIONS = [edition.name for edition in project.load(ROOT).editions]


@dataclass(frozen=True)
class OnPage:
    """A `<data>` element: the address it speaks for, its exact value and its text."""

    address: str
    number: Decimal
    text: str


class DataElements(HTMLParser):
    """Collects the `<data>` elements of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[OnPage] = []
        self._open: tuple[str, Decimal] | None = None
        self._text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "data":
            attributes = dict(attrs)
            self._open = (attributes["data-of"] or "", Decimal(attributes["value"] or ""))
            self._text = ""

    def handle_data(self, data: str) -> None:
        self._text += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "data" and self._open:
            self.found.append(OnPage(*self._open, self._text))
            self._open = None


def pinned(edition: str) -> dict[str, Value]:
    """Return every pinned address of an edition with the value that is used."""
    loaded = project.load(ROOT)
    findings = Findings()
    terms = glossary.load(ROOT).into(findings)
    one = loaded.edition(edition)
    pins = data.load(ROOT, one).into(findings)
    tables = figures.load(ROOT, one, terms, pins).into(findings)
    assert not findings
    used = {}
    for address in pins.pins:
        figure, row, column = figures.split(address)
        value = FigureValues(tables[figure], terms).value(row, column)
        assert value is not None
        used[value.address] = value
    return used


def elements(root: Path, language: str, edition: str) -> Iterator[OnPage]:
    for page in sorted((root / "site" / language / edition).glob("*.html")):
        parser = DataElements()
        parser.feed(page.read_text(encoding="utf-8"))
        yield from parser.found


def said(value: Value, language: str) -> set[str]:
    """Return what a page may print for a number: its digits, which read back, or its words."""
    digits = value_text(value, language)
    assert parse_number(digits, value.unit, language, value.currency) == value.number
    whole = value.number == value.number.to_integral_value()
    return {digits, spelled(int(value.number), language)} if whole else {digits}


@pytest.mark.slow
@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_pin_stands_on_the_pages_as_published(
    language: str, edition: str, report: Path
) -> None:
    pins = pinned(edition)
    shown: dict[str, set[tuple[Decimal, str]]] = {}
    for element in elements(report, language, edition):
        shown.setdefault(element.address, set()).add((element.number, element.text))

    missing = sorted(set(pins) - set(shown))
    different = {
        address: shown[address]
        for address, value in pins.items()
        if address in shown
        and any(
            number != value.number or text not in said(value, language)
            for number, text in shown[address]
        )
    }
    assert missing == []
    assert different == {}


@pytest.mark.slow
@pytest.mark.parametrize("edition", EDITIONS)
def test_both_languages_show_the_same_values(edition: str, report: Path) -> None:
    both = [
        sorted((e.address, e.number) for e in elements(report, language, edition))
        for language in LANGUAGES
    ]
    assert both[0] == both[1]


@pytest.mark.slow
@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_pin_stands_in_the_book_as_published(
    language: str, edition: str, report: Path
) -> None:
    book = next((report / "site" / language / edition).glob("*.pdf"))
    pages = "".join(page.extract_text() for page in PdfReader(book).pages)
    text = "".join(pages.split())
    missing = [
        f"{address}: {digits}"
        for address, value in pinned(edition).items()
        if "".join((digits := value_text(value, language)).split()) not in text
    ]
    assert missing == []
