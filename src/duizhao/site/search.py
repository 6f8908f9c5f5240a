"""The files that search reads: the words of every page, and what asks for them."""

from __future__ import annotations

import json
from collections.abc import Iterator

from duizhao.site.labels import labels_in
from duizhao.site.model import Page, Site
from duizhao.site.search_text import text_script

# An older edition's page must match a little better to stand first.
_OLDER = 0.85


def search_files(site: Site) -> Iterator[tuple[str, str]]:
    """Yield path and text of every file: the words, and the stub that Material's box loads.

    Material loads its index with every page; ours says only where the words are, so that they
    travel when somebody searches.
    """
    for language in site.languages:
        ages = {edition.name: age for age, edition in enumerate(site.editions)}
        titles = {edition.name: edition.title.of(language) for edition in site.editions}
        found = [
            {
                "location": f"{edition}/{page.slug}.html" if edition else f"{page.slug}.html",
                "title": page.sections[0].title,
                "edition": titles.get(edition, ""),
                "year": edition,
                "order": order,
                "weight": round(_OLDER ** ages.get(edition, 0), 3),
                "sections": [(one.place, one.title, one.text) for one in page.sections],
            }
            for order, (edition, page) in enumerate(_pages(site, language))
            if page.sections
        ]
        words = labels_in(language)
        config = {
            "text": f"../{language}/search/text.js",
            "editions": list(ages),
            "others": [
                {
                    "text": f"../{other}/search/text.js",
                    "home": f"../{other}/index.html",
                    "code": other,
                }
                for other in site.languages
                if other != language
            ],
            "words": {key: words[f"search_{key}"] for key in ("also", "also_one", "all", "meant")},
        }
        stub = json.dumps({"config": config, "docs": []}, ensure_ascii=False)
        folder = f"{language}/search"
        yield f"{folder}/text.js", text_script(found, site.spellings)
        yield f"{folder}/search_index.json", stub
        yield f"{folder}/search_index.js", f"var __index={stub};\n"


def _pages(site: Site, language: str) -> Iterator[tuple[str, Page]]:
    for edition in site.editions:
        for page in edition.pages[language]:
            yield edition.name, page
    for page in site.pages.get(language, ()):
        yield "", page
