"""DuckDB over Parquet files, within a stated memory; what does not fit goes to a folder."""

from __future__ import annotations

import glob
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

LEAST = 128 << 20  # DuckDB does not do much with less


@contextmanager
def database(spill: Path, memory: int | None = None) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a database in memory that takes at most about `memory` bytes, inside a `with` block.

    What a query cannot hold is written under `spill`, which is removed afterwards. The order of
    rows is not kept: whoever needs one sorts.
    """
    settings: dict[str, str | bool | int | float | list[str]] = {
        "temp_directory": str(spill),
        "preserve_insertion_order": False,
    }
    if memory is not None:
        settings["memory_limit"] = f"{max(memory, LEAST) >> 20}MiB"
    connection = duckdb.connect(config=settings)
    try:
        yield connection
    finally:
        connection.close()
        shutil.rmtree(spill, ignore_errors=True)


def parquet(
    connection: duckdb.DuckDBPyConnection, path: Path, numbered: bool = False
) -> duckdb.DuckDBPyRelation:
    """Return a Parquet file as a relation; `numbered` adds `file_row_number`, counted from 0."""
    return connection.read_parquet(glob.escape(str(path)), file_row_number=numbered)


def prove(path: Path, names: list[str], spill: Path, memory: int | None) -> None:
    """Read columns of a Parquet file once; raises `duckdb.Error` where DuckDB cannot.

    What one reader takes, another may refuse: better now than while something is counted.
    """
    listed = ", ".join('"' + name.replace('"', '""') + '"' for name in names)
    if not listed:
        return
    with database(spill, memory) as connection:
        parquet(connection, path).aggregate(f"bit_xor(hash({listed}))").fetchall()
