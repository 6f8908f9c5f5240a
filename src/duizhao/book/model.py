"""What a finished book is: an immutable value of cover words, chapters and the figures' folder."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from pathlib import Path

from duizhao.diagnostics import Words


@dataclass(frozen=True)
class Chapter:
    """One chapter in one language, its Markdown finished: no expression is left in it.

    `name` is the chapter's file name without suffix, the same in every language and the same as
    the site's page: links such as `[…](other.html#section)` lead to that chapter of the book.
    `title` (plain text) stands on the opening page, in the contents and in the running head.
    `markdown` may begin with the chapter's `# heading`; that heading's anchor is kept, its words
    give way to `title`. Deeper headings carry an explicit `{#anchor}`, unique in the chapter.
    `source` is the file that findings point at, relative to the project.
    """

    name: str
    title: str
    markdown: str
    source: str


@dataclass(frozen=True)
class Book:
    """Everything that one PDF says, in one language.

    `assets` is the folder that pictures' paths in the Markdown are relative to.
    `imprint` are plain lines for the page behind the cover: publisher, address, licence.
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
    site: str = ""


@dataclass(frozen=True)
class Printed:
    """A PDF that has been written: where, how many pages, and in which fonts."""

    path: Path
    pages: int
    fonts: Words = field(compare=False)
