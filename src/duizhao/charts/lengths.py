"""Rows as lengths, for bars and columns: number, words and look of each, and of what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from duizhao.charts.colours import places
from duizhao.charts.data import ChartData
from duizhao.charts.labels import (
    BETWEEN_NAMES,
    EMPTY,
    OTHERS_UNPUBLISHED,
    TOGETHER,
    UNPUBLISHED,
)
from duizhao.charts.numbers import Scale, direct_scale_of, label, remainder
from duizhao.charts.palette import category, tint
from duizhao.charts.parts import Kind, kind_of, said, style
from duizhao.charts.table import Cell, Name


@dataclass(frozen=True)
class Length:
    """One bar or column: whose, how long, the words at its end and in its tooltip, its look."""

    name: Name
    number: Decimal
    text: str
    said: str
    kind: Kind

    @property
    def look(self) -> dict[str, Any]:
        """Return fill and outline: in the row's own colour where the report gives it one."""
        if self.name.colour is None:
            return style(self.kind)
        (place,) = places([self.name.colour])
        return style(self.kind, category(place), tint(place))


def lengths(
    data: ChartData, value: str, rows: Sequence[int], rest: bool, language: str
) -> tuple[list[Length], Scale]:
    """Return rows as lengths, and the scale of their labels.

    A row without a number has no length and a dash for words. With `rest` come last what rows
    that were published together only come to, those with numbers apart, and what all rows of the
    table, shown or not, leave of the whole.
    """
    column = data.column(value)
    numbers = [number for _, _, number in data.known(value)]
    scale = direct_scale_of(column, numbers, language)

    def length(name: Name, number: Decimal, cell: Cell | None, kind: Kind) -> Length:
        words = said(number, cell, column, language)
        return Length(name, number, label(number, column, scale), words, kind)

    made = []
    for row in rows:
        cell = data.cell(row, value)
        if cell is None or cell.number is None:
            words = UNPUBLISHED.of(language)
            made.append(Length(data.rows[row], Decimal(0), EMPTY, words, "unpublished"))
        else:
            made.append(length(data.rows[row], cell.number, cell, kind_of(cell)))
    if not rest:
        return made, scale
    unknown = unknown_rows(data, value)
    told = []
    for one in data.together:
        names = [name for name in unknown if name.id in one.rows]
        known = sum(n for row, _, n in data.known(value) if data.rows[row].id in one.rows)
        if names:
            told.append(one.number - known)
            unknown = [name for name in unknown if name not in names]
            made.append(length(_together(names, language), told[-1], None, "unpublished"))
    left = remainder(data, [*numbers, *told])
    if left is not None:
        called = OTHERS_UNPUBLISHED if len(unknown) > 1 else UNPUBLISHED
        name = Name("-", called.of(language).format(len(unknown)))
        made.append(length(name, left, None, "unpublished"))
    return made, scale


def unknown_rows(data: ChartData, value: str) -> list[Name]:
    """Return the rows that have no number in a column."""
    known = {row for row, _, _ in data.known(value)}
    return [name for row, name in enumerate(data.rows) if row not in known]


def _together(names: Sequence[Name], language: str) -> Name:
    """Return several rows as one name, and one of their shortest forms for where room is short."""
    forms = [[name.text for name in names], [name.forms[-1] for name in names]]
    listed = [TOGETHER.of(language).format(BETWEEN_NAMES.of(language).join(one)) for one in forms]
    return Name("+".join(name.id for name in names), listed[0], (listed[1],))
