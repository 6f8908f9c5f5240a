"""The feed of editions: one Atom document per language."""

from __future__ import annotations

import uuid

from duizhao.language import language_of
from duizhao.site import works
from duizhao.site.model import Site
from duizhao.site.pages import render


def feed(site: Site, language: str) -> str:
    """Return the feed; an edition keeps its id when the site moves to another address."""
    name = site.name.of(language)
    entries = [
        {
            "id": _id(name, edition.name),
            "title": edition.title.of(language),
            "summary": edition.subtitle.of(language),
            "updated": f"{edition.date.isoformat()}T00:00:00Z",
            "href": works.address(site, language, f"{edition.name}/index.html")
            or f"{edition.name}/index.html",
        }
        for edition in site.editions
    ]
    return render(
        "feed.xml",
        id=_id(name, ""),
        title=name,
        subtitle=site.description.of(language),
        author=site.publisher.of(language),
        lang=language_of(language).tag,
        updated=max((entry["updated"] for entry in entries), default="1970-01-01T00:00:00Z"),
        own=works.address(site, language, "feed.xml") or "feed.xml",
        home=works.address(site, language, "index.html") or "index.html",
        entries=entries,
    )


def _id(*parts: str) -> str:
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_OID, '/'.join(parts))}"
