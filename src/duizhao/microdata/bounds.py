"""How large a table may be that is read whole: generous for honest data, told before it hurts."""

from __future__ import annotations

from pathlib import Path

from duizhao.diagnostics import Diagnostic, Words
from duizhao.microdata.cells import too_large

CSV_BYTES = 512 << 20
LINE_BYTES = 16 << 20  # of a text; quotation marks that are never closed make such lines too
COLUMNS = 16_384  # as many as a sheet has
ROWS_OF_SHEET = 1_048_576
CELLS_OF_SHEET = 10_000_000
UNPACKED_BYTES = 1 << 30  # of a workbook's parts together
CELLS = 500_000_000  # of a Parquet file that is read whole

PARQUET = Words(
    zh="请另存为Parquet，用--engine duckdb从磁盘读取",
    en="save it as Parquet, which --engine duckdb reads from disk",
)


def too_many_columns(path: str, number: int) -> Diagnostic | None:
    """Return the finding that a table has more columns than any has, or None."""
    if number <= COLUMNS:
        return None
    message = Words(
        zh=f"表有{number}列，最多可以有{COLUMNS}列",
        en=f"the table has {number:,} columns; {COLUMNS:,} are the most that are read",
    )
    hint = Words(
        zh="分隔符写错了，还是行和列颠倒了？",
        en="is the separator wrong, or are rows and columns exchanged?",
    )
    return too_large(path, message, hint)


def too_long_for_csv(root: Path, path: str) -> Diagnostic | None:
    """Return the finding that a text file, or one of its lines, is too long, or None.

    Reads the file in pieces; takes no more memory than one.
    """
    file = root / path
    size = file.stat().st_size
    if size > CSV_BYTES:
        message = Words(
            zh=f"CSV文件有{size >> 20} MB，最多读{CSV_BYTES >> 20} MB",
            en=f"the CSV file has {size >> 20} MB; {CSV_BYTES >> 20} MB are the most that is read",
        )
        return too_large(path, message, PARQUET)
    number = since = 0
    with file.open("rb") as stream:
        while piece := stream.read(1 << 20):
            number += piece.count(b"\n") or piece.count(b"\r")
            last = max(piece.rfind(b"\n"), piece.rfind(b"\r"))
            since = since + len(piece) if last < 0 else len(piece) - last - 1
            if since > LINE_BYTES:
                return _long_line(path, number + 1)
    return None


def too_many_cells(path: str, rows: int, columns: int) -> Diagnostic | None:
    """Return the finding that a Parquet file holds too much to be read whole, or None."""
    if rows * columns <= CELLS:
        return None
    message = Words(
        zh=f"表有{rows}行{columns}列，整表读入最多{CELLS}格",
        en=f"the table has {rows:,} rows of {columns:,} columns; {CELLS:,} cells are the most that"
        " is read whole",
    )
    hint = Words(
        zh="把函数的参数类型改为nw.LazyFrame，用--engine duckdb从磁盘读取",
        en="take it as nw.LazyFrame and read it from disk with --engine duckdb",
    )
    return too_large(path, message, hint)


def _long_line(path: str, line: int) -> Diagnostic:
    message = Words(
        zh=f"第{line}行超过{LINE_BYTES >> 20} MB",
        en=f"line {line:,} is longer than {LINE_BYTES >> 20} MB",
    )
    hint = Words(
        zh="这不像CSV：是不是缺少换行？", en="this is hardly CSV: are the line ends missing?"
    )
    return too_large(path, message, hint)
