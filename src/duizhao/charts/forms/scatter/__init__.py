"""One point per row, placed by two columns, and the straight line that fits them best."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from duizhao.charts.forms.form import Form, RowName
from duizhao.charts.refusals import no_column, no_line, no_numbers, no_row, nothing, twice
from duizhao.charts.table import ChartError, Table
from duizhao.files.yaml_places import meaning

_FEWEST = 3
"""How many points a line is fitted to, at least."""


class Scatter(Form):
    """Points placed by two columns, one per row.

    散点图，一行一点，位置由两列决定。
    """

    form: Literal["scatter"]
    x: str = Field(description=meaning("横轴的列", "the column across"))
    y: str = Field(description=meaning("纵轴的列", "the column up"))
    named: Annotated[tuple[RowName, ...], Field(strict=False)] | None = Field(
        default=None,
        description=meaning(
            "标出名称的行；不写则从首行起，放得下的都标",
            "the rows that are named; without it all for which there is room, from the first",
        ),
    )
    fit: Literal["linear"] | None = Field(
        default=None,
        description=meaning(
            "linear：最小二乘直线，并标出决定系数",
            "linear: the line of least squares, with its coefficient of determination",
        ),
    )

    def columns(self) -> tuple[str, ...]:
        """Return the two columns."""
        return (self.x, self.y)

    def rows(self, table: Table) -> list[int]:
        """Return the rows that have both numbers."""
        both = [{row for row, _, _ in table.known(name)} for name in self.columns()]
        return sorted(set.intersection(*both))

    def unknown(self, table: Table) -> Iterator[ChartError]:
        """Yield the columns and rows that the table lacks."""
        if not table.numeric:
            yield no_numbers()
            return
        for key, name in (("x", self.x), ("y", self.y)):
            if name not in table.numeric:
                yield no_column(name, table.columns, table.numeric, (key,))
        if self.x == self.y:
            yield twice(self.y, ("y",))
        known = [row.id for row in table.rows]
        for place, row in enumerate(self.named or ()):
            if row not in known:
                yield no_row(row, known, ("named", place))

    def unfit(self, table: Table) -> Iterator[ChartError]:
        """Yield that there is no point, or none that a line could be fitted to."""
        rows = self.rows(table)
        if not rows:
            yield nothing()
        across = {number for row, _, number in table.known(self.x) if row in rows}
        if self.fit and rows and (len(rows) < _FEWEST or len(across) < 2):
            yield no_line()
