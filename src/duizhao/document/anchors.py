"""Anchors: where links to a chapter lead, the same in both languages, whatever is inserted above.

A heading is called by what it says in English, or as it asks for; a figure or table by its name;
any other block by its text. What a pair was called when it was last reviewed stays its name:
`project.reviews` holds it beside the fingerprints of both texts, by which the pair is known again.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from duizhao.diagnostics import Diagnostic, Stage, Words, stage
from duizhao.document.chapters import Block, Chapter
from duizhao.document.tree import Heading, Text, found
from duizhao.project.reviews import Review, fingerprint

Anchors = tuple[str, ...]


@stage
def anchors_of(zh: Chapter, en: Chapter, reviews: Sequence[Review] | None) -> Stage[list[Anchors]]:
    """Return the anchors of each pair of blocks: the one it has, then those that it had before.

    Of a chapter that was never reviewed nothing is known of before; blocks were then called by
    their number within a section, which stays the second name of each.
    """
    blocks = list(zip(zh.blocks, en.blocks, strict=False))
    asked = yield from _asked(zh, en)
    named = {
        index: asked.get(index) or _name_of_display(block)
        for index, (_, block) in enumerate(blocks)
        if index in asked or block.kind == "display"
    }
    taken = set(named.values())
    anchors: list[list[str]] = [[named[n]] if n in named else [] for n in range(len(blocks))]
    prints = [(fingerprint(one.written), fingerprint(other.written)) for one, other in blocks]
    for index, review in known_again(prints, reviews or ()).items():
        if blocks[index][1].kind != "display":
            anchors[index] += [one for one in review.anchors if one not in taken]
            taken.update(review.anchors)
    for own, (_, block), (_, text) in zip(anchors, blocks, prints, strict=True):
        if not own:
            own.append(_unused(_heading_slug(block) or f"p-{text[:8]}", taken))
            taken.add(own[0])
    if not reviews:
        for index, number in _numbers([block for _, block in blocks], anchors):
            anchors[index] += [number] if number not in taken else []
            taken.add(number)
    return [tuple(own) for own in anchors]


def known_again(
    prints: Sequence[tuple[str, str]], reviews: Sequence[Review]
) -> Mapping[int, Review]:
    """Return the review of each pair of texts that can be known again, by the pair's index.

    Pairs are known by both texts or by one of them, wherever they stand now. A pair of which both
    texts are new is known by its place, where as many pairs as before stand between two others.
    """
    before = [(one.zh, one.en) for one in reviews]
    # Texts that are repeated are told apart by what stands around them.
    matches = SequenceMatcher(None, prints, before, autojunk=False).get_matching_blocks()
    found = {one.a + n: one.b + n for one in matches for n in range(one.size)}
    left = [position for position in range(len(before)) if position not in found.values()]
    for sides in ((0, 1), (0,), (1,)):
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


def _asked(zh: Chapter, en: Chapter) -> Stage[dict[int, str]]:
    """Return the anchors that headings ask for, by block; they must agree and be unique."""
    asked: dict[int, str] = {}
    for chapter in (en, zh):
        for index, block in enumerate(chapter.blocks):
            own = block.node.id if isinstance(block.node, Heading) else ""
            if not own:
                continue
            if chapter is en and own in asked.values():
                message = Words(f"锚点“{own}”已经用过", f"the anchor “{own}” is taken")
                yield Diagnostic("repeated-id", block.place, message)
            if chapter is zh and asked.get(index) != own:
                message = Words(
                    f"英文的标题没有锚点“{own}”", f"the English heading has no anchor “{own}”"
                )
                hint = Words(
                    "两种语言的锚点相同；也可以只写在英文里",
                    "anchors are the same in both languages, or stand in the English alone",
                )
                yield Diagnostic("heading-anchor", block.place, message, hint)
            asked.setdefault(index, own)
    return asked


def display_anchor(kind: str, name: str) -> str:
    """Return the anchor of a figure (its name) or of a table (its name and `-table`)."""
    return name if kind == "figure" else f"{name}-table"


def slug(text: str) -> str:
    """Return an anchor made from an English heading: lower-case words joined by hyphens."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-") or "section"


def _heading_slug(block: Block) -> str:
    if block.kind != "heading":
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
