"""Lexicon: the glossary as something to find in a text: longest names first, once per language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from duizhao.diagnostics import Diagnostic, Place, Stage, Words, stage
from duizhao.project import glossary as glossaries
from duizhao.project.glossary import Glossary, Term

PROPER = ("places", "organisations")
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Mention:
    """A glossary name found in a text: whose it is, where, and whether it is the name itself.

    `form` is `name`, `alias` or `avoid`.
    """

    term: Term
    start: int
    end: int
    text: str
    form: str


@dataclass(frozen=True)
class Lexicon:
    """Every name, alias and rendering to avoid of a glossary, per language."""

    glossary: Glossary

    @cached_property
    def _forms(self) -> Mapping[str, dict[str, list[tuple[Term, str]]]]:
        forms: dict[str, dict[str, list[tuple[Term, str]]]] = {"zh": {}, "en": {}}
        for term in self.glossary:
            for language in forms.keys() & {*self.glossary.languages}:
                entry, known = term.entry, forms[language]
                listed = [(term.name(language), "name")]
                listed += [(text, "alias") for text in entry.spellings(language)]
                listed += [(text, "avoid") for text in entry.avoid.of(language)]
                for text, form in listed:
                    for spelling in _spellings(text, language):
                        others = known.setdefault(spelling, [])
                        if all(other is not term for other, _ in others):
                            others.append((term, form))
        return forms

    @cached_property
    def _starts(self) -> Mapping[str, Mapping[str, list[str]]]:
        """Return the known spellings by their first character or word, longest first."""
        starts: dict[str, dict[str, list[str]]] = {"zh": {}, "en": {}}
        for language, known in self._forms.items():
            for spelling in sorted(known, key=len, reverse=True):
                first = spelling[0] if language == "zh" else _first(spelling)
                starts[language].setdefault(first, []).append(spelling)
        return starts

    @cached_property
    def _seen(self) -> dict[tuple[str, str], tuple[tuple[int, int, str], ...]]:
        return {}

    def _found(self, text: str, language: str) -> tuple[tuple[int, int, str], ...]:
        key = (language, text)
        if key not in self._seen:
            if len(self._seen) > 4096:  # a process that runs for days forgets old texts
                self._seen.clear()
            scan = _scan_english if language == "en" else _scan_chinese
            self._seen[key] = tuple(scan(text, self._starts[language]))
        return self._seen[key]

    def mentions(self, text: str, language: str) -> Iterator[Mention]:
        """Yield the glossary names in a text, the longest at each place.

        A spelling that several entries share yields one mention for each of them.
        """
        known = self._forms[language]
        for start, end, spelling in self._found(text, language):
            for term, form in known[spelling]:
                if language == "zh" or _cased(term, text[start:end]):
                    yield Mention(term, start, end, text[start:end], form)

    def without_names(self, text: str, language: str, mask: str) -> str:
        """Return the text with every glossary name masked, its length kept."""
        for start, end, _ in self._found(text, language):
            text = text[:start] + mask * (end - start) + text[end:]
        return text


def _first(spelling: str) -> str:
    match = _WORD.match(spelling)
    return match[0] if match else spelling[:1]


def _scan_english(text: str, starts: Mapping[str, list[str]]) -> Iterator[tuple[int, int, str]]:
    folded = text.casefold().replace("\n", " ")
    if len(folded) != len(text):
        folded = text.lower()
    end = 0
    for match in _WORD.finditer(folded):
        start = match.start()
        if start < end or (start and (folded[start - 1] == "-")):
            continue
        for spelling in starts.get(match[0], ()):
            stop = start + len(spelling)
            if folded.startswith(spelling, start) and not folded[stop : stop + 1].isalnum():
                yield start, stop, spelling
                end = stop
                break


def _scan_chinese(text: str, starts: Mapping[str, list[str]]) -> Iterator[tuple[int, int, str]]:
    position = 0
    while position < len(text):
        known = text[position] in starts  # most characters begin no name
        spelling = _longest(text, position, starts) if known else None
        if spelling is None:
            position += 1
            continue
        stop = position + len(spelling)
        # A longer name that begins inside this one is the one meant: 画出度分布 is no 出度.
        inside = (_longest(text, at, starts) for at in range(position + 1, stop))
        if any(other is not None and len(other) > len(spelling) for other in inside):
            position += 1
            continue
        yield position, stop, spelling
        position = stop


def _longest(text: str, position: int, starts: Mapping[str, list[str]]) -> str | None:
    for spelling in starts.get(text[position], ()):
        stop = position + len(spelling)
        if not text.startswith(spelling, position):
            continue
        # A Latin name such as JD must not be found inside another Latin word.
        if _latin(spelling[0]) and _latin(text[position - 1 : position]):
            continue
        if _latin(spelling[-1]) and _latin(text[stop : stop + 1]):
            continue
        return spelling
    return None


def _latin(character: str) -> bool:
    return character.isascii() and character.isalpha()


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _spellings(text: str, language: str) -> list[str]:
    if language == "zh":
        plain = text.strip("《》")
        return [text] if plain == text else [text, plain]
    word = _folded(text)
    return list(dict.fromkeys([word, *plurals(word), word.replace("-", " ")]))


def plurals(word: str) -> list[str]:
    """Return how an English name reads in the other number: layer, layers; city, cities."""
    head, _, last = word.rpartition(" ")
    lead = f"{head} " if head else ""
    if last.endswith("s") and not last.endswith("ss"):
        forms = [last[:-1]] + ([last[:-3] + "y"] if last.endswith("ies") else [])
    elif last.endswith("y") and last[-2:-1] not in "aeiou":
        forms = [last[:-1] + "ies"]
    elif last.endswith(("s", "x", "ch", "sh")):
        forms = [last + "es"]
    else:
        forms = [last + "s"]
    return [lead + form for form in forms]


def _cased(term: Term, text: str) -> bool:
    """Whether a match is capitalised as a proper name is; other terms take any case."""
    return term.kind not in PROPER or text[0].isupper() or term.entry.en[0].islower()


# Where no glossary is given.
NOBODY = Lexicon(Glossary({}))


@stage
def of_folder(root: Path, folder: Path) -> Stage[Lexicon]:
    """Read the names of a glossary: a folder of that name, as projects have it."""
    path = (root / folder).resolve()
    if path.name != "glossary" or not path.is_dir():
        message = Words("这不是名为glossary的文件夹", "this is no folder called glossary")
        hint = Words(
            "术语表的写法见docs/editors.md", "docs/editors.md says how a glossary is written"
        )
        yield Diagnostic("missing-file", Place(str(folder)), message, hint)
        return NOBODY
    return Lexicon((yield from glossaries.load(path.parent)))
