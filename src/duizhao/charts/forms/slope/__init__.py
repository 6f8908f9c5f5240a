"""Two columns as the two ends of a line, one line per row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from duizhao.charts.forms.form import SeveralColumns
from duizhao.charts.refusals import different_units, nothing, pairs, too_many
from duizhao.charts.table import ChartError, Column, Name, Table

MOST = 20
"""How many rows have room for their names."""


class Slope(SeveralColumns):
    """Lines from one column to the other, one per row: what rises, what falls, what overtakes.

    坡度图，一行一线，由一列连到另一列，看升降和先后。
    """

    form: Literal["slope"]

    def rows(self, table: Table) -> list[int]:
        """Return the rows that have both numbers, in the order of the table."""
        both = [{row for row, _, _ in table.known(name)} for name in self.columns()]
        return sorted(set.intersection(*both)) if both else []

    def categories(self, table: Table) -> Iterable[Name | Column]:
        """Return the rows that are drawn: those that were given a colour have it."""
        return [table.rows[row] for row in self.rows(table)]

    def unknown(self, table: Table) -> Iterator[ChartError]:
        """Yield the columns that the table lacks, or that there are not two."""
        yield from super().unknown(table)
        if table.numeric and len(self.columns()) != 2:
            yield pairs("slope", len(self.columns()))

    def unfit(self, table: Table) -> Iterator[ChartError]:
        """Yield that the units differ, that there is no row, or that there are too many."""
        one, two = (table.column(name) for name in self.columns())
        if (one.unit, one.currency) != (two.unit, two.currency):
            yield different_units("slope")
        rows = self.rows(table)
        if not rows:
            yield nothing()
        if len(rows) > MOST:
            yield too_many("slope", MOST, len(rows), "dots")
