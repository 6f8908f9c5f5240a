"""facts.json: every number of an edition for programs, with its address, status and source."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from duizhao.edition.facts import Fact, facts_of
from duizhao.edition.load import FinishedEdition
from duizhao.language import labels
from duizhao.project import Edition, ProjectFile
from duizhao.render.views import source_line

NAME = "facts.json"


def write(contents: FinishedEdition, file: ProjectFile, folder: Path) -> dict[str, Path]:
    """Write an edition's numbers as JSON in the words of each language; return the files."""
    facts = tuple(facts_of(contents.context.figures, contents.context.glossary))
    paths = {}
    for language in contents.edition.languages:
        path = paths[language] = folder / contents.edition.name / language / NAME
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_text(facts, contents, file, language), encoding="utf-8", newline="")
    return paths


def _text(
    facts: Sequence[Fact], contents: FinishedEdition, file: ProjectFile, language: str
) -> str:
    """Return the numbers as JSON, one to a line, so that a change is a changed line.

    Of each: `address`; `value` as exact decimals, a string, and `unit` (`currency`); `status`,
    whose words the head holds; `source`; `text` as readers of each language read it, `names` of
    figure, row and column in each, and of an estimated number its `interval`.
    """
    edition = contents.edition
    described = [_described(fact, contents.context.edition, language) for fact in facts]
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


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
