"""Pages under several sets of typefaces: nothing is cut off, sticks out or lies on another."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.layout import wrong
from tests.browser.visit import Served, visit

pytestmark = [pytest.mark.browser, pytest.mark.slow]

# A page of every kind; the language whose words are the longer one where one will do.
KINDS = (
    *("zh/index.html", "en/index.html", "zh/2024/index.html", "en/2024/index.html"),
    *("zh/2024/enterprises.html", "en/2024/enterprises.html", "en/2024/ecosystem.html"),
    *("en/2023/resources.html", "en/2024/across.html", "en/2024/differences.html"),
    *("zh/2021/index.html", "en/2021/diffusion.html", "en/2021/method.html"),
    "en/2022/policy.html",
    *("en/glossary.html", "en/2024/embed/enterprises_by_province.html", "404.html"),
)


def test_no_text_of_a_page_is_cut_off_or_lies_on_another(real_site: Served, faced: Browser) -> None:
    page = visit(faced, reduced_motion="reduce").page
    found = {}
    for path in KINDS:
        for width in (360, 768, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            if width == 360:
                page.goto(real_site.url(path))
            found[path, width] = wrong(page)
    page.context.close()
    assert {place: what for place, what in found.items() if what} == {}


def search(page: Page) -> None:
    if page.viewport_size and page.viewport_size["width"] < 960:
        page.locator("label[for=__search].md-header__button").click()
    page.locator("[name=query]").click()
    page.keyboard.insert_text("network")
    page.locator(".md-search-result__link").first.wait_for()
    # What darkens the page grows over it; until it is at rest it is as wide as it will be.
    page.wait_for_function("() => document.documentElement.scrollWidth <= innerWidth")


def menu(page: Page) -> None:
    page.locator("button.dz-menu").click()
    expect(page.locator(".md-nav--primary a[href$='ecosystem.html']")).to_be_in_viewport()


def card(page: Page) -> None:
    number = page.locator("p data[data-status='derived']").first
    number.scroll_into_view_if_needed()
    number.click()
    page.locator(".dz-card").wait_for()


def tools(page: Page) -> None:
    page.keyboard.press("Escape")
    expect(page.locator(".dz-card")).to_have_count(0)
    page.locator("figure details").evaluate_all("all => all.forEach(one => one.open = true)")


def network(page: Page) -> None:
    page.locator("figure[data-network] .dz-figure__open").click()
    page.locator("figure[data-network].dz-figure--live").wait_for()


# What is done, where it then shows, and, unless the page may stay as it is, on which chapter.
STATES: dict[str, tuple[Callable[[Page], None], str, str]] = {
    "card": (card, ".dz-card", "enterprises"),
    "tools": (tools, "article", ""),
    "search": (search, ".md-search", "enterprises"),
    "network": (network, "figure[data-network]", "model"),
}


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_nothing_that_one_opens_is_cut_off_or_lies_on_another(
    real_site: Served, faced: Browser, language: str, width: int
) -> None:
    page = visit(faced, width=width, reduced_motion="reduce").page
    on_a_phone = {"menu": (menu, ".md-nav--primary", "enterprises")} if width == 360 else {}
    found = {}
    for name, (act, within, chapter) in (STATES | on_a_phone).items():
        if chapter:
            page.goto(real_site.url(f"{language}/2024/{chapter}.html"))
        act(page)
        found[name] = wrong(page, within)
    page.context.close()
    assert {name: what for name, what in found.items() if what} == {}


@pytest.mark.parametrize(
    ("html", "what"),
    [
        ("<p>as it should be", ""),
        ("<p style='width: 40px; overflow: hidden; white-space: nowrap'>too long", "cut off"),
        ("<div style='height: 8px; overflow: hidden'><p>too low</div>", "cut off"),
        ("<input placeholder='all that is there' style='width: 50px'>", "cut off"),
        ("<p style='width: 40px; white-space: nowrap'><b>too long</b>", "sticks out"),
        ("<p style='margin: 0'>one<p style='margin: -1lh 0 0'>two", "overlap"),
        ("<p style='width: 3000px'>wide", "sideways"),
    ],
)
def test_what_is_wrong_is_seen(chromium: Browser, html: str, what: str) -> None:
    page = chromium.new_page()
    page.set_content(f"<!doctype html>{html}")
    seen = wrong(page)
    page.close()
    assert [one.partition(":")[0] for one in seen] == ([what] if what else [])
