"""Web: the blocks of an HTML page as text, every character with its line and column."""

from __future__ import annotations

import html
from collections.abc import Iterator
from html.parser import HTMLParser

from duizhao.compare.paragraphs import Run

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS = {
    *("p", "li", "td", "th", "dt", "dd", "div", "section", "article", "blockquote", "figcaption"),
    *("caption", "title", "tr", "table", "ul", "ol", "dl", "br", "hr", "main", "body", "header"),
    *("footer", "nav", "summary", "details", *_HEADINGS),
}
_SILENT = {"script", "style", "pre", "code", "svg", "math", "head", "template"}
# Kind, text, runs, place, level: what a part of a document is made of.
Block = tuple[str, str, tuple[Run, ...], None, int]


def blocks(text: str) -> list[Block]:
    """Return the blocks of a page in order; scripts, styles and code are none."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return list(reader.finished())


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self._done: list[Block] = []
        self._text = ""
        self._runs: list[Run] = []
        self._kind, self._level = "paragraph", 0
        self._silent = 0

    def finished(self) -> Iterator[Block]:
        self._end()
        yield from self._done

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += 1
        if tag in _BLOCKS:
            self._end()
            self._level = _HEADINGS.get(tag, 0)
            self._kind = "heading" if self._level else "item" if tag == "li" else "paragraph"

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        if tag in _BLOCKS:
            self._end()

    def handle_data(self, data: str) -> None:
        line, column = self.getpos()
        for number, part in enumerate(data.split("\n")):
            self._add(("\n" if number else "") + part, line + number, 0 if number else column + 1)

    def handle_entityref(self, name: str) -> None:
        self._add(html.unescape(f"&{name};"), self.getpos()[0], self.getpos()[1] + 1)

    def handle_charref(self, name: str) -> None:
        self._add(html.unescape(f"&#{name};"), self.getpos()[0], self.getpos()[1] + 1)

    def _add(self, text: str, line: int, column: int) -> None:
        if self._silent or not (self._text or text.strip()):
            return
        lead = 0 if self._text else len(text) - len(text.lstrip())
        self._runs.append((len(self._text), line, max(column + lead, 0 if text[:1] == "\n" else 1)))
        self._text += text[lead:].replace("\xa0", " ")

    def _end(self) -> None:
        if self._text.strip():
            self._done.append(
                (self._kind, self._text.rstrip(), tuple(self._runs), None, self._level)
            )
        self._text, self._runs, self._kind, self._level = "", [], "paragraph", 0
