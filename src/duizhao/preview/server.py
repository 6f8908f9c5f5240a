"""The preview's server: pages on loopback, and each change sent to the tabs that show it."""

from __future__ import annotations

import json
import queue
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import islice
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from duizhao.diagnostics import Problems
from duizhao.edition.offers import offers
from duizhao.preview.accepting import accept
from duizhao.preview.card import card
from duizhao.preview.pictures import picture
from duizhao.preview.report import Key, Report, displayed, judged, read, saved
from duizhao.preview.rows import ASSETS, POLICY, Row, elsewhere, page, rows

HOST = "127.0.0.1"
# Names that a browser on this machine may call the server by; any other page is sent away.
NAMES = ("127.0.0.1", "localhost", "[::1]")
KINDS = {".css": "text/css", ".js": "text/javascript"}
MOST_FOUND = 50
# No page of another origin can send this without asking first, which is refused.
OURS = "X-Duizhao"
# A tab that hears nothing for so long asks again.
_BEAT = 10


@dataclass
class Tab:
    """A browser's tab: the chapter that it shows, the rows that it has, what it is to be told."""

    key: Key | None
    rows: Mapping[str, Row]
    waiting: queue.SimpleQueue[tuple[str, str]] = field(default_factory=queue.SimpleQueue)


class Preview:
    """The report as it is now, and the tabs that look at it.

    One thread changes it (`changed`), many read it: the report itself is never altered.
    """

    def __init__(self, root: Path, language: str) -> None:
        self.root = root
        self.language = language
        self.report: Report = read(root)
        self.version = 0
        self.tabs: list[Tab] = []
        self.lock = threading.Lock()

    def changed(self, paths: frozenset[str]) -> None:
        """Take in changed files: chapters alone when nothing else changed, else everything."""
        keys = {self.report.chapter_of(path) for path in paths}
        report = self.report
        for key in keys:
            if key is not None:
                report = saved(report, key)
        moved = any(key and displayed(report, key) != displayed(self.report, key) for key in keys)
        if None in keys or not keys or moved:
            whole = read(self.root)
            if whole.project is None:
                # What was read last stays to be seen, under what is wrong now.
                whole = replace(self.report, elsewhere=whole.elsewhere)
            self._now(whole, anew=True)
            return
        self._now(report)
        self._now(judged(report, [key for key in keys if key is not None]))

    def _now(self, report: Report, anew: bool = False) -> None:
        """Make `report` what is shown, and tell every tab what is new to it."""
        with self.lock:
            self.report, self.version = report, self.version + 1
            for tab in self.tabs:
                if tab.key is None or tab.key not in report.chapters:
                    if anew:
                        tab.waiting.put(("anew", ""))
                    continue
                change, tab.rows = self._change(report, tab.key, tab.rows)
                tab.waiting.put(("change", change))

    def _change(
        self, report: Report, key: Key, before: Mapping[str, Row]
    ) -> tuple[str, Mapping[str, Row]]:
        now = {row.key: row for row in rows(report, key, self.language)}
        changed = [row for name, row in now.items() if before.get(name) != row]
        told = {
            "order": list(now),
            "changed": [{"key": row.key, "html": row.html} for row in changed],
            "elsewhere": elsewhere(report, self.language),
            "counts": {"/".join(one): len(own.findings) for one, own in report.chapters.items()},
        }
        return json.dumps(told, ensure_ascii=False), now

    def accept(self, key: Key, anchor: str) -> None:
        """Record a paragraph as reviewed; raise `Problems` where it cannot be."""
        with self.lock:
            report = self.report
        if key in report.chapters:
            accept(report, key, anchor)

    def opened(self, key: Key | None, version: int) -> Tab:
        """Return a new tab; one whose page is older than the report is told to load it anew."""
        with self.lock:
            known = key if key in self.report.chapters else None
            own = rows(self.report, known, self.language) if known else ()
            tab = Tab(key, {row.key: row for row in own})
            if version != self.version:
                tab.waiting.put(("anew", ""))
            self.tabs.append(tab)
            return tab

    def closed(self, tab: Tab) -> None:
        """Forget a tab."""
        with self.lock:
            self.tabs.remove(tab)


class Handler(BaseHTTPRequestHandler):
    """Answers one browser."""

    protocol_version = "HTTP/1.1"
    preview: Preview

    def do_GET(self) -> None:
        """Answer a request; whatever the report does not have is not found."""
        host = (self.headers.get("Host") or "").rpartition(":")[0]
        if host not in NAMES:
            self._send(HTTPStatus.FORBIDDEN, "text/plain", b"")
            return
        address = urlsplit(self.path)
        asked = {name: values[0] for name, values in parse_qs(address.query).items()}
        parts = tuple(unquote(part) for part in address.path.strip("/").split("/") if part)
        match parts:
            case ("events",):
                self._events(asked)
            case ("find",):
                self._find(asked)
            case ("card",):
                self._card(asked)
            case ("favicon.ico",):
                self._send(HTTPStatus.NO_CONTENT, "image/x-icon", b"")
            case ("assets", name):
                self._asset(name)
            case ("picture", edition, language, name):
                self._picture(edition, language, name.removesuffix(".svg"))
            case () | (_, _):
                self._page(parts)
            case _:
                self._missing()

    def do_POST(self) -> None:
        """Accept a paragraph as reviewed, where a page of ours asks for it."""
        host = (self.headers.get("Host") or "").rpartition(":")[0]
        if host not in NAMES or self.headers.get(OURS) is None:
            self._send(HTTPStatus.FORBIDDEN, "text/plain", b"")
            return
        address = urlsplit(self.path)
        asked = {name: values[0] for name, values in parse_qs(address.query).items()}
        edition, _, name = asked.get("chapter", "").partition("/")
        if address.path != "/accept":
            self._missing()
            return
        try:
            self.preview.accept((edition, name), asked.get("anchor", ""))
        except Problems as problems:
            words = " ".join(one.message.of(self.preview.language) for one in problems.diagnostics)
            self._send(HTTPStatus.CONFLICT, "text/plain; charset=utf-8", words.encode())
            return
        self._send(HTTPStatus.NO_CONTENT, "text/plain", b"")

    def _page(self, parts: tuple[str, ...]) -> None:
        preview = self.preview
        with preview.lock:
            report, version = preview.report, preview.version
        # Links between chapters are those of the site's pages.
        key = (
            (parts[0], parts[1].removesuffix(".html"))
            if parts
            else next(iter(report.chapters), None)
        )
        if key is not None and key not in report.chapters:
            self._missing()
            return
        text = page(report, key, preview.language, version)
        self._send(HTTPStatus.OK, "text/html; charset=utf-8", text.encode())

    def _asset(self, name: str) -> None:
        path = ASSETS / name
        if path.suffix not in KINDS or path.parent != ASSETS or not path.is_file():
            self._missing()
            return
        self._send(HTTPStatus.OK, f"{KINDS[path.suffix]}; charset=utf-8", path.read_bytes())

    def _picture(self, edition: str, language: str, figure: str) -> None:
        svg = picture(self.preview.report, edition, language, figure)
        if svg is None:
            self._missing()
            return
        self._send(HTTPStatus.OK, "image/svg+xml", svg)

    def _find(self, asked: Mapping[str, str]) -> None:
        contents = self.preview.report.editions.get(asked.get("edition", ""))
        words = asked.get("words", "").split()
        told = offers(contents) if contents is not None else iter(())
        found = islice((one for one in told if one.holds(words)), MOST_FOUND)
        self._json([[one.written, *one.texts, *one.told[:1]] for one in found])

    def _card(self, asked: Mapping[str, str]) -> None:
        contents = self.preview.report.editions.get(asked.get("edition", ""))
        call = asked.get("call", "")
        self._json([] if contents is None else card(contents, call, self.preview.language))

    def _json(self, content: object) -> None:
        self._send(HTTPStatus.OK, "application/json", json.dumps(content).encode())

    def _events(self, asked: Mapping[str, str]) -> None:
        edition, _, name = asked.get("chapter", "").partition("/")
        key = (edition, name) if name else None
        version = asked.get("version", "")
        tab = self.preview.opened(key, int(version) if version.isdigit() else -1)
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        try:
            while True:
                try:
                    event, data = tab.waiting.get(timeout=_BEAT)
                    self.wfile.write(f"event: {event}\ndata: {data}\n\n".encode())
                except queue.Empty:
                    self.wfile.write(b": still here\n\n")
                self.wfile.flush()
        except OSError:
            pass  # the tab was closed
        finally:
            self.preview.closed(tab)
            self.close_connection = True

    def _missing(self) -> None:
        self._send(HTTPStatus.NOT_FOUND, "text/plain", b"")

    def _send(self, status: HTTPStatus, kind: str, content: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Content-Security-Policy", POLICY)
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing of each request."""


def server(preview: Preview, port: int) -> ThreadingHTTPServer:
    """Return a server on loopback at `port`, or at the next free one above it."""
    handler = type("Bound", (Handler,), {"preview": preview})
    for candidate in range(port, port + 100):
        try:
            made = ThreadingHTTPServer((HOST, candidate), handler)
        except OSError:
            continue
        made.daemon_threads = True
        return made
    return ThreadingHTTPServer((HOST, 0), handler)
