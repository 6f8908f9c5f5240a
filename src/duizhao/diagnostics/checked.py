"""Checked: what a stage returns – its value together with everything that is wrong with it.

A stage is written as a generator: it yields what it finds, as rules do, and returns its value.
Another stage takes both by `value = yield from other(…)`; whoever needs them apart calls the stage,
which gives a `Checked`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Generator, Iterable
from dataclasses import dataclass
from functools import wraps
from typing import Generic, ParamSpec, TypeAlias, TypeVar

from duizhao.diagnostics.finding import Diagnostic, Problems, has_errors, in_order

T = TypeVar("T")
P = ParamSpec("P")

# A stage at work: it yields findings, and ends with its value.
Stage: TypeAlias = Generator[Diagnostic, None, T]


@dataclass(frozen=True)
class Checked(Generic[T]):
    """A value and its findings; a stage that cannot give a value raises `Problems` instead."""

    value: T
    findings: tuple[Diagnostic, ...] = ()

    def __iter__(self) -> Stage[T]:
        """Give the findings, then the value, to a stage that takes this one's place."""
        yield from self.findings
        return self.value

    @property
    def failed(self) -> bool:
        """Whether any finding is an error."""
        return has_errors(self.findings)

    def into(self, findings: list[Diagnostic]) -> T:
        """Return the value; add the findings to a list that the caller grows."""
        findings.extend(self.findings)
        return self.value

    def or_stop(self, besides: Collection[str] = ()) -> T:
        """Return the value, or raise `Problems` with all findings when any is an error.

        Findings of the rules `besides` stop nothing.
        """
        minded = [one for one in self.findings if one.rule not in besides]
        if has_errors(minded):
            raise Problems(in_order(minded))
        return self.value


def checked(steps: Stage[T]) -> Checked[T]:
    """Run a stage to its end; return its value with its findings."""
    findings: list[Diagnostic] = []
    while True:
        try:
            findings.append(next(steps))
        except StopIteration as end:
            return Checked(end.value, tuple(findings))


def stage(steps: Callable[P, Stage[T]]) -> Callable[P, Checked[T]]:
    """Make a generator of findings that returns a value a function that returns both."""

    @wraps(steps)
    def run(*arguments: P.args, **named: P.kwargs) -> Checked[T]:
        return checked(steps(*arguments, **named))

    return run


def together(parts: Iterable[Stage[T] | Checked[T]]) -> Stage[tuple[T, ...]]:
    """Take several stages one after the other: yield what all find, return their values."""
    values = []
    for part in parts:
        values.append((yield from part))
    return tuple(values)
