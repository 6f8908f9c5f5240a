"""Pairs: the blocks of a chapter in every language side by side, with shared anchors."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from duizhao.diagnostics import Diagnostic, Stage, Words, stage
from duizhao.document.anchors import Anchors, anchors_of, naming
from duizhao.document.chapters import Block, Chapter
from duizhao.project.reviews import Review, fingerprint

KINDS = {
    "heading": Words("标题", "a heading"),
    "paragraph": Words("段落", "a paragraph"),
    "list": Words("列表", "a list"),
    "table": Words("表格", "a table"),
    "quote": Words("引文", "a quotation"),
    "callout": Words("提示框", "a callout"),
    "footnote": Words("脚注", "a footnote"),
    "display": Words("图或表", "a figure or table"),
    "other": Words("其他内容", "something else"),
}


@dataclass(frozen=True)
class BlockPair:
    """A block in each language of the report, and the anchors that it has on every page."""

    anchors: Anchors
    blocks: Mapping[str, Block]

    @property
    def anchor(self) -> str:
        """Return the anchor that links lead to; the others are names that it had before."""
        return self.anchors[0]

    @property
    def review(self) -> Review:
        """Return what a review of these blocks records."""
        prints = (fingerprint(block.written) for block in self.blocks.values())
        return Review(self.anchors, tuple(prints))

    def of(self, language: str) -> Block:
        """Return the block in `language`."""
        return self.blocks[language]


@dataclass(frozen=True)
class ChapterPair:
    """A chapter in each language of the report, block by block.

    `reviews` is None if it was never reviewed.
    """

    name: str
    chapters: Mapping[str, Chapter]
    blocks: tuple[BlockPair, ...]
    reviews: tuple[Review, ...] | None = None

    @property
    def naming(self) -> Chapter:
        """Return the chapter whose headings name the anchors."""
        return self.chapters[naming(self.chapters)]

    @property
    def aligned(self) -> bool:
        """Whether the chapter has as many blocks in each language."""
        return len({len(chapter.blocks) for chapter in self.chapters.values()}) == 1

    def of(self, language: str) -> Chapter:
        """Return the chapter in `language`."""
        return self.chapters[language]


@stage
def pair(
    texts: Mapping[str, Sequence[Chapter]],
    reviews: Mapping[str, tuple[Review, ...] | None] | None = None,
) -> Stage[list[ChapterPair]]:
    """Pair chapters by name and blocks by position; find every mismatch.

    `texts` are the chapters in each language, the source first; `reviews` those of each chapter:
    a pair that was reviewed keeps its anchors.
    """
    source, *others = texts
    pairs = []
    for chapter in texts[source]:
        name = chapter.name
        both = {code: one for code in texts for one in texts[code] if one.name == name}
        if len(both) < len(texts):
            continue
        for code in others:
            yield from _compare(chapter, both[code])
        reviewed = (reviews or {}).get(name)
        anchors = yield from anchors_of(both, reviewed)
        rows = zip(*(one.blocks for one in both.values()), strict=False)
        blocks = (dict(zip(both, row, strict=True)) for row in rows)
        pairs.append(ChapterPair(name, both, tuple(map(BlockPair, anchors, blocks)), reviewed))
    return pairs


def _shape(block: Block) -> tuple[str, int, str]:
    tag = block.display
    return (block.kind, block.level, f"{tag.name} {tag.argument}" if tag else "")


def _compare(source: Chapter, translation: Chapter) -> Iterator[Diagnostic]:
    """Report the first block at which two chapters part, and both sides of it."""
    for one, other in zip(source.blocks, translation.blocks, strict=False):
        if _shape(one) != _shape(other):
            message = Words(
                f"这里是{_described(one).zh}，而{other.place}是{_described(other).zh}",
                f"this is {_described(one).en}, but {other.place} is {_described(other).en}",
            )
            hint = Words(
                "两种语言的段落要一一对应", "the blocks of both languages correspond one to one"
            )
            yield Diagnostic("parity-block", one.place, message, hint)
            return
    shorter, longer = sorted((source, translation), key=lambda one: len(one.blocks))
    if len(shorter.blocks) < len(longer.blocks):
        extra = longer.blocks[len(shorter.blocks)]
        message = Words(
            f"{shorter.path}没有与这里的{_described(extra).zh}对应的内容",
            f"{shorter.path} has nothing to match {_described(extra).en} here",
        )
        yield Diagnostic("parity-block", extra.place, message)


def _described(block: Block) -> Words:
    words = KINDS[block.kind]
    tag = block.display
    if tag is not None:
        return Words(
            f"“{tag.name} {tag.argument}”".rstrip(), f"“{tag.name} {tag.argument}”".rstrip()
        )
    if block.kind == "heading":
        return Words(f"{block.level}级标题", f"a heading of level {block.level}")
    return words
