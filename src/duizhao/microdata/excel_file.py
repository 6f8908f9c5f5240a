"""Excel files: one sheet as cells, refusing what a sheet can show but a table cannot mean."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow as pa
from openpyxl.utils import get_column_letter

from duizhao.diagnostics import Diagnostic, Findings, Place, Words, did_you_mean
from duizhao.microdata.cells import Cells, empty_file, unreadable
from duizhao.microdata.flood import limited

ERRORS = {"#N/A", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"}
Row = tuple[Any, ...]


@dataclass(frozen=True)
class _Sheet:
    path: str
    title: str
    rows: list[Row]

    def place(self, row: int, column: int) -> Place:
        """Return the place of a cell; rows and columns count from 1, as Excel's do."""
        return Place(self.path, cell=f"{self.title}!{get_column_letter(column)}{row}")


def read_excel(root: Path, path: str, sheet: str, findings: Findings) -> Cells | None:
    """Read a sheet of a workbook: the named one, else the only one that is not empty.

    The first row that is not empty is the header. Hidden rows count like others; formulas give
    the results that were saved with them.
    """
    file = root / path
    if file.stat().st_size == 0:
        findings.append(empty_file(Place(path)))
        return None
    try:
        marks = _marks(file)
        book = openpyxl.load_workbook(file, read_only=True, data_only=True)
        rows = {one.title: _rows(one) for one in book.worksheets if sheet in ("", one.title)}
        titles = [one.title for one in book.worksheets]
        book.close()
        chosen = _choose(path, sheet, titles, rows, findings)
        if chosen is None:
            return None
        before = len(findings)
        if "mergeCell" in marks:
            _refuse_merged(chosen, openpyxl.load_workbook(file)[chosen.title], findings)
        if "f" in marks:
            _refuse_unsaved(chosen, file, findings)
    except Exception:  # openpyxl raises a dozen kinds for files that are no workbooks
        findings.append(unreadable(path, "Excel"))
        return None
    _refuse_errors(chosen, findings)
    return None if len(findings) > before else _cells(chosen)


def _marks(file: Path) -> set[str]:
    """Return which of the elements `mergeCell` and `f` (a formula) the sheets contain.

    The fast reader of openpyxl reports neither; a file without them needs no second reading.
    """
    found: set[str] = set()
    with zipfile.ZipFile(file) as archive:
        for name in archive.namelist():
            if re.fullmatch(r"xl/worksheets/[^/]+\.xml", name):
                content = archive.read(name)
                found |= {m.decode() for m in re.findall(rb"<(?:\w+:)?(mergeCell|f)[ />]", content)}
    return found


def _rows(sheet: Any) -> list[Row]:
    sheet.reset_dimensions()  # some programs write a wrong size, and openpyxl believes it
    return list(sheet.iter_rows(values_only=True))


def _filled(row: Row) -> int:
    """Return how many columns a row reaches: the number of its last cell with content, or 0."""
    return next((i for i in range(len(row), 0, -1) if row[i - 1] not in (None, "")), 0)


def _choose(
    path: str, wanted: str, titles: Sequence[str], rows: dict[str, list[Row]], findings: Findings
) -> _Sheet | None:
    if wanted and wanted not in titles:
        message = Words(zh=f"没有工作表“{wanted}”", en=f"there is no sheet “{wanted}”")
        hint = did_you_mean(wanted, titles) or Words(
            zh="现有工作表：" + "、".join(titles), en="the sheets are " + ", ".join(titles)
        )
        findings.append(Diagnostic("unknown-sheet", Place(path), message, hint))
        return None
    filled = [title for title, these in rows.items() if any(map(_filled, these))]
    if not filled:
        findings.append(empty_file(Place(path)))
        return None
    if len(filled) > 1:
        message = Words(
            zh="有几个工作表：" + "、".join(filled),
            en="there are several sheets: " + ", ".join(filled),
        )
        example = f"{path}#{filled[0]}"
        hint = Words(
            zh=f"请写明用哪一个，例如“{example}”", en=f"say which one is meant, as in “{example}”"
        )
        findings.append(Diagnostic("which-sheet", Place(path), message, hint))
        return None
    return _Sheet(path, filled[0], rows[filled[0]])


def _refuse_merged(sheet: _Sheet, full: Any, findings: Findings) -> None:
    header = next(number for number, row in enumerate(sheet.rows, 1) if _filled(row))
    ranges = sorted(full.merged_cells.ranges, key=lambda one: (one.min_row, one.min_col))

    def finding(rule: str, subject: Words, hint: Words) -> Callable[[Any], Diagnostic]:
        def diagnostic(one: Any) -> Diagnostic:
            message = Words(
                zh=f"{subject.zh}{one.coord}合并了", en=f"the {subject.en} {one.coord} are merged"
            )
            return Diagnostic(rule, sheet.place(one.min_row, one.min_col), message, hint)

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
    limited(findings, [one for one in ranges if one.min_row <= header], in_header, more)
    limited(findings, [one for one in ranges if one.min_row > header], below, more)


def _refuse_unsaved(sheet: _Sheet, file: Path, findings: Findings) -> None:
    book = openpyxl.load_workbook(file, read_only=True)
    formulas = _rows(book[sheet.title])
    book.close()
    unsaved = [
        (row, column)
        for row, (written, values) in enumerate(zip(formulas, sheet.rows, strict=True), 1)
        for column, (formula, value) in enumerate(zip(written, values, strict=False), 1)
        if value is None and formula is not None
    ]
    message = Words(zh="这个公式没有保存计算结果", en="this formula was saved without its result")
    hint = Words(
        zh="请用Excel打开后保存，或者粘贴为数值",
        en="open and save the file in Excel, or paste values",
    )

    def diagnostic(cell: tuple[int, int]) -> Diagnostic:
        return Diagnostic("formula", sheet.place(*cell), message, hint)

    limited(findings, unsaved, diagnostic, Words(zh="个公式没有结果", en="formulas without result"))


def _refuse_errors(sheet: _Sheet, findings: Findings) -> None:
    wrong = [
        (row, column)
        for row, values in enumerate(sheet.rows, 1)
        if not ERRORS.isdisjoint(values)
        for column, value in enumerate(values, 1)
        if value in ERRORS
    ]

    def diagnostic(cell: tuple[int, int]) -> Diagnostic:
        value = sheet.rows[cell[0] - 1][cell[1] - 1]
        message = Words(zh=f"单元格里是错误值{value}", en=f"the cell holds the error {value}")
        return Diagnostic("error-cell", sheet.place(*cell), message)

    limited(findings, wrong, diagnostic, Words(zh="个错误值", en="cells with errors"))


def _cells(sheet: _Sheet) -> Cells:
    numbered = [(number, row) for number, row in enumerate(sheet.rows, 1) if _filled(row)]
    width = max(_filled(row) for _, row in numbered)
    texts = [[_text(value) for value in (*row, *[None] * width)[:width]] for _, row in numbered]
    header, *body = texts
    columns = tuple(
        pa.chunked_array([[row[index] for row in body]], pa.string()) for index in range(width)
    )

    def place(row: int, column: int) -> Place:
        return sheet.place(numbered[row + 1][0], column + 1)

    return Cells(tuple(name or "" for name in header), columns, place)


def _text(value: Any) -> str | None:
    """Return a cell's value as a CSV file would hold it: 12, 12.5, true, 2020-01-31."""
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value)
