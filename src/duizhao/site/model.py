"""What a finished site is: an immutable value of languages, editions, pages and files."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from duizhao.diagnostics import Words
from duizhao.language.texts import InLanguages
from duizhao.site.article import Heading
from duizhao.site.blocks import Scheme, Width
from duizhao.site.number_cards_script import Answer, Explained
from duizhao.site.search_text import Section


@dataclass(frozen=True)
class PageFigure:
    """A figure that readers may link to, cite and embed on its own.

    Texts are plain. `html` is the figure as its own page (`<edition>/embed/<name>.html`) shows
    it, every path relative to there. `files` maps a format (csv, xlsx, svg, png) to its path
    relative to the edition; `variables` are the headings of the table's columns.
    """

    name: str
    anchor: str
    label: str
    title: str
    description: str
    html: str
    files: Mapping[str, str]
    variables: tuple[str, ...] = ()


@dataclass(frozen=True)
class Page:
    """One page in one language, finished.

    `slug` is the file's name without suffix, the same in every language. `title` stands in the
    navigation and the window's title (plain text). `html` begins with the page's heading; every
    heading, figure and paragraph of the text has an id that is the same in every language. Links
    to other pages are relative and end in `.html`. `headings` make the page's contents,
    `sections` its words for search, `places` are the anchors that a reader may keep.
    `source` is the file that findings point at, relative to the project.
    `description` is one plain sentence for search engines and the edition's list of chapters.
    `answers` are what the page's numbers say of themselves (see `answers.answer_key`), `terms`
    what its marked terms mean, by glossary id.
    `uses` are the defined terms of its text, each with the anchor of its first use.
    `figures` are the figures that stand on it; `card` is the path in the site of the picture
    that a link to it shows ("" for none).
    """

    slug: str
    title: str
    html: str
    source: str
    description: str = ""
    headings: tuple[Heading, ...] = ()
    sections: tuple[Section, ...] = ()
    places: tuple[str, ...] = ()
    figures: tuple[PageFigure, ...] = ()
    card: str = ""
    answers: Mapping[str, Answer] = field(default_factory=dict)
    terms: Mapping[str, Explained] = field(default_factory=dict)
    uses: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Download:
    """A file that readers take away, such as a PDF; copied beside its edition's pages."""

    file: Path
    title: str


@dataclass(frozen=True)
class Highlight:
    """One number that matters, for the edition's front page.

    `value` is a `<data>` element (see `blocks.value_html`), `label` plain text, `link` where it
    stands: `<slug>.html#<id>`, relative to the edition; `spark` is a small chart (see `spark`).
    """

    value: str
    label: str
    link: str
    spark: str = ""


@dataclass(frozen=True)
class Source:
    """A document that an edition's numbers are from: title, issuer, address ("" where unknown)."""

    title: str
    issuer: str = ""
    url: str = ""


@dataclass(frozen=True)
class Corrected:
    """What was corrected in an edition, and when."""

    date: datetime.date
    what: str


@dataclass(frozen=True)
class Edition:
    """One edition of the report; every mapping is keyed by language.

    `name` is the folder: pages become `<language>/<name>/<slug>.html`, downloads
    `<language>/<name>/<file name>`. `introduction` is plain text, an empty line between its
    paragraphs, for the edition's front page ("" or absent for none). `cards` are the paths in the
    site of the pictures that links to the front page show. `corrections` stand newest first.
    """

    name: str
    title: InLanguages
    subtitle: InLanguages
    date: datetime.date
    pages: Mapping[str, tuple[Page, ...]]
    downloads: Mapping[str, tuple[Download, ...]] = field(default_factory=dict)
    highlights: Mapping[str, tuple[Highlight, ...]] = field(default_factory=dict)
    introduction: Mapping[str, str] = field(default_factory=dict)
    cards: Mapping[str, str] = field(default_factory=dict)
    sources: Mapping[str, tuple[Source, ...]] = field(default_factory=dict)
    corrections: Mapping[str, tuple[Corrected, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Site:
    """The whole site. Editions stand newest first; `pages` are those of no edition (glossary).

    `assets` maps a path in the site (`zh/2024/charts/x.svg`) to the file that is copied there.
    `charts` maps the path of an interactive chart (`zh/2024/charts/x.js`) to its compiled Vega
    specifications as JSON files, by colour scheme and width; what is not given falls back to
    light and wide. `runtime` is the script that draws them (`duizhaoChart`), if there are any.
    `networks` maps the path of a network's script (`assets/networks/x.js`) to its file, and
    `explorers` that of what one language says about it to its content (see
    `duizhao.site.explorer`).
    `spellings` are groups of names for one thing, in every language, aliases included: a search
    for one finds the others. `about` is a paragraph for the front page ("" for
    none). `url` is the public address, "" when there is none yet; `mistakes_to` is where readers
    report mistakes, with `{page}` and `{title}` left open.
    """

    name: InLanguages
    description: InLanguages
    publisher: InLanguages
    licence: InLanguages
    url: str
    languages: tuple[str, ...]
    editions: tuple[Edition, ...]
    pages: Mapping[str, tuple[Page, ...]] = field(default_factory=dict)
    assets: Mapping[str, Path] = field(default_factory=dict)
    charts: Mapping[str, Mapping[tuple[Scheme, Width], Path]] = field(default_factory=dict)
    runtime: Path | None = None
    networks: Mapping[str, Path] = field(default_factory=dict)
    explorers: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    spellings: tuple[tuple[str, ...], ...] = ()
    about: InLanguages = field(default_factory=lambda: Words("", ""))
    mistakes_to: str = ""
