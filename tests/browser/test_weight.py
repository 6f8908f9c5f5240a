"""What a chapter costs before anybody touches it: files, bytes on the wire, the first picture."""

from __future__ import annotations

import gzip
from typing import Literal

import pytest
from playwright.sync_api import Browser, Route

from tests.browser.visit import Served, visit

pytestmark = pytest.mark.browser

LIMIT = 250_000


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_chapter_weighs_little_before_it_is_touched(
    small_site: Served, chromium: Browser, language: str
) -> None:
    visited = visit(chromium)
    bodies: list[int] = []
    visited.page.on("response", lambda r: bodies.append(len(gzip.compress(r.body()))))
    visited.page.goto(small_site.url(f"{language}/{small_site.edition()}/ecosystem.html"))
    visited.page.wait_for_load_state("networkidle")
    assert len(bodies) > 3
    assert sum(bodies) <= LIMIT
    code = sorted(
        url.rpartition("/")[2] for url in visited.requests if url.endswith((".css", ".js"))
    )
    assert code == ["page.css", "page.js", "scheme.js", "search.js"]


PAINTED = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime"
GROUND = "getComputedStyle(document.body).backgroundColor"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_header_is_painted_first_and_in_the_systems_colours(
    real_site: Served, chromium: Browser, scheme: Literal["light", "dark"]
) -> None:
    page = visit(chromium, color_scheme=scheme).page
    held: list[Route] = []
    page.route("**/scheme.js", lambda route: held.append(route))
    page.goto(real_site.url(f"en/{real_site.edition()}/ecosystem.html"), wait_until="commit")
    # The script that colours the page is late; the header does not wait for the article.
    page.wait_for_function(f"() => {PAINTED} > 0")
    early = page.evaluate(GROUND)
    assert page.locator("header").is_visible()
    assert page.locator("article").count() == 0
    held[0].continue_()
    page.wait_for_load_state("load")
    assert page.evaluate(GROUND) == early
    assert page.locator("article").is_visible()
