"""Take the pictures of docs/screens: `python -m tools.screens`.

Every scene at three widths in both colour schemes on one sheet; `--full FOLDER` keeps the single
photographs, to be looked at.
"""

from __future__ import annotations

import argparse
import base64
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Locator, Page, sync_playwright
from tests.chromium import launch

ROOT = Path(__file__).parent.parent
SIZES = ((1440, 900), (768, 1024), (360, 740))
SCHEMES = ("light", "dark")
# How small and how coarse a sheet is, so that the set stays below 1.5 MB.
SCALE, QUALITY = 0.56, 32


@dataclass(frozen=True)
class Scene:
    """What is photographed: an address in the site, and what a reader does there first."""

    name: str
    path: str
    act: Callable[[Page], object] = lambda page: None


def scenes(edition: str) -> Iterator[Scene]:
    """Yield every scene, in both languages where they differ."""
    for language, query in (("zh", "技术赋能"), ("en", "network")):
        chapter = f"{language}/{edition}/enterprises.html"
        yield Scene(f"home-{language}", f"{language}/index.html")
        yield Scene(f"edition-{language}", f"{language}/{edition}/index.html")
        yield Scene(f"figure-{language}", chapter, open_figure)
        yield Scene(f"number-{language}", chapter, open_number)
        yield Scene(f"search-{language}", f"{language}/index.html", partial(search, query))
        yield Scene(f"glossary-{language}", f"{language}/glossary.html")
    for mode in ("zh", "both"):
        query = "?read=both" if mode == "both" else ""
        chapter = f"zh/{edition}/enterprises.html{query}"
        yield Scene(
            f"chapter-{mode}",
            chapter,
            lambda page: scroll_to(page.locator(".dz-figure").first, 420),
        )
    whole = "figure[data-network]"
    yield Scene(
        "network",
        f"zh/{edition}/ecosystem.html",
        lambda page: opened(page.locator(whole).first, "canvas"),
    )
    yield Scene("missing", "404.html")


def scroll_to(element: Locator, above: int) -> None:
    """Bring an element into sight, `above` px below the window's upper edge."""
    script = "(e, above) => scrollTo(0, e.getBoundingClientRect().top + scrollY - above)"
    element.evaluate(script, above)


def opened(figure: Locator, drawn: str) -> Locator:
    """Touch a picture, wait until its `drawn` element is there, and bring it into sight."""
    figure.scroll_into_view_if_needed()
    figure.locator(".dz-figure__open").click(position={"x": 4, "y": 4})
    figure.locator(drawn).first.wait_for()
    # Coming from above keeps Material's button for the way up out of the picture.
    scroll_to(figure, 90)
    figure.page.wait_for_timeout(200)
    scroll_to(figure, 70)
    return figure


def open_figure(page: Page) -> None:
    """Wake the chart that compares places, open its data, move until it says what is there."""
    figure = opened(page.locator("figure[data-chart]").nth(2), ".dz-chart__stage svg")
    figure.locator("details summary").first.click()
    box = figure.locator(".dz-figure__stage").bounding_box()
    assert box is not None
    for across, down in product((0.62, 0.55, 0.48, 0.7, 0.4), (0.36, 0.5, 0.64, 0.24)):
        page.mouse.move(box["x"] + across * box["width"], box["y"] + down * box["height"])
        page.wait_for_timeout(40)
        if figure.locator(".dz-chart__tip").first.is_visible():
            return


def open_number(page: Page) -> None:
    """Ask a number of the running text what it is: by mouse, or by finger on a phone."""
    number = page.locator("p data[data-status='derived']").nth(1)
    number.scroll_into_view_if_needed()
    number.click()
    page.locator(".dz-card").wait_for()


def search(query: str, page: Page) -> None:
    """Ask the search box."""
    if page.viewport_size and page.viewport_size["width"] < 960:
        page.locator("label[for=__search].md-header__button").click()
    page.locator("[name=query]").click()
    page.keyboard.insert_text(query)
    page.locator(".md-search-result__link").first.wait_for()


class _Handler(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on this machine alone, and give its address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def photograph(browser: Browser, origin: str, scene: Scene, scheme: str, width: int) -> bytes:
    """Return one photograph as PNG, the size of the window."""
    context = browser.new_context(
        viewport={"width": width, "height": dict(SIZES)[width]},
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
        has_touch=width < 500,
    )
    page = context.new_page()
    page.goto(origin + scene.path, wait_until="networkidle")
    scene.act(page)
    page.wait_for_timeout(900)
    picture = page.screenshot()
    context.close()
    return picture


def sheet(
    browser: Browser, rows: list[list[tuple[int, bytes]]], scale: float, gap: int, quality: int
) -> bytes:
    """Return photographs on one sheet, made smaller, `gap` px between and around them, as WebP."""
    total = sum(round(width * scale) + gap for width, _ in rows[0]) + gap
    page = browser.new_context(viewport={"width": total, "height": 90}).new_page()
    html = (
        f"<style>*{{margin:0}}body{{display:grid;gap:{gap}px;padding:{gap}px;background:#8a8d91}}"
    )
    html += f"p{{display:flex;gap:{gap}px;align-items:flex-start}}</style>"
    for row in rows:
        html += "<p>"
        for width, png in row:
            source = base64.b64encode(png).decode()
            html += f'<img width="{round(width * scale)}" src="data:image/png;base64,{source}">'
    page.set_content(html)
    box = page.locator("body").bounding_box()
    assert box is not None
    clip = {"x": 0, "y": 0, "width": box["width"], "height": box["height"], "scale": 1}
    wanted = {"format": "webp", "quality": quality, "captureBeyondViewport": True, "clip": clip}
    taken = page.context.new_cdp_session(page).send("Page.captureScreenshot", wanted)
    page.context.close()
    return base64.b64decode(taken["data"])


def main() -> None:
    """Take every scene, or those that are named."""
    parser = argparse.ArgumentParser(description="Take the pictures of docs/screens.")
    parser.add_argument("names", nargs="*", help="scenes; all of them by default")
    parser.add_argument("--full", type=Path, help="keep the single photographs in this folder")
    given = parser.parse_args()
    edition = max(path.name for path in (ROOT / "site" / "zh").iterdir() if path.name.isdigit())
    target = ROOT / "docs" / "screens"
    with (
        TemporaryDirectory() as folder,
        sync_playwright() as playwright,
        served(ROOT / "site") as origin,
    ):
        browser = launch(playwright, Path(folder))
        for scene in scenes(edition):
            if given.names and scene.name not in given.names:
                continue
            rows = [
                [(width, photograph(browser, origin, scene, scheme, width)) for width, _ in SIZES]
                for scheme in SCHEMES
            ]
            (target / f"{scene.name}.webp").write_bytes(sheet(browser, rows, SCALE, 12, QUALITY))
            if given.full:
                given.full.mkdir(parents=True, exist_ok=True)
                for scheme, row in zip(SCHEMES, rows, strict=True):
                    for width, png in row:
                        (given.full / f"{scene.name}-{width}-{scheme}.png").write_bytes(png)
        if not given.names or "readme" in given.names:
            scene = Scene("readme", f"zh/{edition}/enterprises.html?read=both", open_number)
            png = photograph(browser, origin, scene, "light", 1440)
            (target / "readme.webp").write_bytes(sheet(browser, [[(1440, png)]], 0.72, 0, 60))
        browser.close()


if __name__ == "__main__":
    main()
