"""Periods of time that rows are called by: 2006, 2006-q1, 2006-01, 2006-01-31; and their names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from babel.dates import format_date, format_skeleton

from duizhao.language.packs import language_of

Length = Literal["year", "quarter", "month", "day"]

_WRITTEN = re.compile(r"(\d{4})(?:-?[qQ]([1-4])|-(\d\d)(?:-(\d\d))?)?")
# CLDR's skeletons: the whole name, and the part of it that differs within a year.
_WHOLE = {"quarter": "yQQQ", "month": "yMMMM", "day": "yMMMMd"}
_WITHIN = {"month": "MMM", "day": "MMMd"}


@dataclass(frozen=True)
class Period:
    """A year, a quarter, a month or a day, and the date on which it begins."""

    length: Length
    start: date

    def of(self, language: str) -> str:
        """Return the whole name: 2006, Q1 2006, January 2006, 31 January 2006."""
        if self.length == "year":
            return str(self.start.year)
        return self._written(_WHOLE[self.length], language)

    def within_year(self, language: str) -> str:
        """Return the name within its year: Q1, Jan, 31 Jan; of a year, the year."""
        if self.length == "year":
            return str(self.start.year)
        if self.length == "quarter":
            return format_date(self.start, "QQQ", locale=language_of(language).locale)
        return self._written(_WITHIN[self.length], language)

    @property
    def number(self) -> int:
        """Return its place among all periods of its length: one more for the next."""
        year, month = self.start.year, self.start.month
        match self.length:
            case "year":
                return year
            case "quarter":
                return year * 4 + (month - 1) // 3
            case "month":
                return year * 12 + month - 1
            case "day":
                return self.start.toordinal()

    def _written(self, skeleton: str, language: str) -> str:
        return format_skeleton(skeleton, self.start, locale=language_of(language).locale)


def period_of(id: str) -> Period | None:
    """Return the period that a row is called by, or None when it is called by something else."""
    found = _WRITTEN.fullmatch(id)
    if found is None or not id.isascii():
        return None
    year, quarter, month, day = found.groups()
    length: Length = "quarter" if quarter else "day" if day else "month" if month else "year"
    first = 3 * int(quarter) - 2 if quarter else int(month or 1)
    try:
        return Period(length, date(int(year), first, int(day or 1)))
    except ValueError:
        return None
