"""Parquet files checked against a schema without holding them: batch by batch, then as a whole.

The findings are those of `read`, each at its row. A file that already has the schema's types
stays where it is; of any other a copy in these types is made, which is what engines read then.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet

from duizhao.diagnostics import Diagnostic, Place, Stage, Words, stage
from duizhao.microdata import bounds
from duizhao.microdata.cells import Cells, empty_file, no_rows, unfit, unreadable
from duizhao.microdata.columns import Column, arrow_type
from duizhao.microdata.constraints import explain
from duizhao.microdata.convert import allowed, convert
from duizhao.microdata.disk import prove
from duizhao.microdata.header import match_header
from duizhao.microdata.parquet_file import PANDAS_INDEX, plain, readable
from duizhao.microdata.repeats import report_repeats
from duizhao.microdata.twins import report_twins

ROWS = 1 << 18  # of a batch
MOST = 1_000_000  # rows with mistakes that are kept; after so many, the rest is not read
Array = np.ndarray[Any, Any]


@dataclass(frozen=True)
class Scanned:
    """A table on disk that fits its schema: a Parquet file, and the types of its columns.

    Columns may stand in narrower types (int8 for int64); whoever reads them casts to `types`.
    """

    path: Path
    types: Mapping[str, pa.DataType]


@stage
def scan(
    root: Path,
    path: str,
    schema: Any,
    folder: Path,
    known: Mapping[str, str] | None = None,
    memory: int | None = None,
) -> Stage[Scanned | None]:
    """Check the Parquet file `path` (relative to `root`) against a pandera model, out of memory.

    Like `read`, except that the rows stay on disk; a copy, where one is needed, goes into
    `folder`. Values that must not repeat are compared once everything else is in order, by DuckDB
    within about `memory` bytes. Checks must judge values or rows one by one: one that judges the
    table as a whole cannot be done here, which is a finding. Returns None when anything is wrong.
    """
    wanted = schema.to_schema()
    if (root / path).stat().st_size == 0:
        yield empty_file(Place(path))
        return None
    found: list[Diagnostic] = []
    scanned = None
    try:
        with pyarrow.parquet.ParquetFile(root / path) as file:
            one = _Pass(path, file, wanted, known or {}, found)
            scanned = one.scanned(root / path, folder, memory)
    except (pa.ArrowException, OSError, UnicodeDecodeError, duckdb.Error):
        found.append(unreadable(path, "Parquet"))
    yield from found
    return scanned


def types(schema: Any) -> dict[str, pa.DataType]:
    """Return the type of each of the schema's columns."""
    return {name: arrow_type(column.dtype) for name, column in schema.to_schema().columns.items()}


@dataclass(eq=False)
class _Pass:
    """One pass over a file: what is wrong, and what a copy would have to change."""

    path: str
    file: pyarrow.parquet.ParquetFile
    schema: Any
    known: Mapping[str, str]
    findings: list[Diagnostic]
    wrong: list[pa.Table] = field(default_factory=list)
    rows: list[Array] = field(default_factory=list)  # of `wrong`, counted from 0
    empty: list[Array] = field(default_factory=list)  # rows without any content
    whole: set[str] = field(default_factory=set)  # checks that do not judge row by row

    def place(self, row: int, column: int = 0) -> Place:
        """Return the place of a row of the file; -1 is the header."""
        return Place(self.path, max(1, row + 1))

    def scanned(self, path: Path, folder: Path, memory: int | None) -> Scanned | None:
        """Check everything; return the file, or the copy that had to be made."""
        header = [name for name in self.file.schema_arrow.names if not PANDAS_INDEX.fullmatch(name)]
        large = bounds.too_many_columns(self.path, len(header))
        if large is not None:
            self.findings.append(large)
            return None
        cells = Cells(tuple(header), self._first_row(header), self.place)
        positions = match_header(cells, self.schema).into(self.findings)
        if len(set(header)) < len(header):
            return None
        present = list(readable(cells, positions, self.schema).into(self.findings))
        checks = {
            name: Column(self.schema.columns[name], self.file.schema_arrow.field(name).type)
            for name in present
        }
        names = present if self.schema.strict is True else header
        matched = not self.findings
        self._read(names, checks)
        dropped = np.concatenate(self.empty) if self.empty else np.empty(0, dtype=np.int64)
        if matched and len(dropped) == self.file.metadata.num_rows:
            self.findings.append(no_rows(self.place(-1)))
        if self.wrong:
            self._explain(present)
        for check in sorted(self.whole):
            self.findings.append(_judges_the_whole(self.place(-1), check))
        for name, one in checks.items():
            if one.type == pa.string() and allowed(one.declared) is None:
                texts = partial(self._texts, name)
                self.findings.extend(report_twins(name, texts, self.place))
        if self.findings:
            return None
        kinds = {name: one.type for name, one in checks.items()}
        found = path
        if self.empty or any(one.differs for one in checks.values()):
            folder.mkdir(parents=True, exist_ok=True)
            found = folder / f"{path.stem}.parquet"
            self._copy(found, names, checks)
        spill = folder / "spill"
        if found == path:
            prove(found, list(checks), spill, memory)
        repeats = report_repeats(self.schema, found, dropped, self.place, spill, memory)
        self.findings.extend(repeats)
        return None if self.findings else Scanned(found, kinds)

    def _first_row(self, header: list[str]) -> tuple[pa.ChunkedArray, ...]:
        """Return the first row's cells, by which the header is judged."""
        if len(set(header)) < len(header):
            schema = self.file.schema_arrow
            kinds = [
                schema.field(at).type for at, name in enumerate(schema.names) if name in header
            ]
            return tuple(plain(pa.chunked_array([], kind)) for kind in kinds)
        first = next(self.file.iter_batches(1, columns=header), None)
        if first is None:
            kinds = [self.file.schema_arrow.field(name).type for name in header]
            return tuple(plain(pa.chunked_array([], kind)) for kind in kinds)
        return tuple(plain(pa.chunked_array([one])) for one in first.columns)

    def _texts(self, name: str) -> Iterator[tuple[int, pa.ChunkedArray]]:
        for start, table in self._batches([name]):
            yield start, plain(table.column(name)).cast(pa.string())

    def _batches(self, names: list[str]) -> Iterator[tuple[int, pa.Table]]:
        start = 0
        for batch in self.file.iter_batches(ROWS, columns=names):
            yield start, pa.Table.from_batches([batch])
            start += batch.num_rows
        if start != self.file.metadata.num_rows:
            raise pa.ArrowInvalid("the file has another number of rows than it says")

    def _read(self, names: list[str], checks: Mapping[str, Column]) -> None:
        kept = 0
        for start, table in self._batches(names):
            filled = _filled(table)
            sound = np.ones(table.num_rows, dtype=bool)
            for name, column in checks.items():
                sound &= column.sound(table.column(name))
                self.whole |= column.whole
            if self.schema.checks and len(checks) == len(self.schema.columns):
                sound[sound & filled] = self._rows_sound(table.filter(pa.array(sound & filled)))
            if not filled.all():
                self.empty.append(np.flatnonzero(~filled) + start)
            wrong = np.flatnonzero(~sound & filled)
            if len(wrong):
                self.wrong.append(table.take(pa.array(wrong)))
                self.rows.append(wrong + start)
                kept += len(wrong)
            if kept > MOST and start + table.num_rows < self.file.metadata.num_rows:
                self.findings.append(_not_read_on(self.place(start + table.num_rows)))
                return

    def _rows_sound(self, table: pa.Table) -> Array:
        """Tell for each row whether the checks of whole rows have nothing against it."""
        frame = _frame(table, self.schema)
        sound = np.ones(len(frame), dtype=bool)
        for check in self.schema.checks:
            try:
                verdict = check(frame).check_output
            except Exception:  # said when the rows are explained
                return np.zeros(len(frame), dtype=bool)
            if isinstance(verdict, pd.DataFrame):
                verdict = verdict.all(axis=1)
            if isinstance(verdict, pd.Series) and len(verdict) == len(frame):
                sound &= verdict.fillna(False).to_numpy(dtype=bool)
            else:
                self.whole.add(str(check.error or check.name))
        return sound

    def _explain(self, present: list[str]) -> None:
        """Say what is wrong with the rows that were kept, as if they were the whole table."""
        table = pa.concat_tables(self.wrong)
        rows = np.concatenate(self.rows)

        def place(row: int, column: int) -> Place:
            return self.place(-1 if row < 0 else int(rows[row]))

        columns = tuple(plain(table.column(name)) for name in present)
        cells = Cells(tuple(present), columns, place)
        positions = {name: index for index, name in enumerate(present)}
        converted = {
            name: convert(column, self.schema.columns[name])
            for name, column in zip(present, columns, strict=True)
        }
        why = explain(cells, positions, converted, self.schema, self.known, repeats=False)
        self.findings.extend(why)
        if not self.findings:
            self.findings.append(unfit(self.place(-1)))

    def _copy(self, path: Path, names: list[str], checks: Mapping[str, Column]) -> None:
        """Write the table in the schema's types, without the rows that are empty."""
        fields = pa.schema([(name, one.type) for name, one in checks.items()])
        part = path.with_suffix(".part")
        with pyarrow.parquet.ParquetWriter(part, fields) as writer:
            for _, table in self._batches(names):
                table = table.filter(pa.array(_filled(table)))
                columns = [one.converted(table.column(name)) for name, one in checks.items()]
                writer.write_table(pa.Table.from_arrays(columns, schema=fields))
        part.replace(path)


def _filled(table: pa.Table) -> Array:
    """Tell for each row whether it has any content."""
    filled = np.zeros(table.num_rows, dtype=bool)
    for column in table.columns:
        if column.null_count == 0 and not _has_empty_text(column):
            return np.ones(table.num_rows, dtype=bool)
    for column in table.columns:
        filled |= np.asarray(pc.is_valid(plain(column)))
    return filled


def _has_empty_text(column: pa.ChunkedArray) -> bool:
    kind = column.type.value_type if pa.types.is_dictionary(column.type) else column.type
    if not (pa.types.is_string(kind) or pa.types.is_large_string(kind)):
        return False
    chunks = column.chunks if pa.types.is_dictionary(column.type) else []
    texts = [chunk.dictionary for chunk in chunks] or [column]
    return any(pc.any(pc.equal(text, "")).as_py() for text in texts)


def _frame(table: pa.Table, schema: Any) -> pd.DataFrame:
    return pd.DataFrame(
        {
            name: convert(plain(table.column(name)), column).values
            for name, column in schema.columns.items()
        }
    )


def _judges_the_whole(place: Place, check: str) -> Diagnostic:
    message = Words(
        zh=f"检查“{check}”要看整个表，而这个表不能整个读入内存，所以没有检查",
        en=f"the check “{check}” judges the table as a whole, which is not held in memory here:"
        " it was not done",
    )
    hint = Words(
        zh="请改成逐行判断的检查，或者用--engine pandas整表读入",
        en="make it judge row by row, or read the whole table with --engine pandas",
    )
    return Diagnostic("check-failed", place, message, hint)


def _not_read_on(place: Place) -> Diagnostic:
    message = Words(
        zh=f"前面有问题的行已超过{MOST}行，从这一行起没有再读",
        en=f"more than {MOST:,} rows before this one have mistakes: from here on nothing was read",
    )
    return Diagnostic("not-read", place, message)
