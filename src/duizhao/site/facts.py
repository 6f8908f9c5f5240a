"""facts.json: every number of an edition for programs, with its address, status and source."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from duizhao.edition.facts import Fact, facts_of
from duizhao.edition.load import FinishedEdition
from duizhao.expressions.provenance import Address
from duizhao.language import labels
from duizhao.project import Edition, ProjectFile
from duizhao.project.series import AllSeries
from duizhao.render.views import source_line

NAME = "facts.json"


def write(
    contents: FinishedEdition, file: ProjectFile, series: AllSeries, folder: Path
) -> dict[str, Path]:
    """Write an edition's numbers as JSON in the words of each language; return the files."""
    facts = tuple(facts_of(contents.context.figures, contents.context.glossary))
    paths = {}
    for language in contents.edition.languages:
        path = paths[language] = folder / contents.edition.name / language / NAME
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(
            _text(facts, contents, file, series, language), encoding="utf-8", newline=""
        )
    return paths


def _text(
    facts: Sequence[Fact],
    contents: FinishedEdition,
    file: ProjectFile,
    series: AllSeries,
    language: str,
) -> str:
    """Return the numbers as JSON, one to a line, so that a change is a changed line.

    Of each: `address`; `value` as exact decimals, a string, and `unit` (`currency`); `status`,
    whose words the head holds; `source`; `text` as readers of each language read it, `names` of
    figure, row and column in each, of an estimated number its `interval`. Of one that several
    editions publish `series` holds, in order, each edition's `edition`, `address`, `value` (as it
    stands at `joined`, which may be a rank), `status`, and where the method changed the `break`.
    """
    edition = contents.edition
    described = [
        {
            **_described(fact, contents.context.edition, language),
            **_through(fact, edition, series, language),
        }
        for fact in facts
    ]
    met = {fact.value.status for fact in facts}
    head = {
        "edition": edition.name,
        "language": language,
        "title": edition.file.title.of(language),
        "publisher": file.publisher.of(language),
        "licence": file.licence.of(language) if file.licence else "",
        "date": edition.file.date.isoformat(),
        "statuses": {
            status: words.of(language) for status, words in labels.STATUS.items() if status in met
        },
    }
    lines = ",\n".join(_json(fact) for fact in described)
    return f'{_json(head)[:-1]}, "facts": [\n{lines}\n]}}\n'


def _described(fact: Fact, edition: Edition, language: str) -> dict[str, Any]:
    value, interval = fact.value, fact.value.interval
    told = {
        "address": value.address,
        "value": f"{value.number:f}",
        "unit": value.unit,
        "currency": value.currency,
        "status": value.status,
        "source": source_line([fact.cell], edition, language),
        "text": fact.texts,
        "names": fact.names,
        "interval": interval
        and {
            "low": f"{interval.low:f}",
            "high": f"{interval.high:f}",
            "sample": interval.sample,
        },
    }
    return {name: one for name, one in told.items() if one is not None}


def _through(
    fact: Fact, edition: Edition, series: AllSeries, language: str
) -> dict[str, list[dict[str, str]]]:
    """Return the numbers of a fact's series, its own among them; nothing where it has none."""
    points = series.through((edition.name, fact.figure, fact.row, fact.column))
    told = [
        {
            "edition": point.edition,
            "address": str(Address(*point.at[1:])),
            "joined": str(Address(*point.joined_at[1:], edition=point.joined_at[0])),
            "value": f"{point.cell.number:f}",
            "status": point.cell.status,
            "break": point.broken.of(language) if point.broken else "",
        }
        for point in points
    ]
    return {"series": [{k: v for k, v in one.items() if v} for one in told]} if told else {}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
