"""Days and times as they are written on a calendar and a clock: no zone is ever applied."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

# 2020-01-31, 2020/1/31, 20200131; with a time after a space or T. RE2 and Python alike.
TIME = r"(?:[T ](?P<time>\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?))?"
FORMS = (
    rf"^(?P<y>\d{{4}})-(?P<m>\d{{1,2}})-(?P<d>\d{{1,2}}){TIME}$",
    rf"^(?P<y>\d{{4}})/(?P<m>\d{{1,2}})/(?P<d>\d{{1,2}}){TIME}$",
    r"^(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})(?P<time>)$",
)
MICROSECONDS = pa.timestamp("us")
# What Python's dates hold, and what timestamps in nanoseconds do.
_SPAN = (np.datetime64("0001-01-01", "us"), np.datetime64("9999-12-31T23:59:59.999999", "us"))
_NARROW = (np.datetime64("1677-09-22", "us"), np.datetime64("2262-04-11", "us"))


def dates_read(column: pa.ChunkedArray, nanoseconds: bool = False) -> pa.ChunkedArray:
    """Return the dates that a column of text writes; what is no date becomes empty.

    With `nanoseconds`, dates beyond the years 1678 to 2261 become empty too.
    """
    text = pc.utf8_trim_whitespace(column.cast(pa.string()))
    coded = pc.dictionary_encode(text).combine_chunks()
    if isinstance(coded, pa.ChunkedArray):
        coded = (
            coded.chunk(0) if coded.num_chunks else pa.array([], pa.string()).dictionary_encode()
        )
    dates = _inside(_parsed(coded.dictionary), nanoseconds)
    return pa.chunked_array([dates.take(coded.indices)])


def dates_of(column: pa.ChunkedArray, nanoseconds: bool = False) -> pa.ChunkedArray:
    """Return Parquet's dates and times, to the microsecond; what is finer or too far is empty."""
    dates = column.cast(MICROSECONDS, safe=False)
    same = pc.equal(dates.cast(column.type, safe=False), column)
    dates = pc.if_else(pc.fill_null(same, False), dates, None)
    return pa.chunked_array([_inside(dates.combine_chunks(), nanoseconds)])


def likely_date(text: str) -> str | None:
    """Return the date that a text in another form most likely means, as 2020-01-31, or None."""
    text = text.strip()
    if zoned := re.fullmatch(r"(.+?)\s*(?:[Zz]|[+-]\d{2}:?(?:\d{2})?|UTC|GMT)", text):
        text = zoned[1]
    if chinese := re.fullmatch(r"(\d{4})年(\d{1,2})月(\d{1,2})[日号]", text):
        text = "-".join(chinese.groups())
    text = re.sub(r"[.。．]", "-", text) if re.fullmatch(r"\d{4}(\D\d{1,2}){2}", text) else text
    [found] = _parsed(pa.array([text], pa.string())).to_pylist()
    if found is None:
        return None
    return str(found.date() if found.time() == found.time().min else found)


def _parsed(texts: pa.Array) -> pa.Array:
    """Return dates for texts; pandas reads only what has the one form of ours."""
    parts: Any = None
    for form in FORMS:
        found = pc.extract_regex(texts, form)
        parts = found if parts is None else pc.coalesce(parts, found)
    year, month, day, time = (pc.struct_field(parts, name) for name in ("y", "m", "d", "time"))
    clock = pc.if_else(pc.equal(time, ""), "00:00", time)
    canonical = pc.binary_join_element_wise(
        pc.binary_join_element_wise(
            year, pc.utf8_lpad(month, 2, "0"), pc.utf8_lpad(day, 2, "0"), "-"
        ),
        clock,
        "T",
    )
    dates = pd.to_datetime(canonical.to_pandas(), format="ISO8601", errors="coerce")
    return pa.array(dates.astype("datetime64[us]"), MICROSECONDS, from_pandas=True)


def _inside(dates: pa.Array, nanoseconds: bool) -> pa.Array:
    least, most = _NARROW if nanoseconds else _SPAN
    inside = pc.and_(
        pc.greater_equal(dates, pa.scalar(least, MICROSECONDS)),
        pc.less_equal(dates, pa.scalar(most, MICROSECONDS)),
    )
    return pc.if_else(pc.fill_null(inside, False), dates, None)
