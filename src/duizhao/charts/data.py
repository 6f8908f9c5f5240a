"""What a chart is drawn from, and what comes out: immutable values, no drawing library needed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal

from duizhao.diagnostics import Words
from duizhao.language.labels import Status

Scheme = Literal["light", "dark", "print"]

WIDE = 680
"""The width, in px, of a chart beside running text and in print."""
PHONE = 360
"""The width, in px, of a chart on a phone: drawn anew, not shrunk."""


@dataclass(frozen=True)
class Name:
    """A row, or a name in a cell, in the language of the chart.

    `shorter` lists shorter forms of `text`, longest first, for where there is little room.
    `colour` fixes the place in the palette (0 to 4), so that a category has its colour in every
    figure. `tile` is its column and row in a tile grid, counted from the upper left, (0, 0).
    """

    id: str
    text: str
    shorter: tuple[str, ...] = ()
    colour: int | None = None
    tile: tuple[int, int] | None = None

    @property
    def forms(self) -> tuple[str, ...]:
        """Return the text and its shorter forms, longest first."""
        return (self.text, *self.shorter)


@dataclass(frozen=True)
class Column:
    """A column: its title in the language, the unit of its numbers (as in figure files)."""

    id: str
    title: str
    unit: str
    decimals: int = 0
    currency: str | None = None
    colour: int | None = None


@dataclass(frozen=True)
class Cell:
    """One cell: a number (percent as 29.04, money in units of its currency) or a name."""

    number: Decimal | None = None
    name: Name | None = None
    status: Status = "published"


@dataclass(frozen=True)
class Fit:
    """A fitted power law, as a straight line on log-log axes.

    `slope` is the line's slope on the drawn axes (for the share of things of size x or more and
    a density falling with exponent a it is 1 - a). The line begins at `start` on the row axis,
    at the height of the first drawn point there or beyond, and ends at the last point.
    """

    slope: Decimal
    start: Decimal


@dataclass(frozen=True)
class Layer:
    """A network to be drawn under its labels: the committed file that holds it.

    `path` is relative to the project. `digest` stands for the content and `file` is where it can
    be read (see `duizhao.charts.layer`); both are empty until the chart is about to be drawn.
    """

    path: str
    digest: str = ""
    file: str = field(default="", compare=False)


@dataclass(frozen=True)
class ChartData:
    """A figure's table in one language, with what its file says about the chart.

    `cells` has one tuple per row with one cell (or None: not known) per column. `measure` names
    the column that is drawn unless the options say otherwise; `total` is the whole that shares
    are of (100), None where the column has no whole. `options` is the figure's `chart:` mapping
    as read, the form included.
    """

    figure: str
    title: str
    alt: str
    row_title: str
    rows: tuple[Name, ...]
    columns: tuple[Column, ...]
    cells: tuple[tuple[Cell | None, ...], ...]
    options: Mapping[str, Any] = field(hash=False)
    measure: str | None = None
    total: Decimal | None = None
    note: str = ""
    fit: Fit | None = None
    layer: Layer | None = None

    def column(self, name: str) -> Column:
        """Return a column; KeyError when there is none of that name (see `options.parsed`)."""
        return self.columns[self._place(name)]

    def cell(self, row: int, column: str) -> Cell | None:
        """Return the cell of the row at an index, or None where nothing is known."""
        return self.cells[row][self._place(column)]

    def _place(self, name: str) -> int:
        for place, column in enumerate(self.columns):
            if column.id == name:
                return place
        raise KeyError(name)


@dataclass(frozen=True)
class Drawing:
    """A finished chart.

    `spec` is its Vega-Lite specification; `vega` the same compiled, which is what the browser
    runs; `svg` the static picture, complete with title, description and language.
    """

    spec: dict[str, Any]
    vega: dict[str, Any]
    svg: str
    width: int
    height: int


class ChartError(Exception):
    """A chart that cannot be drawn as its file asks.

    `key` is the option at fault inside `chart:` (None: the data), `message` and `hint` are for
    the diagnostic that the caller makes of it.
    """

    def __init__(self, message: Words, hint: Words | None = None, key: str | None = None) -> None:
        super().__init__(message.en)
        self.message = message
        self.hint = hint
        self.key = key
