"""Numbers and terms answer: by mouse, finger and keyboard, and every one of them has an answer."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.visit import Served, Visit, visit

pytestmark = pytest.mark.browser

NUMBER = "article p data[data-of='enterprises_by_province.beijing.share']"
CARD = ".dz-card"


def opened(site: Served, visited: Visit, language: str = "zh", query: str = "") -> Locator:
    """Open the chapter on enterprises; return its first number that a card explains."""
    page = visited.page
    page.goto(site.url(f"{language}/{site.edition()}/enterprises.html{query}"))
    page.wait_for_function("() => document.querySelectorAll('article data[tabindex]').length")
    number = page.locator(NUMBER).first
    number.scroll_into_view_if_needed()
    return number


def focus_by_keyboard(page: Page, number: Locator) -> None:
    """Focus a number as the Tab key does."""
    page.keyboard.press("Shift")
    number.evaluate("n => { n.tabIndex = 0; n.focus({ focusVisible: true }); }")


def answers_of(site: Served, path: str) -> dict[str, Any]:
    script = (site.folder / path.replace(".html", ".values.js")).read_text("utf-8")
    content: dict[str, Any] = json.loads(script.partition("]=")[2].rstrip(";\n"))
    return content


def test_every_number_and_term_of_the_report_has_its_answer(built_site: Path) -> None:
    site = Served(built_site, "")
    asked = 0
    for path in site.pages():
        html = (site.folder / path).read_text("utf-8")
        if "data-values=" not in html:
            continue
        found = answers_of(site, path)
        article = html.partition("<article")[2].partition("</article>")[0]
        for number, address in re.findall(r'<data value="([^"]*)" data-of="([^"]*)"', article):
            kind, text, of, *rare = found["numbers"][f"{unescape(address)}={number}"]
            unit, status, figure, source, _ = found["kinds"][kind]
            assert text, (path, address)
            assert status, (path, address)
            assert unit, (path, address)
            assert found["sources"][source], (path, address)
            assert "{number}" in found["figures"][figure][2], (path, address)
            assert of or rare[0]["formula"], (path, address)
            asked += 1
        for term in re.findall(r'data-term="([^"]*)"', article):
            assert term in found["terms"], (path, term)
    assert asked > 500


def test_answers_are_fetched_when_somebody_asks(site: Served, chromium: Browser) -> None:
    visited = visit(chromium)
    number = opened(site, visited)
    assert not any(url.endswith(".values.js") for url in visited.requests)
    number.hover()
    expect(visited.page.locator(CARD)).to_be_visible()
    assert sum(url.endswith(".values.js") for url in visited.requests) == 1


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_resting_mouse_gets_one_line_a_click_the_card(
    site: Served, chromium: Browser, language: str
) -> None:
    visited = visit(chromium)
    page = visited.page
    number = opened(site, visited, language)
    number.hover()
    card = page.locator(CARD)
    expect(card).to_contain_text({"zh": "公布值", "en": "published"}[language])
    expect(card.locator("a, button")).to_have_count(0)
    box = card.bounding_box()
    assert box is not None
    assert box["height"] < 60
    page.mouse.move(5, 5)
    expect(card).to_have_count(0)
    number.click()
    expect(card).to_contain_text("29.04%")
    expect(card).to_contain_text({"zh": "公布值", "en": "published"}[language])
    expect(card).to_contain_text({"zh": "来源", "en": "Source"}[language])
    figure = card.locator("a[href*='#enterprises_by_province']").first
    assert figure.get_attribute("href") == "enterprises.html#enterprises_by_province"
    # The same quantity through the editions: itself, the others as links, and the break between.
    series = card.locator(".dz-card__editions")
    expect(series.locator("[aria-current]")).to_contain_text("29.04%")
    expect(series.locator("a[href^='../20']").first).to_be_visible()
    expect(series).to_contain_text({"zh": "口径有变：", "en": "Break in series: "}[language])
    # It stays until it is sent away.
    page.mouse.move(5, 5)
    page.wait_for_timeout(400)
    expect(card).to_be_visible()
    page.keyboard.press("Escape")
    expect(card).to_have_count(0)
    assert visited.complaints == []
    assert visited.outside(site.origin) == []


def test_the_keyboard_reaches_numbers_one_stop_per_paragraph(
    site: Served, chromium: Browser
) -> None:
    visited = visit(chromium)
    page = visited.page
    number = opened(site, visited)
    stops = page.evaluate(
        """() => [...document.querySelectorAll("article :is(p, table, li):has(data)")]
            .filter(g => !g.closest("table") || g.matches("table"))
            .map(g => g.querySelectorAll('data[tabindex="0"]').length)"""
    )
    assert set(stops) == {1}
    focus_by_keyboard(page, number)
    card = page.locator(CARD)
    expect(card).to_be_visible()
    assert number.get_attribute("aria-describedby") == "dz-card-about"
    assert number.get_attribute("aria-expanded") == "true"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.closest('.dz-card') !== null")
    page.keyboard.press("Escape")
    expect(card).to_have_count(0)
    assert number.evaluate("n => n === document.activeElement")
    assert number.get_attribute("aria-expanded") == "false"


def test_arrows_lead_through_a_table(small_site: Served, chromium: Browser) -> None:
    visited = visit(chromium)
    page = visited.page
    opened(small_site, visited)
    first = page.locator("article .dz-table tbody data").first
    focus_by_keyboard(page, first)
    where = "() => document.activeElement.closest('tr').rowIndex"
    row = page.evaluate(where)
    page.keyboard.press("ArrowDown")
    assert page.evaluate(where) == row + 1
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.dataset.of").endswith(".share")
    assert page.locator("article .dz-table tbody data[tabindex='0']").count() == 1


def test_a_tap_opens_a_sheet_that_leaves_the_number_in_sight(
    site: Served, chromium: Browser
) -> None:
    visited = visit(chromium, width=360, height=740, has_touch=True, is_mobile=True)
    page = visited.page
    number = opened(site, visited)
    number.tap()
    card = page.locator(CARD)
    expect(card).to_be_visible()
    page.wait_for_timeout(100)
    box, sheet = number.bounding_box(), card.bounding_box()
    assert box is not None
    assert sheet is not None
    assert box["y"] + box["height"] <= sheet["y"]
    card.get_by_role("button", name="关闭").tap()
    expect(card).to_have_count(0)


def test_a_citation_is_copied_with_the_address(site: Served, chromium: Browser) -> None:
    visited = visit(chromium, permissions=["clipboard-read", "clipboard-write"])
    page = visited.page
    opened(site, visited, "en").click()
    page.get_by_role("button", name="Copy citation").click()
    expect(page.locator(".dz-card__said")).to_have_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("29.04% (Beijing · Share). From: ")
    place = page.locator(NUMBER).first.evaluate("n => n.closest('[id]').id")
    assert copied.endswith(f"/en/{site.edition()}/enterprises.html#{place}")


@pytest.mark.parametrize(
    ("status", "told"),
    [
        ("modelled", "29.04% (Beijing · Share) (Modelled value, not published). From: "),
        ("estimated", "29.04% (Beijing · Share) (Estimated from a sample). From: "),
    ],
)
def test_a_citation_says_what_was_not_published(
    site: Served, chromium: Browser, status: str, told: str
) -> None:
    visited = visit(chromium, permissions=["clipboard-read", "clipboard-write"])
    page = visited.page
    number = opened(site, visited, "en")
    number.evaluate("(one, status) => { one.dataset.status = status; }", status)
    number.click()
    page.get_by_role("button", name="Copy citation").click()
    expect(page.locator(".dz-card__said")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()").startswith(told)


def test_what_is_copied_says_what_its_marks_mean(small_site: Served, chromium: Browser) -> None:
    visited = visit(chromium, permissions=["clipboard-read", "clipboard-write"])
    page = visited.page
    opened(small_site, visited, "en")
    page.locator("#provinces-table tbody tr").first.select_text()
    page.keyboard.press("Control+c")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.split("\t")[:3] == [
        "Beijing",
        "1,252 (Modelled value, not published)",
        "29.04%",
    ]
    page.locator("h2#regions").select_text()
    page.keyboard.press("Control+c")
    assert page.evaluate("navigator.clipboard.readText()").strip() == "Regions"
    assert visited.complaints == []


def test_side_by_side_each_number_answers_in_its_language(site: Served, chromium: Browser) -> None:
    visited = visit(chromium)
    page = visited.page
    opened(site, visited, "zh", "?read=both")
    expect(page.locator("article .dz-twin").first).to_be_visible()
    twin = page.locator(".dz-twin data[data-of='enterprises_by_province.beijing.share']").first
    page.locator(NUMBER).first.hover()
    expect(twin).to_have_class("dz-lit")
    twin.click()
    card = page.locator(CARD)
    expect(card).to_contain_text("published")
    expect(card).to_have_attribute("lang", "en")
    assert visited.complaints == []


def test_cards_work_from_the_file_system(site: Served, chromium: Browser) -> None:
    visited = visit(chromium)
    page = visited.page
    page.goto((site.folder / "en" / site.edition() / "enterprises.html").as_uri())
    page.locator(NUMBER).first.click()
    expect(page.locator(CARD)).to_contain_text("29.04%")
    assert visited.complaints == []


def test_the_first_use_of_a_term_explains_itself(site: Served, chromium: Browser) -> None:
    visited = visit(chromium)
    page = visited.page
    opened(site, visited)
    terms = page.locator("article a.dz-term")
    ids = terms.evaluate_all("links => links.map(link => link.dataset.term)")
    assert len(ids) == len(set(ids)) > 0
    inside = "article :is(h1, h2, h3, h4, figure, data) a.dz-term, a a.dz-term"
    assert page.locator(inside).count() == 0
    term = terms.first
    term.hover()
    card = page.locator(CARD)
    expect(card).to_contain_text(term.inner_text())
    page.keyboard.press("Escape")
    term.click()
    page.wait_for_url(f"**/zh/glossary.html#{ids[0]}")
    assert page.locator(f"[id='{ids[0]}']").count() == 1


def test_without_answers_a_number_is_still_a_number(site: Served, chromium: Browser) -> None:
    visited = visit(chromium)
    page = visited.page
    page.route("**/*.values.js", lambda route: route.abort())
    number = opened(site, visited)
    number.click()
    page.wait_for_timeout(100)
    expect(page.locator(CARD)).to_have_count(0)
    expect(number).to_have_text("29.04%")


def test_the_menu_of_editions_keeps_the_figure(small_site: Served, chromium: Browser) -> None:
    visited = visit(chromium)
    page = visited.page
    page.goto(small_site.url("en/2024/enterprises.html#enterprises_by_province"))
    page.locator(".dz-editions summary").click()
    link = page.locator(".dz-editions a[href*='2023']")
    expect(link).to_have_attribute("href", re.compile("2023/enterprises.html#enterprises_by"))
    link.click()
    page.wait_for_url("**/2023/enterprises.html#enterprises_by_province")
    # A chapter that the other edition lacks leads to its front page, a heading it has to that.
    page.goto(small_site.url("en/2024/ecosystem.html#network"))
    page.locator(".dz-editions summary").click()
    page.wait_for_function("() => self.duizhaoPlaces")
    expect(link).to_have_attribute("href", re.compile("2023/index.html$"))
