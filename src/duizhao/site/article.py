"""A chapter's finished tree as the HTML of its page, with what else the site must know of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape

from duizhao.document import tree
from duizhao.document.formulas import mathml, tex
from duizhao.document.links import GLOSSARY, Destination, destination, is_inner
from duizhao.document.plain import plain
from duizhao.document.tree import Node
from duizhao.language.labels import CALLOUTS
from duizhao.render.inline import Number, ReferenceMark
from duizhao.render.render import FigureNode, FinishedBlock, TableNode
from duizhao.render.term_links import TermLink
from duizhao.site.labels import LABELS
from duizhao.site.target import SiteTarget

_STYLES = {"emphasis": "em", "strong": "strong", "sub": "sub", "sup": "sup", "kbd": "kbd"}
# The dash of a range, between numbers that are typed or that stand in nodes of their own: no line
# ends at it.
_RANGE = re.compile(r"(?:^|(?<=[\d%]))([–—])(?=\d|$)")
# Material's boxes, by our names.
_BOXES = {
    "note": "note",
    "tip": "tip",
    "important": "info",
    "warning": "warning",
    "caution": "danger",
}


@dataclass(frozen=True)
class Heading:
    """A heading of a page: its level, its id and its plain text."""

    level: int
    id: str
    title: str


@dataclass
class Article:
    """Writes one chapter; `notes` counts the footnotes in the order in which they are called."""

    target: SiteTarget
    notes: dict[str, int] = field(default_factory=dict)
    called: dict[str, int] = field(default_factory=dict)

    def html(self, blocks: Sequence[FinishedBlock]) -> str:
        """Return the HTML of a chapter's blocks."""
        texts = {one.node.name: one.node for one in blocks if isinstance(one.node, tree.Note)}
        parts = [self.block(one) for one in blocks if not isinstance(one.node, tree.Note)]
        return "\n".join([*parts, *self._footnotes(texts)]) + "\n"

    def block(self, block: FinishedBlock) -> str:
        """Return the HTML of one block; a footnote's text stands by itself."""
        match block.node:
            case tree.Note() as note:
                return f'<div id="{escape(block.anchor)}">{self._blocks(note.children)}</div>'
            case tree.Heading() as heading:
                return self._heading(heading, block)
            case tree.Paragraph() as paragraph:
                line = f"{_older(block)}{self._line(paragraph)}"
                return f'<p id="{escape(block.anchor)}">{line}</p>'
            case FigureNode(view=figure):
                return self.target.figure(figure)
            case TableNode(view=table):
                return self.target.table(table)
        return self._block(block.node)

    def _heading(self, heading: tree.Heading, block: FinishedBlock) -> str:
        id = escape(block.anchor)
        name = f"h{heading.level}"
        title = escape(LABELS["permalink"].of(self.target.language))
        mark = f'<a class="headerlink" href="#{id}" title="{title}">#</a>'
        return f'<{name} id="{id}">{_older(block)}{self._line(heading)}{mark}</{name}>'

    def _blocks(self, nodes: Sequence[Node]) -> str:
        return "\n".join(self._block(node) for node in nodes)

    def _block(self, node: Node) -> str:
        match node:
            case tree.Paragraph():
                return self._line(node) if node.tight else f"<p>{self._line(node)}</p>"
            case tree.List():
                name = "ol" if node.ordered else "ul"
                start = f' start="{node.start}"' if node.ordered and node.start != 1 else ""
                items = "\n".join(self._item(item) for item in node.children)
                return f"<{name}{start}>\n{items}\n</{name}>"
            case tree.Quote():
                return f"<blockquote>\n{self._blocks(node.children)}\n</blockquote>"
            case tree.Callout():
                title = CALLOUTS[node.kind].of(self.target.language)
                return (
                    f'<div class="admonition {_BOXES[node.kind]}">\n'
                    f'<p class="admonition-title">{escape(title)}</p>\n'
                    f"{self._blocks(node.children)}\n</div>"
                )
            case tree.Table():
                return self._table(node)
            case tree.CodeBlock():
                named = f' class="language-{escape(node.language)}"' if node.language else ""
                return f"<pre><code{named}>{self._line(node)}</code></pre>"
            case tree.Rule():
                return "<hr>"
            case tree.Formula():
                return f"<p>{self._inline(node)}</p>"
            case tree.Heading():
                return f"<p><strong>{self._line(node)}</strong></p>"
        return ""

    def _item(self, item: Node) -> str:
        children = tree.children_of(item)
        tight = all(not isinstance(one, tree.Paragraph) or one.tight for one in children)
        inner = self._blocks(children)
        if not tight:
            return f"<li>\n{inner}\n</li>"
        return f"<li>{inner}{'' if len(children) < 2 else chr(10)}</li>"

    def _table(self, table: tree.Table) -> str:
        head, *rows = table.children
        body = "\n".join(self._row(row, "td", table.align) for row in rows)
        return (
            f"<table>\n<thead>\n{self._row(head, 'th', table.align)}\n</thead>\n"
            f"<tbody>\n{body}\n</tbody>\n</table>"
        )

    def _row(self, row: Node, name: str, align: Sequence[str]) -> str:
        cells = zip(tree.children_of(row), align, strict=False)
        made = [f"<{name}{_aligned(side)}>{self._line(cell)}</{name}>" for cell, side in cells]
        return "\n".join(["<tr>", *made, "</tr>"])

    def _line(self, node: Node) -> str:
        return "".join(self._inline(child) for child in tree.children_of(node))

    def _inline(self, node: Node) -> str:
        match node:
            case Number():
                return self.target.value(node.value, node.text)
            case ReferenceMark():
                return self.target.reference(node.reference)
            case tree.Text() | tree.Printed():
                return escape(_RANGE.sub("\u2060\\1\u2060", node.text), quote=False)
            case tree.SoftBreak():
                return "\n"
            case tree.HardBreak():
                return "<br>\n"
            case tree.Styled():
                name = _STYLES[node.style]
                return f"<{name}>{self._line(node)}</{name}>"
            case tree.Code():
                return f"<code>{self._line(node)}</code>"
            case tree.Formula():
                return mathml([node])[tex(node), node.display]
            case tree.Link():
                return f'<a href="{escape(address(node.address))}">{self._line(node)}</a>'
            case TermLink():
                id = escape(node.id)
                return (
                    f'<a class="dz-term" href="../glossary.html#{id}" data-term="{id}">'
                    f"{self._line(node)}</a>"
                )
            case tree.NoteMark():
                return self._mark(node.name)
        return ""

    def _mark(self, name: str) -> str:
        number = self.notes.setdefault(name, len(self.notes) + 1)
        self.called[name] = self.called.get(name, 0) + 1
        again = self.called[name] if self.called[name] > 1 else ""
        id = escape(name)
        link = f'<a class="footnote-ref" href="#fn:{id}">{number}</a>'
        return f'<sup id="fnref{again}:{id}">{link}</sup>'

    def _footnotes(self, texts: dict[str, tree.Note]) -> list[str]:
        """Return the notes below the text; one may call another."""
        items = []
        waiting = list(self.notes)
        while waiting:
            name = waiting.pop(0)
            known = set(self.notes)
            if name in texts:
                items.append(self._footnote(name, texts[name]))
            waiting += [one for one in self.notes if one not in known]
        if not items:
            return []
        return ['<div class="footnote">', "<hr>", "<ol>", *items, "</ol>", "</div>"]

    def _footnote(self, name: str, note: tree.Note) -> str:
        title = escape(LABELS["to_note"].of(self.target.language)).replace(
            "{}", str(self.notes[name])
        )
        id = escape(name)
        back = f'<a class="footnote-backref" href="#fnref:{id}" title="{title}">&#8617;</a>'
        inner = self._blocks(note.children)
        if inner.endswith("</p>"):
            inner = f"{inner.removesuffix('</p>')}&#160;{back}</p>"
        else:
            inner = f"{inner}\n<p>{back}</p>"
        return f'<li id="fn:{id}">\n{inner}\n</li>'


def _older(block: FinishedBlock) -> str:
    """Return where links lead that were made before the block had its present anchor."""
    return "".join(f'<span id="{escape(one)}"></span>' for one in block.older)


def _aligned(side: str) -> str:
    # As an attribute, since the policy allows no style on an element.
    return f' align="{side}"' if side else ""


def address(written: str) -> str:
    """Return a link's address as the page gives it: chapters are pages here."""
    end = destination(written) if is_inner(written) else None
    return written if end is None else _page(end)


def _page(end: Destination) -> str:
    anchor = f"#{end.anchor}" if end.anchor else ""
    if not end.page:
        return anchor or "#"
    if end.page == GLOSSARY:
        return f"../glossary.html{anchor}"
    folder = f"../{end.edition}/" if end.edition else ""
    return f"{folder}{end.page}.html{anchor}"


def headings(blocks: Sequence[FinishedBlock]) -> tuple[Heading, ...]:
    """Return the headings of a chapter, in order."""
    return tuple(
        Heading(one.node.level, one.anchor, plain(one.node))
        for one in blocks
        if isinstance(one.node, tree.Heading)
    )


def places(blocks: Sequence[FinishedBlock]) -> tuple[str, ...]:
    """Return the anchors that a reader may keep: headings below the first, figures, tables."""
    return tuple(
        one.anchor
        for one in blocks
        if isinstance(one.node, (FigureNode, TableNode))
        or (isinstance(one.node, tree.Heading) and one.node.level > 1)
    )
