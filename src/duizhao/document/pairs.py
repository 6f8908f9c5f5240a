"""Pairs: the blocks of a Chinese and an English chapter side by side, with shared anchors."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from duizhao.diagnostics import Diagnostic, Stage, Words, stage
from duizhao.document.anchors import Anchors, anchors_of
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
    """Two blocks that say the same, and the anchors both have on their pages."""

    anchors: Anchors
    zh: Block
    en: Block

    @property
    def anchor(self) -> str:
        """Return the anchor that links lead to; the others are names that it had before."""
        return self.anchors[0]

    @property
    def review(self) -> Review:
        """Return what a review of these blocks records."""
        return Review(self.anchors, fingerprint(self.zh.written), fingerprint(self.en.written))

    def of(self, language: str) -> Block:
        """Return the block in `language`."""
        return self.zh if language == "zh" else self.en


@dataclass(frozen=True)
class ChapterPair:
    """A chapter in both languages, block by block; `reviews` is None if it was never reviewed."""

    name: str
    zh: Chapter
    en: Chapter
    blocks: tuple[BlockPair, ...]
    reviews: tuple[Review, ...] | None = None


@stage
def pair(
    chinese: Sequence[Chapter],
    english: Sequence[Chapter],
    reviews: Mapping[str, tuple[Review, ...] | None] | None = None,
) -> Stage[list[ChapterPair]]:
    """Pair chapters by name and blocks by position; find every mismatch.

    `reviews` are those of each chapter: a pair that was reviewed keeps its anchors.
    """
    by_name = {chapter.name: chapter for chapter in english}
    pairs = []
    for zh in chinese:
        en = by_name.get(zh.name)
        if en is not None:
            yield from _compare(zh, en)
            reviewed = (reviews or {}).get(zh.name)
            anchors = yield from anchors_of(zh, en, reviewed)
            blocks = map(BlockPair, anchors, zh.blocks, en.blocks)
            pairs.append(ChapterPair(zh.name, zh, en, tuple(blocks), reviewed))
    return pairs


def _shape(block: Block) -> tuple[str, int, str]:
    tag = block.display
    return (block.kind, block.level, f"{tag.name} {tag.argument}" if tag else "")


def _compare(zh: Chapter, en: Chapter) -> Iterator[Diagnostic]:
    """Report the first block at which two chapters part, and both sides of it."""
    for one, other in zip(zh.blocks, en.blocks, strict=False):
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
    if len(zh.blocks) != len(en.blocks):
        longer, shorter = (zh, en) if len(zh.blocks) > len(en.blocks) else (en, zh)
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
