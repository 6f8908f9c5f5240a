"""The engines that count: pandas in memory, DuckDB from disk, Spark on a cluster.

A function of `analysis/` that takes a `narwhals.LazyFrame` runs on each of them unchanged.
"""

from __future__ import annotations

import enum
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import narwhals as nw
import pyarrow as pa

from duizhao.diagnostics import Diagnostic, Place, Problems, Words
from duizhao.microdata.disk import database, parquet
from duizhao.microdata.scan import Scanned

Open = Callable[[Scanned], nw.LazyFrame[Any]]
TYPES: dict[pa.DataType, Any] = {
    pa.bool_(): nw.Boolean(),
    pa.int64(): nw.Int64(),
    pa.float64(): nw.Float64(),
    pa.timestamp("us"): nw.Datetime("us"),
    pa.string(): nw.String(),
}


class Engine(enum.StrEnum):
    """What runs the functions that take a table as a `LazyFrame`."""

    pandas = "pandas"
    duckdb = "duckdb"
    spark = "spark"


@contextmanager
def opened(engine: Engine, spill: Path, memory: int | None) -> Iterator[Open]:
    """Give what opens a table on disk as a lazy frame of an engine, inside a `with` block.

    DuckDB takes about `memory` bytes and writes what does not fit under `spill`. Spark is the
    session that is running, else the one that `SPARK_REMOTE` or Spark's own settings describe.
    Raises `Problems` when Spark cannot be had.
    """
    if engine is Engine.spark:
        with _spark() as session:
            yield lambda table: _typed(session.read.parquet(table.path.resolve().as_uri()), table)
    else:
        with database(spill, memory) as connection:
            yield lambda table: _typed(parquet(connection, table.path), table)


def _typed(native: Any, table: Scanned) -> nw.LazyFrame[Any]:
    frame: nw.LazyFrame[Any] = nw.from_native(native)
    stored = frame.collect_schema()
    return frame.select(
        nw.col(name) if stored[name] == TYPES[wanted] else nw.col(name).cast(TYPES[wanted])
        for name, wanted in table.types.items()
    )


@contextmanager
def _spark() -> Iterator[Any]:
    try:
        from pyspark.sql import SparkSession

        running = SparkSession.getActiveSession()
        session = running or SparkSession.builder.appName("duizhao").getOrCreate()
    except Exception as error:  # not installed, no Java, a server that does not answer
        raise Problems([_no_spark(error)]) from error
    try:
        yield session
    finally:
        if running is None:
            session.stop()


def _no_spark(error: Exception) -> Diagnostic:
    text = " ".join(str(error).split())[:200]
    message = Words(zh=f"Spark无法启动：{text}", en=f"Spark did not start: {text}")
    hint = Words(
        zh="请安装附加组件（pip install 'duizhao[spark]'）和Java 17，或用SPARK_REMOTE指定服务器",
        en="install the extra (pip install 'duizhao[spark]') and Java 17, or name a server in"
        " SPARK_REMOTE",
    )
    return Diagnostic("no-spark", Place(os.environ.get("SPARK_REMOTE") or "Spark"), message, hint)
