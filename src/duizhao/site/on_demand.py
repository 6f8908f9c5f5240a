"""The scripts that finished pages fetch when a reader asks for more than the page itself.

Per page its text, which the other language's page sets beside its own, and the answers of its
numbers; per language where every place of every edition stands. Scripts and not JSON, because
browsers fetch nothing else from file://; each answers to its own address.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from duizhao.site.model import Page, Site
from duizhao.site.number_cards_script import values_script


def scripts(site: Site) -> Iterator[tuple[str, str]]:
    """Yield path and text of every script."""
    for language in site.languages:
        places: dict[str, dict[str, tuple[str, ...]]] = {}
        for edition, path, page in _pages(site, language):
            if len(site.languages) > 1:
                yield f"{language}/{path}.text.js", _script("duizhaoTexts", page.html.strip())
            if page.answers or page.terms:
                yield (
                    f"{language}/{path}.values.js",
                    values_script(page.answers, page.terms, language),
                )
            if edition:
                places.setdefault(edition, {})[f"{page.slug}.html"] = page.places
        if len(site.editions) > 1:
            yield f"{language}/places.js", _script("duizhaoPlaces", places)


def _pages(site: Site, language: str) -> Iterator[tuple[str, str, Page]]:
    for edition in site.editions:
        for page in edition.pages[language]:
            yield edition.name, f"{edition.name}/{page.slug}", page
    for page in site.pages.get(language, ()):
        yield "", page.slug, page


def _script(name: str, content: object) -> str:
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return f"(self.{name}??={{}})[document.currentScript.src]={text};\n"
