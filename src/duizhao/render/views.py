"""What a page shows of a figure or table: every word and number already in one language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from duizhao.diagnostics import Diagnostic, Place, Stage, Words, stage
from duizhao.document.anchors import display_anchor
from duizhao.document.source import pieces_of
from duizhao.document.tree import Expression, Text
from duizhao.expressions.evaluate import evaluate
from duizhao.expressions.fill import judged_by
from duizhao.expressions.namespace import FigureValues, Namespace
from duizhao.expressions.value import Misuse, Reference, Value
from duizhao.files.multilingual import Texts
from duizhao.language import common_power, labels, language_of, number_text
from duizhao.language.periods import period_of
from duizhao.project import Edition
from duizhao.project.figures import Cell, Figure, Status
from duizhao.render.context import Context, Numbering
from duizhao.render.inline import PlainTarget, inline_text, value_text


@dataclass(frozen=True)
class CellView:
    """A cell as text; `value` where it is a number, `modelled` where it must be marked so.

    `leads_to` is the figure or table that the text is a link to.
    """

    text: str
    value: Value | None = None
    leads_to: Reference | None = None

    @property
    def modelled(self) -> bool:
        """Whether the number is the model's and not the source's."""
        return self.value is not None and self.value.status == "modelled"

    @property
    def estimated(self) -> bool:
        """Whether the number was estimated from a sample."""
        return self.value is not None and self.value.status == "estimated"


@dataclass(frozen=True)
class TableView:
    """A table in one language: a label such as 表2 (empty for lists), a caption, and its cells.

    `numeric` says for each column whether it holds numbers; the first column names the rows.
    `estimated` says between which bounds the estimated numbers lie; "" where all are exact.
    `called` names a list without a caption, for those who do not see it.
    """

    name: str
    anchor: str
    label: str
    title: str
    header: tuple[str, ...]
    numeric: tuple[bool, ...]
    rows: tuple[tuple[CellView, ...], ...]
    note: str = ""
    source: str = ""
    estimated: str = ""
    called: str = ""


@dataclass(frozen=True)
class FigureView:
    """A figure in one language: label, caption, alt text, notes, and the same data as a table.

    `modelled` says whether any number that the picture shows is the model's.
    """

    name: str
    anchor: str
    label: str
    title: str
    alt: str
    note: str
    source: str
    modelled: bool
    table: TableView


@stage
def figure_view(figure: Figure, context: Context, language: str) -> Stage[FigureView]:
    """Put a figure into words; its note and its alt text may hold expressions."""
    table = yield from table_view(figure, context, language)
    label = context.numbering.label(Reference(figure.name, "figure"), language)
    alt = yield from _alt(figure, context, language)
    drawn = figure.drawn_cells()
    return FigureView(
        name=figure.name,
        anchor=display_anchor("figure", figure.name),
        label=label,
        title=table.title,
        alt=alt,
        note=table.note,
        source=source_line(drawn, context.edition, language),
        modelled=any(cell.status == "modelled" for cell in drawn),
        table=table,
    )


def _alt(figure: Figure, context: Context, language: str) -> Stage[str]:
    if figure.file.alt is None:
        message = Words("缺少替代文字alt", "the alternative text “alt” is missing")
        hint = Words("用一两句话说出图中所见", "say in a sentence or two what the picture shows")
        yield Diagnostic("missing-alt", figure.document.place(), message, hint)
        return ""
    return (yield from _filled("alt", figure.file.alt, figure, context, language))


def _filled(key: str, words: Texts, figure: Figure, context: Context, language: str) -> Stage[str]:
    """Return what stands under `key` in a figure's .yml, its expressions evaluated, as text."""
    place = figure.document.place(key, language)
    names = context.names_under(figure)
    return (yield from text_said(words.of(language), place, names, context.numbering, language))


@stage
def text_said(
    written: str, place: Place, names: Namespace, numbering: Numbering, language: str
) -> Stage[str]:
    """Return plain text with its expressions evaluated and said; what says nothing is a finding."""
    target = PlainTarget(language, lambda reference: numbering.label(reference, language))
    text = ""
    for piece in (yield from pieces_of(written, place, judged_by(names))):
        if isinstance(piece, Text):
            text += piece.text
        elif isinstance(piece, Expression):
            result = yield from evaluate(piece.source, place, names)
            if result is not None:
                try:
                    text += inline_text(result, language, target)
                except Misuse as misuse:
                    yield Diagnostic(misuse.rule, place, misuse.message, misuse.hint)
    return text


def rows_named(values: FigureValues) -> bool:
    """Return whether rows have names of their own, which no column of names says already."""
    figure, glossary = values.figure, values.glossary
    naming = [name for name, column in figure.file.columns.items() if column.unit == "name"]

    def named(row: str) -> bool:
        own = row in figure.file.rows or row in glossary or period_of(row) is not None
        cells = [figure.cell(row, name) for name in naming]
        return own and not any(cell and cell.name == row for cell in cells)

    return not naming or any(named(row) for row in figure.shown_rows())


@stage
def table_view(figure: Figure, context: Context, language: str) -> Stage[TableView]:
    """Put a figure's table into words; a table that no chapter shows has no label."""
    values = context.values(figure)
    columns = figure.shown_columns()
    by_name = rows_named(values)
    header = [figure.file.row.of(language)] if by_name else []
    header += [column.title.of(language) for column in columns.values()]
    numeric = ([False] if by_name else []) + [c.unit != "name" for c in columns.values()]
    powers = {column: column_power(figure, column, language) for column in columns}
    rows = []
    for row in figure.shown_rows():
        cells = [CellView(values.row_name(row).words.of(language))] if by_name else []
        cells += [_cell(values, row, column, language, powers[column]) for column in columns]
        rows.append(tuple(cells))
    number = context.numbering.tables.get(figure.name)
    note = figure.file.note
    said = [(yield from _filled("note", note, figure, context, language))] if note else []
    return TableView(
        name=figure.name,
        anchor=display_anchor("table", figure.name),
        label="" if number is None else labels.TABLE.of(language).format(number),
        title=figure.title(language),
        header=tuple(header),
        numeric=tuple(numeric),
        rows=tuple(rows),
        note=language_of(language).writing.space.join([*said, *_breaks(figure, language)]),
        source=source_line(list(figure.cells.values()), context.edition, language),
        estimated=_estimated(values, language),
    )


def _breaks(figure: Figure, language: str) -> Iterator[str]:
    """Yield a sentence for every column whose method is not that of the column before."""
    for column in figure.shown_columns().values():
        if column.taken_from is not None and column.taken_from.break_in_series is not None:
            words = column.taken_from.break_in_series.of(language)
            yield labels.BREAK.of(language).format(column=column.title.of(language), words=words)


def _estimated(values: FigureValues, language: str) -> str:
    """Return the intervals of a figure's estimated numbers, each named by row and column."""
    figure = values.figure
    found = []
    for row in figure.shown_rows():
        for column, words in figure.shown_columns().items():
            value = values.value(row, column)
            if value is not None and value.status == "estimated" and value.interval:
                bounds = interval_text(value, language)
                names = [values.row_name(row).words.of(language)]
                if len(figure.file.columns) > 1:
                    names.append(words.title.of(language))
                of = labels.PARTS.of(language).join(names)
                found.append(labels.CITED.of(language).join((of, bounds)))
    listed = labels.CLAUSE.of(language).join(found)
    return labels.ESTIMATED.of(language).format(listed) if found else ""


def interval_text(value: Value, language: str) -> str:
    """Return the bounds of an estimated number and the size of its sample; "" if it is exact."""
    if value.interval is None:
        return ""
    low, high = (
        value_text(replace(value, number=number), language)
        for number in (value.interval.low, value.interval.high)
    )
    sample = number_text(Decimal(value.interval.sample), "count", 0, language)
    return labels.INTERVAL.of(language).format(low=low, high=high, sample=sample)


def column_power(figure: Figure, column: str, language: str) -> int | None:
    """Return the magnitude that a column's numbers have in common; facts have each their own."""
    unit = figure.file.columns[column].unit
    if any(label.unit is not None for label in figure.file.rows.values()):
        return None
    cells = [figure.cell(row, column) for row in figure.rows]
    numbers = [cell.number for cell in cells if cell and cell.number is not None]
    bounds = [bound for cell in cells if cell and cell.between for bound in cell.between]
    return common_power([*numbers, *bounds], unit, language)


def _cell(
    values: FigureValues, row: str, column: str, language: str, power: int | None
) -> CellView:
    cell = values.figure.cell(row, column)
    if cell is not None and cell.name is not None:
        return CellView(values.term(cell.name).words.of(language))
    if cell is not None and cell.between is not None:
        return CellView(range_text(values.figure, row, column, language, power))
    value = values.value(row, column)
    if value is None:
        return CellView(labels.NOT_AVAILABLE)
    return CellView(value_text(value, language, power), value)


def range_text(
    figure: Figure, row: str, column: str, language: str, power: int | None = None
) -> str:
    """Return the bounds of a number that is known no better; "" where there are none."""
    cell = figure.cell(row, column)
    if cell is None or cell.between is None:
        return ""
    unit, decimals, currency = figure.facts(row, column)
    low, high = (
        number_text(one, unit, decimals, language, currency, power) for one in cell.between
    )
    return labels.RANGE.of(language).format(low, high)


def source_line(cells: Sequence[Cell], edition: Edition, language: str) -> str:
    """Return where numbers come from: documents with places, then the microdata.

    Cells that hold a name say nothing: a name comes from the glossary.
    """
    cells = [cell for cell in cells if cell.number is not None or cell.between is not None]
    places: dict[str, list[str]] = {}
    for cell in cells:
        for source in cell.sources:
            where = source.where(language)
            listed = places.setdefault(source.document, [])
            if where not in listed:
                listed.append(where)
    parts = [
        labels.WHERE.of(language).format(
            document=_document(document, edition, language),
            places=labels.LISTED.of(language).join(listed),
        )
        for document, listed in places.items()
    ]
    kinds: tuple[Status, ...] = ("computed", "estimated", "modelled", "derived")
    for status in kinds:
        if any(cell.status == status for cell in cells):
            parts.append(labels.BASES[status].of(language))
    return labels.CLAUSE.of(language).join(parts)


def _document(document: str, edition: Edition, language: str) -> str:
    return edition.file.documents[document].of(language)
