"""Parts: the stored numbers behind a sentence’s values, and whether they follow its words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from duizhao.check.scopes import RUNNING, PairView
from duizhao.check.text.coordinates import Figures, addresses, is_sum, origins, value_of
from duizhao.check.text.prose import Sentence, Span
from duizhao.expressions.namespace import Ranking
from duizhao.expressions.provenance import Address, Taken
from duizhao.project.figures import Figure

# A number made from more cells than these is a total, whose parts no sentence names.
PARTS = 4


def sentences_of(view: PairView) -> Iterator[Sentence]:
    """Yield the sentences of running text that print something."""
    for passage in view.passages:
        if passage.kind in RUNNING:
            yield from (sentence for sentence in passage.sentences if sentence.spans)


@dataclass(frozen=True)
class Part:
    """A stored number that an expression prints or is made from."""

    span: Span
    at: Address
    figure: Figure


def parts_of(sentence: Sentence, known: Figures) -> list[Part]:
    """Return the stored numbers behind the values of a sentence, totals apart, in order."""
    found = []
    for span in sentence.spans:
        value = value_of(span)
        if value is None or (isinstance(value.origin, Taken) and value.origin.what != "rank"):
            continue
        made = addresses(span)
        if len(made) > PARTS or ".total" in getattr(span.piece, "source", ""):
            continue
        for at in made:
            figure = known.of(at)
            if figure is not None and at.row and list(figure.file.columns) != ["value"]:
                found.append(Part(span, at, figure))
    return found


def lists_of(sentence: Sentence) -> list[Part]:
    """Return the lists of a sentence that print a column, each by its first row."""
    found = []
    for span in sentence.spans:
        if isinstance(span.result, Ranking) and span.result.column and span.result.rows:
            first = span.result.rows[0]
            at = first.figure.address(first.id, span.result.column)
            found.append(Part(span, at, first.figure.figure))
    return found


def ordered(parts: Sequence[Part]) -> list[Part]:
    """Return parts whose order tells what they belong to: sums apart, and what is taken as abs."""
    return [p for p in parts if not any(is_sum(origin) for origin in origins(p.span))]


def out_of_order(wanted: Sequence[frozenset[str]], said: Sequence[frozenset[str]]) -> int | None:
    """Return the first of some names that cannot follow those before it; None if all can.

    A name that is said twice may be meant at either place.
    """
    plain: list[tuple[int, frozenset[str]]] = []
    for index, ids in enumerate(wanted):
        if not plain or plain[-1][1] != ids:
            plain.append((index, ids))
    if any(not any(ids & there for there in said) for _, ids in plain):
        return None  # told as missing
    if len({ids for _, ids in plain}) < len(plain):
        return None  # the sentence goes to and fro between them
    at = 0
    for index, ids in plain:
        while at < len(said) and not ids & said[at]:
            at += 1
        if at == len(said):
            return index
        at += 1
    return None


_IN_ALL = {
    "zh": (re.compile("(?:共|合计|总计)[^，。；：]{0,6}$"), re.compile("(?!)")),
    "en": (re.compile(r"\b(?:in all|total) [^,.;:]{0,20}$"), re.compile(r"(?: \w+){0,3} in all\b")),
}


def in_all(sentence: Sentence, span: Span) -> bool:
    """Whether a value is said to be the total: 共, in all."""
    before, after = _IN_ALL[sentence.passage.language]
    text = sentence.passage.masked
    return bool(before.search(text[sentence.start : span.start])) or bool(
        after.match(text[span.end : sentence.end])
    )


_FROM = {"zh": re.compile("[从由自][^，。；]{0,14}$"), "en": re.compile(r"\bfrom\s+(?:\w+ ){0,2}$")}
_TO = {"zh": re.compile("[到至为]"), "en": re.compile(r"\bto\b")}


def from_to(sentence: Sentence, group: Sequence[Part]) -> bool:
    """Whether two parts are the ends of “from … to …”."""
    language = sentence.passage.language
    first, second = (part.span for part in group)
    text = sentence.passage.masked
    return bool(
        _FROM[language].search(text[sentence.start : first.start])
        and _TO[language].search(text[first.end : second.start])
    )
