"""Draft: a target that writes chapters as plain text, for checking and for reading aloud."""

from __future__ import annotations

from duizhao.edition.context import Numbering
from duizhao.render.inline import PlainVoice
from duizhao.render.views import FigureView, TableView


class Draft(PlainVoice):
    """The plainest target: words and numbers only."""

    def __init__(self, language: str, numbering: Numbering) -> None:
        super().__init__(language, lambda reference: numbering.label(reference, language))

    def heading(self, level: int, text: str, anchor: str) -> str:
        """Return the heading's text."""
        return text

    def block(self, kind: str, text: str, anchor: str) -> str:
        """Return the block's text."""
        return text

    def figure(self, view: FigureView) -> str:
        """Return label, caption and alternative text."""
        return f"{view.label} {view.title}\n{view.alt}"

    def table(self, view: TableView) -> str:
        """Return label and caption, then one line per row."""
        rows = [" | ".join(cell.text for cell in row) for row in view.rows]
        return "\n".join([f"{view.label} {view.title}".strip(), " | ".join(view.header), *rows])
