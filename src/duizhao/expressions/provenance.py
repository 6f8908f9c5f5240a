"""Provenance: where a number stands, or the small tree of what it was made from."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Sign = Literal["+", "-", "×", "/"]


@dataclass(frozen=True)
class Address:
    """Where something stands: a cell, or with parts left out a row, a column or a whole figure.

    In a table of single facts, whose one column is never named, a row alone is a number.
    `edition` is empty for the edition at hand.
    """

    figure: str
    row: str = ""
    column: str = ""
    edition: str = ""

    def __str__(self) -> str:
        inside = ".".join(part for part in (self.figure, self.row, self.column) if part)
        return f"editions[{self.edition}].{inside}" if self.edition else inside


@dataclass(frozen=True)
class Taken:
    """What is taken of something stored: the rank of a number, a column's total, a row count.

    `numbers` are the addresses of the numbers that it was made from.
    """

    what: Literal["rank", "total", "rows"]
    of: Address
    numbers: tuple[Address, ...]

    def __str__(self) -> str:
        return f"{self.of}.{self.what}"


@dataclass(frozen=True)
class Constant:
    """A number that belongs to a formula itself."""

    number: Decimal

    def __str__(self) -> str:
        return str(self.number)


@dataclass(frozen=True)
class Operation:
    """Arithmetic over other numbers; only a sum has more than two operands."""

    sign: Sign
    operands: tuple[Origin, ...]

    def __str__(self) -> str:
        shown = []
        for place, operand in enumerate(self.operands):
            brackets = self.bracketed(place)
            shown.append(f"({operand})" if brackets else str(operand))
        return f" {self.sign} ".join(shown)

    def bracketed(self, place: int) -> bool:
        """Whether an operand stands in brackets: arithmetic, but for a sum's or difference's first.

        What comes first in `a + b - c` needs none.
        """
        compound = isinstance(self.operands[place], Operation)
        if place == 0 and isinstance(self.operands[0], Operation) and self.sign in ("+", "-"):
            return False
        return compound


Origin = Address | Taken | Constant | Operation


def leaves(origin: Origin) -> tuple[Address, ...]:
    """Return the addresses of the stored numbers that a number was made from, each once."""
    match origin:
        case Address():
            return (origin,)
        case Taken(numbers=numbers):
            return numbers
        case Operation(operands=operands):
            return tuple(dict.fromkeys(leaf for one in operands for leaf in leaves(one)))
    return ()


def standing(origin: Origin) -> Address | None:
    """Return the one address that a number is called by; None for arithmetic."""
    match origin:
        case Address():
            return origin
        case Taken(of=of):
            return of
    return None
