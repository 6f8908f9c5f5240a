"""Finished chapters from Markdown alone, for tests of what is made of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from duizhao.diagnostics import Findings
from duizhao.document.chapters import KINDS
from duizhao.document.parse import parse_blocks
from duizhao.document.tree import Expression, Heading, Node, Tag, found, replaced
from duizhao.expressions.fill import Filled
from duizhao.render.context import Numbering
from duizhao.render.render import FigureNode, FinishedBlock, TableNode, finished

NUMBERING = Numbering({}, {}, {})


def finished_blocks(
    text: str,
    language: str = "en",
    results: Mapping[str, object] | None = None,
    numbering: Numbering = NUMBERING,
) -> tuple[FinishedBlock, ...]:
    """Return a chapter's blocks; `results` are what its expressions and displays are.

    A heading's anchor is the one that it asks for; paragraphs are counted below it.
    """
    known = results or {}
    findings = Findings()
    _, parts = parse_blocks(text, "chapter.md").into(findings)
    blocks = []
    section, count = "start", 0
    for part in parts:
        shown = next((known.get(tag.argument) for tag in found(part.node, Tag)), None)
        if isinstance(shown, (FigureNode, TableNode)):
            blocks.append(FinishedBlock("display", shown.view.anchor, shown))
            continue

        def filled(node: Node) -> Iterable[Node]:
            if not isinstance(node, Expression):
                return (node,)
            result = known[node.source]
            return (result if isinstance(result, Node) else Filled(node, result),)

        node = finished(replaced(part.node, filled), language, numbering).into(findings)
        if isinstance(node, Heading):
            section, count = node.id or section, 0
            anchor = section
        else:
            count += 1
            anchor = f"{section}-{count}"
        if node is not None:
            blocks.append(FinishedBlock(KINDS.get(type(node), "other"), anchor, node))
    assert [finding.text("en") for finding in findings] == []
    return tuple(blocks)
