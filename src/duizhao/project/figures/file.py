"""What `figures/<edition>/<figure>.yml` says: a figure's words, columns and chart."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from duizhao.diagnostics import Diagnostic, Place, Words, did_you_mean
from duizhao.files.yaml_places import Bilingual, Document, Strict

Unit = Literal["count", "percent", "points", "money", "number", "times", "year", "rank", "name"]


class RowFile(Bilingual):
    """A row's label; in a table of single facts also the fact's unit."""

    unit: Unit | None = None
    decimals: int = Field(0, ge=0)
    currency: str | None = None


class TakenFrom(Strict):
    """Where a column's cells stand: in a figure of another edition, under the same row ids.

    They stand in its column `column` or, when the other figure has these rows as its columns, in
    its row `row`.
    """

    edition: str
    figure: str
    column: str = "value"
    row: str | None = None


class ColumnFile(Strict):
    """A column: its title, the unit of its numbers, and the decimals that are printed.

    `taken_from` says that its cells are those of another edition.
    """

    title: Bilingual
    unit: Unit
    decimals: int = Field(0, ge=0)
    currency: str | None = None
    taken_from: TakenFrom | None = None


class FigureFile(Strict):
    """What `figures/<edition>/<figure>.yml` says: a figure's words, columns and chart.

    `measure` is the column that ranks the rows; `total` says that shares are of one whole;
    `order: ranked` shows the rows by the measure, largest first. Without `chart` the figure is
    shown as a table only.
    """

    title: Bilingual
    row: Bilingual
    rows: dict[str | int, RowFile] = Field(default_factory=dict)
    columns: dict[str, ColumnFile]
    measure: str | None = None
    total: int | None = None
    order: Literal["table", "ranked"] = "table"
    note: Bilingual | None = None
    alt: Bilingual | None = None
    chart: dict[str, Any] | None = None

    @property
    def taken(self) -> bool:
        """Whether columns of this figure are taken from other editions."""
        return any(column.taken_from is not None for column in self.columns.values())


class AnotherView(Strict):
    """A figure that draws the table of another figure, `data`, in another way.

    Rows, columns and all that is said about them are the other's; title, note, alternative text
    and chart are its own.
    """

    data: str
    title: Bilingual
    note: Bilingual | None = None
    alt: Bilingual | None = None
    chart: dict[str, Any]


def draws_another(document: Document) -> bool:
    """Whether a figure's file says that it draws the table of another figure."""
    return isinstance(document.data, dict) and "data" in document.data


def unknown_column(place: Place, name: str, words: FigureFile) -> Diagnostic:
    """Return the finding about a column that the figure does not have."""
    message = Words(zh=f"未知的列“{name}”", en=f"unknown column “{name}”")
    return Diagnostic("unknown-column", place, message, did_you_mean(name, words.columns))
