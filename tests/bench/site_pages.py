"""What the bench of the site serves and loads: our pages and plain Material pages of the same text.

Both are served from loopback, compressed as any server would (gzip; brotli takes less still).
"""

from __future__ import annotations

import gzip
import json
import mimetypes
import shutil
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

import yaml
from playwright.sync_api import Browser, Page

from tests.browser.conftest import POLICY
from tests.browser.visit import BASE

# As slow as a middling phone beside a desk, by Chromium's own measure.
THROTTLE = 4

# What the page itself tells of its loading; TBT is what long tasks take beyond 50 ms each.
_WATCH = """() => {
    const seen = window.seen = { fcp: 0, tbt: 0, shift: 0, figures: 0 };
    const watch = (type, each) => new PerformanceObserver(list => list.getEntries().forEach(each))
        .observe({ type, buffered: true });
    watch("paint", e => { if (e.name === "first-contentful-paint") seen.fcp = e.startTime; });
    watch("longtask", e => { seen.tbt += Math.max(0, e.duration - 50); });
    watch("layout-shift", e => {
        if (e.hadRecentInput) return;
        seen.shift += e.value;
        const near = e.sources.map(s => s.node).filter(n => n?.parentElement);
        if (near.some(n => (n.closest?.bind(n) ?? (() => 0))("figure"))) seen.figures += e.value;
    });
}"""
_SCROLL = """async () => {
    for (let y = 0; y < document.body.scrollHeight; y += 500) {
        scrollTo(0, y);
        await new Promise(requestAnimationFrame);
    }
}"""


class Loaded(NamedTuple):
    """One load: milliseconds to the first paint with content and of blocking, bytes on the wire."""

    fcp: float
    tbt: float
    bytes: int
    files: int


def plain(work: Path, language: str, site: Path, folder: Path) -> None:
    """Build the finished pages of `language` with Material as it comes, pictures beside them.

    `work` is the folder of the site's own build.
    """
    ours = yaml.safe_load((work / f"{language}.yml").read_text("utf-8"))
    documents(work, language, folder.with_suffix(".docs"))
    config = {
        "site_name": ours["site_name"],
        "docs_dir": str(folder.with_suffix(".docs")),
        "site_dir": str(folder),
        "use_directory_urls": False,
        "theme": {"name": "material", "language": language, "font": False},
        "plugins": ["search"],
        "nav": ours["nav"],
    }
    file = folder.with_suffix(".yml")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(yaml.safe_dump(config, allow_unicode=True, sort_keys=False), encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "-f", str(file)]
    subprocess.run(command, check=True, capture_output=True)
    for charts in (site / language).glob("*/charts"):
        shutil.copytree(charts, folder / charts.parent.name / "charts", dirs_exist_ok=True)


def documents(work: Path, language: str, folder: Path) -> None:
    """Write the finished pages of `language` as the files that a plain build starts from."""
    pages = json.loads((work / f"{language}.pages.json").read_text("utf-8"))
    for path, page in pages.items():
        file = folder / f"{path}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(page["html"], encoding="utf-8")


@contextmanager
def served(folders: dict[str, Path]) -> Iterator[tuple[str, Counter[str]]]:
    """Serve folders by the beginning of the address, compressed.

    Yield the server's address, and the bytes of the bodies it has sent so far, by path: workers
    fetch by themselves, which a page's own counting does not see.
    """
    sent: Counter[str] = Counter()
    kept: dict[Path, bytes] = {}

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = unquote(urlsplit(self.path).path)
            # The page for no page speaks from the root, wherever the site will stand.
            base = next((one for one in folders if path.startswith(one)), BASE)
            file = folders[base] / path.removeprefix(base).lstrip("/")
            missing = not file.is_file()
            if missing:
                file = folders[BASE] / "404.html"
            if file not in kept:
                kept[file] = gzip.compress(file.read_bytes())
            kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
            self.send_response(404 if missing else 200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(kept[file])))
            if base == BASE:
                self.send_header("Content-Security-Policy", POLICY)
            self.end_headers()
            self.wfile.write(kept[file])
            sent[path] += len(kept[file])

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", sent
    finally:
        server.shutdown()
        server.server_close()


class Wire:
    """Counts what a page brings over the wire, headers included, as Chromium counts it."""

    def __init__(self, page: Page) -> None:
        self.session = page.context.new_cdp_session(page)
        self.session.send("Network.enable")
        self.bytes = self.files = 0
        self.session.on("Network.loadingFinished", self._finished)

    def _finished(self, event: dict[str, Any]) -> None:
        self.bytes += int(event["encodedDataLength"])
        self.files += 1


def load(browser: Browser, url: str, throttle: int = 1) -> Loaded:
    """Load a page with nothing kept from before, on a processor `throttle` times slower."""
    page = _fresh(browser)
    wire = Wire(page)
    wire.session.send("Emulation.setCPUThrottlingRate", {"rate": throttle})
    page.goto(url, wait_until="load")
    page.wait_for_load_state("networkidle")
    page.wait_for_function("() => window.seen.fcp > 0")
    seen = page.evaluate("window.seen")
    page.context.close()
    return Loaded(seen["fcp"], seen["tbt"], wire.bytes, wire.files)


def shift(browser: Browser, url: str, width: int) -> tuple[float, float]:
    """Return how far a page's content moves while one reads on: in all, and with figures in it."""
    page = _fresh(browser, width)
    page.goto(url)
    page.evaluate(_SCROLL)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(100)
    seen = page.evaluate("window.seen")
    page.context.close()
    return seen["shift"], seen["figures"]


def _fresh(browser: Browser, width: int = 1280) -> Page:
    page = browser.new_context(viewport={"width": width, "height": 900}).new_page()
    page.add_init_script(f"({_WATCH})()")
    return page
