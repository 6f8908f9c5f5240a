"""A figure's table as charts see it: named rows, titled columns, cells; and what is refused of it.

Numbers stand as in figure files: percent as 29.04, money in units of its currency.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from duizhao.charts.colours import Colour
from duizhao.diagnostics import Words

Status = Literal["published", "computed", "estimated", "modelled", "derived", "cited"]
Location = tuple[str | int, ...]


@dataclass(frozen=True)
class Name:
    """A row, or a name in a cell, in the language of the chart.

    `shorter` lists shorter forms of `text`, longest first, for where there is little room.
    `colour` is the name of its colour where the report gives it one in all its figures.
    `tile` is its column and row in a tile grid, counted from the upper left, (0, 0).
    """

    id: str
    text: str
    shorter: tuple[str, ...] = ()
    colour: Colour | None = None
    tile: tuple[int, int] | None = None

    @property
    def forms(self) -> tuple[str, ...]:
        """Return the text and its shorter forms, longest first."""
        return (self.text, *self.shorter)


@dataclass(frozen=True)
class Column:
    """A column: its title in the language, the unit of its numbers (as in figure files).

    `broken` says that the method changed since the column before.
    """

    id: str
    title: str
    unit: str
    decimals: int = 0
    currency: str | None = None
    colour: Colour | None = None
    broken: bool = False


@dataclass(frozen=True)
class Cell:
    """One cell: a number or a name."""

    number: Decimal | None = None
    name: Name | None = None
    status: Status = "published"


@dataclass(frozen=True, kw_only=True)
class Table:
    """A figure's table: one tuple of cells per row, with one cell (or None: not known) a column.

    `total` is the whole that shares are of (100), None where the column has no whole.
    """

    rows: tuple[Name, ...]
    columns: tuple[Column, ...]
    cells: tuple[tuple[Cell | None, ...], ...]
    total: Decimal | None = None

    @property
    def numeric(self) -> tuple[str, ...]:
        """Return the columns that hold numbers."""
        return tuple(column.id for column in self.columns if column.unit != "name")

    def column(self, name: str) -> Column:
        """Return a column; KeyError when there is none of that name."""
        return self.columns[self._place(name)]

    def cell(self, row: int, column: str) -> Cell | None:
        """Return the cell of the row at an index, or None where nothing is known."""
        return self.cells[row][self._place(column)]

    def known(self, column: str) -> list[tuple[int, Cell, Decimal]]:
        """Return row index, cell and number for the rows that have a number in a column, if any."""
        if all(one.id != column for one in self.columns):
            return []
        place = self._place(column)
        return [
            (row, cell, cell.number)
            for row, cells in enumerate(self.cells)
            if (cell := cells[place]) is not None and cell.number is not None
        ]

    def _place(self, name: str) -> int:
        for place, column in enumerate(self.columns):
            if column.id == name:
                return place
        raise KeyError(name)


class ChartError(Exception):
    """A chart that cannot be drawn as its file asks.

    `at` is what is at fault inside `chart:` (empty: the data), `message` and `hint` are for the
    diagnostic that the caller makes of it.
    """

    def __init__(self, message: Words, hint: Words | None = None, at: Location = ()) -> None:
        super().__init__(message, hint, at)  # which is what a copy in another process is made of
        self.message = message
        self.hint = hint
        self.at = at

    def __str__(self) -> str:
        return self.message.en
