"""What machines read of a page: schema.org `Report`, `Chapter` and `Dataset` as JSON-LD.

Data sets carry what search engines for data require and recommend: a name, a description of 50
to 5000 characters, creator, licence, version, variables, files. Addresses are absolute once the
site has one; until then they are relative to the page, which JSON-LD resolves.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from duizhao.downloads import licences
from duizhao.language import language_of
from duizhao.site import works
from duizhao.site.labels import LABELS
from duizhao.site.model import Edition, Page, PageFigure, Site

Thing = dict[str, Any]
_MEDIA = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
    "zip": "application/zip",
    "json": "application/json",
}


def of_edition(site: Site, edition: Edition, language: str) -> Thing:
    """Return an edition as a `Report` with chapters, PDFs and translations; and all its data."""
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
    translations = [
        {
            "@type": "Report",
            "name": edition.title.of(other),
            "inLanguage": language_of(other).tag,
            "url": works.address(site, other, f"{edition.name}/index.html")
            or f"../../{other}/{edition.name}/index.html",
        }
        for other in site.languages
        if other != language
    ]
    if translations:
        report["workTranslation"] = translations
    return _graph([report, *_all_data(site, edition, language)])


def of_page(site: Site, edition: Edition, page: Page, language: str) -> Thing:
    """Return a chapter as a `Chapter` of its report, and each of its figures as a `Dataset`."""
    chapter: Thing = {
        "@type": "Chapter",
        "name": page.title,
        "url": _at(site, edition, language, page.slug),
        "inLanguage": language_of(language).tag,
        "datePublished": edition.date.isoformat(),
        "author": _publisher(site, language),
        "isPartOf": _report(site, edition, language),
    }
    if page.description:
        chapter["description"] = page.description
    chapter |= _image(site, page.card) | _licence(site, language)
    datasets = [_dataset(site, edition, page, one, language) for one in page.figures]
    return _graph([chapter, *datasets])


def _graph(things: list[Thing]) -> Thing:
    return {"@context": "https://schema.org", "@graph": things}


def _report(site: Site, edition: Edition, language: str) -> Thing:
    publisher = _publisher(site, language)
    report: Thing = {
        "@type": "Report",
        "name": edition.title.of(language),
        "inLanguage": language_of(language).tag,
        "datePublished": edition.date.isoformat(),
        "author": publisher,
        "publisher": publisher,
        "url": _at(site, edition, language, "index"),
    }
    return report | _image(site, edition.cards.get(language, "")) | _licence(site, language)


def _dataset(site: Site, edition: Edition, page: Page, one: PageFigure, language: str) -> Thing:
    variables = list(one.variables[1:])
    dataset = _data(
        site,
        edition,
        language,
        name=f"{one.title} ({edition.title.of(language)})",
        description=_described(one, edition, language),
        files=one.files,
    )
    dataset["url"] = f"{_at(site, edition, language, page.slug)}#{one.anchor}"
    dataset["alternateName"] = one.label
    if variables:
        dataset["variableMeasured"] = variables
    return dataset


def _all_data(site: Site, edition: Edition, language: str) -> list[Thing]:
    """Return the archive of an edition's tables as a data set, if the edition has one."""
    archives = [one for one in edition.downloads.get(language, ()) if one.file.suffix == ".zip"]
    titles = [one.title for page in edition.pages[language] for one in page.figures]
    words = LABELS
    listed = words["listed"].of(language).join(titles)
    title = edition.title.of(language)
    return [
        _data(
            site,
            edition,
            language,
            name=words["data_of"].of(language).format(title),
            description=words["tables_of"].of(language).format(title, len(titles), listed)[:5000],
            files={"zip": archive.file.name},
        )
        | {"url": _at(site, edition, language, "index")}
        for archive in archives
    ]


def _data(
    site: Site,
    edition: Edition,
    language: str,
    *,
    name: str,
    description: str,
    files: Mapping[str, str],
) -> Thing:
    publisher = _publisher(site, language)
    data: Thing = {
        "@type": "Dataset",
        "name": name,
        "description": description,
        "inLanguage": language_of(language).tag,
        "version": edition.name,
        "datePublished": edition.date.isoformat(),
        "creator": publisher,
        "publisher": publisher,
        "isAccessibleForFree": True,
        "isPartOf": {
            "@type": "Report",
            "name": edition.title.of(language),
            "url": _at(site, edition, language, "index"),
        },
        "distribution": [
            {
                "@type": "DataDownload",
                "encodingFormat": _MEDIA[kind],
                "contentUrl": _file(site, edition, language, path),
            }
            for kind, path in files.items()
            if kind in _MEDIA
        ],
    }
    if site.url and "png" in files:
        data["image"] = _file(site, edition, language, files["png"])
    return data | _licence(site, language)


def _described(one: PageFigure, edition: Edition, language: str) -> str:
    """Return what a figure shows, what its table holds, and where it is from."""
    words = LABELS
    listed = words["listed"].of(language).join(one.variables)
    parts = [one.description or words["sentence"].of(language).format(one.title)]
    if one.variables:
        parts.append(words["columns"].of(language).format(listed))
    parts.append(words["part_of"].of(language).format(one.label, edition.title.of(language)))
    return language_of(language).writing.space.join(parts)


def _publisher(site: Site, language: str) -> Thing:
    publisher: Thing = {"@type": "Organization", "name": site.publisher.of(language)}
    home = works.address(site, language, "index.html")
    return publisher | ({"url": home} if home else {})


def _image(site: Site, card: str) -> Thing:
    # A picture of a page is looked for from elsewhere, so it needs a full address.
    return {"image": f"{site.url.rstrip('/')}/{card}"} if site.url and card else {}


def _licence(site: Site, language: str) -> Thing:
    text = site.licence.of(language)
    if not text:
        return {}
    licence: Thing = {"@type": "CreativeWork", "name": text}
    known = licences.found_in(text)
    return {"license": licence | ({"url": known.address} if known else {})}


def _at(site: Site, edition: Edition, language: str, slug: str) -> str:
    return works.address(site, language, f"{edition.name}/{slug}.html") or f"{slug}.html"


def _file(site: Site, edition: Edition, language: str, path: str) -> str:
    return works.address(site, language, f"{edition.name}/{path}") or path
