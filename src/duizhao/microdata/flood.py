"""A million equal mistakes in a few lines: the first ones, and how many more there are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from duizhao.diagnostics import Diagnostic, Words

SHOWN = 5

T = TypeVar("T")


def limited(
    cases: Sequence[T], diagnostic: Callable[[T], Diagnostic], noun: Words, total: int | None = None
) -> Iterator[Diagnostic]:
    """Add a diagnostic for each of the first cases, and one that counts the rest.

    The count stands at the place of the first case that is not shown: “and 134 more <noun>”.
    `total` is the number of cases when `cases` holds only the first of them (at least one more
    than is shown).
    """
    total = len(cases) if total is None else total
    for case in cases[:SHOWN]:
        yield diagnostic(case)
    if total > SHOWN:
        first = diagnostic(cases[SHOWN])
        more = total - SHOWN
        message = Words(zh=f"还有{more}{noun.zh}", en=f"and {more:,} more {noun.en}")
        yield Diagnostic(first.rule, first.place, message)
