"""llms.txt: what the site is and where its numbers, tables and books are, for language models.

The form is that of llmstxt.org: a title, a summary, then lists of links under headings.
"""

from __future__ import annotations

from collections.abc import Iterator

from duizhao.language import language_of
from duizhao.site.labels import LABELS
from duizhao.site.model import Edition, Site


def llms(site: Site) -> str:
    """Return the file: the report in each of its languages, its editions newest first."""
    title = " / ".join(dict.fromkeys(site.name.of(language) for language in site.languages))
    return "\n".join([f"# {title}", "", *_summary(site), *_sections(site)])


def _summary(site: Site) -> Iterator[str]:
    for language in site.languages:
        yield f"> {_line(site.description.of(language))}"
        yield ">"
        yield f"> {_line(LABELS['numbers_carry'].of(language))}"
        yield ""
        licence = site.licence.of(language)
        yield _line(site.publisher.of(language) + (f" · {licence}" if licence else ""))
        yield ""


def _sections(site: Site) -> Iterator[str]:
    root = f"{site.url.rstrip('/')}/" if site.url else ""
    for language in site.languages:
        of_language = language_of(language).name
        for edition in site.editions:
            yield f"## {_line(edition.title.of(language))} ({of_language})"
            yield ""
            folder = f"{root}{language}/{edition.name}"
            for path, title in _links(edition, language):
                yield f"- [{_line(title)}]({folder}/{path})"
            yield ""
        pages = site.pages.get(language, ())
        if pages:
            yield f"## Optional ({of_language})"
            yield ""
            for page in pages:
                yield f"- [{_line(page.title)}]({root}{language}/{page.slug}.html)"
            yield ""


def _links(edition: Edition, language: str) -> Iterator[tuple[str, str]]:
    yield "index.html", edition.subtitle.of(language) or edition.title.of(language)
    for download in edition.downloads.get(language, ()):
        yield download.file.name, download.title
    for page in edition.pages[language]:
        yield f"{page.slug}.html", page.title


def _line(text: str) -> str:
    """Return text on one line, in which no bracket ends a link's words."""
    return " ".join(text.split()).replace("[", "\\[").replace("]", "\\]")
