"""Quarters, months and days along an axis: where they lie, and which of them are written."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial
from itertools import pairwise

from duizhao.charts.parts import Canvas
from duizhao.charts.table import Name
from duizhao.language.periods import Length, Period, period_of

_APART = 8
Bucket = Callable[[Period], object]

_YEARS = (1, 2, 5, 10, 20, 50)


def periods_of(rows: Sequence[Name]) -> list[Period] | None:
    """Return the periods that rows are called by, when all are quarters, or months, or days."""
    found = [period_of(row.id) for row in rows]
    periods = [one for one in found if one is not None and one.length != "year"]
    lengths = {one.length for one in periods}
    return periods if len(periods) == len(rows) and len(lengths) == 1 else None


def written_below(
    periods: Sequence[Period], places: Sequence[float], canvas: Canvas, span: float
) -> list[tuple[str, ...]]:
    """Return the lines below each period, none for most where there is little room.

    All are written where there is room, else the first of each month, quarter or year. The year
    stands below the first of its periods that is written.
    """
    for bucket, years in _buckets(periods[0].length):
        lines = _lines(periods, _first_of(periods, bucket), years, canvas.language)
        written = [place for place, each in enumerate(lines) if each]
        half = [max((canvas.room(line) for line in each), default=0.0) / 2 for each in lines]
        middles = [min(place, span - wide) for place, wide in zip(places, half, strict=True)]
        if written and all(
            middles[two] - half[two] - middles[one] - half[one] >= _APART
            for one, two in pairwise(written)
        ):
            return lines
    return [(periods[0].within_year(canvas.language), str(periods[0].start.year))] + [()] * (
        len(periods) - 1
    )


def _buckets(length: Length) -> Iterator[tuple[Bucket, bool]]:
    """Yield ever longer stretches of time, and whether they are of years.

    A stretch is given as what is equal for all periods within it.
    """
    yield _each, False
    if length == "day":
        yield _third_of_month, False
        yield partial(_months, 1), False
    for months in (3, 6):
        yield partial(_months, months), False
    for years in _YEARS:
        yield partial(_years, years), True


def _each(one: Period) -> object:
    return one.number


def _third_of_month(one: Period) -> object:
    return one.start.year, one.start.month, min((one.start.day - 1) // 10, 2)


def _months(count: int, one: Period) -> object:
    return one.start.year, (one.start.month - 1) // count


def _years(count: int, one: Period) -> object:
    return one.start.year // count


def _first_of(periods: Sequence[Period], bucket: Bucket) -> list[bool]:
    """Tell which periods are the first of their stretch; what came before the first is unknown."""
    first = periods[0]
    before = replace(first, start=first.start - timedelta(days=1))
    keys = [bucket(before), *map(bucket, periods)]
    return [one != two for one, two in pairwise(keys)]


def _lines(
    periods: Sequence[Period], chosen: Sequence[bool], years: bool, language: str
) -> list[tuple[str, ...]]:
    """Return what is written below each period that was chosen: of `years`, the year alone."""
    lines: list[tuple[str, ...]] = []
    year = None
    for one, taken in zip(periods, chosen, strict=True):
        if not taken:
            lines.append(())
        elif years:
            lines.append((str(one.start.year),))
        elif one.start.year == year:
            lines.append((one.within_year(language),))
        else:
            year = one.start.year
            lines.append((one.within_year(language), str(year)))
    return lines
