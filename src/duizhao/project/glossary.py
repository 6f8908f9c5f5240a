"""The glossary: terms, places, organisations and categories, both languages side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import Field

from duizhao.diagnostics import Diagnostic, Findings, Place, Words
from duizhao.files.yaml_places import Bilingual, Strict, read, validated


class Variants(Strict):
    """Further spellings per language."""

    zh: list[str] = Field(default_factory=list)
    en: list[str] = Field(default_factory=list)

    def of(self, language: str) -> list[str]:
        """Return the spellings in `language`."""
        return self.zh if language == "zh" else self.en


class Entry(Strict):
    """What a glossary file says of one id: its names, other spellings, and what it means.

    `aliases` are spellings that readers may use and search for; `avoid` are renderings that
    chapters must not use. `not` are words that hold one of its names and mean something else:
    the first use of a term never lies in them. `tile` is a place's column and row in a tile
    grid, counted from 0 at the upper left; `code` is its shortest form in English, for where there
    is little room.
    """

    zh: str
    en: str
    aliases: Variants = Variants()
    avoid: Variants = Variants()
    others: Variants = Field(default=Variants(), alias="not")
    definition: Bilingual | None = None
    tile: tuple[int, int] | None = None
    code: str | None = None


@dataclass(frozen=True)
class Term:
    """A glossary entry with its id, the file it comes from and its line."""

    id: str
    kind: str
    place: Place
    entry: Entry

    def name(self, language: str) -> str:
        """Return the term's name in `language`."""
        return self.entry.zh if language == "zh" else self.entry.en


@dataclass(frozen=True)
class Glossary:
    """All terms of a project by id; a term's kind is its file's name (`places`, `terms` …)."""

    terms: Mapping[str, Term]

    def __contains__(self, id: object) -> bool:
        return id in self.terms

    def __getitem__(self, id: str) -> Term:
        return self.terms[id]

    def __iter__(self) -> Iterator[Term]:
        return iter(self.terms.values())

    def kind(self, kind: str) -> list[Term]:
        """Return the terms of one kind, in the order of their file."""
        return [term for term in self if term.kind == kind]


def load(root: Path, findings: Findings) -> Glossary:
    """Read every file of `glossary/`; ids are unique across files."""
    terms: dict[str, Term] = {}
    for file in sorted((root / "glossary").glob("*.yml")):
        path = f"glossary/{file.name}"
        document = read(root, path, findings)
        entries = validated(document, dict[str, Entry], findings) if document else None
        if document is None or entries is None:
            continue
        for id, entry in entries.items():
            place = document.place(id)
            if id in terms:
                message = Words(
                    zh=f"“{id}”已经在{terms[id].place}定义过",
                    en=f"“{id}” is already defined in {terms[id].place}",
                )
                findings.append(Diagnostic("term-twice", place, message))
                continue
            terms[id] = Term(id, file.stem, place, entry)
    return Glossary(terms)
