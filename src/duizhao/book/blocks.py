"""A book's building blocks in pandoc's tree: values, figures, tables and references to them.

Figures and tables are calls of the template's functions in raw Typst blocks, their words string
literals: whatever a caption holds, it can neither break the table nor be read as markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import ceil, sqrt
from typing import Any
from unicodedata import east_asian_width

from duizhao.book.labels import LABELS
from duizhao.language import language_of
from duizhao.language.labels import Status

# In ems of a table's type: the text's width, the space between columns, Han kept on one line.
_MEASURE, _GUTTER, _HAN = 46.0, 1.2, 4.0
# Beyond so many columns the type is smaller, and more of its ems go into the text's width.
_CROWDED, _CROWDED_MEASURE = 6, 52.0
# Up to so many lines of a table stay on one page.
_TOGETHER = 18
DAGGER = "†"

Inlines = list[dict[str, Any]]


@dataclass(frozen=True)
class Caption:
    """What stands with a figure or table, as plain text in the book's language.

    `label` is what readers call it (图3, Figure 3), as on the site; "" for a table that is not
    counted and in no list. `note` and `source` come without the word that introduces them.
    """

    label: str
    title: str
    note: str = ""
    source: str = ""


@dataclass(frozen=True)
class Cell:
    """One table cell: plain text; whether it is a number, is modelled, is estimated.

    `leads_to` is the name of the figure or table that the text is a link to.
    """

    text: str
    numeric: bool = False
    modelled: bool = False
    estimated: bool = False
    leads_to: str = ""


def raw_block(typst: str) -> dict[str, Any]:
    """Return a block of Typst's own."""
    return {"t": "RawBlock", "c": ["typst", typst]}


def raw_inline(typst: str) -> dict[str, Any]:
    """Return Typst of its own within a line."""
    return {"t": "RawInline", "c": ["typst", typst]}


def value_inlines(text: str, status: Status) -> Inlines:
    """Return a computed value for running text; a modelled or estimated one has its mark."""
    marks: dict[Status, str] = {"modelled": "#mark;", "estimated": "#dagger;"}
    marked = [raw_inline(marks[status])] if status in marks else []
    words: Inlines = []
    for index, part in enumerate(text.split(" ")):
        words += [{"t": "Space"}] if index else []
        words += [{"t": "Str", "c": part}] if part else []
    return [*words, *marked]


def reference_inline(name: str, label: str) -> dict[str, Any]:
    """Return the link to the figure or table that was placed under `name`; it is never broken."""
    kept = label.replace(" ", "\u00a0")
    return raw_inline(f"#display-link({literal(name)}, {literal(kept)});")


def figure_block(
    name: str,
    caption: Caption,
    picture: str,
    alt: str,
    language: str,
    *,
    modelled: bool = False,
    estimated: str = "",
) -> dict[str, Any]:
    """Return a figure as a block of its own.

    `name` is unique in the book among figures and tables. `picture` is the SVG's path relative
    to `Book.assets`; `alt`, plain text, becomes the PDF's alternative text. `estimated` says what
    is known of estimated numbers.
    """
    extra = [LABELS["modelled_figure"].of(language)] if modelled else []
    extra += [DAGGER + estimated] if estimated else []
    arguments = [
        literal(name),
        f"label: {literal(caption.label)}",
        f"title: {literal(typographic(caption.title, language))}",
        f"picture: {literal('/assets/' + picture.lstrip('/'))}",
        f"alt: {literal(alt)}",
        f"notes: {_array(_notes(caption, language, extra))}",
    ]
    return _call("display-figure", arguments)


def table_block(
    name: str,
    caption: Caption,
    header: Sequence[str],
    rows: Sequence[Sequence[Cell]],
    language: str,
    *,
    estimated: str = "",
) -> dict[str, Any]:
    """Return a table as a block of its own; its head is repeated on every page it covers.

    The first cell of a row names it. A column stands flush right when all its filled cells are
    numbers. Modelled and estimated values carry marks, and the foot says what these mean.
    """
    columns = [[row[index] for row in rows] for index in range(len(header))]
    numeric = [any(c.numeric for c in cells) and _all_numbers(cells) for cells in columns]
    crowded = len(header) > _CROWDED
    measure = _CROWDED_MEASURE if crowded else _MEASURE
    # Heads on one line if there is room, else on two, else on as many as they have words.
    for head_width in (_width, _head_width, _word_width):
        needs = _needs(map(head_width, header), columns)
        if sum(needs) <= measure:
            break
    wraps = sum(needs) > measure
    widths = _wrapped(needs, _least(header, columns), measure) if wraps else needs
    marked = any(cell.modelled for row in rows for cell in row)
    last = any(row[-1].modelled or row[-1].estimated for row in rows)
    extra = [LABELS["modelled"].of(language)] if marked else []
    extra += [DAGGER + estimated] if estimated else []
    lines = ",\n  ".join(_array([_cell(cell, language) for cell in row], raw=True) for row in rows)
    arguments = [
        literal(name),
        f"label: {literal(caption.label)}",
        f"title: {literal(typographic(caption.title, language))}",
        f"continued: {literal(caption.label and LABELS['continued'].of(language))}",
        f"crowded: {_flag(crowded)}",
        f"breakable: {_flag(_lines(rows, widths) > _TOGETHER)}",
        f"columns: {_array([f'{width:.4g}fr' for width in widths], raw=True)}",
        f"header: {_array([typographic(text, language) for text in header])}",
        f"numeric: {_array([_flag(flag) for flag in numeric], raw=True)}",
        f"marked: {_flag(last)}",
        f"rows: (\n  {lines},\n)" if rows else "rows: ()",
        f"notes: {_array(_notes(caption, language, extra))}",
    ]
    return _call("display-table", arguments)


def literal(text: str) -> str:
    """Return `text` as a Typst string literal."""
    quoted = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
    return f'"{quoted}"'


def typographic(text: str, language: str) -> str:
    """Return plain text with apostrophes curled among Latin, as those of the prose are."""
    latin = language_of(language).writing.script == "Latin"
    return text if not latin else re.sub(r"(?<=\w)'", "’", text)


def _cell(cell: Cell, language: str) -> str:
    text = literal(typographic(cell.text, language))
    if cell.leads_to:
        return f"display-link({literal(cell.leads_to)}, {text})"
    if cell.estimated:
        return f"estimated({text})"
    return f"modelled({text})" if cell.modelled else text


def _all_numbers(cells: Sequence[Cell]) -> bool:
    """Whether nothing but numbers and signs for "no number" stands in a column."""
    return all(cell.numeric or len(cell.text) <= 1 for cell in cells)


def _needs(heads: Iterable[float], columns: Sequence[Sequence[Cell]]) -> list[float]:
    """Return how wide each column would like to be, in ems."""
    return [
        max([head, *(_width(cell.text) for cell in cells)]) + _GUTTER
        for head, cells in zip(heads, columns, strict=True)
    ]


def _least(header: Sequence[str], columns: Sequence[Sequence[Cell]]) -> list[float]:
    """Return how narrow each column may be, in ems, before a word or number leaves it."""
    return [
        max(map(_longest_part, [head, *(cell.text for cell in cells)])) + _GUTTER
        for head, cells in zip(header, columns, strict=True)
    ]


def _wrapped(needs: Sequence[float], least: Sequence[float], measure: float) -> list[float]:
    """Return the columns' widths where something has to wrap, which fill `measure`.

    Each gets the least that holds its words; the room that is left goes to those that would like
    more, to the longest more than to the others but not all of it, and to none more than it needs.
    """
    widths = list(least)
    while (room := measure - sum(widths)) > 0.01:
        wants = [max(0.0, need - width) for need, width in zip(needs, widths, strict=True)]
        weights = [sqrt(want) for want in wants]
        shares = [room * weight / sum(weights) for weight in weights]
        widths = [
            width + min(share, want)
            for width, share, want in zip(widths, shares, wants, strict=True)
        ]
    return widths


def _width(text: str) -> float:
    """Return about how wide `text` is, in ems: Han count one, all else a little over half."""
    return sum(1.0 if _is_wide(one) else 0.56 for one in text)


def _head_width(text: str) -> float:
    """Return the width of a column's heading on two lines."""
    return max(_width(text) / 2 + 1, _word_width(text) if " " in text else 0.0)


def _word_width(text: str) -> float:
    """Return the width of a heading set on as many lines as it has words; Han on three."""
    if any(map(_is_wide, text)):
        return _width(text) / 3 + 1
    return max((_width(word) for word in text.split()), default=0.0)


def _lines(rows: Sequence[Sequence[Cell]], widths: Sequence[float]) -> int:
    """Return about how many lines a table's rows take, its columns being so many ems wide."""
    return sum(
        max(
            ceil(_width(cell.text) / max(width - _GUTTER, 1.0))
            for cell, width in zip(row, widths, strict=True)
        )
        for row in rows
    )


def _longest_part(text: str) -> float:
    """Return the width of what no line may break: a word, a number, a few Han."""
    widths = [0.0]
    for word in text.split():
        for han, run in groupby(word, _is_wide):
            width = _width("".join(run))
            widths.append(min(width, _HAN) if han else width)
    return max(widths)


def _is_wide(character: str) -> bool:
    return east_asian_width(character) in "WF"


def _notes(caption: Caption, language: str, extra: Sequence[str]) -> list[str]:
    notes = []
    if caption.note:
        notes.append(LABELS["note"].of(language) + caption.note)
    if caption.source:
        notes.append(LABELS["source"].of(language) + caption.source)
    return [typographic(note, language) for note in (*notes, *extra)]


def _array(items: Sequence[str], *, raw: bool = False) -> str:
    """Return a Typst array; the closing comma keeps one item from being a mere bracket."""
    if not items:
        return "()"
    return f"({', '.join(items if raw else [literal(item) for item in items])},)"


def _flag(flag: bool) -> str:
    return "true" if flag else "false"


def _call(function: str, arguments: Sequence[str]) -> dict[str, Any]:
    body = ",\n".join(f"  {argument}" for argument in arguments)
    return raw_block(f"#{function}(\n{body},\n)")
