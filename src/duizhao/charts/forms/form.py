"""What every form of chart says about itself, and the three kinds of forms by what they draw.

A form is asked about a table before anything is drawn: which columns and rows it draws, which of
them are categories with a colour each, and why it cannot draw them. Drawing itself is `drawing`
beside each form; reading a figure's file loads none of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Annotated, ClassVar, Literal, Self

from pydantic import BeforeValidator, ConfigDict, Field, WithJsonSchema

from duizhao.charts import refusals
from duizhao.charts.table import ChartError, Column, Name, Table
from duizhao.files.yaml_places import Strict, meaning

Shape = Literal["columns", "line", "strip"]


def _text(value: object) -> object:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


# YAML reads a row that is called 2000 as a number.
RowName = Annotated[str, BeforeValidator(_text), WithJsonSchema({"type": ["string", "integer"]})]


class Form(Strict):
    """A figure's `chart:`; each form says which options it has besides `form`.

    `shape` is the shape that shows the same table where there is no room for a chart.
    """

    model_config = ConfigDict(strict=True)
    form: str
    shape: ClassVar[Shape] = "columns"

    def completed(self, numeric: Sequence[str], measure: str | None) -> Self:
        """Return the chart with the columns that the file leaves to the figure."""
        return self

    def columns(self) -> tuple[str, ...]:
        """Return the columns of numbers that are drawn."""
        return ()

    def rows(self, table: Table) -> list[int]:
        """Return the rows that are drawn, in the order in which they are."""
        return list(range(len(table.rows)))

    def categories(self, table: Table) -> Iterable[Name | Column]:
        """Return the rows or columns that have a colour each."""
        return ()

    def refusals(self, table: Table) -> list[ChartError]:
        """Return why the form cannot draw a table; columns that it lacks hide all else."""
        return list(self.unknown(table)) or [*self.unfit(table), *self._same_colours(table)]

    def unknown(self, table: Table) -> Iterator[ChartError]:
        """Yield the columns and rows that the options name and the table lacks."""
        yield from ()

    def unfit(self, table: Table) -> Iterator[ChartError]:
        """Yield why numbers that are there cannot be drawn."""
        yield from ()

    def _same_colours(self, table: Table) -> Iterator[ChartError]:
        seen: dict[str, Name | Column] = {}
        for category in self.categories(table):
            if category.colour is not None:
                other = seen.setdefault(category.colour, category)
                if other is not category:
                    yield refusals.same_colour(other.id, category.id, category.colour)


class OneColumn(Form):
    """A form that draws the numbers of one column."""

    value: str = Field(
        default="",
        description=meaning(
            "画哪一列；不写则为本图表的measure",
            "the column that is drawn; without it the figure’s measure",
        ),
    )

    def completed(self, numeric: Sequence[str], measure: str | None) -> Self:
        """Return the chart with its column: the measure, or the last that holds numbers."""
        usual = measure or (numeric[-1] if numeric else "")
        return self if self.value else self.model_copy(update={"value": usual})

    def columns(self) -> tuple[str, ...]:
        """Return the column of numbers that is drawn."""
        return (self.value,)

    def unknown(self, table: Table) -> Iterator[ChartError]:
        """Yield the column when the table lacks it."""
        if not table.numeric:
            yield refusals.no_numbers()
        elif self.value not in table.numeric:
            yield refusals.no_column(self.value, table.columns, table.numeric, ("value",))

    def unfit(self, table: Table) -> Iterator[ChartError]:
        """Yield that there is no number."""
        if not table.known(self.value):
            yield refusals.nothing()


class Lengths(OneColumn):
    """A form that draws numbers as lengths, areas or strength, which cannot be negative.

    But for `signed` forms, whose lengths lie on either side of zero.
    """

    signed: ClassVar[bool] = False

    def unfit(self, table: Table) -> Iterator[ChartError]:
        """Yield that there is no number, or one below zero."""
        yield from super().unfit(table)
        for row, _, number in table.known(self.value):
            if number < 0 and not self.signed:
                yield refusals.not_negative(self.form, table.rows[row].id)
                return


class Flows(Lengths):
    """A form whose rows are flows from one name to another."""

    provider: str = Field(
        alias="from",
        description=meaning("流出一端的名称列", "the column that names where a flow comes from"),
    )
    receiver: str = Field(
        alias="to",
        description=meaning("流入一端的名称列", "the column that names where a flow goes to"),
    )

    def unknown(self, table: Table) -> Iterator[ChartError]:
        """Yield the columns that the table lacks."""
        yield from super().unknown(table)
        names = tuple(column.id for column in table.columns if column.unit == "name")
        for key, column in (("from", self.provider), ("to", self.receiver)):
            if column not in names:
                yield refusals.no_column(column, table.columns, names, (key,))

    def unfit(self, table: Table) -> Iterator[ChartError]:
        """Yield what is wrong with the numbers, and the first row that lacks an end."""
        yield from super().unfit(table)
        for row, _, _ in table.known(self.value):
            ends = (table.cell(row, self.provider), table.cell(row, self.receiver))
            if any(end is None or end.name is None for end in ends):
                yield refusals.no_names(table.rows[row].id)
                return


class SeveralColumns(Form):
    """A form that draws several columns."""

    values: Annotated[tuple[str, ...], Field(min_length=1, strict=False)] | None = Field(
        default=None,
        description=meaning(
            "画哪些列；不写则为全部数字列",
            "the columns that are drawn; without it all with numbers",
        ),
    )

    def completed(self, numeric: Sequence[str], measure: str | None) -> Self:
        """Return the chart with its columns: all that hold numbers."""
        return self if self.values else self.model_copy(update={"values": tuple(numeric)})

    def columns(self) -> tuple[str, ...]:
        """Return the columns of numbers that are drawn."""
        return self.values or ()

    def categories(self, table: Table) -> Iterable[Name | Column]:
        """Return the columns, which have a colour each."""
        return [table.column(name) for name in self.columns()]

    def unknown(self, table: Table) -> Iterator[ChartError]:
        """Yield the columns that the table lacks, or that stand twice."""
        if not table.numeric:
            yield refusals.no_numbers()
            return
        for place, name in enumerate(self.columns()):
            if name not in table.numeric:
                yield refusals.no_column(name, table.columns, table.numeric, ("values", place))
            elif name in self.columns()[:place]:
                yield refusals.twice(name, ("values", place))

    def unfit(self, table: Table) -> Iterator[ChartError]:
        """Yield that there is no number."""
        if not any(table.known(name) for name in self.columns()):
            yield refusals.nothing()
