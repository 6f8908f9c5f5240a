"""Rows as lengths, for bars and columns: number, words and look of each, and of what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from duizhao.charts.colours import places
from duizhao.charts.data import ChartData
from duizhao.charts.labels import EMPTY, UNPUBLISHED
from duizhao.charts.numbers import Scale, direct_scale_of, label, remainder
from duizhao.charts.palette import category, tint
from duizhao.charts.parts import Kind, kind_of, said, style
from duizhao.charts.table import Cell, Name


@dataclass(frozen=True)
class Length:
    """One bar or column: whose, how long, the words at its end and in its tooltip, its look."""

    name: Name
    number: Decimal
    text: str
    said: str
    kind: Kind

    @property
    def look(self) -> dict[str, Any]:
        """Return fill and outline: in the row's own colour where the report gives it one."""
        if self.name.colour is None:
            return style(self.kind)
        (place,) = places([self.name.colour])
        return style(self.kind, category(place), tint(place))


def lengths(
    data: ChartData, value: str, rows: Sequence[int], rest: bool, language: str
) -> tuple[list[Length], Scale]:
    """Return rows as lengths, and the scale of their labels.

    A row without a number has no length and a dash for words. With `rest` the last length is
    what all rows of the table, shown or not, leave of the whole.
    """
    column = data.column(value)
    numbers = [number for _, _, number in data.known(value)]
    scale = direct_scale_of(column, numbers, language)

    def length(name: Name, number: Decimal, cell: Cell | None, kind: Kind) -> Length:
        words = said(number, cell, column, language)
        return Length(name, number, label(number, column, scale), words, kind)

    made = []
    for row in rows:
        cell = data.cell(row, value)
        if cell is None or cell.number is None:
            unknown = UNPUBLISHED.of(language)
            made.append(Length(data.rows[row], Decimal(0), EMPTY, unknown, "unpublished"))
        else:
            made.append(length(data.rows[row], cell.number, cell, kind_of(cell)))
    left = remainder(data, numbers) if rest else None
    if left is not None:
        made.append(length(Name("-", UNPUBLISHED.of(language)), left, None, "unpublished"))
    return made, scale
