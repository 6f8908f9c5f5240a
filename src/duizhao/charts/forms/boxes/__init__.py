"""A diagram: boxes side by side, joined by arrows, with smaller boxes inside; it has no numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Literal

from pydantic import Field

from duizhao.charts.forms.form import Form, RowName
from duizhao.charts.refusals import inside_twice, no_box, no_row, too_deep
from duizhao.charts.table import ChartError, Table
from duizhao.files.yaml_places import meaning

Arrows = Literal["none", "forward", "both"]
Members = Annotated[tuple[RowName, ...], Field(strict=False)]


class Boxes(Form):
    """A diagram without numbers, one box per row.

    框图，一行一框，没有数字。
    """

    form: Literal["boxes"]
    inside: Mapping[RowName, Members] = Field(
        default={},
        description=meaning(
            "哪些行画在哪一行的框里：{外框: [框内各行]}",
            "which rows are drawn inside which: {outer row: [rows inside it]}",
        ),
    )
    arrows: Arrows = Field(
        default="none",
        description=meaning(
            "框与下一框之间的箭头：none没有，forward单向，both双向",
            "the arrows from box to box: none, forward, or both ways",
        ),
    )

    def tops(self, table: Table) -> list[str]:
        """Return the rows that are inside no other."""
        within = {row for members in self.inside.values() for row in members}
        return [row.id for row in table.rows if row.id not in within]

    def unknown(self, table: Table) -> Iterator[ChartError]:
        """Yield the rows that the table lacks."""
        rows = [row.id for row in table.rows]
        for outer, members in self.inside.items():
            if outer not in rows:
                yield no_row(outer, rows, ("inside", outer))
            for place, row in enumerate(members):
                if row not in rows:
                    yield no_row(row, rows, ("inside", outer, place))

    def unfit(self, table: Table) -> Iterator[ChartError]:
        """Yield the rows that are inside two boxes, or inside one that is inside another."""
        if not table.rows:
            yield no_box()
        seen: set[str] = set()
        for outer, members in self.inside.items():
            for place, row in enumerate(members):
                at = ("inside", outer, place)
                if row in seen:
                    yield inside_twice(row, at)
                elif row in self.inside:
                    yield too_deep(row, at)
                seen.add(row)
