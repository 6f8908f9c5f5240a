"""A chapter's text before Markdown: expressions hidden, and every character's place known.

An expression may hold whatever Markdown would read as markup (`{{ a["x|y"] }}` in a table). So
each gives way to a marker of the same length, of characters that no text holds; what stands where
stays true.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from duizhao.diagnostics import Diagnostic, Place, Stage, Words, did_you_mean, stage
from duizhao.document.conditions import CONDITIONS, Judge, chosen
from duizhao.document.tree import Expression, Node, Piece, Span, Tag, Text, Unread

DISPLAYS = ("figure", "table", "errata", "reconcile")
TAGS = ("claim", *CONDITIONS, *DISPLAYS)
CONTROL = ("for", "endfor", "if", "elif", "else", "endif", "set", "macro", "include", "import")

# Unicode promises that these are never characters. Sixteen of them count the markers.
OPEN, CLOSE, _FILL = "\ufdd0", "\ufdd1", "\ufdd2"
_DIGITS = "".join(chr(0xFDD3 + digit) for digit in range(16))
MARKER = re.compile(rf"{OPEN}([{_DIGITS}{_FILL}\s>]*){CLOSE}")
_OPENING = re.compile(r"\{\{|\{%")
_RESERVED = re.compile("[\0\ufdd0-\ufdef]")
_PARAGRAPH_END = re.compile(r"\n[ \t]*(?=\n|\Z)|\Z")


@dataclass(frozen=True)
class Source:
    """A text that begins at a place, its expressions hidden behind markers, and the expressions."""

    begins: Place
    text: str
    masked: str
    pieces: tuple[Piece, ...]

    @cached_property
    def _lines(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer("\n", self.text))]

    def offset(self, line: int) -> int:
        """Return where a line begins; lines count from 0, and the end stands behind the last."""
        return self._lines[line] if line < len(self._lines) else len(self.text)

    def place(self, offset: int) -> Place:
        """Return the place of a character."""
        line = bisect_right(self._lines, offset)
        column = offset - self._lines[line - 1] + 1
        if line == 1:
            column += (self.begins.column or 1) - 1
        return Place(self.begins.path, (self.begins.line or 1) + line - 1, column)

    def at(self, place: Place) -> int:
        """Return the offset of a place."""
        line = (place.line or 1) - (self.begins.line or 1)
        column = (place.column or 1) - 1
        return self.offset(line) + column - (0 if line else (self.begins.column or 1) - 1)

    def span(self, start: int, end: int) -> Span:
        """Return the span between two offsets."""
        return Span(self.place(start), self.place(max(start, end)))

    def split(self, text: str) -> Iterator[str | Node]:
        """Yield the words of a masked text and the pieces between them, in order."""
        position = 0
        for match in MARKER.finditer(text):
            if match.start() > position:
                yield text[position : match.start()]
            yield self.piece(match)
            position = match.end()
        if position < len(text):
            yield text[position:]

    def piece(self, match: re.Match[str]) -> Node:
        """Return the expression or tag that a marker stands for."""
        digits = [_DIGITS.index(one) for one in match[1] if one in _DIGITS]
        number: int = sum(digit * 16**power for power, digit in enumerate(digits))
        return self.pieces[number].node


@stage
def masked(text: str, begins: Place, judge: Judge | None = None) -> Stage[Source]:
    """Hide every expression and tag of a text, and what no condition lets stand.

    Findings name what is not closed. `judge` says which conditions hold (see `conditions`).
    """
    text = _RESERVED.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
    blank = Source(begins, text, text, ())
    read: list[Piece] = []
    position = 0
    while opening := _OPENING.search(text, position):
        start = opening.start()
        end_of_paragraph = _paragraph_end(text, start)
        closing = "}}" if opening.group() == "{{" else "%}"
        end = _closing(text, opening.end(), end_of_paragraph, closing)
        after = end_of_paragraph if end is None else end + 2
        at = blank.span(start, after)
        node: Expression | Tag | Unread = Unread(at=at)
        if end is None:
            yield _unclosed(opening.group(), closing, at.place)
        elif not text[opening.end() : end].strip():
            message = Words("花括号里是空的", "there is nothing between the braces")
            yield Diagnostic("syntax", at.place, message)
        else:
            node = yield from _piece(text[start:after], at)
        read.append(Piece(start, after, node))
        position = after
    pieces = yield from chosen(read, text, blank.span, judge)
    hidden: list[str] = []
    position = 0
    for number, piece in enumerate(pieces):
        written = text[piece.start : piece.end]
        hidden += [text[position : piece.start], _marker(written, number)]
        position = piece.end
    return Source(begins, text, "".join([*hidden, text[position:]]), pieces)


@stage
def pieces_of(text: str, begins: Place, judge: Judge | None = None) -> Stage[tuple[Node, ...]]:
    """Return plain text that may hold expressions as `Text` and expressions."""
    source = yield from masked(text, begins, judge)
    return tuple(Text(one) if isinstance(one, str) else one for one in source.split(source.masked))


def _piece(written: str, at: Span) -> Stage[Expression | Tag]:
    """Return the expression or tag that is written, with its braces, at a place."""
    inside = written[2:-2].strip()
    if written.startswith("{{"):
        return Expression(inside, at.place, at=at)
    name, _, argument = inside.partition(" ")
    yield from _check_tag(name, at.place)
    return Tag(name, argument.strip(), at.place, at=at)


def _closing(text: str, position: int, limit: int, closing: str) -> int | None:
    """Return where the expression that starts at `position` ends, minding quoted text.

    None when it does not end before `limit`.
    """
    quote = ""
    while position < limit:
        character = text[position]
        if quote:
            if character == "\\":
                position += 1
            elif character == quote:
                quote = ""
        elif character in "'\"":
            quote = character
        elif text.startswith(closing, position):
            return position
        position += 1
    return None


def _paragraph_end(text: str, position: int) -> int:
    match = _PARAGRAPH_END.search(text, position)
    return match.start() if match else len(text)


def _marker(written: str, number: int) -> str:
    """Return as many characters as are written, line breaks in their places."""
    length = sum(one != "\n" for one in written)
    digits: list[str] = []
    while number or not digits:
        number, digit = divmod(number, 16)
        digits.append(_DIGITS[digit])
    # The shortest with anything in it, `{{a}}`, holds three digits.
    symbols = iter((OPEN + "".join(digits).ljust(length - 2, _FILL))[: length - 1] + CLOSE)
    return "".join("\n" if one == "\n" else next(symbols) for one in written)


def _unclosed(opening: str, closing: str, place: Place) -> Diagnostic:
    message = Words(
        f"“{opening}”没有对应的“{closing}”", f"“{opening}” is not closed by “{closing}”"
    )
    return Diagnostic("syntax", place, message)


def _check_tag(name: str, place: Place) -> Iterator[Diagnostic]:
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
    yield Diagnostic("unknown-tag", place, message, hint)
