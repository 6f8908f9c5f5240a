"""One sheet of a workbook as it stands: each cell's content, kind and look, and what is amiss."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from functools import lru_cache

from duizhao.microdata import bounds
from duizhao.microdata.cells import Kind, Written
from duizhao.microdata.number_format import display, kind_of
from duizhao.microdata.workbook import Attributes, BrokenStyles, TooMuch, Workbook

LAST_DAY = 2_958_465  # 9999-12-31
Position = tuple[int, int]  # row and column, counted from 1


@dataclass
class Worksheet:
    """A sheet's cells that are not empty, by column and row; and those that nothing can be read of.

    `errors` are cells with an error and its word, `unsaved` formulas without a result, `merged`
    ranges as Excel writes them.
    """

    columns: dict[int, dict[int, Written]] = field(default_factory=dict)
    errors: list[tuple[Position, str]] = field(default_factory=list)
    unsaved: list[Position] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Tell whether there is nothing in it."""
        return not (self.columns or self.errors or self.unsaved)

    def rows(self) -> list[int]:
        """Return the numbers of the rows that are not empty."""
        found = {row for column in self.columns.values() for row in column}
        return sorted(
            found | {row for (row, _), _ in self.errors} | {row for row, _ in self.unsaved}
        )


def read(book: Workbook, part: str) -> Worksheet:
    """Read a sheet; raises `TooMuch` before it takes too much memory."""
    reader = _Reader(book)
    book.parse(part, reader.start, reader.end, reader.data)
    return reader.sheet


class _Reader:
    """What a sheet's elements mean, one after the other."""

    def __init__(self, book: Workbook) -> None:
        self.book = book
        self.sheet = Worksheet()
        self.row = self.column = self.number = 0
        self.kind = self.style = ""
        self.formula = self.saved = self.reading = self.aside = False
        self.text: list[str] = []

    def start(self, name: str, given: Attributes) -> None:
        if name == "c":
            self._begin(given)
        elif name in ("v", "t") and not self.aside:
            self.saved = self.reading = True
        elif name == "f":
            self.formula = True
        elif name == "rPh":
            self.aside = True
        elif name == "row":
            self.row = int(given["r"]) if "r" in given else self.row + 1
            self.column = 0
            if self.row > bounds.ROWS_OF_SHEET:
                raise TooMuch("rows", str(self.row))
        elif name == "mergeCell":
            self.sheet.merged.append(given["ref"])

    def data(self, text: str) -> None:
        if self.reading:
            self.text.append(text)

    def end(self, name: str) -> None:
        if name in ("v", "t"):
            self.reading = False
        elif name == "rPh":
            self.aside = False
        elif name == "c":
            self._finish()

    def _begin(self, given: Attributes) -> None:
        self.column = column_number(given["r"]) if "r" in given else self.column + 1
        if not 0 < self.column <= bounds.COLUMNS:
            raise TooMuch("columns")
        self.kind, self.style = given.get("t", "n"), given.get("s", "")
        self.formula = self.saved = self.reading = self.aside = False
        self.text.clear()

    def _finish(self) -> None:
        text = "".join(self.text)
        position = (self.row, self.column)
        if self.kind == "e":
            self.sheet.errors.append((position, text or "#?"))
            return
        if not text:
            if self.formula and not (self.saved and self.kind in ("str", "s", "inlineStr")):
                self.sheet.unsaved.append(position)
            return
        written = self._written(text)
        if written.text == "":
            return
        self.number += 1
        if self.number > bounds.CELLS_OF_SHEET:
            raise TooMuch("cells")
        self.sheet.columns.setdefault(self.column, {})[self.row] = written

    def _written(self, text: str) -> Written:
        if self.kind == "s":
            return _text(self.book.texts[int(text)])
        if self.kind in ("str", "inlineStr"):
            return _text(text)
        if self.kind == "b":
            return Written("true", Kind.truth, "TRUE") if text == "1" else _FALSE
        if self.kind == "d":
            return Written(text.removesuffix("Z").replace("T00:00:00", ""), Kind.date)
        return _number(text, self._code(), self.book.begins_1904)

    def _code(self) -> str:
        if not self.style or not self.book.formats:
            return "General"
        if not int(self.style) < len(self.book.formats):
            raise BrokenStyles
        return self.book.formats[int(self.style)]


_FALSE = Written("false", Kind.truth, "FALSE")


@lru_cache(100_000)
def _text(text: str) -> Written:
    """Return a text; characters that XML has no room for are written _x000D_."""
    if "_x" in text:
        text = re.sub("_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), text)
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return Written(text, Kind.text, text)


@lru_cache(1 << 15)
def column_number(reference: str) -> int:
    """Return the number of the column that a reference begins with: 28 for AB12."""
    number = 0
    for letter in reference.rstrip("0123456789"):
        number = number * 26 + ord(letter.upper()) - 64
    return number


@lru_cache(100_000)
def _number(text: str, code: str, begins_1904: bool) -> Written:
    """Return a number with what its format makes of it; floats are written as short as they are."""
    number = Decimal(text) if re.fullmatch(r"-?\d{1,22}", text) else Decimal(repr(float(text)))
    if not number.is_finite():
        raise ValueError(text)
    kind = kind_of(code)
    if kind is not Kind.number:
        return _day(number, kind, begins_1904)
    whole = number == number.to_integral_value()
    short = not number or Decimal("1e-15") <= abs(number) < Decimal("1e22")
    held = f"{number:f}" if short else str(number)
    if short and "." in held:
        held = held.rstrip("0").rstrip(".")
    shown = None
    if abs(number) < Decimal("1e22"):
        kind, shown = display(number, code)
    if whole and abs(number) > 2**53:
        return Written(held, Kind.formatted, None)  # a spreadsheet has not kept its last digits
    return Written(held, kind, shown)


def _day(number: Decimal, kind: Kind, begins_1904: bool) -> Written:
    """Return the date and time that a number of days is; the year 1900 had one day too many."""
    days = number + (1462 if begins_1904 else 0)
    if kind is Kind.date and (days < 1 or int(days) == 60 or days >= LAST_DAY + 1):
        return Written(f"{number.normalize():f}", Kind.formatted, None)
    if days < 0 or days >= LAST_DAY + 1:
        return Written(str(number), Kind.time, None)
    start = datetime(1899, 12, 31) if days < 60 else datetime(1899, 12, 30)
    moment = start + timedelta(milliseconds=math.floor(days * 86_400_000 + Decimal("0.5")))
    if kind is Kind.time:
        return Written(moment.time().isoformat(), kind, None)
    if moment.time() == moment.time().min:
        return Written(str(moment.date()), kind, None)
    return Written(str(moment), kind, None)
