"""The page of all terms with definitions, then all other names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from duizhao.document.links import GLOSSARY
from duizhao.language import DEFAULT, labels, language_of
from duizhao.site.article import Heading
from duizhao.site.labels import labels_in as words_of
from duizhao.site.model import Page
from duizhao.site.number_cards_script import Link
from duizhao.site.pages import render
from duizhao.site.search_text import Section, clean


@dataclass(frozen=True)
class Entry:
    """A term in one language: its name, its name in the other language, its synonyms.

    All are plain text; `other` is "" in a report in one language, `definition` for a name that
    has none. `uses` are the chapters whose text has it, by edition, each with its first place.
    """

    id: str
    name: str
    other: str
    synonyms: tuple[str, ...]
    definition: str
    uses: tuple[tuple[str, tuple[Link, ...]], ...] = ()


def glossary_page(
    entries: Sequence[Entry], language: str, languages: Sequence[str] = DEFAULT
) -> Page:
    """Return the glossary's page: under a term stand its other names, then what it means."""
    title = labels.GLOSSARY.of(language)
    codes = [language, *[code for code in languages if code != language][:1]]
    columns = [language_of(code).called.of(language) for code in codes] if codes[1:] else []
    names = (labels.NAMES if columns else labels.OTHER_NAMES).of(language)
    defined = [(one, _also(one, language)) for one in entries if one.definition]
    undefined = [one for one in entries if not one.definition]
    html = render(
        "glossary.html",
        title=title,
        defined=defined,
        clause=labels.CLAUSE.of(language),
        listed=labels.LISTED.of(language),
        undefined=undefined,
        names=names,
        columns=columns,
        lang=language_of(codes[-1]).tag,
        words=words_of(language),
    )
    headings = [Heading(1, GLOSSARY, title)]
    headings += [Heading(2, one.id, one.name) for one, _ in defined]
    found = [Section("", title)]
    for one, also in defined:
        parts = [
            *([one.other] if one.other not in ("", one.name) else []),
            *([also] if also else []),
        ]
        text = f"{labels.CLAUSE.of(language).join(parts)} {one.definition}"
        found.append(Section(f"#{one.id}", one.name, text))
    if undefined:
        headings.append(Heading(2, "names", names))
        cells = [text for one in undefined for text in (one.name, one.other) if text]
        found.append(Section("#names", names, " ".join([*columns, *cells])))
    return Page(
        GLOSSARY,
        title,
        html,
        GLOSSARY,
        headings=tuple(headings),
        sections=clean(found),
        places=tuple(one.id for one in headings[1:]),
    )


def _also(entry: Entry, language: str) -> str:
    synonyms = labels.LISTED.of(language).join(entry.synonyms)
    return labels.ALSO.of(language).format(synonyms) if synonyms else ""
