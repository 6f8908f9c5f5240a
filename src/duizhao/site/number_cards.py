"""Answers: every number that a page prints explained in the page's language, from its address."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Literal

from duizhao.document.anchors import display_anchor
from duizhao.edition.load import FinishedEdition
from duizhao.expressions.namespace import FigureValues
from duizhao.expressions.provenance import Address, Operation, Origin, Taken, leaves, standing
from duizhao.expressions.value import Misuse, Reference, Value
from duizhao.language import labels
from duizhao.project.figures import Cell, Figure
from duizhao.project.glossary import Glossary, Term
from duizhao.project.series import AllSeries
from duizhao.render.citations import Work, number_template
from duizhao.render.context import Context
from duizhao.render.inline import value_text
from duizhao.render.term_links import KIND
from duizhao.render.views import interval_text, source_line
from duizhao.site.number_cards_script import Answer, Explained, InEdition, Link

KINDS: tuple[Literal["figure", "table"], ...] = ("figure", "table")


@dataclass(frozen=True)
class Asked:
    """Who asks: the edition at hand, the other editions, the publisher's name, and the language.

    `series` joins the numbers of all editions.
    """

    contents: FinishedEdition
    others: Sequence[FinishedEdition]
    publisher: str
    language: str
    series: AllSeries

    @property
    def context(self) -> Context:
        """Return what the edition's chapters draw on."""
        return self.contents.context

    def located(self, address: Address | None) -> Located | None:
        """Return the figure that an address points into; None where there is none."""
        if address is None:
            return None
        wanted = address.edition or self.contents.edition.name
        for one in (self.contents, *self.others):
            figure = one.context.figures.get(address.figure)
            if one.edition.name == wanted and figure is not None:
                away = one is not self.contents
                return Located(wanted if away else "", one.context, figure, address)
        return None


@dataclass(frozen=True)
class Located:
    """An address, the figure it points into, and its edition ("" for the one at hand)."""

    edition: str
    context: Context
    figure: Figure
    address: Address

    @property
    def values(self) -> FigureValues:
        """Return the figure as chapters see it."""
        return self.context.values(self.figure)

    @property
    def stored(self) -> Value | None:
        """Return the stored number at the address; None for what is not stored."""
        return self.values.value(self.address.row, self.address.column or "value")

    def names(self, language: str) -> Iterator[str]:
        """Yield the edition, where it is another, and the row and the column, in words."""
        if self.edition:
            yield labels.EDITION.of(language).format(self.edition)
        if self.address.row in self.figure.rows:
            yield self.values.row_name(self.address.row).words.of(language)
        if self.address.column in self.figure.file.columns:
            yield self.figure.file.columns[self.address.column].title.of(language)


def answers(values: Mapping[str, Value], asked: Asked) -> dict[str, Answer]:
    """Return what each printed number answers; keys are kept (see `site.answers.answer_key`)."""
    return {key: answer(value, asked) for key, value in values.items()}


def answer(value: Value, asked: Asked) -> Answer:
    """Explain one number."""
    language = asked.language
    figure = _figure(value, asked)
    text = value_text(value, language)
    of = describe(value.origin, asked)
    shown = _shown(figure, language) if figure else Link("")
    return Answer(
        of=of,
        text=text,
        exact=_exact(value, text),
        unit=value.currency or labels.UNITS[value.unit].of(language),
        figure=shown,
        status=labels.STATUS[value.status].of(language),
        source=_source(value, asked),
        formula=_formula(value, asked),
        terms=_terms(value, figure, asked),
        editions=tuple(_over_editions(value, asked)),
        citation=number_template(_work(figure, asked)),
        interval=interval_text(value, language),
    )


def _work(located: Located | None, asked: Asked) -> Work:
    """Return what a number is cited from: the figure that holds it, else the report."""
    language = asked.language
    context = located.context if located else asked.context
    file = context.edition.file
    report = file.title.of(language)
    label = _label(located, language) if located else ""
    return Work(
        kind="figure" if label and located else "report",
        key="",
        language=language,
        title=located.figure.title(language) if label and located else report,
        author=asked.publisher,
        date=file.date,
        address="",
        container=report if label else "",
        label=label,
    )


def _label(located: Located, language: str) -> str:
    """Return the number of a figure or table (图3, Table 1); "" where no chapter shows it."""
    numbering = located.context.numbering
    for kind in KINDS:
        with suppress(Misuse):
            return numbering.label(Reference(located.figure.name, kind), language)
    return ""


def explained(ids: Sequence[str], terms: Glossary, language: str) -> dict[str, Explained]:
    """Return the glossary's explanation of each id that has one."""
    return {
        id: Explained(terms[id].name(language), definition.of(language), f"../glossary.html#{id}")
        for id in dict.fromkeys(ids)
        if (definition := terms[id].entry.definition) is not None
    }


def describe(origin: Origin, asked: Asked) -> str:
    """Return what a number is in words, such as 东馆，占比; "" for a formula."""
    located = asked.located(standing(origin))
    if located is None:
        return ""
    parts = [*located.names(asked.language)]
    if isinstance(origin, Taken):
        parts.append(labels.TAKEN[origin.what].of(asked.language))
    return labels.PARTS.of(asked.language).join(dict.fromkeys(parts))


def _figure(value: Value, asked: Asked) -> Located | None:
    """Return the one figure that a number comes from; None when its parts are of several."""
    found = [asked.located(address) for address in leaves(value.origin)]
    first = found[0]
    same = first and all(one and one.figure is first.figure for one in found)
    return first if same else None


def _shown(located: Located, language: str) -> Link:
    """Return the figure's label and title; a link where a chapter shows it."""
    name = located.figure.name
    title = located.figure.title(language)
    numbering = located.context.numbering
    for reference in (Reference(name, kind) for kind in KINDS):
        try:
            label = numbering.label(reference, language)
        except Misuse:
            continue
        folder = f"../{located.edition}/" if located.edition else ""
        page = f"{folder}{numbering.chapter(reference)}.html"
        text = labels.LABELLED.of(language).format(label=label, title=title)
        return Link(text, f"{page}#{display_anchor(reference.kind, name)}")
    return Link(title)


def _exact(value: Value, text: str) -> str:
    """Return the plain digits when the words gather them into 万, 亿, million or billion."""
    digits = f"{value.printed:f}"
    plain = digits.rstrip("0").rstrip(".") if "." in digits else digits
    shown = re.sub(r"[^\d.]", "", text)
    if value.unit not in ("count", "money") or plain.lstrip("-") == shown:
        return ""
    return f"{value.printed:,f}"


def _source(value: Value, asked: Asked) -> str:
    found = dict.fromkeys(value.sources)
    for leaf in leaves(value.origin):
        located = asked.located(leaf)
        stored = located.stored if located else None
        found |= dict.fromkeys(stored.sources if stored else ())
    located = asked.located(standing(value.origin))
    cells = [Cell(value.number, status=value.status, sources=tuple(found))]
    if not found and value.status == "derived" and located is not None:
        cells = list(located.figure.cells.values())
    return source_line(cells, asked.context.edition, asked.language)


def _formula(value: Value, asked: Asked) -> str:
    """Return a derived number's formula with each address as its value and words."""
    return _written(value.origin, asked) if isinstance(value.origin, Operation) else ""


def _written(origin: Origin, asked: Asked) -> str:
    """Return a part of a formula as it is written for readers."""
    language = asked.language
    if isinstance(origin, Operation):
        shown = []
        for place, operand in enumerate(origin.operands):
            text = _written(operand, asked)
            brackets = labels.BRACKETS.of(language) if origin.bracketed(place) else "{}"
            shown.append(brackets.format(text))
        return labels.SIGNS[origin.sign].of(language).join(shown)
    words = describe(origin, asked)
    located = asked.located(origin) if isinstance(origin, Address) else None
    stored = located.stored if located else None
    if stored is None:
        return words or str(origin)
    return _glossed(words, value_text(stored, language), language)


def _glossed(words: str, text: str, language: str) -> str:
    return labels.GLOSSED.of(language).format(words=words, text=text) if words else text


def _terms(value: Value, figure: Located | None, asked: Asked) -> tuple[str, ...]:
    """Return the glossary terms that define a number: its row's, else one that its words name.

    The terms are the same in every language, whichever of them names one.
    """
    terms = asked.context.glossary
    ids = {term.id for term in terms if term.entry.definition is not None}
    defined = [term for term in terms.kind(KIND) if term.id in ids]
    origin = value.origin
    if isinstance(origin, Taken) and origin.what == "rank":
        origin = origin.of
    at = asked.located(standing(origin))
    named = [id for id in (at.address.row, at.address.column) if id in ids] if at else []
    if named:
        return tuple(named)
    for language in terms.languages:
        title = figure.figure.title(language) if figure else ""
        for words in (describe(origin, replace(asked, language=language)), title):
            found = _named(words, defined, language)
            if found:
                return tuple(found)
    return ()


def _named(text: str, defined: Sequence[Term], language: str) -> list[str]:
    """Return the term with the longest name that occurs in `text`, as a list of at most one."""
    lower = text.lower()
    found = [term for term in defined if _occurs(term.name(language).lower(), lower)]
    found.sort(key=lambda term: -len(term.name(language)))
    return [term.id for term in found[:1]]


def _occurs(name: str, text: str) -> bool:
    if name.isascii():
        return re.search(rf"\b{re.escape(name)}s?\b", text) is not None
    return name in text


def _over_editions(value: Value, asked: Asked) -> Iterator[InEdition]:
    """Yield a number's series through the editions, itself among them; nothing without one."""
    located = asked.located(value.origin) if isinstance(value.origin, Address) else None
    if located is None:
        return
    address, language = located.address, asked.language
    own = address.edition or asked.contents.edition.name
    at = (own, address.figure, address.row, address.column or "value")
    for point in asked.series.through(at):
        edition, figure, row, column = point.at
        same = asked.located(Address(figure, row, column, edition))
        joined = asked.located(Address(*point.joined_at[1:], point.joined_at[0]))
        stored = joined.stored if joined else None
        if same is None or stored is None:
            continue
        here = at in (point.at, point.joined_at)
        yield InEdition(
            point.title.of(language),
            value_text(stored, language),
            "" if here else _shown(same, language).href,
            labels.STATUS[stored.status].of(language),
            point.broken.of(language) if point.broken else "",
        )
