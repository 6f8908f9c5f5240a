"""axe-core over a page in every way that it may stand: schemes, languages, bars, cards, charts.

Both colour schemes are looked at in one load. Rows of a table, terms of the glossary, lines of the
contents and bars of figures are each made alike by one function: twelve of each stay, and the bars
of three figures are opened, since axe's time grows faster than their number.
"""

from __future__ import annotations

from collections.abc import Iterator

from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import violations
from tests.browser.visit import Served, visit

SCHEMES = ("light", "dark")

# Bars of one figure close one another, as long as they share a name.
_OPEN = """() => {
    const many = ["tbody tr:nth-child(n+13)", ".dz-entry:nth-of-type(n+13)",
        ".dz-entry:nth-of-type(n+13) ~ p", ".md-nav--secondary li:nth-child(n+13)"];
    for (const one of document.querySelectorAll(many.join())) one.remove();
    for (const bars of [...document.querySelectorAll(".dz-tools")].slice(0, 3))
        for (const bar of bars.querySelectorAll(".dz-tool")) {
            bar.removeAttribute("name");
            bar.open = true;
        }
}"""

QUERY = {"zh": "分析", "en": "analysis"}


def pages(site: Served) -> list[str]:
    """Return every page of a site, the one for no page included."""
    return [*site.pages(), "404.html"]


def audit(browser: Browser, site: Served, path: str, thorough: bool = True) -> dict[str, list[str]]:
    """Return what axe finds on one page: way of standing and scheme -> violations, none left out.

    Without `thorough` the page is looked at as it loads, with all its bars open.
    """
    visited = visit(browser, reduced_motion="reduce")
    page = visited.page
    page.goto(site.url(path))
    found = {}
    for state in _states(page, site, path) if thorough else _opened(page):
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            found[f"{path} {state} {scheme}"] = violations(page)
    assert visited.complaints == [], path
    page.context.close()
    return found


def _states(page: Page, site: Served, path: str) -> Iterator[str]:
    yield from _opened(page)
    if page.locator("[data-read=both]").count():
        yield from _languages(page, site, path)
    if page.locator("script[data-values]").count():
        yield from _cards(page, site, path)
    if page.locator("figure[data-chart]").count():
        yield from _charts(page, site, path)
    if path.endswith("/index.html"):
        yield from _menus(page, site, path)


def _opened(page: Page) -> Iterator[str]:
    page.evaluate(_OPEN)
    yield "opened"


def _languages(page: Page, site: Served, path: str) -> Iterator[str]:
    page.goto(site.url(f"{path}?read=both"))
    expect(page.locator("[data-read=both]")).to_have_attribute("aria-pressed", "true")
    page.evaluate(_OPEN)
    yield "both"


def _cards(page: Page, site: Served, path: str) -> Iterator[str]:
    page.goto(site.url(path))
    if page.locator("article data[data-of]").count():
        page.wait_for_function("() => document.querySelectorAll('article data[tabindex]').length")
    page.evaluate(_OPEN)
    for name, asker in (("number", "article :is(p, td) data"), ("term", "article a.dz-term")):
        if page.locator(asker).count():
            page.locator(asker).first.focus()
            page.keyboard.press("Shift")
            page.locator(asker).first.evaluate("e => e.blur()")
            page.locator(asker).first.hover()
            expect(page.locator(".dz-card")).to_be_visible()
            if name == "number":
                yield "line of a number"
                page.locator(asker).first.click()
                expect(page.locator(".dz-card__cite")).to_be_visible()
            yield f"card of a {name}"
            page.keyboard.press("Escape")


def _charts(page: Page, site: Served, path: str) -> Iterator[str]:
    page.goto(site.url(path))
    buttons = page.locator("button.dz-figure__open")
    for _ in range(buttons.count()):
        left = buttons.count()
        buttons.first.evaluate("button => button.click()")
        expect(buttons).to_have_count(left - 1)
    yield "charts"


def _menus(page: Page, site: Served, path: str) -> Iterator[str]:
    page.goto(site.url(path))
    menu = page.locator("details.dz-editions summary")
    if menu.count():
        menu.click()
        yield "editions"
        page.keyboard.press("Escape")
    page.locator("[name=query]").click()
    page.keyboard.insert_text(QUERY[path.split("/")[0]])
    expect(page.locator(".md-search-result__link").first).to_be_visible()
    yield "search"
