"""From a site to the finished pages of one language: what each shows, and what the theme asks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from duizhao.language import date_text, language_of
from duizhao.render.citations import Work
from duizhao.site import linked_data, works
from duizhao.site.article import Heading
from duizhao.site.labels import labels_in
from duizhao.site.model import Edition, Page, Site
from duizhao.site.settings import ASSETS, POLICY
from duizhao.site.toolbar import citations_html


@dataclass(frozen=True)
class Document:
    """A finished page for the theme: its HTML, its headings, and what the theme asks of it."""

    html: str
    meta: Mapping[str, Any]
    headings: tuple[Heading, ...] = ()


def documents(site: Site, language: str) -> dict[str, Document]:
    """Return every page of `language` by its path in the language's folder, without suffix."""
    pages = {"index": _home(site, language)}
    for edition in site.editions:
        pages[f"{edition.name}/index"] = _edition(site, edition, language)
        for page in edition.pages[language]:
            pages[f"{edition.name}/{page.slug}"] = _chapter(site, edition, page, language)
    for page in site.pages.get(language, ()):
        pages[page.slug] = _chapter(site, None, page, language)
    return pages


def source_of(site: Site, language: str, path: str) -> str:
    """Return the file that a finished page (`1998/x.html`) was written from, for findings."""
    stem = path.removesuffix(".html")
    for edition in site.editions:
        for page in edition.pages[language]:
            if stem == f"{edition.name}/{page.slug}":
                return page.source
        if stem == f"{edition.name}/index":
            return f"report/{edition.name}.yml"
    for page in site.pages.get(language, ()):
        if stem == page.slug:
            return page.source
    return "duizhao.yml"


def page_paths(site: Site) -> list[str]:
    """Return every page's path under its language's folder, in reading order."""
    paths = ["index.html"]
    for edition in site.editions:
        slugs = {page.slug: None for pages in edition.pages.values() for page in pages}
        paths += [f"{edition.name}/{slug}.html" for slug in ("index", *slugs)]
    slugs = {page.slug: None for pages in site.pages.values() for page in pages}
    return paths + [f"{slug}.html" for slug in slugs]


def page_addresses(site: Site, path: str) -> dict[str, str]:
    """Return the public address of a page in each language that has it, by `hreflang`."""
    return {
        language_of(language).tag: f"{site.url.rstrip('/')}/{language}/{path}"
        for language in site.languages
        if _has(site, language, path.removesuffix(".html"))
    }


def render(template: str, **values: Any) -> str:
    """Render one of the package's own page templates."""
    tag = {"tag": lambda code: language_of(code).tag}
    return _environment().get_template(template).render(policy=POLICY, **tag, **values)


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(ASSETS / "pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _home(site: Site, language: str) -> Document:
    meta = _meta(site, language, "index", None, "home", site.description.of(language))
    for newest in site.editions[:1]:
        meta["duizhao"]["card"] = newest.cards.get(language, "")
    body = render(
        "home.html",
        site=site,
        language=language,
        words=labels_in(language),
        date=lambda edition: long_date(edition, language),
        pages=site.pages.get(language, ()),
    )
    return Document(body, meta, (Heading(1, "home", site.name.of(language)),))


def _edition(site: Site, edition: Edition, language: str) -> Document:
    meta = _meta(
        *(site, language, f"{edition.name}/index", edition, "edition"),
        edition.subtitle.of(language),
        edition.title.of(language),
    )
    meta["duizhao"] |= {
        "card": edition.cards.get(language, ""),
        "linked": linked_data.of_edition(site, edition, language),
        "cite": _cite("edition", "index", works.of_edition(site, edition, language), language),
    }
    body = render(
        "edition.html",
        edition=edition,
        language=language,
        words=labels_in(language),
        date=long_date(edition, language),
        highlights=edition.highlights.get(language, ()),
        downloads=edition.downloads.get(language, ()),
        figures=[(page, one) for page in edition.pages[language] for one in page.figures],
        sources=edition.sources.get(language, ()),
        corrections=[
            (one.date.isoformat(), date_text(one.date, language), one.what)
            for one in edition.corrections.get(language, ())
        ],
        introduction=re.split(r"\n{2,}", edition.introduction.get(language, "").strip()),
    )
    return Document(body, meta, (Heading(1, "edition", edition.title.of(language)),))


def _chapter(site: Site, edition: Edition | None, page: Page, language: str) -> Document:
    path = f"{edition.name}/{page.slug}" if edition else page.slug
    meta = _meta(site, language, path, edition, "chapter", page.description, page.title)
    if edition:
        meta["duizhao"] |= {
            "card": page.card or edition.cards.get(language, ""),
            "linked": linked_data.of_page(site, edition, page, language),
            "cite": _cite(
                "chapter", page.slug, works.of_page(site, edition, page, language), language
            ),
        }
    if page.answers or page.terms:
        meta["duizhao"]["answers"] = f"{page.slug}.values.js"
    return Document(page.html, meta, page.headings)


def _cite(kind: str, name: str, work: Work, language: str) -> dict[str, str]:
    records = {suffix: f"cite/{name}.{suffix}" for suffix in ("bib", "ris")}
    return {
        "label": labels_in(language)[f"cite_{kind}"],
        "html": citations_html(work, records, language),
    }


def long_date(edition: Edition, language: str) -> str:
    """Return the edition's date as readers of `language` write it."""
    return date_text(edition.date, language)


def _version(edition: Edition, language: str) -> str:
    """Return when the edition was published, and when it was last corrected."""
    words = labels_in(language)
    said = words["published_on"].format(long_date(edition, language))
    for newest in edition.corrections.get(language, ())[:1]:
        corrected = words["corrected_on"].format(date_text(newest.date, language))
        said = words["clauses"].format(said, corrected)
    return said


def _mistake(site: Site, language: str, path: str, title: str) -> str:
    """Return the address at which a mistake on a page is reported, filled in; "" for none."""
    page = works.address(site, language, f"{path}.html") or f"{language}/{path}.html"
    return site.mistakes_to.replace("{page}", quote(page, "")).replace("{title}", quote(title, ""))


def _meta(
    site: Site,
    language: str,
    path: str,
    edition: Edition | None,
    kind: str,
    description: str,
    title: str = "",
) -> dict[str, Any]:
    """Return what the theme must know of a page; addresses are relative to the language's root."""
    twins = {
        other: f"../{other}/{path if _has(site, other, path) else _nearest(edition)}.html"
        for other in site.languages
    }
    editions = []
    for other_edition in site.editions if len(site.editions) > 1 else ():
        slug = path.split("/")[-1]
        same = f"{other_edition.name}/{slug}"
        target = same if edition and _has(site, language, same) else f"{other_edition.name}/index"
        editions.append(
            {
                "title": other_edition.title.of(language),
                "name": other_edition.name,
                "href": f"{target}.html",
                "current": other_edition is edition,
            }
        )
    meta: dict[str, Any] = {
        "duizhao": {
            "kind": kind,
            "path": f"{path}.html",
            "edition": edition.name if edition else "",
            "edition_title": edition.title.of(language) if edition else "",
            "languages": [
                {
                    "code": code,
                    "name": language_of(code).name,
                    "href": twins[code],
                    "current": code == language,
                    "hreflang": language_of(code).tag,
                }
                for code in site.languages
            ],
            "editions": editions,
            "version": _version(edition, language) if edition else "",
            "mistake": _mistake(site, language, path, title or site.name.of(language)),
        }
    }
    if title:
        meta["title"] = title
    if description:
        meta["description"] = description
    if kind != "chapter":
        meta["hide"] = ["navigation", "toc"]
    return meta


def _has(site: Site, language: str, path: str) -> bool:
    folder, _, slug = path.rpartition("/")
    if not folder:
        pages = site.pages.get(language, ())
    else:
        pages = tuple(
            page
            for edition in site.editions
            if edition.name == folder
            for page in edition.pages[language]
        )
    return slug == "index" or any(page.slug == slug for page in pages)


def _nearest(edition: Edition | None) -> str:
    return f"{edition.name}/index" if edition else "index"
