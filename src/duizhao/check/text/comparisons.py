"""Comparisons: what the claims of a block compare, and changes of the data to try them by."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from duizhao.check.text.coordinates import Figures
from duizhao.check.text.prose import Passage, Span
from duizhao.expressions import nodes
from duizhao.expressions.evaluate import evaluated
from duizhao.expressions.namespace import Editions, FigureValues, Namespace
from duizhao.expressions.parser import parse
from duizhao.expressions.provenance import Address, leaves
from duizhao.expressions.value import Misuse, Value, Word
from duizhao.project.figures import Figure
from duizhao.project.figures.table import Cell


@dataclass(frozen=True)
class Ranked:
    """A claim that a row has a place in a ranking; the first is 0."""

    figure: str
    row: str
    place: int
    edition: str = ""

    @property
    def ranking(self) -> Address:
        """The figure whose rows are ranked."""
        return Address(self.figure, edition=self.edition)


@dataclass(frozen=True)
class Compared:
    """One comparison of a claim: its sides as numbers and addresses, or a rank, or a trend.

    `less` and `more` are what the claim says is smaller and larger; for `==` and `!=` their order
    says nothing. A side that is typed has no addresses.
    """

    span: Span
    relation: str
    less: tuple[Address, ...] = ()
    more: tuple[Address, ...] = ()
    constant: Decimal | None = None
    factor: bool = False
    ranked: Ranked | None = None
    trend: bool = False

    @property
    def addresses(self) -> tuple[Address, ...]:
        """Return the stored numbers that are compared."""
        return (*self.less, *self.more)


def comparisons_of(passage: Passage, known: Figures) -> tuple[Compared, ...]:
    """Return the comparisons of a block’s claims."""
    found: list[Compared] = []
    for span in passage.claims:
        try:
            tree = parse(getattr(span.piece, "argument", ""))
            found += _compared(tree, span, known.namespace)
        except Misuse:
            continue
    return tuple(found)


def _compared(node: nodes.Node, span: Span, namespace: Namespace) -> Iterator[Compared]:
    match node:
        case nodes.Joined(left=left, right=right):
            yield from _compared(left, span, namespace)
            yield from _compared(right, span, namespace)
        case nodes.Comparison(first=first, rest=rest):
            sides = [first, *(side for _, side in rest)]
            for (relation, _), (one, other) in zip(rest, pairwise(sides), strict=True):
                yield _one(one, relation, other, span, namespace)


def _one(
    first: nodes.Node, relation: str, second: nodes.Node, span: Span, namespace: Namespace
) -> Compared:
    ranked = _ranked(first) or _ranked(second)
    sides = [evaluated(one, namespace) for one in (first, second)]
    if ranked is not None:
        row = next((side for side in sides if isinstance(side, str)), "")
        return Compared(span, relation, ranked=replace(ranked, row=row))
    words = [side for side in sides if isinstance(side, Word)]
    if words:
        made = tuple(a for origin in words[0].between for a in leaves(origin))
        return Compared(span, relation, more=made, trend=True)
    left, right = (tuple(leaves(s.origin)) if isinstance(s, Value) else () for s in sides)
    constant = next((side for side in sides if isinstance(side, Decimal)), None)
    factor = any(
        isinstance(one, nodes.Binary) and one.sign in ("*", "/") for one in (first, second)
    )
    less, more = (left, right) if relation in ("<", "<=") else (right, left)
    return Compared(span, relation, less, more, constant, factor)


def _ranked(node: nodes.Node) -> Ranked | None:
    match node:
        case nodes.Member(
            of=nodes.Item(
                of=nodes.Call(of=ranking, name="top" | "ranks"),
                key=nodes.Constant(value=Decimal() as place),
            ),
            name="id",
        ):
            match ranking:
                case nodes.Variable(name=figure):
                    return Ranked(figure, "", int(place))
                case nodes.Member(
                    of=nodes.Item(
                        of=nodes.Variable(name="editions"), key=nodes.Constant(value=edition)
                    ),
                    name=figure,
                ):
                    return Ranked(figure, "", int(place), str(edition))
    return None


def can_fail(span: Span, known: Figures) -> bool:
    """Whether a plausible change of the data would make a claim false.

    Two stored numbers that are compared may change places. Where one side is typed, or names are
    compared, these are tried: neighbours in rank exchanged, years in reverse, numbers half or
    twice as large, alone and a column at once, and a figure with fewer rows.
    """
    tree = parse(getattr(span.piece, "argument", ""))
    compared = list(_compared(tree, span, known.namespace))
    if any(one.less and one.more and {*one.less} != {*one.more} for one in compared):
        return True
    for changed in _changes(tree, known):
        try:
            if evaluated(tree, changed) is False:
                return True
        except Misuse:
            return True
    return False


def _changes(tree: nodes.Node, known: Figures) -> Iterator[Namespace]:
    names = {n.name for n in nodes.every(tree) if isinstance(n, nodes.Variable | nodes.Member)}
    texts = {str(n.value) for n in nodes.every(tree) if isinstance(n, nodes.Constant)}
    for edition, figure in _figures(names, texts, known):
        columns = [c for c in figure.file.numeric if c in names | texts] or [figure.measure or ""]
        columns += ["value"] if list(figure.file.columns) == ["value"] else []
        for column in dict.fromkeys(columns):
            for table in _tables(figure, column, names | texts):
                cells = replace(figure, cells={**figure.cells, **table})
                yield _with(known.namespace, edition, cells)
        if "rows" in names and len(figure.rows) > 1:
            fewer = replace(figure, rows=figure.rows[: (len(figure.rows) + 1) // 2])
            yield _with(known.namespace, edition, fewer)


def _figures(names: set[str], texts: set[str], known: Figures) -> Iterator[tuple[str, Figure]]:
    for name in sorted(names):
        here = known.namespace.get(name)
        if isinstance(here, FigureValues):
            yield "", here.figure
        editions = known.namespace.get("editions")
        if "editions" in names and isinstance(editions, Editions):
            for edition, figures in editions.figures.items():
                if edition in texts and name in figures:
                    yield edition, figures[name]


Cells = dict[tuple[str, str], Cell]


def _tables(figure: Figure, column: str, touched: set[str]) -> Iterator[Cells]:
    """Yield what a column may hold instead."""
    cells = {
        row: cell
        for row in figure.rows
        if (cell := figure.cell(row, column)) is not None and cell.number is not None
    }
    ranked = [row for row in figure.ranked(column) if row in cells]
    own = [row for row in ranked if row in touched]
    # What falls somewhere may fall here: a difference, and any column with numbers below zero.
    signed = figure.file.columns[column].unit == "points" or any(
        cell.number is not None and cell.number < 0 for cell in cells.values()
    )
    factors = ("0.5", "2", "-1") if signed else ("0.5", "2")
    for row in own or ranked[:5]:
        at = ranked.index(row)
        for other in ranked[max(0, at - 1) : at + 2]:
            if cells[other].number != cells[row].number:
                yield {(row, column): cells[other], (other, column): cells[row]}
        for factor in factors:
            yield {(row, column): _times(cells[row], factor)}
    if all(row.isdigit() for row in cells):
        values = list(cells.values())
        yield {(row, column): one for row, one in zip(cells, reversed(values), strict=True)}
    for factor in ("0.5", "2"):
        yield {(row, column): _times(cell, factor) for row, cell in cells.items()}


def _times(cell: Cell, factor: str) -> Cell:
    return replace(cell, number=(cell.number or Decimal()) * Decimal(factor))


def _with(namespace: Namespace, edition: str, figure: Figure) -> Namespace:
    """Return a namespace in which one figure is another."""
    if not edition:
        values = namespace[figure.name]
        assert isinstance(values, FigureValues)
        return {**namespace, figure.name: replace(values, figure=figure)}
    editions = namespace["editions"]
    assert isinstance(editions, Editions)
    figures = {**editions.figures, edition: {**editions.figures[edition], figure.name: figure}}
    return {**namespace, "editions": replace(editions, figures=figures)}
