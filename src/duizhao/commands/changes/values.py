"""Values: the numbers that differ between two states, by what a reader would notice."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from duizhao.commands.changes.state import State
from duizhao.expressions.namespace import FigureValues
from duizhao.expressions.provenance import Address
from duizhao.expressions.value import Value
from duizhao.language.periods import period_of
from duizhao.project.figures import Figure

# A reader notices a change of a tenth, and a share that has become more or less than a half.
TENTH, HALF = Decimal("0.1"), Decimal(50)
Notice = Literal["sign", "rank", "threshold", "size"]
Thresholds = Mapping[tuple[str, str, str], Collection[Decimal]]


@dataclass(frozen=True)
class Change:
    """A number that differs: before and after, and what a reader would notice of it.

    `ranks` are its ranks where they differ, `crossed` the limits that it has passed.
    """

    address: Address
    before: Value
    after: Value
    ranks: tuple[int, int] | None = None
    crossed: tuple[Decimal, ...] = ()

    @property
    def growth(self) -> Decimal | None:
        """Return by which part of the number before it has changed; None where that was 0."""
        if self.before.number == 0:
            return None
        return (self.after.number - self.before.number) / abs(self.before.number)

    @property
    def notices(self) -> tuple[Notice, ...]:
        """Return what a reader would notice, the most first; nothing where it is small."""
        signs = self.before.number * self.after.number < 0
        large = self.growth is None or abs(self.growth) >= TENTH
        seen: list[tuple[Notice, bool]] = [
            ("sign", signs),
            ("rank", self.ranks is not None),
            ("threshold", bool(self.crossed)),
            ("size", large),
        ]
        return tuple(name for name, is_so in seen if is_so)


def changes(before: State, after: State, thresholds: Thresholds) -> Iterator[Change]:
    """Yield the numbers of `after` that are not what they were, in the order of their tables.

    `thresholds` are the limits that claims hold a cell against, by figure, row and column.
    """
    for name, figure in after.figures.items():
        if name not in before.figures:
            continue
        old, new = (FigureValues(one.figures[name], one.glossary) for one in (before, after))
        for row in figure.rows:
            for column in figure.file.columns:
                was, now = old.value(row, column), new.value(row, column)
                if was is None or now is None or was.number == now.number:
                    continue
                assert isinstance(now.origin, Address), "a cell is called by its address"
                ranks = (0, 0)
                if column == figure.measure and _is_ranked(figure):
                    ranks = (int(was.rank.number), int(now.rank.number))
                limits = {*thresholds.get((name, row, column), ())}
                if now.unit == "percent":
                    limits.add(HALF)
                crossed = tuple(
                    limit
                    for limit in sorted(limits)
                    if (was.number > limit) != (now.number > limit)
                )
                yield Change(now.origin, was, now, ranks if len({*ranks}) > 1 else None, crossed)


def _is_ranked(figure: Figure) -> bool:
    """Whether rows are ranked by their numbers: not periods, nor facts of different kinds."""
    facts = [*figure.file.columns] == ["value"]
    return not facts and not any(map(period_of, figure.rows))


@dataclass(frozen=True)
class Only:
    """What only one of two states has: whole figures, and cells of those that both have."""

    figures: tuple[str, ...]
    cells: tuple[Address, ...]


def only_in(one: State, other: State) -> Only:
    """Return what has a number in `one` and none in `other`."""
    figures = tuple(name for name in one.figures if name not in other.figures)
    cells = []
    for name, figure in one.figures.items():
        if name in other.figures:
            here, there = (FigureValues(x.figures[name], x.glossary) for x in (one, other))
            for row in figure.rows:
                for column in figure.file.columns:
                    if here.value(row, column) and not there.value(row, column):
                        cells.append(here.address(row, column))
    return Only(figures, tuple(cells))
