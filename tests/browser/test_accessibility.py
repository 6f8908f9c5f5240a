"""axe-core on the sample's every page and on pages of every kind of the real site; the keyboard.

`make bench` looks at every page of the real site in every way that it may stand.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.browser.audit import audit, pages
from tests.browser.visit import Served, visit
from tests.conftest import some_or_all

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LANGUAGES = ("zh", "en")
KINDS = ("zh/index.html", "en/2024/index.html", "zh/2024/across.html", "404.html")
LOADED = (
    *("en/2023/resources.html", "en/2024/differences.html", "en/glossary.html"),
    *("en/2021/ecosystem.html", "zh/2021/sectors.html", "zh/2022/policy.html"),
)


def wrong(found: dict[str, list[str]]) -> dict[str, list[str]]:
    return {state: rules for state, rules in found.items() if rules}


@some_or_all(2)
@pytest.mark.parametrize("turn", [0, 1], ids=LANGUAGES)
def test_no_page_violates_a_rule(
    small_site: Served, chromium: Browser, turn: int, one_of: int
) -> None:
    looked = {}
    # Figures' own pages differ in their figure alone, which the chapters show too: two will do.
    alone = [path for path in small_site.pages() if "/embed/" in path]
    left_out = set(alone) - {alone[0], alone[-1]}
    wanted = (f"{LANGUAGES[turn]}/", "404")
    known = [path for path in pages(small_site) if path.startswith(wanted)]
    # Both languages have the same pages: each is looked at in one of them, by turns, or in both.
    for path in known[turn % one_of :: one_of]:
        if path not in left_out:
            looked |= audit(chromium, small_site, path, thorough=False)
    assert len(looked) >= 10 / one_of
    assert wrong(looked) == {}


@pytest.mark.parametrize("path", KINDS)
def test_no_kind_of_page_violates_a_rule_in_any_state(
    real_site: Served, chromium: Browser, path: str
) -> None:
    looked = audit(chromium, real_site, path)
    assert len(looked) >= 2
    assert wrong(looked) == {}


@pytest.mark.parametrize("path", LOADED)
def test_no_kind_of_page_violates_a_rule(real_site: Served, chromium: Browser, path: str) -> None:
    assert wrong(audit(chromium, real_site, path, thorough=False)) == {}


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


# What the Tab key is to reach, as far as it is in sight and not a menu's inside.
REACHABLE = """() => [...document.querySelectorAll(
        "a[href], button, input, summary, textarea, [tabindex='0']")]
    .filter(e => e.tabIndex >= 0 && !e.disabled && !e.hidden)
    .filter(e => e.checkVisibility({ visibilityProperty: true }))
    .map((e, place) => { e.dataset.walk = place; return place; })"""

# Where the keyboard is, and whether one can see it: its own ring, or one drawn around it.
FOCUS = """() => {
    const at = document.activeElement;
    if (!at || at === document.body) return null;
    const style = getComputedStyle(at), around = getComputedStyle(at, "::after");
    const ring = [style, around].some(s => s.outlineStyle !== "none" && s.outlineWidth !== "0px");
    return { walk: at.dataset.walk ?? "", ring: ring || style.boxShadow !== "none"
        || at.matches("input"), what: at.outerHTML.slice(0, 120) };
}"""


@pytest.mark.parametrize("width", [1280, 360])
def test_the_tab_key_reaches_everything_and_is_seen(
    small_site: Served, chromium: Browser, width: int
) -> None:
    page = visit(chromium, width=width).page
    page.goto(small_site.url(f"zh/{small_site.edition()}/enterprises.html"))
    page.wait_for_function("() => document.querySelectorAll('article data[tabindex]').length")
    skip = page.locator(".md-skip")
    assert skip.inner_text() == "跳到正文"
    start = skip.get_attribute("href") or ""
    assert page.locator(start).evaluate("e => e.tagName") == "H1"
    wanted = set(map(str, page.evaluate(REACHABLE)))
    seen: set[str] = set()
    unseen = []
    for _ in range(3 * len(wanted)):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS)
        if focus is None:
            break
        if not focus["ring"]:
            unseen.append(focus["what"])
        seen.add(focus["walk"])
    else:
        pytest.fail("the keyboard is caught")
    assert len(wanted) > 20
    missed = page.evaluate(
        "missed => missed.map(m => document.querySelector(`[data-walk='${m}']`)?.outerHTML"
        ".slice(0, 120))",
        sorted(wanted - seen),
    )
    assert missed == []
    assert unseen == []
