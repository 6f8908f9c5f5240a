"""Facts: every number that chapters of an edition can use, with address, wording and status."""

from __future__ import annotations

from collections.abc import Iterator

from duizhao.diagnostics import Findings
from duizhao.edition import load
from duizhao.expressions.namespace import FigureValues
from duizhao.expressions.value import Misuse
from duizhao.project import Edition, Project, glossary
from duizhao.render.inline import value_text


def lines(project: Project, edition: Edition) -> Iterator[str]:
    """Yield one line per number: address, Chinese, English, status and places, tab-separated.

    Raises `Problems` when the data of the edition, or of one that it looks at, cannot be read.
    """
    findings = Findings()
    terms = glossary.load(project.root).into(findings)
    tables = load.tables_of(project, terms).into(findings)
    (own,) = [one for one in tables if one.edition is edition]
    findings.stop_on_errors()
    for figure in own.whole.values():
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
