"""Across editions: columns of a figure that take their cells from a figure of another edition.

The glossary is the concordance: an entry's `was` says which ids of another edition are joined to
it, and nothing else is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from types import MappingProxyType

from duizhao.diagnostics import Diagnostic, Stage, Words, did_you_mean, stage
from duizhao.project.figures import Cell, ColumnFile, Figure
from duizhao.project.glossary import Glossary

Tables = Mapping[str, Mapping[str, Figure]]


@stage
def taken(
    figures: Mapping[str, Figure],
    editions: Tables,
    glossary: Glossary,
    unread: Mapping[str, Collection[str]] = MappingProxyType({}),
) -> Stage[dict[str, Figure]]:
    """Fill every column that has `taken_from`; `editions` holds all figures by edition and name.

    A cell comes with its status and its sources; one that the other edition does not know, or
    only models, stays empty. What was merged since is added up where all of it is known. Findings
    name whatever `taken_from` names and is not there, unless that is among the figures which
    could not be read, `unread` by edition.
    """
    filled = dict(figures)
    for name, figure in figures.items():
        for column, words in figure.file.columns.items():
            asked = words.taken_from
            if asked is not None and asked.figure not in unread.get(asked.edition, ()):
                cells = yield from _column(figure, column, words, editions, glossary)
                filled[name] = replace(filled[name], cells={**filled[name].cells, **cells})
    return filled


def joined_to_nothing(glossary: Glossary, editions: Tables) -> Iterator[Diagnostic]:
    """Yield what the concordance joins and no edition, or no table of it, has."""
    rows = {
        name: {row for figure in figures.values() for row in figure.rows}
        for name, figures in editions.items()
    }
    for term in glossary:
        document = glossary.files[term.kind]
        for edition, ids in term.entry.was.items():
            if edition not in rows:
                message = Words(f"没有“{edition}”这一版", f"there is no edition “{edition}”")
                place = document.place(term.id, "was", edition)
                yield Diagnostic("unknown-value", place, message, did_you_mean(edition, rows))
                continue
            for index, id in enumerate(ids):
                if id not in rows[edition]:
                    message = Words(
                        f"{edition}年版的图表里没有“{id}”一行",
                        f"no table of the edition {edition} has a row “{id}”",
                    )
                    place = document.place(term.id, "was", edition, index)
                    yield Diagnostic(
                        "unknown-value", place, message, did_you_mean(id, rows[edition])
                    )


def joined(row: str, edition: str, glossary: Glossary) -> Sequence[str]:
    """Return the rows of another edition that a row stands for: by the concordance, or itself."""
    return glossary[row].entry.was.get(edition, [row]) if row in glossary else [row]


def needs(figure: Figure, unread: Mapping[str, Collection[str]]) -> bool:
    """Whether a column of a figure is taken from one that could not be read."""
    asked = [column.taken_from for column in figure.file.columns.values() if column.taken_from]
    return any(one.figure in unread.get(one.edition, ()) for one in asked)


def _column(
    figure: Figure, column: str, words: ColumnFile, editions: Tables, glossary: Glossary
) -> Stage[dict[tuple[str, str], Cell]]:
    asked = words.taken_from
    assert asked is not None
    place = ("columns", column, "taken_from")

    def missing(key: str, name: str, known: Iterable[str]) -> Stage[dict[tuple[str, str], Cell]]:
        message = Words(f"没有“{name}”", f"there is no “{name}”")
        at = figure.document.place(*place, key)
        yield Diagnostic("unknown-value", at, message, did_you_mean(name, known))
        return {}

    if asked.edition not in editions:
        return (yield from missing("edition", asked.edition, editions))
    others = editions[asked.edition]
    if asked.figure not in others:
        return (yield from missing("figure", asked.figure, others))
    other = others[asked.figure]
    if asked.row is not None and asked.row not in other.rows:
        return (yield from missing("row", asked.row, other.rows))
    if asked.row is None and asked.column not in other.file.columns:
        return (yield from missing("column", asked.column, other.file.columns))
    cells = {}
    for row in figure.rows:
        found = [
            other.cell(asked.row, one) if asked.row else other.cell(one, asked.column)
            for one in joined(row, asked.edition, glossary)
        ]
        cell = _merged(found)
        if cell is not None and words.unit == "rank" and asked.row is None:
            cell = _ranked(cell, other, asked.column)
        if cell is not None and cell.status != "modelled":
            cells[row, column] = cell
    return cells


def _ranked(cell: Cell, other: Figure, column: str) -> Cell:
    """Return the rank of a number in the column that it was taken from; of a rank the rank."""
    if other.file.columns[column].unit == "rank" or cell.number is None:
        return cell
    numbers = [one.number for row in other.rows if (one := other.cell(row, column)) is not None]
    ahead = sum(number is not None and number > cell.number for number in numbers)
    return replace(cell, number=Decimal(ahead + 1), status="derived")


def _merged(found: Sequence[Cell | None]) -> Cell | None:
    """Return a cell for several that were merged since, None where one of them is not known."""
    cells = [one for one in found if one is not None and one.status != "modelled"]
    if len(cells) < len(found) or not cells:
        return None
    if len(cells) == 1:
        return cells[0]
    numbers = [one.number for one in cells if one.number is not None]
    if len(numbers) < len(cells):
        return None
    sources = tuple(dict.fromkeys(source for one in cells for source in one.sources))
    return Cell(number=sum(numbers, Decimal(0)), status="derived", sources=sources)
