"""The configuration of one language's MkDocs build: what the generator relies on, and the look."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from duizhao.language import language_of
from duizhao.project.look import Look
from duizhao.site.labels import labels_in
from duizhao.site.model import Site

ASSETS = Path(__file__).parent / "assets"

# What a page may load and run: what lies beside it, nothing inline, nothing from elsewhere. Every
# page says so itself, since not every server does, and files have none.
POLICY = (
    "default-src 'self'; img-src 'self' data:; style-src 'self'; object-src 'none'; "
    "base-uri 'self'; form-action 'self'"
)

_FEATURES = ("navigation.footer", "navigation.top", "toc.follow")


def settings(site: Site, language: str, work: Path, look: Look) -> dict[str, Any]:
    """Return the configuration of `language`, as plain data that MkDocs reads from YAML.

    `work` is the folder with an empty `docs`; the pages go to `out/<language>` beside it.
    `look` is what the project's mkdocs.yml says (see `project.look`).
    """
    words = labels_in(language)
    theme = look.theme.model_dump(exclude_none=True)
    if look.theme.logo:
        theme["logo"] = _published(look.theme.logo)
    url = site.url.rstrip("/")
    config: dict[str, Any] = {
        "site_name": site.name.of(language),
        "site_description": site.description.of(language),
        "site_author": site.publisher.of(language),
        "docs_dir": str(work / "docs"),
        "site_dir": str(work / "out" / language),
        "use_directory_urls": False,
        "nav": _navigation(site, language),
        "theme": {
            **theme,
            # Of the look's own icon it is the name in the site (see `site.assemble`).
            "favicon": "../assets/mark.svg",
            "name": "material",
            "custom_dir": str(ASSETS / "theme"),
            "language": _words_of_the_theme(language),
            "font": False,
            "features": sorted({*_FEATURES, *theme["features"]}),
            "palette": _palette(words),
        },
        # Nothing is parsed: pages come finished. The theme asks here what to call their contents.
        "markdown_extensions": [{"toc": {"title": words["contents"]}}],
        "plugins": [],
        "extra": {
            **look.extra,
            "generator": False,
            "duizhao": _extra(site, language),
        },
        "extra_css": [_published(name) for name in look.extra_css],
        "extra_javascript": [_published(name) for name in look.extra_javascript],
        "copyright": escape(look.copyright or site.licence.of(language)),
    }
    if url:
        config["site_url"] = f"{url}/{language}/"
    return config


def _published(name: str) -> str:
    """Return where a file of the look stands, as seen from the folder of a language."""
    return f"../assets/{name}"


def write_settings(config: Mapping[str, Any], path: Path) -> None:
    """Write the configuration so that `mkdocs build -f <path>` makes the same pages."""
    text = yaml.safe_dump(dict(config), allow_unicode=True, sort_keys=False, width=1000)
    path.write_text(text, encoding="utf-8")


def _navigation(site: Site, language: str) -> list[Any]:
    words = labels_in(language)
    entries: list[Any] = [{words["home"]: "index.md"}]
    for edition in site.editions:
        pages: list[Any] = [f"{edition.name}/index.md"]
        pages += [{p.title: f"{edition.name}/{p.slug}.md"} for p in edition.pages[language]]
        entries.append({edition.title.of(language): pages})
    entries += [{p.title: f"{p.slug}.md"} for p in site.pages.get(language, ())]
    return entries


def _palette(words: Mapping[str, str]) -> list[dict[str, Any]]:
    def scheme(name: str, media: str, icon: str, toggle: str) -> dict[str, Any]:
        return {
            "media": f"(prefers-color-scheme: {media})",
            "scheme": name,
            "primary": "custom",
            "accent": "custom",
            "toggle": {"icon": icon, "name": toggle},
        }

    return [
        scheme("default", "light", "material/weather-night", words["to_dark"]),
        scheme("slate", "dark", "material/weather-sunny", words["to_light"]),
    ]


def _words_of_the_theme(language: str) -> str:
    """Return the language of Material's own words: English where it does not know the report's."""
    words = files("material") / "templates" / "partials" / "languages" / f"{language}.html"
    return language if words.is_file() else "en"


def _extra(site: Site, language: str) -> dict[str, Any]:
    """Return what the theme's templates read."""
    pack = language_of(language)
    return {
        "language": language,
        "tag": pack.tag,
        "locale": f"{pack.locale.language}_{pack.locale.territory}",
        "languages": list(site.languages),
        "policy": POLICY,
        "words": labels_in(language),
        "url": f"{site.url.rstrip('/')}/" if site.url else "",
    }
