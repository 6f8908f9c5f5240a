"""How many of this report's own errata `compare` finds in the source documents, told nothing.

The documents are not in the repository: they are looked for in build/sources under the names of
`DOCUMENTS`. An erratum counts as found when a finding stands, or leads to, a line of it and names
one of its numbers. `python -m tests.bench.errata` prints which are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from duizhao.compare.comparison import compare
from duizhao.diagnostics import Diagnostic

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "build" / "sources"
# The files of each edition's sources: what is compared at once.
DOCUMENTS = {
    "2021": ["2021.txt"],
    "2023": ["2023.txt", "2023-abstract-en.txt"],
    "2024": ["2024.txt"],
}
ARITHMETIC = {
    *("total-differs", "derived-statistic", "bin-missing", "sum", "granularity"),
    *("rank-twice", "rank-skipped", "order"),
}
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def rows() -> list[dict[str, Any]]:
    """Return the share of arithmetic errata that is found; nothing where no source is there."""
    told = [found for _, found in errata()]
    if not told:
        return []
    share = round(100 * sum(told) / len(told))
    name = f"arithmetic errata found ({sum(told)} of {len(told)})"
    return [{"name": name, "value": share, "unit": "%"}]


def errata() -> Iterator[tuple[str, bool]]:
    """Yield every arithmetic erratum of editions whose sources are there, and if it is found."""
    for edition, files in DOCUMENTS.items():
        if not all((FOLDER / file).exists() for file in files):
            continue
        findings = compare(FOLDER, files).findings
        entries = yaml.safe_load((ROOT / f"data/{edition}/errata.yml").read_text(encoding="utf-8"))
        for entry in entries:
            if entry["kind"] in ARITHMETIC:
                yield f"{edition} {entry['kind']} {entry['id']}", _found(entry, findings)


def _found(entry: dict[str, Any], findings: tuple[Diagnostic, ...]) -> bool:
    lines = {one["line"] for one in entry["found"] if "line" in one}
    numbers = {
        n for one in entry["found"] for n in _numbers(f"{one['value']} {one.get('how', '')}")
    }
    for finding in findings:
        shared = numbers & _numbers(finding.message.en)
        places = {finding.place.line, finding.related.place.line if finding.related else None}
        # Ranks and names have no numbers to be recognised by; some errata are of a whole list.
        named = finding.rule in ("source-rank", "name-twice")
        if lines & places and (shared or named):
            return True
        if not lines and len(shared) > 2:
            return True
    return False


def _numbers(text: str) -> set[Decimal]:
    """Return the telling numbers of a text."""
    plain = re.sub(r"(?<=\d),(?=\d{3})", "", text)
    plain = re.sub(r"\S+\.\w+:\d+(?::\d+)?", " ", plain)  # places
    return {Decimal(n).normalize() for n in _NUMBER.findall(plain) if len(n) > 1 or n in "4"}


if __name__ == "__main__":
    for name, found in errata():
        if not found:
            print(name)
    for row in rows():
        print(row["name"], row["value"], row["unit"])
