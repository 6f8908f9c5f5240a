"""A number's card in the preview: what it is, where it comes from, what it was made of."""

from __future__ import annotations

from collections.abc import Iterator

from duizhao.edition.load import FinishedEdition
from duizhao.expressions.evaluate import evaluated
from duizhao.expressions.parser import parse
from duizhao.expressions.provenance import leaves
from duizhao.expressions.value import Misuse, Value
from duizhao.language.labels import STATUS
from duizhao.render.inline import value_text


def card(edition: FinishedEdition, call: str, language: str) -> list[str]:
    """Return the lines of a number's card, in the language of who looks on; [] for no number."""
    own = edition.edition.languages
    read = language if language in own else own[0]
    try:
        value = evaluated(parse(call), edition.names)
        return list(_lines(edition, value, language, read)) if isinstance(value, Value) else []
    except Misuse as misuse:
        return [misuse.message.of(language)]


def _lines(edition: FinishedEdition, value: Value, language: str, read: str) -> Iterator[str]:
    texts = [value_text(value, one) for one in edition.edition.languages]
    yield " · ".join([*dict.fromkeys(texts), STATUS[value.status].of(language)])
    for address in leaves(value.origin):
        figure = edition.context.figures.get(address.figure)
        if figure is None or address.edition:
            yield str(address)
            continue
        column = figure.file.columns.get(address.column)
        label = figure.file.rows.get(address.row)
        terms = edition.context.glossary
        row = label.of(read) if label else address.row
        if label is None and address.row in terms:
            row = terms[address.row].name(read)
        named = [figure.title(read), row, column.title.of(read) if column else ""]
        yield " · ".join(one for one in named if one) + f"  ({figure.path})"
    for source in value.sources:
        document = edition.edition.file.documents.get(source.document)
        name = document.of(read) if document else source.document
        yield f"{name} {source.where(language)}"
