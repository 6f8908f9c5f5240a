"""Facts: every number that chapters of an edition can use, with address, wording and status."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from duizhao import across, data, figures, glossary
from duizhao.addresses import FigureValues
from duizhao.diagnostics import Findings
from duizhao.figures import Figure
from duizhao.glossary import Glossary
from duizhao.project import Edition, Project
from duizhao.say import value_text
from duizhao.values import Misuse


def lines(project: Project, edition: Edition) -> Iterator[str]:
    """Yield one line per number: address, Chinese, English, status and places, tab-separated.

    Raises `Problems` when the edition's data cannot be read.
    """
    findings = Findings()
    terms = glossary.load(project.root, findings)
    pins = data.load(project.root, edition, findings)
    tables = figures.load(project.root, edition, terms, pins, findings)
    tables = across.taken(tables, _every(project, edition, tables, terms), findings)
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
) -> across.Tables:
    """Return the figures of all editions; what is wrong with the others is not told here."""
    every = {edition.name: tables}
    for other in project.editions:
        if other.name != edition.name:
            pins = data.load(project.root, other, Findings())
            every[other.name] = figures.load(project.root, other, terms, pins, Findings())
    return every
