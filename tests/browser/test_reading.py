"""A reader's browser on the finished site: it searches, switches, opens charts, works without."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.visit import Served, Visit, visit

pytestmark = pytest.mark.browser


def search(visited: Visit, url: str, words: str) -> list[str]:
    """Type `words` into the search of the page at `url`; return the addresses that it offers.

    Which words the page is to mark is left out of them.
    """
    page = visited.page
    page.goto(url)
    page.locator("[name=query]").click()
    page.keyboard.insert_text(words)
    results = page.locator(".md-search-result__link")
    expect(results.first).to_be_visible()
    links = results.evaluate_all("links => links.map(link => link.getAttribute('href'))")
    return [re.sub(r"\?[^#]*", "", link) for link in links]


def in_view(page: Page) -> str:
    """Return the id of the heading that the reader stands under."""
    return page.evaluate(
        """() => [...document.querySelectorAll("article h2[id], article h3[id]")]
            .filter(h => h.getBoundingClientRect().top < 130).map(h => h.id).pop() || "" """
    )


SOUGHT = {"zh": ("技术赋能", "北京市", "北京"), "en": ("network", "Beijing")}


@pytest.mark.parametrize("language", SOUGHT)
def test_search_finds(site: Served, chromium: Browser, language: str) -> None:
    visited = visit(chromium)
    for words in SOUGHT[language]:
        for link in search(visited, site.url(f"{language}/index.html"), words):
            assert f"/{language}/" in link
        first = visited.page.locator(".md-search-result__item").first
        found = first.inner_text().replace("\u200b", "").lower()
        assert words.lower() in found
    assert visited.complaints == []


BEST = {
    "zh": {
        "技术赋能": "glossary.html#technology_provision",
        "technology provision": "glossary.html#technology_provision",
        "LQ": "glossary.html#location_quotient",
        "分析": "2024/ecosystem.html#network",  # inside 网络分析
        "最多的省份": "2024/enterprises.html#enterprises_by_province",
        "少数节点拥有技术": "2024/ecosystem.html",  # stands nowhere as a whole
    },
    "en": {
        "区位商": "glossary.html#location_quotient",
        "networks": "2024/ecosystem.html#network",
        "ENTERPRISE size": "2024/enterprises.html#size",
        "ecosystem": "2024/ecosystem.html",
        "91158": "2024/ecosystem.html",  # printed 91,158
    },
}


@pytest.mark.parametrize("language", BEST)
def test_search_offers_the_best_place_first(
    small_site: Served, chromium: Browser, language: str
) -> None:
    visited = visit(chromium)
    for words, first in BEST[language].items():
        links = search(visited, small_site.url(f"{language}/glossary.html"), words)
        page = first.partition("#")[0]
        assert links[0].endswith(f"/{language}/{page}"), words
        assert any(link.endswith(first) for link in links[:3]), words


def test_a_slip_is_told_and_coming_back_finds_the_query(
    small_site: Served, chromium: Browser
) -> None:
    visited = visit(chromium)
    page = visited.page
    page.goto(small_site.url("en/index.html"))
    page.locator("[name=query]").click()
    page.keyboard.insert_text("ecosytem")
    meant = page.locator(".dz-also__meant")
    expect(meant).to_have_text("Did you mean “ecosystem”?")
    meant.click()
    result = page.locator(".md-search-result__link").first
    expect(result).to_be_visible()
    result.click()
    page.wait_for_url("**/ecosystem.html*")
    page.go_back()
    expect(page.locator("[name=query]")).to_have_value("ecosystem")
    expect(result).to_be_visible()
    assert visited.complaints == []


@pytest.mark.parametrize(("language", "word"), [("zh", "区位"), ("en", "quotient")])
def test_the_glossary_is_filtered(
    small_site: Served, chromium: Browser, language: str, word: str
) -> None:
    page = visit(chromium).page
    page.goto(small_site.url(f"{language}/glossary.html"))
    entries = page.locator("h2.dz-entry >> visible=true")
    assert entries.count() == 2
    box = page.locator(".dz-filter input")
    box.fill(word)
    expect(entries).to_have_count(1)
    assert entries.first.get_attribute("id") == "location_quotient"
    box.fill("xyz")
    expect(entries).to_have_count(0)
    expect(page.locator(".dz-filter [role=status]")).not_to_be_empty()
    box.fill("")
    expect(entries).to_have_count(2)


# The words that are marked on a page, each once, in small letters.
MARKED = """() => [...new Set([...(CSS.highlights.get("found") ?? [])]
    .map(range => range.toString().toLowerCase()))].sort()"""


@pytest.mark.parametrize(
    ("language", "words", "marked", "other"),
    [
        ("zh", "网络 province", {"网络", "省份"}, {"province", "provinces", "network", "networks"}),
        ("en", "networks 省份", {"network", "province"}, {"网络"}),
    ],
)
def test_what_was_found_is_marked_on_the_page(
    small_site: Served,
    chromium: Browser,
    language: str,
    words: str,
    marked: set[str],
    other: set[str],
) -> None:
    visited = visit(chromium)
    page = visited.page
    search(visited, small_site.url(f"{language}/index.html"), words)
    page.locator(".md-search-result__link").first.click()
    page.wait_for_function("() => CSS.highlights.has('found')")
    found = set(page.evaluate(MARKED))
    assert found & marked
    assert not found & other
    # The address is for sharing: it says nothing of the search.
    assert "found" not in page.url
    page.keyboard.press("Escape")
    assert page.evaluate(MARKED) == []
    assert visited.complaints == []


def test_search_loads_its_words_when_somebody_searches(site: Served, chromium: Browser) -> None:
    visited = visit(chromium)
    visited.page.goto(site.url("zh/index.html"))
    visited.page.wait_for_load_state("networkidle")
    assert not any(url.endswith("search/text.js") for url in visited.requests)


def test_the_menu_of_a_phone_opens_by_keyboard(site: Served, chromium: Browser) -> None:
    page = visit(chromium, width=360, height=740).page
    page.goto(site.url(f"zh/{site.edition()}/enterprises.html"))
    page.locator("button.dz-menu").focus()
    page.keyboard.press("Enter")
    chapter = page.locator(".md-nav--primary a[href$='ecosystem.html']")
    expect(chapter).to_be_in_viewport()
    chapter.click()
    page.wait_for_url("**/ecosystem.html")


@pytest.mark.parametrize("words", ["技术赋能", "北京市"])
def test_search_works_from_the_file_system(site: Served, chromium: Browser, words: str) -> None:
    visited = visit(chromium)
    url = (site.folder / "zh" / site.edition() / "index.html").as_uri()
    assert search(visited, url, words)
    assert visited.complaints == []
    assert all(request.startswith(("file:", "data:")) for request in visited.requests)


@pytest.mark.parametrize(("language", "other"), [("zh", "en"), ("en", "zh")])
def test_language_switch_lands_on_the_same_section(
    site: Served, chromium: Browser, language: str, other: str
) -> None:
    chapter = f"{site.edition()}/ecosystem.html"
    page = visit(chromium).page
    page.goto(site.url(f"{language}/{chapter}"))
    section = page.locator("article :is(h2, h3)[id]:has(+ p)").nth(1).get_attribute("id")
    page.evaluate("id => document.getElementById(id).scrollIntoView()", section)
    page.mouse.wheel(0, 60)
    page.wait_for_timeout(150)
    assert in_view(page) == section
    page.locator(f"a[data-language={other}]").click()
    page.wait_for_url(f"**/{other}/{chapter}*")
    page.wait_for_timeout(150)
    assert in_view(page) == section
    # With an address that names a place, the place goes along.
    page.goto(site.url(f"{other}/{chapter}#{section}"))
    page.locator(f"a[data-language={language}]").click()
    page.wait_for_url(f"**/{language}/{chapter}#{section}")


def test_colour_scheme_follows_the_system_until_one_chooses(
    site: Served, chromium: Browser
) -> None:
    page = visit(chromium, color_scheme="dark").page
    page.goto(site.url("en/index.html"))
    body = page.locator("body")
    assert body.get_attribute("data-md-color-scheme") == "slate"
    dark = body.evaluate("b => getComputedStyle(b).backgroundColor")
    page.emulate_media(color_scheme="light")
    expect(body).to_have_attribute("data-md-color-scheme", "default")
    assert body.evaluate("b => getComputedStyle(b).backgroundColor") != dark
    page.locator("button.dz-scheme").click()
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    page.goto(site.url(f"zh/{site.edition()}/index.html"))
    assert body.get_attribute("data-md-color-scheme") == "slate"


def test_figures_show_the_picture_of_the_scheme(site: Served, chromium: Browser) -> None:
    path = f"en/{site.edition()}/enterprises.html"
    for scheme, other in (("light", "dark"), ("dark", "light")):
        page = visit(chromium, color_scheme=scheme).page
        page.goto(site.url(path))
        figure = page.locator("figure.dz-figure").first
        figure.scroll_into_view_if_needed()
        shown = figure.locator(f".dz-{scheme} img")
        expect(shown).to_be_visible()
        expect(figure.locator(f".dz-{other} img")).to_be_hidden()
        page.wait_for_function(
            "img => img.complete && img.naturalWidth > 0", arg=shown.element_handle()
        )
        assert shown.get_attribute("alt")


def live(visited: Visit, url: str) -> Locator:
    """Open a page and its first interactive chart; return the figure."""
    visited.page.goto(url)
    figure = visited.page.locator("figure[data-chart]").first
    figure.locator("button.dz-figure__open").click()
    expect(figure.locator(".dz-chart svg")).to_be_visible()
    expect(figure.locator("picture").first).to_be_hidden()
    return figure


def test_a_touched_figure_becomes_an_interactive_chart(site: Served, chromium: Browser) -> None:
    visited = visit(chromium)
    figure = live(visited, site.url(f"zh/{site.edition()}/enterprises.html"))
    picture = figure.locator("img").first
    chart = figure.locator(".dz-chart svg")
    spoken = figure.locator(".dz-chart__stage[role=img]")
    # The keyboard goes on from where the button was.
    assert spoken.evaluate("stage => stage === document.activeElement")
    assert spoken.get_attribute("aria-label") == picture.get_attribute("alt")
    # Same place, same size: nothing jumps.
    height = int(picture.get_attribute("height") or 0) / int(picture.get_attribute("width") or 1)
    box = chart.bounding_box()
    assert box is not None
    assert box["height"] == pytest.approx(box["width"] * height, abs=3)
    ink = "() => document.querySelector('.dz-chart svg text').getAttribute('fill')"
    before = visited.page.evaluate(ink)
    visited.page.locator("button.dz-scheme").click()
    visited.page.wait_for_function(f"before => ({ink})() !== before", arg=before)
    assert visited.complaints == []
    assert visited.outside(site.origin) == []


def test_an_interactive_chart_tells_what_is_under_the_pointer(
    site: Served, chromium: Browser
) -> None:
    visited = visit(chromium)
    figure = live(visited, site.url(f"en/{site.edition()}/enterprises.html"))
    marks = figure.locator(".dz-chart svg .mark-rect path").all()
    boxes = [box for mark in marks if (box := mark.bounding_box())]
    box = max(boxes, key=lambda box: box["height"])
    visited.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    tip = figure.locator(".dz-chart__tip")
    expect(tip).to_be_visible()
    assert tip.locator("dd").count() > 0
    # The arrow keys go from mark to mark.
    told = []
    for _ in range(2):
        visited.page.keyboard.press("ArrowRight")
        told.append(tip.inner_text())
    assert told[0] != told[1]
    assert visited.complaints == []


def test_a_finger_asks_the_chart_and_sends_the_answer_away(
    real_site: Served, chromium: Browser
) -> None:
    visited = visit(chromium, width=360, height=740, has_touch=True, is_mobile=True)
    page = visited.page
    page.goto(real_site.url(f"zh/{real_site.edition()}/enterprises.html"))
    figure = page.locator("figure[data-chart]").first
    figure.locator("button.dz-figure__open").tap()
    marks = figure.locator(".dz-chart svg .mark-rect path")
    expect(marks.first).to_be_visible()
    figure.locator(".dz-chart").scroll_into_view_if_needed()
    boxes = [box for mark in marks.all() if (box := mark.bounding_box())]
    box = max(boxes, key=lambda box: box["height"])
    page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    tip = figure.locator(".dz-chart__tip")
    expect(tip).to_be_visible()
    assert tip.locator("dd").count() > 0
    outer = tip.bounding_box()
    assert outer is not None
    assert outer["x"] >= 0
    assert outer["x"] + outer["width"] <= 360
    figure.locator("figcaption").tap()
    expect(tip).to_be_hidden()
    assert visited.complaints == []


def test_interactive_charts_work_from_the_file_system(site: Served, chromium: Browser) -> None:
    visited = visit(chromium)
    live(visited, (site.folder / "zh" / site.edition() / "enterprises.html").as_uri())
    assert visited.complaints == []


def test_a_chart_that_cannot_load_leaves_its_picture(site: Served, chromium: Browser) -> None:
    page = visit(chromium).page
    page.route("**/assets/charts.js", lambda route: route.abort())
    page.goto(site.url(f"en/{site.edition()}/enterprises.html"))
    figure = page.locator("figure[data-chart]").first
    figure.locator("button.dz-figure__open").click()
    expect(figure.get_by_role("status")).to_contain_text("could not be loaded")
    expect(figure.locator("picture.dz-light")).to_be_visible()


def test_no_figure_moves_the_text_when_it_loads(site: Served, chromium: Browser) -> None:
    page = visit(chromium).page
    page.goto(site.url(f"zh/{site.edition()}/enterprises.html"))
    shift = page.evaluate(
        """async () => {
            let sum = 0;
            new PerformanceObserver(list => {
                for (const e of list.getEntries()) if (!e.hadRecentInput) sum += e.value;
            }).observe({ type: "layout-shift", buffered: true });
            for (let y = 0; y < document.body.scrollHeight; y += 400) {
                scrollTo(0, y); await new Promise(r => setTimeout(r, 40));
            }
            await new Promise(r => setTimeout(r, 300));
            return sum;
        }"""
    )
    assert shift < 0.02


def test_the_door_leads_to_the_readers_language(site: Served, chromium: Browser) -> None:
    for locale, language in (("zh-CN", "zh"), ("en-GB", "en"), ("fr-FR", "en")):
        page = visit(chromium, locale=locale).page
        page.goto(site.url(""))
        page.wait_for_url(f"**/{language}/index.html")
        # Going back leaves the site instead of being caught at the door.
        assert page.evaluate("history.length") <= 2
    plain = visit(chromium, java_script_enabled=False).page
    plain.goto(site.url(""))
    assert plain.locator("a[hreflang]").count() == 2


def test_the_door_remembers_the_language_chosen(site: Served, chromium: Browser) -> None:
    page = visit(chromium, locale="zh-CN").page
    page.goto(site.url("zh/index.html"))
    page.locator("a[data-language=en]").click()
    page.wait_for_url("**/en/index.html*")
    page.goto(site.url(""))
    page.wait_for_url("**/en/index.html")


def test_a_missing_address_is_answered_in_both_languages(site: Served, chromium: Browser) -> None:
    visited = visit(chromium)
    response = visited.page.goto(site.url("zh/2024/a/b/nothing.html"))
    assert response is not None
    assert response.status == 404
    assert visited.page.locator("section[lang]").count() == 2
    ink = visited.page.locator("h1").first.evaluate("h => getComputedStyle(h).fontSize")
    assert ink == "28px"  # its stylesheet was found from any depth
    visited.page.locator("section[lang=en] a").click()
    visited.page.wait_for_url("**/en/index.html")


def test_without_script_everything_is_readable(site: Served, chromium: Browser) -> None:
    page = visit(chromium, java_script_enabled=False, color_scheme="dark").page
    page.goto(site.url(f"zh/{site.edition()}/enterprises.html"))
    figure = page.locator("figure.dz-figure").first
    expect(figure.locator(".dz-dark img")).to_be_visible()
    expect(figure.locator(".dz-light img")).to_be_hidden()
    expect(page.locator("button.dz-scheme")).to_be_hidden()
    page.locator("a[data-language=en]").click()
    page.wait_for_url("**/en/**")
