"""Reading a million rows of microdata, checked cell by cell, beside Python's own cutting of rows.

`csv.reader` only cuts: it knows no column, no type and no mistake.
"""

from __future__ import annotations

import csv
import tempfile
import time
from pathlib import Path
from typing import Any

import pandas as pd
import pandera.pandas as pa

from duizhao.microdata import read
from tests.bench.memory import peak_mb

ROWS = 1_000_000


class Anything(pa.DataFrameModel):
    """A column of every kind."""

    name: str
    count: int
    share: float
    day: pd.Timestamp
    open: bool


def rows() -> list[dict[str, Any]]:
    """Return the row `tables.million`: ours reads and checks what the peer cuts."""
    with tempfile.TemporaryDirectory() as name:
        file = Path(name, "table.csv")
        frame = pd.DataFrame({"name": "a", "count": range(ROWS), "share": 1.5, "open": True})
        frame.insert(3, "day", "2020-01-31")
        frame.to_csv(file, index=False)
        began = time.perf_counter()
        with file.open(encoding="utf-8", newline="") as stream:
            cut = sum(1 for _ in csv.reader(stream))
        peer = time.perf_counter() - began
        began = time.perf_counter()
        table = read(file.parent, file.name, Anything).value
        ours = time.perf_counter() - began
    if table is None or cut != len(table) + 1:
        raise AssertionError("the table was not read whole")
    return [
        {
            "name": "tables.million",
            "ours_s": round(ours, 3),
            "peer": "csv.reader, which checks nothing",
            "peer_s": round(peer, 3),
            "ratio": round(peer / ours, 3),
            "at_least": 0.1,
            "peak_mb": round(peak_mb()),
        }
    ]
