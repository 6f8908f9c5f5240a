"""What search reads: the words of finished pages, cut at headings, figures and tables."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

_HEADINGS = ("h1", "h2", "h3", "h4")
_VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
_BLOCKS = {
    *("address", "article", "blockquote", "br", "caption", "dd", "div", "dl", "dt", "figcaption"),
    *("figure", "li", "ol", "p", "section", "table", "td", "th", "thead", "tr", "ul"),
}


@dataclass
class Section:
    """A part of a page: where it begins (`#id`, "" for the top), its title and its words."""

    place: str
    title: str = ""
    text: str = ""


@dataclass
class _Parser(HTMLParser):
    """Collects sections; everything with `data-search-exclude` is passed over."""

    sections: list[Section] = field(default_factory=lambda: [Section("")])

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._open: list[str] = []
        self._skipped_at: int | None = None
        self._title_at: int | None = None
        self._titled: Section | None = None
        # A figure is a section of its own inside the one that it stands in.
        self._outer: list[tuple[int, Section]] = []
        self._current = self.sections[0]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS:
            self._add(" ")
        if tag == "img" and self._skipped_at is None:
            self._alternative(dict(attrs).get("alt") or "")
        if tag in _VOID:
            return
        self._open.append(tag)
        depth = len(self._open)
        if self._skipped_at is not None:
            return
        given = dict(attrs)
        skipped = given.get("class") in ("headerlink", "dz-mark")
        if skipped or "data-search-exclude" in given or tag in ("script", "style"):
            self._skipped_at = depth
        elif tag == "figure" and given.get("id"):
            self._outer.append((depth, self._current))
            self._begin(f"#{given['id']}")
        elif tag in _HEADINGS and given.get("id"):
            # The page's own heading stands for the top of the page.
            if tag != "h1":
                self._begin(f"#{given['id']}")
            self._title_at, self._titled = depth, self._current
        elif tag in ("figcaption", "caption") and self._outer:
            self._title_at, self._titled = depth, self._current
        elif self._outer and given.get("role") == "region" and not self._current.title:
            # A table without a caption is found by the name that it has for those who listen.
            self._current.title = given.get("aria-label") or ""

    def handle_endtag(self, tag: str) -> None:
        if tag not in self._open:
            return
        while self._open:
            depth = len(self._open)
            closed = self._open.pop()
            if self._skipped_at == depth:
                self._skipped_at = None
            if self._title_at == depth:
                self._title_at = self._titled = None
            if self._outer and self._outer[-1][0] == depth:
                self._current = self._outer.pop()[1]
            if closed == tag:
                break
        if tag in _BLOCKS:
            self._add(" ")

    def handle_data(self, data: str) -> None:
        self._add(data)

    def _begin(self, place: str) -> None:
        self._current = Section(place)
        self.sections.append(self._current)

    def _alternative(self, text: str) -> None:
        # Both colour schemes carry the same words: once is enough.
        if text and text not in self._current.text:
            self._current.text += f" {text} "

    def _add(self, text: str) -> None:
        if self._skipped_at is not None:
            return
        if self._titled is not None:
            self._titled.title += text
        else:
            self._current.text += text


def sections(html: str) -> list[Section]:
    """Return the sections of a page's content, in order, without empty ones."""
    parser = _Parser()
    parser.feed(html)
    parser.close()
    cleaned = (Section(s.place, _clean(s.title), _clean(s.text)) for s in parser.sections)
    return [section for section in cleaned if section.title or section.text]


def text_script(pages: Iterable[dict[str, Any]], spellings: Iterable[Iterable[str]]) -> str:
    """Return the script that brings a language's words to the browser.

    Each page has `location`, `title`, `edition` and `sections` (place, title, text); each of
    `spellings` is a group of names for one thing. A script and not JSON, so that it also loads
    from file://.
    """
    groups = [list(group) for group in spellings]
    content = {
        "pages": list(pages),
        "spellings": groups,
        "initials": [[i for i in map(initials, group) if i] for group in groups],
    }
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return f"self.duizhaoText={text};\n"


# The first Han of each initial in GB 2312, whose first 3755 characters stand in order of Pinyin.
_INITIALS = (
    *((0xB0A1, "a"), (0xB0C5, "b"), (0xB2C1, "c"), (0xB4EE, "d"), (0xB6EA, "e"), (0xB7A2, "f")),
    *((0xB8C1, "g"), (0xB9FE, "h"), (0xBBF7, "j"), (0xBFA6, "k"), (0xC0AC, "l"), (0xC2E8, "m")),
    *((0xC4C3, "n"), (0xC5B6, "o"), (0xC5BE, "p"), (0xC6DA, "q"), (0xC8BB, "r"), (0xC8F6, "s")),
    *((0xCBFA, "t"), (0xCDDA, "w"), (0xCEF4, "x"), (0xD1B9, "y"), (0xD4D1, "z")),
)
_LAST = 0xD7F9


def initials(name: str) -> str:
    """Return the Pinyin initials of a Chinese name (qws for 区位商), "" where they are not known.

    A character of several readings has its most common one.
    """
    letters = ""
    for character in name:
        try:
            code = int.from_bytes(character.encode("gb2312"), "big")
        except UnicodeEncodeError:
            return ""
        if not _INITIALS[0][0] <= code <= _LAST:
            return ""
        letters += next(letter for first, letter in reversed(_INITIALS) if code >= first)
    return letters if len(letters) > 1 else ""


def _clean(text: str) -> str:
    text = re.sub(r"[\s\u200b]+", " ", text.replace("\u2060", "")).strip()
    # Blocks were set apart by a space, which Chinese does not write.
    return re.sub(r"(?<=[\u3000-\u303f\uff00-\uffef]) | (?=[\u3000-\u303f\uff00-\uffef])", "", text)
