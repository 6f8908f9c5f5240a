"""The glossary: terms, places, organisations and categories, both languages side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar

from pydantic import Field

from duizhao.charts.colours import Colour
from duizhao.diagnostics import Diagnostic, Place, Related, Stage, Words, stage
from duizhao.files.multilingual import ByLanguage, Texts
from duizhao.files.written import Id, Name, Text
from duizhao.files.yaml_places import Document, meaning, read, validated
from duizhao.language import DEFAULT


class Variants(ByLanguage):
    """Further spellings per language.

    各语言的其他写法。
    """

    needed: ClassVar[bool] = False
    key: ClassVar[Words] = Words("{}写法", "spellings in {}")
    value: ClassVar[Mapping[str, Any]] = {"type": "array", "items": {"type": "string"}}
    __pydantic_extra__: dict[str, list[Text]] = Field(init=False)

    def of(self, language: str) -> list[str]:
        """Return the spellings in `language`."""
        return self.__pydantic_extra__.get(language, [])


class Entry(Texts):
    """What a glossary file says of one id: its names, other spellings, and what it means.

    术语表的一个词条：名称、其他写法和释义。
    """

    key: ClassVar[Words] = Words("{}名称", "the name in {}")
    __pydantic_extra__: dict[str, Name] = Field(init=False)
    aliases: Variants = Field(
        default=Variants(),
        description=meaning(
            "同义的其他名称，印在词条旁", "other names for the same thing, printed beside it"
        ),
    )
    search: Variants = Field(
        default=Variants(),
        description=meaning(
            "只供检索的写法，例如简称，并非它的名称",
            "forms that lead readers to it without being its name, such as short ones",
        ),
    )
    avoid: Variants = Field(
        default=Variants(),
        description=meaning("正文不得使用的译法", "renderings that chapters must not use"),
    )
    others: Variants = Field(
        default=Variants(),
        alias="not",
        description=meaning(
            "含有其名称而另有所指的词，首次出现不算在内",
            "words that hold one of its names and mean something else",
        ),
    )
    definition: Texts | None = Field(
        default=None,
        description=meaning("释义，列入网站的术语表", "the definition, for the site’s glossary"),
    )
    tile: tuple[int, int] | None = Field(
        default=None,
        description=meaning(
            "地点在瓦片图中的列和行，左上角为[0, 0]",
            "a place’s column and row in a tile grid, counted from [0, 0] at the upper left",
        ),
    )
    code: str | None = Field(
        default=None,
        description=meaning(
            "英文中最短的写法，用于位置狭小处",
            "the shortest form in English, for where there is little room",
        ),
    )
    short: Texts | None = Field(
        default=None,
        description=meaning(
            "行文中的简称，与正式名称并用",
            "the name in running prose, beside the official one",
        ),
    )
    the: bool = Field(
        default=False,
        description=meaning(
            "英文名称在列举中是否带冠词the",
            "whether the English name takes the article in a list",
        ),
    )
    colour: Colour | None = Field(
        default=None,
        description=meaning(
            "在所有图中的颜色；深浅随网站的明暗和印刷而定",
            "its colour in every figure, in the shade that suits the site, light or dark, or print",
        ),
    )

    was: dict[str, list[str]] = Field(
        default_factory=dict,
        description=meaning(
            "别的版本用哪些编码公布它：改名写一个，合并写几个，没有或另有所指的写[]；"
            "没有写的版本，编码不变",
            "under which ids another edition published it: one for another name, several for what "
            "was merged, [] where there was none or it meant something else; an edition that is "
            "not named uses the same id",
        ),
    )

    def spellings(self, language: str) -> list[str]:
        """Return every form in `language` that means the entry, its name apart."""
        return [*self.aliases.of(language), *self.search.of(language)]


@dataclass(frozen=True)
class Term:
    """A glossary entry with its id, the file it comes from and its line."""

    id: str
    kind: str
    place: Place
    entry: Entry

    def name(self, language: str) -> str:
        """Return the term's name in `language`."""
        return self.entry.of(language)


@dataclass(frozen=True)
class Glossary:
    """All terms of a project by id; a term's kind is its file's name (`places`, `terms` …).

    `complete` is false where a file could not be read: then what is not here may be defined.
    `languages` are those in which it has every name, `files` the files by kind.
    """

    terms: Mapping[str, Term]
    complete: bool = True
    languages: tuple[str, ...] = DEFAULT
    files: Mapping[str, Document] = field(default_factory=dict)

    def __contains__(self, id: object) -> bool:
        return id in self.terms

    def __getitem__(self, id: str) -> Term:
        return self.terms[id]

    def __iter__(self) -> Iterator[Term]:
        return iter(self.terms.values())

    def kind(self, kind: str) -> list[Term]:
        """Return the terms of one kind, in the order of their file."""
        return [term for term in self if term.kind == kind]

    def ids(self) -> dict[str, str]:
        """Return the id that each name and alias means; names are case-folded."""
        known: dict[str, str] = {}
        for term in self:
            for language in self.languages:
                for name in (term.name(language), *term.entry.spellings(language)):
                    known.setdefault(name.casefold(), term.id)
        return known


@stage
def load(root: Path, languages: tuple[str, ...] = DEFAULT) -> Stage[Glossary]:
    """Read every file of `glossary/` for a report in `languages`; ids are unique across files."""
    terms: dict[str, Term] = {}
    files: dict[str, Document] = {}
    complete = True
    for file in sorted((root / "glossary").glob("*.yml")):
        path = f"glossary/{file.name}"
        document = yield from read(root, path)
        entries = None
        if document:
            entries = yield from validated(document, dict[Id, Entry], languages)
        if document is None or entries is None:
            complete = False
            continue
        files[file.stem] = document
        for id, entry in entries.items():
            place = document.place(id)
            if id in terms:
                first = terms[id].place
                message = Words(
                    zh=f"“{id}”已经在{first}定义过", en=f"“{id}” is already defined in {first}"
                )
                yield Diagnostic("term-twice", place, message, related=Related(first))
                continue
            terms[id] = Term(id, file.stem, place, entry)
    return Glossary(terms, complete, languages, files)
