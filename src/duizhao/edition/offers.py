"""Offers: what a chapter may call, with its words in every language: figures, names, numbers."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from duizhao.edition.facts import facts_of
from duizhao.edition.load import FinishedEdition
from duizhao.language.labels import STATUS


@dataclass(frozen=True)
class Offer:
    """Something that a chapter may call by `call`: what readers read, and what it is.

    `texts` are by language what is printed; `told` by language what it is, as a person looks for
    it: figure, row and column of a number, the other names of a term.
    """

    kind: Literal["number", "name", "figure"]
    call: str
    texts: tuple[str, ...]
    told: tuple[str, ...]

    @property
    def written(self) -> str:
        """Return the call as it is written in a chapter."""
        return self.call if self.call.startswith("{%") else f"{{{{ {self.call} }}}}"

    def holds(self, words: Sequence[str]) -> bool:
        """Whether all words stand in it; capitals and full-width forms make no difference."""
        plain = _plain(" ".join([self.call, *self.texts, *self.told]))
        return all(_plain(word) in plain for word in words)


def offers(edition: FinishedEdition) -> Iterator[Offer]:
    """Yield what the chapters of an edition may call: its figures, names, then numbers."""
    languages, context = edition.edition.languages, edition.context
    for name, figure in context.figures.items():
        numbering = context.numbering
        titles = tuple(figure.title(one) for one in languages)
        if name in numbering.figures or name in numbering.tables:
            call = f"{name}.ref" if name in numbering.figures else f"{name}.table_ref"
        else:
            kind = "figure" if figure.file.chart is not None else "table"
            call = f"{{% {kind} {name} %}}"
        yield Offer("figure", call, titles, ())
    for term in context.glossary:
        texts = tuple(term.name(one) for one in languages)
        told = tuple(text for one in languages for text in term.entry.spellings(one))
        yield Offer("name", f"names.{term.id}", texts, told)
    for fact in facts_of(context.figures, context.glossary):
        status = STATUS[fact.value.status]
        texts = tuple(fact.texts[one] for one in languages)
        told = tuple(
            " · ".join((*dict.fromkeys(fact.names[one]), status.of(one))) for one in languages
        )
        yield Offer("number", fact.value.address, texts, told)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
