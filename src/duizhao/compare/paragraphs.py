"""Paragraphs: a text that is no project as passages that know where each character stands."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property

from duizhao.check.text.prose import Passage
from duizhao.check.text.quantities import NAME, Quantity, quantities
from duizhao.diagnostics import Place

# Where a run of characters begins: its offset in the paragraph, its line, its column.
Run = tuple[int, int, int]


@dataclass(frozen=True)
class Paragraph(Passage):
    """A heading, paragraph, item or row of a document; `raw` is what a reader sees of it.

    `runs` say where its parts stand in the file. A document without lines (Word, PDF) has
    `cell` in their place: its paragraph or page.
    """

    runs: tuple[Run, ...] = ((0, 1, 1),)
    cell: str | None = None
    level: int = field(default=0, compare=False)

    def place(self, offset: int, end: int | None = None) -> Place:
        """Return the place of a character, or of what stands from it to `end` on its line."""
        start, line, column = self._run(offset)
        column += offset - start
        last = None
        if end is not None:
            inside = self._run(max(offset, end - 1))
            last = column + (end - offset if inside[0] == start else 1)
        if self.cell is not None:
            return Place(self.start.path, None, offset + 1, self.cell, end)
        return Place(self.start.path, line, column, end=last)

    def offset(self, place: Place) -> int | None:
        """Return where a place stands in the paragraph; None where it stands elsewhere."""
        if place.path != self.start.path or place.cell != self.cell:
            return None
        column = place.column or 1
        if self.cell is not None:
            return column - 1
        ends = [*(run[0] for run in self.runs[1:]), len(self.raw) + 1]
        for (start, line, first), end in zip(self.runs, ends, strict=True):
            if line == place.line and 0 <= column - first < max(1, end - start):
                return start + column - first
        return None

    def _run(self, offset: int) -> Run:
        starts = [run[0] for run in self.runs]
        return self.runs[max(0, bisect_right(starts, offset) - 1)]

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """Return the numbers of the paragraph; what names something is none."""
        return tuple(q for q in quantities(self.masked, self.language) if q.unit != NAME)


@dataclass(frozen=True)
class Document:
    """A text that was read: its file, its language, its paragraphs in order."""

    path: str
    language: str
    paragraphs: tuple[Paragraph, ...]
