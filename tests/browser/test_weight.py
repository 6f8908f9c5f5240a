"""What a chapter costs before anybody touches it: bytes on the wire, compressed."""

from __future__ import annotations

import gzip

import pytest
from playwright.sync_api import Browser

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
