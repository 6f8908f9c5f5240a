"""Causes: which findings only follow from something that could not be read; those are not told.

One misread table would otherwise make every value of it “unknown”, and every sentence about it
wrong. Nothing is said of a block that prints a figure which could not be read whole, nor of
anything in words while a file of the glossary cannot be read.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations
from pathlib import PurePosixPath

from duizhao.check.registry import RULES
from duizhao.diagnostics import Diagnostic
from duizhao.document.chapters import Block, Chapter
from duizhao.document.pairs import ChapterPair
from duizhao.document.tree import Expression, Tag, walk
from duizhao.project import owner
from duizhao.project.figures import Figure
from duizhao.project.glossary import Glossary
from duizhao.project.published import Data

_NAME = re.compile(r"[^\W\d]\w*")
# What a chapter that cannot be read may have held.
_ELSEWHERE = ("not-shown", "broken-link")


def unread_figures(
    names: Iterable[str], figures: Mapping[str, Figure], data: Data, findings: Iterable[Diagnostic]
) -> frozenset[str]:
    """Return the figures of an edition of which something could not be read.

    `names` are those that have a file; `findings` are what reading the edition's tables found.
    """
    names = set(names)
    if not data.complete:
        return frozenset(names)
    wrong = {figure_of(one.place.path) for one in findings if one.severity == "error"}
    borrowed = _drawing(figures, names)
    unread = {name for name in names if name in {*wrong, *data.unread} or name not in figures}
    return frozenset(unread | {name for name, source in borrowed.items() if source in unread})


def _drawing(figures: Mapping[str, Figure], names: Iterable[str]) -> dict[str, str]:
    """Return the figures that draw another one's table, each with the other."""
    return {
        name: str(figures[name].document.data["data"])
        for name in names
        if name in figures and "data" in figures[name].document.data
    }


def figure_of(path: str) -> str | None:
    """Return the figure that a file of `figures/` belongs to."""
    return PurePosixPath(path).stem if path.startswith("figures/") else None


@dataclass(frozen=True)
class Causes:
    """What could not be read: figures by edition, the glossary, chapters, blocks of chapters."""

    glossary: Glossary
    figures: Mapping[str, frozenset[str]]
    reading: Sequence[Diagnostic]
    pairs: Sequence[ChapterPair]

    def without_consequences(self, findings: Iterable[Diagnostic]) -> list[Diagnostic]:
        """Return the findings that stand for themselves, in their order."""
        if not self.glossary.complete:
            return []
        touched = {
            chapter.path: (starts, blocks)
            for pair in self.pairs
            for chapter in pair.chapters.values()
            for starts, blocks in [self._touched(pair, chapter)]
        }
        half = {owner(one.place.path) for one in self.reading if _hides_a_chapter(one)}

        def told(one: Diagnostic) -> bool:
            path, edition = one.place.path, owner(one.place.path) or ""
            unread = self.figures.get(edition, frozenset())
            if path in touched:
                starts, blocks = touched[path]
                at = bisect_right(starts, one.place.line or 0) - 1
                return not (at >= 0 and blocks[at]) and not (
                    one.rule in _ELSEWHERE and edition in half
                )
            if one.rule in RULES and RULES[one.rule].family == "sources":
                return not unread
            return figure_of(path) not in unread

        return [one for one in findings if told(one)]

    def _touched(self, pair: ChapterPair, chapter: Chapter) -> tuple[list[int], list[bool]]:
        """Return the first line of every block, and whether nothing can be said of the block."""
        names = {name for unread in self.figures.values() for name in unread}
        wrong = {(one.place.path, one.place.line) for one in self.reading}
        index = {id(block): number for number, block in enumerate(chapter.blocks)}
        other = {
            index[id(mine)]: theirs
            for both in pair.blocks
            for mine, theirs in permutations(both.blocks.values(), 2)
            if id(mine) in index
        }
        sides = {one.path: one for one in pair.chapters.values()}

        def lost(block: Block) -> bool:
            lines = _lines(sides[block.place.path], block)
            return bool(names & set(_names(block))) or any(
                (block.place.path, line) in wrong for line in lines
            )

        starts = [block.place.line or 0 for block in chapter.blocks]
        blocks = [
            lost(block) or (number in other and lost(other[number]))
            for number, block in enumerate(chapter.blocks)
        ]
        return starts, blocks


def _hides_a_chapter(one: Diagnostic) -> bool:
    return one.rule in ("missing-chapter", "encoding", "refused", "unreadable", "empty-chapter")


def _lines(chapter: Chapter, block: Block) -> range:
    """Return the lines from a block's first to the next one's."""
    first = block.place.line or 0
    later = [other.place.line or 0 for other in chapter.blocks if (other.place.line or 0) > first]
    return range(first, min(later, default=first + 1000))


def _names(block: Block) -> Iterator[str]:
    """Yield every name that the expressions and tags of a block hold."""
    for node in walk(block.node):
        if isinstance(node, Expression):
            yield from _NAME.findall(node.source)
        elif isinstance(node, Tag):
            yield from _NAME.findall(node.argument)
