"""The book as a target of rendering: how values, blocks, figures and tables become Markdown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from duizhao.book.blocks import (
    Caption,
    Cell,
    escaped,
    figure_block,
    heading_text,
    reference_text,
    table_block,
    value_text,
)
from duizhao.document.pairs import display_anchor
from duizhao.edition.context import Numbering
from duizhao.expressions.value import Name, Reference, Value
from duizhao.language.labels import NOT_AVAILABLE
from duizhao.render.views import CellView, FigureView, TableView


@dataclass(frozen=True)
class PrintTarget:
    """A book in one language; `pictures` maps a figure to its picture inside the book's assets."""

    language: str
    numbering: Numbering
    pictures: Mapping[str, str]

    def value(self, value: Value, text: str) -> str:
        """Return the number's text, marked when it is modelled or estimated."""
        return value_text(text, value.status)

    def name(self, name: Name, text: str) -> str:
        """Return the name itself."""
        return escaped(text)

    def reference(self, reference: Reference) -> str:
        """Return a link to the figure or table."""
        anchor = display_anchor(reference.kind, reference.figure)
        return reference_text(anchor, self.numbering.label(reference, self.language))

    def heading(self, level: int, text: str, anchor: str) -> str:
        """Return a heading with its shared anchor."""
        return heading_text(level, text, anchor)

    def block(self, kind: str, text: str, anchor: str) -> str:
        """Return the block itself."""
        return text

    def figure(self, view: FigureView) -> str:
        """Return a figure with its picture, caption, note and source."""
        return figure_block(
            view.anchor,
            Caption(view.label, view.title, view.note, view.source),
            self.pictures[view.name],
            view.alt,
            self.language,
            modelled=view.modelled,
            estimated=view.table.estimated,
        )

    def table(self, view: TableView) -> str:
        """Return a table with its caption, note and source."""
        rows = [
            [_cell(cell, numeric) for cell, numeric in zip(row, view.numeric, strict=True)]
            for row in view.rows
        ]
        caption = Caption(view.label, view.title, view.note, view.source)
        return table_block(
            *(view.anchor, caption, view.header, rows, self.language), estimated=view.estimated
        )


def _cell(cell: CellView, numeric: bool) -> Cell:
    if cell.leads_to is not None:
        anchor = display_anchor(cell.leads_to.kind, cell.leads_to.figure)
        return Cell(cell.text, leads_to=anchor)
    known = cell.text != NOT_AVAILABLE
    return Cell(cell.text, numeric and known, cell.modelled, cell.estimated)
