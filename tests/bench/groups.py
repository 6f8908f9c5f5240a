"""Shares of 46 million rows by province, field and year: ours beside pandas, DuckDB and Polars.

The table is written once, from a seed, into build/bench. Each run is a process of its own, so that
its peak memory is its own; the four take turns, and a time is the median of its turns. It runs
from the file to the finished shares; importing libraries does not count, nor does checking the
table, which is done once per file and noted. `python -m tests.bench.groups spark`
times Spark in local mode on the same.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from tests.bench.memory import peak_mb

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "build" / "bench"
FILE = FOLDER / "groups_46m.parquet"
SIZE, CHUNK = 46_000_000, 1_000_000
KEYS = ("province", "field", "year")
PROVINCES = tuple(f"province_{number:02d}" for number in range(34))
FIELDS = tuple(f"field_of_application_{number:02d}" for number in range(20))
FIRST, YEARS = 2014, 10
PEERS = ("pandas", "DuckDB", "Polars streaming")
TURNS = 5
ROUNDED = 9  # decimals to which the shares are compared
SLOWER, MOST_MB = 1.2, 300  # what ours may take: times the fastest peer, and memory
MEMORY = 1 << 30  # bytes that are declared to be free, far less than pandas would take


def rows() -> list[dict[str, Any]]:
    """Return the row of the bench; the fastest peer counts, the others are beside it."""
    write()
    checked = run("check")
    turns: dict[str, list[dict[str, Any]]] = {name: [] for name in ("ours", *PEERS)}
    for _ in range(TURNS):
        for name, results in turns.items():
            results.append(run(name))
    seconds = {name: median(one["seconds"] for one in found) for name, found in turns.items()}
    memory = {name: max(one["peak_mb"] for one in found) for name, found in turns.items()}
    sums = {one["result"] for found in turns.values() for one in found}
    if len(sums) != 1:
        raise AssertionError(f"the engines disagree: {sums}")
    fastest = min(PEERS, key=lambda name: seconds[name])
    processor = {name: median(one["processor"] for one in found) for name, found in turns.items()}
    busy = [f"processor {processor['ours']:.2f} s, {fastest} {processor[fastest]:.2f} s"]
    others = [f"{n} {seconds[n]:.2f} s in {memory[n]:.0f} MB" for n in PEERS if n != fastest]
    check = f"checking the file once {checked['seconds']:.1f} s in {checked['peak_mb']:.0f} MB"
    return [
        {
            "name": "groups.46m",
            "ours_s": round(seconds["ours"], 3),
            "peer": fastest,
            "peer_s": round(seconds[fastest], 3),
            "ratio": round(seconds[fastest] / seconds["ours"], 3),
            "peak_mb": round(memory["ours"]),
            "at_least": round(1 / SLOWER, 3),
            "at_most_mb": MOST_MB,
            "note": "; ".join([*busy, *others, check]),
        }
    ]


def write() -> None:
    """Write the table if it is not there: a million rows at a time, the same every time."""
    if FILE.is_file():
        return
    FOLDER.mkdir(parents=True, exist_ok=True)
    text = pa.dictionary(pa.int8(), pa.string())
    schema = pa.schema([("province", text), ("field", text), ("year", pa.int16())])
    part = FILE.with_suffix(".part")
    with pq.ParquetWriter(part, schema, compression="zstd") as writer:
        for number in range(SIZE // CHUNK):
            random = np.random.default_rng([46, number])
            columns = [
                pa.DictionaryArray.from_arrays(drawn(random, len(names)), list(names))
                for names in (PROVINCES, FIELDS)
            ]
            years = FIRST + (np.sqrt(random.random(CHUNK)) * YEARS).astype(np.int16)
            table = pa.Table.from_arrays([*columns, pa.array(years, pa.int16())], schema=schema)
            writer.write_table(table)
    part.replace(FILE)


def drawn(random: np.random.Generator, number: int) -> np.ndarray[Any, Any]:
    """Draw a chunk of codes, the first ones most often."""
    weights = 1 / (np.arange(number) + 2.0)
    bounds = np.cumsum(weights / weights.sum())[:-1]
    return np.searchsorted(bounds, random.random(CHUNK)).astype(np.int8)


def run(name: str) -> dict[str, Any]:
    """Run one side in a process of its own and return what it prints."""
    command = [sys.executable, "-W", "ignore", "-m", "tests.bench.groups", name]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return result


def measured(work: Callable[[], dict[tuple[Any, ...], float]]) -> dict[str, Any]:
    """Time the work once, in this process; the result stands as a digest of all shares."""
    started, before = time.perf_counter(), time.process_time()
    shares = work()
    seconds, processor = time.perf_counter() - started, time.process_time() - before
    peak = peak_mb()
    lines = sorted((str(p), str(f), int(y), round(s, ROUNDED)) for (p, f, y), s in shares.items())
    result = digest(lines)
    return {"seconds": seconds, "processor": processor, "peak_mb": peak, "result": result}


def digest(lines: list[Any]) -> str:
    """Return a short name for a result."""
    import hashlib

    return hashlib.sha256(repr(lines).encode()).hexdigest()[:16]


def schema() -> Any:
    """Return what the table may hold, as an author declares it."""
    import pandera.pandas as pandera

    class People(pandera.DataFrameModel):
        """One row per person."""

        province: str = pandera.Field(isin=PROVINCES)
        field: str = pandera.Field(isin=FIELDS)
        year: int = pandera.Field(ge=FIRST, lt=FIRST + YEARS)

    return People


def check() -> dict[str, Any]:
    """Time the checking of the whole file against its schema."""
    from duizhao.diagnostics import Findings
    from duizhao.microdata.scan import scan

    model, findings = schema(), Findings()
    started = time.perf_counter()
    found = scan(ROOT, FILE.relative_to(ROOT).as_posix(), model, FOLDER / "kept").into(findings)
    assert found is not None, findings
    seconds = time.perf_counter() - started
    return {
        "seconds": seconds,
        "peak_mb": peak_mb(),
    }


def ours(engine: str = "duckdb") -> dict[str, Any]:
    """Time the report's own functions on an engine, opened and closed."""
    from analysis.shares import counts, with_share

    from duizhao.analysis.engines import Engine, opened
    from duizhao.microdata.scan import Scanned, types

    table = Scanned(FILE, types(schema()))

    def work() -> dict[tuple[Any, ...], float]:
        with opened(Engine(engine), FOLDER / "spill", MEMORY // 2) as open_table:
            found = counts(open_table(table), *KEYS)
        shares = with_share(found.to_frame("count"), "count")["share"]
        return {key: share for key, share in shares.items() if isinstance(key, tuple)}

    return measured(work)


def pandas() -> dict[str, Any]:
    """Time pandas, which reads the coded texts as categories."""
    import pandas as pd

    def work() -> dict[tuple[Any, ...], float]:
        count = pd.read_parquet(FILE).groupby(list(KEYS), observed=True).size()
        return dict((count / count.sum() * 100).items())  # type: ignore[arg-type]

    return measured(work)


def duckdb() -> dict[str, Any]:
    """Time DuckDB's own SQL."""
    import duckdb

    query = (
        f"SELECT {', '.join(KEYS)}, count(*) / sum(count(*)) OVER () * 100 AS share"
        f" FROM '{FILE}' GROUP BY ALL"
    )
    return measured(lambda: {row[:3]: row[3] for row in duckdb.sql(query).fetchall()})


def polars() -> dict[str, Any]:
    """Time Polars' streaming engine."""
    import polars as pl

    def work() -> dict[tuple[Any, ...], float]:
        groups = pl.scan_parquet(FILE).group_by(KEYS).agg(count=pl.len())
        shares = groups.with_columns(share=pl.col("count") / pl.col("count").sum() * 100)
        found = shares.collect(engine="streaming")
        return {row[:3]: row[4] for row in found.iter_rows()}

    return measured(work)


JOBS: dict[str, Callable[[], dict[str, Any]]] = {
    "check": check,
    "ours": ours,
    "pandas": pandas,
    "DuckDB": duckdb,
    "Polars streaming": polars,
    "spark": lambda: ours("spark"),
}

if __name__ == "__main__":
    write()
    print(json.dumps(JOBS[sys.argv[1]]() if sys.argv[1:] else rows()))
