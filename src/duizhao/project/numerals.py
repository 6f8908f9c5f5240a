"""Every numeral of an edition's source texts: `data/<edition>/numerals/<text>.csv`.

The list says of each numeral what it is: a number that is pinned, or why none has to be. A numeral
without a role is not accounted for.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from duizhao.diagnostics import Diagnostic, Stage, Words, did_you_mean, stage
from duizhao.files import csv_places
from duizhao.project import Edition

COLUMNS = ("line", "column", "numeral", "role", "address", "section")
# What is pinned, in the order in which it is told: a number as published, one that the source
# quotes, a rank, the limit of a class or of a statement (“more than 5%”).
PINNED = ("pin", "cited", "rank", "bound")
# Why a numeral is no number of the edition: a year or day, the number of a figure, table or section
# or of an item in a list, part of a name, an idiom, the one of “1/3”, what tells of the publisher.
LEFT_OUT = ("year", "date", "structure", "list", "name", "idiom", "fraction", "publisher")


@dataclass(frozen=True)
class Numeral:
    """A numeral as a source text prints it; `role` is "" where nobody has said what it is."""

    text: str
    line: int
    column: int
    printed: str
    role: str
    address: str
    section: str


@stage
def load(root: Path, edition: Edition) -> Stage[tuple[Numeral, ...]]:
    """Return the numerals of all source texts of an edition, in reading order; none without lists.

    Findings name a role that there is not.
    """
    found: list[Numeral] = []
    folder = root / "data" / edition.name / "numerals"
    for path in sorted(folder.glob("*.csv")):
        name = path.relative_to(root).as_posix()
        records = yield from csv_places.read(root, name, COLUMNS)
        for at, row in records.rows:
            if row["role"] not in ("", *PINNED, *LEFT_OUT):
                message = Words(f"未知的角色“{row['role']}”", f"unknown role “{row['role']}”")
                likely = did_you_mean(row["role"], (*PINNED, *LEFT_OUT))
                yield Diagnostic("unknown-value", at, message, likely)
                continue
            found.append(
                Numeral(
                    path.stem,
                    int(row["line"]),
                    int(row["column"]),
                    row["numeral"],
                    row["role"],
                    row["address"],
                    row["section"],
                )
            )
    return tuple(found)
