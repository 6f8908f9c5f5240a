"""Every page of the finished site, loaded once: it opens, is whole, and fits a phone and paper.

`make test` opens each page in one of the two languages, by turns, and of the figures' own pages,
which differ in their figure alone, one of eight; `make proof` opens all in both.
"""

from __future__ import annotations

from itertools import product
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.visit import Served, visit
from tests.conftest import some_or_all

pytestmark = pytest.mark.browser

LANGUAGES = {"zh": "zh-Hans", "en": "en"}
PHONE, DESK = ({"width": 360, "height": 740}, {"width": 1280, "height": 900})
MEDIA: tuple[Literal["screen", "print"], ...] = ("screen", "print")

# What makes a page scroll sideways, and tables that are wider than it and don't scroll themselves.
SIDEWAYS = """() => [
    ...document.documentElement.scrollWidth > innerWidth ? document.querySelectorAll("body *") : [],
    ...document.querySelectorAll(".dz-table__scroll"),
].filter(e => e.getBoundingClientRect().right > innerWidth + 1)
    .map(e => e.className || e.tagName).slice(0, 5)"""

# Pictures load when they come near: the page is scrolled to all of them.
SCROLLED = """async () => {
    for (let y = 0; y < document.body.scrollHeight; y += 700) {
        scrollTo(0, y); await new Promise(requestAnimationFrame);
    }
}"""

# How far before the end of its table each mark ends.
MARKS = """() => [...document.querySelectorAll("article .dz-table .dz-mark")]
    .filter(mark => mark.closest(".dz-table__scroll"))
    .map(mark => {
        const ink = document.createRange();
        ink.selectNodeContents(mark);
        return mark.closest(".dz-table__grid").getBoundingClientRect().right
            - ink.getBoundingClientRect().right;
    })"""


def test_every_page_is_there_in_both_languages(site: Served) -> None:
    paths: dict[str, set[str]] = {language: set() for language in LANGUAGES}
    for path in site.pages():
        language, _, rest = path.partition("/")
        paths[language].add(rest)
    assert paths["zh"] == paths["en"] != set()


@some_or_all(8)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_opens_without_complaint_or_foreign_request_and_fits(
    site: Served, chromium: Browser, language: str, one_of: int
) -> None:
    visited = visit(chromium)
    page = visited.page
    sideways, cut_off, marked = {}, {}, dict.fromkeys(MEDIA, 0)
    pages = [path for path in site.pages() if path.startswith(f"{language}/")]
    alone = [path for path in pages if "/embed/" in path]
    whole = [path for path in pages if path not in alone]
    by_turns = whole[list(LANGUAGES).index(language) :: 2] if one_of > 1 else whole
    # Few tables have marks: those are always looked at.
    marked_ones = [path for path in whole if "dz-mark" in (site.folder / path).read_text("utf-8")]
    for path in sorted({*by_turns, *marked_ones, *alone[::one_of]}):
        page.set_viewport_size(PHONE)
        response = page.goto(site.url(path))
        assert response is not None
        assert response.ok, path
        assert page.locator("html").get_attribute("lang") == LANGUAGES[language]
        assert page.locator("h1").count() == 1, path
        sideways[path] = page.evaluate(SIDEWAYS)
        page.set_viewport_size(DESK)
        page.evaluate(SCROLLED)
        for (media, screen), ends in marks(page).items():
            marked[media] += len(ends)
            cut_off[path, media, screen] = [end for end in ends if end < 0]
    page.wait_for_load_state("networkidle")
    assert {path: what for path, what in sideways.items() if what} == {}
    assert {place: ends for place, ends in cut_off.items() if ends} == {}
    assert all(marked.values())
    assert visited.complaints == []
    assert visited.outside(site.origin) == []


def marks(page: Page) -> dict[tuple[Literal["screen", "print"], int], list[float]]:
    """Return where marks of tables end, by medium and width, and leave the page as it was."""
    found: dict[tuple[Literal["screen", "print"], int], list[float]] = {}
    if page.locator("article .dz-table .dz-mark").count():
        for media, size in product(MEDIA, (PHONE, DESK)):
            page.emulate_media(media=media)
            page.set_viewport_size(size)
            found[media, size["width"]] = page.evaluate(MARKS)
        page.emulate_media(media="screen")
    return found


def test_nothing_on_any_page_is_inline(site: Served) -> None:
    for path in [*site.pages(), "index.html", "404.html"]:
        html = (site.folder / path).read_text("utf-8")
        assert "<style" not in html, path
        assert " style=" not in html, path
        assert "javascript:" not in html, path
        for tag in html.split("<script")[1:]:
            head = tag.split(">")[0]
            assert " src=" in head or 'type="application/' in head, (path, head)
