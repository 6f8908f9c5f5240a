"""Across editions: columns of a figure that take their cells from a figure of another edition."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType

from duizhao.diagnostics import Diagnostic, Stage, Words, did_you_mean, stage
from duizhao.project.figures import Cell, ColumnFile, Figure

Tables = Mapping[str, Mapping[str, Figure]]


@stage
def taken(
    figures: Mapping[str, Figure],
    editions: Tables,
    unread: Mapping[str, Collection[str]] = MappingProxyType({}),
) -> Stage[dict[str, Figure]]:
    """Fill every column that has `taken_from`; `editions` holds all figures by edition and name.

    A cell comes with its status and its sources; one that the other edition does not know, or
    only models, stays empty. Findings name whatever `taken_from` names and is not there, unless
    that is among the figures which could not be read, `unread` by edition.
    """
    filled = dict(figures)
    for name, figure in figures.items():
        for column, words in figure.file.columns.items():
            asked = words.taken_from
            if asked is not None and asked.figure not in unread.get(asked.edition, ()):
                cells = yield from _column(figure, column, words, editions)
                filled[name] = replace(filled[name], cells={**filled[name].cells, **cells})
    return filled


def needs(figure: Figure, unread: Mapping[str, Collection[str]]) -> bool:
    """Whether a column of a figure is taken from one that could not be read."""
    asked = [column.taken_from for column in figure.file.columns.values() if column.taken_from]
    return any(one.figure in unread.get(one.edition, ()) for one in asked)


def _column(
    figure: Figure, column: str, words: ColumnFile, editions: Tables
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
        cell = other.cell(asked.row, row) if asked.row else other.cell(row, asked.column)
        if cell is not None and cell.status != "modelled":
            cells[row, column] = cell
    return cells
