"""Twins: entries of a glossary that are one name, and names in a text that no entry has."""

from __future__ import annotations

import re
from collections.abc import Iterator

from duizhao.check.text.lexicon import PROPER, Lexicon
from duizhao.check.text.same_name import Groups, normal, one_letter_apart
from duizhao.project.glossary import Glossary, Term

# Below this length a letter more or less makes another name as easily as a slip.
LONG = {"zh": 6, "en": 10}
Twin = tuple[Term, Term, str, str]

# A name of several words, or one with a capital inside: what can be spelt in two ways.
_UNKNOWN = {
    "en": re.compile(
        r"(?<![\w\ue000-\ue002.])(?:[A-Z][\w’'&]*[ \-–])+[A-Z][\w’'&]*|"
        r"(?<![\w\ue000-\ue002.])[A-Za-z]+[A-Z]\w*(?:-[A-Z]?\w+)*"
    ),
    "zh": re.compile(r"(?<![A-Za-z0-9\ue000-\ue002])[A-Z][A-Za-z0-9]*(?:[ -][A-Z][A-Za-z0-9]*)*"),
}
_LEADING = re.compile(
    r"^(?:The|A|An|In|At|For|By|Of|On|As|If|But|And|Or|When|While|From|To|With|After|Before)[ ]"
)


def unknown(text: str, language: str, lexicon: Lexicon) -> Iterator[tuple[int, str]]:
    """Yield the names in a masked text that the glossary does not have, and where they begin."""
    rest = lexicon.without_names(text, language, "\ue002")
    for match in _UNKNOWN[language].finditer(rest):
        said = re.sub(r"[’']s$", "", _LEADING.sub("", match[0]))
        if len(normal(said, language)) > 3:
            yield match.start(), said


def of(glossary: Glossary, groups: Groups) -> Iterator[Twin]:
    """Yield two entries that are one name, each with the form in which they meet.

    They meet in one language in the form of all spellings; or in both, one letter apart in long
    names.
    """
    known: dict[tuple[str, str], tuple[Term, str]] = {}
    told: set[frozenset[str]] = set()
    languages = [one for one in LONG if one in glossary.languages]
    for term in glossary:
        for language in languages:
            for form in (term.name(language), *term.entry.spellings(language)):
                other, said = known.setdefault(
                    (language, normal(form, language, groups)), (term, form)
                )
                pair = frozenset({term.id, other.id})
                if other.id != term.id and pair not in told:
                    told.add(pair)
                    yield term, other, form, said
    proper = [
        (term, {one: normal(term.name(one), one) for one in LONG})
        for term in glossary
        if term.kind in PROPER and len(languages) == len(LONG)
    ]
    for at, (one, mine) in enumerate(proper):
        for other, its in proper[:at]:
            if not all(_nearly(mine[language], its[language], language) for language in LONG):
                continue
            if frozenset({one.id, other.id}) not in told:
                yield one, other, one.entry.en, other.entry.en


def _nearly(mine: str, its: str, language: str) -> bool:
    if abs(len(mine) - len(its)) > 1:
        return False
    long = min(len(mine), len(its)) >= LONG[language]
    return mine == its or (long and one_letter_apart(mine, its))
