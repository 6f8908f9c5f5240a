"""Values: what a chapter's expression evaluates to, without a language.

A chapter names numbers by address, `figure.row.column`; these classes resolve such names, do
exact decimal arithmetic, and remember unit, status and sources for every number they make.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Literal, NoReturn

from duizhao.data import Source
from duizhao.diagnostics import Words, did_you_mean
from duizhao.figures import Figure, Status
from duizhao.glossary import Glossary, Term
from duizhao.wording import rounded

Number = int | float | Decimal
Trend = Literal["rising", "falling", "level"]
# A number made from several is as certain as the least certain of them.
CERTAINTY: tuple[Status, ...] = ("modelled", "derived")


class Misuse(Exception):
    """An expression that means nothing: what is wrong, and what was probably meant."""

    def __init__(self, rule: str, message: Words, hint: Words | None = None) -> None:
        super().__init__(message.en)
        self.rule = rule
        self.message = message
        self.hint = hint


@dataclass(frozen=True, eq=False)
class Value:
    """A number with its unit, declared decimals, status and sources.

    `address` is where it stands (`figure.row.column`) or, for a derived number, the formula over
    addresses; `parts` are the addresses it was made from. `decimals` is None for a quotient that
    has not been rounded yet: such a number cannot be printed.
    """

    address: str
    number: Decimal
    unit: str
    decimals: int | None
    status: Status
    sources: tuple[Source, ...] = ()
    currency: str | None = None
    parts: tuple[str, ...] = ()
    _column: Column | None = field(default=None, repr=False)
    _row: str | None = field(default=None, repr=False)

    @property
    def rank(self) -> Value:
        """Return the rank of this number in its column, the largest being first."""
        if self._column is None or self._row is None:
            raise Misuse("no-rank", Words("推导出的数没有名次", "a derived number has no rank"))
        larger = sum(1 for other in self._column.values() if other.number > self.number)
        return replace(
            self,
            address=f"{self.address}.rank",
            number=Decimal(larger + 1),
            unit="rank",
            decimals=0,
            status=_status([*self._column.values()]),
            parts=(self.address,),
            currency=None,
            _column=None,
        )

    @property
    def spelled(self) -> Spelled:
        """Return this whole number to be written in words: 六, six."""
        if self.number != self.number.to_integral_value():
            message = Words("只有整数可以写成文字", "only a whole number can be spelled out")
            raise Misuse("not-whole", message)
        return Spelled(self)

    def round(self, decimals: int) -> Value:
        """Return this number rounded half-up to `decimals`."""
        return replace(self, number=rounded(self.number, decimals), decimals=decimals)

    def percent(self, decimals: int = 2) -> Value:
        """Return a quotient as a percentage, rounded half-up."""
        share = replace(self, number=self.number * 100, unit="percent")
        return share.round(decimals)

    def __add__(self, other: object) -> Value:
        return self._combined(other, "+", lambda a, b: a + b)

    def __sub__(self, other: object) -> Value:
        result = self._combined(other, "-", lambda a, b: a - b)
        return replace(result, unit="points") if self.unit == "percent" else result

    def __mul__(self, other: object) -> Value:
        if not isinstance(other, int | float | Decimal):
            return NotImplemented
        factor = Decimal(str(other))
        places = max(0, -int(factor.as_tuple().exponent))
        decimals = None if self.decimals is None else self.decimals + places
        return self._derived(f"{self.address} × {other}", self.number * factor, decimals)

    def __truediv__(self, other: object) -> Value:
        if not isinstance(other, Value):
            return NotImplemented
        if other.number == 0:
            raise Misuse("zero", Words("除数为零", "division by zero"))
        number = self.number / other.number
        result = self._derived(f"{_term(self)} / {_term(other)}", number, None, other)
        return replace(result, unit="times", currency=None)

    def __abs__(self) -> Value:
        return replace(self, number=abs(self.number), _column=None)

    def __neg__(self) -> Value:
        return replace(self, number=-self.number, _column=None)

    def __eq__(self, other: object) -> bool:
        number = _plain(other)
        return NotImplemented if number is None else self.number == number

    def __lt__(self, other: object) -> bool:
        return self.number < _comparable(other)

    def __le__(self, other: object) -> bool:
        return self.number <= _comparable(other)

    def __gt__(self, other: object) -> bool:
        return self.number > _comparable(other)

    def __ge__(self, other: object) -> bool:
        return self.number >= _comparable(other)

    def __hash__(self) -> int:
        return hash((self.address, self.number))

    def __getattr__(self, name: str) -> NoReturn:
        _unknown(name, ["rank", "spelled", "round", "percent"], self.address)

    def _combined(self, other: object, sign: str, operation: object) -> Value:
        if not isinstance(other, Value):
            raise Misuse(
                "typed-number",
                Words("只能和另一个数值相加减", "only another value can be added or subtracted"),
            )
        if {self.unit, other.unit} - {"percent", "points"} and self.unit != other.unit:
            raise Misuse(
                "unit",
                Words(
                    f"单位不同：{self.unit}和{other.unit}",
                    f"the units differ: {self.unit} and {other.unit}",
                ),
            )
        assert callable(operation)
        number: Decimal = operation(self.number, other.number)
        places = [v.decimals for v in (self, other) if v.decimals is not None]
        decimals = max(places) if len(places) == 2 else None
        return self._derived(f"{self.address} {sign} {_term(other)}", number, decimals, other)

    def _derived(
        self, formula: str, number: Decimal, decimals: int | None, *others: Value
    ) -> Value:
        values = [self, *others]
        return Value(
            address=formula,
            number=number,
            unit=self.unit,
            decimals=decimals,
            status=_status(values, derived=True),
            sources=tuple(dict.fromkeys(s for v in values for s in v.sources)),
            currency=self.currency,
            parts=tuple(dict.fromkeys(p for v in values for p in (v.parts or (v.address,)))),
        )


def _term(value: Value) -> str:
    return f"({value.address})" if " " in value.address else value.address


def _plain(other: object) -> Decimal | None:
    if isinstance(other, Value):
        return other.number
    if isinstance(other, bool) or not isinstance(other, int | float | Decimal):
        return None
    return Decimal(str(other))


def _comparable(other: object) -> Decimal:
    number = _plain(other)
    if number is None:
        message = Words(f"不能与“{other}”比较", f"cannot be compared with “{other}”")
        raise Misuse("comparison", message)
    return number


def _status(values: list[Value], derived: bool = False) -> Status:
    for status in CERTAINTY:
        if any(value.status == status for value in values):
            return status
    if derived or not values:
        return "derived"
    return "derived" if len({value.status for value in values}) > 1 else values[0].status


def _unknown(name: str, known: list[str], where: str) -> NoReturn:
    if name.startswith("__"):
        raise AttributeError(name)
    message = Words(f"“{where}”里没有“{name}”", f"“{where}” has no “{name}”")
    raise Misuse("unknown-value", message, did_you_mean(name, known))


@dataclass(frozen=True)
class Spelled:
    """A whole number written in words."""

    value: Value


@dataclass(frozen=True)
class Word:
    """A word that the data choose: a trend as a noun-like word or as a verb in the past."""

    kind: Literal["trend", "verb"]
    trend: Trend
    parts: tuple[str, ...]

    def __eq__(self, other: object) -> bool:
        return other == self.trend if isinstance(other, str) else other is self

    def __hash__(self) -> int:
        return hash(self.trend)


@dataclass(frozen=True)
class Name:
    """A name in both languages: a glossary term, a row's label, or a figure's title."""

    id: str
    words: Words


@dataclass(frozen=True)
class Reference:
    """A reference to a figure or table by its number: 图3, Figure 3."""

    figure: str
    kind: Literal["figure", "table"]


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
        return _sum(self.values(), f"{self.figure.figure.name}.{self.name}.total")

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
        _unknown(name, known, f"{self.figure.figure.name}.{self.name}")


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
        return _sum(values, " + ".join(value.address for value in values))


def _sum(values: list[Value], address: str) -> Value:
    if not values:
        raise Misuse("empty", Words("没有可相加的数", "there is nothing to add up"))
    total = values[0]
    for value in values[1:]:
        total = total + value
    return replace(total, address=address, _column=None)


@dataclass(frozen=True)
class FigureValues:
    """A figure as chapters see it: rows, columns, rankings and its number."""

    figure: Figure
    glossary: Glossary

    def value(self, row: str, column: str) -> Value | None:
        """Return the number in a cell, or None where it is not known."""
        cell = self.figure.cell(row, column)
        if cell is None or cell.number is None:
            return None
        unit, decimals, currency = self.figure.facts(row, column)
        fact = column == "value" and len(self.figure.file.columns) == 1
        address = f"{self.figure.name}.{row}" if fact else f"{self.figure.name}.{row}.{column}"
        return Value(
            address,
            cell.number,
            unit,
            decimals,
            cell.status,
            cell.sources,
            currency,
            _column=Column(self, column),
            _row=row,
        )

    def required(self, row: str, column: str) -> Value:
        """Return the number in a cell; raise `Misuse` with a suggestion when there is none."""
        figure = self.figure
        if row not in figure.rows:
            _unknown(row, [*figure.rows, *figure.file.columns], figure.name)
        if column not in figure.file.columns:
            _unknown(column, [*figure.file.columns, "name"], f"{figure.name}.{row}")
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
        return Value(f"{self.figure.name}.rows", number, "count", 0, "derived")

    @property
    def ref(self) -> Reference:
        """Return the reference to this figure, or to its table when it has no chart."""
        return Reference(self.figure.name, "figure" if self.figure.file.chart else "table")

    @property
    def table_ref(self) -> Reference:
        """Return the reference to the table of a figure that is shown both ways."""
        return Reference(self.figure.name, "table")

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
        _unknown(name, [*self.figure.rows, *self.figure.file.columns, *known], self.figure.name)


@dataclass(frozen=True)
class Names:
    """The glossary as chapters see it: `names.huawei` is a name in the page's language."""

    glossary: Glossary

    def __getattr__(self, id: str) -> Name:
        if id.startswith("__"):
            raise AttributeError(id)
        return name_of(self.glossary, id)


def name_of(glossary: Glossary, id: str) -> Name:
    """Return a glossary name; raise `Misuse` with a suggestion when the id is unknown."""
    if id not in glossary:
        message = Words(f"术语表里没有“{id}”", f"the glossary has no “{id}”")
        raise Misuse("unknown-name", message, did_you_mean(id, [t.id for t in glossary]))
    term: Term = glossary[id]
    return Name(id, Words(term.entry.zh, term.entry.en))


def namespace(figures: Mapping[str, Figure], glossary: Glossary) -> dict[str, object]:
    """Return the names that chapters of one edition may use: every figure, and `names`."""
    names: dict[str, object] = {
        name: FigureValues(figure, glossary) for name, figure in figures.items()
    }
    names["names"] = Names(glossary)
    return names
