"""Anchors: where links to a chapter lead, the same in every language, whatever is inserted above.

A heading is called by what it says in Latin letters (`naming`), or as it asks for; a figure or
table by its name; any other block by its text. What a pair was called when it was last reviewed
stays its name: `project.reviews` holds it beside the fingerprints of its texts, by which the pair
is known again.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from duizhao.diagnostics import Diagnostic, Stage, Words, stage
from duizhao.document.chapters import Block, Chapter
from duizhao.document.tree import Heading, Text, found
from duizhao.language import language_of
from duizhao.project.reviews import Review, fingerprint

Anchors = tuple[str, ...]


def naming(languages: Iterable[str]) -> str:
    """Return the language whose headings name the anchors: the first in Latin letters, if any."""
    codes = list(languages)
    latin = (code for code in codes if language_of(code).writing.script == "Latin")
    return next(latin, codes[0])


@stage
def anchors_of(
    chapters: Mapping[str, Chapter], reviews: Sequence[Review] | None
) -> Stage[list[Anchors]]:
    """Return the anchors of each pair of blocks: the one it has, then those that it had before.

    `chapters` are one chapter in each language.

    Of a chapter that was never reviewed nothing is known of before; blocks were then called by
    their number within a section, which stays the second name of each.
    """
    pairs = list(zip(*(one.blocks for one in chapters.values()), strict=False))
    names = chapters[naming(chapters)]
    blocks = names.blocks[: len(pairs)]
    asked = yield from _asked(names, [one for one in chapters.values() if one is not names])
    named = {
        index: asked.get(index) or _name_of_display(block)
        for index, block in enumerate(blocks)
        if index in asked or block.kind == "display"
    }
    taken = set(named.values())
    anchors: list[list[str]] = [[named[n]] if n in named else [] for n in range(len(blocks))]
    prints = [tuple(fingerprint(block.written) for block in pair) for pair in pairs]
    for index, review in known_again(prints, reviews or ()).items():
        if blocks[index].kind != "display":
            anchors[index] += [one for one in review.anchors if one not in taken]
            taken.update(review.anchors)
    for own, block in zip(anchors, blocks, strict=True):
        if not own:
            text = fingerprint(block.written)
            own.append(_unused(_heading_slug(block, names.language) or f"p-{text[:8]}", taken))
            taken.add(own[0])
    if not reviews:
        for index, number in _numbers(blocks, anchors):
            anchors[index] += [number] if number not in taken else []
            taken.add(number)
    return [tuple(own) for own in anchors]


def known_again(
    prints: Sequence[tuple[str, ...]], reviews: Sequence[Review]
) -> Mapping[int, Review]:
    """Return the review of each pair of texts that can be known again, by the pair's index.

    Pairs are known by all texts or by one of them, wherever they stand now. A pair of which all
    texts are new is known by its place, where as many pairs as before stand between two others.
    """
    before = [one.prints for one in reviews]
    # Texts that are repeated are told apart by what stands around them.
    matches = SequenceMatcher(None, prints, before, autojunk=False).get_matching_blocks()
    found = {one.a + n: one.b + n for one in matches for n in range(one.size)}
    left = [position for position in range(len(before)) if position not in found.values()]
    every = range(len(prints[0]) if prints else 0)
    for sides in (every, *((side,) for side in every)):
        for index in (one for one in range(len(prints)) if one not in found):
            same = (one for one in left if all(before[one][x] == prints[index][x] for x in sides))
            if (position := next(same, None)) is not None:
                found[index] = position
                left.remove(position)
    edges = [(-1, -1), *sorted(found.items()), (len(prints), len(reviews))]
    for (index, position), (next_index, next_position) in pairwise(edges):
        new = range(index + 1, next_index)
        old = [one for one in range(position + 1, next_position) if one in left]
        if len(new) == len(old):
            found.update(zip(new, old, strict=True))
    return {index: reviews[position] for index, position in sorted(found.items())}


def _asked(names: Chapter, others: Sequence[Chapter]) -> Stage[dict[int, str]]:
    """Return the anchors that headings ask for, by block; they must agree and be unique."""
    asked: dict[int, str] = {}
    for chapter in (names, *others):
        for index, block in enumerate(chapter.blocks):
            own = block.node.id if isinstance(block.node, Heading) else ""
            if not own:
                continue
            if chapter is names and own in asked.values():
                message = Words(f"锚点“{own}”已经用过", f"the anchor “{own}” is taken")
                yield Diagnostic("repeated-id", block.place, message)
            if chapter is not names and asked.get(index) != own:
                called = language_of(names.language).called
                message = Words(
                    f"{called.zh}的标题没有锚点“{own}”",
                    f"the {called.en} heading has no anchor “{own}”",
                )
                hint = Words(
                    f"两种语言的锚点相同；也可以只写在{called.zh}里",
                    f"anchors are the same in both languages, or stand in the {called.en} alone",
                )
                yield Diagnostic("heading-anchor", block.place, message, hint)
            asked.setdefault(index, own)
    return asked


def display_anchor(kind: str, name: str) -> str:
    """Return the anchor of a figure (its name) or of a table (its name and `-table`)."""
    return name if kind == "figure" else f"{name}-table"


def slug(text: str) -> str:
    """Return an anchor made from a heading in Latin letters: lower-case words joined by hyphens."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-") or "section"


def _heading_slug(block: Block, language: str) -> str:
    if block.kind != "heading" or language_of(language).writing.script != "Latin":
        return ""
    return slug("".join(one.text for one in found(block.node, Text)))


def _name_of_display(block: Block) -> str:
    tag = block.display
    assert tag is not None, "a display block holds a tag"
    # A list that the program writes is a table, and has no other name.
    return display_anchor(tag.name, tag.argument) if tag.argument else f"{tag.name}-table"


def _numbers(
    blocks: Sequence[Block], anchors: Sequence[Sequence[str]]
) -> Iterator[tuple[int, str]]:
    """Yield each block without a name and its number within its section, which links may hold."""
    section, number = "start", 0
    for index, block in enumerate(blocks):
        tag = block.display
        if block.kind == "heading":
            section, number = anchors[index][0], 0
        elif tag is None or not tag.argument:
            number += 1
            if tag is None:
                yield index, f"{section}-{number}"


def _unused(anchor: str, taken: Collection[str]) -> str:
    candidate, n = anchor, 2
    while candidate in taken:
        candidate, n = f"{anchor}-{n}", n + 1
    return candidate
