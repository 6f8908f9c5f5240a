"""A table of indicators as one immutable value: units, names, directions, numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, cast, get_args

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from duizhao.composite.refusals import CompositeError, listed, unknown
from duizhao.diagnostics import Words

Floats = NDArray[np.float64]
Direction = Literal["higher", "lower"]
INDICATOR = Words("指标", "indicator")


@dataclass(frozen=True, eq=False)
class Indicators:
    """Units (rows) measured by indicators (columns), each better when `higher` or when `lower`.

    `values[unit, indicator]` is read-only; nan is a number that is missing.
    """

    units: tuple[str, ...]
    names: tuple[str, ...]
    directions: tuple[Direction, ...]
    values: Floats

    def __post_init__(self) -> None:
        self.values.setflags(write=False)

    @classmethod
    def of(cls, table: pd.DataFrame, directions: Mapping[str, str]) -> Indicators:
        """Read a table, units in its index; `directions` says of every column `higher` or `lower`.

        A direction is said and never assumed: one that is wrong turns an index round unseen.
        Raises `CompositeError` with all that is wrong: a column without a direction or with an
        unknown one, a direction without a column, what is no finite number, an indicator that is
        the same for all, a unit without a number, a name that stands twice, fewer than two units.
        """
        units = tuple(str(unit) for unit in table.index)
        names = tuple(str(name) for name in table.columns)
        numbers = [pd.to_numeric(table.iloc[:, at], errors="coerce") for at in range(len(names))]
        values = np.array([column.to_numpy(np.float64) for column in numbers]).T
        values = values.reshape(len(units), len(names))
        problems = [
            *_shape(units, names),
            *_directions(names, directions),
            *_not_numbers(table, units, names, values),
        ]
        if not problems:
            problems = [*_nothing_to_compare(units, names, values)]
        if problems:
            raise CompositeError(*problems)
        known = tuple(cast("Direction", directions[name]) for name in names)
        return cls(units, names, known, values)

    def complete(self) -> Indicators:
        """Return the units of which no number is missing (listwise deletion).

        Raises `CompositeError` where too few are left to be compared.
        """
        whole = [at for at, row in enumerate(self.values) if not np.isnan(row).any()]
        units, values = tuple(self.units[at] for at in whole), self.values[whole]
        problems = [*_shape(units, self.names)] or [*_nothing_to_compare(units, self.names, values)]
        if problems:
            raise CompositeError(*problems)
        return Indicators(units, self.names, self.directions, values)

    def without(self, name: str) -> Indicators:
        """Return all indicators but one, to see what hangs on it.

        Raises `CompositeError` for an unknown name, for the only indicator, and where a unit is
        left without a number.
        """
        if name not in self.names:
            raise CompositeError(unknown(INDICATOR, name, self.names))
        kept = [at for at, one in enumerate(self.names) if one != name]
        names = tuple(self.names[at] for at in kept)
        values = self.values[:, kept]
        problems = [*_shape(self.units, names), *_empty_units(self.units, values)]
        if problems:
            raise CompositeError(*problems)
        return Indicators(self.units, names, tuple(self.directions[at] for at in kept), values)


def _shape(units: tuple[str, ...], names: tuple[str, ...]) -> Iterator[Words]:
    if len(units) < 2:
        yield Words(
            f"只有{len(units)}个单位，至少要有两个才能比较",
            f"there must be two units or more to compare, not {len(units)}",
        )
    if not names:
        yield Words("没有指标", "there is no indicator")
    for each in (units, names):
        twice = listed(dict.fromkeys(one for one in each if each.count(one) > 1))
        if twice.en:
            yield Words(f"名称重复：{twice.zh}", f"names that stand twice: {twice.en}")


def _directions(names: tuple[str, ...], directions: Mapping[str, str]) -> Iterator[Words]:
    for name, direction in directions.items():
        if name not in names:
            yield unknown(INDICATOR, name, names)
        elif direction not in get_args(Direction):
            yield Words(
                f"“{name}”的方向不能是“{direction}”，只能是higher（越高越好）或lower（越低越好）",
                f"the direction of “{name}” cannot be “{direction}”: it is higher or lower,"
                " whichever is better",
            )
    lacking = listed(dict.fromkeys(name for name in names if name not in directions))
    if lacking.en:
        yield Words(
            f"没有说明方向（higher或lower）：{lacking.zh}",
            f"no direction (higher or lower) for {lacking.en}",
        )


def _not_numbers(
    table: pd.DataFrame, units: tuple[str, ...], names: tuple[str, ...], values: Floats
) -> Iterator[Words]:
    for column, name in enumerate(names):
        given = table.iloc[:, column]
        for row, unit in enumerate(units):
            wrong = np.isnan(values[row, column]) and not pd.isna(given.iloc[row])
            if wrong or np.isinf(values[row, column]):
                yield Words(
                    f"“{unit}”的“{name}”不是有限的数：{given.iloc[row]}",
                    f"“{name}” of “{unit}” is no finite number: {given.iloc[row]}",
                )


def _nothing_to_compare(
    units: tuple[str, ...], names: tuple[str, ...], values: Floats
) -> Iterator[Words]:
    for column, name in enumerate(names):
        known = values[:, column][~np.isnan(values[:, column])]
        if len(np.unique(known)) < 2:
            yield Words(
                f"指标“{name}”不能区分各单位（全部相同，或不足两个数）",
                f"“{name}” tells no units apart: all are alike, or fewer than two numbers known",
            )
    yield from _empty_units(units, values)


def _empty_units(units: tuple[str, ...], values: Floats) -> Iterator[Words]:
    for unit, numbers in zip(units, values, strict=True):
        if np.isnan(numbers).all():
            yield Words(f"“{unit}”没有一个数", f"“{unit}” has not a single number")
