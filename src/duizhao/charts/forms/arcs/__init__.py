"""Flows between places as arcs over and under a line of names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from duizhao.charts.forms.form import Flows
from duizhao.charts.refusals import nothing_across
from duizhao.charts.table import ChartError, Table


class Arcs(Flows):
    """Flows as arcs, one per row whose ends differ.

    弧线图，两端不同的流量各画一弧。
    """

    form: Literal["arcs"]

    def unfit(self, table: Table) -> Iterator[ChartError]:
        """Yield what is wrong with the flows, or that none goes from one name to another."""
        found = list(super().unfit(table))
        yield from found
        ends = [
            (table.cell(row, self.provider), table.cell(row, self.receiver))
            for row, _, _ in table.known(self.value)
        ]
        if not found and all(one and two and one.name == two.name for one, two in ends):
            yield nothing_across()
