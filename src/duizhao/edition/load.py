"""Contents: all of an edition, read, paired, filled and checked before anything is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from duizhao.check import Checker, EditionView, in_project
from duizhao.diagnostics import Findings
from duizhao.document import chapters
from duizhao.document.pairs import ChapterPair, pair
from duizhao.edition.context import Material
from duizhao.expressions.namespace import Namespace, namespace
from duizhao.project import LANGUAGES, Edition, Project, borrowed, figures, glossary
from duizhao.project import published as data
from duizhao.project.figures import Figure
from duizhao.project.glossary import Glossary
from duizhao.project.published import Data
from duizhao.project.reconcile import reconcile
from duizhao.render.pictures import check_chart
from duizhao.render.plain import Draft
from duizhao.render.render import FilledChapter, Rendered, fill_chapter, number, render


@dataclass(frozen=True)
class Contents:
    """One edition, complete: what its chapters draw on, its pairs, and the filled chapters."""

    edition: Edition
    material: Material
    pairs: tuple[ChapterPair, ...]
    filled: Mapping[str, tuple[FilledChapter, ...]]

    def proofread(self, findings: Findings) -> None:
        """Say every chapter once as plain text, so that whatever cannot be said is found."""
        for language, chapters_filled in self.filled.items():
            draft = Draft(language, self.material.numbering)
            for chapter in chapters_filled:
                render(chapter, draft, self.material, findings)

    def plain(self, chapter: FilledChapter) -> Rendered:
        """Return a chapter as plain text; what cannot be said is for `proofread` to report."""
        draft = Draft(chapter.language, self.material.numbering)
        return render(chapter, draft, self.material, Findings())

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
    terms = glossary.load(project.root, findings)
    tables = [Tables.of(project, edition, terms, findings) for edition in project.editions]
    editions = [_of(project, one, tables, terms, findings) for one in tables]
    checker = Checker.of(project.root, terms, findings)
    seen = []
    for contents in editions:
        contents.proofread(findings)
        seen.append(
            checker.edition(
                contents.edition, contents.material, contents.pairs, contents.filled, findings
            )
        )
    if not any(finding.severity == "error" for finding in findings):
        findings.extend(in_project(seen))
    return terms, editions, tuple(seen)


@dataclass(frozen=True)
class Tables:
    """An edition's data and figures, before any chapter is read."""

    edition: Edition
    data: Data
    figures: Mapping[str, Figure]

    @classmethod
    def of(cls, project: Project, edition: Edition, terms: Glossary, findings: Findings) -> Tables:
        """Read the pins and the figures of an edition."""
        pins = data.load(project.root, edition, findings)
        return cls(edition, pins, figures.load(project.root, edition, terms, pins, findings))


def of_edition(project: Project, edition: Edition, terms: Glossary, findings: Findings) -> Contents:
    """Read one edition, fill its chapters in both languages and test its claims.

    What is wrong with the tables of the other editions, which its chapters may look at, is not
    reported.
    """
    tables = [
        Tables.of(project, one, terms, findings if one is edition else Findings())
        for one in project.editions
    ]
    (own,) = [one for one in tables if one.edition is edition]
    return _of(project, own, tables, terms, findings)


def _of(
    project: Project, own: Tables, tables: Sequence[Tables], terms: Glossary, findings: Findings
) -> Contents:
    edition = own.edition
    every = {one.edition.name: one.figures for one in tables}
    filled_tables = borrowed.taken(own.figures, every, findings)
    both = [chapters.load(project.root, edition, language, findings) for language in LANGUAGES]
    pairs = pair(both[0], both[1], findings)
    names = namespace(filled_tables, terms, every)
    material = Material(
        edition=_with_documents(edition, tables),
        figures=filled_tables,
        glossary=terms,
        data=own.data,
        differences=reconcile(project, edition, own.data),
        namespace=names,
        numbering=number(pairs, filled_tables, findings),
    )
    for figure in filled_tables.values():
        check_chart(figure, material, project.root, findings)
    filled = {
        language: tuple(fill_chapter(one, language, names, findings) for one in pairs)
        for language in LANGUAGES
    }
    return Contents(edition, material, tuple(pairs), filled)


def _with_documents(edition: Edition, tables: Sequence[Tables]) -> Edition:
    """Return the edition with the documents of all, which its figures may take numbers from."""
    documents = {id: words for one in tables for id, words in one.edition.file.documents.items()}
    file = edition.file.model_copy(update={"documents": documents | edition.file.documents})
    return replace(edition, file=file)
