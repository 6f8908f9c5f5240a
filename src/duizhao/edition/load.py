"""Contents: all of an edition, read, paired, filled, finished and checked before any writing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from duizhao.check import Checker, EditionView, in_project
from duizhao.check.causes import Causes, figure_of, unread_figures
from duizhao.diagnostics import Checked, Findings, checked, together
from duizhao.document import chapters, formulas
from duizhao.document.pairs import ChapterPair, pair
from duizhao.document.tree import Formula, found
from duizhao.expressions.namespace import Namespace, namespace
from duizhao.project import LANGUAGES, Edition, Project, borrowed, figures, glossary
from duizhao.project import published as data
from duizhao.project.figures import Figure
from duizhao.project.glossary import Glossary
from duizhao.project.published import Data
from duizhao.project.reconcile import reconcile
from duizhao.render.context import Material
from duizhao.render.pictures import check_chart
from duizhao.render.render import FilledChapter, FinishedChapter, fill_chapter, finish, number


@dataclass(frozen=True)
class Contents:
    """One edition, complete: what its chapters draw on, its pairs, and its chapters filled and
    said.

    `unread` are the figures of which something could not be read: nothing follows from them.
    """

    edition: Edition
    material: Material
    pairs: tuple[ChapterPair, ...]
    filled: Mapping[str, tuple[FilledChapter, ...]]
    finished: Mapping[str, tuple[FinishedChapter, ...]]
    unread: frozenset[str] = frozenset()

    def chapter(self, name: str, language: str) -> FinishedChapter:
        """Return a chapter as it is read in `language`."""
        return next(one for one in self.finished[language] if one.name == name)

    @property
    def names(self) -> Namespace:
        """Return the names that expressions of this edition may use."""
        return self.material.namespace


def load(project: Project, findings: Findings) -> tuple[Glossary, list[Contents]]:
    """Read every edition of a project and check it by every rule; nothing is written."""
    terms, editions, _ = _checked(project, findings)
    return terms, editions


def views(project: Project, findings: Findings) -> tuple[EditionView, ...]:
    """Read and check as `load` does; return the editions as the rules see them."""
    return _checked(project, findings)[2]


def _checked(
    project: Project, findings: Findings
) -> tuple[Glossary, list[Contents], tuple[EditionView, ...]]:
    terms = glossary.load(project.root).into(findings)
    tables = tables_of(project, terms).into(findings)
    checker = Checker.of(project.root, terms, findings)
    read = [_read(project.root, one, findings) for one in tables]
    found = Findings(findings)
    editions = [
        _filled(project, one, tables, pairs, terms, found)
        for one, pairs in zip(tables, read, strict=True)
    ]
    seen = []
    for contents in editions:
        seen.append(
            checker.edition(
                contents.edition, contents.material, contents.pairs, contents.filled, found
            )
        )
    if not found.failed:
        found.extend(in_project(seen))
    unread = {one.edition.name: one.unread for one in tables}
    causes = Causes(terms, unread, tuple(findings), [pair for pairs in read for pair in pairs])
    findings.extend(causes.without_consequences(found[len(findings) :]))
    return terms, editions, tuple(seen)


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


def tables_of(project: Project, terms: Glossary) -> Checked[tuple[Tables, ...]]:
    """Read the data and figures of every edition."""
    read = together(_tables(project, edition, terms) for edition in project.editions)
    every = {one.edition.name: one.figures for one in read.value}
    unread = {one.edition.name: one.unread for one in read.value}
    whole = together(_borrowed(one, every, unread) for one in read.value)
    return Checked(whole.value, read.findings + whole.findings)


def _tables(project: Project, edition: Edition, terms: Glossary) -> Checked[Tables]:
    pins = data.load(project.root, edition)
    read = checked(lambda own: figures.load(project.root, edition, terms, pins.value, own))
    names = [file.stem for file in (project.root / f"figures/{edition.name}").glob("*.yml")]
    unread = unread_figures(names, read.value, pins.value, read.findings)
    tables = Tables(edition, pins.value, read.value, read.value, unread)
    return Checked(tables, pins.findings + read.findings)


def _borrowed(
    own: Tables, every: borrowed.Tables, unread: Mapping[str, frozenset[str]]
) -> Checked[Tables]:
    taken = borrowed.taken(own.figures, every, unread)
    wrong = {figure_of(one.place.path) for one in taken.findings}
    lost = {name for name, figure in own.figures.items() if borrowed.needs(figure, unread)}
    names = own.unread | lost | {name for name in own.figures if name in wrong}
    return Checked(replace(own, whole=taken.value, unread=names), taken.findings)


def of_edition(project: Project, edition: Edition, terms: Glossary, findings: Findings) -> Contents:
    """Read one edition, fill its chapters in both languages and test its claims."""
    tables = tables_of(project, terms).into(findings)
    (own,) = [one for one in tables if one.edition is edition]
    pairs = _read(project.root, own, findings)
    return _filled(project, own, tables, pairs, terms, findings)


def _read(root: Path, own: Tables, findings: Findings) -> list[ChapterPair]:
    both = [chapters.load(root, own.edition, language, findings) for language in LANGUAGES]
    return pair(both[0], both[1], findings)


def _filled(
    project: Project,
    own: Tables,
    tables: Sequence[Tables],
    pairs: Sequence[ChapterPair],
    terms: Glossary,
    findings: Findings,
) -> Contents:
    edition = own.edition
    every = {one.edition.name: one.figures for one in tables}
    names = namespace(own.whole, terms, every)
    material = Material(
        edition=_with_documents(edition, tables),
        figures=own.whole,
        glossary=terms,
        data=own.data,
        # What is wrong with the tables that it compares was told when they were read.
        differences=reconcile(project, edition, own.data).value,
        namespace=names,
        numbering=number(pairs, own.whole, findings),
    )
    for figure in own.whole.values():
        check_chart(figure, material, project.root, findings)
    filled = {
        language: tuple(fill_chapter(one, language, names, findings) for one in pairs)
        for language in LANGUAGES
    }
    finished = {
        language: tuple(finish(one, material, findings) for one in chapters_filled)
        for language, chapters_filled in filled.items()
    }
    blocks = (block for both in finished.values() for one in both for block in one.blocks)
    formulas.check((one for block in blocks for one in found(block.node, Formula)), findings)
    return Contents(edition, material, tuple(pairs), filled, finished, own.unread)


def _with_documents(edition: Edition, tables: Sequence[Tables]) -> Edition:
    """Return the edition with the documents of all, which its figures may take numbers from."""
    documents = {id: words for one in tables for id, words in one.edition.file.documents.items()}
    file = edition.file.model_copy(update={"documents": documents | edition.file.documents})
    return replace(edition, file=file)
