"""Values that must not repeat, compared over a whole Parquet file by DuckDB."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import numpy as np

from duizhao.diagnostics import Diagnostic, Place
from duizhao.microdata import messages
from duizhao.microdata.disk import database, parquet
from duizhao.microdata.flood import SHOWN, limited


def report_repeats(
    schema: Any,
    path: Path,
    dropped: np.ndarray[Any, Any],
    place: Callable[[int], Place],
    spill: Path,
    memory: int | None,
) -> Iterator[Diagnostic]:
    """Report each row that repeats what an earlier one has where the schema forbids it.

    `dropped` are the rows of the original file, in order, that `path` does not have; `place` is
    told rows of the original.
    """
    columns = [([name], True) for name, one in schema.columns.items() if one.unique]
    if schema.unique:
        columns.append((list(schema.unique), False))
    if not columns:
        return

    def original(row: int) -> int:
        # Each row before it that was dropped moves a row on by one.
        moved = int(np.searchsorted(dropped - np.arange(len(dropped)), row, side="right"))
        return row + moved

    with database(spill, memory) as connection:
        for names, one in columns:
            total, rows = _repeats(connection, path, names, one)

            def finding(row: tuple[Any, ...], names: list[str] = names) -> Diagnostic:
                number, first, *values = row
                said = messages.repeated(names, values, place(original(first)))
                return Diagnostic(said.rule, place(original(number)), said.message, said.hint)

            if total:
                yield from limited(rows, finding, messages.more(names), total)


def _repeats(
    connection: duckdb.DuckDBPyConnection, path: Path, names: list[str], present: bool
) -> tuple[int, list[tuple[Any, ...]]]:
    """Return how many rows repeat an earlier one, and the first of them, each with the earlier.

    With `present`, empty cells are not compared.
    """
    table = parquet(connection, path, numbered=True)
    listed = ", ".join('"' + name.replace('"', '""') + '"' for name in names)
    if present:
        table = table.filter(f"{listed} IS NOT NULL")
    groups = table.aggregate("count(*) AS n", listed).filter("n > 1")
    [(total,)] = groups.aggregate("coalesce(sum(n - 1), 0)").fetchall()
    if not total:
        return 0, []
    first = f"min(file_row_number) OVER (PARTITION BY {listed})"
    rows = table.project(f"file_row_number AS number, {first} AS first, {listed}")
    again = rows.filter("number > first").order("number").limit(SHOWN + 1)
    return int(total), again.fetchall()
