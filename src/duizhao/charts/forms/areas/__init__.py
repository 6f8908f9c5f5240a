"""Columns stacked on one another over the rows: what a whole is made of, and how that changes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from duizhao.charts.colours import COLOURS
from duizhao.charts.forms.form import SeveralColumns, Shape
from duizhao.charts.refusals import different_units, not_negative, one_row, too_many, unknown_part
from duizhao.charts.table import ChartError, Table


class Areas(SeveralColumns):
    """Stacked areas, one per column, the first at the bottom.

    堆积面积图，一列一层，首列在最下。
    """

    shape: ClassVar[Shape] = "line"
    form: Literal["areas"]

    def unfit(self, table: Table) -> Iterator[ChartError]:
        """Yield what cannot be stacked: units, gaps, numbers below zero, too many, a lone row."""
        found = list(super().unfit(table))
        yield from found
        if found:
            return
        columns = [table.column(name) for name in self.columns()]
        if len(columns) > len(COLOURS):
            yield too_many("areas", len(COLOURS), len(columns), "lines")
        if len({(column.unit, column.currency) for column in columns}) > 1:
            yield different_units("areas")
        if len(table.rows) < 2:
            yield one_row("areas", "share")
        for place, row in enumerate(table.rows):
            cells = [table.cell(place, column.id) for column in columns]
            if any(cell is None or cell.number is None for cell in cells):
                yield unknown_part("areas", row.id)
                return
            if any(
                cell is not None and cell.number is not None and cell.number < 0 for cell in cells
            ):
                yield not_negative("areas", row.id)
                return
