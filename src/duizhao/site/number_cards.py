"""Answers: every number that a page prints explained in the page's language, from its address."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Literal

from duizhao.document.pairs import display_anchor
from duizhao.downloads.citations import Work, number_template
from duizhao.edition.context import Material
from duizhao.edition.load import Contents
from duizhao.expressions.namespace import FigureValues
from duizhao.expressions.value import Misuse, Reference, Value
from duizhao.language import labels
from duizhao.project import LANGUAGES
from duizhao.project.figures import Cell, Figure
from duizhao.project.glossary import Glossary, Term
from duizhao.render.inline import value_text
from duizhao.render.views import interval_text, source_line
from duizhao.site.number_cards_script import Answer, Elsewhere, Explained, Link
from duizhao.site.term_links import KIND

KINDS: tuple[Literal["figure", "table"], ...] = ("figure", "table")

_ADDRESS = re.compile(
    r"(?:editions\[(?P<edition>\w+)\]\.)?(?P<figure>[a-z]\w*)(?P<rest>(?:\.\w+)+)"
)
# An address inside a formula, or a sign between addresses.
_PARTS = re.compile(r"(?:editions\[\w+\]\.)?[a-z]\w*(?:\.\w+)+| [-+/×] |[()]")


@dataclass(frozen=True)
class Asked:
    """Who asks: the edition at hand, the other editions, the publisher's name, and the language."""

    contents: Contents
    others: Sequence[Contents]
    publisher: str
    language: str

    @property
    def material(self) -> Material:
        """Return what the edition's chapters draw on."""
        return self.contents.material

    def located(self, address: str) -> Located | None:
        """Return the figure that an address (`figure.row.column`) points into, and the rest."""
        match = _ADDRESS.fullmatch(address)
        if match is None:
            return None
        wanted = match["edition"] or self.contents.edition.name
        for one in (self.contents, *self.others):
            figure = one.material.figures.get(match["figure"])
            if one.edition.name == wanted and figure is not None:
                away = one is not self.contents
                return Located(wanted if away else "", one.material, figure, match["rest"][1:])
        return None


@dataclass(frozen=True)
class Located:
    """A figure, the edition it belongs to ("" for the one at hand), and what follows its name."""

    edition: str
    material: Material
    figure: Figure
    rest: str

    @property
    def values(self) -> FigureValues:
        """Return the figure as chapters see it."""
        return FigureValues(self.figure, self.material.glossary)

    @property
    def stored(self) -> Value | None:
        """Return the stored number at the address; None for what is not stored."""
        row, _, column = self.rest.partition(".")
        return self.values.value(row, column or "value")


def answers(values: Mapping[str, Value], asked: Asked) -> dict[str, Answer]:
    """Return what each printed number answers; keys are kept (see `site.answers.answer_key`)."""
    return {key: answer(value, asked) for key, value in values.items()}


def answer(value: Value, asked: Asked) -> Answer:
    """Explain one number."""
    language = asked.language
    figure = _figure(value, asked)
    text = value_text(value, language)
    of = describe(value.address, asked)
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
        editions=tuple(_elsewhere(value, asked)),
        citation=number_template(_work(figure, asked)),
        interval=interval_text(value, language),
    )


def _work(located: Located | None, asked: Asked) -> Work:
    """Return what a number is cited from: the figure that holds it, else the report."""
    language = asked.language
    material = located.material if located else asked.material
    file = material.edition.file
    report = file.title.of(language)
    label = _label(located, language) if located else ""
    return Work(
        kind="figure" if label and located else "report",
        key="",
        language=language,
        title=located.figure.file.title.of(language) if label and located else report,
        author=asked.publisher,
        date=file.date,
        address="",
        container=report if label else "",
        label=label,
    )


def _label(located: Located, language: str) -> str:
    """Return the number of a figure or table (图3, Table 1); "" where no chapter shows it."""
    numbering = located.material.numbering
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


def describe(address: str, asked: Asked) -> str:
    """Return what stands at an address in words, such as 东馆，占比; "" for a formula."""
    located = asked.located(address)
    if located is None:
        return ""
    language, figure = asked.language, located.figure
    parts = [labels.EDITION.of(language).format(located.edition)] if located.edition else []
    for part in located.rest.split("."):
        if part in figure.rows:
            parts.append(located.values.row_name(part).words.of(language))
        elif part in figure.file.columns:
            parts.append(figure.file.columns[part].title.of(language))
        elif part in labels.TAKEN:
            parts.append(labels.TAKEN[part].of(language))
    return labels.PARTS.of(language).join(dict.fromkeys(parts))


def _figure(value: Value, asked: Asked) -> Located | None:
    """Return the one figure that a number comes from; None when its parts are of several."""
    found = [asked.located(address) for address in value.parts or (value.address,)]
    first = found[0]
    same = first and all(one and one.figure is first.figure for one in found)
    return first if same else None


def _shown(located: Located, language: str) -> Link:
    """Return the figure's label and title; a link where a chapter shows it."""
    name = located.figure.name
    title = located.figure.file.title.of(language)
    numbering = located.material.numbering
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
    digits = f"{value.number:f}"
    plain = digits.rstrip("0").rstrip(".") if "." in digits else digits
    shown = re.sub(r"[^\d.]", "", text)
    if value.unit not in ("count", "money") or plain.lstrip("-") == shown:
        return ""
    return f"{value.number:,f}"


def _source(value: Value, asked: Asked) -> str:
    found = dict.fromkeys(value.sources)
    for part in value.parts:
        located = asked.located(part)
        stored = located.stored if located else None
        found |= dict.fromkeys(stored.sources if stored else ())
    located = asked.located(value.address)
    cells = [Cell(value.number, status=value.status, sources=tuple(found))]
    if not found and value.status == "derived" and located is not None:
        cells = list(located.figure.cells.values())
    return source_line(cells, asked.material.edition, asked.language)


def _formula(value: Value, asked: Asked) -> str:
    """Return a derived number's formula with each address as its value and words."""
    if " " not in value.address:
        return ""
    language = asked.language

    def named(match: re.Match[str]) -> str:
        if match[0] in labels.SIGNS:
            return labels.SIGNS[match[0]].of(language)
        located = asked.located(match[0])
        stored = located.stored if located else None
        words = describe(match[0], asked)
        if stored is None:
            return words or match[0]
        return _glossed(words, value_text(stored, language), language)

    return _PARTS.sub(named, value.address)


def _glossed(words: str, text: str, language: str) -> str:
    return labels.GLOSSED.of(language).format(words=words, text=text) if words else text


def _terms(value: Value, figure: Located | None, asked: Asked) -> tuple[str, ...]:
    """Return the glossary terms that define a number: its row's, else one that its words name.

    The terms are the same in every language, whichever of them names one.
    """
    terms = asked.material.glossary
    ids = {term.id for term in terms if term.entry.definition is not None}
    defined = [term for term in terms.kind(KIND) if term.id in ids]
    address = value.address.removesuffix(".rank")
    located = asked.located(address)
    rows = [part for part in located.rest.split(".") if part in ids] if located else []
    if rows:
        return tuple(rows)
    for language in LANGUAGES:
        title = figure.figure.file.title.of(language) if figure else ""
        for words in (describe(address, replace(asked, language=language)), title):
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


def _elsewhere(value: Value, asked: Asked) -> Iterator[Elsewhere]:
    """Yield the same number of the other editions, where one stores it and shows its figure."""
    located = asked.located(value.address)
    if located is None or located.edition:
        return
    for other in asked.others:
        same = asked.located(f"editions[{other.edition.name}].{value.address}")
        stored = same.stored if same else None
        link = _shown(same, asked.language) if same else Link("")
        if stored is not None and link.href:
            text = value_text(stored, asked.language)
            yield Elsewhere(other.edition.name, text, link.href)
