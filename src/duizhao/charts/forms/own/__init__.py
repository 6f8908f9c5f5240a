"""A chart that a function of `analysis/` makes: the report's own form."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from duizhao.charts.forms.form import SeveralColumns
from duizhao.charts.table import Column, Name, Table


class Own(SeveralColumns):
    """The chart that the function `<figure>_chart(table, words)` of `analysis/` returns.

    自定义图形，由analysis/里的函数`<图表名>_chart(table, words)`返回。
    """

    form: Literal["own"]

    def categories(self, table: Table) -> Iterable[Name | Column]:
        """Return nothing: which categories have colours, and which, the function says."""
        return ()
