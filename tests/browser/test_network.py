"""The explorer of the whole network: found by any name, seen near, read as text, light to load."""

from __future__ import annotations

import gzip
import json
import re
from dataclasses import dataclass
from functools import cache

import pandas as pd
import pytest
from playwright.sync_api import Browser, Locator, Page, Route

from duizhao.project import glossary
from tests.browser.axe import violations
from tests.browser.visit import Served, Visit, visit
from tests.conftest import ROOT

pytestmark = pytest.mark.browser

LIMIT = 1_500_000
EDITION = "2024"
FIND = {"zh": "查找节点", "en": "Find a node"}
Years = dict[str, tuple[tuple[int, ...], tuple[int, ...]]]


@dataclass(frozen=True)
class Opened:
    """A page whose network was opened, and what it fetched for that."""

    visit: Visit
    page: Page
    figure: Locator
    canvas: Locator
    fetched: list[tuple[str, int, int]]

    def find(self, text: str) -> None:
        """Type a name into the field and take the first match."""
        field = self.figure.get_by_role("combobox")
        field.fill(text)
        field.press("Enter")

    def neighbours(self) -> Years:
        """Return every neighbour in the card with the years of relations to it and from it."""
        more = self.figure.locator(".dz-net__more")
        while more.is_visible():
            more.click()
        lines = self.page.evaluate(
            """() => [...document.querySelectorAll(".dz-net__neighbours li")].map((li) => [
                li.querySelector("button").textContent,
                ...["to", "from"].map((side) => [...li.querySelectorAll(".dz-net__years-of")]
                  .filter((one) => one.querySelector(`.dz-net__arrow--${side}`))
                  .flatMap((one) => one.textContent.match(/\\d{4}/g).map(Number)))])"""
        )
        return {name: (tuple(to), tuple(from_)) for name, to, from_ in lines}

    def pixels(self) -> str:
        """Return the drawing as it is now, once it is still."""
        self.page.wait_for_timeout(900)
        drawn: str = self.canvas.evaluate("(canvas) => canvas.toDataURL()")
        return drawn


@cache
def numbers() -> dict[str, str]:
    """Return the number that each named node of the modelled table has for a name."""
    tables = ("top_sample_nodes", "top_relation_nodes")
    files = [ROOT / f"figures/{EDITION}/{name}.csv" for name in tables]
    degrees = pd.concat([pd.read_csv(file, index_col="row") for file in files])["degree"]
    ranked = degrees.sort_values(ascending=False, kind="stable").index
    return {label: str(number) for number, label in enumerate(ranked, 1)}


def with_names(route: Route) -> None:
    """Answer with the explorer as real microdata would have it: numbered nodes have their names."""
    response = route.fetch()
    before, begin, rest = response.text().partition("]=")
    data, end = json.JSONDecoder().raw_decode(rest)
    terms = glossary.load(ROOT).value
    first, second = data["languages"]
    for label, number in numbers().items():
        term = terms[label]
        aliases = [one for side in (first, second) for one in term.entry.spellings(side)]
        data["names"][number] = [term.name(first), term.name(second), *aliases]
    text = f"{before}{begin}{json.dumps(data)}{rest[end:]}"
    route.fulfill(response=response, body=text)


def opened(served: Served, browser: Browser, language: str = "en", **context: object) -> Opened:
    visited = visit(browser, reduced_motion="reduce", **context)
    page = visited.page
    page.route("**/network_hubs.explorer.js", with_names)
    page.goto(served.url(f"{language}/{EDITION}/model.html"))
    figure = page.locator("figure[data-network]")
    figure.scroll_into_view_if_needed()
    page.wait_for_load_state("networkidle")
    assert not [
        url for url in visited.requests if "/network" in url and url.endswith((".js", ".css"))
    ]
    fetched: list[tuple[str, int, int]] = []

    def heard(response: object) -> None:
        body = response.body()  # type: ignore[attr-defined]
        fetched.append((response.url, len(body), len(gzip.compress(body))))  # type: ignore[attr-defined]

    page.on("response", heard)
    figure.locator(".dz-figure__open").click()
    canvas = figure.locator(".dz-net__canvas")
    page.locator("figure[data-network].dz-figure--live").wait_for()
    return Opened(visited, page, figure, canvas, fetched)


@cache
def relations() -> pd.DataFrame:
    """Return the relations table itself, which no build reads."""
    return pd.read_parquet(ROOT / f"build/microdata/{EDITION}/relations.parquet")


def table_neighbours(node: str, names: dict[str, str], until: int = 9999) -> Years:
    """Return what the card must say of a node, from the table of relations."""
    table = relations()
    table = table[table["year"] <= until]
    found: dict[str, tuple[list[int], list[int]]] = {}
    for side, ends in enumerate((("provider", "receiver"), ("receiver", "provider"))):
        for other, year in table.loc[table[ends[0]] == node, [ends[1], "year"]].itertuples(
            index=False
        ):
            found.setdefault(names.get(other, other), ([], []))[side].append(int(year))
    return {name: (tuple(sorted(to)), tuple(sorted(by))) for name, (to, by) in found.items()}


@pytest.fixture(scope="module")
def english(real_site: Served, chromium: Browser) -> Opened:
    """Open the English network once; tests leave nothing chosen behind."""
    return opened(real_site, chromium)


@pytest.fixture(scope="module")
def names(english: Opened) -> dict[str, str]:
    """Return the English name of every node of the table that has one."""
    given: dict[str, list[str]] = english.page.evaluate(
        "Object.values(self.duizhaoExplorers)[0].names"
    )
    return {label: given[number][0] for label, number in numbers().items()}


def test_opening_it_is_light_and_within_the_policy(english: Opened, real_site: Served) -> None:
    assert {url.rpartition("/")[2] for url, _, _ in english.fetched} == {
        "network.js",
        "network.css",
        f"{EDITION}-network_hubs.js",
        "network_hubs.explorer.js",
    }
    assert sum(raw for _, raw, _ in english.fetched) <= LIMIT
    assert english.visit.complaints == []
    assert english.visit.outside(real_site.origin) == []


@pytest.mark.parametrize("typed", ["iFLYTEK", "iflytek", "科大讯飞", "讯飞"])
def test_an_organisation_is_found_by_every_name(
    english: Opened, names: dict[str, str], typed: str
) -> None:
    english.find(typed)
    card = english.figure.get_by_role("region", name="The chosen node")
    assert card.locator(".dz-net__name").inner_text().startswith("iFLYTEK")
    assert "科大讯飞" in card.inner_text()
    table = relations()
    received, provided = ((table[side] == "iflytek").sum() for side in ("receiver", "provider"))
    facts = [text.replace(",", "") for text in card.locator("dd").all_inner_texts()]
    assert facts[:3] == [str(received + provided), str(received), str(provided)]


def test_neighbours_and_years_are_those_of_the_table(
    english: Opened, names: dict[str, str]
) -> None:
    english.find("Geely")
    assert english.neighbours() == table_neighbours("geely", names)
    years = english.figure.get_by_role("slider")
    years.fill("2017")
    assert english.neighbours() == table_neighbours("geely", names, 2017)
    assert english.figure.locator("output").inner_text() == "2017"
    years.fill("2023")
    first = english.figure.locator(".dz-net__link").first
    name = first.inner_text()
    first.click()
    assert english.figure.locator(".dz-net__name").inner_text().startswith(name)
    assert english.page.evaluate("document.activeElement.className") == "dz-net__name"


def test_a_node_without_a_name_is_found_by_its_label(english: Opened) -> None:
    english.find("e0012")
    assert english.figure.locator(".dz-net__name").inner_text() == "e0012"
    english.find("no such thing")
    assert english.figure.locator(".dz-net__name").inner_text() == "e0012"
    assert english.figure.locator(".dz-net__find [role=status]").inner_text() == "Nothing found"


def test_it_is_used_by_keyboard_alone(english: Opened) -> None:
    english.figure.locator(".dz-net__close").click()
    canvas, page = english.canvas, english.page
    canvas.focus()
    page.keyboard.press("0")
    canvas.evaluate("(canvas) => canvas.blur()")
    whole = english.pixels()
    canvas.focus()
    for keys in ("+", "ArrowLeft", "ArrowUp"):
        before = english.pixels()
        page.keyboard.press(keys)
        assert english.pixels() != before
    page.keyboard.press("Enter")
    assert english.figure.locator(".dz-net__name").is_visible()
    page.keyboard.press("Escape")
    assert not english.figure.locator(".dz-net__name").is_visible()
    page.keyboard.press("0")
    canvas.evaluate("(canvas) => canvas.blur()")
    assert english.pixels() == whole
    field = english.figure.get_by_role("combobox")
    field.fill("uni")
    options = english.figure.get_by_role("option")
    assert options.count() == 8
    field.press("ArrowDown")
    second = options.nth(1)
    assert field.get_attribute("aria-activedescendant") == second.get_attribute("id")
    assert second.get_attribute("aria-selected") == "true"
    field.press("Escape")
    assert not options.first.is_visible()


def test_the_wheel_scrolls_the_page_until_the_drawing_is_chosen(english: Opened) -> None:
    page, canvas = english.page, english.canvas
    canvas.scroll_into_view_if_needed()
    page.evaluate("document.activeElement.blur()")
    box = canvas.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 200)
    before = page.evaluate("scrollY")
    page.mouse.wheel(0, 90)
    page.wait_for_timeout(300)
    assert page.evaluate("scrollY") > before
    canvas.focus()
    whole, place = english.pixels(), page.evaluate("scrollY")
    page.mouse.wheel(0, -300)
    assert english.pixels() != whole
    assert page.evaluate("scrollY") == place
    page.keyboard.press("0")


def test_axe_finds_nothing(english: Opened) -> None:
    english.find("Tsinghua")
    for scheme in ("default", "slate"):
        english.page.evaluate(
            "(s) => document.body.setAttribute('data-md-color-scheme', s)", scheme
        )
        assert violations(english.page, "figure[data-network]") == []
    english.page.evaluate("document.body.setAttribute('data-md-color-scheme', 'default')")


def test_on_a_chinese_phone_it_fits_and_leaves_the_page_its_scrolling(
    real_site: Served, chromium: Browser
) -> None:
    phone = {"width": 360, "height": 740, "has_touch": True, "is_mobile": True}
    shown = opened(real_site, chromium, "zh", **phone)
    assert shown.page.evaluate("document.documentElement.scrollWidth") == 360
    assert shown.canvas.evaluate("(c) => getComputedStyle(c).touchAction") == "pan-x pan-y"
    shown.find("Tsinghua")
    card = shown.figure.get_by_role("region", name="所选节点")
    assert re.search(r"清华大学\s+Tsinghua University", card.inner_text())
    assert card.locator("[lang=en]").inner_text() == "Tsinghua University"
    assert shown.page.evaluate("document.documentElement.scrollWidth") == 360
    before = shown.pixels()
    shown.page.emulate_media(color_scheme="dark")
    shown.page.evaluate(
        """() => { document.body.setAttribute("data-md-color-scheme", "slate");
            document.dispatchEvent(new CustomEvent("duizhao:scheme")); }"""
    )
    assert shown.pixels() != before
    assert shown.visit.complaints == []


def test_two_fingers_move_the_drawing_and_one_the_page(
    real_site: Served, chromium: Browser
) -> None:
    phone = {"width": 360, "height": 740, "has_touch": True, "is_mobile": True}
    shown = opened(real_site, chromium, "en", **phone)
    page, canvas = shown.page, shown.canvas
    canvas.scroll_into_view_if_needed()
    fingers = page.context.new_cdp_session(page)

    def touch(kind: str, *places: tuple[float, float]) -> None:
        points = [{"x": x, "y": y, "id": one} for one, (x, y) in enumerate(places)]
        fingers.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    box = canvas.bounding_box()
    assert box is not None
    x, y = box["x"] + 180, box["y"] + 180
    whole, place = shown.pixels(), page.evaluate("scrollY")
    touch("touchStart", (x - 20, y), (x + 20, y))
    for step in range(1, 8):
        touch("touchMove", (x - 20 - 8 * step, y), (x + 20 + 8 * step, y))
    touch("touchEnd")
    near = shown.pixels()
    assert near != whole
    assert page.evaluate("scrollY") == place
    touch("touchStart", (x, y))
    for step in range(1, 12):
        touch("touchMove", (x, y - 10 * step))
    touch("touchEnd")
    assert shown.pixels() == near
    assert page.evaluate("scrollY") > place
    box = canvas.bounding_box()
    assert box is not None
    touch("touchStart", (box["x"] + 180, box["y"] + 180))
    touch("touchEnd")
    shown.figure.locator(".dz-net__name").wait_for()


def test_it_opens_from_a_folder_without_a_server(real_site: Served, chromium: Browser) -> None:
    visited = visit(chromium)
    page = visited.page
    page.goto((real_site.folder / f"en/{EDITION}/model.html").as_uri())
    page.locator("figure[data-network] .dz-figure__open").click()
    page.locator("figure[data-network].dz-figure--live").wait_for()
    assert visited.complaints == []


def test_without_the_data_the_picture_stays_and_says_so(
    real_site: Served, chromium: Browser
) -> None:
    page = visit(chromium).page
    page.route("**/networks/*.js", lambda route: route.abort())
    page.goto(real_site.url(f"en/{EDITION}/model.html"))
    figure = page.locator("figure[data-network]")
    figure.locator(".dz-figure__open").click()
    figure.locator(".dz-figure__failed").wait_for()
    assert figure.locator("picture.dz-light").is_visible()
