"""Lines over the years, one per column, on one axis."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from pydantic import Field

from duizhao.charts.colours import COLOURS
from duizhao.charts.forms.form import RowName, SeveralColumns, Shape
from duizhao.charts.refusals import different_units, no_row, too_many
from duizhao.charts.table import ChartError, Table
from duizhao.files.yaml_places import meaning


class Lines(SeveralColumns):
    """Lines, one per column, on one axis.

    折线图，一列一线，同用一条轴。
    """

    shape: ClassVar[Shape] = "line"
    form: Literal["lines"]
    zero: bool = Field(
        default=True,
        description=meaning("数轴是否从零开始", "whether the axis begins at zero"),
    )

    forecast: RowName | None = Field(
        default=None,
        description=meaning(
            "从哪一行起是预测，画作虚线和空心点",
            "the row from which on numbers are forecasts, drawn dashed and with open points",
        ),
    )

    def unknown(self, table: Table) -> Iterator[ChartError]:
        """Yield the columns that the table lacks, and the row."""
        yield from super().unknown(table)
        rows = [row.id for row in table.rows]
        if self.forecast is not None and self.forecast not in rows:
            yield no_row(self.forecast, rows, ("forecast",))

    def unfit(self, table: Table) -> Iterator[ChartError]:
        """Yield that there is no number, too many lines, or more than one unit."""
        yield from super().unfit(table)
        drawn = [table.column(name) for name in self.columns() if table.known(name)]
        if len(drawn) > len(COLOURS):
            yield too_many("lines", len(COLOURS), len(drawn), "panels")
        if len({(column.unit, column.currency) for column in drawn}) > 1:
            yield different_units("lines")
