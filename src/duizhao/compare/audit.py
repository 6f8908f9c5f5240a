"""Audit: the arithmetic of published numbers on any table, told at the cell."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from duizhao.check.sources.contradictions import rounded_like
from duizhao.check.sources.shares import fits
from duizhao.check.text.quantities import PERCENT
from duizhao.compare.within.grids import Cell, Grid, cell
from duizhao.compare.within.messages import WHOLE, impossible_share, wrong_share
from duizhao.compare.within.tables import contradictions
from duizhao.diagnostics import Diagnostic, Place, Stage, Words, stage

with warnings.catch_warnings():
    warnings.filterwarnings("ignore", "PySpark does not yet fully support pandas", FutureWarning)
    from duizhao.microdata import read_cells
    from duizhao.microdata.cells import Cells

_SHARE = re.compile(r"[%％]|占比|比重|比例|份额|\bshare\b|per ?cent|proportion", re.IGNORECASE)


@stage
def audit(root: Path, path: str, base: int | None = None) -> Stage[None]:
    """Find what in a table (`.csv`, `.xlsx#sheet`, `.parquet`) cannot be right.

    Of `base` things, every share must be that of a whole number; counts beside shares must give
    them. Without it the table is held against itself alone.
    """
    file = path.partition("#")[0]
    if not (root / file).exists():
        yield Diagnostic(
            "missing-file", Place(file), Words("找不到这个文件", "this file does not exist")
        )
        return
    cells = yield from read_cells(root, path)
    if cells is None:
        return
    grid = _grid(cells)
    yield from contradictions(grid)
    if base is not None:
        yield from _against(grid, base)


def _grid(cells: Cells) -> Grid:
    """Return a file's cells as a table; a column titled as shares holds percentages."""
    language = "zh" if re.search("[\u4e00-\u9fff]", "".join(cells.header)) else "en"
    columns = []
    for index, title in enumerate(cells.header):
        column = []
        for row in range(cells.rows):
            written = cells.written(row, index)
            place = cells.cell(row, index)
            one = cell(written.shown or written.text or "", place, language)
            if _SHARE.search(title) and one.number is not None and not one.number.unit:
                one = replace(one, number=replace(one.number, unit=PERCENT))
            column.append(one)
        columns.append(column)
    return Grid("", cells.header, tuple(zip(*columns, strict=True)))


def _against(grid: Grid, base: int) -> Iterator[Diagnostic]:
    """Yield shares that no whole number of the base gives, or not that of the count beside them."""
    for row in grid.rows:
        for index, one in enumerate(row):
            if not one.share or one.value is None or not 0 < one.value < WHOLE:
                continue
            count = _count_beside(grid, row, index)
            if count is not None and count.value is not None:
                if rounded_like(WHOLE * count.value / base, one.value) != one.value:
                    yield wrong_share(one.place, count.value, Decimal(base), one.value)
            elif not fits(one.value, base):
                yield impossible_share(one.place, one.value, Decimal(base), "error")


def _count_beside(grid: Grid, row: tuple[Cell, ...], index: int) -> Cell | None:
    """Return the count in the column before a share, where that column holds whole numbers."""
    if index == 0 or not _counts(grid, index - 1):
        return None
    one = row[index - 1]
    return one if one.value is not None else None


def _counts(grid: Grid, index: int) -> bool:
    values = [c.value for c in grid.column(index) if c.value is not None]
    return bool(values) and all(v == int(v) for v in values) and not grid.column(index)[0].share
