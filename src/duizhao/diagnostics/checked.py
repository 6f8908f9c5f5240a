"""Checked: what a stage returns – its value together with everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from duizhao.diagnostics.finding import Diagnostic, Findings, Problems, has_errors, in_order

T = TypeVar("T")
U = TypeVar("U")


@dataclass(frozen=True)
class Checked(Generic[T]):
    """A value and its findings; a stage that cannot give a value raises `Problems` instead."""

    value: T
    findings: tuple[Diagnostic, ...] = ()

    @property
    def failed(self) -> bool:
        """Whether any finding is an error."""
        return has_errors(self.findings)

    def into(self, findings: Findings) -> T:
        """Return the value; add the findings to a list that the caller still grows."""
        findings.extend(self.findings)
        return self.value

    def or_stop(self) -> T:
        """Return the value, or raise `Problems` with all findings when any is an error."""
        if self.failed:
            raise Problems(in_order(self.findings))
        return self.value


def checked(stage: Callable[[Findings], T]) -> Checked[T]:
    """Run a stage that grows a list of findings; return its value with them."""
    findings = Findings()
    value = stage(findings)
    return Checked(value, tuple(findings))


def together(parts: Iterable[Checked[U]]) -> Checked[tuple[U, ...]]:
    """Return the values of several stages with the findings of all."""
    kept = tuple(parts)
    found = tuple(finding for part in kept for finding in part.findings)
    return Checked(tuple(part.value for part in kept), found)
