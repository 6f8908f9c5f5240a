"""A site's editions, chapters and figures as works: addresses, citations, and their files."""

from __future__ import annotations

from collections.abc import Iterator

from duizhao.document.anchors import naming
from duizhao.downloads import licences
from duizhao.render import citations
from duizhao.render.citations import Work, bibtex, cff, ris
from duizhao.site.model import Edition, Page, PageFigure, Site


def address(site: Site, language: str, path: str) -> str:
    """Return the public address of a path under a language's folder, "" while there is none."""
    return citations.address(site.url, language, path)


def of_edition(site: Site, edition: Edition, language: str) -> Work:
    """Return an edition as what is cited."""
    title, publisher = edition.title.of(language), site.publisher.of(language)
    return citations.report(edition.name, title, publisher, edition.date, site.url, language)


def of_page(site: Site, edition: Edition, page: Page, language: str) -> Work:
    """Return a chapter as what is cited."""
    return Work(
        kind="chapter",
        key=f"{page.slug}_{edition.name}",
        language=language,
        title=page.title,
        author=site.publisher.of(language),
        date=edition.date,
        address=address(site, language, f"{edition.name}/{page.slug}.html"),
        container=edition.title.of(language),
    )


def of_figure(site: Site, edition: Edition, page: Page, one: PageFigure, language: str) -> Work:
    """Return a figure as what is cited."""
    return Work(
        kind="figure",
        key=f"{one.name}_{edition.name}",
        language=language,
        title=one.title,
        author=site.publisher.of(language),
        date=edition.date,
        address=address(site, language, f"{edition.name}/{page.slug}.html#{one.anchor}"),
        container=edition.title.of(language),
        label=one.label,
    )


def records(site: Site) -> Iterator[tuple[str, str]]:
    """Yield each citation record's path in the site and its text, CITATION.cff first."""
    if site.editions:
        newest = site.editions[0]
        language = naming(site.languages)  # programs that read it expect Latin letters
        work = of_edition(site, newest, language)
        licence = licences.found_in(site.licence.of(language))
        spdx = licence.spdx if licence else ""
        yield "CITATION.cff", cff(work, site.description.of(language), spdx)
    for edition in site.editions:
        for language in site.languages:
            folder = f"{language}/{edition.name}/cite"
            for name, work in _works(site, edition, language):
                yield f"{folder}/{name}.bib", bibtex(work)
                yield f"{folder}/{name}.ris", ris(work)


def _works(site: Site, edition: Edition, language: str) -> Iterator[tuple[str, Work]]:
    yield "index", of_edition(site, edition, language)
    for page in edition.pages[language]:
        yield page.slug, of_page(site, edition, page, language)
        for one in page.figures:
            yield one.name, of_figure(site, edition, page, one, language)
