"""Horizontal bars: one per row, largest first or in the order of the table."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from pydantic import Field

from duizhao.charts.forms.form import Lengths
from duizhao.charts.table import Column, Name, Table
from duizhao.files.yaml_places import meaning

REMAINDER = meaning(
    "把合计total中未公布的部分画成空白的一段",
    "draw what is left of the total, which was not published, as an empty part",
)
TOP = meaning("只画前几行", "how many rows are drawn, from the first")


class Bars(Lengths):
    """Horizontal bars, one per row.

    横条图，一行一条。
    """

    form: Literal["bars"]
    top: int | None = Field(default=None, ge=1, description=TOP)
    order: Literal["ranked", "table"] = Field(
        default="ranked",
        description=meaning(
            "ranked由大到小，没有数字的行不画；table按表的次序",
            "ranked: the largest first, rows without a number left out; table: the table’s order",
        ),
    )
    remainder: bool = Field(default=False, description=REMAINDER)

    def rows(self, table: Table) -> list[int]:
        """Return the rows that are drawn, in the order in which they are."""
        return self.every(table)[: self.top]

    def every(self, table: Table) -> list[int]:
        """Return the rows that would be drawn without `top`: ties stand in table order."""
        if self.order == "table":
            return list(range(len(table.rows)))
        return [row for row, _, _ in sorted(table.known(self.value), key=lambda one: -one[2])]

    def categories(self, table: Table) -> Iterable[Name | Column]:
        """Return the rows that are drawn: those that were given a colour have it."""
        return [table.rows[row] for row in self.rows(table)]
