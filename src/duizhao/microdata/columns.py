"""One column of a Parquet file, judged batch by batch: each value that occurs is judged once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from pandera import dtypes

from duizhao.microdata.convert import convert
from duizhao.microdata.parquet_file import plain

REMEMBERED = 10_000  # values that are known to be sound, so that no batch judges them again
Array = np.ndarray[Any, Any]


def arrow_type(dtype: Any) -> pa.DataType:
    """Return the type in which a column of a pandera data type stands in our own Parquet files."""
    if dtypes.is_bool(dtype):
        return pa.bool_()
    if dtypes.is_int(dtype) or dtypes.is_uint(dtype):
        return pa.int64()
    if dtypes.is_float(dtype):
        return pa.float64()
    if dtypes.is_datetime(dtype):
        return pa.timestamp("us")
    return pa.string()


@dataclass(eq=False)
class Column:
    """What the schema asks of a column, what of it was seen, and whether a copy has to differ.

    `declared` is pandera's column, `stored` the type in the file.
    """

    declared: Any
    stored: pa.DataType
    known: pa.Array | None = None  # sound values, as they stand in the file
    whole: set[str] = field(default_factory=set)  # checks that do not judge value by value
    differs: bool = False

    def __post_init__(self) -> None:
        self.differs = not _stands_as(self.stored, self.type)

    @property
    def type(self) -> pa.DataType:
        """Return the type that the schema asks for."""
        return arrow_type(self.declared.dtype)

    def sound(self, cells: pa.ChunkedArray) -> Array:
        """Tell for each cell of a batch whether the schema has nothing against it."""
        if not self._needs_judging:
            return self._present(cells)
        coded = pc.dictionary_encode(cells).combine_chunks()
        if isinstance(coded, pa.ChunkedArray):
            coded = coded.chunk(0) if coded.num_chunks else pa.array([]).dictionary_encode()
        values, codes = coded.dictionary, coded.indices
        verdicts = self._judged(values)
        sound = np.full(len(cells), bool(self.declared.nullable))
        valid = np.asarray(codes.is_valid())
        sound[valid] = verdicts[np.asarray(codes.drop_null())]
        return sound

    def converted(self, cells: pa.ChunkedArray) -> pa.Array:
        """Return the cells in the schema's type; they are sound."""
        series = convert(plain(cells), self.declared).values
        return pa.Array.from_pandas(series, type=self.type)

    @property
    def _needs_judging(self) -> bool:
        if self.declared.checks or self.differs:
            return True
        return self.type in (pa.float64(), pa.timestamp("us")) or not _is_wide(self.declared.dtype)

    def _present(self, cells: pa.ChunkedArray) -> Array:
        present = np.asarray(pc.is_valid(cells))
        if self.type == pa.string():
            texts = plain(cells)
            filled = np.asarray(pc.is_valid(texts))
            self.differs |= bool((filled != present).any())
            present = filled | bool(self.declared.nullable)
            present[convert(texts, self.declared).unfit] = False
            return present
        return present | bool(self.declared.nullable)

    def _judged(self, values: pa.Array) -> Array:
        """Tell which of some different values are sound."""
        verdicts = np.ones(len(values), dtype=bool)
        new = np.arange(len(values))
        if self.known is not None:
            new = np.flatnonzero(~np.asarray(pc.is_in(values, value_set=self.known)))
        if len(new):
            fresh = values.take(pa.array(new))
            verdicts[new] = self._judged_anew(fresh)
            remember = fresh.filter(pa.array(verdicts[new]))
            known = remember if self.known is None else pa.concat_arrays([self.known, remember])
            if len(known) <= REMEMBERED:
                self.known = known
        return verdicts

    def _judged_anew(self, values: pa.Array) -> Array:
        converted = convert(plain(pa.chunked_array([values])), self.declared)
        empty = converted.values.isna().to_numpy()
        fit = np.ones(len(values), dtype=bool)
        fit[converted.unfit] = False
        self.differs |= bool((empty & fit).any())
        sound = fit & ~(empty & (not self.declared.nullable))
        present = np.flatnonzero(fit & ~empty)
        sound[present] = self._passes(converted.values.iloc[present].reset_index(drop=True))
        return sound

    def _passes(self, values: pd.Series[Any]) -> Array:
        """Tell for each value whether every check passes; one that breaks passes none."""
        passes = np.ones(len(values), dtype=bool)
        if not len(values):
            return passes
        try:
            if self.declared.dtype is not None:
                self.declared.dtype.coerce(values)
            verdicts = [(check, check(values).check_output) for check in self.declared.checks]
        except Exception:  # said when the rows are explained
            return np.zeros(len(values), dtype=bool)
        for check, verdict in verdicts:
            if isinstance(verdict, pd.Series) and len(verdict) == len(values):
                passes &= verdict.fillna(False).to_numpy(dtype=bool)
            else:
                self.whole.add(str(check.error or check.name))
        return passes


def _is_wide(dtype: Any) -> bool:
    """Tell whether any value of a kind fits the type: a number may be too large for int8."""
    return not dtypes.is_numeric(dtype) or getattr(dtype, "bit_width", None) == 64


def _stands_as(stored: pa.DataType, wanted: pa.DataType) -> bool:
    """Tell whether engines read a stored type as the wanted one when they are asked to cast."""
    if pa.types.is_dictionary(stored):
        stored = stored.value_type
    if wanted == pa.int64():
        return bool(pa.types.is_integer(stored) and stored != pa.uint64())
    if wanted == pa.float64():
        return stored in (pa.float32(), pa.float64())
    if wanted == pa.string():
        return bool(pa.types.is_string(stored) or pa.types.is_large_string(stored))
    if wanted == pa.bool_():
        return bool(pa.types.is_boolean(stored))
    return bool(stored == pa.timestamp("us"))
