"""The website of a project: its editions rendered as finished pages, with pictures and PDFs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from duizhao import interface, site
from duizhao.charts.data import PHONE, WIDE
from duizhao.contents import Contents
from duizhao.diagnostics import Findings, Words
from duizhao.glossary import Glossary
from duizhao.pictures import Drawn
from duizhao.project import LANGUAGES, Project
from duizhao.render import render
from duizhao.site import blocks
from duizhao.site.target import Pictures, SiteTarget

AllDrawn = Mapping[tuple[str, str, str], Drawn]
WIDTHS: tuple[tuple[blocks.Width, int], ...] = (("wide", WIDE), ("phone", PHONE))


def site_of(
    project: Project,
    terms: Glossary,
    editions: Sequence[Contents],
    drawn: AllDrawn,
    books: Path,
    findings: Findings,
) -> site.Site:
    """Render every edition in every language; `books` is the folder that holds the PDFs."""
    assets: dict[str, Path] = {}
    rendered = tuple(_edition(one, drawn, books, assets, findings) for one in editions)
    file = project.file
    return site.Site(
        name=Words(file.name.zh, file.name.en),
        description=Words(file.description.zh, file.description.en),
        publisher=Words(file.publisher.zh, file.publisher.en),
        licence=Words(file.licence.zh, file.licence.en) if file.licence else Words("", ""),
        url=file.site_url,
        languages=LANGUAGES,
        editions=rendered,
        pages={language: (_glossary_page(terms, language),) for language in LANGUAGES},
        assets=assets,
        vocabulary=_vocabulary(terms),
    )


def book_name(edition: str, language: str) -> str:
    """Return the file name of an edition's PDF."""
    return f"{edition}-{language}.pdf"


def _edition(
    contents: Contents,
    drawn: AllDrawn,
    books: Path,
    assets: dict[str, Path],
    findings: Findings,
) -> site.Edition:
    file = contents.edition.file
    name = contents.edition.name
    pages = {}
    downloads = {}
    for language in LANGUAGES:
        pictures, charts = _pictures(name, language, drawn, assets)
        pages[language] = tuple(
            _page(contents, index, language, pictures, charts, findings)
            for index in range(len(contents.filled[language]))
        )
        book = books / book_name(name, language)
        title = file.title.of(language)
        downloads[language] = (site.Download(book, f"{title} (PDF)"),)
    return site.Edition(
        name=name,
        title=Words(file.title.zh, file.title.en),
        subtitle=Words(file.subtitle.zh, file.subtitle.en),
        date=file.date,
        pages=pages,
        downloads=downloads,
    )


def _page(
    contents: Contents,
    index: int,
    language: str,
    pictures: Mapping[str, Pictures],
    charts: Mapping[str, str],
    findings: Findings,
) -> site.Page:
    chapter = contents.filled[language][index]
    target = SiteTarget(language, chapter.name, contents.material.numbering, pictures, charts)
    rendered = render(chapter, target, contents.material, findings)
    return site.Page(
        slug=rendered.name,
        title=rendered.title,
        markdown=rendered.markdown,
        source=rendered.path,
    )


def _pictures(
    edition: str, language: str, drawn: AllDrawn, assets: dict[str, Path]
) -> tuple[dict[str, Pictures], dict[str, str]]:
    """Return each figure's pictures and chart as seen from a page; note the files as assets."""
    pictures: dict[str, Pictures] = {}
    charts: dict[str, str] = {}
    folder = f"{language}/{edition}"
    schemes: tuple[blocks.Scheme, ...] = ("light", "dark")
    for (of_edition, of_language, figure), one in drawn.items():
        if (of_edition, of_language) != (edition, language):
            continue
        shown = {}
        for scheme in schemes:
            for width, pixels in WIDTHS:
                picture = one.pictures[scheme, pixels]
                path = f"charts/{figure}-{scheme}-{width}.svg"
                assets[f"{folder}/{path}"] = picture.svg
                shown[scheme, width] = blocks.Picture(path, picture.width, picture.height)
        pictures[figure] = shown
        charts[figure] = f"charts/{figure}.js"
        assets[f"{folder}/{charts[figure]}"] = one.spec
    return pictures, charts


def _glossary_page(terms: Glossary, language: str) -> site.Page:
    """Return the page of all terms with definitions, in the order of their files."""
    title = interface.GLOSSARY.of(language)
    other = "en" if language == "zh" else "zh"
    parts = [f"# {title} {{#glossary}}"]
    for term in terms:
        definition = term.entry.definition
        if definition is None:
            continue
        also = f'<span lang="{other}">{term.name(other)}</span>'
        parts.append(
            f"## {term.name(language)} {{#{term.id}}}\n\n{also}\n\n{definition.of(language)}"
        )
    return site.Page("glossary", title, "\n\n".join(parts) + "\n", "glossary")


def _vocabulary(terms: Glossary) -> tuple[str, ...]:
    words = []
    for term in terms:
        for language in LANGUAGES:
            words += [term.name(language), *term.entry.aliases.of(language)]
    return tuple(dict.fromkeys(words))
