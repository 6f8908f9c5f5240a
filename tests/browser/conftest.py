"""A loopback server that sends the site's Content-Security-Policy, and headless Chromium."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from duizhao.site import write
from tests.browser.sample import sample_site
from tests.browser.visit import BASE, Served
from tests.conftest import Once

POLICY = "default-src 'self'; img-src 'self' data:; style-src 'self'"


class _Handler(SimpleHTTPRequestHandler):
    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def translate_path(self, path: str) -> str:
        return super().translate_path("/" + path.removeprefix(BASE).lstrip("/"))

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        if code != 404 or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="session")
def built_site(report: Path) -> Path:
    """Return the finished site of the real project."""
    return report / "site"


@pytest.fixture(scope="session")
def sample(once: Once) -> Path:
    """Return the finished site of the small sample, made once for all test processes."""
    return once("sample", _write_sample) / "site"


def _write_sample(folder: Path) -> None:
    write(sample_site(folder / "files"), folder / "site", folder / "work")


@pytest.fixture(scope="session", params=["sample", "built"])
def site(request: pytest.FixtureRequest) -> Iterator[Served]:
    """Serve the sample's site, then the real one; every test that asks for it runs on both."""
    name = "sample" if request.param == "sample" else "built_site"
    folder: Path = request.getfixturevalue(name)
    with _served(folder) as served:
        yield served


@pytest.fixture(scope="session")
def small_site(sample: Path) -> Iterator[Served]:
    """Serve the sample's site alone, for what only its words can show."""
    with _served(sample) as served:
        yield served


@pytest.fixture(scope="session")
def real_site(built_site: Path) -> Iterator[Served]:
    """Serve the real site alone, for what only the report holds."""
    with _served(built_site) as served:
        yield served


@contextmanager
def _served(folder: Path) -> Iterator[Served]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield Served(folder, f"http://127.0.0.1:{server.server_port}")
    finally:
        server.shutdown()
        server.server_close()
