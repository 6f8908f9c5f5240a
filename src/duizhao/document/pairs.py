"""Pairs: the blocks of a Chinese and an English chapter side by side, with shared anchors."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from duizhao.diagnostics import Diagnostic, Stage, Words, stage
from duizhao.document.chapters import Block, Chapter
from duizhao.document.tree import Heading, Text, found

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
    """Two blocks that say the same, and the anchor both have on their pages."""

    anchor: str
    zh: Block
    en: Block

    def of(self, language: str) -> Block:
        """Return the block in `language`."""
        return self.zh if language == "zh" else self.en


@dataclass(frozen=True)
class ChapterPair:
    """A chapter in both languages, block by block."""

    name: str
    zh: Chapter
    en: Chapter
    blocks: tuple[BlockPair, ...]


@stage
def pair(chinese: Sequence[Chapter], english: Sequence[Chapter]) -> Stage[list[ChapterPair]]:
    """Pair chapters by name and blocks by position; find every mismatch.

    Anchors come from the English headings (or are what a heading asks for); other blocks are
    numbered within their section, and a figure or table has its own name.
    """
    by_name = {chapter.name: chapter for chapter in english}
    pairs = []
    for zh in chinese:
        en = by_name.get(zh.name)
        if en is not None:
            yield from _compare(zh, en)
            blocks = zip((yield from _anchors(zh, en)), zh.blocks, en.blocks, strict=False)
            pairs.append(ChapterPair(zh.name, zh, en, tuple(BlockPair(*three) for three in blocks)))
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


def slug(text: str) -> str:
    """Return an anchor made from an English heading: lower-case words joined by hyphens."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-") or "section"


def _anchors(zh: Chapter, en: Chapter) -> Stage[list[str]]:
    asked = yield from _asked(zh, en)
    anchors: list[str] = []
    section, number = "", 0
    for index, block in enumerate(en.blocks):
        tag = block.display
        if block.kind == "heading":
            text = "".join(one.text for one in found(block.node, Text))
            section, number = asked.get(index) or _unused(slug(text), anchors), 0
            anchors.append(section)
        elif tag is not None and tag.argument:
            anchors.append(display_anchor(tag.name, tag.argument))
        else:
            number += 1
            own = f"{section}-{number}" if section else f"start-{number}"
            # A list that the program writes has its name, and is counted like a paragraph.
            anchors.append(display_anchor("table", tag.name) if tag else own)
    return anchors


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


def _unused(anchor: str, taken: Sequence[str]) -> str:
    candidate, n = anchor, 2
    while candidate in taken:
        candidate, n = f"{anchor}-{n}", n + 1
    return candidate
