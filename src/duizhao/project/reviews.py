"""Reviews: which pairs of blocks a person has read side by side, and by which anchors they go.

`report/reviewed/<edition>/<chapter>.csv` holds one line per pair: its anchors, the one that it has
and behind it those that it had before, the fingerprint of its text in each language, and by whom
and when it was accepted, where that is known. Dates of files play no part.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from duizhao.diagnostics import Stage, stage
from duizhao.files import cache, csv_places
from duizhao.language import PACKS
from duizhao.project.settings import Edition

_SIGNED = ("by", "date")


@dataclass(frozen=True)
class Review:
    """A pair of blocks as it was reviewed: its anchors, and the fingerprints of its texts.

    These follow the languages of the report; "" stands for one in which it was not reviewed. `by`
    and `date` say who accepted it and when; "" where a record does not.
    """

    anchors: tuple[str, ...]
    prints: tuple[str, ...]
    by: str = ""
    date: str = ""


def path_of(edition: Edition, chapter: str) -> str:
    """Return where the reviews of a chapter, or of its template, are kept in the project."""
    return f"report/reviewed/{edition.name}/{edition.template_of(chapter) or chapter}.csv"


def fingerprint(written: str) -> str:
    """Return the fingerprint of a block; blank space and line ends do not count."""
    plain = re.sub(r"\s+", " ", written).strip()
    return cache.fingerprint(plain)[:16]


@stage
def load(root: Path, edition: Edition, chapter: str) -> Stage[tuple[Review, ...] | None]:
    """Return the reviewed pairs of a chapter in order, or None when nobody has reviewed it yet.

    A report may have gained a language since then, or given one up.
    """
    path = path_of(edition, chapter)
    if not (root / path).is_file():
        return None
    header = csv_places.read(root, path).value.columns
    reviewed = [one for one in header if one in PACKS]
    signed = [one for one in header if one in _SIGNED]
    columns = ("anchor", *(reviewed or edition.languages), *signed)
    rows = (row.cells for row in (yield from csv_places.read(root, path, columns)).rows)
    return tuple(
        Review(
            tuple(row["anchor"].split()),
            tuple(row.get(x, "") for x in edition.languages),
            *(row.get(x, "") for x in _SIGNED),
        )
        for row in rows
    )


def written(reviews: Iterable[Review], edition: Edition) -> bytes:
    """Return the file that holds these reviews of an edition; who and when only where one says."""
    rows = [(" ".join(one.anchors), *one.prints, one.by, one.date) for one in reviews]
    names = ("anchor", *edition.languages, *_SIGNED)
    width = len(names) if any(any(row[-2:]) for row in rows) else len(names) - len(_SIGNED)
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerows(row[:width] for row in (names, *rows))
    return stream.getvalue().encode()
