"""Nodes: the closed set of things that an expression is made of, each with its place in the text.

`start` and `end` are offsets in the expression's source; brackets around a node are not part of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Arithmetic = Literal["+", "-", "*", "/"]
Relation = Literal["==", "!=", "<", "<=", ">", ">=", "in", "not in"]


@dataclass(frozen=True)
class Constant:
    """A number or a text that is typed."""

    value: Decimal | str
    start: int
    end: int


@dataclass(frozen=True)
class Listed:
    """Several things in brackets, to be looked for by `in`."""

    items: tuple[Node, ...]
    start: int
    end: int


@dataclass(frozen=True)
class Variable:
    """The name that an address begins with."""

    name: str
    start: int
    end: int


@dataclass(frozen=True)
class Member:
    """`of.name`."""

    of: Node
    name: str
    start: int
    end: int


@dataclass(frozen=True)
class Item:
    """`of[key]`."""

    of: Node
    key: Node
    start: int
    end: int


@dataclass(frozen=True)
class Call:
    """`of.name(…)`, or `name(…)` where `of` is None."""

    of: Node | None
    name: str
    arguments: tuple[Node, ...]
    keywords: tuple[tuple[str, Node], ...]
    start: int
    end: int


@dataclass(frozen=True)
class Unary:
    """`-x`, `not x` or `x|abs`."""

    sign: Literal["-", "not", "abs"]
    operand: Node
    start: int
    end: int


@dataclass(frozen=True)
class Binary:
    """Arithmetic between two numbers."""

    sign: Arithmetic
    left: Node
    right: Node
    start: int
    end: int


@dataclass(frozen=True)
class Joined:
    """Judgements joined by `and` or `or`."""

    sign: Literal["and", "or"]
    left: Node
    right: Node
    start: int
    end: int


@dataclass(frozen=True)
class Comparison:
    """`a < b`, and chains such as `a < b <= c`: every neighbouring pair is compared."""

    first: Node
    rest: tuple[tuple[Relation, Node], ...]
    start: int
    end: int


Node = Constant | Listed | Variable | Member | Item | Call | Unary | Binary | Joined | Comparison


def children(node: Node) -> tuple[Node, ...]:
    """Return the nodes right below a node, from left to right."""
    match node:
        case Listed(items=items):
            return items
        case Member(of=of):
            return (of,)
        case Item(of=of, key=key):
            return (of, key)
        case Call(of=of, arguments=arguments, keywords=keywords):
            return (*((of,) if of else ()), *arguments, *(value for _, value in keywords))
        case Unary(operand=operand):
            return (operand,)
        case Binary(left=left, right=right) | Joined(left=left, right=right):
            return (left, right)
        case Comparison(first=first, rest=rest):
            return (first, *(node for _, node in rest))
    return ()


def every(node: Node) -> Iterator[Node]:
    """Yield a node and all nodes below it."""
    yield node
    for child in children(node):
        yield from every(child)
