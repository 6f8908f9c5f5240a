"""Take the pictures of docs/screens: `python -m tools.screens` after `make report`.

Every scene is photographed at three widths in both colour schemes and set on one sheet. With
`--full FOLDER` the single photographs are kept there at full size, to be looked at; names of
scenes limit what is taken.
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
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, sync_playwright
from tests.conftest import chromium_path

ROOT = Path(__file__).parent.parent
SIZES = ((1440, 900), (768, 1024), (360, 740))
SCHEMES = ("light", "dark")
QUALITY = 32
# How much smaller a photograph stands on its sheet, so that the set stays below 1.5 MB.
SCALE = 0.56


@dataclass(frozen=True)
class Scene:
    """What is photographed: an address in the site, and what a reader does there first."""

    name: str
    path: str
    act: Callable[[Page], None] = lambda page: None


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
    for mode in ("zh", "en", "both"):
        read = partial(scroll_to, "figure.dz-figure", 420)
        yield Scene(f"chapter-{mode}", f"zh/{edition}/enterprises.html?read={mode}", read)
    yield Scene("network", f"zh/{edition}/ecosystem.html", open_network)
    yield Scene("missing", "no/such/page.html")


def scroll_to(selector: str, above: int, page: Page) -> None:
    """Bring an element into sight, `above` px below the window's upper edge."""
    script = "(e, above) => scrollTo(0, e.getBoundingClientRect().top + scrollY - above)"
    page.locator(selector).first.evaluate(script, above)


def open_figure(page: Page) -> None:
    """Wake the first chart that compares places, and open its data as a table."""
    figure = page.locator("figure[data-chart]").nth(2)
    figure.scroll_into_view_if_needed()
    figure.locator(".dz-figure__open").click(position={"x": 4, "y": 4})
    page.locator(".dz-figure--live").wait_for()
    figure.locator("details summary").first.click()
    script = "e => scrollTo(0, e.getBoundingClientRect().top + scrollY - 70)"
    figure.evaluate(script)
    point_at_something(figure)


def point_at_something(figure: Locator) -> None:
    """Move the mouse over a chart until it says what is under it."""
    box = figure.locator(".dz-figure__stage").bounding_box()
    assert box is not None
    for across in (0.62, 0.55, 0.48, 0.7, 0.4):
        for down in (0.36, 0.5, 0.64, 0.24):
            figure.page.mouse.move(
                box["x"] + across * box["width"], box["y"] + down * box["height"]
            )
            figure.page.wait_for_timeout(40)
            if figure.locator(".dz-chart__tip").first.is_visible():
                return


def open_network(page: Page) -> None:
    """Open the whole network, which is explored in a form of its own."""
    figure = page.locator("figure[data-network]").first
    figure.scroll_into_view_if_needed()
    figure.locator(".dz-figure__open").click(position={"x": 4, "y": 4})
    figure.locator("canvas").wait_for()
    figure.evaluate("e => scrollTo(0, e.getBoundingClientRect().top + scrollY - 70)")
    page.wait_for_timeout(1200)


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
    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        body = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on this machine alone, and give its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


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
    page.wait_for_timeout(450)
    picture = page.screenshot()
    context.close()
    return picture


def sheet(
    browser: Browser, rows: list[list[tuple[int, bytes]]], scale: float = SCALE, gap: int = 12
) -> bytes:
    """Return photographs on one sheet as WebP: a row per scheme, each with its width, made smaller.

    `gap` is what lies between and around them, in px.
    """
    total = sum(round(width * scale) + gap for width, _ in rows[0]) + gap
    page = browser.new_context(
        viewport={"width": round(total * SCALE) + 48, "height": 90}
    ).new_page()
    html = "".join(
        "<p>"
        + "".join(
            f'<img width="{round(width * SCALE)}" '
            f'src="data:image/png;base64,{base64.b64encode(png).decode()}">'
            for width, png in row
        )
        for row in rows
    )
    style = "body{margin:0;padding:12px;background:#8a8d91}p{margin:0 0 12px;display:flex;gap:12px;"
    page.set_content(
        f"<style>{style}align-items:flex-start}}p:last-child{{margin:0}}</style>{html}"
    )
    box = page.locator("body").bounding_box()
    assert box is not None
    taken = page.context.new_cdp_session(page).send(
        "Page.captureScreenshot",
        {
            "format": "webp",
            "quality": QUALITY,
            "captureBeyondViewport": True,
            "clip": {"x": 0, "y": 0, "width": box["width"], "height": box["height"], "scale": 1},
        },
    )
    page.context.close()
    return base64.b64decode(taken["data"])


def main() -> None:
    """Take every scene, or those that are named."""
    parser = argparse.ArgumentParser(description="Take the pictures of docs/screens.")
    parser.add_argument("names", nargs="*", help="scenes; all of them by default")
    parser.add_argument("--full", type=Path, help="keep the single photographs in this folder")
    given = parser.parse_args()
    editions = [path.name for path in (ROOT / "site" / "zh").iterdir() if path.name.isdigit()]
    target = ROOT / "docs" / "screens"
    with sync_playwright() as playwright, served(ROOT / "site") as origin:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=["--no-sandbox"])
        for scene in scenes(max(editions)):
            if given.names and scene.name not in given.names:
                continue
            rows = [
                [(width, photograph(browser, origin, scene, scheme, width)) for width, _ in SIZES]
                for scheme in SCHEMES
            ]
            if given.full:
                given.full.mkdir(parents=True, exist_ok=True)
                for scheme, row in zip(SCHEMES, rows, strict=True):
                    for width, png in row:
                        name = f"{scene.name}-{width}-{scheme}.png"
                        (given.full / name).write_bytes(png)
            (target / f"{scene.name}.webp").write_bytes(sheet(browser, rows))
        browser.close()


if __name__ == "__main__":
    main()
