"""What a finished book is: an immutable value of cover words, chapters and the figures' folder."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Literal, NamedTuple

from duizhao.diagnostics import Words


@dataclass(frozen=True)
class Chapter:
    """One chapter in one language, finished.

    `name` is the chapter's file name without suffix, the same in every language and the same as
    the site's page: links such as `[…](other.md#section)` lead to that chapter of the book.
    `title` (plain text) stands on the opening page, in the contents and in the running head.
    `blocks` are what stands below it, in pandoc's tree; `anchor` is the anchor of its heading.
    `source` is the file that findings point at, relative to the project. A `kind` of "" is a
    chapter that is not counted, such as a summary.
    """

    name: str
    title: str
    blocks: Sequence[Mapping[str, Any]]
    source: str
    anchor: str = ""
    kind: Literal["numbered", "appendix", ""] = "numbered"

    @cached_property
    def words(self) -> str:
        """Return every text that the chapter holds, one a line."""
        return "\n".join(_texts(self.blocks))


def _texts(content: object) -> Iterator[str]:
    if isinstance(content, str):
        yield content
    elif isinstance(content, Mapping):
        yield from _texts(content.get("c"))
    elif isinstance(content, Sequence):
        for one in content:
            yield from _texts(one)


class Defined(NamedTuple):
    """A term of the book's glossary, plain text; `other` is its name in the language `tongue`."""

    id: str
    name: str
    other: str
    tongue: str
    definition: str


@dataclass(frozen=True)
class Book:
    """Everything that one PDF says, in one language.

    `assets` is the folder that pictures' paths are relative to.
    `imprint` are plain lines for the page behind the cover: publisher, address, licence;
    `citation` says how the book is cited.
    `glossary` are the terms that the chapters use, as the language sorts them.
    `site` is the address of this edition's pages with a closing slash (`…/en/2024/`): links to
    pages that are no chapter of the book lead there; "" makes them plain text.
    """

    language: str
    title: str
    subtitle: str
    edition: str
    date: datetime.date
    publisher: str
    chapters: tuple[Chapter, ...]
    assets: Path
    imprint: tuple[str, ...] = ()
    citation: str = ""
    glossary: tuple[Defined, ...] = ()
    site: str = ""


@dataclass(frozen=True)
class Printed:
    """A PDF that has been written: where, how many pages, and in which fonts."""

    path: Path
    pages: int
    fonts: Words = field(compare=False)
