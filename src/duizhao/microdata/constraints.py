"""What the schema demands of the values: pandera's verdicts as findings at the right rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
import pandas as pd
import pandera.pandas as pa
from pandera.errors import SchemaError, SchemaErrors

from duizhao.diagnostics import Diagnostic, Place
from duizhao.microdata import messages
from duizhao.microdata.cells import Cells, Written
from duizhao.microdata.convert import Converted, Expected
from duizhao.microdata.flood import SHOWN, limited
from duizhao.microdata.messages import Said
from duizhao.microdata.misfit import not_a

Rows = np.ndarray[Any, Any]


@dataclass(frozen=True)
class Checker:
    """Checks values against a schema; knows where each row of the table stands in its file.

    `known` maps other spellings, case-folded, to ids (北京 to beijing), for suggestions. Without
    `repeats`, values that must not repeat are not compared: these rows are not all there are.
    """

    schema: Any
    place: Callable[[int, str], Place]
    known: Mapping[str, str]
    repeats: bool = True

    def unfit(
        self, name: str, expected: Expected, rows: Rows, written: Callable[[int], Written]
    ) -> Iterator[Diagnostic]:
        """Find the cells that are not of the declared type; `written` says what a row has."""
        nullable = self.schema.columns[name].nullable

        def said(row: int) -> Said:
            return not_a(*expected, name, written(row), nullable)

        yield from self._report([name], pd.Series(rows, rows), said)

    def column(self, name: str, values: pd.Series[Any]) -> Iterator[Diagnostic]:
        """Check one column; `values` are indexed by row, cells that do not fit left out."""
        column = self.schema.columns[name]
        empty = values.isna()
        if not column.nullable:
            yield from self._report([name], values[empty], lambda _: messages.missing(name))
        present = values[~empty]
        if column.unique and self.repeats:
            yield from self._repeated([name], present.to_frame(name))
        checked = pa.DataFrameSchema({name: pa.Column(checks=column.checks)})
        for error in _failures(checked, present.to_frame(name)):
            yield from self._failed(name, error)

    def table(self, frame: pd.DataFrame) -> Iterator[Diagnostic]:
        """Check what concerns several columns at once, over rows that are otherwise sound."""
        unique = list(self.schema.unique or [])
        if unique and self.repeats and set(unique) <= set(frame.columns):
            yield from self._repeated(unique, frame[unique])
        checked = pa.DataFrameSchema(checks=self.schema.checks)
        for error in _failures(checked, frame):
            title = _title(error.check)
            if isinstance(error.failure_cases, pd.DataFrame):
                rows = pd.Index(error.failure_cases["index"].unique()).to_series()
                yield from self._report([frame.columns[0]], rows, partial(_failing_row, title))
            else:
                yield from self._whole(frame.columns[0], messages.whole(title, _crash(error)))

    def _failed(self, name: str, error: SchemaError) -> Iterator[Diagnostic]:
        check: Any = error.check
        if not isinstance(error.failure_cases, pd.DataFrame):
            yield from self._whole(name, messages.whole(_title(check), _crash(error)))
            return
        values = error.failure_cases.set_index("index")["failure_case"]
        if check.name == "isin":
            yield from self._unknown(
                name, values, [str(one) for one in check.statistics["allowed_values"]]
            )
            return
        bounds = messages.Bounds.of(check)
        if bounds is None:
            yield from self._report(
                [name], values, lambda v: messages.wrong(name, v, _title(check))
            )
            return
        below = values.map(bounds.is_below)
        yield from self._report([name], values[below], lambda v: bounds.said(name, v))
        yield from self._report([name], values[~below], lambda v: bounds.said(name, v))

    def _unknown(
        self, name: str, values: pd.Series[Any], allowed: Sequence[str]
    ) -> Iterator[Diagnostic]:
        """Report each unknown word once, at its first row, with the number of its rows."""
        counts = values.value_counts(sort=False)
        first = values.drop_duplicates()

        def said(value: Any) -> Said:
            return messages.unknown(name, value, int(counts[value]), allowed, self.known)

        yield from self._report([name], first, said)

    def _repeated(self, names: list[str], values: pd.DataFrame) -> Iterator[Diagnostic]:
        again = values[values.duplicated()]

        def said(row: Any) -> Said:
            first = values.index[(values == values.loc[row]).all(axis=1)][0]
            return messages.repeated(names, list(values.loc[row]), self.place(first, names[0]))

        yield from self._report(names, again.index.to_series(), said)

    def _report(
        self, names: Sequence[str], values: pd.Series[Any], said: Callable[[Any], Said]
    ) -> Iterator[Diagnostic]:
        """Yield the first of the findings about `values` (indexed by row), and count the rest."""

        def diagnostic(case: tuple[Any, Any]) -> Diagnostic:
            row, value = case
            words = said(value)
            return Diagnostic(words.rule, self.place(row, names[0]), words.message, words.hint)

        first = list(values.iloc[: SHOWN + 1].items())
        yield from limited(first, diagnostic, messages.more(names), len(values))

    def _whole(self, name: str, words: Said) -> Iterator[Diagnostic]:
        place = self.place(-1, name)
        yield Diagnostic(words.rule, place, words.message, words.hint)


def explain(
    cells: Cells,
    positions: Mapping[str, int],
    converted: Mapping[str, Converted],
    schema: Any,
    known: Mapping[str, str],
    repeats: bool = True,
) -> Iterator[Diagnostic]:
    """Find everything that is wrong with the values, column by column, then across columns."""

    def place(row: int, name: str) -> Place:
        return cells.place(row, positions[name])

    checker = Checker(schema, place, known, repeats)
    sound = np.ones(cells.rows, dtype=bool)
    for name, one in converted.items():
        yield from checker.unfit(
            name, one.expected, one.unfit, partial(_written, cells, positions[name])
        )
        fit = np.ones(cells.rows, dtype=bool)
        fit[one.unfit] = False
        yield from checker.column(name, one.values[fit])
        sound &= fit & (schema.columns[name].nullable | one.values.notna().to_numpy())
    if len(converted) == len(schema.columns):
        frame = pd.DataFrame({name: one.values for name, one in converted.items()})
        yield from checker.table(frame[sound])


def _written(cells: Cells, column: int, row: int) -> Written:
    return cells.written(row, column)


def _failures(schema: pa.DataFrameSchema, frame: pd.DataFrame) -> list[SchemaError]:
    try:
        schema.validate(frame, lazy=True)
    except SchemaErrors as errors:
        return list(errors.schema_errors)
    return []


def _failing_row(title: str, _: Any) -> Said:
    return messages.row(title)


def _title(check: Any) -> str:
    return str(check.error or check.name)


def _crash(error: SchemaError) -> str | None:
    """Return the exception that a check raised, if it did not merely say no."""
    return error.failure_cases if isinstance(error.failure_cases, str) else None
