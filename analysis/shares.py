"""Counts, totals and shares: the one way in which this report divides a whole.

`counts`, `totals` and `binned` ask the table's engine (pandas, DuckDB or Spark) to count; what
they return is a few rows in pandas, the same on every engine, in the same order.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import narwhals as nw
import pandas as pd


def counts(table: nw.LazyFrame, *columns: str) -> pd.Series:
    """Return how many rows have each value, or each combination of values, of the columns.

    The result is indexed by the values and in their order; rows in which one is missing are left
    out.
    """
    groups = table.select(*columns).drop_nulls().group_by(*columns).agg(count=nw.len())
    return _collected(groups, columns, "count")


def totals(table: nw.LazyFrame, column: str, by: str) -> pd.Series:
    """Return the sum of a column of whole numbers for each value of another, in their order.

    Whole numbers only: their sum is the same in whatever order an engine adds them.
    """
    if not table.collect_schema()[column].is_integer():
        raise TypeError(f"totals are of whole numbers, which “{column}” does not hold")
    groups = table.select(by, column).drop_nulls(by).group_by(by)
    return _collected(groups.agg(nw.col(column).sum()), [by], column)


def shared(counts: pd.Series, order: Iterable[str] | None = None) -> pd.DataFrame:
    """Return counts (`count`) with the part of their sum that each is, in per cent (`share`).

    `order` fixes the rows of the result, values that do not occur included with 0; without it
    the most frequent come first, equals by name.
    """
    counts = counts.rename("count").rename_axis(None)
    counts = most_first(counts) if order is None else counts.reindex(list(order), fill_value=0)
    return with_share(counts.to_frame(), "count")


def counted(table: nw.LazyFrame, column: str, order: Iterable[str] | None = None) -> pd.DataFrame:
    """Return how often each value of a column occurs, and its share: see `shared`."""
    return shared(counts(table, column), order)


def with_share(table: pd.DataFrame, column: str) -> pd.DataFrame:
    """Return the table with `share`: the column's part of its own sum, in per cent."""
    return table.assign(share=table[column] / table[column].sum() * 100)


def most_first(numbers: pd.Series) -> pd.Series:
    """Return the numbers in falling order, equals by their index."""
    return numbers.sort_index().sort_values(ascending=False, kind="stable")


def binned(table: nw.LazyFrame, values: str | nw.Expr, bounds: Mapping[str, float]) -> pd.DataFrame:
    """Return `count` and `share` of values by bin; a bin's name maps to its lower bound.

    `values` is a column or an expression of columns (`nw.col("revenue") / 100`). A bin takes its
    lower bound and not its upper one; only the last, open bin begins above its bound ("more
    than"), so that the one before it takes both. The first bound is the least value that can
    occur; what is missing, or no finite number, is in no bin.
    """
    number = (nw.col(values) if isinstance(values, str) else values).cast(nw.Float64)
    # For SQL, what is not a number is above all numbers; here it is in no bin.
    value = nw.when(number.is_finite()).then(number)
    names, lower = list(bounds), [float(bound) for bound in bounds.values()]
    *closed, last = lower
    inside = [(value >= low) & (value < high) for low, high in zip(closed, lower[1:], strict=True)]
    if closed:
        inside[-1] = (value >= closed[-1]) & (value <= last)
    inside.append(value > last)
    sums = [rows.cast(nw.Int64).sum().alias(n) for n, rows in zip(names, inside, strict=True)]
    row = table.select(*sums).collect("pyarrow").to_native().to_pylist()[0]
    return shared(pd.Series({name: int(row[name] or 0) for name in names}), names)


def _collected(groups: nw.LazyFrame, keys: Iterable[str], column: str) -> pd.Series:
    """Return the groups as a series in the order of their keys, in types that no engine changes."""
    frame = groups.collect("pyarrow").to_native().to_pandas()
    return frame.astype({column: "int64"}).set_index(list(keys))[column].sort_index()
