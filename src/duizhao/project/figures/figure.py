"""A figure of one edition: its words and its table, with what charts and pages ask of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from duizhao.files.yaml_places import Document
from duizhao.project.figures.file import FigureFile, Unit
from duizhao.project.figures.table import Cell


@dataclass(frozen=True)
class Figure:
    """A figure of one edition: its words and its table, pins already laid over it."""

    name: str
    edition: str
    file: FigureFile
    document: Document
    rows: tuple[str, ...]
    cells: Mapping[tuple[str, str], Cell]

    @property
    def path(self) -> str:
        """Return the path of the figure's words, relative to the project."""
        return self.document.path

    @property
    def measure(self) -> str | None:
        """Return the column that ranks the rows: the declared one, or the last with numbers."""
        if self.file.measure is not None:
            return self.file.measure
        numeric = [name for name, column in self.file.columns.items() if column.unit != "name"]
        return numeric[-1] if numeric else None

    def cell(self, row: str, column: str) -> Cell | None:
        """Return a cell, or None where nothing is known."""
        return self.cells.get((row, column))

    def facts(self, row: str, column: str) -> tuple[Unit, int, str | None]:
        """Return unit, declared decimals and currency of a cell (a row of facts has its own)."""
        label = self.file.rows.get(row)
        if label is not None and label.unit is not None:
            return label.unit, label.decimals, label.currency
        declared = self.file.columns[column]
        return declared.unit, declared.decimals, declared.currency

    def ranked(self, column: str | None = None) -> tuple[str, ...]:
        """Return the rows that have a number in `column`, largest first, ties in table order."""
        by = column or self.measure
        numbers = {
            row: cell.number
            for row in self.rows
            if by is not None
            and (cell := self.cell(row, by)) is not None
            and cell.number is not None
        }
        return tuple(sorted(numbers, key=lambda row: -numbers[row]))

    def drawn_cells(self) -> list[Cell]:
        """Return the cells with numbers that the chart draws: not every column and row may be."""
        chart = self.file.chart or {}
        numeric = [name for name, column in self.file.columns.items() if column.unit != "name"]
        if "values" in chart or chart.get("form") in ("lines", "panels"):
            columns = chart.get("values", numeric)
        else:
            columns = [chart.get("value", self.measure)]
        rows = self.ranked(columns[0])[: chart["top"]] if "top" in chart else self.rows
        return [cell for row in rows for name in columns if (cell := self.cell(row, name))]

    def shown_rows(self) -> tuple[str, ...]:
        """Return the rows in the order in which the figure shows them."""
        if self.file.order == "table":
            return self.rows
        ranked = self.ranked()
        return (*ranked, *(row for row in self.rows if row not in ranked))
