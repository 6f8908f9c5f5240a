"""Beside: the texts that stand beside chapters, as passages in every language of the report.

Words of figures, of errata and of an edition’s front page; definitions, and the site’s front page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from duizhao.check.text import prose
from duizhao.check.text.prose import Passage, Span
from duizhao.diagnostics import Place
from duizhao.document.source import masked
from duizhao.document.tree import Expression
from duizhao.expressions.evaluate import evaluated
from duizhao.expressions.fill import judged_by
from duizhao.expressions.namespace import Namespace
from duizhao.expressions.parser import parse
from duizhao.expressions.value import Misuse
from duizhao.files.multilingual import Texts
from duizhao.files.yaml_places import Document, read
from duizhao.language.packs import language_of
from duizhao.project import PROJECT_FILE, Edition
from duizhao.project.figures import Figure
from duizhao.project.glossary import Glossary
from duizhao.project.published import Data

# What names a thing, and what says something of it in sentences.
NAMES = ("caption", "label", "bin")
SENTENCES = ("note", "alt", "front", "highlight", "definition", "erratum")
BESIDE = (*NAMES, *SENTENCES)
PROSE = ("note", "alt", "front", "definition")
# The labels of bins are compared by `label-bound`.
UNBINNED = tuple(kind for kind in BESIDE if kind != "bin")
# An erratum quotes what its source says, rightly or not.
OUR_OWN = tuple(kind for kind in BESIDE if kind != "erratum")
Location = tuple[str | int, ...]
Codes = Sequence[str]
Read = dict[str, Passage]


def of_figure(figure: Figure, codes: Codes, names: Namespace) -> Iterator[Read]:
    """Yield a figure’s own words: caption, headings, labels, note, alternative text."""
    file = figure.file
    texts: list[tuple[str, Texts | None, Location]] = [
        ("caption", file.title, ("title",)),
        ("label", file.row, ("row",)),
        *(("label", c.title, ("columns", n, "title")) for n, c in file.columns.items()),
        *(("bin", label, ("rows", row)) for row, label in file.rows.items()),
        ("note", file.note, ("note",)),
        ("alt", file.alt, ("alt",)),
    ]
    for kind, both, location in texts:
        if both is not None:
            texts_read = _read(kind, both, codes, figure.document, location, names)
            yield {code: replace(one, about=figure.name) for code, one in texts_read.items()}


def of_errata(data: Data, codes: Codes) -> Iterator[Read]:
    """Yield what errata say contradicts what, and why which value is used."""
    for index, erratum in enumerate(data.errata):
        for key, both in (("what", erratum.what), ("why", erratum.why)):
            if data.errata_file is not None:
                yield _read("erratum", both, codes, data.errata_file, (index, key), {})


def of_edition(edition: Edition, document: Document, names: Namespace) -> Iterator[Read]:
    """Yield the words of an edition’s front page; a highlight begins with its number."""
    file = edition.file
    texts: list[tuple[Texts | None, Location]] = [
        (file.title, ("title",)),
        (file.subtitle, ("subtitle",)),
        (file.introduction, ("introduction",)),
        *((text, ("descriptions", name)) for name, text in file.descriptions.items()),
        *((text, ("documents", name)) for name, text in file.documents.items()),
    ]
    for name, document_of in file.documents.items():
        texts.append((document_of.issuer, ("documents", name, "issuer")))
    for both, location in texts:
        if both is not None:
            yield _read("front", both, edition.languages, document, location, names)
    for index, one in enumerate(file.highlights):
        passages = {}
        for language in edition.languages:
            number = f"{{{{ {one.value} }}}}" + language_of(language).writing.space
            # What is told sets words against the number: it stands at the words.
            label = document.place("highlights", index, "label", language)
            text = number + one.label.of(language)
            passages[language] = _passage("highlight", text, language, [(0, label)], names)
        yield passages


def of_project(root: Path, glossary: Glossary, codes: Codes) -> Iterator[Read]:
    """Yield the glossary’s definitions, and what the site’s front page says."""
    for term in glossary:
        if term.entry.definition is not None and term.kind in glossary.files:
            file, location = glossary.files[term.kind], (term.id, "definition")
            yield _read("definition", term.entry.definition, codes, file, location, {})
    document = read(root, PROJECT_FILE).value
    for key in ("description", "about"):
        text = document.data.get(key) if document else None
        if document and text:
            yield _read("front", Texts.model_validate(text), codes, document, (key,), {})


def _read(
    kind: str,
    texts: Texts,
    codes: Codes,
    document: Document,
    location: Location,
    names: Namespace,
) -> Read:
    """Return a text in every language, each line with its place."""
    passages = {}
    for language in codes:
        text = texts.of(language)
        starts = [0, *(match.end() for match in re.finditer("\n", text.rstrip("\n")))]
        lines = [(at, document.line(n, *location, language)) for n, at in enumerate(starts)]
        passages[language] = _passage(kind, text, language, lines, names)
    return passages


def _passage(
    kind: str, text: str, language: str, lines: list[tuple[int, Place]], names: Namespace
) -> Passage:
    # What is wrong with the text itself is told where it is put into words.
    source = masked(text, lines[0][1], judged_by(names)).value
    passage = prose.of_words(source, language, kind, lines)
    return replace(passage, spans=tuple(_filled(span, names) for span in passage.spans))


def _filled(span: Span, names: Namespace) -> Span:
    if not isinstance(span.piece, Expression):
        return span
    try:
        return replace(span, result=evaluated(parse(span.piece.source), names))
    except Misuse:
        return span
