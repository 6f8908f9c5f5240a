"""A chapter's finished tree as pandoc's own, as far as all that pandoc writes has it alike.

A format's own writer says how it writes values, references, links, notes, callouts and displays.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from duizhao.document import tree
from duizhao.document.han import wide
from duizhao.document.links import destination, is_inner
from duizhao.document.plain import plain
from duizhao.document.tree import Node
from duizhao.language import language_of
from duizhao.render.render import FinishedChapter

Block = dict[str, Any]
Inlines = list[dict[str, Any]]
NO_ATTRIBUTES: list[Any] = ["", [], []]
_STYLES = {"emphasis": "Emph", "strong": "Strong", "sub": "Subscript", "sup": "Superscript"}
_ALIGN = {"left": "AlignLeft", "right": "AlignRight", "center": "AlignCenter", "": "AlignLeft"}
# A column counts no more than so many ems for its share of a table's width.
_LONGEST = 24.0


class PandocWriter:
    """Writes in a language what every format has alike.

    `before` is the character before what is written next.
    """

    language: str
    before: str = ""

    def block(self, node: Node) -> Iterable[Block]:
        """Yield the blocks of a node that stands below a chapter's top, or within another."""
        match node:
            case tree.Paragraph():
                yield of("Plain" if node.tight else "Para", self.line(node))
            case tree.List():
                items = [self.within(item) for item in node.children]
                if node.ordered:
                    style = [node.start, {"t": "Decimal"}, {"t": "Period"}]
                    yield of("OrderedList", [style, items])
                else:
                    yield of("BulletList", items)
            case tree.Quote():
                yield of("BlockQuote", self.within(node))
            case tree.Table():
                yield self.table(node)
            case tree.CodeBlock():
                classes = [node.language] if node.language else []
                yield of("CodeBlock", [["", classes, []], plain(node)])
            case tree.Rule():
                yield of("HorizontalRule")
            case tree.Formula():
                yield of("Para", list(self.inline(node)))
            case tree.Heading():
                yield of("Para", [of("Strong", self.line(node))])

    def within(self, node: Node) -> list[Block]:
        """Return the blocks that a node holds."""
        return [made for child in tree.children_of(node) for made in self.block(child)]

    def table(self, table: tree.Table) -> Block:
        """Return a table that fills the measure, its columns in proportion to what they hold."""
        needs = [0.0] * len(table.align)
        rows = []
        for row in table.children:
            cells = tree.children_of(row)
            for index, cell in enumerate(cells):
                needs[index] = max(needs[index], min(_width(plain(cell)), _LONGEST))
            made = [
                [NO_ATTRIBUTES, {"t": "AlignDefault"}, 1, 1, [of("Plain", self.line(cell))]]
                for cell in cells
            ]
            rows.append([NO_ATTRIBUTES, made])
        total = max(sum(needs), 1)
        columns = [
            [{"t": _ALIGN[side]}, {"t": "ColWidth", "c": (need or 1) / total}]
            for side, need in zip(table.align, needs, strict=True)
        ]
        head, body = [NO_ATTRIBUTES, rows[:1]], [[NO_ATTRIBUTES, 0, [], rows[1:]]]
        return of("Table", [NO_ATTRIBUTES, [None, []], columns, head, body, [NO_ATTRIBUTES, []]])

    def line(self, node: Node) -> Inlines:
        """Return what a block holds as a line of its own."""
        self.before = ""
        return self.inlines(node)

    def inlines(self, node: Node) -> Inlines:
        """Return what a node holds, in a line that has begun."""
        return _joined(made for child in tree.children_of(node) for made in self.inline(child))

    def inline(self, node: Node) -> Inlines:
        """Return a node within a line."""
        match node:
            case tree.Text() | tree.Printed():
                return words(self.typographic(node.text))
            case tree.SoftBreak():
                self.before = " "
                return [of("SoftBreak")]
            case tree.HardBreak():
                self.before = " "
                return [of("LineBreak")]
            case tree.Styled():
                return [of(_STYLES[node.style], self.inlines(node))]
            case tree.Code():
                return [of("Code", [NO_ATTRIBUTES, plain(node)])]
        return []

    def typographic(self, text: str) -> str:
        """Return text with quotes curled among Latin, and dashes and dots joined."""
        if language_of(self.language).writing.script == "Latin":
            text = _curled(text, self.before)
        self.before = text[-1:] or self.before
        return text


def linked(chapters: Iterable[FinishedChapter]) -> dict[str, set[str]]:
    """Return the anchors that links within a book lead to, by chapter."""
    found: dict[str, set[str]] = {}
    for one in chapters:
        for link in (link for block in one.blocks for link in tree.found(block.node, tree.Link)):
            end = destination(link.address) if is_inner(link.address) else None
            if end and end.anchor:
                found.setdefault(end.page or one.name, set()).add(end.anchor)
    return found


def _curled(text: str, before: str) -> str:
    def curl(match: re.Match[str]) -> str:
        ahead = text[match.start() - 1] if match.start() else before
        opens = not ahead or ahead.isspace() or ahead in "([{—–-“‘/"
        first, last = "“”" if match[0] == '"' else "‘’"
        return first if opens else last

    text = re.sub(r"['\"]", curl, text)
    return text.replace("---", "—").replace("--", "–").replace("...", "…")


def _width(text: str) -> float:
    """Return about how wide `text` is, in ems: Han count one, all else a little over half."""
    return sum(1.0 if wide(one) else 0.56 for one in text)


def _joined(inlines: Iterable[Block]) -> Inlines:
    """Return inlines with neighbouring words made one: what follows a number belongs to it."""
    joined: Inlines = []
    for one in inlines:
        if one["t"] == "Str" and joined and joined[-1]["t"] == "Str":
            joined[-1] = of("Str", joined[-1]["c"] + one["c"])
        else:
            joined.append(one)
    return joined


def words(text: str) -> Inlines:
    """Return plain text as pandoc has it: words and spaces."""
    made: Inlines = []
    for part in re.split("([ \t\n]+)", text):
        if part.strip(" \t\n"):
            made.append(of("Str", part))
        elif part:
            made.append(of("Space"))
    return made


def of(kind: str, content: Any = None) -> Block:
    """Return an element of pandoc's tree."""
    return {"t": kind} if content is None else {"t": kind, "c": content}
