"""A chapter's finished tree as pandoc's own, with what Typst has its own functions for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field

from duizhao.book.blocks import literal, raw_block, raw_inline
from duizhao.book.target import PrintTarget
from duizhao.document import tree
from duizhao.document.formulas import tex
from duizhao.document.links import GLOSSARY, Destination, destination, is_inner
from duizhao.document.plain import plain
from duizhao.document.tree import Node
from duizhao.language.labels import CALLOUTS
from duizhao.render.inline import Number, ReferenceMark
from duizhao.render.pandoc import NO_ATTRIBUTES, Block, Inlines, PandocWriter, of
from duizhao.render.render import FigureNode, FinishedBlock, FinishedChapter, TableNode
from duizhao.render.term_links import TermLink


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


def label_of(chapter: str, anchor: str) -> str:
    """Return the label of an anchor: chapters' anchors are their own."""
    return f"{chapter}.md__{anchor}"


def term_label(id: str) -> str:
    """Return the label of a term in the book's glossary."""
    return f"term-{id}"


def _kind(block: FinishedBlock) -> str:
    return "display" if isinstance(block.node, (FigureNode, TableNode)) else block.kind


@dataclass
class Writer(PandocWriter):
    """Writes one chapter for Typst."""

    chapter: str
    target: PrintTarget
    anchors: Anchors
    notes: dict[str, tree.Note] = field(default_factory=dict)
    called: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.language = self.target.language

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
                yield of("Header", [heading.level, attributes, self.line(heading)])
                return
            case tree.Paragraph() as paragraph:
                yield of("Para", [*self._landing(block.anchor), *self.line(paragraph)])
                return
        yield from self.block(block.node)

    def _landing(self, anchor: str) -> Inlines:
        """Return what a link to a paragraph needs, where there is one."""
        if anchor not in self.target.linked.get(self.chapter, ()):
            return []
        return [raw_inline(f"#metadata(none)#label({literal(label_of(self.chapter, anchor))});")]

    def block(self, node: Node) -> Iterable[Block]:
        """Yield a block; a callout is one of the template's functions."""
        if isinstance(node, tree.Callout):
            title = literal(CALLOUTS[node.kind].of(self.language))
            yield raw_block(f"#callout({literal(node.kind)}, {title})[")
            yield from self.within(node)
            yield raw_block("]")
        else:
            yield from super().block(node)

    def inline(self, node: Node) -> Inlines:
        """Return a node within a line: what Typst has its own functions for, else as usual."""
        match node:
            case Number():
                self.before = node.text[-1:]
                return self.target.value(node.value, node.text)
            case ReferenceMark():
                self.before = node.text[-1:]
                return [self.target.reference(node.reference)]
            case tree.Styled(style="kbd"):
                return [raw_inline(f"#kbd({literal(plain(node))});")]
            case tree.Formula():
                return self._formula(node)
            case tree.Link():
                return self._link(node)
            case tree.NoteMark():
                return self._note(node.name)
            case TermLink():
                return [raw_inline(f"#used({literal(node.id)});"), *self.inlines(node)]
        return super().inline(node)

    def _formula(self, formula: tree.Formula) -> Inlines:
        """Return a formula; those who do not see it hear its TeX."""
        source = tex(formula)
        math = of("Math", [{"t": "DisplayMath" if formula.display else "InlineMath"}, source])
        spoken = raw_inline(f"#[#set math.equation(alt: {literal(source)});")
        return [spoken, math, raw_inline("]")]

    def _link(self, link: tree.Link) -> Inlines:
        words = self.inlines(link)
        address = link.address
        if is_inner(address) and (end := destination(address)):
            address = self.anchors.leads_to(self.chapter, end)
        return [of("Link", [NO_ATTRIBUTES, words, [address, ""]])] if address else words

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
        made = of("Note", self.within(note))
        self.before = before
        return [made, raw_inline(f"#label({label});")] if again else [made]
