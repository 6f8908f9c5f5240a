"""Citations of an edition, a chapter or a figure: GB/T 7714, APA, BibTeX, RIS and CFF.

What each standard asks for was checked against its own examples and, where a program reads or
writes it, against that program; docs/decisions/2026-11-21-citing.md says how.
"""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from duizhao.language import language_of
from duizhao.language.label import Label

Kind = Literal["report", "chapter", "figure"]

_NUMBER = Label("{number}。引自：", "{number}. From: ")
_PART = Label("{label}，见{{{container}}}", "{label} in {{{container}}}")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


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


def address(url: str, language: str, path: str) -> str:
    """Return the public address of a path under a language's folder, "" while there is none."""
    return f"{url.rstrip('/')}/{language}/{path}" if url else ""


def report(
    edition: str, title: str, publisher: str, date: datetime.date, url: str, language: str
) -> Work:
    """Return an edition as what is cited; `url` is the site's, or ""."""
    place = address(url, language, f"{edition}/index.html")
    return Work("report", f"report_{edition}", language, title, publisher, date, place)


def gb(work: Work) -> tuple[Run, ...]:
    """Return a citation after GB/T 7714—2025, in force since 1 July 2026.

    The carrier is online, R for reports and their chapters (parts follow `//`), DS for data sets.
    A report ends with its date; data stand on a platform, here the report, with the date in
    parentheses and the day of reading. Signs are full width, but for full stops and brackets.
    """
    author, day = _ended(work.author), work.date.isoformat()
    address = (Run(" "), Run(work.address, "address"), Run("."))
    if work.kind == "figure":
        begun = Run(f"{author} {work.title}[DS/OL]. {work.container}（{day}）")
        return begun, Run("[{}]", "visited"), Run("."), *address
    whole = f"//{author} {work.container}" if work.container else ""
    return Run(f"{author} {work.title}[R/OL]{whole}. {day}."), *address


def gb_2015(work: Work) -> tuple[Run, ...]:
    """Return a citation after GB/T 7714—2015, 4.6 and 4.2, which journals still ask for.

    The date of publication stands in parentheses, the day of reading in brackets after it; an
    electronic work without a publisher's imprint leaves that out (8.4).
    """
    mark = "DS" if work.kind == "figure" else "R"
    whole = f"//{_ended(work.author)} {work.container}" if work.container else ""
    return (
        Run(f"{_ended(work.author)} {work.title}[{mark}/OL]{whole}. ({work.date.isoformat()})"),
        Run("[{}]", "visited"),
        Run("."),
        *(Run(" "), Run(work.address, "address"), Run(".")),
    )


def apa(work: Work) -> tuple[Run, ...]:
    """Return a reference after APA 7: group author, year, title, and what it is part of.

    A work's own title is in italics; of a part, that of the whole. The publisher is the author
    and therefore not repeated.
    """
    begun = Run(f"{_ended(work.author)} ({work.date.year}). ")
    address = Run(work.address, "address")
    if work.kind == "report":
        return begun, Run(work.title, "title"), Run(". "), address
    data = " [Data set]" if work.kind == "figure" else ""
    label = f" ({work.label})" if work.label else ""
    return (
        *(begun, Run(f"{work.title}{data}. In "), Run(work.container, "title")),
        *(Run(f"{label}. "), address),
    )


def own_standard(work: Work) -> tuple[Run, ...]:
    """Return a citation after the standard that the work's language follows."""
    national = language_of(work.language).writing.citation == "GB/T 7714"
    return gb(work) if national else apa(work)


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
    return re.sub(r"\.( \.)?$", ".", text.strip())


def number_template(work: Work) -> str:
    """Return the citation of a number that stands in `work`, in the standard of its language.

    Only the reader's page knows `{number}` (with what it counts), `{day}` (of reading) and
    `{address}` (the number's own place), which take the place of the work's.
    """
    parts = []
    for run in own_standard(work):
        match run.kind:
            case "visited":
                parts.append(run.text.format("{day}"))
            case "address":
                parts.append("{address}")
            case _:
                parts.append(run.text)
    return _NUMBER.of(work.language) + "".join(parts)


def bibtex(work: Work) -> str:
    """Return a BibTeX entry; the author stands in double braces, being no person.

    `@dataset` is biblatex's; styles that do not know it treat it as `@misc`. The key carries the
    language, so that both languages fit into one file.
    """
    kind = {"report": "techreport", "chapter": "incollection", "figure": "dataset"}[work.kind]
    part = _PART.of(work.language).format(label=_tex(work.label), container=_tex(work.container))
    fields = {
        "author": f"{{{{{_tex(work.author)}}}}}",
        "title": f"{{{{{_tex(work.title)}}}}}",
        "booktitle": f"{{{{{_tex(work.container)}}}}}" if work.kind == "chapter" else "",
        "note": f"{{{part}}}" if work.kind == "figure" else "",
        "institution": f"{{{_tex(work.author)}}}" if work.kind == "report" else "",
        "publisher": f"{{{_tex(work.author)}}}" if work.kind != "report" else "",
        "year": f"{{{work.date.year}}}",
        "month": _MONTHS[work.date.month - 1],
        "url": f"{{{work.address}}}" if work.address else "",
        "langid": "{" + language_of(work.language).english_name.lower() + "}",
    }
    lines = [f"  {name} = {text}" for name, text in fields.items() if text]
    return f"@{kind}{{{work.key}_{work.language},\n" + ",\n".join(lines) + "\n}\n"


def ris(work: Work) -> str:
    """Return a RIS record: two-letter tags, two spaces, a dash, lines ended by CR and LF.

    The comma after the author says that all of it is one name and not a person's.
    """
    kind = {"report": "RPRT", "chapter": "CHAP", "figure": "DATA"}[work.kind]
    fields = (
        *(("TY", kind), ("AU", f"{work.author},"), ("TI", work.title), ("T2", work.container)),
        *(("PB", work.author), ("PY", str(work.date.year)), ("DA", f"{work.date:%Y/%m/%d}")),
        *(("N1", work.label), ("LA", work.language), ("UR", work.address)),
    )
    lines = [f"{tag}  - {text}" for tag, text in fields if text]
    return "\r\n".join([*lines, "ER  - ", ""])


def cff(work: Work, abstract: str, licence: str = "") -> str:
    """Return a CITATION.cff, version 1.2.0, for a report; JSON strings are YAML.

    `licence` is an SPDX identifier, the only form that the format allows ("" for none).
    """
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
