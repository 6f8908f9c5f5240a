"""The rules of `check`: each a function with an id, a family and a docstring that explains it."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Literal, TypeVar, cast

from duizhao.check.other_side import with_other_side
from duizhao.check.scopes import EditionView, PairView
from duizhao.check.text.beside import BESIDE
from duizhao.check.text.prose import Passage
from duizhao.diagnostics import Diagnostic
from duizhao.diagnostics.rules import Rule, from_docstring, register

Family = Literal[
    "numbers", "parity", "claims", "terms", "staleness", "copywriting", "sources", "site"
]
PairCheck = Callable[[PairView], Iterator[Diagnostic]]
EditionCheck = Callable[[EditionView], Iterator[Diagnostic]]
ProjectCheck = Callable[[Sequence[EditionView]], Iterator[Diagnostic]]
TextCheck = Callable[[Passage, PairView], Iterator[Diagnostic]]
T = TypeVar("T", bound=TextCheck)
P = TypeVar("P", bound=PairCheck)
E = TypeVar("E", bound=EditionCheck)
J = TypeVar("J", bound=ProjectCheck)
C = TypeVar("C", bound=Callable[..., Iterator[Diagnostic]])


# What a rule needs that compares the two.
BOTH = ("zh", "en")

RULES: dict[str, Rule] = {}
PAIR_CHECKS: list[PairCheck] = []
BESIDE_CHECKS: list[EditionCheck] = []
EDITION_CHECKS: list[tuple[EditionCheck, Family]] = []
PROJECT_CHECKS: list[ProjectCheck] = []


def pair_rule(
    id: str, family: Family, languages: Sequence[str] = (), beside: Sequence[str] = ()
) -> Callable[[P], P]:
    """Register a rule that needs one chapter and nothing else of the text.

    `languages` are those without which it has nothing to say: `BOTH` for one that compares. It
    reads the texts beside the chapters as well that are of the kinds `beside`.
    """

    def register(check: P) -> P:
        _add(id, family, check)
        read = _where_written(check, languages)
        PAIR_CHECKS.append(read)
        if beside:
            BESIDE_CHECKS.append(lambda view: _beside(id, read, view, beside))
        return check

    return register


def text_rule(
    id: str, family: Family, *languages: str, beside: Sequence[str] = BESIDE
) -> Callable[[T], T]:
    """Register a rule that looks at one text: a block of a chapter, or a text beside chapters."""

    def register(check: T) -> T:
        def told(view: PairView) -> Iterator[Diagnostic]:
            for passage in view.passages:
                if passage.language in languages:
                    yield from check(passage, view)

        _add(id, family, check)
        PAIR_CHECKS.append(told)
        BESIDE_CHECKS.append(lambda view: _beside(id, told, view, beside))
        return check

    return register


def _beside(
    id: str, check: PairCheck, view: EditionView, kinds: Sequence[str]
) -> Iterator[Diagnostic]:
    """Yield what a rule finds beside the chapters; it reads the same texts once."""
    for texts in view.beside:
        if id not in texts.told:
            of_kinds = texts.only(kinds)
            texts.told[id] = tuple(with_other_side(found, of_kinds) for found in check(of_kinds))
        yield from texts.told[id]


def edition_rule(id: str, family: Family, languages: Sequence[str] = ()) -> Callable[[E], E]:
    """Register a rule that needs a whole edition: its sources, or all its chapters at once.

    `languages` are those without which it has nothing to say.
    """

    def register(check: E) -> E:
        _add(id, family, check)
        EDITION_CHECKS.append((_where_written(check, languages), family))
        return check

    return register


def project_rule(id: str, family: Family) -> Callable[[J], J]:
    """Register a rule that needs all editions of a project."""

    def register(check: J) -> J:
        _add(id, family, check)
        PROJECT_CHECKS.append(check)
        return check

    return register


def _where_written(check: C, languages: Sequence[str]) -> C:
    """Return a rule that finds nothing in a report that is not written in these languages."""
    if not languages:
        return check

    @functools.wraps(check)
    def where_written(view: Any) -> Iterator[Diagnostic]:
        return check(view) if {*languages} <= {*view.languages} else iter(())

    return cast("C", where_written)


def _add(id: str, family: Family, check: Callable[..., object]) -> None:
    RULES[id] = from_docstring(id, family, inspect.getdoc(check) or "")
    register(RULES[id])
