"""Parquet files: typed columns; a place is a row's number, counted from 1."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet

from duizhao.diagnostics import Diagnostic, Place, Stage, stage
from duizhao.microdata import bounds, misfit
from duizhao.microdata.cells import Cells, empty_file, unreadable, without_empty_rows
from duizhao.microdata.convert import EXPECTED, family, holds

PANDAS_INDEX = re.compile(r"__index_level_\d+__")
# What pyarrow raises for files that are damaged; the last two for impossible dates and texts.
DAMAGED = (pa.ArrowException, OSError, OverflowError, ValueError)


@stage
def read_parquet(root: Path, path: str) -> Stage[Cells | None]:
    """Read a Parquet file; an unnamed pandas index that was saved with it is left out."""
    if (root / path).stat().st_size == 0:
        yield empty_file(Place(path))
        return None
    try:
        with pyarrow.parquet.ParquetFile(root / path) as file:
            rows, width = file.metadata.num_rows, file.metadata.num_columns
            large = bounds.too_many_columns(path, width) or bounds.too_many_cells(path, rows, width)
            if large is not None:
                yield large
                return None
            table = file.read()
        if table.num_rows != rows:
            raise pa.ArrowInvalid("the file has another number of rows than it says")
        kept = [i for i, name in enumerate(table.column_names) if not PANDAS_INDEX.fullmatch(name)]
        columns = tuple(plain(table.column(index)) for index in kept)
    except DAMAGED:
        yield unreadable(path, "Parquet")
        return None

    def place(row: int, column: int) -> Place:
        return Place(path, max(1, row + 1))

    header = tuple(table.column_names[index] for index in kept)
    return without_empty_rows(Cells(header, columns, place))


@stage
def readable(cells: Cells, positions: Mapping[str, int], schema: Any) -> Stage[dict[str, int]]:
    """Return those columns whose type can be read as what the schema asks; others are findings."""
    fit: dict[str, int] = {}
    for name, position in positions.items():
        kind, stored = family(schema.columns[name].dtype), cells.columns[position].type
        if holds(stored, kind):
            fit[name] = position
            continue
        said = misfit.column_type(name, stored, EXPECTED[kind].words)
        place = cells.place(-1, position)
        yield Diagnostic(said.rule, place, said.message, said.hint)
    return fit


def plain(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return a column with text as plain text; an empty text is an empty cell, as elsewhere.

    Bytes are text when they are UTF-8; a character that is not becomes U+FFFD, which no text
    column takes.
    """
    if pa.types.is_dictionary(column.type):
        column = pc.dictionary_decode(column)
    if pa.types.is_float16(column.type):
        column = column.cast(pa.float32())
    if _is_text(column.type):
        column = _decoded(column)
        return pc.if_else(pc.equal(column, ""), None, column)
    return column


def _is_text(stored: pa.DataType) -> bool:
    types = pa.types
    return bool(
        types.is_string(stored)
        or types.is_large_string(stored)
        or types.is_string_view(stored)
        or types.is_binary(stored)
        or types.is_large_binary(stored)
        or types.is_binary_view(stored)
    )


def _decoded(column: pa.ChunkedArray) -> pa.ChunkedArray:
    try:
        text = column.cast(pa.string())
        text.validate(full=True)
    except pa.ArrowInvalid:
        raw = column.cast(pa.binary()).to_pylist()
        decoded = [None if one is None else one.decode("utf-8", errors="replace") for one in raw]
        return pa.chunked_array([pa.array(decoded, pa.string())])
    return text
