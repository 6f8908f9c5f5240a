"""The bar under a figure: its data as a table, its files, how to cite, link to and embed it.

Plain HTML that opens without script; a script adds buttons that copy, and completes addresses.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from duizhao.language import language_of
from duizhao.render.citations import Run, Work, apa, gb, gb_2015
from duizhao.site.labels import LABELS

_FORMATS = {
    "csv": ("CSV", "table_csv"),
    "xlsx": ("Excel", "table_xlsx"),
    "svg": ("SVG", "picture_svg"),
    "png": ("PNG", "picture_png"),
}


@dataclass(frozen=True)
class Tools:
    """What the bar of one figure leads to; paths are relative to the page.

    `files` maps a format to its path, `records` a citation format (bib, ris) likewise. `link` and
    `embed` are the addresses of the figure and of its page for other sites: absolute when the
    site has an address, relative to the page otherwise. `height` is for the frame, in px.
    """

    work: Work
    files: Mapping[str, str]
    records: Mapping[str, str]
    link: str
    embed: str
    height: int


def toolbar_html(name: str, title: str, tools: Tools, table: str, language: str) -> str:
    """Return the bar of the figure `name`; `table` is its data as HTML, "" under a table."""
    words = {key: pair.of(language) for key, pair in LABELS.items()}
    downloads = "".join(
        f'<li><a href="{escape(path)}" download>{_FORMATS[kind][0]}</a> '
        f"<small>{words[_FORMATS[kind][1]]}</small></li>"
        for kind, path in tools.files.items()
    )
    frame = (
        f'<iframe src="{escape(tools.embed)}" title="{escape(title)}" width="100%" '
        f'height="{tools.height}" loading="lazy" frameborder="0"></iframe>'
    )
    share = _field(words["link"], tools.link, 1) + _field(words["embed_code"], frame, 3)
    parts = (
        ("data", words["data"], table),
        ("download", words["download"], f'<ul class="dz-tools__files">{downloads}</ul>'),
        ("cite", words["cite"], citations_html(tools.work, tools.records, language)),
        ("share", words["share"], share),
    )
    # A page has a dozen of each: spoken, every one says whose it is.
    of = f"{words['listed']}{tools.work.label or title}"
    details = "".join(
        f'<details class="dz-tool" name="{escape(name)}-tools"{_excluded(key)}>'
        f'<summary aria-label="{escape(label + of)}" data-search-exclude>{label}</summary>'
        f'<div class="dz-tool__body">{body}</div></details>'
        for key, label, body in parts
        if body
    )
    named = escape(words["tools" if table else "table_tools"] + of)
    attributes = f'data-copy="{words["copy"]}" data-copied="{words["copied"]}"'
    return f'<div class="dz-tools" role="group" aria-label="{named}" {attributes}>{details}</div>'


def citations_html(work: Work, records: Mapping[str, str], language: str) -> str:
    """Return a work's citations: GB/T 7714 and APA to read and copy, records to download."""
    forms = [("GB/T 7714—2025", gb(work)), ("GB/T 7714—2015", gb_2015(work)), ("APA 7", apa(work))]
    if language_of(language).writing.citation == "APA":
        forms = [*forms[2:], *forms[:2]]
    lines = "".join(
        f'<dt>{name}</dt><dd><p class="dz-copy">{_runs(runs)}</p></dd>' for name, runs in forms
    )
    links = " ".join(
        f'<a href="{escape(path)}" download>{ {"bib": "BibTeX", "ris": "RIS"}[kind] }</a>'
        for kind, path in records.items()
    )
    return f'<dl class="dz-cite">{lines}</dl><p class="dz-cite__records">{links}</p>'


def _excluded(key: str) -> str:
    # The data are worth finding; that every figure can be cited is not.
    return "" if key == "data" else " data-search-exclude"


def _runs(runs: Sequence[Run]) -> str:
    html = ""
    for run in runs:
        text = escape(run.text, quote=False)
        match run.kind:
            case "title":
                html += f"<cite>{text}</cite>"
            case "visited":
                html += f'<span data-visited="{escape(run.text)}"></span>'
            case "address":
                html += f"<span data-address>{text}</span>"
            case _:
                html += text
    return html


def _field(label: str, text: str, lines: int) -> str:
    return (
        f'<label class="dz-field">{label}<textarea class="dz-copy" rows="{lines}" readonly '
        f'spellcheck="false" data-address>{escape(text, quote=False)}</textarea></label>'
    )
