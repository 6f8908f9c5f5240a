"""Rows as lengths, for bars and columns: number, words and look of each, and of what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from duizhao.charts.data import Cell, ChartData, Name
from duizhao.charts.labels import EMPTY, UNPUBLISHED
from duizhao.charts.numbers import Scale, direct_scale_of, known, label, remainder
from duizhao.charts.parts import Kind, kind_of, said
from duizhao.charts.refusals import not_negative, nothing


@dataclass(frozen=True)
class Length:
    """One bar or column: whose, how long, the words at its end and in its tooltip, its look."""

    name: Name
    number: Decimal
    text: str
    said: str
    kind: Kind


def ranked(data: ChartData, value: str) -> list[int]:
    """Return the rows that have a number in a column, largest first, ties in table order."""
    found = sorted(known(data, value), key=lambda row: -row[2])
    return [row for row, _, _ in found]


def lengths(
    data: ChartData, value: str, rows: Sequence[int], rest: bool, language: str
) -> tuple[list[Length], Scale]:
    """Return rows as lengths, and the scale of their labels.

    A row without a number has no length and a dash for words. With `rest` the last length is
    what all rows of the table, shown or not, leave of the whole.
    """
    column = data.column(value)
    numbers = [number for _, _, number in known(data, value)]
    if not numbers:
        raise nothing()
    if min(numbers) < 0:
        raise not_negative(str(data.options.get("form")))
    scale = direct_scale_of(column, numbers, language)

    def length(name: Name, number: Decimal, cell: Cell | None, kind: Kind) -> Length:
        words = said(number, cell, column, language)
        return Length(name, number, label(number, column, scale), words, kind)

    made = []
    for row in rows:
        cell = data.cell(row, value)
        if cell is None or cell.number is None:
            unknown = UNPUBLISHED.of(language)
            made.append(Length(data.rows[row], Decimal(0), EMPTY, unknown, "unpublished"))
        else:
            made.append(length(data.rows[row], cell.number, cell, kind_of(cell)))
    left = remainder(data, numbers) if rest else None
    if left is not None:
        made.append(length(Name("-", UNPUBLISHED.of(language)), left, None, "unpublished"))
    return made, scale
