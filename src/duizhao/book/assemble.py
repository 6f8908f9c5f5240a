"""The books of a project: each edition's PDF in each language, from the same filled chapters."""

from __future__ import annotations

import shutil
from collections.abc import Sequence, Set
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Literal

from duizhao import book as press
from duizhao.book.pandoc_tree import Anchors, Writer
from duizhao.book.target import PrintTarget
from duizhao.edition.load import FinishedEdition
from duizhao.files.cache import Store
from duizhao.language import sort_key
from duizhao.project import Edition, Project
from duizhao.render import citations
from duizhao.render.pandoc import linked
from duizhao.render.pictures import AllDrawn
from duizhao.render.term_links import terms_linked


def write(
    project: Project, editions: Sequence[FinishedEdition], drawn: AllDrawn, work: Path
) -> list[str]:
    """Set every book into `work`; return their paths within the site.

    Raises `Problems` when a book cannot be set, such as for a character that no font has.
    """
    books = books_of(project, editions, drawn, work)
    store = Store(work.parent / "cache" / "books")
    names = [one.edition.book(language) for one in editions for language in project.languages]
    paths = [work / name for name in names]
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(partial(press.write, store=store), books, paths))
    store.trim()
    return [
        f"{book.language}/{book.edition}/{path.name}"
        for book, path in zip(books, paths, strict=True)
    ]


def books_of(
    project: Project, editions: Sequence[FinishedEdition], drawn: AllDrawn, work: Path
) -> list[press.Book]:
    """Render every edition in every language as a book; pictures are gathered under `work`."""
    return [
        _book(project, one, language, drawn, work)
        for one in editions
        for language in project.languages
    ]


def _book(
    project: Project, contents: FinishedEdition, language: str, drawn: AllDrawn, work: Path
) -> press.Book:
    file, name = contents.edition.file, contents.edition.name
    assets = work / f"{name}-{language}"
    shutil.rmtree(assets, ignore_errors=True)
    assets.mkdir(parents=True)
    pictures = {}
    for (edition, of_language, figure), one in drawn.items():
        if (edition, of_language) == (name, language):
            pictures[figure] = f"{figure}.svg"
            shutil.copyfile(one.in_print, assets / pictures[figure])
    chapters = contents.linked[language]
    terms = frozenset(id for one in chapters for id in terms_linked(one.blocks))
    url = project.file.site_url.rstrip("/")
    anchors = Anchors.of(chapters, f"{url}/{language}/{name}/" if url else "", terms)
    target = PrintTarget(language, contents.context.numbering, pictures, linked(chapters))
    written = [
        press.Chapter(
            one.name,
            one.title,
            Writer(one.name, target, anchors).blocks(one.body),
            one.path,
            one.heading.anchor if one.heading else "",
            _kind(contents.edition, one.name),
        )
        for one in chapters
    ]
    publisher = project.file.publisher.of(language)
    cited = citations.report(
        name, file.title.of(language), publisher, file.date, project.file.site_url, language
    )
    licence = project.file.licence.of(language) if project.file.licence else ""
    return press.Book(
        language=language,
        title=file.title.of(language),
        subtitle=file.subtitle.of(language),
        edition=name,
        date=file.date,
        publisher=publisher,
        chapters=tuple(written),
        assets=assets,
        imprint=tuple(line for line in (url, licence) if line),
        citation=citations.plain(citations.own_standard(cited)),
        glossary=_glossary(contents, terms, language),
    )


def _glossary(
    contents: FinishedEdition, terms: Set[str], language: str
) -> tuple[press.Defined, ...]:
    """Return the terms that a book uses, with their definitions, as its language sorts them."""
    other = next((code for code in contents.edition.languages if code != language), "")
    defined = []
    for id in terms:
        term = contents.context.glossary[id]
        if term.entry.definition is not None:
            translation = term.name(other) if other else ""
            text = term.entry.definition.of(language)
            defined.append(press.Defined(id, term.name(language), translation, other, text))
    return tuple(sorted(defined, key=lambda one: (sort_key(one.name, language), one.id)))


def _kind(edition: Edition, chapter: str) -> Literal["numbered", "appendix", ""]:
    if edition.on_the_model(chapter):
        return "appendix"
    return "" if chapter in edition.file.unnumbered else "numbered"
