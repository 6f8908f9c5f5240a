"""A tile grid: places as equal tiles, roughly where they lie."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from duizhao.charts.forms.form import Lengths
from duizhao.charts.refusals import no_tile, same_tile
from duizhao.charts.table import ChartError, Name, Table


class Tiles(Lengths):
    """Places as tiles, placed by `tile` in the glossary.

    瓦片图，一地一格，位置见术语表的`tile`。
    """

    form: Literal["tiles"]

    def unfit(self, table: Table) -> Iterator[ChartError]:
        """Yield what is wrong with the numbers, and the rows that have no tile of their own."""
        yield from super().unfit(table)
        seen: dict[tuple[int, int], Name] = {}
        for row in table.rows:
            if row.tile is None:
                yield no_tile(row.id)
            elif seen.setdefault(row.tile, row) is not row:
                yield same_tile(seen[row.tile].id, row.id)
