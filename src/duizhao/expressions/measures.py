"""Measures: the column by which the rows of a figure are ranked, where one is said."""

from __future__ import annotations

from duizhao.diagnostics import Words
from duizhao.expressions.value import Misuse, unknown
from duizhao.project.figures import Figure


def ranking_column(figure: Figure, column: str | None) -> str | None:
    """Return the column that rows are ranked by, None for the figure's measure.

    Raise `Misuse` where there is no such column, or where none is said and several could be meant.
    """
    columns, numeric = figure.file.columns, figure.file.numeric
    if column is not None and column not in columns:
        raise unknown(column, columns, figure.name)
    if column is None and figure.file.measure is None and len(numeric) > 1:
        message = Words(
            f"“{figure.name}”有{len(numeric)}列数，没有说明按哪一列排名",
            f"“{figure.name}” has {len(numeric)} columns of numbers, and nothing says which ranks",
        )
        hint = Words(
            f'请在图表的.yml里写measure，或在这里写明列名，如top(3, "{numeric[0]}")',
            "write `measure` in the figure’s .yml, or name the column here, as in"
            f' top(3, "{numeric[0]}")',
        )
        raise Misuse("no-measure", message, hint)
    return column
