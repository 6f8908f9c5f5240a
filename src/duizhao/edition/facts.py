"""Facts: every number that chapters of an edition can use, with address, wording and status."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from duizhao.expressions.namespace import FigureValues
from duizhao.expressions.value import Misuse, Value
from duizhao.project.figures import Cell, Figure
from duizhao.project.glossary import Glossary
from duizhao.render.inline import value_text


def lines(
    figures: Mapping[str, Figure], terms: Glossary, wanted: Sequence[str] = ()
) -> Iterator[str]:
    """Yield one line per number: address, the number in each language, status and places.

    `wanted` are words that must all stand in it, or in the names of its figure, row or column in
    any language; capitals and full-width forms make no difference.
    """
    for fact in facts_of(figures, terms):
        value = fact.value
        places = ", ".join(source.place for source in value.sources)
        said = [value.address, *fact.texts.values(), value.status, places]
        line = "\t".join(said).rstrip()
        names = [text for names in fact.names.values() for text in names]
        if _holds(" ".join([line, *names]), wanted):
            yield line


@dataclass(frozen=True)
class Fact:
    """A number that chapters can use, its cell in the words of each language, where it stands.

    `texts` is the number as readers read it, `names` are the title of its figure, its row and its
    column.
    """

    value: Value
    cell: Cell
    figure: str
    row: str
    column: str
    texts: Mapping[str, str]
    names: Mapping[str, tuple[str, str, str]]


def facts_of(figures: Mapping[str, Figure], terms: Glossary) -> Iterator[Fact]:
    """Yield every number of the figures, in the order of their tables."""
    for figure in figures.values():
        values = FigureValues(figure, terms)
        title = figure.file.title
        for row in figure.rows:
            name = values.row_name(row).words
            for column, words in figure.file.columns.items():
                value, cell = values.value(row, column), figure.cell(row, column)
                if value is None or cell is None:
                    continue
                yield Fact(
                    value,
                    cell,
                    figure.name,
                    row,
                    column,
                    {one: _text(value, one) for one in terms.languages},
                    {
                        one: (title.of(one), name.of(one), words.title.of(one))
                        for one in terms.languages
                    },
                )


def _text(value: Value, language: str) -> str:
    """Return a number as readers read it, or why it cannot be read."""
    try:
        return value_text(value, language)
    except Misuse as misuse:
        return misuse.message.of(language)


def _holds(text: str, wanted: Sequence[str]) -> bool:
    plain = unicodedata.normalize("NFKC", text).casefold()
    return all(unicodedata.normalize("NFKC", word).casefold() in plain for word in wanted)
