"""Two languages of a chapter in one page: the switch, what is shown beside what, what is kept."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.visit import Served, visit

pytestmark = pytest.mark.browser

OTHER = {"zh": "en", "en": "zh"}
TAGS = {"zh": "zh-Hans", "en": "en"}

# Every block of the article with its language, whether it is shown, and its box.
BLOCKS = """() => [...document.querySelectorAll("article > :is(h1, h2, h3, p, ul, ol, blockquote)")]
    .filter(e => !e.matches("[data-search-exclude]"))
    .map(e => {
        const box = e.getBoundingClientRect();
        return { twin: e.matches(".dz-twin"), lang: e.closest("[lang]").lang, tag: e.tagName,
            left: box.left, right: box.right, top: box.top, bottom: box.bottom };
    })"""


def chapter(site: Served, language: str, query: str = "") -> str:
    return site.url(f"{language}/{site.edition()}/enterprises.html{query}")


def both(page: Page) -> None:
    page.locator("[data-read=both]").click()
    expect(page.locator("article .dz-twin").first).to_be_visible()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_block_stands_beside_its_twin(site: Served, chromium: Browser, language: str) -> None:
    visited = visit(chromium, width=1440)
    page = visited.page
    page.goto(chapter(site, language))
    figures = page.locator("article figure").count()
    page.evaluate("window.stayed = true")
    both(page)
    blocks = page.evaluate(BLOCKS)
    own, twins = blocks[::2], blocks[1::2]
    assert len(own) == len(twins) > 5
    for one, twin in zip(own, twins, strict=True):
        assert (one["twin"], twin["twin"]) == (False, True)
        assert one["tag"] == twin["tag"]
        assert (one["lang"], twin["lang"]) == (TAGS[language], TAGS[OTHER[language]])
        assert one["right"] <= twin["left"]
        assert one["top"] < twin["bottom"]
        assert twin["top"] < one["bottom"]
    # Figures stand once, with both captions; numbers in tables are not repeated.
    assert page.locator("article figure").count() == figures
    captions = page.locator("article figure").locator("figcaption, caption")
    for caption in captions.all():
        if caption.inner_text():
            assert caption.locator(".dz-second").get_attribute("lang") == TAGS[OTHER[language]]
    assert page.locator("td.dz-number .dz-second:has(data)").count() == 0
    # A picture of each language, and the files of both.
    for picture in page.locator("article figure picture.dz-picture--twin img").all():
        assert f"/{OTHER[language]}/" in (picture.get_attribute("src") or "")
    files = page.locator("article figure .dz-tools__files .dz-second a")
    assert files.count() > 0
    for file in files.all():
        assert f"/{OTHER[language]}/" in (file.get_attribute("href") or "")
    assert page.evaluate("window.stayed") is True
    repeated = "() => { const ids = [...document.querySelectorAll('[id]')].map(e => e.id);"
    assert page.evaluate(repeated + " return ids.filter((id, i) => ids.indexOf(id) < i); }") == []
    assert visited.complaints == []
    assert visited.outside(site.origin) == []


def test_the_choice_is_in_the_address_and_remembered(site: Served, chromium: Browser) -> None:
    page = visit(chromium).page
    page.goto(chapter(site, "zh"))
    both(page)
    assert page.url.endswith("?read=both")
    page.reload()
    expect(page.locator("article .dz-twin").first).to_be_visible()
    page.goto(chapter(site, "en"))
    expect(page.locator("[data-read=both]")).to_have_attribute("aria-pressed", "true")
    expect(page.locator("article .dz-twin").first).to_be_visible()
    # The language of the page, and not both any more.
    page.locator("a[data-language=en]").click()
    expect(page.locator("article .dz-twin")).to_have_count(0)
    assert page.url.endswith("enterprises.html")
    page.goto(chapter(site, "zh"))
    expect(page.locator("a[data-language=zh]")).to_have_attribute("aria-current", "true")
    expect(page.locator("[data-read=both]")).to_have_attribute("aria-pressed", "false")


def test_a_shared_address_goes_along_without_being_remembered(
    site: Served, chromium: Browser
) -> None:
    page = visit(chromium).page
    page.add_init_script("Storage.prototype.getItem = () => { throw new Error('refused'); }")
    page.goto(chapter(site, "zh", "?read=both"))
    expect(page.locator("article .dz-twin").first).to_be_visible()
    page.locator(".md-nav--primary a[href$='ecosystem.html']").click()
    page.wait_for_url("**/zh/**/ecosystem.html?read=both")
    expect(page.locator("article .dz-twin").first).to_be_visible()


def test_from_both_languages_the_switch_leads_to_the_other_alone(
    site: Served, chromium: Browser
) -> None:
    visited = visit(chromium)
    page = visited.page
    page.goto(chapter(site, "zh"))
    both(page)
    assert page.locator(".dz-languages [aria-current]").count() == 0
    page.locator("a[data-language=en]").click()
    page.wait_for_url(f"**/en/{site.edition()}/enterprises.html*")
    expect(page.locator("a[data-language=en]")).to_have_attribute("aria-current", "true")
    assert page.locator("html").get_attribute("lang") == TAGS["en"]
    page.locator(".md-nav--primary a[href$='ecosystem.html']").click()
    page.wait_for_url(f"**/en/{site.edition()}/ecosystem.html")
    expect(page.locator("article .dz-twin")).to_have_count(0)
    assert visited.complaints == []


def test_a_chart_stands_beside_the_other_languages_picture(
    small_site: Served, chromium: Browser
) -> None:
    visited = visit(chromium, width=1440)
    page = visited.page
    page.goto(chapter(small_site, "zh", "?read=both"))
    figure = page.locator("figure[data-chart]").first
    figure.locator("button.dz-figure__open").click()
    chart = figure.locator(".dz-chart svg").bounding_box()
    twin = figure.locator(".dz-picture--twin img >> visible=true").bounding_box()
    assert chart is not None
    assert twin is not None
    assert chart["x"] + chart["width"] <= twin["x"]
    assert chart["height"] == pytest.approx(twin["height"], abs=4)
    assert visited.complaints == []


def test_on_a_phone_the_twins_are_stacked(site: Served, chromium: Browser) -> None:
    page = visit(chromium, width=360, height=740).page
    page.goto(chapter(site, "en"))
    both(page)
    blocks = page.evaluate(BLOCKS)
    for one, twin in zip(blocks[::2], blocks[1::2], strict=True):
        assert one["bottom"] <= twin["top"] + 1
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_both_languages_print(site: Served, chromium: Browser) -> None:
    page = visit(chromium).page
    page.goto(chapter(site, "zh"))
    both(page)
    page.emulate_media(media="print")
    expect(page.locator("article p.dz-twin").first).to_be_visible()
    expect(page.locator(".dz-languages")).to_be_hidden()
    blocks = page.evaluate(BLOCKS)
    assert blocks[0]["right"] <= blocks[1]["left"]


def test_both_languages_from_the_file_system(site: Served, chromium: Browser) -> None:
    visited = visit(chromium)
    page = visited.page
    page.goto((site.folder / "zh" / site.edition() / "enterprises.html").as_uri())
    both(page)
    assert page.url.endswith("?read=both")
    page.reload()
    expect(page.locator("article .dz-twin").first).to_be_visible()
    assert visited.complaints == []
    assert all(request.startswith(("file:", "data:")) for request in visited.requests)


def test_text_that_cannot_load_leaves_the_page_and_says_so(site: Served, chromium: Browser) -> None:
    page = visit(chromium).page
    page.route("**/*.text.js", lambda route: route.abort())
    page.goto(chapter(site, "en"))
    page.locator("[data-read=both]").click()
    expect(page.locator(".dz-languages [role=status]")).to_contain_text("could not be loaded")
    expect(page.locator("[data-read=both]")).to_have_attribute("aria-pressed", "false")


def test_the_reader_keeps_the_place(site: Served, chromium: Browser) -> None:
    page = visit(chromium).page
    page.goto(chapter(site, "zh"))
    section = page.locator("article h2").nth(1).get_attribute("id")
    heading = page.locator(f"article [id='{section}']")
    heading.evaluate("h => scrollTo(0, h.getBoundingClientRect().top + scrollY - 110)")
    before = heading.evaluate("h => h.getBoundingClientRect().top")
    page.locator("[data-read=both]").evaluate("b => b.click()")
    expect(page.locator("article .dz-twin").first).to_be_attached()
    page.wait_for_timeout(100)
    assert heading.evaluate("h => h.getBoundingClientRect().top") == pytest.approx(before, abs=4)
