"""Rules: what `check` tests, each with an id, a family and a page made from its docstring."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

from duizhao.check.scopes import EditionView, PairView
from duizhao.diagnostics import Diagnostic

Family = Literal[
    "numbers", "parity", "claims", "terms", "staleness", "copywriting", "sources", "site"
]
PairCheck = Callable[[PairView], Iterator[Diagnostic]]
EditionCheck = Callable[[EditionView], Iterator[Diagnostic]]
ProjectCheck = Callable[[Sequence[EditionView]], Iterator[Diagnostic]]
P = TypeVar("P", bound=PairCheck)
E = TypeVar("E", bound=EditionCheck)
J = TypeVar("J", bound=ProjectCheck)


@dataclass(frozen=True)
class Rule:
    """A rule: its id, its family, and its docstring, English first and Chinese after it."""

    id: str
    family: Family
    doc: str


RULES: dict[str, Rule] = {}
PAIR_CHECKS: list[PairCheck] = []
EDITION_CHECKS: list[tuple[EditionCheck, Family]] = []
PROJECT_CHECKS: list[ProjectCheck] = []


def pair_rule(id: str, family: Family) -> Callable[[P], P]:
    """Register a rule that needs one chapter in both languages and nothing else of the text."""

    def register(check: P) -> P:
        _add(id, family, check)
        PAIR_CHECKS.append(check)
        return check

    return register


def edition_rule(id: str, family: Family) -> Callable[[E], E]:
    """Register a rule that needs a whole edition: its sources, or all its chapters at once."""

    def register(check: E) -> E:
        _add(id, family, check)
        EDITION_CHECKS.append((check, family))
        return check

    return register


def project_rule(id: str, family: Family) -> Callable[[J], J]:
    """Register a rule that needs all editions of a project."""

    def register(check: J) -> J:
        _add(id, family, check)
        PROJECT_CHECKS.append(check)
        return check

    return register


def _add(id: str, family: Family, check: Callable[..., object]) -> None:
    if id in RULES:
        raise ValueError(f"the rule {id} is registered twice")
    RULES[id] = Rule(id, family, inspect.getdoc(check) or "")
