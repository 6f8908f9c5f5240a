"""A chapter's finished tree as Quarto's Markdown, which pandoc writes: every sign of it escaped.

Figures are cells that draw them, or what came of these cells; references, footnotes, callouts and
citations are Quarto's own.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from duizhao.document import tree
from duizhao.document.formulas import tex
from duizhao.document.links import GLOSSARY, Destination, destination, is_inner
from duizhao.document.plain import plain
from duizhao.document.tree import Node
from duizhao.files.pandoc import convert
from duizhao.language import labels
from duizhao.language.labels import CALLOUTS
from duizhao.render.inline import Number, ReferenceMark
from duizhao.render.pandoc import NO_ATTRIBUTES, Block, Inlines, PandocWriter, of, words
from duizhao.render.render import FigureNode, FinishedBlock, TableNode
from duizhao.render.term_links import TermLink
from duizhao.render.views import CellView, FigureView, TableView

# For whom a chapter is written: for Quarto to run its cells, or as these have been run for a
# format.
For = Literal["cells", "html", "typst"]
# `@` cites, and what is typed as a quotation mark or dash stays one: all is typographic already.
_MARKDOWN = ["--to=markdown-smart-raw_tex+raw_attribute-simple_tables-multiline_tables"]
_MARKS = {"modelled": "*", "estimated": "†"}
CELL = """```{{python}}
#| fig-alt: {alt}
from duizhao.charts.beside import chart

chart("../figures", "{name}", "{language}")
```"""


@dataclass(frozen=True)
class Links:
    """What links of a book may lead to: labels by chapter and anchor, its terms, its site.

    `site` is the address of this edition's pages with a closing slash, "" for none.
    """

    chapters: Mapping[str, Mapping[str, str]]
    terms: frozenset[str]
    site: str = ""

    def leads_to(self, chapter: str, end: Destination) -> str:
        """Return where a link of a chapter leads; "" for nowhere."""
        page = end.page or chapter
        if page == GLOSSARY and end.anchor in self.terms:
            return f"{GLOSSARY}.qmd#{term_label(end.anchor)}"
        if not end.edition and page in self.chapters:
            label = self.chapters[page].get(end.anchor)
            return f"{page}.qmd" + (f"#{label}" if label else "")
        if not self.site:
            return ""
        above = self.site.rstrip("/").rpartition("/")[0]
        folder = f"{above}/{end.edition}/" if end.edition else self.site
        folder = f"{above}/" if page == GLOSSARY else folder
        return f"{folder}{page}.html" + (f"#{end.anchor}" if end.anchor else "")


def label_of(chapter: str, anchor: str) -> str:
    """Return the label of a heading or paragraph, unique in the book."""
    return f"sec-{chapter}-{anchor}".replace("_", "-")


def term_label(id: str) -> str:
    """Return the label of a term in the book's glossary."""
    return f"term-{id}".replace("_", "-")


def display_label(kind: str, name: str) -> str:
    """Return the label of a figure or table, by which Quarto numbers it and refers to it."""
    return f"{'fig' if kind == 'figure' else 'tbl'}-{name}".replace("_", "-")


@dataclass
class Writer(PandocWriter):
    """Writes one chapter in a language.

    `sources` are the ids of the documents that the numbers of a figure or table come from, by its
    anchor.
    """

    chapter: str
    language: str
    links: Links
    sources: Mapping[str, Sequence[str]]
    written_for: For = "cells"
    numbered: bool = True
    notes: dict[str, tree.Note] = field(default_factory=dict)

    def markdown(self, blocks: Sequence[FinishedBlock]) -> str:
        """Return a chapter as Quarto's Markdown; footnotes stand where they are called."""
        self.notes = {one.node.name: one.node for one in blocks if isinstance(one.node, tree.Note)}
        return markdown(made for one in blocks for made in self._top(one))

    def _top(self, block: FinishedBlock) -> Iterable[Block]:
        match block.node:
            case tree.Note():
                return
            case FigureNode(view=figure):
                yield from self._figure(figure)
            case TableNode(view=table):
                yield from self._table(table)
            case tree.Heading() as heading:
                classes = [] if self.numbered or heading.level > 1 else ["unnumbered"]
                attributes = [label_of(self.chapter, block.anchor), classes, []]
                yield of("Header", [heading.level, attributes, self.line(heading)])
            case tree.Paragraph() as paragraph:
                made = of("Para", self.line(paragraph))
                landing = block.anchor in self.links.chapters[self.chapter]
                label = label_of(self.chapter, block.anchor)
                yield div([made], id=label) if landing else made
            case node:
                yield from self.block(node)

    def block(self, node: Node) -> Iterable[Block]:
        """Yield a block; a callout is Quarto's own, with our title."""
        match node:
            case tree.Callout():
                title = CALLOUTS[node.kind].of(self.language)
                yield div(self.within(node), f"callout-{node.kind}", title=title)
            case tree.CodeBlock() if "{{<" in plain(node):
                attributes = ["", [node.language or "text"], [["shortcodes", "false"]]]
                yield of("CodeBlock", [attributes, plain(node)])
            case _:
                yield from super().block(node)

    def inlines(self, node: Node) -> Inlines:
        """Return what a node holds; nothing that follows a citation is read as part of it."""
        made: Inlines = []
        for one in super().inlines(node):
            if made and made[-1]["t"] == "Cite" and one["t"] == "Str" and one["c"][0] in "([{:":
                made.append(of("RawInline", ["html", "<!-- -->"]))
            made.append(one)
        return made

    def inline(self, node: Node) -> Inlines:
        """Return a node within a line."""
        match node:
            case Number():
                self.before = node.text[-1:]
                return self._value(node.text, node.value.status)
            case ReferenceMark():
                self.before = node.text[-1:]
                return [cite(display_label(node.reference.kind, node.reference.figure))]
            case tree.Styled(style="kbd"):
                return [of("Span", [["", ["kbd"], []], words(plain(node))])]
            case tree.Formula():
                kind = {"t": "DisplayMath" if node.display else "InlineMath"}
                return [of("Math", [kind, tex(node)])]
            case tree.Link():
                return self._link(node)
            case tree.NoteMark():
                return self._note(node.name)
            case TermLink():
                address = f"{GLOSSARY}.qmd#{term_label(node.id)}"
                return [of("Link", [NO_ATTRIBUTES, self.inlines(node), [address, ""]])]
        return super().inline(node)

    def _value(self, text: str, status: str) -> Inlines:
        if status not in _MARKS:
            return words(text)
        return [*words(text), of("Span", [["", [status], []], words(_MARKS[status])])]

    def _link(self, link: tree.Link) -> Inlines:
        said, address = self.inlines(link), link.address
        if is_inner(address) and (end := destination(address)):
            address = self.links.leads_to(self.chapter, end)
        return [of("Link", [NO_ATTRIBUTES, said, [address, ""]])] if address else said

    def _note(self, name: str) -> Inlines:
        """Return a footnote; one that calls itself ends there."""
        note = self.notes.pop(name, None)
        if note is None:
            return []
        before = self.before
        made = of("Note", self.within(note))
        self.before = before
        self.notes[name] = note
        return [made]

    def _figure(self, view: FigureView) -> Iterable[Block]:
        caption = of("Para", self._plain(view.title))
        label = display_label("figure", view.name)
        yield div([of("RawBlock", ["markdown", self._cell(view)]), caption], id=label)
        extra = [labels.MODELLED_FIGURE] if view.modelled else []
        told = [one.of(self.language) for one in extra]
        yield from self._foot(view.anchor, view.note, view.source, told, view.table.estimated)

    def _cell(self, view: FigureView) -> str:
        """Return the cell that draws a figure, or what it showed when it was run."""
        if self.written_for == "cells":
            alt = json.dumps(view.alt, ensure_ascii=False)
            return CELL.format(alt=alt, name=view.name, language=self.language)
        picture = f"{self.chapter}_files/figure-{self.written_for}/{view.name}.svg"
        shown = of("Image", [["", [], [["fig-alt", view.alt]]], [], [picture, ""]])
        output = div([of("Para", [shown])], "cell-output", "cell-output-display")
        return markdown([div([output], "cell")]).rstrip()

    def _table(self, view: TableView) -> Iterable[Block]:
        grid = self._grid(view)
        if view.title:
            caption = of("Para", self._plain(view.title))
            yield div([grid, caption], id=display_label("table", view.name))
        else:
            yield div([grid], id=label_of(self.chapter, view.anchor))
        marked = any(cell.modelled for row in view.rows for cell in row)
        told = [labels.MODELLED_VALUES.of(self.language)] if marked else []
        yield from self._foot(view.anchor, view.note, view.source, told, view.estimated)

    def _grid(self, view: TableView) -> Block:
        sides = ["AlignRight" if one else "AlignLeft" for one in view.numeric]
        columns = [[{"t": side}, {"t": "ColWidthDefault"}] for side in sides]
        head = _row([self._plain(text) for text in view.header])
        rows = [_row([self._shown(cell) for cell in row]) for row in view.rows]
        body = [[NO_ATTRIBUTES, 0, [], rows]]
        foot = [NO_ATTRIBUTES, []]
        return of(
            "Table",
            [NO_ATTRIBUTES, [None, []], columns, [NO_ATTRIBUTES, [head]], body, foot],
        )

    def _shown(self, cell: CellView) -> Inlines:
        if cell.leads_to is not None:
            return [cite(display_label(cell.leads_to.kind, cell.leads_to.figure))]
        return self._value(cell.text, cell.value.status if cell.value else "")

    def _foot(
        self, anchor: str, note: str, source: str, told: Sequence[str], estimated: str
    ) -> Iterable[Block]:
        """Yield what stands below a figure or table: note, source with citations, marks."""
        lines = [self._plain(labels.NOTE.of(self.language) + note)] if note else []
        if source:
            cited = [cite(*self.sources[anchor])] if self.sources.get(anchor) else []
            said = self._plain(labels.SOURCE.of(self.language) + source)
            lines.append([*said, *([of("Space")] if cited else []), *cited])
        lines += [self._plain(f"*{one}") for one in told]
        lines += [self._plain(f"†{estimated}")] if estimated else []
        if lines:
            yield div([of("Para", line) for line in lines], "display-foot")

    def _plain(self, text: str) -> Inlines:
        self.before = ""
        return words(self.typographic(text))


def markdown(blocks: Iterable[Block]) -> str:
    """Return blocks as Quarto's Markdown."""
    return convert(list(blocks), _MARKDOWN)


def div(blocks: Sequence[Block], *classes: str, id: str = "", **attributes: str) -> Block:
    """Return blocks in a box of their own."""
    return of("Div", [[id, list(classes), list(map(list, attributes.items()))], list(blocks)])


def cite(*keys: str) -> Block:
    """Return a citation, of documents, or of figures and tables."""
    cited = [
        {
            "citationId": key,
            "citationPrefix": [],
            "citationSuffix": [],
            "citationMode": {"t": "NormalCitation"},
            "citationNoteNum": 0,
            "citationHash": 0,
        }
        for key in keys
    ]
    return of("Cite", [cited, words("; ".join(f"@{key}" for key in keys))])


def _row(cells: Sequence[Inlines]) -> Block | list[object]:
    made = [
        [NO_ATTRIBUTES, {"t": "AlignDefault"}, 1, 1, [of("Plain", cell)] if cell else []]
        for cell in cells
    ]
    return [NO_ATTRIBUTES, made]
