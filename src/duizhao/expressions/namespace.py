"""Namespace: the names that chapters use, `figure.row.column`, resolved to values.

A figure answers by row, by column, by rank; an unknown name is told what was probably meant.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from duizhao.diagnostics import Words
from duizhao.expressions.measures import ranking_column
from duizhao.expressions.names import Names, counted, modelled, name_of
from duizhao.expressions.provenance import Address, Constant, Operation
from duizhao.expressions.value import (
    Misuse,
    Name,
    Reference,
    Trend,
    Value,
    Word,
    added,
    bounded,
    unknown,
)
from duizhao.language.labels import TIE
from duizhao.language.pack import Tense
from duizhao.language.periods import period_of
from duizhao.language.texts import Formatted
from duizhao.project.figures import Figure
from duizhao.project.glossary import Glossary

Namespace = Mapping[str, object]


@dataclass(frozen=True)
class Column:
    """A column of a figure: its numbers by row, and how they develop."""

    figure: FigureValues
    name: str

    def values(self) -> list[Value]:
        """Return the column's numbers in table order."""
        rows = self.figure.figure.rows
        return [v for row in rows if (v := self.figure.value(row, self.name)) is not None]

    def item(self, row: str) -> Value:
        """Return the number in a row."""
        return self.figure.required(row, self.name)

    @property
    def total(self) -> Value:
        """Return the sum of the column; raise `Misuse` where only a model gives a part of it."""
        for row, column in self.figure.figure.withheld:
            if column == self.name:
                raise self.figure.withheld(row, column)
        return added(self.values(), self.figure.address(column=self.name))

    @property
    def known(self) -> Value:
        """Return how many rows have a number."""
        return counted(len(self.values()), self.figure.address(column=self.name))

    def change(self, first: str, last: str) -> Value:
        """Return the difference between two rows: a count, or percentage points."""
        return self.item(last) - self.item(first)

    def growth(self, first: str, last: str, decimals: int) -> Value:
        """Return the growth between two rows in per cent of the first, rounded half-up."""
        before, after = self.item(first), self.item(last)
        grown = ((after - before) / before).percent(decimals)
        quotient = Operation("/", (after.origin, before.origin))
        return replace(grown, origin=Operation("-", (quotient, Constant(Decimal(1)))))

    def trend(self, first: str, last: str) -> Word:
        """Return the direction between two rows: rising, falling or level."""
        return self._word("trend", first, last)

    def verb(self, first: str, last: str, tense: Tense) -> Word:
        """Return the direction between two rows as a verb: 上升, rose."""
        return replace(self._word("verb", first, last), tense=tense)

    def path(self, first: str, last: str, tense: Tense) -> Word:
        """Return the same with how it went: steadily if every year moved so, else unevenly.

        Raise `Misuse` where a year between is not known, or the ends are level.
        """
        word = self.verb(first, last, tense)
        steady = self.steady(first, last)
        if word.trend == "level":
            raise _no_path(Words("首尾两年持平", "the first and the last year are level"))
        return replace(word, pace="steady" if steady else "uneven")

    def steady(self, first: str, last: str) -> bool:
        """Whether every year moved the way of the whole; raise `Misuse` for an unknown year."""
        if not (first.isdigit() and last.isdigit() and int(first) < int(last)):
            raise _no_path(Words("首尾要是先后两年", "the ends are two years, the earlier first"))
        known = []
        for year in map(str, range(int(first), int(last) + 1)):
            value = self.figure.value(year, self.name) if year in self.figure.figure.rows else None
            if value is None or value.status == "modelled":
                raise _no_path(Words(f"{year}年的数未知", f"the number of {year} is not known"))
            known.append(value.number)
        steps = [after - before for before, after in pairwise(known)]
        return all(step > 0 for step in steps) or all(step < 0 for step in steps)

    def _word(self, kind: Literal["trend", "verb"], first: str, last: str) -> Word:
        before, after = self.item(first), self.item(last)
        trend: Trend = "level"
        if after.number != before.number:
            trend = "rising" if after.number > before.number else "falling"
        return Word(kind, trend, (before.origin, after.origin))


def _no_path(why: Words) -> Misuse:
    message = Words(f"看不出怎样变化：{why.zh}", f"how it went cannot be told: {why.en}")
    return Misuse("no-path", message, Words("请写.verb(…)", "write .verb(…)"))


@dataclass(frozen=True)
class Row:
    """A row of a figure: its name, and what stands in its columns."""

    figure: FigureValues
    id: str

    @property
    def name(self) -> Name:
        """Return the row's name."""
        return self.figure.row_name(self.id)

    def has(self, column: str) -> bool:
        """Whether there is a number, or a name, in a column; raise `Misuse` where there is none."""
        figure = self.figure.figure
        if column not in figure.file.columns:
            raise unknown(column, figure.file.columns, f"{figure.name}.{self.id}")
        cell = figure.cell(self.id, column)
        return cell is not None and (cell.number is not None or cell.name is not None)

    def item(self, column: str) -> Value | Name:
        """Return the number, or the name, in a column."""
        figure = self.figure.figure
        cell = figure.cell(self.id, column) if column in figure.file.columns else None
        if cell is not None and cell.name is not None:
            return self.figure.term(cell.name)
        return self.figure.required(self.id, column)


@dataclass(frozen=True)
class Ranking:
    """Rows in rank order, to be listed by name, with or without a column's numbers.

    `brief` says that they are listed by their short names, where they have one.
    """

    figure: FigureValues
    rows: tuple[Row, ...]
    column: str | None = None
    brief: bool = False

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    @property
    def names(self) -> list[Name]:
        """Return the names of the rows, short where that is asked for and there is one."""
        names = [row.name for row in self.rows]
        return [name.short if self.brief and name.brief else name for name in names]

    @property
    def short(self) -> Ranking:
        """Return the same rows, to be listed by their short names."""
        return replace(self, brief=True)

    def item(self, position: int) -> Row:
        """Return the row at a position; the first is 0, the last also -1."""
        if not -len(self.rows) <= position < len(self.rows):
            count = len(self.rows)
            message = Words(
                f"这里列出{count}行，位置从0到{count - 1}",
                f"{count} rows are listed here, at the positions 0 to {count - 1}",
            )
            raise Misuse("no-rank", message)
        return self.rows[position]

    def total(self, column: str | None) -> Value:
        """Return the sum of a column over these rows (by default the measure)."""
        name = column or self.column or self.figure.figure.measure or ""
        return added([self.figure.required(row.id, name) for row in self.rows])

    def listed_with(self, column: str) -> Ranking:
        """Return the same rows, to be listed with their numbers in a column."""
        return replace(self, column=column)

    @property
    def count(self) -> Value:
        """Return how many rows these are."""
        return counted(len(self.rows), self.figure.address())


@dataclass(frozen=True)
class FigureValues:
    """A figure as chapters see it: rows, columns, rankings and its number.

    `edition` is empty for the edition at hand; else its addresses begin with it.
    """

    figure: Figure
    glossary: Glossary
    edition: str = ""

    def address(self, row: str = "", column: str = "") -> Address:
        """Return the address of a cell; with parts left out, of a row, a column or the figure."""
        fact = row != "" and column == "value" and len(self.figure.file.columns) == 1
        return Address(self.figure.name, row, "" if fact else column, self.edition)

    def value(self, row: str, column: str) -> Value | None:
        """Return the number in a cell, or None where it is not known."""
        cell = self.figure.cell(row, column)
        if cell is None or cell.number is None:
            return None
        unit, decimals, currency = self.figure.facts(row, column)
        return Value(
            self.address(row, column),
            cell.number,
            unit,
            decimals,
            cell.status,
            cell.sources,
            currency,
            interval=cell.interval,
            _peers=Column(self, column).values,
            _whole=self._whole(unit),
        )

    def _whole(self, unit: str) -> Decimal | None:
        """Return what the shares of a column make together; of years each makes a whole itself."""
        total = self.figure.file.total
        if total is None or unit != "percent" or all(row.isdigit() for row in self.figure.rows):
            return None
        return Decimal(total)

    def required(self, row: str, column: str) -> Value:
        """Return the number in a cell; raise `Misuse` with a suggestion when there is none."""
        figure = self.figure
        if row not in figure.rows:
            raise unknown(row, [*figure.rows, *figure.file.columns], figure.name)
        if column not in figure.file.columns:
            raise unknown(column, [*figure.file.columns, "name"], f"{figure.name}.{row}")
        value = self.value(row, column)
        if value is None and (row, column) in figure.withheld:
            raise self.withheld(row, column)
        if value is None:
            address = f"{figure.name}.{row}.{column}"
            message = Words(f"“{address}”没有数值", f"“{address}” has no number")
            hint = Words("既没有公布的值，也没有计算的值", "it was neither published nor computed")
            raise Misuse("no-value", message, hint)
        bounded(value.number)
        return value

    def withheld(self, row: str, column: str) -> Misuse:
        """Return the finding that only a model gives the number of a cell."""
        return modelled(self.address(row, column))

    def row_name(self, row: str) -> Name:
        """Return a row's name: its label, its glossary name, its time, or its name columns."""
        label = self.figure.file.rows.get(row)
        if label is not None:
            known = name_of(self.glossary, row) if row in self.glossary else None
            brief, the = (known.brief, known.the) if known else (None, False)
            return Name(row, label, brief, the)
        if row in self.glossary:
            return self.term(row)
        columns = self.figure.file.columns
        named = [name for name, column in columns.items() if column.unit == "name"]
        ids = [cell.name for name in named if (cell := self.figure.cell(row, name)) and cell.name]
        if len(ids) >= 2:
            first, second = self.term(ids[0]).words, self.term(ids[1]).words
            return Name(row, Formatted(TIE, (first, second)))
        period = period_of(row)
        if period is not None:
            return Name(row, period)
        return Name(row, Words(row, row))

    def term(self, id: str) -> Name:
        """Return the glossary's name for an id."""
        return name_of(self.glossary, id)

    def ranks(self, first: int, last: int, column: str | None) -> Ranking:
        """Return the rows from rank `first` to rank `last`, listed with `column` if one is given.

        Raise `Misuse` where so many rows have no numbers, or no column is meant.
        """
        ranked = self.figure.ranked(ranking_column(self.figure, column))
        if not 1 <= first <= last <= len(ranked):
            message = Words(
                f"“{self.figure.name}”只有{len(ranked)}行有数值",
                f"“{self.figure.name}” has numbers in {len(ranked)} rows only",
            )
            raise Misuse("no-rank", message)
        return Ranking(self, tuple(Row(self, row) for row in ranked[first - 1 : last]), column)

    def beyond(self, limit: Decimal, column: str, above: bool) -> Ranking:
        """Return the rows whose number in a column is above a limit, or below it, best first."""
        if column not in self.figure.file.columns:
            raise unknown(column, self.figure.file.columns, self.figure.name)
        rows = [
            row
            for row in self.figure.ranked(column)
            if (number := self.required(row, column).number) != limit and (number > limit) == above
        ]
        return Ranking(self, tuple(Row(self, row) for row in rows))

    @property
    def every(self) -> Ranking:
        """Return all rows, in the table's order."""
        return Ranking(self, tuple(Row(self, row) for row in self.figure.rows))

    @property
    def rows(self) -> Value:
        """Return how many rows the figure has."""
        return counted(len(self.figure.rows), self.address())

    @property
    def ref(self) -> Reference:
        """Return the reference to this figure, or to its table when it has no chart."""
        return self._reference("figure" if self.figure.file.chart else "table")

    @property
    def table_ref(self) -> Reference:
        """Return the reference to the table of a figure that is shown both ways."""
        return self._reference("table")

    def _reference(self, kind: Literal["figure", "table"]) -> Reference:
        if self.edition:
            message = Words(
                f"“{self.address()}”的图表不在本版中",
                f"the figure of “{self.address()}” is not in this edition",
            )
            raise Misuse("not-shown", message)
        return Reference(self.figure.name, kind)

    def item(self, name: str) -> Row | Column | Value:
        """Return a row or a column; of a table of single facts, the fact."""
        if name in self.figure.rows:
            if list(self.figure.file.columns) == ["value"]:
                return self.required(name, "value")
            return Row(self, name)
        if name in self.figure.file.columns:
            return Column(self, name)
        raise unknown(name, [*self.figure.rows, *self.figure.file.columns], self.figure.name)


@dataclass(frozen=True)
class OtherEdition:
    """The figures of an edition as chapters of every edition see them."""

    name: str
    figures: Mapping[str, Figure]
    glossary: Glossary

    def item(self, figure: str) -> FigureValues:
        """Return a figure of that edition."""
        if figure not in self.figures:
            raise unknown(figure, self.figures, f"editions[{self.name}]")
        return FigureValues(self.figures[figure], self.glossary, self.name)


@dataclass(frozen=True)
class Editions:
    """All editions as chapters see them: `editions[1998].sample.loans`."""

    figures: Mapping[str, Mapping[str, Figure]]
    glossary: Glossary

    def item(self, name: str) -> OtherEdition:
        """Return an edition."""
        if name not in self.figures:
            raise unknown(name, self.figures, "editions")
        return OtherEdition(name, self.figures[name], self.glossary)


def namespace(
    figures: Mapping[str, Figure],
    glossary: Glossary,
    editions: Mapping[str, Mapping[str, Figure]],
) -> Namespace:
    """Return the names that chapters of one edition may use: figures, `names` and `editions`."""
    names: dict[str, object] = {
        name: FigureValues(figure, glossary) for name, figure in figures.items()
    }
    names["names"] = Names(glossary)
    names["editions"] = Editions(editions, glossary)
    return names
