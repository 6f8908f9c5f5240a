"""The preview in a browser: what is saved is seen at once, in its place, with what is wrong."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect


@pytest.fixture
def preview(libraries: Path) -> Iterator[str]:
    """Serve a copy of the tiny project; return the preview's address."""
    command = [sys.executable, "-m", "duizhao", "serve", "--port", "8600"]
    process = subprocess.Popen(command, cwd=libraries, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        found = re.search(r"http://\S+/", process.stdout.readline())
        assert found is not None
        yield found[0]
    finally:
        process.terminate()
        process.wait(10)


@pytest.fixture
def page(chromium: Browser, preview: str) -> Iterator[Page]:
    """Open the chapter on loans; anything that the page complains of fails the test."""
    page = chromium.new_page(viewport={"width": 1280, "height": 500})
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    page.goto(preview + "1998/loans")
    yield page
    assert wrong == []
    page.close()


def change(path: Path, before: str, after: str) -> None:
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")


def row(page: Page, words: str) -> Locator:
    """Return the row of the paragraph that has these words."""
    return page.locator("main .row", has_text=words).first


@pytest.mark.browser
def test_a_saved_sentence_is_seen_in_its_place(page: Page, libraries: Path) -> None:
    grew = row(page, "Loans rose")
    grew.scroll_into_view_if_needed()
    page.evaluate("document.querySelector('[data-key=change]').dataset.kept = 'yes'")
    place = page.evaluate("scrollY")
    change(libraries / "report/en/1998/loans.md", "Loans {{", "All loans {{")
    expect(row(page, "All loans rose")).to_be_visible()
    assert page.evaluate("scrollY") == place
    assert page.evaluate("document.querySelector('[data-key=change]').dataset.kept") == "yes"


@pytest.mark.browser
def test_what_is_wrong_stands_at_its_paragraph_until_it_is_mended(
    page: Page, libraries: Path
) -> None:
    chapter = libraries / "report/zh/1998/loans.md"
    change(chapter, "loans_by_branch.west }}", "loans_by_branch.wst }}")
    ranks = row(page, "ranks first")
    expect(ranks.locator(".findings")).to_contain_text("did you mean “west”?")
    expect(ranks.locator("[lang=en]")).to_contain_text("West branch")
    expect(page.locator("nav [aria-current] b")).not_to_be_empty()
    change(chapter, "loans_by_branch.wst }}", "loans_by_branch.west }}")
    expect(page.locator(".findings")).to_have_count(0)
    expect(page.locator("nav [aria-current] b")).to_be_empty()


@pytest.mark.browser
def test_a_paragraph_more_or_less_moves_the_others(page: Page, libraries: Path) -> None:
    for language in ("zh", "en"):
        words = {"zh": "借阅仍在增加。", "en": "Loans still grow."}[language]
        change(libraries / f"report/{language}/1998/loans.md", "\n\n## ", f"\n\n{words}\n\n## ")
    expect(page.get_by_text("Loans still grow.").first).to_be_visible()
    order = page.locator("main .row").evaluate_all("rows => rows.map(r => r.innerText)")
    at = [next(i for i, text in enumerate(order) if words in text) for words in ("still", "变化")]
    assert at == sorted(at)


@pytest.mark.browser
def test_data_and_names_are_taken_in_as_well(page: Page, libraries: Path) -> None:
    change(libraries / "glossary/branches.yml", "en: West branch", "en: Western branch")
    expect(row(page, "ranks first")).to_contain_text("Western branch")
    table = libraries / "figures/1998/loans_by_branch.csv"
    change(table, "east,5,50.0", "east,5,55.0")
    expect(row(page, "ranks first")).to_contain_text("55.0%")
    table.write_text("row,count\n", encoding="utf-8")
    expect(page.locator("body")).to_contain_text("loans_by_branch")
    change(libraries / "glossary/branches.yml", "east:", "east: {")
    expect(page.locator("#elsewhere")).to_contain_text("glossary/branches.yml")


@pytest.mark.browser
def test_a_number_offers_its_call_and_its_twin(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    number = row(page, "ranks first").locator("[lang=en] data", has_text="50.0%")
    number.hover()
    twins = page.locator("data.twin")
    expect(twins).to_have_count(2)
    number.click()
    call = "{{ loans_by_branch.east.share }}"
    expect(page.locator("#status")).to_contain_text(call)
    assert page.evaluate("navigator.clipboard.readText()") == call
    expect(page.locator("#card")).to_contain_text("computed from microdata")
    page.locator("#find").fill("东馆 share")
    expect(page.locator("#found li")).to_have_count(1)
    expect(page.locator("#found")).to_contain_text("loans_by_branch.east.share }}  ·  50.0%")


@pytest.mark.browser
def test_figures_are_drawn_in_both_languages(page: Page) -> None:
    pictures = page.locator("#loans_by_branch img")
    expect(pictures).to_have_count(2)
    pictures.first.scroll_into_view_if_needed()
    for picture in pictures.all():
        assert picture.evaluate(
            "async image => { await image.decode(); return image.naturalWidth }"
        )


def test_only_this_machine_is_answered(preview: str) -> None:
    import http.client

    host = preview.removeprefix("http://").rstrip("/")
    for name, status in ((host, 200), (f"localhost:{host[-4:]}", 200), ("evil.example:80", 403)):
        asked = http.client.HTTPConnection(host)
        asked.request("GET", "/1998/loans", headers={"Host": name})
        assert asked.getresponse().status == status, name
    for path in ("/assets/../report.py", "/assets/%2e%2e/report.py", "/1998/none", "/a/b/c/d"):
        asked = http.client.HTTPConnection(host)
        asked.request("GET", path)
        assert asked.getresponse().status == 404, path


def test_a_project_that_cannot_be_read_is_shown_as_such(tmp_path: Path) -> None:
    from duizhao.preview.server import Preview

    (tmp_path / "duizhao.yml").write_text("name: {", encoding="utf-8")
    preview = Preview(tmp_path, "zh")
    assert [one.rule for one in preview.report.elsewhere] == ["yaml"]
