"""Formulas of `check.yml`: plain arithmetic over the addresses of published numbers."""

from __future__ import annotations

import fnmatch
import re
from collections.abc import Mapping
from decimal import Decimal

from duizhao.diagnostics import Words
from duizhao.expressions.nodes import (
    Binary,
    Call,
    Constant,
    Member,
    Node,
    Unary,
    Variable,
    children,
)
from duizhao.expressions.parser import parse
from duizhao.expressions.value import Misuse, bounded, divided

# Where `*` stands for a part of an address: next to a dot or an underscore, never between spaces.
_PLACEHOLDER = re.compile(r"(?<=[._])\*|\*(?=[._])")
# Over how many years growth may be compounded.
MOST_YEARS = 1000


class NotCalculable(Exception):
    """A formula that needs a number which the source does not print, or that is no formula."""


def calculated(formula: str, numbers: Mapping[str, Decimal]) -> tuple[Decimal, tuple[str, ...]]:
    """Return what a formula gives with the printed numbers, and the addresses it used.

    `sum(figure.?_to_x.share)` adds up every printed address that the pattern fits (`?` stands for
    any part); `growth(a, b)` is the growth from a to b in per cent, `growth(a, b, 9)` the compound
    annual growth rate over nine years. Raises `NotCalculable` when a number is not printed.
    """
    used: list[str] = []
    try:
        return _value(parse(formula), numbers, used), tuple(used)
    except (Misuse, ArithmeticError) as error:
        raise NotCalculable(str(error)) from error


def about(formula: str, part: str) -> str:
    """Return a formula with the part that `*` stands for in it; between numbers `*` multiplies."""
    return _PLACEHOLDER.sub(part, formula)


def malformed(formula: str) -> Misuse | None:
    """Return what is wrong with a formula as it is written; None where it can be calculated."""
    try:
        tree = parse(about(formula, "x"))
    except Misuse as misuse:
        return misuse
    if _sound(tree):
        return None
    message = Words(f"“{formula}”不是算式", f"“{formula}” is no formula")
    hint = Words(
        "算式由数、地址、+ - * /、sum(地址)和growth(从, 到, 年数)组成",
        "a formula holds numbers, addresses, + - * /, sum(address) and growth(from, to, years)",
    )
    return Misuse("wrong-value", message, hint)


def _sound(node: Node) -> bool:
    """Whether a tree holds nothing but arithmetic over addresses."""
    match node:
        case Constant(value=Decimal()):
            return True
        case Member():
            return _spelled(node) is not None
        case Unary(sign="-") | Binary():
            return all(map(_sound, children(node)))
        case Call(of=None, name="sum", arguments=(pattern,), keywords=()):
            return _spelled(pattern) is not None
        case Call(of=None, name="growth", arguments=(_, _, *years), keywords=()):
            return len(years) < 2 and all(map(_sound, node.arguments))
    return False


def _value(node: Node, numbers: Mapping[str, Decimal], used: list[str]) -> Decimal:
    match node:
        case Constant(value=Decimal() as number):
            return number
        case Member():
            address = _address(node)
            if address not in numbers:
                raise NotCalculable(address)
            used.append(address)
            return numbers[address]
        case Unary(sign="-", operand=operand):
            return -_value(operand, numbers, used)
        case Binary(sign=sign, left=left, right=right):
            one, other = _value(left, numbers, used), _value(right, numbers, used)
            match sign:
                case "+":
                    return bounded(one + other)
                case "-":
                    return bounded(one - other)
                case "*":
                    return bounded(one * other)
            return divided(one, other)
        case Call(of=None, name="sum", arguments=(pattern,), keywords=()):
            return _sum(_address(pattern).replace("?", "*"), numbers, used)
        case Call(of=None, name="growth", arguments=(first, last, *years), keywords=()):
            before, after = _value(first, numbers, used), _value(last, numbers, used)
            over = _value(years[0], numbers, used) if years else Decimal(1)
            if len(years) > 1 or not 1 <= over <= MOST_YEARS:
                raise NotCalculable("growth")
            return bounded(100 * (divided(after, before) ** (1 / over) - 1))
    raise NotCalculable(type(node).__name__)


def _sum(pattern: str, numbers: Mapping[str, Decimal], used: list[str]) -> Decimal:
    found = [address for address in numbers if fnmatch.fnmatchcase(address, pattern)]
    if not found:
        raise NotCalculable(pattern)
    used += found
    return bounded(sum((numbers[address] for address in found), Decimal(0)))


def _address(node: Node) -> str:
    address = _spelled(node)
    if address is None:
        raise NotCalculable(type(node).__name__)
    return address


def _spelled(node: Node) -> str | None:
    """Return the address that names and dots spell, `figure.row.column`; None for all else."""
    match node:
        case Variable(name=name):
            return name
        case Member(of=of, name=name):
            before = _spelled(of)
            return None if before is None else f"{before}.{name}"
    return None


def arithmetic(text: str) -> Decimal | None:
    """Return what plain arithmetic such as `91158 / 35672` gives, or None otherwise."""
    if not re.fullmatch(r"[\d.+\-/*() ]+", text):
        return None
    try:
        return _value(parse(text), {}, [])
    except (Misuse, NotCalculable, ArithmeticError):
        return None
