"""Series: one quantity through the editions, as figures that say `series: true` join it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from duizhao.files.multilingual import Texts
from duizhao.project.borrowed import Tables, joined
from duizhao.project.figures import Cell, ColumnFile, Figure
from duizhao.project.glossary import Glossary

At = tuple[str, str, str, str]
"""Where a number stands: edition, figure, row, column."""


@dataclass(frozen=True)
class Point:
    """One number of a series: where it stands in its own edition, and in the table that joins.

    `title` is its column’s in that table, `broken` what changed in the method since the point
    before. A number that was merged from several rows has the first of them in `at`, and `merged`.
    """

    at: At
    joined_at: At
    title: Texts
    cell: Cell
    broken: Texts | None = None
    merged: bool = False

    @property
    def edition(self) -> str:
        """Return the edition that published it."""
        return self.at[0]


@dataclass(frozen=True)
class AllSeries:
    """Every series of a project, and which of them a number belongs to."""

    longest: Mapping[At, tuple[Point, ...]]

    @classmethod
    def of(cls, editions: Tables, glossary: Glossary) -> AllSeries:
        """Find them in the figures of all editions, those with borrowed columns filled."""
        longest: dict[At, tuple[Point, ...]] = {}
        for figures in editions.values():
            for figure in figures.values():
                for points in _across(figure, glossary):
                    for point in points:
                        for at in (point.joined_at, *(() if point.merged else (point.at,))):
                            if len(points) > len(longest.get(at, ())):
                                longest[at] = points
        return cls(longest)

    def through(self, at: At) -> tuple[Point, ...]:
        """Return the longest series that a number belongs to, in order; () where there is none."""
        return self.longest.get(at, ())


def _across(figure: Figure, glossary: Glossary) -> Iterator[tuple[Point, ...]]:
    """Yield the series of a figure, row by row, where two points at least are known.

    Columns of another unit, such as ranks beside shares, are a series of their own.
    """
    columns = figure.file.columns if figure.file.series else {}
    for unit, row in product(dict.fromkeys(one.unit for one in columns.values()), figure.rows):
        alike = ((name, one) for name, one in columns.items() if one.unit == unit)
        found = (_point(figure, row, name, column, glossary) for name, column in alike)
        points = tuple(one for one in found if one is not None)
        if len(points) > 1:
            yield points


def _point(
    figure: Figure, row: str, name: str, column: ColumnFile, glossary: Glossary
) -> Point | None:
    asked, cell = column.taken_from, figure.cell(row, name)
    if asked is None or cell is None:
        return None
    rows = joined(row, asked.edition, glossary)
    first = (asked.row, rows[0]) if asked.row is not None else (rows[0], asked.column)
    return Point(
        at=(asked.edition, asked.figure, *first),
        joined_at=(figure.edition, figure.name, row, name),
        title=column.title,
        cell=cell,
        broken=asked.break_in_series,
        merged=len(rows) > 1,
    )
