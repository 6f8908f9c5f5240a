"""Conditions: `{% when … %}words{% otherwise %}other words{% end %}`, of which one side is read.

The side that does not stand is hidden before Markdown is read, so that no output and no rule ever
sees it; the condition that does stand is a claim about the words that it lets through.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from duizhao.diagnostics import Checked, Diagnostic, Place, Stage, Words, stage
from duizhao.document.tree import Piece, Span, Tag

WHEN, OTHERWISE, END, LEFT_OUT = "when", "otherwise", "end", "left out"
CONDITIONS = (WHEN, OTHERWISE, END)
# Says whether a condition holds; None where it cannot be told, which is found.
Judge = Callable[[str, Place], Checked[bool | None]]
_OPPOSITE = {"==": "!=", "!=": "==", "<": ">=", ">=": "<", "<=": ">", ">": "<="}
_COMPARISON = re.compile(r"[^<>=!\"']*?(==|!=|<=|>=|<|>)[^<>=!]*\Z")
_PARAGRAPH = re.compile(r"\n[ \t]*\n")


@dataclass(frozen=True)
class _Passage:
    """A condition and the tags that end its sides; `otherwise` is None without other words."""

    when: Piece
    otherwise: Piece | None
    end: Piece


@stage
def chosen(
    pieces: Sequence[Piece], text: str, span: Callable[[int, int], Span], judge: Judge | None
) -> Stage[tuple[Piece, ...]]:
    """Return the pieces of a text with what does not stand made one piece that prints nothing.

    Without a judge, as for a text that has no data, all words stand. Findings name a condition
    that is empty, not closed in its paragraph, or inside another one.
    """
    passages = yield from _passages(pieces, text)
    hidden: list[Piece] = []
    for one in passages:
        when = one.when.node
        if judge is None or not isinstance(when, Tag) or not when.argument:
            continue
        holds = yield from judge(when.argument, when.place)
        start, middle, end = one.when.start, one.otherwise, one.end.end
        if holds and middle is not None:
            hidden.append(_nothing(END, "", middle.start, end, span))
        elif not holds and middle is not None:
            hidden.append(_nothing(WHEN, opposite(when.argument), start, middle.end, span))
        elif not holds:
            hidden.append(_nothing(LEFT_OUT, when.argument, start, end, span))
    outside = (
        piece
        for piece in pieces
        if not any(gone.start <= piece.start < gone.end for gone in hidden)
    )
    return tuple(sorted((*outside, *hidden), key=lambda piece: piece.start))


def opposite(condition: str) -> str:
    """Return what holds when a condition does not."""
    found = _COMPARISON.match(condition)
    if found and not re.search(r"\b(and|or|not)\b", condition):
        before, behind = condition[: found.start(1)], condition[found.end(1) :]
        return f"{before}{_OPPOSITE[found[1]]}{behind}"
    return f"not ({condition})"


def _nothing(
    name: str, argument: str, start: int, end: int, span: Callable[[int, int], Span]
) -> Piece:
    at = span(start, end)
    return Piece(start, end, Tag(name, argument, at.place, at=at))


def _passages(pieces: Sequence[Piece], text: str) -> Stage[list[_Passage]]:
    passages: list[_Passage] = []
    when: Piece | None = None
    otherwise: Piece | None = None
    for piece in pieces:
        tag = piece.node
        if not isinstance(tag, Tag) or tag.name not in CONDITIONS:
            continue
        if when is not None and _PARAGRAPH.search(text, when.end, piece.start):
            yield from _open(when)
            when = otherwise = None
        if tag.name == WHEN:
            if not tag.argument:
                message = Words("“when”后面要有条件", "“when” is followed by a condition")
                yield Diagnostic("condition", tag.place, message, _WRITTEN)
            if when is not None:
                yield Diagnostic("condition", tag.place, *_NESTED)
            else:
                when = piece
        elif when is None or (tag.name == OTHERWISE and otherwise is not None):
            message = Words(
                f"“{tag.name}”前面没有“when”", f"there is no “when” before this “{tag.name}”"
            )
            yield Diagnostic("condition", tag.place, message, _WRITTEN)
        elif tag.name == OTHERWISE:
            otherwise = piece
        else:
            passages.append(_Passage(when, otherwise, piece))
            when = otherwise = None
    if when is not None:
        yield from _open(when)
    return passages


def _open(when: Piece) -> Iterator[Diagnostic]:
    assert isinstance(when.node, Tag), "a condition is a tag"
    message = Words("“when”在这一段里没有“end”", "this “when” has no “end” in its paragraph")
    yield Diagnostic("condition", when.node.place, message, _WRITTEN)


_WRITTEN = Words(
    "写法：{% when 条件 %}……{% end %}，或{% when 条件 %}……{% otherwise %}……{% end %}",
    "it is written {% when condition %}…{% end %}, "
    "or {% when condition %}…{% otherwise %}…{% end %}",
)
_NESTED = (
    Words("“when”里面又有“when”", "a “when” stands inside another one"),
    Words("请用and合成一个条件", "join the conditions by “and”"),
)
