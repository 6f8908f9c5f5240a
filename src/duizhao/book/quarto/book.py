"""All files of an edition as a Quarto book: a profile, chapters and a bibliography per language."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

import yaml

from duizhao.book.quarto.chapter import (
    For,
    Links,
    Writer,
    display_label,
    label_of,
    markdown,
    term_label,
)
from duizhao.charts.beside import files_of
from duizhao.charts.data import PRINT, WIDE, Scheme
from duizhao.diagnostics import Stage, stage, together
from duizhao.document import tree
from duizhao.document.anchors import display_anchor
from duizhao.document.links import GLOSSARY
from duizhao.edition.load import FinishedEdition
from duizhao.files import fonts
from duizhao.files.multilingual import Texts
from duizhao.language import labels, language_of, sort_key
from duizhao.render.context import Numbering
from duizhao.render.pandoc import linked, of, words
from duizhao.render.pictures import AllDrawn, ChartOf
from duizhao.render.render import FigureNode, FinishedChapter, TableNode, finish
from duizhao.render.term_links import terms_linked, with_terms

Files = dict[str, bytes | Path]
REFERENCES = "references"
README = Path(__file__).with_name("readme.md")
# By this line an export is known again, and may be replaced.
MARK = "# Written by `duizhao export quarto`; what is changed here is lost when it runs again.\n"
# What each format shows where a cell was run: a chart's picture for a scheme and a width.
_SHOWN: Mapping[For, tuple[Scheme, int]] = {"html": ("light", WIDE), "typst": ("print", PRINT)}
_JUPYTER = "---\njupyter: python3\n---\n\n"
_NEEDED = ("altair", "vl-convert-python")


@stage
def files(
    contents: FinishedEdition,
    charts: Sequence[ChartOf],
    drawn: AllDrawn,
    publisher: Texts,
    url: str,
) -> Stage[Files]:
    """Return every file of an edition's book by its path in the book; fonts are copied.

    `url` is the report's public address, "" for none.
    """
    languages = contents.edition.languages
    parts = yield from together(
        _of_language(contents, language, drawn, publisher, url) for language in languages
    )
    made: Files = {name: content for one in parts for name, content in one.items()}
    for one in charts:
        if one.edition == contents.edition.name:
            named = files_of(one.data, one.language).items()
            made |= {f"figures/{name}": content for name, content in named}
    made |= {f"fonts/{path.name}": path for path in fonts.find(folders=()).files}
    shared = {
        "project": {"type": "book"},
        "profile": {"default": languages[0], "group": [list(languages)]},
        "execute": {"echo": False, "freeze": "auto"},
    }
    return made | {
        "_quarto.yml": (MARK + _yaml(shared)).encode(),
        "index.qmd": _index(contents).encode(),
        "requirements.txt": _requirements().encode(),
        "README.md": README.read_text(encoding="utf-8")
        .format(title=contents.edition.file.title.of(languages[-1]), profile=languages[-1])
        .encode(),
    }


@dataclass(frozen=True)
class _Book:
    """A book in one language: its chapters, numbered as Quarto does, and where links lead."""

    contents: FinishedEdition
    language: str
    chapters: tuple[FinishedChapter, ...]
    links: Links
    sources: Mapping[str, tuple[str, ...]]


def _of_language(
    contents: FinishedEdition, language: str, drawn: AllDrawn, publisher: Texts, url: str
) -> Stage[Mapping[str, bytes | Path]]:
    book = yield from _book(contents, language, url)
    folder = f"text-{language}"
    made: Files = {}
    for chapter in book.chapters:
        made |= dict(_chapter(book, chapter, drawn))
    heading = "# {} {{.unnumbered}}\n\n"
    if book.links.terms:
        title = heading.format(labels.GLOSSARY.of(language))
        made[f"{folder}/{GLOSSARY}.qmd"] = (title + _glossary(book)).encode()
    cited = sorted({id for ids in book.sources.values() for id in ids})
    if cited:
        title = heading.format(labels.REFERENCES.of(language))
        made[f"{folder}/{REFERENCES}.qmd"] = (title + "::: {#refs}\n:::\n").encode()
        made[f"references-{language}.json"] = _references(contents, cited, language).encode()
    made[f"_quarto-{language}.yml"] = _yaml(
        _profile(book, publisher.of(language), bool(cited))
    ).encode()
    return made


def _book(contents: FinishedEdition, language: str, url: str) -> Stage[_Book]:
    """Say the chapters anew, since Quarto counts figures and tables within each chapter."""
    context = replace(contents.context, numbering=_numbering(contents))
    said = yield from together(finish(one, context) for one in contents.filled[language])
    chapters = tuple(with_terms(said, context.glossary, language))
    terms = frozenset(id for one in chapters for id in terms_linked(one.blocks))
    defined = frozenset(id for id in terms if context.glossary[id].entry.definition)
    leading = linked(chapters)
    anchors = {
        one.name: {
            block.anchor: label
            for block in one.blocks
            if (label := _label(one.name, block.node, block.anchor, leading.get(one.name, ())))
        }
        for one in chapters
    }
    site = f"{url.rstrip('/')}/{language}/{contents.edition.name}/" if url else ""
    return _Book(contents, language, chapters, Links(anchors, defined, site), _sources(contents))


def _label(chapter: str, node: tree.Node, anchor: str, leading: Iterable[str]) -> str:
    match node:
        case FigureNode(view=view):
            return display_label("figure", view.name)
        case TableNode(view=view) if view.title:
            return display_label("table", view.name)
    named = isinstance(node, tree.Heading) or anchor in leading
    return label_of(chapter, anchor) if named else ""


def _numbering(contents: FinishedEdition) -> Numbering:
    """Return the numbers that Quarto gives: 2.1 is the first figure of Chapter 2, A.1 of the first
    appendix; those of a chapter without a number have one part.
    """
    edition, old = contents.edition, contents.context.numbering
    numbered = appendices = 0
    prefixes = {}
    for pair in contents.pairs:
        if edition.on_the_model(pair.name):
            appendices += 1
            prefixes[pair.name] = f"{chr(64 + appendices)}."
        elif pair.name in edition.file.unnumbered:
            prefixes[pair.name] = ""
        else:
            numbered += 1
            prefixes[pair.name] = f"{numbered}."

    def within(kind: str, names: Iterable[str]) -> dict[str, str]:
        counts: dict[str, int] = {}
        found = {}
        for name in names:
            chapter = old.chapters[display_anchor(kind, name)]
            counts[chapter] = counts.get(chapter, 0) + 1
            found[name] = f"{prefixes[chapter]}{counts[chapter]}"
        return found

    return replace(old, figures=within("figure", old.figures), tables=within("table", old.tables))


def _sources(contents: FinishedEdition) -> Mapping[str, tuple[str, ...]]:
    """Return the documents that the numbers of each figure and table come from, by its anchor."""
    numbering, figures = contents.context.numbering, contents.context.figures
    shown = {
        display_anchor("figure", name): figures[name].drawn_cells() for name in numbering.figures
    }
    shown |= {
        display_anchor("table", name): [*figures[name].cells.values()] for name in numbering.tables
    }
    return {
        anchor: tuple(dict.fromkeys(one.document for cell in cells for one in cell.sources))
        for anchor, cells in shown.items()
    }


def _chapter(
    book: _Book, chapter: FinishedChapter, drawn: AllDrawn
) -> Iterator[tuple[str, bytes | Path]]:
    """Yield a chapter's files: its text, and what its cells showed when they were run."""
    edition, language = book.contents.edition, book.language
    numbered = chapter.name not in edition.file.unnumbered
    figures = [b.node.view.name for b in chapter.blocks if isinstance(b.node, FigureNode)]
    writer = Writer(chapter.name, language, book.links, book.sources, numbered=numbered)
    head = _JUPYTER if figures else ""
    text = head + writer.markdown(chapter.blocks)
    yield f"text-{language}/{chapter.name}.qmd", text.encode()
    if not figures:
        return
    frozen = f"_freeze/text-{language}/{chapter.name}"
    for format, medium in _SHOWN.items():
        run = replace(writer, written_for=format)
        result = {
            "engine": "jupyter",
            "markdown": head + run.markdown(chapter.blocks),
            "supporting": [f"{chapter.name}_files"],
            "filters": [],
            "includes": {},
        }
        kept = {"hash": hashlib.md5(text.encode()).hexdigest(), "result": result}
        yield f"{frozen}/execute-results/{format}.json", _json(kept).encode()
        for name in figures:
            picture = drawn[edition.name, language, name].pictures[medium].svg
            yield f"{frozen}/figure-{format}/{name}.svg", picture


def _profile(book: _Book, publisher: str, cited: bool) -> dict[str, Any]:
    """Return what `_quarto-<language>.yml` says."""
    edition, language = book.contents.edition, book.language
    writing = language_of(language).writing
    paths = {one.name: f"text-{language}/{one.name}.qmd" for one in book.chapters}
    appendices = [path for name, path in paths.items() if edition.on_the_model(name)]
    chapters = ["index.qmd", *(path for path in paths.values() if path not in appendices)]
    chapters += [f"text-{language}/{GLOSSARY}.qmd"] if book.links.terms else []
    chapters += [f"text-{language}/{REFERENCES}.qmd"] if cited else []
    serif, sans = fonts.FAMILIES
    return {
        "project": {"output-dir": f"_book/{language}"},
        "lang": language,
        "book": {
            "title": edition.file.title.of(language),
            "subtitle": edition.file.subtitle.of(language),
            "author": [publisher],
            "date": str(edition.file.date),
            "output-file": f"{edition.name}-{language}",
            "chapters": chapters,
            **({"appendices": appendices} if appendices else {}),
        },
        "crossref": {"title-delim": writing.colon.strip()},
        **(
            {"bibliography": f"references-{language}.json", "link-citations": True} if cited else {}
        ),
        "format": {
            "html": {"mainfont": ", ".join([*writing.screen_faces, "sans-serif"])},
            "typst": {
                "papersize": "a4",
                "mainfont": serif,
                "sansfont": sans,
                "font-paths": ["fonts"],
                "citeproc": True,
            },
        },
    }


def _glossary(book: _Book) -> str:
    """Return the terms that the chapters use, with their definitions, as the language sorts."""
    glossary, language = book.contents.context.glossary, book.language
    other = next((one for one in book.contents.edition.languages if one != language), None)
    terms = sorted(
        (glossary[id] for id in book.links.terms),
        key=lambda one: (sort_key(one.name(language), language), one.id),
    )
    items = []
    for term in terms:
        assert term.entry.definition is not None
        named = of("Span", [[term_label(term.id), [], []], words(term.name(language))])
        text = term.entry.definition.of(language)
        if other:
            text = f"{term.name(other)}{language_of(language).writing.colon}{text}"
        items.append([[named], [[of("Para", words(text))]]])
    return markdown([of("DefinitionList", items)])


def _references(contents: FinishedEdition, cited: Sequence[str], language: str) -> str:
    """Return the documents that are cited as CSL-JSON, which any program for citations reads."""
    documents = contents.context.edition.file.documents
    listed = []
    for id in cited:
        document = documents[id]
        told: dict[str, Any] = {"id": id, "type": "report", "title": document.of(language)}
        if document.issuer:
            told["author"] = [{"literal": document.issuer.of(language)}]
        listed.append(told | ({"URL": document.url} if document.url else {}))
    return _json(listed)


def _index(contents: FinishedEdition) -> str:
    """Return the page that a book begins with: the introduction, in the profile's language."""
    introduction = contents.edition.file.introduction
    if introduction is None:
        return "\n"
    blocks = []
    for language in contents.edition.languages:
        paragraphs = introduction.of(language).strip().split("\n\n")
        said = [of("Para", words(" ".join(one.split()))) for one in paragraphs]
        shown = [["when-profile", language]]
        blocks.append(of("Div", [["", ["content-visible"], shown], said]))
    return markdown(blocks)


def _requirements() -> str:
    needed = "".join(f"{name}=={version(name)}\n" for name in _NEEDED)
    return "# What running the cells anew takes; rendering what is frozen takes none of it.\n" + (
        f"duizhao=={version('duizhao')}\n{needed}ipykernel\nnbclient\nnbformat\npyyaml\n"
    )


def _yaml(value: Mapping[str, Any]) -> str:
    return str(yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=100))


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
