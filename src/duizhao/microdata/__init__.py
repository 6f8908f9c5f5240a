"""Tables: microdata from CSV, Excel or Parquet, checked against a schema, every mistake placed."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any

import pandas as pd
import pyarrow as pa
from pandera.errors import SchemaError, SchemaErrors

from duizhao.diagnostics import Diagnostic, Place, Stage, Words, did_you_mean, stage
from duizhao.microdata.cells import Cells, no_rows, unfit
from duizhao.microdata.constraints import explain
from duizhao.microdata.convert import EXPECTED, Converted, allowed, convert
from duizhao.microdata.csv_file import read_csv
from duizhao.microdata.excel_file import read_excel
from duizhao.microdata.header import match_header
from duizhao.microdata.parquet_file import read_parquet, readable
from duizhao.microdata.twins import report_twins
from duizhao.microdata.visible import shown

EXCEL = (".xlsx", ".xlsm")
FORMATS = (".csv", *EXCEL, ".parquet")


@stage
def read(
    root: Path, path: str, schema: Any, known: Mapping[str, str] | None = None
) -> Stage[pd.DataFrame | None]:
    """Read the table `path` (relative to `root`) and check it against a pandera model.

    `path` is a `.csv` (UTF-8, with or without BOM, or GB18030), `.xlsx` or `.parquet` file;
    `book.xlsx#sheet` names a sheet. The frame has the schema's columns in the schema's order,
    in its types, rows as in the file; the same content gives the same frame in every format.
    `known` maps other spellings, case-folded, to ids, so that a finding can suggest them.

    Returns None, and finds everything that is wrong, when anything is: by line in CSV, by sheet
    and cell in Excel, by row in Parquet.
    """
    wanted = schema.to_schema()
    table = _converted(root, path, wanted)
    yield from table
    if table.value is None:
        return None
    cells, positions, converted = table.value
    if not table.findings and not any(len(one.unfit) for one in converted.values()):
        frame = _valid({name: one.values for name, one in converted.items()}, wanted)
        if frame is not None:
            return frame
    why = tuple(explain(cells, positions, converted, wanted, known or {}))
    yield from why
    if not (table.findings or why):
        yield unfit(cells.place(-1, 0))
    return None


@stage
def _converted(
    root: Path, path: str, wanted: Any
) -> Stage[tuple[Cells, Mapping[str, int], dict[str, Converted]] | None]:
    """Return a file's cells, where each column stands, and the columns in the schema's types."""
    table = read_cells(root, path)
    cells = yield from table
    if cells is None:
        return None
    header = match_header(cells, wanted)
    usable = readable(cells, (yield from header), wanted)
    positions = yield from usable
    if cells.rows == 0 and not (table.findings or header.findings or usable.findings):
        yield no_rows(cells.place(-1, 0))
    converted = {
        name: convert(cells.columns[position], wanted.columns[name], cells.style(position))
        for name, position in positions.items()
    }
    for name, one in converted.items():
        if one.expected is EXPECTED["text"] and allowed(wanted.columns[name]) is None:
            texts = pa.chunked_array([pa.array(one.values, pa.string(), from_pandas=True)])
            place = partial(_place, cells, positions[name])
            yield from report_twins(name, partial(_whole, texts), place)
    return cells, positions, converted


@stage
def read_cells(root: Path, path: str) -> Stage[Cells | None]:
    """Read a file's cells by its format; None when there are no cells to speak of."""
    file, _, sheet = path.partition("#")
    suffix = PurePosixPath(file).suffix.lower()
    if suffix not in FORMATS:
        message = Words(
            zh=f"不能读取“{suffix}”格式的表", en=f"a table of the format “{suffix}” cannot be read"
        )
        hint = Words(
            zh="请另存为CSV、Excel（.xlsx）或Parquet",
            en="save it as CSV, Excel (.xlsx) or Parquet",
        )
        yield Diagnostic("unknown-format", Place(file), message, hint)
        return None
    try:
        return (yield from _cells_of(root, file, sheet, suffix))
    except OSError as error:  # not readable, or a name too long
        yield _refused(file, error)
        return None


def _cells_of(root: Path, file: str, sheet: str, suffix: str) -> Stage[Cells | None]:
    if not (root / file).is_file():
        if (root / file).exists():
            message = Words(zh="这不是普通文件", en="this is not a regular file")
            yield Diagnostic("missing-file", Place(file), message)
            return None
        folder = (root / file).parent
        siblings = [one.name for one in folder.iterdir()] if folder.is_dir() else []
        message = Words(zh="找不到这个文件", en="this file does not exist")
        hint_or_none = did_you_mean(PurePosixPath(file).name, siblings)
        yield Diagnostic("missing-file", Place(file), message, hint_or_none)
        return None
    if suffix == ".csv":
        return (yield from read_csv(root, file))
    if suffix == ".parquet":
        return (yield from read_parquet(root, file))
    return (yield from read_excel(root, file, sheet))


def _refused(file: str, error: OSError) -> Diagnostic:
    reason = shown(error.strerror or str(error), 100)
    message = Words(zh=f"文件不能读取：{reason}", en=f"the file cannot be read: {reason}")
    return Diagnostic("unreadable", Place(shown(file, 200)), message)


def _whole(texts: pa.ChunkedArray) -> list[tuple[int, pa.ChunkedArray]]:
    return [(0, texts)]


def _place(cells: Cells, column: int, row: int) -> Place:
    return cells.place(row, column)


def _valid(columns: Mapping[str, pd.Series[Any]], schema: Any) -> pd.DataFrame | None:
    """Return the frame in its final types if pandera has nothing against it."""
    try:
        typed = {
            name: values
            if schema.columns[name].dtype is None
            else schema.columns[name].dtype.coerce(values)
            for name, values in columns.items()
        }
        frame: pd.DataFrame = schema.validate(pd.DataFrame(typed), lazy=True)
    except (SchemaError, SchemaErrors, TypeError, ValueError):
        return None
    return frame
