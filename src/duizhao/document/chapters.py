"""Chapters: Markdown with expressions, read once: blocks of the document tree, and their places.

The language of a chapter is small: `{{ expression }}` prints a value, `{% claim expression %}`
binds a sentence to the data, `{% figure name %}` and `{% table name %}` stand alone as blocks,
and so do the lists that the program writes itself (`{% errata %}`, `{% reconcile %}`). What stands
between `{% when condition %}` and `{% end %}` is there where the condition holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path
from typing import Literal

from duizhao.diagnostics import Diagnostic, Place, Stage, Words, did_you_mean, stage, together
from duizhao.document import tree
from duizhao.document.conditions import Judge
from duizhao.document.parse import Part, parse_blocks
from duizhao.document.source import DISPLAYS, Source
from duizhao.document.tree import Tag
from duizhao.files import texts
from duizhao.project import Edition

Kind = Literal[
    "heading",
    "paragraph",
    "list",
    "table",
    "quote",
    "callout",
    "footnote",
    "display",
    "other",
]
KINDS: dict[type[tree.Node], Kind] = {
    tree.Heading: "heading",
    tree.Paragraph: "paragraph",
    tree.List: "list",
    tree.Table: "table",
    tree.Quote: "quote",
    tree.Callout: "callout",
    tree.Note: "footnote",
}


@dataclass(frozen=True)
class Block:
    """A top-level block of a chapter: its kind, its tree, and where in the source it stands.

    `level` is a heading's depth. `start` and `end` are offsets, without a heading's `#` marks.
    """

    kind: Kind
    node: tree.Node
    place: Place
    level: int = 0
    source: Source = field(compare=False, repr=False, kw_only=True)
    start: int = field(compare=False, kw_only=True)
    end: int = field(compare=False, kw_only=True)

    @property
    def written(self) -> str:
        """Return the block as it is written."""
        return self.source.text[self.start : self.end]

    @property
    def display(self) -> Tag | None:
        """Return the tag of a display block."""
        if self.kind != "display":
            return None
        return next(tag for tag in tree.found(self.node, Tag) if tag.name in DISPLAYS)


@dataclass(frozen=True)
class Chapter:
    """One chapter in one language: its name, its file and its blocks; the first is its title."""

    name: str
    language: str
    path: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Reading:
    """What a chapter is read with: what judges its conditions, and whose figures it shows.

    `figures` says for the name of a template's figure which one is meant in this chapter.
    """

    judge: Judge | None = None
    figures: Mapping[str, str] = field(default_factory=dict)

    def own(self, node: tree.Node) -> Iterable[tree.Node]:
        """Yield a node; a display of a template's figure as one of this chapter's own."""
        if isinstance(node, Tag) and node.name in ("figure", "table"):
            node = replace(node, argument=self.figures.get(node.argument, node.argument))
        yield node


@stage
def load(
    root: Path, edition: Edition, language: str, reading_of: Callable[[str], Reading]
) -> Stage[list[Chapter]]:
    """Read the chapters of an edition in one language, in the edition's order.

    `reading_of` returns what a chapter is read with. One that is filled from a template is the
    template's file, read anew.
    """
    chapters = []
    for name in edition.file.chapters:
        path = edition.chapter_path(name, language)
        try:
            text = yield from texts.read(root, path)
        except FileNotFoundError:
            present = (root / path).parent.glob("*.md")
            message = Words("这一章的文件不存在", "this chapter's file does not exist")
            hint = did_you_mean(name, [file.stem for file in present])
            yield Diagnostic("missing-chapter", Place(path), message, hint)
            continue
        if text is not None:
            chapters.append((yield from parse(text, name, language, path, reading_of(name))))
    return chapters


@stage
def parse(
    text: str, name: str, language: str, path: str, reading: Reading = Reading()
) -> Stage[Chapter]:
    """Read a chapter's text; find what is malformed."""
    source, parts = yield from parse_blocks(text, path, reading.judge)
    blocks = yield from together(_block(part, source, reading) for part in parts)
    if not blocks:
        message = Words("这一章是空的", "this chapter is empty")
        yield Diagnostic("empty-chapter", Place(path, 1), message)
    elif blocks[0].kind != "heading" or blocks[0].level != 1:
        message = Words("一章要以“# 标题”开头", "a chapter begins with “# Title”")
        yield Diagnostic("no-title", blocks[0].place, message)
    yield from _levels(blocks)
    return Chapter(name, language, path, blocks)


def _levels(blocks: Sequence[Block]) -> Iterator[Diagnostic]:
    """Yield the headings that skip a level: whoever hears a page finds the way by levels."""
    for above, below in pairwise(one for one in blocks if one.kind == "heading"):
        if below.level > above.level + 1:
            message = Words(
                f"标题从第{above.level}级直接跳到第{below.level}级",
                f"a heading of level {below.level} follows one of level {above.level}",
            )
            marks = "#" * (above.level + 1)
            hint = Words(f"中间不要跳级：写“{marks}”", f"leave no level out: write “{marks}”")
            yield Diagnostic("heading-level", below.place, message, hint)


def _block(part: Part, source: Source, reading: Reading) -> Stage[Block]:
    node = tree.replaced(part.node, reading.own) if reading.figures else part.node
    kind = KINDS.get(type(node), "other")
    level = node.level if isinstance(node, tree.Heading) else 0
    place = source.place(part.start)
    start = part.start
    if kind == "heading":
        written = source.text[start : part.end].lstrip("#")
        start = part.end - len(written.lstrip(" \t"))
    displays = [tag for tag in tree.found(node, Tag) if tag.name in DISPLAYS]
    if displays:
        if kind != "paragraph" or len(displays) > 1 or not _alone(node):
            message = Words(
                f"“{displays[0].name}”要单独成段，前后各空一行",
                f"“{displays[0].name}” stands alone, with an empty line before and after it",
            )
            yield Diagnostic("display-alone", displays[0].place, message)
        kind, level = "display", 0
    return Block(kind, node, place, level, source=source, start=start, end=part.end)


def _alone(node: tree.Node) -> bool:
    """Whether nothing but tags stands in a paragraph."""
    return all(
        isinstance(child, (Tag, tree.SoftBreak))
        or (isinstance(child, tree.Text) and not child.text.strip())
        for child in tree.children_of(node)
    )
