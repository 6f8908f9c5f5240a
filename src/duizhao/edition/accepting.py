"""Accepting: chapters, or paragraphs of one, recorded as reviewed; what that is and who did it."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from duizhao.diagnostics import Diagnostic, Place, Words, did_you_mean
from duizhao.document.anchors import known_again
from duizhao.files.history import user
from duizhao.project import Edition, Project, reviews
from duizhao.project.reviews import Review

if TYPE_CHECKING:  # a check that finds nothing new loads no rules
    from duizhao.check.scopes import BlockView, EditionView, PairView


@dataclass(frozen=True)
class Part:
    """What a person names of a report: an edition, a chapter of it, or a paragraph by its anchor.

    It is written `1998`, `1998/summary` or `1998/summary#anchor`. A chapter that is filled from a
    template is named by the template as well: they have one file and one record.
    """

    edition: Edition
    chapter: str | None = None
    anchor: str | None = None

    @classmethod
    def of(cls, project: Project, written: str) -> Part:
        """Return the part that is written so; raise `Problems` for an unknown edition."""
        name, of_chapter, rest = written.partition("/")
        chapter, of_anchor, anchor = rest.partition("#")
        return cls(
            project.edition(name), chapter if of_chapter else None, anchor if of_anchor else None
        )

    def concerns(self, view: PairView) -> bool:
        """Whether the part is this chapter, in it, or an edition that it belongs to."""
        names = (None, view.name, view.edition.template_of(view.name))
        return self.edition.name == view.edition.name and self.chapter in names

    def holds(self, view: PairView, block: BlockView) -> bool:
        """Whether a block of a chapter belongs to the part."""
        return self.concerns(view) and (self.anchor is None or self.anchor in _anchors(block))


@dataclass(frozen=True)
class Accepted:
    """What was accepted of a chapter, by whom and when, and the reviews that it has now."""

    view: PairView
    blocks: tuple[BlockView, ...]
    reviews: tuple[Review, ...]
    by: str
    date: str

    @property
    def path(self) -> str:
        """Return where the reviews are kept."""
        return reviews.path_of(self.view.edition, self.view.name)

    @property
    def places(self) -> frozenset[Place]:
        """Return where the accepted blocks begin, in every language."""
        return frozenset(text.start for one in self.blocks for text in one.texts.values())

    @property
    def told(self) -> Words:
        """Return what is said of it."""
        edition, count = self.view.edition, len(self.blocks)
        chapter = f"{edition.name}/{edition.template_of(self.view.name) or self.view.name}"
        paragraphs = "1 paragraph" if count == 1 else f"{count} paragraphs"
        signed = [one for one in (self.by, self.date) if one]
        return Words(
            f"{chapter}：已复核{count}段（{'，'.join(signed)}）",
            f"{chapter}: {paragraphs} accepted ({', '.join(signed)})",
        )


def unknown(parts: Iterable[Part], views: Sequence[EditionView]) -> Iterator[Diagnostic]:
    """Yield a finding for every part whose chapter or anchor there is not."""
    for part in parts:
        chapters = [*part.edition.file.chapters, *part.edition.file.templates]
        if part.chapter is not None and part.chapter not in chapters:
            message = Words(f"没有“{part.chapter}”这一章", f"there is no chapter “{part.chapter}”")
            hint = did_you_mean(part.chapter, chapters)
            listed = Words(f"有：{'、'.join(chapters)}", f"there are {', '.join(chapters)}")
            yield Diagnostic("unknown-chapter", Place(part.edition.path), message, hint or listed)
        elif part.anchor is not None:
            pairs = (pair for view in views for pair in view.pairs)
            own = [(pair, one) for pair in pairs if part.concerns(pair) for one in pair.blocks]
            # Blocks that do not correspond have no anchors, which is a finding already.
            readable = bool(own) and all(block.review for _, block in own)
            if not readable or any(part.holds(*one) for one in own):
                continue
            source = part.edition.languages[0]
            place = Place(part.edition.chapter_path(part.chapter or "", source))
            message = Words(
                f"“{part.chapter}”没有锚点“{part.anchor}”",
                f"“{part.chapter}” has no anchor “{part.anchor}”",
            )
            hint = did_you_mean(part.anchor, [name for _, one in own for name in _anchors(one)])
            yield Diagnostic("unknown-anchor", place, message, hint or _WHERE)


def accepted(root: Path, parts: Sequence[Part], views: Sequence[EditionView]) -> Iterator[Accepted]:
    """Yield what is accepted of each chapter that the parts name.

    A pair that was reviewed as it is keeps by whom and when, unless its chapter is named. A chapter
    whose blocks do not correspond cannot be accepted, and its record stays.
    """
    by, date = user(root), datetime.date.today().isoformat()
    told: set[str] = set()
    for view in (pair for edition in views for pair in edition.pairs):
        asked = [part for part in parts if part.concerns(view)]
        now = [one.review for one in view.blocks if one.review is not None]
        path = reviews.path_of(view.edition, view.name)
        # Chapters of one template have one record.
        if not asked or path in told or len(now) < len(view.blocks):
            continue
        told.add(path)
        known = known_again([one.prints for one in now], view.reviews or ())
        blocks, records = [], []
        for index, (block, own) in enumerate(zip(view.blocks, now, strict=True)):
            before = known.get(index, replace(own, prints=("",) * len(own.prints)))
            naming = [part for part in asked if part.holds(view, block)]
            named = any(part.chapter is not None for part in naming)
            if naming and (named or before.prints != own.prints):
                blocks.append(block)
                records.append(replace(own, by=by, date=date))
            else:
                records.append(replace(before, anchors=own.anchors))
        yield Accepted(view, tuple(blocks), tuple(records), by, date)


def chapters_named(parts: Collection[Part], edition: str) -> frozenset[str] | None:
    """Return the chapter files of an edition that the parts name, None where they name all."""
    own = {
        part.chapter and (part.edition.template_of(part.chapter) or part.chapter)
        for part in parts
        if part.edition.name == edition
    }
    return None if None in own else frozenset(one for one in own if one is not None)


def _anchors(block: BlockView) -> tuple[str, ...]:
    return block.review.anchors if block.review else ()


_WHERE = Words(
    "锚点在网页地址的#之后，两种语言相同",
    "the anchor stands behind the # of the page’s address, the same in every language",
)
