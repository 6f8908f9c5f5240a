"""How much memory there is, and how much a table would take."""

from __future__ import annotations

import os
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet

# Of the memory that is free, what the tables may take: the functions need some, and others too.
PART = 0.5
# Reading holds the file's cells beside the typed frame, and checking takes some more.
PEAK = 2.0
SAMPLED = 20_000  # rows

CGROUPS = (
    ("memory.max", "memory.current"),
    ("memory/memory.limit_in_bytes", "memory/memory.usage_in_bytes"),
)


def free() -> int | None:
    """Return the bytes of memory that this process may still take, or None when nobody says."""
    found = [one for one in (_available(), _left_in_group()) if one is not None]
    return min(found) if found else None


def _available() -> int | None:
    try:
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
    except OSError:
        try:  # macOS: what there is, half of which others are taken to use
            return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2
        except (AttributeError, OSError, ValueError):
            return None
    sizes = dict(line.split(":", 1) for line in lines if ":" in line)
    return int(sizes["MemAvailable"].split()[0]) << 10 if "MemAvailable" in sizes else None


def _left_in_group() -> int | None:
    """Return what a container's limit leaves."""
    for limit, used in CGROUPS:
        try:
            most, now = [Path("/sys/fs/cgroup", name).read_text("ascii") for name in (limit, used)]
        except OSError:
            continue
        return max(0, int(most) - int(now)) if most.strip().isdecimal() else None
    return None


def needed(path: Path) -> int:
    """Return about how many bytes of memory it takes to read a Parquet file into pandas.

    Measured on rows from its beginning and multiplied; 0 when it cannot be read, which reading
    it will say.
    """
    try:
        with pyarrow.parquet.ParquetFile(path) as file:
            batch = next(file.iter_batches(SAMPLED), None)
            rows = file.metadata.num_rows
    except (pa.ArrowException, OSError):
        return 0
    if batch is None or not batch.num_rows:
        return 0
    width = sum(_width(column) for column in batch.columns) / batch.num_rows
    return int(width * rows * PEAK)


def _width(column: pa.Array) -> int:
    """Return the bytes of a column in pandas: numbers in eight bytes, texts beside their ends."""
    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    rows = len(column)
    if pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
        return 8 * rows + (pc.sum(pc.binary_length(column)).as_py() or 0)
    return rows if pa.types.is_boolean(column.type) else 8 * rows


def said(size: int) -> str:
    """Return a size as people write it: 4.6 GB, 350 MB."""
    return f"{size / 1e9:.1f} GB" if size >= 1e9 else f"{max(1, round(size / 1e6))} MB"
