"""How values, references, figures and tables of a book become blocks of pandoc's tree."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from typing import Any

from duizhao.book.blocks import (
    Caption,
    Cell,
    Inlines,
    figure_block,
    reference_inline,
    table_block,
    value_inlines,
)
from duizhao.document.anchors import display_anchor
from duizhao.expressions.value import Reference, Value
from duizhao.language.labels import NOT_AVAILABLE
from duizhao.render.context import Numbering
from duizhao.render.views import CellView, FigureView, TableView


@dataclass(frozen=True)
class PrintTarget:
    """A book in one language; `pictures` maps a figure to its picture inside the book's assets.

    `linked` are the paragraphs that links lead to, by chapter.
    """

    language: str
    numbering: Numbering
    pictures: Mapping[str, str]
    linked: Mapping[str, Set[str]] = field(default_factory=dict)

    def value(self, value: Value, text: str) -> Inlines:
        """Return the number's text, marked when it is modelled or estimated."""
        return value_inlines(text, value.status)

    def reference(self, reference: Reference) -> dict[str, Any]:
        """Return a link to the figure or table."""
        anchor = display_anchor(reference.kind, reference.figure)
        return reference_inline(anchor, self.numbering.label(reference, self.language))

    def figure(self, view: FigureView) -> dict[str, Any]:
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

    def table(self, view: TableView) -> dict[str, Any]:
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
