"""The page that each figure has for itself, to stand in a frame on somebody else's page."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from duizhao.language import language_of
from duizhao.site import works
from duizhao.site.labels import labels_in
from duizhao.site.model import Site
from duizhao.site.pages import render


def embeds(site: Site) -> Iterator[tuple[str, str]]:
    """Yield each figure's own page: its path in the site, and its HTML."""
    for edition in site.editions:
        for language in site.languages:
            for page in edition.pages[language]:
                for one in page.figures:
                    path = f"{edition.name}/embed/{one.name}.html"
                    yield (
                        f"{language}/{path}",
                        render(
                            "embed.html",
                            title=one.title,
                            label=one.label,
                            figure=Markup(one.html),
                            lang=language_of(language).tag,
                            report=edition.title.of(language),
                            home=f"../{page.slug}.html#{one.anchor}",
                            canonical=works.address(
                                site, language, f"{edition.name}/{page.slug}.html"
                            ),
                            words=labels_in(language),
                        ),
                    )
