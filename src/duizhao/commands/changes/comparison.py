"""Comparison: two states of an edition held against each other: claims, numbers, sentences."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from duizhao.commands.changes.claims import Judged, Outcome, judged, thresholds
from duizhao.commands.changes.sentences import Said, readable
from duizhao.commands.changes.state import State
from duizhao.commands.changes.values import Change, Only, changes, only_in
from duizhao.commands.succession.years import Years


@dataclass(frozen=True)
class Noticed:
    """A change that a reader would notice, and the sentences that draw on the number."""

    change: Change
    said: tuple[Said, ...]


@dataclass(frozen=True)
class Comparison:
    """What differs between two states; `before` and `after` are what they are called."""

    before: str
    after: str
    languages: tuple[str, ...]
    claims: tuple[Judged, ...]
    noticed: tuple[Noticed, ...]
    small: tuple[Change, ...]
    gone: Only
    new: Only

    def claims_that(self, outcome: Outcome) -> tuple[Judged, ...]:
        """Return the claims with one outcome."""
        return tuple(one for one in self.claims if one.outcome == outcome)

    @cached_property
    def nothing(self) -> bool:
        """Whether no number differs and no claim falls."""
        alike = not (self.noticed or self.small or self.claims_that("falls"))
        return alike and self.gone == self.new == Only((), ())


def compared(before: State, after: State, called: tuple[str, str], years: Years) -> Comparison:
    """Return what differs between two states, called so; `years` are those that move.

    The changes that a reader would notice come first by how much they mean: a sign, a rank, a
    limit passed, then by size.
    """
    found = list(changes(before, after, thresholds(after)))
    blocks = readable(after)
    noticed = []
    for one in _by_weight(found):
        said = (block.about(after, one.address) for block in blocks)
        noticed.append(Noticed(one, tuple(filter(None, said))))
    return Comparison(
        *called,
        after.edition.languages,
        tuple(judged(before, after, years)),
        tuple(noticed),
        tuple(one for one in found if not one.notices),
        only_in(before, after),
        only_in(after, before),
    )


def _by_weight(found: Iterable[Change]) -> list[Change]:
    order = ("sign", "rank", "threshold", "size")

    def weight(change: Change) -> tuple[tuple[bool, ...], bool, float]:
        missing = tuple(one not in change.notices for one in order)
        growth = change.growth
        return (missing, growth is not None, -abs(float(growth or 0)))

    return sorted((one for one in found if one.notices), key=weight)
