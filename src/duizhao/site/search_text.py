"""What search reads: the words of a chapter, cut at headings, figures and tables."""

from __future__ import annotations

import json
import re
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from duizhao.document import tree
from duizhao.document.plain import plain
from duizhao.render.render import FigureNode, FinishedBlock, TableNode
from duizhao.render.views import FigureView, TableView
from duizhao.site.labels import LABELS


@dataclass(frozen=True)
class Section:
    """A part of a page: where it begins (`#id`, "" for the top), its title and its words."""

    place: str
    title: str = ""
    text: str = ""


def sections(
    blocks: Sequence[FinishedBlock], language: str, with_data: Container[str] = ()
) -> tuple[Section, ...]:
    """Return the sections of a chapter, in order, without empty ones.

    `with_data` are the figures that stand on the page with their table.
    """
    found = [_Growing("")]
    current = found[0]
    notes = []
    for block in blocks:
        match block.node:
            case tree.Heading(level=1):
                current.title.append(plain(block.node))
            case tree.Heading(level=level) if level <= _DEEPEST:
                current = _Growing(f"#{block.anchor}", [plain(block.node)])
                found.append(current)
            case FigureNode(view=view):
                found.append(_figure(view, language, view.name in with_data))
            case TableNode(view=view):
                found.append(_table(view, language))
            case tree.Note():
                notes.append(plain(block.node))
            case _:
                current.text.append(plain(block.node))
    current.text += notes
    return clean(Section(s.place, " ".join(s.title), " ".join(s.text)) for s in found)


# Deeper headings are words of their section.
_DEEPEST = 4


@dataclass
class _Growing:
    place: str
    title: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)


def _figure(view: FigureView, language: str, with_data: bool) -> _Growing:
    text = [view.alt]
    if view.modelled:
        text.append(LABELS["modelled_figure"].of(language))
    text += _foot(view.table.estimated, view.note, view.source, language)
    if with_data:
        text += _cells(view.table)
    return _Growing(f"#{view.anchor}", [view.label, view.title], text)


def _table(view: TableView, language: str) -> _Growing:
    title = f"{view.label} {view.title}".strip()
    # A table without a caption is found by the name that it has for those who listen.
    title = title or view.called or LABELS["table"].of(language)
    text = _cells(view)
    if any(cell.modelled for row in view.rows for cell in row):
        text.append(LABELS["modelled_figure"].of(language))
    text += _foot(view.estimated, view.note, view.source, language)
    return _Growing(f"#{view.anchor}", [title], text)


def _foot(estimated: str, note: str, source: str, language: str) -> list[str]:
    named = (("note", note), ("source", source))
    lines = [LABELS[name].of(language) + text for name, text in named if text]
    return [estimated, *lines] if estimated else lines


def _cells(view: TableView) -> list[str]:
    return [*view.header, *(cell.text for row in view.rows for cell in row)]


def clean(sections: Iterable[Section]) -> tuple[Section, ...]:
    """Return sections with their white space made simple, without empty ones."""
    cleaned = (Section(s.place, _clean(s.title), _clean(s.text)) for s in sections)
    return tuple(section for section in cleaned if section.title or section.text)


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
