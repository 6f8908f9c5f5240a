"""The acceptance set of the search: every name, caption and organisation finds its page.

Each query must have its page among the first three results, in both languages; the whole set
runs on the finished index in one browser page.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from duizhao.project import glossary
from tests.browser.visit import Served, visit
from tests.conftest import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.slow]

# Ask the search as Material's box does, and return each query's first three results.
ASK = """async ({ assets, queries, stub }) => {
  const load = (url) => new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = url; script.onload = done; script.onerror = failed;
    document.head.append(script);
  });
  await load(assets + "search.js");
  let give;
  const hear = duizhaoSearch(async (address) => {
    await load(new URL(address, assets + "search.js").href);
    return self.duizhaoText;
  }, (message) => give(message));
  const ask = (message) => new Promise((done, failed) => {
    give = done;
    hear(message).catch(failed);
  });
  await ask({ type: 0, data: { config: { ...stub.config, others: [] } } });
  await ask({ type: 2, data: queries[0] });
  const found = {};
  for (const query of queries) {
    const answer = await ask({ type: 2, data: query });
    const places = answer.data.items.slice(0, 3)
      .map((one) => one.map((part) => part.location.replace(/[?][^#]*/, "")));
    found[query] = places;
  }
  return found;
}"""


def wanted(folder: Path, language: str) -> Iterator[tuple[str, set[str]]]:
    """Yield each query with the places or pages of which one must be found."""
    text = (folder / language / "search" / "text.js").read_text("utf-8")
    pages = json.loads(text.removeprefix("self.duizhaoText=").removesuffix(";\n"))["pages"]
    words = {
        page["location"]: " ".join(f"{title} {body}" for _, title, body in page["sections"])
        for page in pages
    }
    for term in glossary.load(ROOT).value:
        if term.entry.definition:
            places = {f"glossary.html#{term.id}"}
        else:
            said = [one.lower() for one in (term.name(language), *term.entry.spellings(language))]
            places = {page for page, body in words.items() if any(s in body.lower() for s in said)}
        for code in ("zh", "en"):
            for name in (term.name(code), *term.entry.spellings(code)):
                yield name, places
    for page in pages:
        for place, title, _ in page["sections"]:
            caption = title.replace("\u00a0", " ").split(" ", 2 if language == "en" else 1)[-1]
            if place and title[:1] in "图表FT" and any(c.isdigit() for c in title[:10]):
                yield (
                    caption,
                    {
                        other["location"]
                        for other in pages
                        if any(section[1] == title for section in other["sections"])
                    },
                )


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_name_and_caption_finds_its_page(
    real_site: Served, chromium: Browser, language: str
) -> None:
    expected: dict[str, set[str]] = {}
    for query, places in wanted(real_site.folder, language):
        expected.setdefault(query, set()).update(places)
    page = visit(chromium).page
    page.goto(real_site.url(f"{language}/glossary.html"))
    stub = json.loads(
        (real_site.folder / language / "search" / "search_index.json").read_text("utf-8")
    )
    found = page.evaluate(
        ASK, {"assets": real_site.url("assets/"), "queries": list(expected), "stub": stub}
    )
    lost = {
        query: found[query]
        for query, places in expected.items()
        if not any(
            place in places or place.partition("#")[0] in places
            for places_found in found[query]
            for place in places_found
        )
    }
    assert len(expected) > 500
    assert lost == {}


# How soon the first result stands there after the key is a row of the bench: `tests/bench/site.py`.
@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_a_first_query_fetches_is_small(real_site: Served, language: str) -> None:
    editions = len(list((ROOT / "report").glob("*.yml")))
    text = (real_site.folder / language / "search" / "text.js").read_bytes()
    code = (real_site.folder / "assets" / "search.js").read_bytes()
    assert len(gzip.compress(text)) + len(gzip.compress(code)) <= 50_000 * editions


def test_the_other_language_and_the_editions_are_offered(site: Served, chromium: Browser) -> None:
    visited = visit(chromium)
    page = visited.page
    page.goto(site.url("en/index.html"))
    page.locator("[name=query]").click()
    page.keyboard.insert_text("技术赋能")
    offer = page.locator(".dz-also a")
    expect(offer).to_contain_text("Also in Chinese")
    editions = page.locator(".dz-also__editions button")
    assert editions.count() >= 3
    editions.nth(1).click()
    expect(editions.nth(1)).to_have_attribute("aria-pressed", "true")
    year = editions.nth(1).inner_text()
    for link in page.locator(".md-search-result__link").all():
        assert f"/{year}/" in (link.get_attribute("href") or "")
    offer.click()
    page.wait_for_url("**/zh/index.html?q=*")
    expect(page.locator(".md-search-result__link").first).to_be_visible()
    assert visited.complaints == []


@pytest.mark.parametrize("words", ["qws", "bei-jing", "a.b*(c"])
def test_initials_find_and_odd_signs_do_no_harm(
    small_site: Served, chromium: Browser, words: str
) -> None:
    visited = visit(chromium)
    page = visited.page
    page.goto(small_site.url("zh/index.html"))
    page.locator("[name=query]").click()
    page.keyboard.insert_text(words)
    if words == "qws":
        link = page.locator(".md-search-result__link[href$='#location_quotient']").first
        expect(link).to_be_visible()
    else:
        page.wait_for_timeout(300)
    assert visited.complaints == []
