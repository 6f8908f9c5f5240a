"""Every word says which language it is in: on each page as it stands, and side by side.

Side by side `make test` opens the newest edition, which has a page of every kind, and what belongs
to no edition; `make proof` opens the others.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.visit import Served, visit
from tests.conftest import PROOF

pytestmark = pytest.mark.browser

VOID = {"br", "img", "link", "meta", "input", "source", "hr", "wbr", "col"}
HAN = re.compile(r"[\u3400-\u9fff]")
# A Chinese sentence may name OpenAI or PyTorch; four words in a row are English.
ENGLISH = re.compile(r"(?:\b[A-Za-z]{2,}[ ,]+){3,}[A-Za-z]{2,}")

# Text nodes in sight: their words and the language that holds for them.
SEEN = """() => {
    const walk = document.createTreeWalker(document.querySelector("article"), NodeFilter.SHOW_TEXT);
    const found = [];
    while (walk.nextNode()) {
        const holder = walk.currentNode.parentElement;
        if (!holder.closest("script, style, [hidden]"))
            found.push([holder.closest("[lang]").lang, walk.currentNode.data]);
    }
    return found;
}"""


class _Texts(HTMLParser):
    """Collects each text with the language that holds for it."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.texts: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            outer = self.open[-1][1] if self.open else ""
            self.open.append((tag, dict(attrs).get("lang") or outer))

    def handle_endtag(self, tag: str) -> None:
        while tag not in VOID and self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        tag, language = self.open[-1] if self.open else ("", "")
        if tag not in ("script", "style"):
            self.texts.append((language, data))


def mistaken(texts: list[tuple[str, str]]) -> list[str]:
    """Return the texts that are in another language than holds for them."""
    return [
        text
        for language, text in texts
        if (ENGLISH if language.startswith("zh") else HAN).search(text)
    ]


def test_every_word_of_every_page_is_in_its_language(site: Served) -> None:
    wrong = {}
    for path in site.pages():
        parser = _Texts()
        parser.feed((site.folder / path).read_text("utf-8"))
        assert len(parser.texts) > 5, path
        if found := mistaken(parser.texts):
            wrong[path] = found[:3]
    assert wrong == {}


@pytest.mark.parametrize("older", [False, pytest.param(True, marks=PROOF)])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_word_side_by_side_is_in_its_language(
    real_site: Served, chromium: Browser, language: str, older: bool
) -> None:
    page = visit(chromium).page
    for path in real_site.pages():
        folder, _, rest = path.partition("/")
        edition = rest.partition("/")[0]
        if (edition.isdigit() and edition < real_site.edition()) is not older:
            continue
        if folder != language or not (real_site.folder / path).with_suffix(".text.js").is_file():
            continue
        page.goto(real_site.url(path))
        button = page.locator("[data-read=both]")
        button.click()
        expect(button).to_have_attribute("aria-pressed", "true")
        texts = [(one[0], one[1]) for one in page.evaluate(SEEN)]
        assert len({tag for tag, _ in texts}) == 2, rest
        assert mistaken(texts) == [], rest
