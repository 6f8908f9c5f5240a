"""Within: what one text says of its own numbers cannot all be right."""

from __future__ import annotations

from collections.abc import Iterator

from duizhao.compare.paragraphs import Document
from duizhao.compare.within import (
    grids,
    growth,
    listed,
    parts,
    ranked,
    repeated,
    tables,
    totals,
    wholes,
)
from duizhao.diagnostics import Diagnostic


def contradictions(document: Document) -> Iterator[Diagnostic]:
    """Yield the numbers of a text that contradict each other, without being told anything."""
    yield from repeated.two_values(document)
    anywhere = {q.value: (p, q) for p in document.paragraphs for q in parts.counts(p)}
    for index, paragraph in enumerate(document.paragraphs):
        if paragraph.kind == "row":
            continue
        before = document.paragraphs[max(0, index - parts.NEAR) : index]
        yield from wholes.sums(paragraph)
        yield from parts.shares(paragraph, before, anywhere)
        yield from totals.totals(paragraph)
        yield from growth.growth(paragraph)
        yield from listed.listed(paragraph)
        yield from ranked.ranks(paragraph)
    for grid in grids.of_document(document):
        yield from tables.contradictions(grid)
