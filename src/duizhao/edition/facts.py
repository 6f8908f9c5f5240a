"""Facts: every number that chapters of an edition can use, with address, wording and status."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from duizhao.edition import load
from duizhao.expressions.namespace import FigureValues
from duizhao.expressions.value import Misuse
from duizhao.project import Edition, Project
from duizhao.project.figures import Figure
from duizhao.project.glossary import Glossary
from duizhao.render.inline import value_text


def lines(project: Project, edition: Edition, wanted: Sequence[str] = ()) -> Iterator[str]:
    """Yield one line per number: address, the number in each language, status and places.

    `wanted` are words that must all stand in it, or in the names of its figure, row or column in
    any language; capitals and full-width forms make no difference.

    Raises `Problems` when the data of the edition, or of one that it looks at, cannot be read.
    """
    terms, tables = load.numbers(project).or_stop()
    (own,) = [one for one in tables if one.edition is edition]
    yield from lines_of(own.whole, terms, wanted)


def lines_of(
    figures: Mapping[str, Figure], terms: Glossary, wanted: Sequence[str] = ()
) -> Iterator[str]:
    """Yield the same of figures that were read already."""
    for figure in figures.values():
        values = FigureValues(figure, terms)
        title = figure.file.title
        for row in figure.rows:
            for column in figure.file.columns:
                value = values.value(row, column)
                if value is None:
                    continue
                try:
                    texts = [value_text(value, x) for x in terms.languages]
                except Misuse as misuse:
                    texts = [misuse.message.of(x) for x in terms.languages]
                places = ", ".join(source.place for source in value.sources)
                line = "\t".join([value.address, *texts, value.status, places]).rstrip()
                name, heading = values.row_name(row).words, figure.file.columns[column].title
                names = [text.of(x) for text in (title, name, heading) for x in terms.languages]
                if _holds(" ".join([line, *names]), wanted):
                    yield line


def _holds(text: str, wanted: Sequence[str]) -> bool:
    plain = unicodedata.normalize("NFKC", text).casefold()
    return all(unicodedata.normalize("NFKC", word).casefold() in plain for word in wanted)
