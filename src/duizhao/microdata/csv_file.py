"""CSV files: cut into cells by pyarrow, and by Python's reader once something is wrong."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.csv

from duizhao.diagnostics import Diagnostic, Place, Stage, Words, stage
from duizhao.microdata import bounds
from duizhao.microdata.cells import Cells, empty_file, unreadable, without_empty_rows
from duizhao.microdata.encoding import decode
from duizhao.microdata.flood import limited

BLOCK = 2 * bounds.LINE_BYTES


@stage
def read_csv(root: Path, path: str) -> Stage[Cells | None]:
    """Read a comma-separated file; the first line that is not empty is the header."""
    if (long := bounds.too_long_for_csv(root, path)) is not None:
        yield long
        return None
    text = yield from decode((root / path).read_bytes(), path)
    if text is None:
        return None
    if not text.strip():
        yield empty_file(Place(path, 1))
        return None
    records = _Records(path, text)
    try:
        header: list[str] = next(filter(None, _reader(text)), [])
    except csv.Error:
        yield from records.report(0)
        return None
    if (wide := bounds.too_many_columns(path, len(header))) is not None:
        yield wide
        return None
    if len(header) == 1 and (other := re.search(r"[;\t，|]", header[0])):
        shown = "Tab" if other[0] == "\t" else other[0]
        message = Words(
            zh=f"各格之间用的是“{shown}”，应为英文逗号",
            en=f"the cells are separated by “{shown}” instead of a comma",
        )
        yield Diagnostic("separator", Place(path, 1), message)
        return None
    if '"' in text and records.lines.quote is not None:  # pyarrow would glue the pieces together
        yield from records.report(len(header))
        return None
    try:
        columns, ragged = _cut(text, len(header))
    except pa.ArrowInvalid:
        yield from tuple(records.report(len(header))) or [unreadable(path, "CSV")]
        return None
    if ragged:
        yield from records.report(len(header))
    return without_empty_rows(Cells(tuple(header), columns, records.place, within=records.cell))


def _cut(text: str, width: int) -> tuple[tuple[pa.ChunkedArray, ...], bool]:
    """Return the columns below the header as text, and whether rows of another length exist."""
    ragged = False

    def skip(_: object) -> str:
        nonlocal ragged
        ragged = True
        return "skip"

    names = [str(index) for index in range(width)]
    table = pyarrow.csv.read_csv(
        io.BytesIO((text.lstrip("\r\n") + "\n").encode()),
        read_options=pyarrow.csv.ReadOptions(
            column_names=names, skip_rows_after_names=1, block_size=BLOCK
        ),
        parse_options=pyarrow.csv.ParseOptions(
            newlines_in_values='"' in text, invalid_row_handler=skip
        ),
        convert_options=pyarrow.csv.ConvertOptions(
            column_types=dict.fromkeys(names, pa.string()),
            strings_can_be_null=True,
            null_values=[""],
        ),
    )
    return tuple(table.columns), ragged


def _reader(text: str) -> Any:
    """Return Python's strict reader, for cells as long as a line may be."""
    csv.field_size_limit(bounds.LINE_BYTES)
    return csv.reader(io.StringIO(text, newline=""), strict=True)


class _Lines(NamedTuple):
    header: int
    sound: list[int]
    ragged: list[tuple[int, int]]  # line, number of cells
    quote: int | None  # where a quotation mark opens that is never closed


@dataclass(frozen=True)
class _Records:
    """The lines on which the records of a text begin, found only when they are asked for."""

    path: str
    text: str

    @cached_property
    def _split(self) -> list[str]:
        return re.split("\r\n|\r|\n", self.text)

    @cached_property
    def lines(self) -> _Lines:
        reader = _reader(self.text)
        header, width = 0, 0
        sound: list[int] = []
        ragged: list[tuple[int, int]] = []
        line = 1
        try:
            for record in reader:
                if record and not header:
                    header, width = line, len(record)
                elif record and len(record) == width:
                    sound.append(line)
                elif record:
                    ragged.append((line, len(record)))
                line = reader.line_num + 1
        except csv.Error:
            return _Lines(header, sound, ragged, line)
        return _Lines(header, sound, ragged, None)

    def place(self, row: int, column: int) -> Place:
        """Return the line on which a record begins; -1 is the header.

        Records from a misplaced quotation mark on cannot be told apart: they are at that mark.
        """
        if row < 0:
            return Place(self.path, self.lines.header)
        if row < len(self.lines.sound):
            return Place(self.path, self.lines.sound[row])
        return Place(self.path, self.lines.quote)

    def cell(self, row: int, column: int) -> Place:
        """Return where a cell stands; of a record of several lines only where it begins."""
        place = self.place(row, column)
        lines = self._split
        if place.line is None or place.line > len(lines):
            return place
        line, starts, quoted = lines[place.line - 1], [0], False
        for at, character in enumerate(line, 1):
            quoted ^= character == '"'
            if character == "," and not quoted:
                starts.append(at)
        ends = [*(start - 1 for start in starts[1:]), len(line)]
        if quoted or column >= len(starts):
            return place
        return replace(place, column=starts[column] + 1, end=ends[column] + 1)

    def report(self, width: int) -> Iterator[Diagnostic]:
        """Add the records that are no rows: too short, too long, or an unclosed quotation."""
        if self.lines.quote is not None:
            message = Words(
                zh="从这一行开始的引号没有闭合，或者引号后面还有字符",
                en="a quotation mark that opens here is not closed, or text follows its end",
            )
            yield Diagnostic("quote", Place(self.path, self.lines.quote), message)
        hint = Words(
            zh="含有逗号的内容要放进英文引号",
            en="text that holds a comma goes between quotation marks",
        )

        def diagnostic(case: tuple[int, int]) -> Diagnostic:
            line, cells = case
            message = Words(
                zh=f"这一行有{cells}格，表头有{width}格",
                en=f"this row has {cells} cells, the header has {width}",
            )
            return Diagnostic("ragged-row", Place(self.path, line), message, hint)

        more = Words(zh="行的格数与表头不同", en="rows whose length differs from the header's")
        yield from limited(self.lines.ragged, diagnostic, more)
