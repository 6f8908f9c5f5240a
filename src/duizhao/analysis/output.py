"""What a figure's function returned, checked against the figure's words and written as text."""

from __future__ import annotations

import csv
import io
import math
import numbers
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Context, Decimal
from typing import Any

import pandas as pd

from duizhao.diagnostics import Diagnostic, Place, Stage, Words, did_you_mean, stage, together
from duizhao.microdata.flood import limited
from duizhao.project.figures import INTERVAL, FigureFile, named_by_itself
from duizhao.project.glossary import Glossary

WHOLE = ("count", "rank", "year")
EXACT = Context(prec=100, rounding=ROUND_HALF_UP)
# An interval is rounded outwards, so that it still holds what it held.
OUTWARDS = {"low": ROUND_FLOOR, "high": ROUND_CEILING}
TOLERANCE = 1e-6  # how far arithmetic in floats may leave a count from a whole number


@dataclass(frozen=True)
class FigureOutput:
    """A figure's declared words, and where its function and its `.yml` are.

    `pinned` are the cells that the public data give: these need not be computed.
    """

    name: str
    words: FigureFile
    path: str
    function: Place
    glossary: Glossary
    pinned: frozenset[tuple[str, str]]

    @stage
    def text(self, table: Any) -> Stage[str]:
        """Return the figure table as CSV: rows in the function's order, columns as declared.

        Numbers are rounded half-up to the declared decimals, starting from the shortest decimal
        that stands for the float; missing ones are empty. Beside a column of estimates stand
        those of their intervals (see `figures.Interval`). Whatever does not fit is a finding.
        """
        if not isinstance(table, pd.DataFrame):
            kind = type(table).__name__
            message = Words(
                zh=f"“{self.name}”返回了{kind}，应返回DataFrame",
                en=f"“{self.name}” returns {kind} instead of a DataFrame",
            )
            yield Diagnostic("not-a-table", self.function, message)
            return ""
        rows = [_row_id(value) for value in table.index]
        columns = [str(name) for name in table.columns]
        table = table.set_axis(columns, axis="columns").set_axis(range(len(rows)), axis="index")
        yield from self._check_rows(rows)
        yield from self._check_columns(columns)
        kept = [
            name
            for declared in self.words.columns
            for name in (declared, *_beside(declared))
            if columns.count(name) == 1
        ]
        cells = yield from together(self._column(rows, name, table[name].tolist()) for name in kept)
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(["row", *kept])
        writer.writerows(zip(rows, *cells, strict=True))
        return out.getvalue()

    def _check_rows(self, rows: list[str]) -> Iterator[Diagnostic]:
        if not rows:
            message = Words(zh=f"“{self.name}”没有一行", en=f"“{self.name}” has no row")
            yield Diagnostic("no-rows", self.function, message)
        for row, times in Counter(rows).items():
            if times > 1:
                message = Words(
                    zh=f"“{self.name}”里“{row}”行重复",
                    en=f"the row “{row}” of “{self.name}” repeats",
                )
                yield Diagnostic("row-twice", self.function, message)
        if any(column.unit == "name" for column in self.words.columns.values()):
            return  # such rows are named by the ids in their cells
        labelled = [str(row) for row in self.words.rows]
        unknown = [r for r in dict.fromkeys(rows) if not (r in labelled or self._is_named(r))]
        known = [*labelled, *(term.id for term in self.glossary)]

        def finding(row: str) -> Diagnostic:
            message = Words(
                zh=f"“{self.name}”的“{row}”行没有名称：既不在{self.path}的rows:里，也不在术语表里",
                en=f"the row “{row}” of “{self.name}” has no name: it is neither under rows: of"
                f" {self.path} nor in the glossary",
            )
            return Diagnostic("unknown-row", self.function, message, did_you_mean(row, known))

        yield from limited(unknown, finding, Words(zh="行没有名称", en="rows without a name"))
        pinned = {row for row, _ in self.pinned}
        for row in labelled:
            if row not in rows and row not in pinned:
                message = Words(
                    zh=f"“{row}”行既没有计算，也没有公布的值",
                    en=f"the row “{row}” is neither computed nor published",
                )
                hint = did_you_mean(row, unknown)
                yield Diagnostic("missing-row", Place(self.path), message, hint)

    def _is_named(self, row: str) -> bool:
        return row in self.glossary or named_by_itself(row)

    def _check_columns(self, columns: list[str]) -> Iterator[Diagnostic]:
        intervals = {name for declared in self.words.columns for name in _beside(declared)}
        for name, times in Counter(columns).items():
            if name not in self.words.columns and name not in intervals:
                message = Words(
                    zh=f"“{self.name}”返回的“{name}”列不在{self.path}里",
                    en=f"the column “{name}” that “{self.name}” returns is not in {self.path}",
                )
                hint = did_you_mean(name, self.words.columns)
                yield Diagnostic("unknown-column", self.function, message, hint)
            elif times > 1:
                message = Words(
                    zh=f"“{self.name}”里“{name}”列重复",
                    en=f"the column “{name}” of “{self.name}” repeats",
                )
                yield Diagnostic("column-twice", self.function, message)
        pinned = {column for _, column in self.pinned}
        for name, words in self.words.columns.items():
            if name not in columns and name not in pinned and not words.follows:
                message = Words(
                    zh=f"“{self.name}”没有返回“{name}”列，这一列也没有公布的值",
                    en=f"“{self.name}” returns no column “{name}”, and nothing in it is published",
                )
                yield Diagnostic("missing-column", self.function, message)

    def _column(self, rows: list[str], name: str, values: list[Any]) -> Stage[list[str]]:
        wrong: list[Diagnostic] = []
        texts = [
            "" if _is_missing(value) else self._cell(row, name, value, wrong)
            for row, value in zip(rows, values, strict=True)
        ]
        more = Words(zh=f"格“{name}”有问题", en=f"wrong cells in “{name}”")
        yield from limited(wrong, lambda finding: finding, more)
        return texts

    def _cell(self, row: str, name: str, value: Any, wrong: list[Diagnostic]) -> str:
        base, _, part = name.partition(".")
        column = self.words.columns[base]
        label = {str(id): label for id, label in self.words.rows.items()}.get(row)
        unit, decimals = column.unit, column.decimals
        if label is not None and label.unit is not None:
            unit, decimals = label.unit, label.decimals
        if part == "sample":
            unit, decimals = "count", 0
        address = f"{self.name}.{row}.{name}"
        if unit == "name":
            if str(value) not in self.glossary:
                message = Words(
                    zh=f"“{address}”的“{value}”不在术语表里",
                    en=f"“{value}” in “{address}” is not in the glossary",
                )
                hint = did_you_mean(str(value), [term.id for term in self.glossary])
                wrong.append(Diagnostic("unknown-name", self.function, message, hint))
            return str(value)
        number = _decimal(value)
        if number is None:
            message = Words(
                zh=f"“{address}”的值“{value}”不是数字", en=f"“{address}” is “{value}”, not a number"
            )
            wrong.append(Diagnostic("not-a-number", self.function, message))
            return ""
        rounding = OUTWARDS.get(part, ROUND_HALF_UP)
        rounded = number.quantize(Decimal(1).scaleb(-decimals), rounding, EXACT)
        if (
            unit in WHOLE
            and part not in OUTWARDS
            and decimals == 0
            and abs(number - rounded) > TOLERANCE
        ):
            message = Words(
                zh=f"“{address}”的值{number}应为整数",
                en=f"“{address}” is {number}, but should be a whole number",
            )
            wrong.append(Diagnostic("not-whole", self.function, message))
        return f"{abs(rounded) if rounded == 0 else rounded:f}"


def _beside(column: str) -> list[str]:
    """Return the columns in which the intervals of a column's estimates stand."""
    return [f"{column}.{part}" for part in INTERVAL]


def _row_id(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, pd.Timestamp) and value == value.normalize():
        return f"{value:%Y-%m-%d}"
    return str(value)


def _is_missing(value: Any) -> bool:
    return value is None or value is pd.NA or value is pd.NaT or value != value


def _decimal(value: Any) -> Decimal | None:
    """Return a finite number as the shortest decimal that stands for it, else None."""
    if isinstance(value, Decimal):
        return value if value.is_finite() else None
    if isinstance(value, bool) or not isinstance(value, numbers.Real):
        return None
    if isinstance(value, numbers.Integral):
        return Decimal(int(value))
    return Decimal(repr(float(value))) if math.isfinite(value) else None
