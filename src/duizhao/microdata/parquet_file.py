"""Parquet files: typed columns; a place is a row's number, counted from 1."""

from __future__ import annotations

import re
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet

from duizhao.diagnostics import Findings, Place
from duizhao.microdata.cells import Cells, empty_file, unreadable, without_empty_rows

PANDAS_INDEX = re.compile(r"__index_level_\d+__")


def read_parquet(root: Path, path: str, findings: Findings) -> Cells | None:
    """Read a Parquet file; an unnamed pandas index that was saved with it is left out."""
    if (root / path).stat().st_size == 0:
        findings.append(empty_file(Place(path)))
        return None
    try:
        table = pyarrow.parquet.read_table(root / path, partitioning=None)
    except (pa.ArrowException, OSError):
        findings.append(unreadable(path, "Parquet"))
        return None
    kept = [i for i, name in enumerate(table.column_names) if not PANDAS_INDEX.fullmatch(name)]
    columns = tuple(plain(table.column(index)) for index in kept)

    def place(row: int, column: int) -> Place:
        return Place(path, max(1, row + 1))

    header = tuple(table.column_names[index] for index in kept)
    return without_empty_rows(Cells(header, columns, place))


def plain(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return a column with text as plain text; an empty text is an empty cell, as elsewhere."""
    if pa.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    if pa.types.is_large_string(column.type) or pa.types.is_string_view(column.type):
        column = column.cast(pa.string())
    if pa.types.is_string(column.type):
        return pc.if_else(pc.equal(column, ""), None, column)
    return column
