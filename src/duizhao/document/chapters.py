"""Chapters: Markdown with expressions, cut into blocks and pieces that remember where they stand.

The language of a chapter is small: `{{ expression }}` prints a value, `{% claim expression %}`
binds a sentence to the data, `{% figure name %}` and `{% table name %}` stand alone as blocks,
and so do the lists that the program writes itself (`{% errata %}`, `{% reconcile %}`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from markdown_it import MarkdownIt

from duizhao.diagnostics import Diagnostic, Findings, Place, Words, did_you_mean
from duizhao.files import texts
from duizhao.project import Edition

Kind = Literal["heading", "paragraph", "list", "table", "quote", "footnote", "display", "other"]
DISPLAYS = ("figure", "table", "errata", "reconcile")
TAGS = ("claim", *DISPLAYS)
CONTROL = ("for", "endfor", "if", "elif", "else", "endif", "set", "macro", "include", "import")


@dataclass(frozen=True)
class Text:
    """Words between expressions, as written."""

    text: str


@dataclass(frozen=True)
class Expression:
    """`{{ … }}`: an expression whose result is printed."""

    source: str
    place: Place


@dataclass(frozen=True)
class Tag:
    """`{% name argument %}`: a claim or a display."""

    name: str
    argument: str
    place: Place


Piece = Text | Expression | Tag


@dataclass(frozen=True)
class Block:
    """A top-level block of a chapter: its kind, its pieces and its first line.

    `level` is a heading's depth. `pieces` leave out the heading's `#` marks.
    """

    kind: Kind
    pieces: tuple[Piece, ...]
    place: Place
    level: int = 0

    @property
    def display(self) -> Tag | None:
        """Return the tag of a display block."""
        if self.kind != "display":
            return None
        return next(piece for piece in self.pieces if isinstance(piece, Tag))


@dataclass(frozen=True)
class Chapter:
    """One chapter in one language: its name, its file and its blocks; the first is its title."""

    name: str
    language: str
    path: str
    blocks: tuple[Block, ...]


def load(root: Path, edition: Edition, language: str, findings: Findings) -> list[Chapter]:
    """Read the chapters of an edition in one language, in the edition's order."""
    chapters = []
    for name in edition.file.chapters:
        path = f"report/{language}/{edition.name}/{name}.md"
        try:
            text = texts.read(root, path, findings)
        except FileNotFoundError:
            present = (root / path).parent.glob("*.md")
            message = Words("这一章的文件不存在", "this chapter's file does not exist")
            hint = did_you_mean(name, [file.stem for file in present])
            findings.append(Diagnostic("missing-chapter", Place(path), message, hint))
            continue
        if text is not None:
            chapters.append(parse(text, name, language, path, findings))
    return chapters


def parse(text: str, name: str, language: str, path: str, findings: Findings) -> Chapter:
    """Cut a chapter's text into blocks; add what is malformed to `findings`."""
    lines = text.split("\n")
    blocks = []
    for kind, level, first, last in _spans(text):
        while last > first and not lines[last - 1].strip():
            last -= 1
        source = "\n".join(lines[first:last])
        column = 1
        if kind == "heading":
            marks = re.match(r"#+\s*", source)
            column += marks.end() if marks else 0
            source = source[column - 1 :].rstrip()
        pieces = tuple(pieces_of(source, Place(path, first + 1, column), findings))
        block = Block(kind, pieces, Place(path, first + 1, 1), level)
        blocks.append(_as_display(block, findings))
    if not blocks:
        message = Words("这一章是空的", "this chapter is empty")
        findings.append(Diagnostic("empty-chapter", Place(path, 1), message))
    elif blocks[0].kind != "heading" or blocks[0].level != 1:
        message = Words("一章要以“# 标题”开头", "a chapter begins with “# Title”")
        findings.append(Diagnostic("no-title", blocks[0].place, message))
    return Chapter(name, language, path, tuple(blocks))


def _spans(text: str) -> Iterator[tuple[Kind, int, int, int]]:
    """Yield kind, heading level, first and last line of every top-level block."""
    kinds: dict[str, Kind] = {
        "heading_open": "heading",
        "paragraph_open": "paragraph",
        "bullet_list_open": "list",
        "ordered_list_open": "list",
        "table_open": "table",
        "blockquote_open": "quote",
    }
    # What stands within a block is ours to cut: reading it as Markdown would take most of the time.
    markdown = MarkdownIt("commonmark").enable("table").disable(["reference", "inline"])
    for token in markdown.parse(text):
        if token.level != 0 or token.map is None or token.nesting < 0:
            continue
        kind = kinds.get(token.type, "other")
        first, last = token.map
        if kind == "paragraph" and re.match(r"\[\^[^\]]+\]:", text.split("\n")[first]):
            kind = "footnote"
        yield kind, int(token.tag[1]) if kind == "heading" else 0, first, last


def pieces_of(source: str, start: Place, findings: Findings) -> Iterator[Piece]:
    """Cut text at its expressions and tags; `start` is where the text begins."""
    position = 0
    while True:
        opening = re.compile(r"\{\{|\{%").search(source, position)
        if opening is None:
            break
        place = _advance(start, source, opening.start())
        if opening.start() > position:
            yield Text(source[position : opening.start()])
        closing = "}}" if opening.group() == "{{" else "%}"
        end = _closing(source, opening.end(), closing)
        if end is None:
            message = Words(
                f"“{opening.group()}”没有对应的“{closing}”",
                f"“{opening.group()}” is not closed by “{closing}”",
            )
            findings.append(Diagnostic("syntax", place, message))
            return
        inside = source[opening.end() : end]
        if closing == "}}":
            yield Expression(inside.strip(), place)
        else:
            name, _, argument = inside.strip().partition(" ")
            _check_tag(name, place, findings)
            yield Tag(name, argument.strip(), place)
        position = end + 2
    if position < len(source):
        yield Text(source[position:])


def _closing(source: str, position: int, closing: str) -> int | None:
    """Return where the expression that starts at `position` ends, minding quoted text."""
    quote = ""
    while position < len(source):
        character = source[position]
        if quote:
            if character == "\\":
                position += 1
            elif character == quote:
                quote = ""
        elif character in "'\"":
            quote = character
        elif source.startswith(closing, position):
            return position
        position += 1
    return None


def _advance(start: Place, source: str, offset: int) -> Place:
    before = source[:offset]
    line = (start.line or 1) + before.count("\n")
    last = before.rfind("\n")
    column = offset - last if last >= 0 else (start.column or 1) + offset
    return Place(start.path, line, column)


def _check_tag(name: str, place: Place, findings: Findings) -> None:
    if name in TAGS:
        return
    if name in CONTROL:
        message = Words(
            f"章节里不能用“{name}”：这里只有数值，没有程序",
            f"“{name}” cannot be used in a chapter: it holds values, no program",
        )
        hint = Words("请在analysis/里计算", "compute it in analysis/")
    else:
        message = Words(f"未知的标签“{name}”", f"unknown tag “{name}”")
        listed = ", ".join(TAGS)
        hint = did_you_mean(name, TAGS) or Words(f"可用的标签：{listed}", f"there are {listed}")
    findings.append(Diagnostic("unknown-tag", place, message, hint))


def _as_display(block: Block, findings: Findings) -> Block:
    displays = [p for p in block.pieces if isinstance(p, Tag) and p.name in DISPLAYS]
    if not displays:
        return block
    others = [
        piece
        for piece in block.pieces
        if piece not in displays
        and not (isinstance(piece, Tag) and piece.name == "claim")
        and not (isinstance(piece, Text) and not piece.text.strip())
    ]
    if block.kind != "paragraph" or len(displays) > 1 or others:
        message = Words(
            f"“{displays[0].name}”要单独成段，前后各空一行",
            f"“{displays[0].name}” stands alone, with an empty line before and after it",
        )
        findings.append(Diagnostic("display-alone", displays[0].place, message))
    return Block("display", block.pieces, block.place)
