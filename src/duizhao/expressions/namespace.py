"""Addresses: the names that chapters use, `figure.row.column`, resolved to values.

A figure answers by row, by column, by rank; an unknown name is told what was probably meant.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal, NoReturn

from duizhao.diagnostics import Words, did_you_mean
from duizhao.expressions.value import Misuse, Name, Reference, Trend, Value, Word, added, unknown
from duizhao.project.figures import Figure
from duizhao.project.glossary import Glossary, Term


@dataclass(frozen=True)
class Column:
    """A column of a figure: its numbers by row, and how they develop."""

    figure: FigureValues
    name: str

    def values(self) -> list[Value]:
        """Return the column's numbers in table order."""
        rows = self.figure.figure.rows
        return [v for row in rows if (v := self.figure.value(row, self.name)) is not None]

    def __getitem__(self, row: object) -> Value:
        return self.figure.required(str(row), self.name)

    @property
    def total(self) -> Value:
        """Return the sum of the column."""
        return added(self.values(), f"{self.figure.figure.name}.{self.name}.total")

    def change(self, first: object, last: object) -> Value:
        """Return the difference between two rows: a count, or percentage points."""
        return self[last] - self[first]

    def growth(self, first: object, last: object, decimals: int = 2) -> Value:
        """Return the growth between two rows in per cent of the first, rounded half-up."""
        before, after = self[first], self[last]
        change = (after - before) / before
        return replace(change.percent(decimals), address=f"{after.address} / {before.address} - 1")

    def trend(self, first: object, last: object) -> Word:
        """Return the direction between two rows: rising, falling or level."""
        return self._word("trend", first, last)

    def verb(self, first: object, last: object) -> Word:
        """Return the direction between two rows as a verb: 上升, rose."""
        return self._word("verb", first, last)

    def _word(self, kind: Literal["trend", "verb"], first: object, last: object) -> Word:
        before, after = self[first], self[last]
        trend: Trend = "level"
        if after.number != before.number:
            trend = "rising" if after.number > before.number else "falling"
        return Word(kind, trend, (before.address, after.address))

    def __getattr__(self, name: str) -> NoReturn:
        known = ["total", "change", "growth", "trend", "verb"]
        raise unknown(name, known, f"{self.figure.figure.name}.{self.name}")


@dataclass(frozen=True)
class Row:
    """A row of a figure: its name, and its columns as attributes."""

    figure: FigureValues
    id: str

    @property
    def name(self) -> Name:
        """Return the row's name."""
        return self.figure.row_name(self.id)

    def __getattr__(self, column: str) -> Value | Name:
        if column.startswith("__"):
            raise AttributeError(column)
        figure = self.figure.figure
        cell = figure.cell(self.id, column) if column in figure.file.columns else None
        if cell is not None and cell.name is not None:
            return self.figure.term(cell.name)
        return self.figure.required(self.id, column)


@dataclass(frozen=True)
class Ranking:
    """Rows in rank order, to be listed by name, with or without a column's numbers."""

    rows: tuple[Row, ...]
    column: str | None = None

    def __getitem__(self, index: int) -> Row:
        return self.rows[index]

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def total(self, column: str | None = None) -> Value:
        """Return the sum of a column over these rows (by default the measure)."""
        figure = self.rows[0].figure
        name = column or self.column or figure.figure.measure or ""
        values = [figure.required(row.id, name) for row in self.rows]
        return added(values, " + ".join(value.address for value in values))


@dataclass(frozen=True)
class FigureValues:
    """A figure as chapters see it: rows, columns, rankings and its number.

    `prefix` comes before its addresses when it belongs to another edition.
    """

    figure: Figure
    glossary: Glossary
    prefix: str = ""

    def value(self, row: str, column: str) -> Value | None:
        """Return the number in a cell, or None where it is not known."""
        cell = self.figure.cell(row, column)
        if cell is None or cell.number is None:
            return None
        unit, decimals, currency = self.figure.facts(row, column)
        fact = column == "value" and len(self.figure.file.columns) == 1
        address = f"{self.prefix}{self.figure.name}.{row}" + ("" if fact else f".{column}")
        return Value(
            address,
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
        total, years = self.figure.file.total, all(row.isdigit() for row in self.figure.rows)
        return None if total is None or unit != "percent" or years else Decimal(total)

    def required(self, row: str, column: str) -> Value:
        """Return the number in a cell; raise `Misuse` with a suggestion when there is none."""
        figure = self.figure
        if row not in figure.rows:
            raise unknown(row, [*figure.rows, *figure.file.columns], figure.name)
        if column not in figure.file.columns:
            raise unknown(column, [*figure.file.columns, "name"], f"{figure.name}.{row}")
        value = self.value(row, column)
        if value is None:
            address = f"{figure.name}.{row}.{column}"
            message = Words(f"“{address}”没有数值", f"“{address}” has no number")
            hint = Words("既没有公布的值，也没有计算的值", "it was neither published nor computed")
            raise Misuse("no-value", message, hint)
        return value

    def row_name(self, row: str) -> Name:
        """Return a row's name: its label, its glossary name, its year, or its name columns."""
        label = self.figure.file.rows.get(row)
        if label is not None:
            return Name(row, Words(label.zh, label.en))
        if row in self.glossary:
            return self.term(row)
        columns = self.figure.file.columns
        named = [name for name, column in columns.items() if column.unit == "name"]
        ids = [cell.name for name in named if (cell := self.figure.cell(row, name)) and cell.name]
        if len(ids) >= 2:
            first, second = self.term(ids[0]).words, self.term(ids[1]).words
            return Name(row, Words(f"{first.zh}→{second.zh}", f"{first.en} → {second.en}"))
        return Name(row, Words(row, row))

    def term(self, id: str) -> Name:
        """Return the glossary's name for an id."""
        return name_of(self.glossary, id)

    def top(self, n: int, column: str | None = None) -> Ranking:
        """Return the `n` largest rows; with `column`, listed together with that column."""
        return self.ranks(1, n, column)

    def ranks(self, first: int, last: int, column: str | None = None) -> Ranking:
        """Return the rows from rank `first` to rank `last`."""
        ranked = self.figure.ranked(column)
        if not 1 <= first <= last <= len(ranked):
            message = Words(
                f"“{self.figure.name}”只有{len(ranked)}行有数值",
                f"“{self.figure.name}” has numbers in {len(ranked)} rows only",
            )
            raise Misuse("no-rank", message)
        return Ranking(tuple(Row(self, row) for row in ranked[first - 1 : last]), column)

    @property
    def rows(self) -> Value:
        """Return how many rows the figure has."""
        number = Decimal(len(self.figure.rows))
        return Value(f"{self.prefix}{self.figure.name}.rows", number, "count", 0, "derived")

    @property
    def ref(self) -> Reference:
        """Return the reference to this figure, or to its table when it has no chart."""
        return self._reference("figure" if self.figure.file.chart else "table")

    @property
    def table_ref(self) -> Reference:
        """Return the reference to the table of a figure that is shown both ways."""
        return self._reference("table")

    def _reference(self, kind: Literal["figure", "table"]) -> Reference:
        if self.prefix:
            message = Words(
                f"“{self.prefix}{self.figure.name}”的图表不在本版中",
                f"the figure of “{self.prefix}{self.figure.name}” is not in this edition",
            )
            raise Misuse("not-shown", message)
        return Reference(self.figure.name, kind)

    def __getattr__(self, name: str) -> Row | Column | Value:
        if name.startswith("__"):
            raise AttributeError(name)
        return self[name]

    def __getitem__(self, key: object) -> Row | Column | Value:
        name = str(key)
        if name in self.figure.rows:
            if list(self.figure.file.columns) == ["value"]:
                return self.required(name, "value")
            return Row(self, name)
        if name in self.figure.file.columns:
            return Column(self, name)
        known = ["top", "ranks", "rows", "ref", "table_ref"]
        raise unknown(
            name, [*self.figure.rows, *self.figure.file.columns, *known], self.figure.name
        )


@dataclass(frozen=True)
class Names:
    """The glossary as chapters see it: `names.huawei` is a name in the page's language."""

    glossary: Glossary

    def __getattr__(self, id: str) -> Name:
        if id.startswith("__"):
            raise AttributeError(id)
        return name_of(self.glossary, id)


@dataclass(frozen=True)
class OtherEdition:
    """The figures of an edition as chapters of every edition see them."""

    name: str
    figures: Mapping[str, Figure]
    glossary: Glossary

    def __getattr__(self, figure: str) -> FigureValues:
        if figure.startswith("__"):
            raise AttributeError(figure)
        where = f"editions[{self.name}]"
        if figure not in self.figures:
            raise unknown(figure, list(self.figures), where)
        return FigureValues(self.figures[figure], self.glossary, f"{where}.")


@dataclass(frozen=True)
class Editions:
    """All editions as chapters see them: `editions[1998].sample.loans`."""

    figures: Mapping[str, Mapping[str, Figure]]
    glossary: Glossary

    def __getitem__(self, name: object) -> OtherEdition:
        if str(name) not in self.figures:
            raise unknown(str(name), list(self.figures), "editions")
        return OtherEdition(str(name), self.figures[str(name)], self.glossary)


def name_of(glossary: Glossary, id: str) -> Name:
    """Return a glossary name; raise `Misuse` with a suggestion when the id is unknown."""
    if id not in glossary:
        message = Words(f"术语表里没有“{id}”", f"the glossary has no “{id}”")
        raise Misuse("unknown-name", message, did_you_mean(id, [t.id for t in glossary]))
    term: Term = glossary[id]
    return Name(id, Words(term.entry.zh, term.entry.en))


def namespace(
    figures: Mapping[str, Figure],
    glossary: Glossary,
    editions: Mapping[str, Mapping[str, Figure]],
) -> dict[str, object]:
    """Return the names that chapters of one edition may use: figures, `names` and `editions`."""
    names: dict[str, object] = {
        name: FigureValues(figure, glossary) for name, figure in figures.items()
    }
    names["names"] = Names(glossary)
    names["editions"] = Editions(editions, glossary)
    return names
