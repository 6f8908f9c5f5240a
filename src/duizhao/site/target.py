"""How values, references, figures and tables of one chapter become HTML."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape

from duizhao.document.anchors import display_anchor
from duizhao.expressions.value import Name, Reference, Value
from duizhao.language import language_of
from duizhao.render.context import Numbering
from duizhao.render.views import CellView, FigureView, TableView
from duizhao.site.blocks import (
    Caption,
    Cell,
    Picture,
    Scheme,
    Width,
    figure_html,
    grid_html,
    reference_html,
    table_html,
    value_html,
)
from duizhao.site.foreign import foreign_html
from duizhao.site.labels import LABELS
from duizhao.site.number_cards_script import answer_key
from duizhao.site.toolbar import Tools, toolbar_html

Pictures = Mapping[tuple[Scheme, Width], Picture]


@dataclass(frozen=True)
class SiteTarget:
    """One chapter's pages in one language.

    `pictures` maps a figure to its static pictures and `charts` to the specification of its
    interactive chart, `networks` to the scripts of a network to explore, all as paths relative to
    the page; `tools` to what the bar under it offers (a figure without has no bar). Every number
    said is noted in `said` (see `answers.answer_key`), so that the page can answer for it.
    """

    language: str
    chapter: str
    numbering: Numbering
    pictures: Mapping[str, Pictures]
    charts: Mapping[str, str]
    tools: Mapping[str, Tools] = field(default_factory=dict)
    networks: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    said: dict[str, Value] = field(default_factory=dict)

    def value(self, value: Value, text: str) -> str:
        """Return the number as a `<data>` element."""
        number = f"{value.number:f}"
        self.said[answer_key(value.address, number)] = value
        return value_html(number, text, value.address, value.status, self.language)

    def name(self, name: Name, text: str) -> str:
        """Return the name itself."""
        return escape(text, quote=False)

    def reference(self, reference: Reference) -> str:
        """Return a link to the figure or table, on this page or another chapter's."""
        return self._link(reference, self.numbering.label(reference, self.language))

    def _link(self, reference: Reference, text: str) -> str:
        anchor = display_anchor(reference.kind, reference.figure)
        chapter = self.numbering.chapter(reference)
        page = "" if chapter == self.chapter else f"{chapter}.html"
        return reference_html(f"{page}#{anchor}", text)

    def figure(self, view: FigureView) -> str:
        """Return a figure with its pictures, caption, note and source."""
        return figure_html(
            view.name,
            view.anchor,
            _caption(view.label, view.title, view.note, view.source),
            self.pictures[view.name],
            view.alt,
            self.language,
            chart=self.charts.get(view.name, ""),
            network=self.networks.get(view.name),
            modelled=view.modelled,
            estimated=view.table.estimated,
            tools=self._tools(view, self._data(view)) if view.name in self.tools else "",
        )

    def _data(self, view: FigureView) -> str:
        label = LABELS["data"].of(self.language) + (
            language_of(self.language).writing.colon + view.title
        )
        return grid_html(label, *self._grid(view.table), self.language)

    def _tools(self, view: FigureView | TableView, data: str = "") -> str:
        title = f"{view.label} {view.title}"
        return toolbar_html(view.name, title, self.tools[view.name], data, self.language)

    def table(self, view: TableView) -> str:
        """Return a table with its caption, note and source."""
        header, rows = self._grid(view)
        # Where a picture shows the same, the bar stands under that.
        alone = view.name in self.tools and view.name not in self.pictures
        caption = _caption(view.label, view.title, view.note, view.source)
        return table_html(
            *(view.name, view.anchor, caption, header, rows, self.language),
            estimated=view.estimated,
            called=view.called,
            tools=self._tools(view) if alone else "",
        )

    def _grid(self, view: TableView) -> tuple[list[Cell], list[list[Cell]]]:
        header = [
            Cell(escape(text, quote=False), numeric)
            for text, numeric in zip(view.header, view.numeric, strict=True)
        ]
        rows = [
            [self._cell(cell, numeric) for cell, numeric in zip(row, view.numeric, strict=True)]
            for row in view.rows
        ]
        return header, rows

    def _cell(self, cell: CellView, numeric: bool) -> Cell:
        if cell.leads_to is not None:
            return Cell(self._link(cell.leads_to, cell.text), numeric)
        if cell.value is None:
            return Cell(foreign_html(cell.text, self.language), numeric)
        return Cell(self.value(cell.value, cell.text), numeric, cell.modelled)


def _caption(label: str, title: str, note: str, source: str) -> Caption:
    return Caption(label, *(escape(text, quote=False) for text in (title, note, source)))
