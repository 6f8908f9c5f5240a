"""Text to the types that the schema declares, a column at a time; what does not fit is found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from pandera import dtypes

from duizhao.diagnostics import Words

TRUTH = {"true": True, "1": True, "是": True, "false": False, "0": False, "否": False}

Parse = Callable[[pa.ChunkedArray], tuple[pa.ChunkedArray, "np.ndarray[Any, Any]"]]


class Expected(NamedTuple):
    """What a column's cells should be, and the rule that one breaks which is not."""

    rule: str
    words: Words


TRUTH_VALUE = Expected("not-a-truth-value", Words(zh="true或false", en="true or false"))
INTEGER = Expected("not-a-number", Words(zh="整数", en="a whole number"))
NUMBER = Expected("not-a-number", Words(zh="数字", en="a number"))
DATE = Expected("not-a-date", Words(zh="日期（如2020-01-31）", en="a date such as 2020-01-31"))
TEXT = Expected("not-text", Words(zh="文本", en="text"))


@dataclass(frozen=True)
class Converted:
    """A column in its declared type, and the rows (counted from 0) whose cells do not fit it."""

    values: pd.Series[Any]
    unfit: np.ndarray[Any, Any]
    expected: Expected


def convert(column: pa.ChunkedArray, dtype: Any) -> Converted:
    """Return a column's cells as numbers, truth values, dates or text, as `dtype` asks.

    `dtype` is a pandera data type. Empty cells stay empty, unfit ones become empty; the result
    is nullable throughout, and takes its final type once nothing is wrong.
    """
    parse, expected = _parser(dtype)
    values, unfit = parse(column)
    return Converted(_to_pandas(values), unfit, expected)


def _to_pandas(values: pa.ChunkedArray) -> pd.Series[Any]:
    nullable: dict[Any, Any] = {pa.int64(): pd.Int64Dtype(), pa.bool_(): pd.BooleanDtype()}
    if not values.null_count:
        nullable = {}
    series: pd.Series[Any] = values.to_pandas(types_mapper=nullable.get)
    return series


def _parser(dtype: Any) -> tuple[Parse, Expected]:
    if dtypes.is_bool(dtype):
        return _truth, TRUTH_VALUE
    if dtypes.is_int(dtype) or dtypes.is_uint(dtype):
        return _integers, INTEGER
    if dtypes.is_float(dtype):
        return _numbers, NUMBER
    if dtypes.is_datetime(dtype):
        return _dates, DATE
    return _texts, TEXT


def _texts(column: pa.ChunkedArray) -> tuple[pa.ChunkedArray, np.ndarray[Any, Any]]:
    return _as_text(column), _none(column)


def _as_text(column: pa.ChunkedArray) -> pa.ChunkedArray:
    if pa.types.is_string(column.type):
        return column
    if pa.types.is_floating(column.type):
        whole = pc.all(pc.equal(column, pc.floor(column))).as_py()
        column = column.cast(pa.int64()) if whole else column
    return column.cast(pa.string())


def _integers(column: pa.ChunkedArray) -> tuple[pa.ChunkedArray, np.ndarray[Any, Any]]:
    if pa.types.is_integer(column.type):
        return column.cast(pa.int64()), _none(column)
    if _is_plain(column):
        try:
            return column.cast(pa.int64()), _none(column)
        except pa.ArrowInvalid:
            pass  # something is not a plain whole number: find out what, cell by cell
    numbers, unfit = _numbers(column)
    broken = pc.and_(pc.is_valid(numbers), pc.not_equal(numbers, pc.floor(numbers)))
    unfit = np.union1d(unfit, pc.indices_nonzero(broken).to_numpy().astype(np.int64))
    whole = pc.if_else(pc.fill_null(broken, False), None, numbers)
    return whole.cast(pa.int64(), safe=False), unfit


def _is_plain(column: pa.ChunkedArray) -> bool:
    """Tell whether casting reads a text column as people do (it would read 0x10 as 16)."""
    if not pa.types.is_string(column.type):
        return False
    return not pc.any(pc.match_substring(column, "x", ignore_case=True)).as_py()


def _numbers(column: pa.ChunkedArray) -> tuple[pa.ChunkedArray, np.ndarray[Any, Any]]:
    if pa.types.is_integer(column.type) or pa.types.is_floating(column.type):
        return _finite(column, column.cast(pa.float64()))
    if pa.types.is_decimal(column.type):
        return column.cast(pa.float64()), _none(column)
    text = pc.utf8_trim_whitespace(_as_text(column))
    try:
        numbers = text.cast(pa.float64())
    except pa.ArrowInvalid:
        # Only to find the cells that are numbers; their value is read exactly, by pyarrow.
        readable = pc.match_substring_regex(text, r"^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$")
        numbers = pc.if_else(pc.fill_null(readable, False), text, None).cast(pa.float64())
    return _finite(column, numbers)


def _finite(
    column: pa.ChunkedArray, numbers: pa.ChunkedArray
) -> tuple[pa.ChunkedArray, np.ndarray[Any, Any]]:
    """Return the numbers that are finite, and the rows that have a cell but no such number."""
    if pa.types.is_floating(column.type):  # in Parquet, NaN is how programs write an empty cell
        column = pc.if_else(pc.is_nan(column), None, column)
    numbers = pc.if_else(pc.fill_null(pc.is_finite(numbers), False), numbers, None)
    return numbers, _lost(column, numbers)


def _truth(column: pa.ChunkedArray) -> tuple[pa.ChunkedArray, np.ndarray[Any, Any]]:
    if pa.types.is_boolean(column.type):
        return column, _none(column)
    text = pc.utf8_lower(pc.utf8_trim_whitespace(_as_text(column)))
    known = pc.index_in(text, value_set=pa.array(list(TRUTH)))
    values = pc.take(pa.array(list(TRUTH.values())), known.combine_chunks())
    return pa.chunked_array([values]), _lost(column, values)


def _dates(column: pa.ChunkedArray) -> tuple[pa.ChunkedArray, np.ndarray[Any, Any]]:
    if pa.types.is_temporal(column.type):
        return column.cast(pa.timestamp("us")), _none(column)
    series = _as_text(column).to_pandas()
    dates = pd.to_datetime(series, format="ISO8601", errors="coerce")
    values = pa.chunked_array([pa.array(dates, pa.timestamp("us"), from_pandas=True)])
    return values, _lost(column, values)


def _lost(column: pa.ChunkedArray, values: Any) -> np.ndarray[Any, Any]:
    lost = np.asarray(pc.is_valid(column)) & np.asarray(pc.is_null(values))
    return np.flatnonzero(lost)


def _none(column: pa.ChunkedArray) -> np.ndarray[Any, Any]:
    return np.empty(0, dtype=np.int64)
