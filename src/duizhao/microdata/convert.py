"""Cells to the types that the schema declares, a column at a time; exactly, or found unfit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from pandera import dtypes

from duizhao.diagnostics import Words
from duizhao.microdata.cells import Kind, Style
from duizhao.microdata.dates import dates_of, dates_read
from duizhao.microdata.numerals import NUMERAL, PLAIN, exact_integer, is_exact
from duizhao.microdata.text import faulty

TRUTH = {"true": True, "1": True, "是": True, "false": False, "0": False, "否": False}
LARGEST_EXACT = 2**53  # up to here every whole number is a float64

Family = Literal["text", "integer", "number", "truth", "date"]
Rows = np.ndarray[Any, Any]
Parse = Callable[[pa.ChunkedArray, Any], tuple[Any, Rows]]


class Expected(NamedTuple):
    """What a column's cells should be, and the rule that one breaks which is not."""

    rule: str
    words: Words


EXPECTED: dict[Family, Expected] = {
    "truth": Expected("not-a-truth-value", Words(zh="true或false", en="true or false")),
    "integer": Expected("not-a-number", Words(zh="整数", en="a whole number")),
    "number": Expected("not-a-number", Words(zh="数字", en="a number")),
    "date": Expected("not-a-date", Words("日期（如2020-01-31）", "a date such as 2020-01-31")),
    "text": Expected("not-text", Words(zh="文本", en="text")),
}
# Which cells of a spreadsheet may be read as what. A text column takes what is shown.
READABLE: dict[Family, tuple[Kind, ...]] = {
    "truth": (Kind.text, Kind.truth, Kind.number),
    "integer": (Kind.text, Kind.number),
    "number": (Kind.text, Kind.number),
    "date": (Kind.text, Kind.date),
    "text": (Kind.text, Kind.number, Kind.formatted, Kind.truth),
}


@dataclass(frozen=True)
class Converted:
    """A column in its declared type, and the rows (counted from 0) whose cells do not fit it."""

    values: pd.Series[Any]
    unfit: Rows
    expected: Expected


def family(dtype: Any) -> Family:
    """Return which of our five kinds of column a pandera data type asks for."""
    if dtypes.is_bool(dtype):
        return "truth"
    if dtypes.is_int(dtype) or dtypes.is_uint(dtype):
        return "integer"
    if dtypes.is_float(dtype):
        return "number"
    return "date" if dtypes.is_datetime(dtype) else "text"


def convert(column: pa.ChunkedArray, declared: Any, style: Style | None = None) -> Converted:
    """Return a column's cells as numbers, truth values, dates or text, as the schema asks.

    `declared` is pandera's column, `style` what a spreadsheet knows of the cells. Empty cells
    stay empty, unfit ones become empty; the result is nullable throughout, and takes its final
    type once nothing is wrong. Call it with types that `holds` allows.
    """
    kind = family(declared.dtype)
    written, refused = _styled(column, kind, style)
    values, unfit = PARSERS[kind](written, declared)
    if len(refused):
        unfit = np.union1d(unfit, refused)
    return Converted(_to_pandas(values), unfit, EXPECTED[kind])


def holds(stored: pa.DataType, kind: Family) -> bool:
    """Tell whether cells of a type (of Parquet, encodings aside) can be read as what is asked."""
    types = pa.types
    if types.is_string(stored) or types.is_null(stored):
        return True
    if kind == "truth":
        return bool(types.is_boolean(stored) or types.is_integer(stored))
    if kind == "date":
        return bool(types.is_date(stored) or (types.is_timestamp(stored) and stored.tz is None))
    numeric = types.is_integer(stored) or types.is_floating(stored) or types.is_decimal(stored)
    return bool(numeric)


def allowed(declared: Any) -> list[str] | None:
    """Return the words that a column's schema lists, or None when any text will do."""
    lists = [
        check.statistics["allowed_values"] for check in declared.checks if check.name == "isin"
    ]
    return [str(one) for one in lists[0]] if lists else None


def _styled(
    column: pa.ChunkedArray, kind: Family, style: Style | None
) -> tuple[pa.ChunkedArray, Rows]:
    """Return a spreadsheet's cells as text to be parsed, and the rows that are of a wrong kind."""
    if style is None:
        return column, _none()
    readable = np.isin(style.kinds, READABLE[kind])
    if kind == "text":
        column = style.shown
        readable &= np.asarray(pc.is_valid(column)) | (style.kinds == Kind.text)
    if readable.all():
        return column, _none()
    return pc.if_else(pa.array(readable), column, None), np.flatnonzero(~readable)


def _to_pandas(values: pa.ChunkedArray) -> pd.Series[Any]:
    nullable: dict[Any, Any] = {pa.int64(): pd.Int64Dtype(), pa.bool_(): pd.BooleanDtype()}
    if not values.null_count:
        nullable = {}
    series: pd.Series[Any] = values.to_pandas(types_mapper=nullable.get)
    return series


def _texts(column: pa.ChunkedArray, declared: Any) -> tuple[Any, Rows]:
    if pa.types.is_floating(column.type):
        return _numbers_as_text(column)
    text = column.cast(pa.string())
    # Where the schema lists the words, whatever is none of them is found with the word meant.
    unfit = faulty(text) if allowed(declared) is None else _none()
    return _without(text, unfit), unfit


def _numbers_as_text(column: pa.ChunkedArray) -> tuple[Any, Rows]:
    """Return codes that a program wrote as floats: 1 for 1.0, and 3.5; what has no digits left."""
    numbers = column.cast(pa.float64())
    numbers = pc.if_else(pc.is_nan(numbers), None, numbers)
    whole = pc.fill_null(pc.equal(numbers, pc.floor(numbers)), False)
    exact = pc.less_equal(pc.abs(numbers), float(LARGEST_EXACT))
    digits = pc.if_else(pc.and_(whole, exact), numbers, None).cast(pa.int64()).cast(pa.string())
    fractions = pc.if_else(whole, None, numbers).cast(pa.string())
    text = pc.coalesce(digits, fractions)
    return text, _lost(numbers, text)


def _integers(column: pa.ChunkedArray, declared: Any) -> tuple[Any, Rows]:
    stored = column.type
    if pa.types.is_integer(stored):
        fits = (
            pc.less_equal(column, pa.scalar(2**63 - 1, pa.uint64())) if _is_wide(stored) else None
        )
        values = (column if fits is None else pc.if_else(fits, column, None)).cast(pa.int64())
    elif pa.types.is_floating(stored):
        column = pc.if_else(pc.is_nan(column.cast(pa.float64())), None, column.cast(pa.float64()))
        sound = pc.and_(
            pc.equal(column, pc.floor(column)), pc.less_equal(pc.abs(column), float(LARGEST_EXACT))
        )
        values = pc.if_else(pc.fill_null(sound, False), column, None).cast(pa.int64())
    else:
        text = pc.utf8_trim_whitespace(column.cast(pa.string()))
        plain = pc.fill_null(pc.match_substring_regex(text, PLAIN), False)
        digits = pc.replace_substring_regex(text, r"^\+|\.0*$", "")
        values = pc.if_else(plain, digits, None).cast(pa.int64())
        values = _patched(values, text, pc.invert(plain), exact_integer)
    least, most = _range(declared.dtype)
    if (least, most) != (-(2**63), 2**63 - 1):
        inside = pc.and_(pc.greater_equal(values, least), pc.less_equal(values, most))
        values = pc.if_else(pc.fill_null(inside, False), values, None)
    return values, _lost(column, values)


def _patched(
    values: pa.ChunkedArray, text: pa.ChunkedArray, odd: Any, read: Callable[[str], int | None]
) -> pa.ChunkedArray:
    """Return the values with the few cells in an unusual form read one by one."""
    rows = pc.indices_nonzero(pc.and_(odd, pc.is_valid(text)))
    if not len(rows):
        return values
    coded = pc.dictionary_encode(text.take(rows).combine_chunks())
    found = pa.array([read(one) for one in coded.dictionary.to_pylist()], pa.int64())
    mask = np.zeros(len(text), dtype=bool)
    mask[rows.to_numpy()] = True
    whole = values.combine_chunks()
    return pa.chunked_array(
        [pc.replace_with_mask(whole, pa.array(mask), found.take(coded.indices))]
    )


def _numbers(column: pa.ChunkedArray, declared: Any) -> tuple[Any, Rows]:
    narrow = getattr(declared.dtype, "bit_width", 64) or 64
    if pa.types.is_floating(column.type):  # in Parquet, NaN is how programs write an empty cell
        numbers = column.cast(pa.float64())
        column = pc.if_else(pc.is_nan(numbers), None, numbers)
        numbers, long = column, None
    elif pa.types.is_integer(column.type):
        numbers = column.cast(pa.float64(), safe=False)
        long = pc.greater_equal(pc.abs(numbers), float(2 ** (24 if narrow < 64 else 53)))
    else:
        text = pc.utf8_trim_whitespace(column.cast(pa.string()))
        readable = pc.fill_null(pc.match_substring_regex(text, NUMERAL), False)
        numbers = pc.if_else(readable, text, None).cast(pa.float64())
        long = pc.and_(readable, pc.match_substring_regex(text, r"^[+-]?\d{8,}"))
    if long is not None:
        # A whole number that a float cannot hold would come out as another one.
        rows = pc.indices_nonzero(pc.fill_null(long, False)).to_numpy()
        written = column.take(pa.array(rows)).cast(pa.string()).to_pylist()
        odd = [row for row, text in zip(rows, written, strict=True) if not is_exact(text, narrow)]
        numbers = _without(numbers, np.array(odd, dtype=np.int64))
    if narrow < 64:
        small = numbers.cast(pa.float32(), safe=False)
        numbers = pc.if_else(pc.fill_null(pc.is_finite(small), False), numbers, None)
    numbers = pc.if_else(pc.fill_null(pc.is_finite(numbers), False), numbers, None)
    return numbers, _lost(column, numbers)


def _truths(column: pa.ChunkedArray, declared: Any) -> tuple[Any, Rows]:
    if pa.types.is_boolean(column.type):
        return column, _none()
    text = pc.utf8_lower(pc.utf8_trim_whitespace(column.cast(pa.string())))
    known = pc.index_in(text, value_set=pa.array(list(TRUTH)))
    values = pc.take(pa.array(list(TRUTH.values())), known.combine_chunks())
    return pa.chunked_array([values]), _lost(column, values)


def _dates(column: pa.ChunkedArray, declared: Any) -> tuple[Any, Rows]:
    read = dates_of if pa.types.is_temporal(column.type) else dates_read
    values = read(column, nanoseconds=getattr(declared.dtype, "unit", "us") == "ns")
    return values, _lost(column, values)


PARSERS: dict[Family, Parse] = {
    "truth": _truths,
    "integer": _integers,
    "number": _numbers,
    "date": _dates,
    "text": _texts,
}


def _range(dtype: Any) -> tuple[int, int]:
    """Return the least and the largest whole number that a column's type holds, within int64."""
    width = getattr(dtype, "bit_width", 64) or 64
    if dtypes.is_uint(dtype):
        return 0, min(2**width, 2**63) - 1
    return -(2 ** (width - 1)), 2 ** (width - 1) - 1


def _is_wide(stored: pa.DataType) -> bool:
    return bool(stored == pa.uint64())


def _without(column: Any, rows: Rows) -> Any:
    """Return a column in which some rows are empty."""
    if not len(rows):
        return column
    kept = np.ones(len(column), dtype=bool)
    kept[rows] = False
    return pc.if_else(pa.array(kept), column, None)


def _lost(column: pa.ChunkedArray, values: Any) -> Rows:
    lost = np.asarray(pc.is_valid(column)) & np.asarray(pc.is_null(values))
    return np.flatnonzero(lost)


def _none() -> Rows:
    return np.empty(0, dtype=np.int64)
