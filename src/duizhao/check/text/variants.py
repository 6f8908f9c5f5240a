"""Spellings: where a text has a glossary name in a spelling that the glossary does not have."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from duizhao.check.text import twins
from duizhao.check.text.lexicon import PROPER, Lexicon, plurals
from duizhao.check.text.same_name import (
    Groups,
    folded,
    goes_on,
    has_capitals,
    normal,
    one_letter_apart,
    simplified,
    traditional,
    without_ending,
)
from duizhao.check.text.twins import LONG, Twin
from duizhao.project.glossary import Term

# Forms shorter than this are found in too many other words.
SHORTEST = {"zh": 3, "en": 4}
MOST_WORDS = 9

_SMALL = "of|and|for|the|in|on|&"
_RUN = re.compile(
    r"(?<![\w\ue000-\ue002])[A-Z][\w’'.&]*"
    rf"(?:[ \-–](?:(?:{_SMALL}) )*[A-Z0-9][\w’'.&]*)*"
)
_LEADING = re.compile(rf"(?:a|an|{_SMALL})$", re.IGNORECASE)
_WORD = re.compile(r"[\w’'.&]+")
_COMPANY = re.compile(r"(?:集团|控股)?(?:股份|有限责任|有限)*公司|集团")


@dataclass(frozen=True)
class Variant:
    """A stretch of text that is another spelling of a glossary name, and whose it is."""

    start: int
    end: int
    text: str
    term: Term


@dataclass(frozen=True)
class Spellings:
    """The names of a glossary in the form in which all spellings of one name are alike."""

    lexicon: Lexicon
    groups: Groups = ()

    @cached_property
    def _exact(self) -> Mapping[str, frozenset[str]]:
        """Return every spelling that the glossary knows, per language, with those to avoid."""
        known: dict[str, set[str]] = {"zh": set(), "en": set()}
        for term in self.lexicon.glossary:
            for language in known.keys() & {*self.lexicon.glossary.languages}:
                entry, forms = term.entry, known[language]
                for form in (
                    term.name(language),
                    *entry.spellings(language),
                    *entry.avoid.of(language),
                ):
                    forms.add(form.strip("《》"))
                    if language == "en":
                        forms |= {form.replace("'", "’"), *plurals(form)}
        return {language: frozenset(forms) for language, forms in known.items()}

    @cached_property
    def _normal(self) -> Mapping[str, Mapping[str, Term]]:
        """Return the names in their common form, per language, each with its entry."""
        names: dict[str, dict[str, Term]] = {"zh": {}, "en": {}}
        for term in self.lexicon.glossary:
            for language in names.keys() & {*self.lexicon.glossary.languages}:
                known = names[language]
                for form in (term.name(language), *term.entry.spellings(language)):
                    both = plurals(form) if language == "en" and term.kind not in PROPER else ()
                    for spelling in (form, *both):
                        plain = normal(spelling, language, self.groups)
                        if len(plain) >= SHORTEST[language]:
                            known.setdefault(plain, term)
        return names

    @cached_property
    def _starts(self) -> Mapping[str, Mapping[str, list[str]]]:
        """Return the common forms by their first two characters, per language, longest first."""
        starts: dict[str, dict[str, list[str]]] = {"zh": {}, "en": {}}
        for language, known in self._normal.items():
            for name in sorted(known, key=len, reverse=True):
                # English terms are words that are written in many ways (start up, start-up).
                if language == "zh" or known[name].kind != "terms":
                    starts[language].setdefault(name[:2], []).append(name)
        return starts

    @cached_property
    def _near(self) -> Mapping[str, set[str]]:
        """Return long proper names by what is left when one letter is taken away."""
        near: dict[str, set[str]] = {}
        for name, term in self._normal["en"].items():
            if term.kind in PROPER and len(name) >= LONG["en"]:
                for shorter in (name, *(name[:at] + name[at + 1 :] for at in range(len(name)))):
                    near.setdefault(shorter, set()).add(name)
        return near

    @cached_property
    def _words(self) -> frozenset[str]:
        """Return the words of all proper names: each of them is a word of its own, no slip."""
        return frozenset(
            word.casefold()
            for form in self._exact["en"]
            for word in _WORD.findall(form)
            if form[:1].isupper()
        )

    @cached_property
    def twins(self) -> tuple[Twin, ...]:
        """Return the entries of the glossary that are one name."""
        return tuple(twins.of(self.lexicon.glossary, self.groups))

    @cached_property
    def _unknown(self) -> dict[tuple[str, str], tuple[tuple[int, str], ...]]:
        return {}

    def unknown(self, text: str, language: str) -> tuple[tuple[int, str], ...]:
        """Return the names in a masked text that the glossary lacks, and where they begin."""
        key = (language, text)
        if key not in self._unknown:
            if len(self._unknown) > 4096:
                self._unknown.clear()
            self._unknown[key] = tuple(twins.unknown(text, language, self.lexicon))
        return self._unknown[key]

    @cached_property
    def _seen(self) -> dict[tuple[str, str], tuple[Variant, ...]]:
        return {}

    def variants(self, text: str, language: str) -> tuple[Variant, ...]:
        """Return the other spellings of glossary names in a masked text."""
        key = (language, text)
        if key not in self._seen:
            if len(self._seen) > 4096:
                self._seen.clear()
            found = self._english(text) if language == "en" else self._chinese(text)
            # One stretch may be another spelling in more than one way.
            first = {(one.start, one.end): one for one in reversed(list(found))}
            self._seen[key] = tuple(sorted(first.values(), key=lambda one: one.start))
        return self._seen[key]

    def _folded(self, text: str, language: str) -> Iterator[Variant]:
        """Yield names in another width, case, division or script, or with exchanged words."""
        taken = [(m.start, m.end) for m in self.lexicon.mentions(text, language)]
        plain, places = folded(text, language, self.groups)
        starts, at = self._starts[language], 0
        while at < len(plain):
            listed = starts.get(plain[at : at + 2])
            name = next((n for n in listed if plain.startswith(n, at)), "") if listed else ""
            if not name:
                at += 1
                continue
            # The end follows the last character, whatever was skipped after it.
            start, end = places[at], places[at + len(name) - 1] + 1
            while end < places[at + len(name)] and text[end].isalnum():
                end += 1
            if goes_on(text, start, end, language):
                at += 1
                continue
            at += len(name)
            said, term = text[start:end], self._normal[language][name]
            inside = any(s <= start and end <= e for s, e in taken)
            if inside and (language == "zh" or _capitals(said, term)):
                continue
            if not self._known(said, language):
                yield Variant(start, end, said, term)

    def _known(self, said: str, language: str) -> bool:
        known = self._exact[language]
        if language == "zh" or said in known:
            return said in known
        if said.islower() and said.isalpha() and said.capitalize() in known:
            return True  # a common word that is a name as well
        return any(
            said.casefold() == form.casefold() and has_capitals(said, form)
            for form in (self._by_case.get(said.casefold(), ()))
        )

    @cached_property
    def _by_case(self) -> Mapping[str, list[str]]:
        forms: dict[str, list[str]] = {}
        for form in self._exact["en"]:
            for spelling in (form, form.replace("-", " ")):
                forms.setdefault(spelling.casefold(), []).append(spelling)
        return forms

    # Chinese

    def _chinese(self, text: str) -> Iterator[Variant]:
        taken = [(m.start, m.end) for m in self.lexicon.mentions(text, "zh")]
        yield from self._folded(text, "zh")
        yield from self._in_traditional(text)
        yield from self._slips(text, taken)
        for mention in self.lexicon.mentions(text, "zh"):
            ending = _COMPANY.match(text, mention.end)
            if mention.term.kind == "organisations" and ending:
                yield Variant(
                    mention.start, ending.end(), text[mention.start : ending.end()], mention.term
                )

    def _in_traditional(self, text: str) -> Iterator[Variant]:
        places = traditional(text)
        if not places:
            return
        for mention in self.lexicon.mentions(simplified(text), "zh"):
            if any(mention.start <= place < mention.end for place in places):
                said = text[mention.start : mention.end]
                yield Variant(mention.start, mention.end, said, mention.term)

    def _slips(self, text: str, taken: list[tuple[int, int]]) -> Iterator[Variant]:
        """Yield long names with a character too many, too few, or two exchanged."""
        for start in range(len(text) - 1):
            for name, term in self._long.get(text[start : start + 2], ()):
                for length in (len(name) - 1, len(name), len(name) + 1):
                    said = text[start : start + length]
                    if (
                        said.endswith(name[-2:])
                        and one_letter_apart(said, name, swap=False)
                        and not any(s <= start and start + length <= e for s, e in taken)
                    ):
                        yield Variant(start, start + length, said, term)
                        break

    @cached_property
    def _long(self) -> Mapping[str, list[tuple[str, Term]]]:
        """Return the long proper names in Chinese by their first two characters."""
        found: dict[str, list[tuple[str, Term]]] = {}
        for name, term in self._normal["zh"].items():
            if term.kind in PROPER and len(name) >= LONG["zh"]:
                found.setdefault(name[:2], []).append((name, term))
        return found

    # English

    def _english(self, text: str) -> Iterator[Variant]:
        told = []
        for variant in self._folded(text, "en"):
            told.append((variant.start, variant.end))
            yield variant
        # Part of a name that is spelt as it should be is no name of its own.
        taken = [(m.start, m.end) for m in self.lexicon.mentions(text, "en")]
        for variant in self._in_runs(text):
            start, end = variant.start, variant.end
            part = any(s <= start and end <= e and (s, e) != (start, end) for s, e in taken)
            if not part and not any(s < end and start < e for s, e in told):
                yield variant

    def _in_runs(self, text: str) -> Iterator[Variant]:
        for run in _RUN.finditer(text.replace("\n", " ")):
            words = list(_WORD.finditer(run[0]))
            at = 0
            while at < len(words):
                step = 1
                most = at if _LEADING.match(words[at][0]) else min(len(words), at + MOST_WORDS)
                for stop in range(most, at, -1):
                    said = without_ending(run[0][words[at].start() : words[stop - 1].end()])
                    if said in self._exact["en"]:
                        step = stop - at
                        break
                    term = self._variant_of(said)
                    if term is not None:
                        start = run.start() + words[at].start()
                        yield Variant(start, start + len(said), said, term)
                        step = stop - at
                        break
                at += step

    def _variant_of(self, said: str) -> Term | None:
        plain = normal(said, "en", self.groups)
        term = self._normal["en"].get(plain)
        if term is not None:
            return None if term.kind not in PROPER or self._known(said, "en") else term
        if " " not in said or len(plain) < LONG["en"] - 1:
            return None
        shorter = (plain, *(plain[:at] + plain[at + 1 :] for at in range(len(plain))))
        names = {name for one in shorter for name in self._near.get(one, ())}
        name = next((name for name in sorted(names) if one_letter_apart(plain, name)), None)
        if name is None:
            return None
        term = self._normal["en"][name]
        forms = (term.entry.en, *term.entry.spellings("en"))
        own = {word.casefold() for form in forms for word in _WORD.findall(form)}
        other = [word for word in _WORD.findall(said) if word.casefold() not in own]
        # Iran for Iraq is no slip: both are names.
        return None if any(word.casefold() in self._words for word in other) else term


def _capitals(said: str, term: Term) -> bool:
    """Whether a text that is a known form but for capitals lacks none."""
    forms = (term.entry.en, *term.entry.spellings("en"))
    every = [spelling for form in forms for spelling in (form, *plurals(form))]
    like = [form for form in every if form.casefold() == said.casefold()]
    return not like or any(has_capitals(said, form) for form in like)
