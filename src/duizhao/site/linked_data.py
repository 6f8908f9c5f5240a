"""What machines read of a page: schema.org `Report`, `Chapter` and `Dataset` as JSON-LD.

Addresses are absolute once the site has one; until then they are relative to the page.
"""

from __future__ import annotations

from typing import Any

from duizhao.site import works
from duizhao.site.model import Edition, Exhibit, Page, Site
from duizhao.site.words import HREFLANG

Thing = dict[str, Any]
_MEDIA = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
    "zip": "application/zip",
}


def of_edition(site: Site, edition: Edition, language: str) -> Thing:
    """Return an edition as a `Report` with its chapters, its PDFs and its other languages."""
    report = _report(site, edition, language)
    report["description"] = edition.subtitle.of(language)
    report["hasPart"] = [
        {"@type": "Chapter", "name": page.title, "url": _at(site, edition, language, page.slug)}
        for page in edition.pages[language]
    ]
    report["encoding"] = [
        {
            "@type": "MediaObject",
            "encodingFormat": _MEDIA.get(one.file.suffix[1:], "application/octet-stream"),
            "contentUrl": _file(site, edition, language, one.file.name),
        }
        for one in edition.downloads.get(language, ())
    ]
    report["workTranslation"] = [
        {
            "@type": "Report",
            "name": edition.title.of(other),
            "inLanguage": HREFLANG[other],
            "url": works.address(site, other, f"{edition.name}/index.html")
            or f"../../{other}/{edition.name}/index.html",
        }
        for other in site.languages
        if other != language
    ]
    return _graph([report])


def of_page(site: Site, edition: Edition, page: Page, language: str) -> Thing:
    """Return a chapter as a `Chapter` of its report, and each of its figures as a `Dataset`."""
    chapter: Thing = {
        "@type": "Chapter",
        "name": page.title,
        "url": _at(site, edition, language, page.slug),
        "inLanguage": HREFLANG[language],
        "isPartOf": _report(site, edition, language),
    }
    if page.description:
        chapter["description"] = page.description
    datasets = [_dataset(site, edition, page, one, language) for one in page.exhibits]
    return _graph([chapter, *datasets])


def _graph(things: list[Thing]) -> Thing:
    return {"@context": "https://schema.org", "@graph": things}


def _report(site: Site, edition: Edition, language: str) -> Thing:
    publisher = {"@type": "Organization", "name": site.publisher.of(language)}
    report: Thing = {
        "@type": "Report",
        "name": edition.title.of(language),
        "inLanguage": HREFLANG[language],
        "datePublished": edition.date.isoformat(),
        "author": publisher,
        "publisher": publisher,
        "url": _at(site, edition, language, "index"),
    }
    return report | _licence(site, language)


def _dataset(site: Site, edition: Edition, page: Page, one: Exhibit, language: str) -> Thing:
    dataset: Thing = {
        "@type": "Dataset",
        "name": f"{one.title} ({edition.title.of(language)})",
        "description": one.description or one.title,
        "url": f"{_at(site, edition, language, page.slug)}#{one.anchor}",
        "inLanguage": HREFLANG[language],
        "datePublished": edition.date.isoformat(),
        "creator": {"@type": "Organization", "name": site.publisher.of(language)},
        "isAccessibleForFree": True,
        "isPartOf": {"@type": "Report", "name": edition.title.of(language)},
        "variableMeasured": list(one.variables[1:]),
        "distribution": [
            {
                "@type": "DataDownload",
                "encodingFormat": _MEDIA[kind],
                "contentUrl": _file(site, edition, language, path),
            }
            for kind, path in one.files.items()
            if kind in _MEDIA
        ],
    }
    return dataset | _licence(site, language)


def _licence(site: Site, language: str) -> Thing:
    text = site.licence.of(language)
    return {"license": {"@type": "CreativeWork", "name": text}} if text else {}


def _at(site: Site, edition: Edition, language: str, slug: str) -> str:
    return works.address(site, language, f"{edition.name}/{slug}.html") or f"{slug}.html"


def _file(site: Site, edition: Edition, language: str, path: str) -> str:
    return works.address(site, language, f"{edition.name}/{path}") or path
