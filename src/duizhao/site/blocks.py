"""The HTML of a page's building blocks: values, figures and tables, as chapters embed them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Literal

from duizhao.language import language_of
from duizhao.language.labels import Status
from duizhao.site.labels import LABELS

Scheme = Literal["light", "dark"]
Width = Literal["wide", "phone"]

SCHEMES: tuple[Scheme, ...] = ("light", "dark")

# Which statuses are marked in running text and tables, with what, and what it means.
MARKS: dict[Status, tuple[str, str]] = {
    "modelled": ("*", "modelled_value"),
    "estimated": ("†", "estimated_value"),
}

# Below this width a figure is shown in its narrow form.
PHONE = "(max-width: 37.4375em)"


@dataclass(frozen=True)
class Picture:
    """One static picture of a figure: its path relative to the page, and its size in pixels."""

    path: str
    width: int
    height: int


@dataclass(frozen=True)
class Caption:
    """What stands with a figure or table: label (图3, Figure 3), title, and note and source.

    `label` is plain text, the others HTML in the page's language (values in them are `<data>`
    elements); all may be empty. Note and source come without "Note:" and "Source:".
    """

    label: str = ""
    title: str = ""
    note: str = ""
    source: str = ""


@dataclass(frozen=True)
class Cell:
    """One table cell: its HTML, whether it is a number, and whether its value is modelled."""

    html: str
    numeric: bool = False
    modelled: bool = False


def value_html(number: str, text: str, address: str, status: Status, language: str) -> str:
    """Return a computed value as an element that can answer for itself.

    `number` is the exact value as plain decimal text, `text` what readers read (plain),
    `address` the value's address or, for a derived one, its expression. A modelled or estimated
    value is followed by a visible mark outside the element.
    """
    element = (
        f'<data value="{escape(number)}" data-of="{escape(address)}" data-status="{status}">'
        f"{escape(text, quote=False)}</data>"
    )
    return element + mark_html(language, status) if status in MARKS else element


def mark_html(language: str, status: Status = "modelled") -> str:
    """Return the mark that follows a modelled or an estimated value."""
    mark, word = MARKS[status]
    meaning = escape(LABELS[word].of(language))
    spoken = language_of(language).writing.brackets.format(meaning)
    return f'<span class="dz-mark" role="img" aria-label="{spoken}" title="{meaning}">{mark}</span>'


def figure_html(
    name: str,
    anchor: str,
    caption: Caption,
    pictures: Mapping[tuple[Scheme, Width], Picture],
    alt: str,
    language: str,
    *,
    chart: str = "",
    network: Mapping[str, str] | None = None,
    modelled: bool = False,
    estimated: str = "",
    tools: str = "",
) -> str:
    """Return a figure: static pictures for both colour schemes and widths, caption, note, source.

    `anchor` is the figure's id on the page. `pictures` needs both schemes of `"wide"`; `"phone"`
    is optional. `alt` and `estimated` (what is known of estimated numbers) are plain text.
    `chart` is the path, relative to the page, of the script that holds the chart's specification
    (see `charts`); "" for a figure that stays a picture. `network` has instead, for a network to
    explore, the paths of its `network` and `explorer`. `tools` is the bar under it (see
    `toolbar`).
    """
    images = "".join(
        _picture(pictures[scheme, "wide"], pictures.get((scheme, "phone")), scheme, alt)
        for scheme in SCHEMES
    )
    told = dict(network or ({"chart": chart} if chart else {}))
    if told:
        told["interactive"] = LABELS["explore" if network else "interactive"].of(language)
        told["sign"] = LABELS["open"].of(language)
        told["loading"] = LABELS["loading"].of(language)
        told["failed"] = LABELS["failed"].of(language)
    attributes = "".join(f' data-{key}="{escape(text)}"' for key, text in told.items())
    return (
        f'<figure class="dz-figure" id="{escape(anchor)}" data-figure="{escape(name)}"'
        f"{attributes}><figcaption>{_title(caption)}</figcaption>"
        f'<div class="dz-figure__stage">{images}</div>'
        f"{_foot(caption, language, modelled, estimated)}{tools}</figure>"
    )


def table_html(
    name: str,
    anchor: str,
    caption: Caption,
    header: Sequence[Cell],
    rows: Sequence[Sequence[Cell]],
    language: str,
    *,
    estimated: str = "",
    called: str = "",
    tools: str = "",
) -> str:
    """Return a table: the first cell of each row heads it, numbers stand under one another.

    Wide tables scroll by themselves, also by keyboard. When any cell is modelled the foot says so,
    and it says what is known of estimated ones (`estimated`, plain text). `called` is the name of
    a table without a title, for those who do not see it; `tools` the bar under it.
    """
    modelled = any(cell.modelled for row in rows for cell in row)
    title = _title(caption)
    if title:
        titled = f'<caption id="{escape(anchor)}-title">{title}</caption>'
        named = f'aria-labelledby="{escape(anchor)}-title"'
    else:
        titled, named = "", f'aria-label="{escape(called or LABELS["table"].of(language))}"'
    return (
        f'<figure class="dz-table" id="{escape(anchor)}" data-table="{escape(name)}">'
        f"{_grid(titled, named, header, rows, language)}"
        f"{_foot(caption, language, modelled, estimated)}{tools}</figure>"
    )


def grid_html(
    label: str, header: Sequence[Cell], rows: Sequence[Sequence[Cell]], language: str
) -> str:
    """Return a table without a frame of its own, for inside a figure; `label` is its name."""
    return _grid("", f'aria-label="{escape(label)}"', header, rows, language)


def _grid(
    titled: str,
    named: str,
    header: Sequence[Cell],
    rows: Sequence[Sequence[Cell]],
    language: str,
) -> str:
    head = "".join(f'<th scope="col"{_kind(cell)}>{cell.html}</th>' for cell in header)
    prose = len(header) > 2 and not any(cell.numeric for cell in header)
    heads = [re.sub(r"<[^>]+>", "", cell.html).replace('"', "&quot;") for cell in header]
    body = "".join(_row(row, heads if prose else [], language) for row in rows)
    kind = "dz-table__grid dz-table__grid--prose" if prose else "dz-table__grid"
    return (
        f'<div class="dz-table__scroll" role="region" {named} tabindex="0">'
        f'<table class="{kind}">{titled}<thead><tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


def reference_html(address: str, label: str) -> str:
    """Return the link to a figure or table: `address` is relative to the page (`#anchor`)."""
    return f'<a class="dz-ref" href="{escape(address)}">{escape(label, quote=False)}</a>'


def _title(caption: Caption) -> str:
    spans = (("number", escape(caption.label, quote=False)), ("title", caption.title))
    return " ".join(
        f'<span class="dz-caption__{part}">{html}</span>' for part, html in spans if html
    )


def _picture(wide: Picture, phone: Picture | None, scheme: Scheme, alt: str) -> str:
    narrow = (
        f'<source media="{PHONE}" srcset="{escape(phone.path)}" '
        f'width="{phone.width}" height="{phone.height}">'
        if phone
        else ""
    )
    return (
        f'<picture class="dz-{scheme}">{narrow}<img src="{escape(wide.path)}" '
        f'width="{wide.width}" height="{wide.height}" alt="{escape(alt)}" '
        'loading="lazy" decoding="async"></picture>'
    )


def _foot(caption: Caption, language: str, modelled: bool, estimated: str) -> str:
    lines = []
    if modelled:
        text = LABELS["modelled_figure"].of(language)
        lines.append(f'<p class="dz-foot__modelled"><span class="dz-mark">*</span>{text}</p>')
    if estimated:
        mark = f'<span class="dz-mark">{MARKS["estimated"][0]}</span>'
        lines.append(f'<p class="dz-foot__estimated">{mark}{escape(estimated, quote=False)}</p>')
    for name, html in (("note", caption.note), ("source", caption.source)):
        if html:
            # Where words have no spaces, no line begins with the dot between a title's parts.
            spaced = language_of(language).writing.spaced
            bound = html if spaced else html.replace("·", "\u2060·")
            lines.append(f"<p>{LABELS[name].of(language)}{bound}</p>")
    return f'<div class="dz-foot">{"".join(lines)}</div>' if lines else ""


def _row(row: Sequence[Cell], heads: Sequence[str], language: str) -> str:
    """Return a row; `heads` are the columns' names, where each cell carries its own."""
    first, *rest = row
    named = [f' data-head="{head}"' for head in heads[1:]] or [""] * len(rest)
    cells = "".join(
        f"<td{_kind(cell)}{name}>{_content(cell, language)}</td>"
        for cell, name in zip(rest, named, strict=True)
    )
    return f'<tr><th scope="row"{_kind(first)}>{_content(first, language)}</th>{cells}</tr>'


def _kind(cell: Cell) -> str:
    return ' class="dz-number"' if cell.numeric else ""


def _content(cell: Cell, language: str) -> str:
    if not cell.html:
        missing = LABELS["not_available"].of(language)
        return f'<span class="dz-missing" title="{missing}">–</span>'
    return cell.html
