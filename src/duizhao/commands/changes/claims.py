"""Claims: those of one state held against the numbers of another, with their sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from duizhao.commands.changes.sentences import Mention, Readable, Said, mentions
from duizhao.commands.changes.state import State
from duizhao.commands.succession.years import Years
from duizhao.document.pairs import BlockPair
from duizhao.document.tree import Tag, found
from duizhao.expressions import nodes
from duizhao.expressions.evaluate import evaluated
from duizhao.expressions.fill import actual
from duizhao.expressions.namespace import Namespace
from duizhao.expressions.parser import parse
from duizhao.expressions.provenance import Address
from duizhao.expressions.value import Misuse, Value

Outcome = Literal["holds", "falls", "unknown"]


@dataclass(frozen=True)
class Judged:
    """A claim, held against other numbers than those it was written for.

    `actual` is what is true of them; `said` its sentences, in the words of the state that has them.
    """

    claim: str
    outcome: Outcome
    actual: str
    said: Said


def judged(before: State, after: State, years: Years) -> Iterator[Judged]:
    """Yield each claim that held before, and whether it holds of the numbers after.

    Its years are moved to those of `after`. Where the chapter of `after` makes the same claim, its
    sentences are the ones that are told.
    """
    later = {
        (pair.name, claim): block
        for pair in after.pairs
        for block in pair.blocks
        for claim in _claims(block)
    }
    for pair in before.pairs:
        names = before.names_in(pair.name)
        for block in pair.blocks:
            for claim in _claims(block):
                if _outcome(claim, names) != "holds":
                    continue
                moved = years.moved(claim)
                there = later.get((pair.name, moved))
                state, own = (before, block) if there is None else (after, there)
                said = Readable.of(pair.name, own).whole(state)
                outcome = _outcome(moved, after.names_in(pair.name))
                if any(_is_empty(after, one) for one in mentions(moved)):
                    outcome = "unknown"  # that a table has no rows yet says nothing
                truth = actual(moved, after.names_in(pair.name)) if outcome == "falls" else ""
                if said is not None:
                    yield Judged(moved, outcome, truth, said)


def _is_empty(state: State, mention: Mention) -> bool:
    figure = None if mention.edition else state.figures.get(mention.figure)
    return figure is not None and not figure.rows


def _claims(block: BlockPair) -> dict[str, None]:
    """Return the claims of a block, each once: both languages have the same."""
    tags = (tag for one in block.blocks.values() for tag in found(one.node, Tag))
    return dict.fromkeys(" ".join(tag.argument.split()) for tag in tags if tag.name == "claim")


def _outcome(claim: str, names: Namespace) -> Outcome:
    try:
        result = evaluated(parse(claim), names)
    except Misuse:
        return "unknown"
    return "holds" if result is True else "falls" if result is False else "unknown"


def thresholds(state: State) -> Mapping[tuple[str, str, str], set[Decimal]]:
    """Return the limits that an edition's claims hold single cells against."""
    limits: dict[tuple[str, str, str], set[Decimal]] = {}
    for pair in state.pairs:
        for block in pair.blocks:
            for claim in _claims(block):
                for address, limit in _limits(claim, state.names_in(pair.name)):
                    key = (address.figure, address.row, address.column or "value")
                    limits.setdefault(key, set()).add(limit)
    return limits


def _limits(claim: str, names: Namespace) -> Iterator[tuple[Address, Decimal]]:
    try:
        comparisons = [
            one for one in nodes.every(parse(claim)) if isinstance(one, nodes.Comparison)
        ]
        for one in comparisons:
            sides = [evaluated(side, names) for side in (one.first, *(x for _, x in one.rest))]
            cells = [x.origin for x in sides if isinstance(x, Value)]
            typed = [x for x in sides if isinstance(x, Decimal)]
            for origin in cells:
                if isinstance(origin, Address) and not origin.edition:
                    yield from ((origin, limit) for limit in typed)
    except Misuse:
        return
