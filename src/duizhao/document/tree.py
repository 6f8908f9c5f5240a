"""The tree of a chapter: what Markdown may say, as immutable nodes that know where they stand.

`parse` makes it of a file; expressions are nodes, which `evaluate.fill` and `render` replace by
what they print. Two trees are equal when they say the same, wherever it is written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple, TypeVar

from duizhao.diagnostics import Place

Style = Literal["emphasis", "strong", "sub", "sup", "kbd"]
CalloutKind = Literal["note", "tip", "important", "warning", "caution"]


@dataclass(frozen=True)
class Span:
    """Where a node stands in its file: its first character, and the place behind its last."""

    place: Place
    end: Place


@dataclass(frozen=True)
class Node:
    """Anything in the tree; `at` is None for what no file says."""

    at: Span | None = field(default=None, compare=False, repr=False, kw_only=True)


@dataclass(frozen=True)
class Container(Node):
    """A node made of others."""

    children: tuple[Node, ...]


# Within a line of text.


@dataclass(frozen=True)
class Text(Node):
    """Plain text: nothing in it is markup."""

    text: str


@dataclass(frozen=True)
class Printed(Node):
    """What an expression printed, where more is known of it than its text."""

    text: str


@dataclass(frozen=True)
class Expression(Node):
    """`{{ … }}`: an expression whose result is printed."""

    source: str
    place: Place


@dataclass(frozen=True)
class Tag(Node):
    """`{% name argument %}`: a claim or a display."""

    name: str
    argument: str
    place: Place


@dataclass(frozen=True)
class Unread(Node):
    """The rest of a block after an expression that is not closed: told already, printed never."""


@dataclass(frozen=True)
class SoftBreak(Node):
    """A line break of the file, which readers do not see as one."""


@dataclass(frozen=True)
class HardBreak(Node):
    """A line break that readers see: a backslash at the line's end, or `<br>`."""


@dataclass(frozen=True)
class Styled(Container):
    """Emphasis, strong text, and the few inline tags that are allowed."""

    style: Style


@dataclass(frozen=True)
class Code(Container):
    """Code within a line: `Text` and expressions."""


@dataclass(frozen=True)
class Formula(Container):
    """A formula in TeX: `Text` and expressions; `display` sets it on lines of its own."""

    display: bool = False


@dataclass(frozen=True)
class Link(Container):
    """A link; `address` as it is written."""

    address: str


@dataclass(frozen=True)
class Image(Container):
    """A picture that a chapter places itself; its children are the alternative text."""

    address: str


@dataclass(frozen=True)
class NoteMark(Node):
    """The mark in the text that a footnote belongs to."""

    name: str


class Piece(NamedTuple):
    """An expression, a tag, or what could not be read, with its offsets in the text."""

    start: int
    end: int
    node: Expression | Tag | Unread


# Blocks.


@dataclass(frozen=True)
class Paragraph(Container):
    """A paragraph; `tight` is one of a list without empty lines between its items."""

    tight: bool = False


@dataclass(frozen=True)
class Heading(Container):
    """A heading of `level` 1 to 6; `id` is the anchor that it asks for, "" for none."""

    level: int
    id: str = ""


@dataclass(frozen=True)
class List(Container):
    """A list of `Item`; an ordered one counts from `start`."""

    ordered: bool = False
    start: int = 1


@dataclass(frozen=True)
class Item(Container):
    """An item of a list: blocks."""


@dataclass(frozen=True)
class Quote(Container):
    """A quotation: blocks."""


@dataclass(frozen=True)
class Callout(Container):
    """A box beside the text, `> [!NOTE]`: blocks."""

    kind: CalloutKind


@dataclass(frozen=True)
class Table(Container):
    """A table of `Row`, the first its head; `align` has "left", "right", "center" or ""."""

    align: tuple[str, ...]


@dataclass(frozen=True)
class Row(Container):
    """A row of `Cell`."""


@dataclass(frozen=True)
class Cell(Container):
    """A table's cell."""


@dataclass(frozen=True)
class CodeBlock(Container):
    """Lines of code: `Text` and expressions; `language` is its name, "" where none is given."""

    language: str = ""


@dataclass(frozen=True)
class Rule(Node):
    """A line between two parts of the text."""


@dataclass(frozen=True)
class Note(Container):
    """A footnote's text: blocks."""

    name: str


N = TypeVar("N", bound=Node)


def children_of(node: Node) -> tuple[Node, ...]:
    """Return what a node is made of."""
    return node.children if isinstance(node, Container) else ()


def walk(node: Node) -> Iterator[Node]:
    """Yield a node and all that it is made of, in reading order."""
    yield node
    for child in children_of(node):
        yield from walk(child)


def found(node: Node, kind: type[N]) -> Iterator[N]:
    """Yield the nodes of one kind, in reading order."""
    return (one for one in walk(node) if isinstance(one, kind))


def replaced(node: Node, change: Callable[[Node], Iterable[Node]]) -> Node:
    """Return the tree with every node below `node` replaced by what `change` makes of it.

    Children come before their parents: `change` sees what its children have become.
    """
    if not isinstance(node, Container):
        return node
    inner = (replaced(child, change) for child in node.children)
    return replace(node, children=tuple(new for child in inner for new in change(child)))
