"""Citations of an edition, a chapter or a figure: GB/T 7714, APA, BibTeX, RIS and CFF."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

Kind = Literal["report", "chapter", "figure"]


class Run(NamedTuple):
    """A part of a citation: its text, and what it is.

    A `title` is set in italics; `visited` is the place of the day of reading, which only the
    reader's machine knows, with the brackets that belong to it; `address` is the work's address.
    """

    text: str
    kind: Literal["text", "title", "visited", "address"] = "text"


@dataclass(frozen=True)
class Work:
    """What is cited. `container` is the title of the report around a chapter or figure, else "".

    `key` names it in BibTeX, `label` is a figure's number (Figure 3). `address` may be empty as
    long as the report has no public address.
    """

    kind: Kind
    key: str
    language: str
    title: str
    author: str
    date: datetime.date
    address: str
    container: str = ""
    label: str = ""


def gb(work: Work) -> tuple[Run, ...]:
    """Return a citation after GB/T 7714—2015, 4.6 and 4.2 (parts of a work follow `//`).

    The carrier is online, R for reports and their chapters, DS for data sets; the date of
    publication stands in parentheses, the day of reading in brackets after it.
    """
    mark = "DS" if work.kind == "figure" else "R"
    whole = f"//{_ended(work.author)} {work.container}" if work.container else ""
    return (
        Run(f"{_ended(work.author)} {work.title}[{mark}/OL]{whole}. ({work.date.isoformat()})"),
        Run("[{}]", "visited"),
        Run(". "),
        Run(work.address, "address"),
        Run("."),
    )


def apa(work: Work) -> tuple[Run, ...]:
    """Return a reference after APA 7: group author, year, title, and what it is part of."""
    begun = Run(f"{_ended(work.author)} ({work.date.year}). ")
    address = Run(work.address, "address")
    if work.kind == "report":
        return begun, Run(work.title, "title"), Run(". "), address
    if work.kind == "chapter":
        return (
            *(begun, Run(f"{work.title}. In "), Run(work.container, "title")),
            *(Run(". "), address),
        )
    return (
        *(begun, Run(work.title, "title"), Run(" [Data set]. In ")),
        *(Run(work.container, "title"), Run(f" ({work.label}). "), address),
    )


def plain(runs: Sequence[Run], visited: datetime.date | None = None) -> str:
    """Return a citation as text, with the day of reading where it is known.

    Without an address what would lead to it is left out.
    """
    text = ""
    for run in runs:
        if run.kind == "visited":
            text += run.text.format(visited.isoformat()) if visited else ""
        else:
            text += run.text
    return re.sub(r"\. \.$", ".", text).strip()


def bibtex(work: Work) -> str:
    """Return a BibTeX entry; the author stands in double braces, being no person."""
    kind = {"report": "techreport", "chapter": "incollection", "figure": "misc"}[work.kind]
    fields = {
        "author": f"{{{_tex(work.author)}}}",
        "title": f"{{{_tex(work.title)}}}",
        "booktitle": f"{{{_tex(work.container)}}}" if work.kind == "chapter" else "",
        "howpublished": (
            f"Data set, {_tex(work.label)} in {{{_tex(work.container)}}}"
            if work.kind == "figure"
            else ""
        ),
        "institution": _tex(work.author) if work.kind == "report" else "",
        "publisher": _tex(work.author) if work.kind == "chapter" else "",
        "year": str(work.date.year),
        "month": str(work.date.month),
        "url": work.address,
        "langid": {"zh": "chinese", "en": "english"}[work.language],
    }
    lines = [f"  {name} = {{{text}}}" for name, text in fields.items() if text]
    return f"@{kind}{{{work.key},\n" + ",\n".join(lines) + "\n}\n"


def ris(work: Work) -> str:
    """Return a RIS record: two-letter tags, two spaces, a dash, lines ended by CR and LF."""
    kind = {"report": "RPRT", "chapter": "CHAP", "figure": "DATA"}[work.kind]
    fields = (
        *(("TY", kind), ("AU", work.author), ("TI", work.title), ("T2", work.container)),
        *(("PB", work.author), ("PY", str(work.date.year)), ("DA", f"{work.date:%Y/%m/%d}")),
        *(("N1", work.label), ("LA", work.language), ("UR", work.address)),
    )
    lines = [f"{tag}  - {text}" for tag, text in fields if text]
    return "\r\n".join([*lines, "ER  - ", ""])


def cff(work: Work, abstract: str, licence: str = "") -> str:
    """Return a CITATION.cff, version 1.2.0, for a report; JSON strings are YAML."""
    lines = [
        "cff-version: 1.2.0",
        "message: " + _quoted("If you use this report or its data, please cite it as below."),
        "type: dataset",
        "title: " + _quoted(work.title),
        "abstract: " + _quoted(abstract),
        "authors:",
        "  - name: " + _quoted(work.author),
        "date-released: " + _quoted(work.date.isoformat()),
    ]
    if licence:
        lines.append("license: " + _quoted(licence))
    if work.address:
        lines.append("url: " + _quoted(work.address))
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _ended(name: str) -> str:
    return name if name.endswith(".") else f"{name}."


def _tex(text: str) -> str:
    text = re.sub(r"([&%$#_{}])", r"\\\1", text)
    return text.replace("~", r"\textasciitilde{}").replace("^", r"\textasciicircum{}")
