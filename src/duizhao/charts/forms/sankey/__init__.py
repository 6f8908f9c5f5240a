"""Flows as ribbons from the names that give, at the left, to those that receive, at the right."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from duizhao.charts.forms.form import Flows
from duizhao.charts.refusals import nothing, too_many
from duizhao.charts.table import ChartError, Table

MOST = 12
"""How many names have room on one side."""


class Sankey(Flows):
    """Flows as ribbons, one per row: from whom at the left, to whom at the right.

    桑基图，每行一条带，由左边流出的一方到右边流入的一方。
    """

    form: Literal["sankey"]

    def unfit(self, table: Table) -> Iterator[ChartError]:
        """Yield what is wrong with the flows, that all are 0, or that a side has too many names."""
        found = list(super().unfit(table))
        yield from found
        if found:
            return
        known = table.known(self.value)
        if not any(number for _, _, number in known):
            yield nothing()
        for end in (self.provider, self.receiver):
            names = {cell.name for row, _, _ in known if (cell := table.cell(row, end)) is not None}
            if len(names) > MOST:
                yield too_many("sankey", MOST, len(names), "matrix")
                return
