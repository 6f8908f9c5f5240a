"""Reviews: which pairs of blocks a person has read side by side, by content, kept with the report.

`report/reviewed/<edition>/<chapter>.csv` holds one line per pair: its anchor (to read the file by)
and the fingerprints of both texts. Dates of files play no part.
"""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import TYPE_CHECKING

from duizhao.diagnostics import Stage, stage
from duizhao.files import cache, csv_places
from duizhao.project import Edition

if TYPE_CHECKING:
    from duizhao.check.scopes import PairView

HEADER = ("anchor", "zh", "en")


def path_of(edition: Edition, chapter: str) -> str:
    """Return where the reviews of a chapter are kept, relative to the project."""
    return f"report/reviewed/{edition.name}/{chapter}.csv"


def fingerprint(raw: str) -> str:
    """Return the fingerprint of a block; blank space and line ends do not count."""
    plain = re.sub(r"\s+", " ", raw).strip()
    return cache.fingerprint(plain)[:16]


@stage
def load(root: Path, edition: Edition, chapter: str) -> Stage[frozenset[tuple[str, str]] | None]:
    """Return the reviewed pairs of a chapter, or None when nobody has reviewed it yet."""
    path = path_of(edition, chapter)
    if not (root / path).is_file():
        return None
    rows = (yield from csv_places.read(root, path, HEADER)).rows
    return frozenset((row["zh"], row["en"]) for _, row in rows)


def accepted(view: PairView) -> bytes:
    """Return the file that records every pair of blocks of a chapter as reviewed."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(HEADER)
    for block in view.blocks:
        writer.writerow([block.anchor, fingerprint(block.zh.raw), fingerprint(block.en.raw)])
    return stream.getvalue().encode()
