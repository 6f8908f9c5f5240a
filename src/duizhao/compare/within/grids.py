"""Grids: the tables of a text, or a table by itself, as cells with numbers and places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from duizhao.check.text.quantities import NAME, PERCENT, RANK, Quantity, quantities
from duizhao.compare.paragraphs import Document, Paragraph
from duizhao.diagnostics import Place

_CELL = re.compile(r"[^|\t\s][^|\t]*")
_RULE = re.compile(r"[|\s:=+-]+")


@dataclass(frozen=True)
class Cell:
    """A cell: its words, its number where it holds nothing else, and its place."""

    text: str
    number: Quantity | None
    place: Place

    @property
    def value(self) -> Decimal | None:
        """Return its number."""
        return None if self.number is None else self.number.value

    @property
    def share(self) -> bool:
        """Whether it holds a percentage."""
        return self.number is not None and self.number.unit == PERCENT


@dataclass(frozen=True)
class Grid:
    """A table: what is said above it, its column titles, its rows of cells."""

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def column(self, index: int) -> list[Cell]:
        """Return the cells of a column, top down."""
        return [row[index] for row in self.rows if index < len(row)]


def cell(text: str, place: Place, language: str = "zh") -> Cell:
    """Return a cell; one that holds more than a number and its unit holds words."""
    plain = text.strip().strip("*")
    found = [q for q in quantities(plain, language) if q.digits]
    whole = len(found) == 1 and re.fullmatch(
        r"[-+]?\s*[¥$€]?\s*[\d,，.]+\s*(?:[%％]|[万亿]?\s?[家个条人项件所元次]?)", plain
    )
    number = found[0] if whole and found[0].unit not in (RANK, NAME) else None
    if number is not None and plain.startswith("-"):
        number = None
    return Cell(text.strip(), number, place)


def of_document(document: Document) -> Iterator[Grid]:
    """Yield the tables of a document."""
    rows: list[Paragraph] = []
    title = ""
    for paragraph in (*document.paragraphs, None):
        if paragraph is not None and paragraph.kind == "row":
            rows.append(paragraph)
            continue
        if len(rows) > 2:
            yield from _folded(_grid(title, rows))
        rows = []
        title = paragraph.raw.strip() if paragraph is not None else ""


def _grid(title: str, rows: Sequence[Paragraph]) -> Grid:
    cells = [
        tuple(
            cell(match[0], row.place(match.start(), match.end()), row.language)
            for match in _CELL.finditer(row.raw)
            if match[0].strip()
        )
        for row in rows
        if not _RULE.fullmatch(row.raw)
    ]
    return Grid(title, tuple(one.text for one in cells[0]), tuple(cells[1:]))


def _folded(grid: Grid) -> Iterator[Grid]:
    """Yield a table whose columns stand twice side by side as one below the other."""
    half, odd = divmod(len(grid.header), 2)
    if odd or half < 2 or grid.header[:half] != grid.header[half:]:
        yield grid
        return
    rows = [row[:half] for row in grid.rows] + [row[half:] for row in grid.rows if len(row) > half]
    yield Grid(grid.title, grid.header[:half], tuple(rows))
