"""A figure of one edition: its words and its table, with what charts and pages ask of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from duizhao.charts import table as charts
from duizhao.files.yaml_places import Document
from duizhao.language.labels import MODELLED_TITLE
from duizhao.project.figures.file import ColumnFile, FigureFile, Unit
from duizhao.project.figures.table import Cell


@dataclass(frozen=True)
class Figure:
    """A figure of one edition: its words and its table, pins already laid over it.

    `withheld` are the cells, by row and column, that only a model gives and that are not here.
    `part` is the id that it was filled for, where it is a template's.
    """

    name: str
    edition: str
    file: FigureFile
    document: Document
    rows: tuple[str, ...]
    cells: Mapping[tuple[str, str], Cell]
    withheld: frozenset[tuple[str, str]] = frozenset()
    part: str = ""

    @property
    def path(self) -> str:
        """Return the path of the figure's words, relative to the project."""
        return self.document.path

    @property
    def measure(self) -> str | None:
        """Return the column that ranks the rows: the declared one, or the last with numbers."""
        if self.file.measure is not None:
            return self.file.measure
        return self.file.numeric[-1] if self.file.numeric else None

    @property
    def modelled(self) -> frozenset[tuple[str, str]]:
        """Return the cells whose numbers only a model gives, by row and column."""
        return frozenset(
            at
            for at, cell in self.cells.items()
            if cell.status == "modelled" and cell.number is not None
        )

    def title(self, language: str) -> str:
        """Return the figure's title; where numbers are a model's it says so, wherever it stands."""
        title = self.file.title.of(language)
        return MODELLED_TITLE.of(language).format(title) if self.modelled else title

    def without_modelled(self) -> Figure:
        """Return the figure without the numbers that only a model gives; names stay."""
        withheld = self.modelled
        kept = {at: cell for at, cell in self.cells.items() if at not in withheld}
        return replace(self, cells=kept, withheld=self.withheld | withheld)

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
        """Return the rows that have a number in `column`, best first, ties in table order.

        The best is the largest number, of ranks the smallest.
        """
        by = column or self.measure
        sign = 1 if by in self.file.columns and self.file.columns[by].unit == "rank" else -1
        numbers = {
            row: cell.number
            for row in self.rows
            if by is not None
            and (cell := self.cell(row, by)) is not None
            and cell.number is not None
        }
        return tuple(sorted(numbers, key=lambda row: sign * numbers[row]))

    def drawn_cells(self) -> list[Cell]:
        """Return the cells with numbers that the chart draws: not every column and row may be."""
        chart = self.file.chart
        columns = chart.columns() if chart else (self.measure or "",)
        rows = [self.rows[place] for place in chart.rows(self.table)] if chart else self.rows
        return [cell for row in rows for name in columns if (cell := self.cell(row, name))]

    @property
    def table(self) -> charts.Table:
        """Return the table as charts see it, ids in place of all words."""
        return charts.Table(
            rows=tuple(charts.Name(row, row) for row in self.rows),
            columns=tuple(
                charts.Column(name, name, column.unit, column.decimals, column.currency)
                for name, column in self.file.columns.items()
            ),
            cells=tuple(
                tuple(self._plain(row, column) for column in self.file.columns) for row in self.rows
            ),
            total=None if self.file.total is None else Decimal(self.file.total),
        )

    def _plain(self, row: str, column: str) -> charts.Cell | None:
        cell = self.cell(row, column)
        if cell is None:
            return None
        name = charts.Name(cell.name, cell.name) if cell.name is not None else None
        return charts.Cell(cell.number, name, cell.status)

    def shown_rows(self) -> tuple[str, ...]:
        """Return the rows in the order in which the figure shows them."""
        if self.file.order == "table":
            return self.rows
        ranked = self.ranked()
        return (*ranked, *(row for row in self.rows if row not in ranked))

    def shown_columns(self) -> dict[str, ColumnFile]:
        """Return the columns that the figure shows.

        Those of which all is withheld are not shown, and of a part those without any cell.
        """
        known = {column for _, column in self.cells}
        withheld = {column for _, column in self.withheld}
        return {
            name: column
            for name, column in self.file.columns.items()
            if name in known or (name not in withheld and not self.part)
        }
