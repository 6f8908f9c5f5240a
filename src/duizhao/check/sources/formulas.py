"""Formulas of `check.yml`: plain arithmetic over the addresses of published numbers."""

from __future__ import annotations

import ast
import fnmatch
import operator
import re
from collections.abc import Callable, Mapping
from decimal import Decimal, DivisionByZero, InvalidOperation

_OPERATIONS: dict[type[ast.operator], Callable[[Decimal, Decimal], Decimal]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
_ADDRESS = re.compile(r"[a-z]\w*(?:\.[\w?]+)+")


class NotCalculable(Exception):
    """A formula that needs a number which the source does not print, or that is no formula."""


def calculated(formula: str, numbers: Mapping[str, Decimal]) -> tuple[Decimal, tuple[str, ...]]:
    """Return what a formula gives with the printed numbers, and the addresses it used.

    `sum(figure.?_to_x.share)` adds up every printed address that the pattern fits (`?` stands for
    any part); `growth(a, b)` is the growth from a to b in per cent, `growth(a, b, 9)` the compound
    annual growth rate over nine years. Raises `NotCalculable` when a number is not printed.
    """
    used: list[str] = []

    def named(match: re.Match[str]) -> str:
        used.append(match[0])
        return f"_{len(used) - 1}"

    def summed(match: re.Match[str]) -> str:
        pattern = match[1].strip().replace("?", "*")
        found = [address for address in numbers if fnmatch.fnmatchcase(address, pattern)]
        if not found:
            raise NotCalculable(pattern)
        return "(" + " + ".join(found) + ")"

    plain = re.sub(r"sum\(([^)]*)\)", summed, formula)
    plain = _ADDRESS.sub(named, plain)
    try:
        return _value(ast.parse(plain, mode="eval").body, used, numbers), tuple(used)
    except (SyntaxError, DivisionByZero, InvalidOperation, KeyError) as error:
        raise NotCalculable(str(error)) from error


def _value(node: ast.expr, used: list[str], numbers: Mapping[str, Decimal]) -> Decimal:
    match node:
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _OPERATIONS:
            return _OPERATIONS[type(op)](_value(left, used, numbers), _value(right, used, numbers))
        case ast.Name(id=name):
            return numbers[used[int(name[1:])]]
        case ast.Constant(value=int() | float() as value):
            return Decimal(str(value))
        case ast.Call(func=ast.Name(id="growth"), args=[first, last, *years]) if len(years) < 2:
            before, after = _value(first, used, numbers), _value(last, used, numbers)
            over = _value(years[0], used, numbers) if years else Decimal(1)
            return 100 * ((after / before) ** (1 / over) - 1)
    raise NotCalculable(ast.dump(node))


def arithmetic(text: str) -> Decimal | None:
    """Return what plain arithmetic such as `91158 / 35672` gives, or None otherwise."""
    if not re.fullmatch(r"[\d.+\-/*() ]+", text):
        return None
    try:
        return _value(ast.parse(text, mode="eval").body, [], {})
    except (SyntaxError, NotCalculable, DivisionByZero, InvalidOperation):
        return None
