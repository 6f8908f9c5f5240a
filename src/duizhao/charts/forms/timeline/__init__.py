"""A timeline: dated rows in the order of their dates, with who stands behind each."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

from pydantic import Field

from duizhao.charts.forms.form import Form
from duizhao.charts.refusals import no_column, no_date, nothing
from duizhao.charts.table import ChartError, Table
from duizhao.files.yaml_places import meaning

Date = tuple[int, int | None, int | None]
"""A year, a month and a day; what is not known is None."""


class Timeline(Form):
    """A timeline, one dated row after another.

    时间线，各行按日期先后排列。
    """

    form: Literal["timeline"]
    year: str = Field(
        default="year", description=meaning("年份列", "the column that holds the year")
    )
    month: str | None = Field(
        default=None, description=meaning("月份列", "the column that holds the month, if any")
    )
    day: str | None = Field(
        default=None, description=meaning("日期列", "the column that holds the day, if any")
    )
    by: str | None = Field(
        default=None,
        description=meaning(
            "名称列，例如发布机构；读者可按它筛选",
            "a column of names, such as of issuers, by which readers can filter",
        ),
    )

    def rows(self, table: Table) -> list[int]:
        """Return the rows that have a year, the earliest first; an unknown month comes first."""
        dates = {row: date for row in range(len(table.rows)) if (date := self.date(table, row))}
        return sorted(dates, key=lambda row: tuple(part or 0 for part in dates[row]))

    def date(self, table: Table, row: int) -> Date | None:
        """Return a row's date as far as it is known, None without a year."""
        year = _number(table, row, self.year)
        if year is None:
            return None
        month, day = _number(table, row, self.month), _number(table, row, self.day)
        return (
            int(year),
            None if month is None else int(month),
            None if month is None or day is None else int(day),
        )

    def unknown(self, table: Table) -> Iterator[ChartError]:
        """Yield the columns that the table lacks, or that hold the wrong kind."""
        names = tuple(column.id for column in table.columns if column.unit == "name")
        for key, column, allowed in (
            ("year", self.year, table.numeric),
            ("month", self.month, table.numeric),
            ("day", self.day, table.numeric),
            ("by", self.by, names),
        ):
            if column is not None and column not in allowed:
                yield no_column(column, table.columns, allowed, (key,))

    def unfit(self, table: Table) -> Iterator[ChartError]:
        """Yield that no row has a year, and the rows whose date is in no calendar."""
        rows = self.rows(table)
        if not rows:
            yield nothing()
        for row in rows:
            parts = (_number(table, row, one) for one in (self.year, self.month, self.day))
            numbers = [part for part in parts if part is not None]
            if not _in_calendar(numbers):
                yield no_date(table.rows[row].id, "-".join(str(part) for part in numbers))


def _number(table: Table, row: int, column: str | None) -> Decimal | None:
    if column is None or all(one.id != column for one in table.columns):
        return None
    cell = table.cell(row, column)
    return cell.number if cell is not None else None


def _in_calendar(parts: list[Decimal]) -> bool:
    if any(part != int(part) for part in parts):
        return False
    try:
        datetime.date(*[*(int(part) for part in parts), 1, 1][:3])
    except (ValueError, OverflowError):
        return False
    return True
