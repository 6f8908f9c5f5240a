"""Bench rows of the reader's site: accessibility, weight, movement, first paint, search.

Everything on the finished real site (`make report`), in headless Chromium. A row without a peer
has a `value`, its unit and, where the project has set one, the bound `at_most`.
"""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import Browser, expect, sync_playwright

from tests.bench import site_pages
from tests.browser.audit import audit, pages
from tests.browser.visit import BASE, Served
from tests.chromium import launch

ROOT = Path(__file__).parents[2]
WORK = ROOT / "build" / "site"
SITE = ROOT / "site"
LANGUAGES = ("zh", "en")
EDITION = "2024"
# The longest chapter and a middling one, each in one language.
COMPARED = (("zh", "2024/ecosystem.html"), ("en", "2023/clusters.html"))
LOADS = 25
QUERIES = {"zh": "网络分析", "en": "network"}

# From the key to the first result in sight, as a reader waits for it.
_TIMED = """() => {
    const list = document.querySelector(".md-search-result__list");
    document.querySelector("[name=query]").addEventListener("keydown", () => {
        window.pressed = performance.now();
    });
    new MutationObserver(() => {
        if (list.querySelector("a") && !window.shown) window.shown = performance.now();
    }).observe(list, { childList: true, subtree: true });
}"""


def rows() -> Iterator[dict[str, Any]]:
    """Measure the finished site; `make report` has to have built it."""
    folders = {BASE: SITE}
    for language in LANGUAGES:
        target = ROOT / "build" / "bench" / f"plain-{language}"
        site_pages.plain(WORK, language, SITE, target)
        folders[f"/plain-{language}/"] = target
    with (
        TemporaryDirectory() as faces,
        site_pages.served(folders) as (origin, sent),
        sync_playwright() as playwright,
    ):
        browser = launch(playwright, Path(faces))
        site = Served(SITE, origin)
        yield from _weight(browser, site)
        yield from _movement(browser, site)
        yield from _beside(browser, site)
        yield from _search(browser, site, sent)
        yield _accessible(browser, site)
        browser.close()


def _chapters(site: Served) -> list[str]:
    """Return every page with an article of its own: chapters and glossaries."""
    return [path for path in site.pages() if (SITE / path).with_suffix(".text.js").is_file()]


def _accessible(browser: Browser, site: Served) -> dict[str, Any]:
    paths = pages(site)
    wrong: dict[str, list[str]] = {}
    states = 0
    for path in paths:
        looked = audit(browser, site, path)
        states += len(looked)
        wrong |= {state: rules for state, rules in looked.items() if rules}
    return {
        "name": "site.axe.violations",
        "value": sum(map(len, wrong.values())),
        "unit": f"in {len(paths)} pages, {states} states",
        "at_most": 0,
        "found": wrong,
    }


def _weight(browser: Browser, site: Served) -> list[dict[str, Any]]:
    loaded = {path: site_pages.load(browser, site.url(path)) for path in _chapters(site)}
    path, largest = max(loaded.items(), key=lambda one: one[1].bytes)
    median = statistics.median(one.bytes for one in loaded.values())
    return [
        {
            "name": "site.chapter.bytes",
            "value": largest.bytes,
            "unit": f"B, {largest.files} files: {path}, the largest of {len(loaded)}",
            "at_most": 250_000,
            "median": median,
        }
    ]


def _movement(browser: Browser, site: Served) -> list[dict[str, Any]]:
    moved = {
        (path, width): site_pages.shift(browser, site.url(path), width)
        for path in _chapters(site)
        for width in (1280, 360)
    }
    worst = max(moved, key=lambda key: moved[key][0])
    return [
        {
            "name": "site.chapter.shift.figures",
            "value": round(max(figures for _, figures in moved.values()), 4),
            "unit": f"CLS, {len(moved)} readings at two widths",
            "at_most": 0,
        },
        {
            "name": "site.chapter.shift",
            "value": round(moved[worst][0], 4),
            "unit": f"CLS of everything, worst: {worst[0]} at {worst[1]} px",
        },
    ]


def _beside(browser: Browser, site: Served) -> list[dict[str, Any]]:
    """Load ours and the plain page in turn, the processor slowed; the medians are compared."""
    found = []
    for language, path in COMPARED:
        addresses = (
            site.url(f"{language}/{path}"),
            f"{site.origin}/plain-{language}/{path}",
        )
        runs: list[list[site_pages.Loaded]] = [[], []]
        for turn in range(LOADS):
            for which in (0, 1) if turn % 2 else (1, 0):
                one = site_pages.load(browser, addresses[which], site_pages.THROTTLE)
                runs[which].append(one)
        for name in ("fcp", "tbt"):
            ours, peer = (
                statistics.median(getattr(one, name) for one in side) / 1000 for side in runs
            )
            found.append(
                {
                    "name": f"site.{name}.{language}.{Path(path).stem}",
                    "ours_s": round(ours, 3),
                    "peer": "plain Material, same text",
                    "peer_s": round(peer, 3),
                    "ratio": round(peer / ours, 3) if ours else 1.0,
                    "peak_mb": 0,
                    # Ours may take 1.2 times as long.
                    "at_least": round(1 / 1.2, 3),
                    "note": f"median of {LOADS}, {site_pages.THROTTLE}× slower processor; "
                    f"{runs[0][0].bytes} B, peer {runs[1][0].bytes} B",
                }
            )
    return found


def _search(browser: Browser, site: Served, sent: Counter[str]) -> list[dict[str, Any]]:
    """Type a query letter by letter: the first key fetches the words, the last finds."""
    slowest = 0.0
    bytes_of = {}
    for language in LANGUAGES:
        page = browser.new_context().new_page()
        page.goto(site.url(f"{language}/{EDITION}/index.html"))
        page.wait_for_load_state("networkidle")
        before = sent.total()
        page.locator("[name=query]").click()
        page.evaluate(_TIMED)
        query = QUERIES[language]
        for position, letter in enumerate(query):
            page.evaluate("window.shown = 0")
            page.evaluate("document.querySelector('.md-search-result__list').replaceChildren()")
            page.evaluate("window.pressed = performance.now()")
            page.keyboard.insert_text(letter)
            page.wait_for_function("() => window.shown > 0")
            if position:
                took = page.evaluate("window.shown - window.pressed")
                slowest = max(slowest, took)
        expect(page.locator(".md-search-result__link").first).to_be_visible()
        bytes_of[language] = sent.total() - before
        page.context.close()
    return [
        {
            "name": "site.search.first_result",
            "value": round(slowest),
            "unit": "ms from the key, the slowest of all keys",
            "at_most": 100,
        },
        {
            "name": "site.search.first_query.bytes",
            "value": max(bytes_of.values()),
            "unit": f"B, {', '.join(f'{one} {size}' for one, size in bytes_of.items())}",
        },
    ]
