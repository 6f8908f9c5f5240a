"""One name in two forms: texts of a column that differ only in capitals or in width."""

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

MOST = 5_000_000  # different texts of a column that are compared; those of names are far fewer
Chunks = Callable[[], Iterable[tuple[int, pa.ChunkedArray]]]


class Twin(NamedTuple):
    """A text, and the one that stands before it in the other form; rows count from 0."""

    row: int
    text: str
    first_row: int
    first: str


def report_twins(name: str, chunks: Chunks, place: Callable[[int], Place]) -> Iterator[Diagnostic]:
    """Add a finding for each name of a column that is written in two ways.

    `chunks` gives the column's texts from the beginning, each with the number of its first row.
    """

    def diagnostic(twin: Twin) -> Diagnostic:
        said = two_spellings(name, twin.text, twin.first, str(place(twin.first_row)))
        return Diagnostic(said.rule, place(twin.row), said.message, said.hint)

    yield from limited(_twins(chunks), diagnostic, more([name]))


def _twins(chunks: Chunks) -> Sequence[Twin]:
    candidates = _alike(chunks)
    if not len(candidates):
        return []
    forms: dict[str, dict[str, int]] = defaultdict(dict)
    for start, column in chunks():
        for text, row in _first_rows(column, pc.is_in(column, value_set=candidates), start):
            forms[_key(text)].setdefault(text, row)
    found = []
    for same in forms.values():
        (first, first_row), *others = sorted(same.items(), key=lambda one: one[1])
        found += [Twin(row, text, first_row, first) for text, row in others]
    return sorted(found)


def _alike(chunks: Chunks) -> pa.Array:
    """Return the different texts of a column that may have the letters of another one."""
    texts = pa.array([], pa.string())
    for _, column in chunks():
        if len(texts) < MOST:
            texts = pc.unique(pa.chunked_array([texts, pc.unique(column.drop_null())]))
    plain = pc.all(pc.string_is_ascii(texts)).as_py() is not False
    keys = pc.utf8_lower(texts if plain else pc.utf8_normalize(texts, form="NFKC"))
    counts = pc.value_counts(keys)
    twice = counts.field("values").filter(pc.greater(counts.field("counts"), 1))
    return texts.filter(pc.is_in(keys, value_set=twice))


def _key(text: str) -> str:
    return folded(text).casefold()


def _first_rows(
    column: pa.ChunkedArray, chosen: pa.ChunkedArray, start: int
) -> Iterable[tuple[str, int]]:
    """Return each different text among the chosen ones, with the row in which it first stands."""
    rows = pc.indices_nonzero(chosen)
    first: dict[str, int] = {}
    for text, row in zip(column.take(rows).to_pylist(), rows.to_pylist(), strict=True):
        first.setdefault(text, start + row)
    return first.items()
