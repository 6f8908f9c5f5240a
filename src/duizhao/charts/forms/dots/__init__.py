"""Two columns as dots on one line per row, alone where one number is not known."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from duizhao.charts.forms.bars import TOP
from duizhao.charts.forms.form import SeveralColumns
from duizhao.charts.refusals import different_units, not_logarithmic, not_negative, nothing, pairs
from duizhao.charts.table import ChartError, Table
from duizhao.files.yaml_places import meaning


class Dots(SeveralColumns):
    """Paired dots on one line per row, one dot per column; a number that is not known has none.

    成对的点，一行一线，两列各一点；没有的数不画。
    """

    form: Literal["dots"]
    top: int | None = Field(default=None, ge=1, description=TOP)
    log: bool = Field(default=False, description=meaning("用对数轴", "draw on a logarithmic axis"))

    def rows(self, table: Table) -> list[int]:
        """Return the rows that have either number, in the order of the table."""
        known = {row for name in self.columns() for row, _, _ in table.known(name)}
        return sorted(known)[: self.top]

    def unknown(self, table: Table) -> Iterator[ChartError]:
        """Yield the columns that the table lacks, or that there are not two."""
        yield from super().unknown(table)
        if table.numeric and len(self.columns()) != 2:
            yield pairs("dots", len(self.columns()))

    def unfit(self, table: Table) -> Iterator[ChartError]:
        """Yield that the units differ, or that rows have no place on the axis."""
        one, two = (table.column(name) for name in self.columns())
        if (one.unit, one.currency) != (two.unit, two.currency):
            yield different_units("dots")
        rows = self.rows(table)
        if not rows:
            yield nothing()
        numbers = [{row: number for row, _, number in table.known(c.id)} for c in (one, two)]
        for row in rows:
            least = min(of[row] for of in numbers if row in of)
            if least < 0:
                yield not_negative("dots", table.rows[row].id)
                return
            if self.log and least == 0:
                yield not_logarithmic(table.rows[row].id)
                return
