"""Excel files: one sheet as cells, refusing what a sheet can show but a table cannot mean."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa

from duizhao.diagnostics import Diagnostic, Place, Stage, Words, did_you_mean, stage
from duizhao.microdata import bounds, worksheet
from duizhao.microdata.cells import Cells, Kind, Style, Written, empty_file, too_large, unreadable
from duizhao.microdata.flood import limited
from duizhao.microdata.visible import shown
from duizhao.microdata.workbook import BrokenStyles, TooMuch, opened
from duizhao.microdata.worksheet import Position, Worksheet


@dataclass(frozen=True)
class _Sheet:
    path: str
    title: str
    content: Worksheet

    def place(self, row: int, column: int) -> Place:
        """Return the place of a cell; rows and columns count from 1, as Excel's do."""
        return Place(self.path, cell=f"{self.title}!{_letters(column)}{row}")


@stage
def read_excel(root: Path, path: str, sheet: str) -> Stage[Cells | None]:
    """Read a sheet of a workbook: the named one, else the only one that is not empty.

    The first row that is not empty is the header. Hidden rows and columns count like others;
    formulas give the results that were saved with them.
    """
    file = root / path
    if file.stat().st_size == 0:
        yield empty_file(Place(path))
        return None
    try:
        with opened(file) as book:
            if not (yield from _is_there(path, sheet, list(book.sheets))):
                return None
            wanted = [title for title in book.sheets if sheet in ("", title)]
            contents = {title: worksheet.read(book, book.sheets[title]) for title in wanted}
    except TooMuch as much:
        yield _too_much(path, much)
        return None
    except BrokenStyles:
        yield _broken_styles(path)
        return None
    except Exception:  # damaged archives and XML raise a dozen kinds
        yield unreadable(path, "Excel")
        return None
    chosen = yield from _choose(path, contents)
    if chosen is None:
        return None
    refused = [*_refuse_merged(chosen), *_refuse_unsaved(chosen), *_refuse_errors(chosen)]
    yield from refused
    return None if refused else (yield from _cells(chosen))


def _letters(column: int) -> str:
    """Return the letters of a column: AB for 28."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _is_there(path: str, wanted: str, titles: list[str]) -> Stage[bool]:
    if not wanted or wanted in titles:
        return True
    message = Words(zh=f"没有工作表“{shown(wanted)}”", en=f"there is no sheet “{shown(wanted)}”")
    names = [shown(title) for title in titles]
    hint = did_you_mean(wanted, titles) or Words(
        zh="现有工作表：" + "、".join(names), en="the sheets are " + ", ".join(names)
    )
    yield Diagnostic("unknown-sheet", Place(path), message, hint)
    return False


def _choose(path: str, contents: Mapping[str, Worksheet]) -> Stage[_Sheet | None]:
    filled = [title for title, one in contents.items() if not one.is_empty]
    if not filled:
        yield empty_file(Place(path))
        return None
    if len(filled) > 1:
        message = Words(
            zh="有几个工作表：" + "、".join(map(shown, filled)),
            en="there are several sheets: " + ", ".join(map(shown, filled)),
        )
        example = f"{path}#{filled[0]}"
        hint = Words(
            zh=f"请写明用哪一个，例如“{example}”", en=f"say which one is meant, as in “{example}”"
        )
        yield Diagnostic("which-sheet", Place(path), message, hint)
        return None
    return _Sheet(path, filled[0], contents[filled[0]])


def _refuse_merged(sheet: _Sheet) -> Iterator[Diagnostic]:
    header = sheet.content.rows()[0]
    ranges = sorted((_corner(one), one) for one in sheet.content.merged)

    def finding(
        rule: str, subject: Words, hint: Words
    ) -> Callable[[tuple[Position, str]], Diagnostic]:
        def diagnostic(one: tuple[Position, str]) -> Diagnostic:
            corner, range_ = one
            message = Words(
                zh=f"{subject.zh}{range_}合并了", en=f"the {subject.en} {range_} are merged"
            )
            return Diagnostic(rule, sheet.place(*corner), message, hint)

        return diagnostic

    more = Words(zh="处合并的单元格", en="merged ranges")
    in_header = finding(
        "merged-header",
        Words(zh="表头单元格", en="header cells"),
        Words(
            zh="请取消合并，表头只留一行，每列一个列名",
            en="unmerge them, keep one header row and give each column its own name",
        ),
    )
    below = finding(
        "merged-cells",
        Words(zh="单元格", en="cells"),
        Words(zh="请取消合并，并填满每一格", en="unmerge them and fill every cell"),
    )
    yield from limited([one for one in ranges if one[0][0] <= header], in_header, more)
    yield from limited([one for one in ranges if one[0][0] > header], below, more)


def _corner(range_: str) -> Position:
    found = re.match(r"\$?([A-Z]+)\$?(\d+)", range_)
    if found is None:
        return 1, 1
    return int(found[2]), worksheet.column_number(found[1])


def _refuse_unsaved(sheet: _Sheet) -> Iterator[Diagnostic]:
    message = Words(zh="这个公式没有保存计算结果", en="this formula was saved without its result")
    hint = Words(
        zh="请用Excel打开后保存，或者粘贴为数值",
        en="open and save the file in Excel, or paste values",
    )

    def diagnostic(cell: Position) -> Diagnostic:
        return Diagnostic("formula", sheet.place(*cell), message, hint)

    more = Words(zh="个公式没有结果", en="formulas without result")
    yield from limited(sheet.content.unsaved, diagnostic, more)


def _refuse_errors(sheet: _Sheet) -> Iterator[Diagnostic]:
    def diagnostic(error: tuple[Position, str]) -> Diagnostic:
        cell, word = error[0], shown(error[1])
        message = Words(zh=f"单元格里是错误值{word}", en=f"the cell holds the error {word}")
        return Diagnostic("error-cell", sheet.place(*cell), message)

    more = Words(zh="个错误值", en="cells with errors")
    yield from limited(sheet.content.errors, diagnostic, more)


def _cells(sheet: _Sheet) -> Stage[Cells | None]:
    """Return the sheet's filled rows as a rectangle, unless that would be mostly empty and huge."""
    columns, rows = sheet.content.columns, sheet.content.rows()
    width = max(columns)
    if len(rows) * width > 4 * bounds.CELLS_OF_SHEET:
        stray = sheet.place(max(columns[width]), width)
        message = Words(
            zh=f"表格一直到第{width}列，共{len(rows)}行，绝大多数格是空的",
            en=f"the table reaches {width:,} columns and {len(rows):,} rows, nearly all empty",
        )
        hint = Words(
            zh="请删除右边多余的内容，或者另存为CSV或Parquet",
            en="delete what strayed to the right, or save it as CSV or Parquet",
        )
        yield Diagnostic("too-large", stray, message, hint)
        return None
    first, *body = rows
    header = tuple(_heading(columns.get(number, {}).get(first)) for number in range(1, width + 1))
    filled = [columns.get(number, {}) for number in range(1, width + 1)]
    texts, styles = [], []
    for column in filled:
        cells = [column.get(row) for row in body]
        held = pa.array([None if one is None else one.text for one in cells], pa.string())
        seen = pa.array([None if one is None else one.shown for one in cells], pa.string())
        kinds = np.array([Kind.text if one is None else one.kind for one in cells], dtype=np.uint8)
        texts.append(pa.chunked_array([held]))
        styles.append(Style(kinds, pa.chunked_array([seen])))

    def place(row: int, column: int) -> Place:
        return sheet.place(rows[row + 1], column + 1)

    return Cells(header, tuple(texts), place, tuple(styles))


def _heading(cell: Written | None) -> str:
    return "" if cell is None else cell.shown or cell.text


def _too_much(path: str, much: TooMuch) -> Diagnostic:
    limits = {
        "rows": Words(
            zh=f"工作表写到第{much.where}行，Excel最多{bounds.ROWS_OF_SHEET}行",
            en=f"the sheet names row {much.where}; a sheet has at most {bounds.ROWS_OF_SHEET:,}",
        ),
        "columns": Words(
            zh=f"工作表超过{bounds.COLUMNS}列",
            en=f"the sheet has more than {bounds.COLUMNS:,} columns",
        ),
        "cells": Words(
            zh=f"工作表超过{bounds.CELLS_OF_SHEET}格",
            en=f"the sheet has more than {bounds.CELLS_OF_SHEET:,} cells",
        ),
        "unpacked": Words(
            zh=f"工作簿解压后超过{bounds.UNPACKED_BYTES >> 20} MB",
            en=f"the workbook unpacks to more than {bounds.UNPACKED_BYTES >> 20} MB",
        ),
    }
    return too_large(path, limits[much.what], bounds.PARQUET)


def _broken_styles(path: str) -> Diagnostic:
    message = Words(
        zh="工作簿的单元格格式损坏，无法知道单元格显示的是什么",
        en="the workbook's cell formats are broken: what its cells show cannot be known",
    )
    hint = Words(zh="请用Excel打开后重新保存", en="open it in Excel and save it anew")
    return Diagnostic("broken-styles", Place(path), message, hint)
