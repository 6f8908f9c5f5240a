"""What numbers and terms answer when a reader asks: the data of the cards, one script per page."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from duizhao.site.labels import labels_in


@dataclass(frozen=True)
class Link:
    """Words that lead somewhere: plain text, and an address relative to the page ("" for none)."""

    text: str
    href: str = ""


@dataclass(frozen=True)
class InEdition:
    """A number of a series: whose it is, the number as read there, its status, and where.

    `href` is "" for the number at hand; `broken` says what changed in the method since the one
    before.
    """

    edition: str
    text: str
    href: str
    status: str
    broken: str = ""


@dataclass(frozen=True)
class Answer:
    """What one number says of itself; every text is plain and in the page's language.

    `of` names what is counted and for whom, `text` the number as read, `exact` its plain digits
    in base units ("" where `text` has them already), `unit` its unit. `figure` is the figure or
    table that holds it. `status` is one word, `source` documents with places. `formula` is a
    derived number's, with the names and values of its parts; `terms` are glossary ids (see
    `Explained`). `citation` leaves `{number}`, `{day}` and `{address}` open (see
    `citing.number_template`). `interval` holds an estimated number.
    """

    of: str
    text: str
    exact: str
    unit: str
    figure: Link
    status: str
    source: str
    formula: str
    terms: tuple[str, ...]
    editions: tuple[InEdition, ...]
    citation: str
    interval: str = ""


@dataclass(frozen=True)
class Explained:
    """A glossary term: its name, its definition, and its place on the glossary's page."""

    name: str
    definition: str
    href: str


def answer_key(address: str, number: str) -> str:
    """Return the key of a number: one formula may be printed rounded in several ways."""
    return f"{address}={number}"


# The words of the cards, from the site's own.
WORDS = (
    *("unit", "exact", "shown_in", "status", "from", "formula", "over_editions", "copy_citation"),
    *("copied", "copy_failed", "close", "in_glossary", "number_card", "term_card", "interval"),
    *("said", "modelled_value", "estimated_value", "break_in_series"),
)

# What only few numbers have.
_RARE = ("exact", "interval", "formula", "editions")


def values_script(
    answers: Mapping[str, Answer], terms: Mapping[str, Explained], language: str
) -> str:
    """Return the script that brings a page's answers to the browser.

    A script and not JSON, so that it also loads from file://; it answers to its own address.
    What many numbers say alike is written once:

    - `words`: the card's own; `terms`: the definitions by glossary id; `sources`: texts;
    - `figures`: text, href and citation of each figure that numbers are from;
    - `kinds`: lists of unit, status, which figure, which source, and ids of terms;
    - `numbers`: by key, lists of which kind, the text, what it counts, and an object with what
      few have (exact, interval, formula, editions).
    """
    words = labels_in(language)
    figures: dict[str, int] = {}
    sources: dict[str, int] = {}
    kinds: dict[str, int] = {}
    numbers: dict[str, list[object]] = {}
    for key, answer in answers.items():
        figure = _json([answer.figure.text, answer.figure.href, answer.citation])
        kind = [
            *(answer.unit, answer.status, figures.setdefault(figure, len(figures))),
            *(sources.setdefault(_json(answer.source), len(sources)), answer.terms),
        ]
        number = [kinds.setdefault(_json(kind), len(kinds)), answer.text, answer.of]
        rare = {name: _plain(getattr(answer, name)) for name in _RARE if getattr(answer, name)}
        numbers[key] = [*number, rare] if rare else [*number]
    parts = (
        f'"words":{_json({key: words[key] for key in WORDS})}',
        f'"terms":{_json({key: _plain(term) for key, term in terms.items()})}',
        *(f'"figures":[{",".join(figures)}]', f'"sources":[{",".join(sources)}]'),
        *(f'"kinds":[{",".join(kinds)}]', f'"numbers":{_json(numbers)}'),
    )
    return f"(self.duizhaoValues??={{}})[document.currentScript.src]={{{','.join(parts)}}};\n"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, str):
        return value
    return {name: _plain(part) for name, part in vars(value).items() if part not in ("", ())}
