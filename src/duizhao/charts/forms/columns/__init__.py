"""Columns in the order of the table: bins of a size, or years."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from pydantic import Field

from duizhao.charts.forms.bars import REMAINDER, Summed
from duizhao.charts.table import Column, Name, Table


class Columns(Summed):
    """Columns, one per row, in the order of the table.

    竖柱图，一行一柱，按表的次序。
    """

    form: Literal["columns"]
    remainder: bool = Field(default=False, description=REMAINDER)

    def categories(self, table: Table) -> Iterable[Name | Column]:
        """Return the rows: those that were given a colour have it."""
        return table.rows
