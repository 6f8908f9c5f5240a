"""A figure's table as the function of a chart of one's own gets it: a pandas data frame."""

from __future__ import annotations

import pandas as pd

from duizhao.charts.data import ChartData
from duizhao.charts.forms.own.wording import WORDED
from duizhao.charts.numbers import full
from duizhao.charts.table import Cell, Column
from duizhao.language.periods import period_of


def frame(data: ChartData, language: str) -> pd.DataFrame:
    """Return the table: one row per row, indexed by its id, in the order of the figure.

    `row` holds the rows' names. A column of numbers holds them as they are (percent as 29.04),
    and `<column>_text` beside it the same as prose writes them; a column of names holds the
    names. What is not known is missing. Where the rows are years, quarters, months or days, `time`
    holds the dates on which they begin.
    """
    made: dict[str, list[object]] = {"row": [row.text for row in data.rows]}
    periods = [period_of(row.id) for row in data.rows]
    if all(periods):
        made["time"] = [pd.Timestamp(period.start) for period in periods if period]
    for place, column in enumerate(data.columns):
        cells = [cells[place] for cells in data.cells]
        if column.unit == "name":
            made[column.id] = [cell.name.text if cell and cell.name else None for cell in cells]
        else:
            made[column.id] = [_number(cell) for cell in cells]
            made[WORDED.format(column.id)] = [_text(cell, column, language) for cell in cells]
    return pd.DataFrame(made, index=pd.Index([row.id for row in data.rows], name="id"))


def _number(cell: Cell | None) -> float | None:
    return None if cell is None or cell.number is None else float(cell.number)


def _text(cell: Cell | None, column: Column, language: str) -> str | None:
    return None if cell is None or cell.number is None else full(cell.number, column, language)
