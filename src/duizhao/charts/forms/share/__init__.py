"""One strip cut into the parts of a whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar, Literal

from pydantic import Field

from duizhao.charts.colours import COLOURS
from duizhao.charts.forms.bars import REMAINDER
from duizhao.charts.forms.form import Lengths, Shape
from duizhao.charts.refusals import too_many
from duizhao.charts.table import ChartError, Column, Name, Table


class Share(Lengths):
    """One strip cut into the parts of a whole, one per row.

    分段条图，一条分成几段，一行一段。
    """

    shape: ClassVar[Shape] = "strip"
    form: Literal["share"]
    remainder: bool = Field(default=False, description=REMAINDER)

    def categories(self, table: Table) -> Iterable[Name | Column]:
        """Return the rows with a number, which have a colour each."""
        return [table.rows[row] for row, _, _ in table.known(self.value)]

    def unfit(self, table: Table) -> Iterator[ChartError]:
        """Yield what is wrong with the numbers, or that there are more parts than colours."""
        yield from super().unfit(table)
        found = len(table.known(self.value))
        if found > len(COLOURS):
            yield too_many("share", len(COLOURS), found, "bars")
