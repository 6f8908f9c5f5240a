"""A Lorenz curve: what share of the whole the share with the least holds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from pydantic import Field

from duizhao.charts.forms.form import OneColumn, RowName, Shape
from duizhao.charts.refusals import no_row, not_a_share
from duizhao.charts.table import ChartError, Table
from duizhao.files.yaml_places import meaning


class Lorenz(OneColumn):
    """A Lorenz curve; the names of rows and their values are percentages.

    洛伦兹曲线，行名与数值都是百分数。
    """

    shape: ClassVar[Shape] = "line"
    form: Literal["lorenz"]
    mark: RowName | None = Field(
        default=None,
        description=meaning("在曲线上标出的一行", "the row whose point is named on the curve"),
    )

    def unknown(self, table: Table) -> Iterator[ChartError]:
        """Yield the column or the marked row that the table lacks."""
        yield from super().unknown(table)
        rows = [row.id for row in table.rows]
        if self.mark is not None and self.mark not in rows:
            yield no_row(self.mark, rows, ("mark",))

    def unfit(self, table: Table) -> Iterator[ChartError]:
        """Yield that there is no number, and the first row that is no share."""
        yield from super().unfit(table)
        for row, _, number in table.known(self.value):
            name = table.rows[row].id
            percent = name.isdecimal() and int(name) <= 100
            if not percent or not 0 <= number <= 100:
                yield not_a_share(name)
                return
