"""An edition: all of it, read, paired, filled, finished and checked before any writing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from pathlib import Path
from typing import TypeVar

from duizhao.analysis.record import stale
from duizhao.check import Checker, EditionView, claims_told
from duizhao.check.causes import Causes, figure_of, unread_figures
from duizhao.check.templates import merged, told_of
from duizhao.diagnostics import Stage, checked, stage, together
from duizhao.document import chapters, formulas
from duizhao.document.pairs import ChapterPair, pair
from duizhao.document.tree import Formula, found
from duizhao.expressions.namespace import Namespace, namespace
from duizhao.project import Edition, Project, borrowed, figures, glossary, reviews
from duizhao.project import published as data
from duizhao.project.figures import Figure, computed, parts
from duizhao.project.glossary import Glossary
from duizhao.project.memo import Memo
from duizhao.project.published import Data
from duizhao.project.reconcile import reconcile
from duizhao.project.series import AllSeries
from duizhao.render.context import Context, Numbering
from duizhao.render.highlights import check_highlights
from duizhao.render.own_charts import own_specifications
from duizhao.render.pictures import check_chart
from duizhao.render.render import (
    FigureNode,
    FilledChapter,
    FinishedChapter,
    TableNode,
    fill_chapter,
    finish,
    number,
)
from duizhao.render.term_links import with_terms
from duizhao.render.views import FigureView, TableView

Display = TypeVar("Display", FigureNode, TableNode)


@dataclass(frozen=True)
class FinishedEdition:
    """One edition, complete: what its chapters draw on, its pairs, and its chapters filled and
    said.

    `unread` are the figures of which something could not be read: nothing follows from them.
    `own` are the specifications of charts of one's own, by language and figure.
    """

    edition: Edition
    context: Context
    pairs: tuple[ChapterPair, ...]
    filled: Mapping[str, tuple[FilledChapter, ...]]
    finished: Mapping[str, tuple[FinishedChapter, ...]]
    unread: frozenset[str] = frozenset()
    own: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def chapter(self, name: str, language: str) -> FinishedChapter:
        """Return a chapter as it is read in `language`."""
        return next(one for one in self.finished[language] if one.name == name)

    @cached_property
    def views(self) -> Mapping[tuple[str, str], FigureView]:
        """Return every figure that a chapter shows, by language and name, as it is shown."""
        nodes = self._shown(FigureNode)
        return {(language, node.view.name): node.view for language, node in nodes}

    @cached_property
    def tables(self) -> Mapping[tuple[str, str], TableView]:
        """Return every figure that chapters show as a table alone, by language and name."""
        numbering = self.context.numbering
        alone = numbering.tables.keys() - numbering.figures.keys()
        return {
            (language, node.view.name): node.view
            for language, node in self._shown(TableNode)
            if node.view.name in alone
        }

    def _shown(self, kind: type[Display]) -> Iterator[tuple[str, Display]]:
        for language, finished in self.finished.items():
            blocks = (block for chapter in finished for block in chapter.blocks)
            yield from ((language, node) for block in blocks for node in found(block.node, kind))

    @cached_property
    def linked(self) -> Mapping[str, tuple[FinishedChapter, ...]]:
        """Return the chapters with the first use of each term in them a link to its definition."""
        terms = self.context.glossary
        return {code: tuple(with_terms(own, terms, code)) for code, own in self.finished.items()}

    @property
    def names(self) -> Namespace:
        """Return the names that expressions of this edition may use."""
        return self.context.namespace


@stage
def load(project: Project) -> Stage[tuple[Glossary, list[FinishedEdition]]]:
    """Read every edition of a project and check it by every rule; nothing is written."""
    terms, editions, _ = yield from read(project)
    return terms, editions


@stage
def views(project: Project) -> Stage[tuple[EditionView, ...]]:
    """Read and check as `load` does; return the editions as the rules see them."""
    return (yield from read(project))[2]


@stage
def read(
    project: Project,
) -> Stage[tuple[Glossary, list[FinishedEdition], tuple[EditionView, ...]]]:
    """Read and check as `load` does; return the glossary, the editions, and them as rules see."""
    memo = Memo.of(project)
    checking = _checked(project, memo)
    read = yield from checking
    memo.save(checking.findings)
    return read


@stage
def _checked(
    project: Project, memo: Memo
) -> Stage[tuple[Glossary, list[FinishedEdition], tuple[EditionView, ...]]]:
    yield from project.unfinished
    reading = _read(project, memo)
    terms, tables, checker, contexts, pairs = yield from reading
    filling = checked(
        together(
            _filled(project, one, context, own)
            for one, context, own in zip(tables, contexts, pairs, strict=True)
        )
    )
    editions = filling.value
    readable = not (reading.failed or filling.failed)
    checking = checked(
        together(
            checker.edition(one.edition, one.context, one.pairs, one.filled, readable)
            for one in editions
        )
    )
    found = [*claims_told(filling.findings, checking.value), *checking.findings]
    found += [one for own in tables for one in stale(project.root, own.edition, own.data).findings]
    if readable and not checking.failed:
        found += checker.in_project(checking.value, pairs)
    unread = {one.edition.name: one.unread for one in tables}
    causes = Causes(terms, unread, reading.findings, [pair for own in pairs for pair in own])
    told = merged(causes.without_consequences(found), project.editions, terms)
    yield from told
    return terms, list(editions), checking.value


@stage
def _read(
    project: Project, memo: Memo
) -> Stage[
    tuple[Glossary, tuple[Tables, ...], Checker, tuple[Context, ...], tuple[list[ChapterPair], ...]]
]:
    """Read all that editions are made of, before anything is computed from it."""
    terms, tables = yield from numbers(project)
    checker = yield from Checker.of(project.root, terms, memo)
    contexts = tuple(context_of(project, one, tables, terms) for one in tables)
    pairs = yield from together(pairs_of(project.root, one) for one in contexts)
    return terms, tables, checker, contexts, pairs


@dataclass(frozen=True)
class Tables:
    """An edition's data and figures, before any chapter is read.

    `figures` are as they were read, `whole` with the columns that they take from other editions;
    `unread` names those of which something could not be read.
    """

    edition: Edition
    data: Data
    figures: Mapping[str, Figure]
    whole: Mapping[str, Figure]
    unread: frozenset[str]


@stage
def numbers(project: Project) -> Stage[tuple[Glossary, tuple[Tables, ...]]]:
    """Read the glossary, and the data and figures of every edition; no chapter."""
    terms = yield from glossary.load(project.root, project.languages)
    return terms, (yield from tables_of(project, terms))


@stage
def tables_of(project: Project, terms: Glossary) -> Stage[tuple[Tables, ...]]:
    """Read the data and figures of every edition."""
    read = yield from together(_tables(project, edition, terms) for edition in project.editions)
    every = {one.edition.name: one.figures for one in read}
    unread = {one.edition.name: one.unread for one in read}
    if terms.complete and not any(unread.values()):
        yield from borrowed.joined_to_nothing(terms, every)
    return (yield from together(_borrowed(one, every, unread, terms) for one in read))


def _tables(project: Project, edition: Edition, terms: Glossary) -> Stage[Tables]:
    pins = yield from data.load(project.root, edition)
    reading = figures.load(project.root, edition, terms, pins)
    read = yield from reading
    names = [file.stem for file in (project.root / f"figures/{edition.name}").glob("*.yml")]
    unread = unread_figures(names, read, pins, reading.findings)
    return Tables(edition, pins, read, read, unread)


def _borrowed(
    own: Tables, every: borrowed.Tables, unread: Mapping[str, frozenset[str]], terms: Glossary
) -> Stage[Tables]:
    taken = borrowed.taken(own.figures, every, terms, unread)
    yield from taken
    wrong = {figure_of(one.place.path) for one in taken.findings}
    lost = {name for name, figure in own.figures.items() if borrowed.needs(figure, unread)}
    names = own.unread | lost | {name for name in own.figures if name in wrong}
    # What is borrowed can be divided, and cut into parts; the sums of parts are divided again.
    divided = yield from computed.with_results(taken.value)
    whole = yield from parts.cut(divided, own.edition, terms)
    whole = yield from computed.with_sums(whole)
    whole = computed.with_results(whole).value
    return replace(own, whole=whole, unread=names)


def series_of(editions: Sequence[FinishedEdition], terms: Glossary) -> AllSeries:
    """Return the series that join the numbers of editions which were read."""
    return AllSeries.of({one.edition.name: one.context.figures for one in editions}, terms)


@stage
def of_edition(project: Project, edition: Edition, terms: Glossary) -> Stage[FinishedEdition]:
    """Read one edition, fill its chapters in every language and test its claims."""
    tables = yield from tables_of(project, terms)
    return (yield from with_chapters(project, edition, tables, terms))


@stage
def with_chapters(
    project: Project, edition: Edition, tables: Sequence[Tables], terms: Glossary
) -> Stage[FinishedEdition]:
    """Do the same with tables that were read already."""
    (own,) = [one for one in tables if one.edition is edition]
    context = context_of(project, own, tables, terms)
    pairs = yield from pairs_of(project.root, context)
    return (yield from _filled(project, own, context, pairs))


@stage
def pairs_of(root: Path, context: Context) -> Stage[list[ChapterPair]]:
    """Read the chapters of an edition, paired block by block; nothing in them is evaluated."""
    edition = context.edition
    texts, reviewed = {}, {}
    for code in edition.languages:
        texts[code] = yield from chapters.load(root, edition, code, context.reading)
    for name in edition.file.chapters:
        reviewed[name] = yield from reviews.load(root, edition, name)
    return (yield from pair(texts, reviewed))


def context_of(project: Project, own: Tables, tables: Sequence[Tables], terms: Glossary) -> Context:
    """Return what the chapters of an edition draw on; its figures have no numbers yet."""
    every = {one.edition.name: _outside_the_model(one.figures) for one in tables}
    return Context(
        edition=_with_documents(own.edition, tables),
        figures=own.whole,
        glossary=terms,
        data=own.data,
        # What is wrong with the tables that it compares was told when they were read.
        differences=reconcile(project, own.edition, own.data).value,
        namespace=namespace(_outside_the_model(own.whole), terms, every),
        model=namespace(own.whole, terms, every),
        numbering=Numbering({}, {}, {}),
    )


def _filled(
    project: Project, own: Tables, context: Context, pairs: Sequence[ChapterPair]
) -> Stage[FinishedEdition]:
    edition = own.edition
    context = replace(context, numbering=(yield from number(pairs, own.whole)))
    for figure in own.whole.values():
        yield from check_chart(figure, context, project.root)
    yield from check_highlights(context)
    filled, finished = {}, {}
    for language in edition.languages:
        told = partial(told_of, edition=edition, glossary=context.glossary)
        filled[language] = yield from together(
            told(one.name, checked=fill_chapter(one, language, context.names_in(one.name)))
            for one in pairs
        )
        finished[language] = yield from together(
            told(one.name, checked=finish(one, context)) for one in filled[language]
        )
    blocks = (block for both in finished.values() for one in both for block in one.blocks)
    yield from formulas.check(one for block in blocks for one in found(block.node, Formula))
    contents = FinishedEdition(edition, context, tuple(pairs), filled, finished, own.unread)
    shown = {key: view for key, view in contents.views.items() if key[1] not in own.unread}
    return replace(contents, own=(yield from own_specifications(shown, context, project.root)))


def _outside_the_model(figures: Mapping[str, Figure]) -> dict[str, Figure]:
    return {name: figure.without_modelled() for name, figure in figures.items()}


def _with_documents(edition: Edition, tables: Sequence[Tables]) -> Edition:
    """Return the edition with the documents of all, which its figures may take numbers from."""
    documents = {id: words for one in tables for id, words in one.edition.file.documents.items()}
    file = edition.file.model_copy(update={"documents": documents | edition.file.documents})
    return replace(edition, file=file)
