"""A figure's table, `figures/<edition>/<figure>.csv`: its cells, and the intervals beside them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from duizhao.diagnostics import Diagnostic, Place, Stage, Words, stage
from duizhao.files import csv_places
from duizhao.language.labels import Status
from duizhao.project.figures.file import FigureFile, unknown_column
from duizhao.project.numbers import number_in, whole_in
from duizhao.project.published import Source

INTERVAL = ("low", "high", "sample")


@dataclass(frozen=True)
class Interval:
    """The 95 % confidence interval of an estimated number, and how many were drawn for it.

    In a figure table it stands beside the number's column `x`, as `x.low`, `x.high`, `x.sample`.
    """

    low: Decimal
    high: Decimal
    sample: int


@dataclass(frozen=True)
class Cell:
    """One cell: a number or a glossary id, its status, and where it was published.

    A number estimated from a sample has the interval that holds it. Of a number that is not known
    `between` may hold the bounds that follow from others, both of which it can be.
    """

    number: Decimal | None = None
    name: str | None = None
    status: Status = "computed"
    sources: tuple[Source, ...] = ()
    interval: Interval | None = None
    between: tuple[Decimal, Decimal] | None = None


@stage
def read_table(
    root: Path, path: str, words: FigureFile, status: Status
) -> Stage[tuple[list[str], dict[tuple[str, str], Cell]]]:
    """Return rows in the file's order and cells; without a file there are none.

    Findings name what `csv_places` does not read, an unknown column, a row that stands twice, what
    is not a number, and a number outside its interval, each with its line.
    """
    rows: list[str] = []
    cells: dict[tuple[str, str], Cell] = {}
    records = yield from csv_places.read(root, path)
    for name in records.columns[1:]:
        base, _, part = name.partition(".")
        if name not in words.columns and not (base in words.columns and part in INTERVAL):
            yield unknown_column(Place(path, 1), name, words)
    for at, record in records.rows:
        row = record[records.columns[0]]
        if row in rows:
            message = Words(zh=f"“{row}”行重复", en=f"the row “{row}” stands twice")
            yield Diagnostic("row-twice", at, message)
        rows.append(row)
        for name in records.columns[1:]:
            text = record[name]
            if text == "" or name not in words.columns:
                continue
            if words.columns[name].unit == "name":
                cells[row, name] = Cell(name=text, status=status)
                continue
            number = number_in(text)
            if number is None:
                message = Words(zh=f"“{text}”不是数字", en=f"“{text}” is not a number")
                yield Diagnostic("not-a-number", at, message)
            else:
                interval = yield from _interval(number, name, record, at)
                kind = "estimated" if interval and status != "modelled" else status
                cells[row, name] = Cell(number=number, status=kind, interval=interval)
    return rows, cells


def _interval(
    number: Decimal, name: str, record: Mapping[str, str], at: Place
) -> Stage[Interval | None]:
    """Return the interval beside an estimated number; None where the number is exact."""
    texts = [record.get(f"{name}.{part}", "") for part in INTERVAL]
    if not any(texts):
        return None
    low, high, sample = number_in(texts[0]), number_in(texts[1]), whole_in(texts[2])
    if low is None or high is None or not sample or not low <= number <= high:
        message = Words(
            zh=f"“{name}”的{number}不在其区间“{texts[0]}—{texts[1]}”内，或样本数不是正整数",
            en=f"{number} in “{name}” is not within its interval “{texts[0]}–{texts[1]}”,"
            " or the size of its sample is no whole number above 0",
        )
        yield Diagnostic("interval", at, message)
        return None
    return Interval(low, high, sample)
