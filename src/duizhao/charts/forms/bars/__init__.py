"""Horizontal bars: one per row, largest first or in the order of the table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from duizhao.charts.forms.form import Lengths, RowName
from duizhao.charts.refusals import no_row
from duizhao.charts.table import ChartError, Column, Name, Table
from duizhao.files.yaml_places import Strict, meaning

REMAINDER = meaning(
    "把合计total中未公布的部分画成空白的一段",
    "draw what is left of the total, which was not published, as an empty part",
)
TOP = meaning("只画前几行", "how many rows are drawn, from the first")


class TogetherFile(Strict):
    """Rows of which only what they come to together was published, and the address of that number.

    只公布了合计的几行，以及合计的地址。
    """

    rows: Annotated[tuple[RowName, ...], Field(min_length=2, strict=False)] = Field(
        description=meaning("哪几行，按表的次序", "the rows, in the order of the table")
    )
    total: str = Field(
        description=meaning("合计的地址", "the address of what they come to together")
    )


class Summed(Lengths):
    """A form that draws what was published of several rows together, where not of each."""

    signed: ClassVar[bool] = True

    together: Annotated[tuple[TogetherFile, ...], Field(strict=False)] = Field(
        default=(),
        description=meaning(
            "只公布了合计的几行；各行都有数字时不画",
            "rows published together only; not drawn where each of them has a number",
        ),
    )

    def unknown(self, table: Table) -> Iterator[ChartError]:
        """Yield the column and the rows that the table lacks."""
        yield from super().unknown(table)
        known = [row.id for row in table.rows]
        for place, one in enumerate(self.together):
            for at, row in enumerate(one.rows):
                if row not in known:
                    yield no_row(row, known, ("together", place, "rows", at))


class Bars(Summed):
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
