"""One name in two forms: texts of a column that differ only in the width of their characters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from duizhao.diagnostics import Diagnostic, Place
from duizhao.microdata.flood import limited
from duizhao.microdata.messages import more
from duizhao.microdata.misfit import two_spellings
from duizhao.microdata.text import folded

MOST = 100_000  # texts in a wide form that are compared; those of names are far fewer
Chunks = Callable[[], Iterable[tuple[int, pa.ChunkedArray]]]


class Twin(NamedTuple):
    """A text, and the one that stands before it in the other form; rows count from 0."""

    row: int
    text: str
    first_row: int
    first: str


def report_twins(name: str, chunks: Chunks, place: Callable[[int], Place]) -> Iterator[Diagnostic]:
    """Add a finding for each name of a column that is written in two widths.

    `chunks` gives the column's texts from the beginning, each with the number of its first row.
    """

    def diagnostic(twin: Twin) -> Diagnostic:
        said = two_spellings(name, twin.text, twin.first, str(place(twin.first_row)))
        return Diagnostic(said.rule, place(twin.row), said.message, said.hint)

    yield from limited(_twins(chunks), diagnostic, more([name]))


def _twins(chunks: Chunks) -> Sequence[Twin]:
    forms: dict[str, dict[str, int]] = defaultdict(dict)
    number = 0
    for start, column in chunks():
        if pc.all(pc.string_is_ascii(column)).as_py() is not False or number >= MOST:
            continue
        wide = pc.not_equal(pc.utf8_normalize(column, form="NFKC"), column)
        for text, row in _first_rows(column, pc.fill_null(wide, False), start):
            if (key := folded(text)) != text:
                forms[key].setdefault(text, row)
                number += 1
    if not forms:
        return []
    keys = pa.array(list(forms), pa.string())
    for start, column in chunks():
        for text, row in _first_rows(column, pc.is_in(column, value_set=keys), start):
            forms[text].setdefault(text, row)
    found = []
    for same in forms.values():
        (first, first_row), *others = sorted(same.items(), key=lambda one: one[1])
        found += [Twin(row, text, first_row, first) for text, row in others]
    return sorted(found)


def _first_rows(
    column: pa.ChunkedArray, chosen: pa.ChunkedArray, start: int
) -> Iterable[tuple[str, int]]:
    """Return each different text among the chosen ones, with the row in which it first stands."""
    rows = pc.indices_nonzero(chosen)
    first: dict[str, int] = {}
    for text, row in zip(column.take(rows).to_pylist(), rows.to_pylist(), strict=True):
        first.setdefault(text, start + row)
    return first.items()
