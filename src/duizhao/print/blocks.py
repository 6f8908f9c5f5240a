"""The Markdown of a book's building blocks: values, figures, tables and references to them.

Figures and tables are calls of the template's functions in raw Typst blocks, their words string
literals: whatever a caption holds, it can neither break the table nor be read as markup.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal
from unicodedata import east_asian_width

from duizhao.print.words import INTERFACE

Status = Literal["published", "computed", "modelled", "derived", "cited"]

# The text's width in ems of a table's type, and the space between two columns.
_MEASURE, _GUTTER = 46.0, 1.2
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~^$\"'!&@])")


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
    """One table cell: plain text, whether it is a number, and whether its value is modelled."""

    text: str
    numeric: bool = False
    modelled: bool = False


def escaped(text: str) -> str:
    """Return Markdown that shows `text` exactly as it is."""
    return _SPECIAL.sub(r"\\\1", text)


def value_text(text: str, status: Status) -> str:
    """Return a computed value for running text; a modelled one is followed by its mark."""
    return escaped(text) + ("`#mark;`{=typst}" if status == "modelled" else "")


def reference_text(name: str, label: str) -> str:
    """Return the link to the figure or table that was placed under `name`."""
    return f"`#display-link({literal(name)}, {literal(label)});`{{=typst}}"


def heading_text(level: int, text: str, anchor: str) -> str:
    """Return a heading with its anchor; `text` is Markdown."""
    return f"{'#' * level} {text} {{#{anchor}}}"


def figure_block(
    name: str,
    caption: Caption,
    picture: str,
    alt: str,
    language: str,
    *,
    modelled: bool = False,
) -> str:
    """Return a figure as a block of its own.

    `name` is unique in the book among figures and tables. `picture` is the SVG's path relative
    to `Book.assets`; `alt`, plain text, becomes the PDF's alternative text.
    """
    extra = [INTERFACE["modelled_figure"].of(language)] if modelled else []
    arguments = [
        literal(name),
        f"label: {literal(caption.label)}",
        f"title: {literal(_typographic(caption.title, language))}",
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
) -> str:
    """Return a table as a block of its own; its head is repeated on every page it covers.

    The first cell of a row names it. A column stands flush right when all its filled cells are
    numbers. Modelled values carry a mark, and the foot says what the mark means.
    """
    columns = [[row[index] for row in rows] for index in range(len(header))]
    numeric = [any(c.numeric for c in cells) and _all_numbers(cells) for cells in columns]
    marked = any(cell.modelled for row in rows for cell in row)
    extra = [INTERFACE["modelled"].of(language)] if marked else []
    lines = ",\n  ".join(_array([_cell(cell, language) for cell in row], raw=True) for row in rows)
    arguments = [
        literal(name),
        f"label: {literal(caption.label)}",
        f"title: {literal(_typographic(caption.title, language))}",
        f"columns: {_array(_widths(header, columns), raw=True)}",
        f"header: {_array([_typographic(text, language) for text in header])}",
        f"numeric: {_array(['true' if flag else 'false' for flag in numeric], raw=True)}",
        f"rows: (\n  {lines},\n)" if rows else "rows: ()",
        f"notes: {_array(_notes(caption, language, extra))}",
    ]
    return _call("display-table", arguments)


def literal(text: str) -> str:
    """Return `text` as a Typst string literal."""
    quoted = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
    return f'"{quoted}"'


def _cell(cell: Cell, language: str) -> str:
    text = literal(_typographic(cell.text, language))
    return f"modelled({text})" if cell.modelled else text


def _all_numbers(cells: Sequence[Cell]) -> bool:
    """Whether nothing but numbers and signs for "no number" stands in a column."""
    return all(cell.numeric or len(cell.text) <= 1 for cell in cells)


def _widths(header: Sequence[str], columns: Sequence[Sequence[Cell]]) -> list[str]:
    """Return the columns' widths: shares of the whole measure when nothing needs to wrap.

    Else Typst's own way: short columns get what they need, long ones share the rest.
    """
    needs = [
        max([_width(head), *(_width(cell.text) for cell in cells)]) + _GUTTER
        for head, cells in zip(header, columns, strict=True)
    ]
    if sum(needs) > _MEASURE:
        return ["auto"] * len(needs)
    return [f"{need:g}fr" for need in needs]


def _width(text: str) -> float:
    """Return about how wide `text` is, in ems: Han count one, all else a little over half."""
    return sum(1.0 if east_asian_width(one) in "WF" else 0.56 for one in text)


def _notes(caption: Caption, language: str, extra: Sequence[str]) -> list[str]:
    notes = []
    if caption.note:
        notes.append(INTERFACE["note"].of(language) + caption.note)
    if caption.source:
        notes.append(INTERFACE["source"].of(language) + caption.source)
    return [_typographic(note, language) for note in (*notes, *extra)]


def _typographic(text: str, language: str) -> str:
    """Return `text` with English apostrophes curled, as pandoc curls those of running text."""
    return text if language == "zh" else re.sub(r"(?<=\w)'", "’", text)


def _array(items: Sequence[str], *, raw: bool = False) -> str:
    """Return a Typst array; the closing comma keeps one item from being a mere bracket."""
    if not items:
        return "()"
    return f"({', '.join(items if raw else [literal(item) for item in items])},)"


def _call(function: str, arguments: Sequence[str]) -> str:
    body = ",\n".join(f"  {argument}" for argument in arguments)
    return f"```{{=typst}}\n#{function}(\n{body},\n)\n```"
