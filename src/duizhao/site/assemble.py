"""The website of a project: its editions rendered as finished pages, with pictures and PDFs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from duizhao import site
from duizhao.charts import javascript
from duizhao.charts.data import PHONE, WIDE
from duizhao.diagnostics import Stage, Words, stage, together
from duizhao.diagnostics.extras import installed
from duizhao.document.plain import plain
from duizhao.edition.load import FinishedEdition, series_of
from duizhao.language import labels, language_of, sort_key
from duizhao.project import Project, ProjectFile
from duizhao.project.glossary import Glossary
from duizhao.project.look import read_look
from duizhao.project.series import AllSeries
from duizhao.render.pictures import AllDrawn
from duizhao.render.render import FinishedChapter
from duizhao.render.term_links import terms_linked
from duizhao.site import facts, figures
from duizhao.site.article import Article, headings, places
from duizhao.site.blocks import Picture, Scheme, Width
from duizhao.site.explorer import explorer
from duizhao.site.figures import PageFigures
from duizhao.site.front_page import highlights
from duizhao.site.glossary import Entry, glossary_page
from duizhao.site.number_cards import Asked, answers, explained
from duizhao.site.search_text import sections
from duizhao.site.target import Pictures, SiteTarget

Scripts = Mapping[str, str]
Specifications = Mapping[tuple[Scheme, Width], Path]
NOTHING = Words("", "")
WIDTHS: tuple[tuple[Width, int], ...] = (("wide", WIDE), ("phone", PHONE))


@stage
def site_of(
    project: Project,
    terms: Glossary,
    editions: Sequence[FinishedEdition],
    drawn: AllDrawn,
    books: Path,
) -> Stage[site.Site]:
    """Render every edition in every language; `books` is the folder that holds the PDFs."""
    shown = figures.gather(project, editions, drawn, books.parent / "cache" / "downloads")
    assets: dict[str, Path] = dict(shown.assets)
    look = yield from read_look(project.root)
    assets |= {f"assets/{name}": project.root / name for name in look.files.values()}
    if look.theme.favicon:
        assets["assets/mark.svg"] = project.root / look.theme.favicon
    charts: dict[str, Specifications] = {}
    networks = _networks(editions, drawn)
    file = project.file
    series = series_of(editions, terms)
    rendered = yield from together(
        _edition(
            *(
                file,
                one,
                series,
                _asked(file, one, editions, series),
                drawn,
                shown,
                books,
                assets,
                charts,
            ),
            networks.pages,
        )
        for one in editions
    )
    return site.Site(
        name=file.name,
        description=file.description,
        about=file.about or NOTHING,
        publisher=file.publisher,
        licence=file.licence or NOTHING,
        url=file.site_url,
        mistakes_to=file.mistakes_to,
        languages=project.languages,
        editions=rendered,
        pages={
            language: (glossary_of(terms, language, rendered),) for language in project.languages
        },
        assets=assets,
        charts=charts,
        runtime=javascript(books.parent) if charts else None,
        networks=networks.files,
        explorers=networks.explorers,
        spellings=_spellings(terms),
    )


def _asked(
    file: ProjectFile, one: FinishedEdition, editions: Sequence[FinishedEdition], series: AllSeries
) -> dict[str, Asked]:
    """Return, per language, what an edition's numbers may draw on to explain themselves."""
    others = [other for other in editions if other is not one]
    return {
        language: Asked(one, others, file.publisher.of(language), language, series)
        for language in one.edition.languages
    }


def _edition(
    project: ProjectFile,
    contents: FinishedEdition,
    series: AllSeries,
    asked: Mapping[str, Asked],
    drawn: AllDrawn,
    shown: PageFigures,
    books: Path,
    assets: dict[str, Path],
    charts: dict[str, Specifications],
    networks: Mapping[tuple[str, str], Scripts],
) -> Stage[site.Edition]:
    file = contents.edition.file
    name = contents.edition.name
    pages = {}
    downloads = {}
    numbers = {}
    told = facts.write(contents, project, series, books.parent / "cache" / "facts")
    for language in contents.edition.languages:
        pictures = _pictures(name, language, drawn, assets, charts)
        pages[language] = tuple(
            _page(asked[language], index, pictures, shown, networks)
            for index in range(len(contents.finished[language]))
        )
        numbers[language] = yield from highlights(contents, language)
        book = site.Download(books / contents.edition.book(language), "PDF")
        downloads[language] = (
            *([book] if installed("pdf") else []),
            site.Download(shown.bundles[name, language], labels.ALL_DATA.of(language)),
            site.Download(told[language], labels.ALL_NUMBERS.of(language)),
        )
    return site.Edition(
        name=name,
        title=file.title,
        subtitle=file.subtitle,
        date=file.date,
        pages=pages,
        downloads=downloads,
        highlights=numbers,
        introduction={
            language: file.introduction.of(language) if file.introduction else ""
            for language in contents.edition.languages
        },
        cards={
            language: shown.cards.get((name, language, ""), "")
            for language in contents.edition.languages
        },
        sources={
            language: tuple(
                site.Source(
                    document.of(language),
                    document.issuer.of(language) if document.issuer else "",
                    document.url,
                )
                for document in file.documents.values()
            )
            for language in contents.edition.languages
        },
        corrections={
            language: tuple(
                site.Corrected(one.date, one.what.of(language))
                for one in sorted(file.corrections, key=lambda one: one.date, reverse=True)
            )
            for language in contents.edition.languages
        },
    )


def _page(
    asked: Asked,
    index: int,
    pictures: Mapping[str, Pictures],
    shown: PageFigures,
    explored: Mapping[tuple[str, str], Scripts],
) -> site.Page:
    contents, language = asked.contents, asked.language
    chapter = contents.linked[language][index]
    numbering = contents.context.numbering
    name = contents.edition.name
    networks = {figure: explored[name, figure] for figure in pictures if (name, figure) in explored}
    charts = {figure: f"charts/{figure}.js" for figure in pictures if figure not in networks}
    tools = shown.tools_in(name, language)
    target = SiteTarget(language, chapter.name, numbering, pictures, charts, tools, networks)
    html = Article(target).html(chapter.blocks)
    terms = contents.context.glossary
    answered = answers(target.said, asked)
    used = terms_linked(chapter.blocks)
    named = [*used, *(term for one in answered.values() for term in one.terms)]
    return site.Page(
        slug=chapter.name,
        title=chapter.title,
        html=html,
        source=chapter.path,
        description=_description(contents, chapter),
        headings=headings(chapter.blocks),
        sections=sections(chapter.blocks, language, tools),
        places=places(chapter.blocks),
        figures=tuple(shown.on_page(contents, chapter.name, language, pictures, charts, networks)),
        card=shown.cards.get((name, language, chapter.name), ""),
        answers=answered,
        terms=explained(named, terms, language),
        uses=used,
    )


def _description(contents: FinishedEdition, chapter: FinishedChapter) -> str:
    given = contents.edition.file.descriptions.get(chapter.name)
    return given.of(chapter.language) if given else _opening(chapter)


def _opening(chapter: FinishedChapter) -> str:
    """Return a chapter's first sentence, as the description of its page."""
    paragraph = next((one for one in chapter.body if one.kind == "paragraph"), None)
    if paragraph is None:
        return ""
    text = " ".join(plain(paragraph.node).split())
    end = language_of(chapter.language).writing.sentence_end.search(text)
    return text[: end.end()] if end else text


def _pictures(
    edition: str,
    language: str,
    drawn: AllDrawn,
    assets: dict[str, Path],
    charts: dict[str, Specifications],
) -> dict[str, Pictures]:
    """Return each figure's pictures as seen from a page; note its files among assets and charts."""
    pictures: dict[str, Pictures] = {}
    folder = f"{language}/{edition}"
    schemes: tuple[Scheme, ...] = ("light", "dark")
    for (of_edition, of_language, figure), one in drawn.items():
        if (of_edition, of_language) != (edition, language):
            continue
        shown = {}
        specifications = {}
        for scheme in schemes:
            for width, pixels in WIDTHS:
                picture = one.pictures[scheme, pixels]
                path = f"charts/{figure}-{scheme}-{width}.svg"
                assets[f"{folder}/{path}"] = picture.svg
                shown[scheme, width] = Picture(path, picture.width, picture.height)
                specifications[scheme, width] = one.specs[scheme, pixels]
        pictures[figure] = shown
        if one.network is None:
            charts[f"{folder}/charts/{figure}.js"] = specifications
    return pictures


@dataclass(frozen=True)
class _Networks:
    """All networks to explore: files and explorers by path in the site, and pages' paths to them.

    `pages` maps edition and figure to the scripts as a chapter of the edition sees them.
    """

    files: Mapping[str, Path]
    explorers: Mapping[str, Mapping[str, Any]]
    pages: Mapping[tuple[str, str], Scripts]


def _networks(editions: Sequence[FinishedEdition], drawn: AllDrawn) -> _Networks:
    glossaries = {one.edition.name: one.context.glossary for one in editions}
    files: dict[str, Path] = {}
    explorers: dict[str, Mapping[str, Any]] = {}
    pages: dict[tuple[str, str], Scripts] = {}
    for (edition, language, figure), one in drawn.items():
        if one.network is None or one.network.layer is None:
            continue
        path = f"assets/networks/{edition}-{figure}.js"
        files[path] = Path(one.network.layer.file)
        names = f"charts/{figure}.explorer.js"
        explorers[f"{language}/{edition}/{names}"] = explorer(
            one.network, glossaries[edition], language
        )
        pages[edition, figure] = {"network": f"../../{path}", "explorer": names}
    return _Networks(files, explorers, pages)


def glossary_of(terms: Glossary, language: str, editions: Sequence[site.Edition] = ()) -> site.Page:
    """Return the page of all terms, and of all names that need none, as a dictionary has them.

    A term names the chapters of `editions` that use it.
    """
    other = next((code for code in terms.languages if code != language), None)
    entries = [
        Entry(
            term.id,
            term.name(language),
            term.name(other) if other else "",
            tuple(term.entry.aliases.of(language)),
            term.entry.definition.of(language) if term.entry.definition else "",
            tuple(_uses(term.id, language, editions)),
        )
        for term in sorted(terms, key=lambda term: sort_key(term.name(language), language))
    ]
    return glossary_page(entries, language, terms.languages)


def _uses(
    term: str, language: str, editions: Sequence[site.Edition]
) -> Iterator[tuple[str, tuple[site.Link, ...]]]:
    """Yield each edition whose chapters use a term, and a link to its first place in each."""
    for edition in editions:
        links = tuple(
            site.Link(page.title, f"{edition.name}/{page.slug}.html#{page.uses[term]}")
            for page in edition.pages[language]
            if term in page.uses
        )
        if links:
            yield edition.name, links


def _spellings(terms: Glossary) -> tuple[tuple[str, ...], ...]:
    """Return all names of each term, in every language, aliases included."""
    groups = []
    for term in terms:
        names = []
        for language in terms.languages:
            names += [term.name(language), *term.entry.spellings(language)]
        groups.append(tuple(dict.fromkeys(names)))
    return tuple(groups)
