"""Visiting a served site: addresses of its pages, and a page that remembers what went wrong."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Frame, Page

# Where the public address of the project puts the site; the page for no page speaks from there.
BASE = "/report/"


@dataclass(frozen=True)
class Served:
    """A finished site and the address of the server that shows it."""

    folder: Path
    origin: str

    def url(self, path: str) -> str:
        """Return the address of a page, given its path in the site."""
        return f"{self.origin}{BASE}{path}"

    def pages(self) -> list[str]:
        """Return every page of the site but the door, which leads away, and the 404."""
        paths = (path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*.html"))
        return sorted(path for path in paths if path not in ("index.html", "404.html"))

    def edition(self) -> str:
        """Return the newest edition."""
        return max(path.name for path in (self.folder / "zh").iterdir() if path.name.isdigit())


@dataclass
class Visit:
    """A browser page, what went wrong on it, and every address it asked for.

    Leaving a page cuts off what it still loads, which is no fault; what is cut off on a page that
    was not left is one.
    """

    page: Page
    heard: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    cut_off: list[tuple[int, str]] = field(default_factory=list)
    begun: dict[str, int] = field(default_factory=dict)
    documents: int = 0

    @property
    def complaints(self) -> list[str]:
        """Return what the console said, what failed, and what the page shown has cut off."""
        return self.heard + [url for document, url in self.cut_off if document == self.documents]

    def outside(self, origin: str) -> list[str]:
        """Return the addresses asked for that are not the site's own."""
        own = (origin, "data:", "blob:")
        return [url for url in self.requests if not url.startswith(own)]


def visit(browser: Browser, width: int = 1280, height: int = 900, **context: Any) -> Visit:
    """Open an empty page in a fresh context and listen to it."""
    viewport = {"width": width, "height": height}
    page = browser.new_context(viewport=viewport, **context).new_page()
    result = Visit(page)
    page.on("console", lambda m: _heard(result, m.type, m.text))
    page.on("pageerror", lambda error: result.heard.append(str(error)))
    page.on("requestfailed", lambda r: _failed(result, r.url, r.failure or ""))
    page.on("request", lambda r: _asked(result, r.url))
    page.on("framenavigated", lambda frame: _arrived(result, frame))
    return result


def _asked(result: Visit, url: str) -> None:
    result.requests.append(url)
    result.begun[url] = result.documents


def _arrived(result: Visit, frame: Frame) -> None:
    if frame.parent_frame is None:
        result.documents += 1


def _failed(result: Visit, url: str, failure: str) -> None:
    if "ERR_ABORTED" in failure:
        result.cut_off.append((result.begun[url], f"{url}: {failure}"))
    else:
        result.heard.append(f"{url}: {failure}")


def _heard(result: Visit, kind: str, text: str) -> None:
    if kind in ("error", "warning"):
        result.heard.append(text)
