"""A table file's cells as they stand in it, and how to say where each of them is."""

from __future__ import annotations

import enum
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from duizhao.diagnostics import Diagnostic, Place, Words


class Kind(enum.IntEnum):
    """What a spreadsheet takes a cell for."""

    text = 0
    number = 1
    formatted = 2  # a number whose format shows something else: a percentage, 万, no sign
    date = 3
    time = 4
    truth = 5


class Written(NamedTuple):
    """A cell in words: what it holds, what kind it is, and what a person sees where that is known.

    Only spreadsheets know more than text.
    """

    text: str
    kind: Kind = Kind.text
    shown: str | None = None


@dataclass(frozen=True)
class Style:
    """What a spreadsheet knows of a column besides its text: each cell's kind, and what it shows.

    `shown` is null where a format is beyond us, or where the cell has lost digits.
    """

    kinds: np.ndarray[Any, Any]
    shown: pa.ChunkedArray


@dataclass(frozen=True)
class Cells:
    """A header, one array per column, and the place of each cell.

    CSV and Excel cells are text, only Parquet has typed columns; empty cells are null.
    `place(row, column)` counts rows and columns from 0; row -1 is the header. `styles` has one
    entry per column in spreadsheets and none elsewhere. `within` is the
    same with the columns of a cell on its line, where a file has lines.
    """

    header: tuple[str, ...]
    columns: tuple[pa.ChunkedArray, ...]
    place: Callable[[int, int], Place]
    styles: tuple[Style, ...] = ()
    within: Callable[[int, int], Place] | None = None

    def cell(self, row: int, column: int) -> Place:
        """Return where a cell stands, on its line as well."""
        return (self.within or self.place)(row, column)

    def style(self, column: int) -> Style | None:
        """Return what a spreadsheet knows of a column besides its text."""
        return self.styles[column] if self.styles else None

    def written(self, row: int, column: int) -> Written:
        """Return a cell in words, for a message about it."""
        text = in_words(self.columns[column].slice(row, 1))
        style = self.style(column)
        if style is None:
            return Written(text)
        return Written(text, Kind(style.kinds[row]), style.shown[row].as_py())

    @property
    def rows(self) -> int:
        """Return the number of rows below the header."""
        return len(self.columns[0]) if self.columns else 0


def in_words(one: pa.ChunkedArray) -> str:
    """Return a column of one cell as text: dates beyond Python's own as well."""
    if pa.types.is_temporal(one.type):
        one = one.cast(pa.string())
    return str(one[0].as_py())


def without_empty_rows(cells: Cells) -> Cells:
    """Drop rows without any content, which spreadsheets leave behind; places stay right."""
    if not cells.rows or any(column.null_count == 0 for column in cells.columns):
        return cells
    filled = pc.is_valid(cells.columns[0])
    for column in cells.columns[1:]:
        filled = pc.or_(filled, pc.is_valid(column))
    kept = pc.indices_nonzero(filled)
    if len(kept) == cells.rows:
        return cells
    original = kept.to_numpy()

    def place(row: int, column: int) -> Place:
        return cells.place(-1 if row < 0 else int(original[row]), column)

    def within(row: int, column: int) -> Place:
        return cells.cell(-1 if row < 0 else int(original[row]), column)

    columns = tuple(column.take(kept) for column in cells.columns)
    return Cells(cells.header, columns, place, within=within)


def empty_file(place: Place) -> Diagnostic:
    """Return the finding that a file holds nothing at all."""
    return Diagnostic("empty-file", place, Words(zh="文件是空的", en="the file is empty"))


def unreadable(path: str, kind: str) -> Diagnostic:
    """Return the finding that a file is not what its name says."""
    message = Words(zh=f"不是可读的{kind}文件", en=f"this is not a readable {kind} file")
    hint = Words(
        zh="可能下载不完整、加了密码，或只改了扩展名，请重新导出",
        en="incomplete, protected by a password, or merely renamed? export it again",
    )
    return Diagnostic("unreadable", Place(path), message, hint)


def too_large(path: str, message: Words, hint: Words) -> Diagnostic:
    """Return the finding that a file is beyond what is read into memory."""
    return Diagnostic("too-large", Place(path), message, hint)


def no_rows(place: Place) -> Diagnostic:
    """Return the finding that a table is a header and nothing else."""
    message = Words(zh="只有表头，没有数据行", en="there is a header, but no row of data")
    return Diagnostic("no-rows", place, message)


def unfit(place: Place) -> Diagnostic:
    """Return the finding that a table does not fit its schema, for a reason that has no name."""
    message = Words(zh="这个表不符合模式", en="this table does not fit its schema")
    return Diagnostic("schema", place, message)
