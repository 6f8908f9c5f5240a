"""How far numbers spread, one row below the other: a range, or a box plot."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Literal

from duizhao.charts.forms.form import SeveralColumns
from duizhao.charts.refusals import different_units, not_ascending, nothing, spread_columns
from duizhao.charts.table import ChartError, Column, Name, Table

COUNTS = (2, 3, 5)


class Spread(SeveralColumns):
    """Ranges, one per row: two columns are its ends, three also its middle, five a box plot.

    区间图或箱线图，一行一个：两列为两端，三列加中间值，五列为最小、下四分位、中位、上四分位、最大。
    """

    form: Literal["spread"]

    def categories(self, table: Table) -> Iterable[Name | Column]:
        """Return nothing: the columns are the parts of one mark."""
        return ()

    def rows(self, table: Table) -> list[int]:
        """Return the rows that have all numbers, in the order of the table."""
        known = [{row for row, _, _ in table.known(name)} for name in self.columns()]
        return sorted(set.intersection(*known)) if known else []

    def unknown(self, table: Table) -> Iterator[ChartError]:
        """Yield the columns that the table lacks, or that there are not two, three or five."""
        yield from super().unknown(table)
        if table.numeric and len(self.columns()) not in COUNTS:
            yield spread_columns(len(self.columns()))

    def unfit(self, table: Table) -> Iterator[ChartError]:
        """Yield that units differ, that no row has all numbers, or a row where they fall."""
        columns = [table.column(name) for name in self.columns()]
        if len({(column.unit, column.currency) for column in columns}) > 1:
            yield different_units("spread")
        rows = self.rows(table)
        if not rows:
            yield nothing()
        numbers = [{row: number for row, _, number in table.known(c.id)} for c in columns]
        for row in rows:
            if any(one[row] > two[row] for one, two in pairwise(numbers)):
                yield not_ascending(table.rows[row].id)
                return
