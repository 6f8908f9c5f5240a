"""Prose: what a person wrote, with expressions masked and every character's place known."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from duizhao.diagnostics import Place
from duizhao.document.chapters import Block
from duizhao.document.conditions import LEFT_OUT, WHEN
from duizhao.document.source import Source
from duizhao.document.tree import Code, CodeBlock, Expression, Formula, Node, Tag, Unread, walk
from duizhao.expressions.namespace import Ranking, Row
from duizhao.expressions.value import Name

# What stands where the author wrote no words: a computed value, a tag, and what is not prose
# (link targets, code, footnote marks). Each keeps its length, so that offsets stay true.
VALUE, TAG, MASK = "\ue000", "\ue001", "\ue002"
_NOT_PROSE = re.compile(
    r"(?<=\])\([^)\s]*(?:\s+\"[^\"]*\")?\)|(?<=\]):\s*\S+|\[\^[^\]]+\]:?|`[^`]*`|<https?://[^>]+>|"
    r"(?:https?://|(?<![A-Za-z])www\.)[^\s)，。；]+|\{[#.][^}]*\}|^> \[!\w+\]"
)
_ENDS = {
    "zh": re.compile(r"[。！？](?:[”’）」》])*|\n(?=[ \t]*(?:[-*+]|\d+\.)\s)|\n\n"),
    "en": re.compile(
        r"(?<![A-Z]\.)(?<!\be\.g\.)(?<!\bi\.e\.)(?<=[.!?])[”’)\ue001]*\s+"
        r"(?=\ue001*\s*[A-Z\ue000“(*\[])|"
        r"(?<=[.!?][”’)])\s+(?=[A-Z\ue000“(*\[])|\n(?=[ \t]*(?:[-*+]|\d+\.)\s)|\n\n"
    ),
}


@dataclass(frozen=True)
class Span:
    """Where an expression or tag stands in its passage, and what it evaluates to."""

    start: int
    end: int
    piece: Expression | Tag
    result: object = None


@dataclass(frozen=True)
class Sentence:
    """A sentence of a passage: its offsets, and the masked text between them."""

    passage: Passage
    start: int
    end: int

    @cached_property
    def text(self) -> str:
        """Return the sentence, masked."""
        return self.passage.masked[self.start : self.end]

    @cached_property
    def spans(self) -> tuple[Span, ...]:
        """Return the expressions of the sentence."""
        return tuple(
            span
            for span in self.passage.spans
            if self.start <= span.start < self.end and isinstance(span.piece, Expression)
        )


@dataclass(frozen=True)
class Passage:
    """A block of a chapter, or a text that stands beside the chapters.

    `kind` is the block's kind, or what the text is (`check.text.beside`). `lines` are given where
    the text comes from a YAML file: from which offset on it stands at which place there. `others`
    are the offsets of what is no prose: code and formulas. `node` is the block in the document's
    tree; `about` names the figure whose words these are.
    """

    language: str
    kind: str
    raw: str
    start: Place
    spans: tuple[Span, ...]
    lines: tuple[tuple[int, Place], ...] = ()
    others: tuple[tuple[int, int], ...] = ()
    node: Node = field(default_factory=Node, compare=False, repr=False)
    about: str = ""

    @cached_property
    def masked(self) -> str:
        """Return the text with everything masked that is not the author's prose."""
        text = self.raw
        for span in self.spans:
            mark = VALUE if isinstance(span.piece, Expression) else TAG
            text = text[: span.start] + mark * (span.end - span.start) + text[span.end :]
        for start, end in self.others:
            text = text[:start] + MASK * (end - start) + text[end:]
        return _NOT_PROSE.sub(lambda match: MASK * len(match[0]), text)

    @cached_property
    def own(self) -> str:
        """Return the masked text up to the first claim: claims stand after the author's words."""
        behind = (span.start for span in self.tags("claim"))
        return self.masked[: min(behind, default=len(self.raw))]

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Return the sentences; claims stand after the last one and belong to none."""
        found, position = [], 0
        for match in _ENDS[self.language].finditer(self.own):
            found.append(Sentence(self, position, match.end()))
            position = match.end()
        if self.own[position:].strip():
            found.append(Sentence(self, position, len(self.own)))
        return tuple(found)

    @cached_property
    def claims(self) -> tuple[Span, ...]:
        """Return the claims that the block carries; a condition that holds is one."""
        return self.tags("claim", WHEN)

    @cached_property
    def left_out(self) -> tuple[Span, ...]:
        """Return the conditions that do not hold, with all that they leave out."""
        return self.tags(LEFT_OUT)

    def tags(self, *names: str) -> tuple[Span, ...]:
        """Return the tags of some names."""
        return tuple(s for s in self.spans if isinstance(s.piece, Tag) and s.piece.name in names)

    @cached_property
    def expressions(self) -> tuple[Span, ...]:
        """Return the expressions that print something."""
        return tuple(s for s in self.spans if isinstance(s.piece, Expression))

    @cached_property
    def printed(self) -> frozenset[str]:
        """Return the glossary ids whose names the expressions print."""
        ids: set[str] = set()
        for span in self.expressions:
            match span.result:
                case Ranking():
                    ids |= {row.id for row in span.result}
                case Row() | Name():
                    ids.add(span.result.id)
        return frozenset(ids)

    def place(self, offset: int, end: int | None = None) -> Place:
        """Return the place of a character, or of what stands from it to `end` on its line."""
        if self.lines:
            return next(place for at, place in reversed(self.lines) if at <= offset)
        before = self.raw[:offset]
        line = (self.start.line or 1) + before.count("\n")
        last = before.rfind("\n")
        column = offset - last if last >= 0 else (self.start.column or 1) + offset
        last_column = None if end is None else column + len(self.raw[offset:end].split("\n")[0])
        return Place(self.start.path, line, column, end=last_column)


def of_block(block: Block, language: str, results: Mapping[Place, object]) -> Passage:
    """Return a chapter's block as a passage."""
    start, end = block.start, block.end
    pieces = [one for one in block.source.pieces if start <= one.start < end]
    # Where an expression is not closed the rest of the block is unknown, which is told already.
    unread = [one.start for one in pieces if isinstance(one.node, Unread)]
    end = min([end, *unread])
    spans = tuple(
        Span(one.start - start, one.end - start, one.node, results.get(one.node.at.place))
        for one in pieces
        if one.start < end and isinstance(one.node, (Expression, Tag)) and one.node.at
    )
    kind = "other" if unread else block.kind
    source = block.source
    others = tuple(
        (max(0, source.at(node.at.place) - start), source.at(node.at.end) - start)
        for node in walk(block.node)
        if isinstance(node, (Code, CodeBlock, Formula)) and node.at
    )
    return Passage(
        language,
        kind,
        source.text[start:end],
        source.place(start),
        spans,
        others=others,
        node=block.node,
    )


def of_words(
    source: Source, language: str, kind: str, lines: Sequence[tuple[int, Place]]
) -> Passage:
    """Return a text of a YAML file as a passage; `lines` say where which part of it stands."""
    spans = tuple(
        Span(one.start, one.end, one.node)
        for one in source.pieces
        if isinstance(one.node, (Expression, Tag))
    )
    return Passage(language, kind, source.text, source.begins, spans, tuple(lines))
