"""Facts: every number that chapters of an edition can use, with address, wording and status."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from duizhao.diagnostics import Findings
from duizhao.expressions.namespace import FigureValues
from duizhao.expressions.value import Misuse
from duizhao.project import Edition, Project, borrowed, figures, glossary, published
from duizhao.project.figures import Figure
from duizhao.project.glossary import Glossary
from duizhao.render.inline import value_text


def lines(project: Project, edition: Edition) -> Iterator[str]:
    """Yield one line per number: address, Chinese, English, status and places, tab-separated.

    Raises `Problems` when the edition's data cannot be read.
    """
    findings = Findings()
    terms = glossary.load(project.root, findings)
    pins = published.load(project.root, edition, findings)
    tables = figures.load(project.root, edition, terms, pins, findings)
    tables = borrowed.taken(tables, _every(project, edition, tables, terms), findings)
    findings.stop_on_errors()
    for figure in tables.values():
        values = FigureValues(figure, terms)
        for row in figure.rows:
            for column in figure.file.columns:
                value = values.value(row, column)
                if value is None:
                    continue
                try:
                    texts = [value_text(value, language) for language in ("zh", "en")]
                except Misuse as misuse:
                    texts = [misuse.message.zh, misuse.message.en]
                places = ", ".join(source.place for source in value.sources)
                yield "\t".join([value.address, *texts, value.status, places]).rstrip()


def _every(
    project: Project, edition: Edition, tables: Mapping[str, Figure], terms: Glossary
) -> borrowed.Tables:
    """Return the figures of all editions; what is wrong with the others is not told here."""
    every = {edition.name: tables}
    for other in project.editions:
        if other.name != edition.name:
            pins = published.load(project.root, other, Findings())
            every[other.name] = figures.load(project.root, other, terms, pins, Findings())
    return every
