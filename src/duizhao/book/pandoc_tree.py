"""A chapter's finished tree as pandoc's own: the door to Typst, and to what else pandoc writes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import Any

from duizhao.book.blocks import Inlines, literal, raw_block, raw_inline
from duizhao.book.target import PrintTarget
from duizhao.document import tree
from duizhao.document.formulas import tex
from duizhao.document.han import wide
from duizhao.document.links import GLOSSARY, Destination, destination, is_inner
from duizhao.document.plain import plain
from duizhao.document.tree import Node
from duizhao.language import language_of
from duizhao.language.labels import CALLOUTS
from duizhao.render.inline import Number, ReferenceMark
from duizhao.render.render import FigureNode, FinishedBlock, FinishedChapter, TableNode
from duizhao.render.term_links import TermLink

Block = dict[str, Any]
_STYLES = {"emphasis": "Emph", "strong": "Strong", "sub": "Subscript", "sup": "Superscript"}
_NO_ATTRIBUTES = ["", [], []]
_ALIGN = {"left": "AlignLeft", "right": "AlignRight", "center": "AlignCenter", "": "AlignLeft"}
# A column counts no more than so many ems for its share of a table's width.
_LONGEST = 24.0


@dataclass(frozen=True)
class Anchors:
    """What links of a book may lead to: the kinds of its chapters' anchors, and its site.

    `site` is the address of this edition's pages with a closing slash, "" for none; `terms` are
    those of the book's own glossary.
    """

    chapters: Mapping[str, Mapping[str, str]]
    site: str = ""
    terms: Set[str] = frozenset()

    @classmethod
    def of(
        cls, chapters: Iterable[FinishedChapter], site: str, terms: Iterable[str] = ()
    ) -> Anchors:
        """Return the anchors of a book's chapters."""
        return cls(
            {one.name: {block.anchor: _kind(block) for block in one.blocks} for one in chapters},
            site,
            frozenset(terms),
        )

    def leads_to(self, chapter: str, end: Destination) -> str:
        """Return where a link of a chapter leads: a label (`#…`), an address, or "" for nowhere."""
        page = end.page or chapter
        if page == GLOSSARY and end.anchor in self.terms:
            return f"#{term_label(end.anchor)}"
        if end.edition or page not in self.chapters:
            folder = f"../{end.edition}/" if end.edition else ""
            return self._outside(f"{folder}{page}.html" + (f"#{end.anchor}" if end.anchor else ""))
        if not end.anchor:
            return f"#{page}"
        if self.chapters[page].get(end.anchor) == "display":
            return f"#display-{end.anchor}"
        return f"#{label_of(page, end.anchor)}"

    def _outside(self, address: str) -> str:
        if not self.site:
            return ""
        above = self.site.rstrip("/").rpartition("/")[0]
        if address.startswith("../"):
            return f"{above}/{address.removeprefix('../')}"
        # The glossary belongs to no edition.
        return f"{above}/{address}" if address.startswith("glossary.html") else self.site + address


def linked(chapters: Iterable[FinishedChapter]) -> dict[str, set[str]]:
    """Return the anchors that links within a book lead to, by chapter."""
    found: dict[str, set[str]] = {}
    for one in chapters:
        for link in (link for block in one.blocks for link in tree.found(block.node, tree.Link)):
            end = destination(link.address) if is_inner(link.address) else None
            if end and end.anchor:
                found.setdefault(end.page or one.name, set()).add(end.anchor)
    return found


def label_of(chapter: str, anchor: str) -> str:
    """Return the label of an anchor: chapters' anchors are their own."""
    return f"{chapter}.md__{anchor}"


def term_label(id: str) -> str:
    """Return the label of a term in the book's glossary."""
    return f"term-{id}"


def _kind(block: FinishedBlock) -> str:
    return "display" if isinstance(block.node, (FigureNode, TableNode)) else block.kind


@dataclass
class Writer:
    """Writes one chapter; `before` is the character that stands before what is written next."""

    chapter: str
    target: PrintTarget
    anchors: Anchors
    notes: dict[str, tree.Note] = field(default_factory=dict)
    called: dict[str, int] = field(default_factory=dict)
    before: str = ""

    def blocks(self, blocks: Sequence[FinishedBlock]) -> list[Block]:
        """Return a chapter's blocks; footnotes stand where they are called."""
        self.notes = {one.node.name: one.node for one in blocks if isinstance(one.node, tree.Note)}
        for mark in (m for one in blocks for m in tree.found(one.node, tree.NoteMark)):
            self.called[mark.name] = self.called.get(mark.name, 0) + 1
        return [made for one in blocks for made in self._top(one)]

    def _top(self, block: FinishedBlock) -> Iterable[Block]:
        match block.node:
            case tree.Note():
                return
            case FigureNode(view=figure):
                yield self.target.figure(figure)
                return
            case TableNode(view=table):
                yield self.target.table(table)
                return
            case tree.Heading() as heading:
                attributes = [label_of(self.chapter, block.anchor), [], []]
                yield _of("Header", [heading.level, attributes, self._line(heading)])
                return
            case tree.Paragraph() as paragraph:
                yield _of("Para", [*self._landing(block.anchor), *self._line(paragraph)])
                return
        yield from self._block(block.node)

    def _landing(self, anchor: str) -> Inlines:
        """Return what a link to a paragraph needs, where there is one."""
        if anchor not in self.target.linked.get(self.chapter, ()):
            return []
        return [raw_inline(f"#metadata(none)#label({literal(label_of(self.chapter, anchor))});")]

    def _block(self, node: Node) -> Iterable[Block]:
        match node:
            case tree.Paragraph():
                yield _of("Plain" if node.tight else "Para", self._line(node))
            case tree.List():
                items = [self._within(item) for item in node.children]
                if node.ordered:
                    style = [node.start, {"t": "Decimal"}, {"t": "Period"}]
                    yield _of("OrderedList", [style, items])
                else:
                    yield _of("BulletList", items)
            case tree.Quote():
                yield _of("BlockQuote", self._within(node))
            case tree.Callout():
                title = literal(CALLOUTS[node.kind].of(self.target.language))
                yield raw_block(f"#callout({literal(node.kind)}, {title})[")
                yield from self._within(node)
                yield raw_block("]")
            case tree.Table():
                yield self._table(node)
            case tree.CodeBlock():
                classes = [node.language] if node.language else []
                yield _of("CodeBlock", [["", classes, []], plain(node)])
            case tree.Rule():
                yield _of("HorizontalRule")
            case tree.Formula():
                yield _of("Para", list(self._inline(node)))
            case tree.Heading():
                yield _of("Para", [_of("Strong", self._line(node))])

    def _within(self, node: Node) -> list[Block]:
        return [made for child in tree.children_of(node) for made in self._block(child)]

    def _table(self, table: tree.Table) -> Block:
        """Return a table that fills the measure, its columns in proportion to what they hold."""
        needs = [0.0] * len(table.align)
        rows = []
        for row in table.children:
            cells = tree.children_of(row)
            for index, cell in enumerate(cells):
                needs[index] = max(needs[index], min(_width(plain(cell)), _LONGEST))
            made = [
                [_NO_ATTRIBUTES, {"t": "AlignDefault"}, 1, 1, [_of("Plain", self._line(cell))]]
                for cell in cells
            ]
            rows.append([_NO_ATTRIBUTES, made])
        total = max(sum(needs), 1)
        columns = [
            [{"t": _ALIGN[side]}, {"t": "ColWidth", "c": (need or 1) / total}]
            for side, need in zip(table.align, needs, strict=True)
        ]
        head, body = [_NO_ATTRIBUTES, rows[:1]], [[_NO_ATTRIBUTES, 0, [], rows[1:]]]
        return _of("Table", [_NO_ATTRIBUTES, [None, []], columns, head, body, [_NO_ATTRIBUTES, []]])

    def _line(self, node: Node) -> Inlines:
        self.before = ""
        return self._inlines(node)

    def _inlines(self, node: Node) -> Inlines:
        return _joined(made for child in tree.children_of(node) for made in self._inline(child))

    def _inline(self, node: Node) -> Inlines:
        match node:
            case Number():
                self.before = node.text[-1:]
                return self.target.value(node.value, node.text)
            case ReferenceMark():
                self.before = node.text[-1:]
                return [self.target.reference(node.reference)]
            case tree.Text() | tree.Printed():
                return _words(self._typographic(node.text))
            case tree.SoftBreak():
                self.before = " "
                return [_of("SoftBreak")]
            case tree.HardBreak():
                self.before = " "
                return [_of("LineBreak")]
            case tree.Styled(style="kbd"):
                return [raw_inline(f"#kbd({literal(plain(node))});")]
            case tree.Styled():
                return [_of(_STYLES[node.style], self._inlines(node))]
            case tree.Code():
                return [_of("Code", [_NO_ATTRIBUTES, plain(node)])]
            case tree.Formula():
                return self._formula(node)
            case tree.Link():
                return self._link(node)
            case tree.NoteMark():
                return self._note(node.name)
            case TermLink():
                return [raw_inline(f"#used({literal(node.id)});"), *self._inlines(node)]
        return []

    def _formula(self, formula: tree.Formula) -> Inlines:
        """Return a formula; those who do not see it hear its TeX."""
        source = tex(formula)
        math = _of("Math", [{"t": "DisplayMath" if formula.display else "InlineMath"}, source])
        spoken = raw_inline(f"#[#set math.equation(alt: {literal(source)});")
        return [spoken, math, raw_inline("]")]

    def _link(self, link: tree.Link) -> Inlines:
        words = self._inlines(link)
        address = link.address
        if is_inner(address) and (end := destination(address)):
            address = self.anchors.leads_to(self.chapter, end)
        return [_of("Link", [_NO_ATTRIBUTES, words, [address, ""]])] if address else words

    def _note(self, name: str) -> Inlines:
        """Return a footnote where it is first called; later calls refer to it."""
        note = self.notes.get(name)
        if note is None:
            return []
        label = literal(f"{self.chapter}.note__{name}")
        if self.called[name] < 0:
            return [raw_inline(f"#footnote(label({label}));")]
        again = self.called[name] > 1
        self.called[name] = -1
        before = self.before
        made = _of("Note", self._within(note))
        self.before = before
        return [made, raw_inline(f"#label({label});")] if again else [made]

    def _typographic(self, text: str) -> str:
        """Return text with quotes curled among Latin, and dashes and dots joined."""
        if language_of(self.target.language).writing.script == "Latin":
            text = _curled(text, self.before)
        self.before = text[-1:] or self.before
        return text


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
            joined[-1] = _of("Str", joined[-1]["c"] + one["c"])
        else:
            joined.append(one)
    return joined


def _words(text: str) -> Inlines:
    """Return plain text as pandoc has it: words and spaces."""
    made: Inlines = []
    for part in re.split("([ \t\n]+)", text):
        if part.strip(" \t\n"):
            made.append(_of("Str", part))
        elif part:
            made.append(_of("Space"))
    return made


def _of(kind: str, content: Any = None) -> Block:
    return {"t": kind} if content is None else {"t": kind, "c": content}
