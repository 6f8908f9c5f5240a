"""axe-core on every page: both languages, light and dark, also with everything opened."""

from __future__ import annotations

from pathlib import Path

import axe_core_python
import pytest
from playwright.sync_api import Browser, Page

from tests.browser.visit import Served, visit

pytestmark = [pytest.mark.browser, pytest.mark.slow]

AXE = (Path(axe_core_python.__file__).parent / "axe.min.js").read_text("utf-8")
RUN = """async () => (await axe.run(document, { resultTypes: ["violations"] })).violations.map(
    (v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => n.target.join(" ")).join(" | ")}`)"""


def violations(page: Page) -> list[str]:
    """Return what axe finds on the open page, by rule, with the first places."""
    page.evaluate(AXE)
    found: list[str] = page.evaluate(RUN)
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_page_violates_a_rule(
    small_site: Served, chromium: Browser, language: str, scheme: str
) -> None:
    page = visit(chromium, color_scheme=scheme).page
    found = {}
    # Figures' own pages differ in their figure alone, which the chapters show too: two will do.
    alone = [path for path in small_site.pages() if "/embed/" in path]
    left_out = set(alone) - {alone[0], alone[-1]}
    for path in [*(path for path in small_site.pages() if path not in left_out), "404.html"]:
        if path.startswith(f"{language}/") or path == "404.html":
            page.goto(small_site.url(path))
            # Open figures' bars, so that what they hold is looked at too.
            page.evaluate("document.querySelectorAll('.dz-tool').forEach((d) => d.open = true)")
            if wrong := violations(page):
                found[path] = wrong
    assert found == {}


def test_a_figures_bar_is_reached_and_opened_by_keyboard(
    small_site: Served, chromium: Browser
) -> None:
    page = visit(chromium).page
    page.goto(small_site.url(f"en/{small_site.edition()}/enterprises.html"))
    page.locator(".dz-figure__open").first.focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    page.keyboard.press("Enter")
    assert page.locator(".dz-tool").first.get_attribute("open") is not None
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.classList.contains('dz-table__scroll')")
