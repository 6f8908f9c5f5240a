"""The tree as plain text, and which line breaks in it are no spaces."""

from __future__ import annotations

from collections.abc import Sequence

from duizhao.document.han import wide
from duizhao.document.tree import (
    Callout,
    Cell,
    Code,
    CodeBlock,
    Container,
    Formula,
    HardBreak,
    Item,
    List,
    Node,
    Note,
    NoteMark,
    Printed,
    Quote,
    Row,
    SoftBreak,
    Styled,
    Table,
    Text,
    walk,
)
from duizhao.language import language_of


def plain(node: Node) -> str:
    """Return the text of a node: blocks on lines of their own, cells apart, no markup."""
    match node:
        case Text() | Printed():
            return node.text
        case SoftBreak():
            return " "
        case HardBreak():
            return "\n"
        case CodeBlock():
            return "".join(plain(child) for child in node.children).rstrip("\n")
        case Row():
            return " ".join(plain(child) for child in node.children)
        case Cell() | Code() | Formula() | Styled():
            return "".join(plain(child) for child in node.children)
        case Container() if _has_blocks(node):
            return "\n".join(filter(None, (plain(child) for child in node.children)))
        case Container():
            return "".join(plain(child) for child in node.children)
    return ""


def _has_blocks(node: Container) -> bool:
    return isinstance(node, (Callout, Item, List, Note, Quote, Table))


def joined_lines(node: Node, language: str) -> set[int]:
    """Return the ids of the soft breaks that are no space, beside or between Han characters.

    In Han text one Han neighbour is enough; elsewhere a line ends in a space unless Han stand on
    either side of it.
    """
    spaced = language_of(language).writing.spaced
    leaves = [one for one in walk(node) if not isinstance(one, Container)]
    dropped = set()
    for index, leaf in enumerate(leaves):
        if isinstance(leaf, SoftBreak):
            before = wide(_edge(leaves[:index][::-1], -1))
            after = wide(_edge(leaves[index + 1 :], 0))
            if (before and after) or (not spaced and (before or after)):
                dropped.add(id(leaf))
    return dropped


def _edge(leaves: Sequence[Node], which: int) -> str:
    """Return the character nearest to a break: marks of footnotes are passed over."""
    for leaf in leaves:
        if isinstance(leaf, NoteMark):
            continue
        text = plain(leaf)
        return text[which] if text else ""
    return ""
