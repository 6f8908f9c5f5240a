"""Write a book as PDF: lay its sources out in a scratch folder, typeset them, put the file down."""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from functools import cache as once
from importlib.metadata import version
from pathlib import Path
from typing import Any

import typst

from duizhao.book.blocks import literal, typographic
from duizhao.book.cover import ACCENT, cover_svg
from duizhao.book.errors import findings_of
from duizhao.book.labels import date_text, words
from duizhao.book.model import Book, Printed
from duizhao.book.pandoc_tree import term_label
from duizhao.book.typst_source import typst_source
from duizhao.files import fonts as noto
from duizhao.files.cache import (
    Store,
    file_fingerprint,
    files_fingerprint,
    fingerprint,
    program_fingerprint,
)
from duizhao.files.writing import write_all
from duizhao.language import language_of

_HERE = Path(__file__).parent
_IMPORT = '#import "/template.typ": *\n#import "/displays.typ": *\n'
# Both at once: accessible (tagged, with alternative texts), and readable without its fonts and
# programs of today (everything embedded).
_STANDARDS: list[typst.PDFStandard] = ["ua-1", "a-2a"]


def write(
    book: Book, path: Path, fonts: noto.Fonts | None = None, store: Store | None = None
) -> Printed:
    """Write `book` to `path` as a tagged PDF; the same book and fonts give the same bytes.

    What was typeset before from the same is taken from `store`. Nothing is written when something
    is wrong: raises `Problems` with every finding (a missing glyph, a link to nowhere, a picture
    that is missing, a heading that skips a level).
    """
    chosen = fonts or noto.find()
    name = f"{_fingerprint(book, chosen)}.pdf" if store else ""
    pdf = store.read(name) if store else None
    if pdf is None:
        with tempfile.TemporaryDirectory(prefix="duizhao-print-") as scratch:
            folder = Path(scratch)
            lay_out(book, folder)
            chosen.gather(folder / "fonts")
            pdf = _typeset(book, folder)
        if store:
            store.write(name, pdf)
    write_all({path: pdf})
    return Printed(path, _pages(pdf), chosen.describe())


def _fingerprint(book: Book, fonts: noto.Fonts) -> str:
    """Return what stands for a book's PDF: its words, pictures and fonts, and what sets them."""
    programs = [f"{name} {version(name)}" for name in ("typst", "pypandoc_binary")]
    pictures = files_fingerprint(book.assets, ["**/*"])
    return fingerprint(
        program_fingerprint(), *programs, _faces(fonts), pictures, repr(replace(book, assets=_HERE))
    )


@once
def _faces(fonts: noto.Fonts) -> str:
    return fingerprint(*(file_fingerprint(path) for path in fonts.files))


def lay_out(book: Book, folder: Path) -> Path:
    """Write everything Typst needs into `folder`; return the file to start from."""
    chapters = folder / "chapters"
    chapters.mkdir(parents=True)
    for name, source in typst_source(book).items():
        (chapters / f"{name}.typ").write_text(_IMPORT + source, encoding="utf-8")
    for name in ("template.typ", "displays.typ"):
        shutil.copyfile(_HERE / name, folder / name)
    _attach(book.assets, folder / "assets")
    (folder / "cover.svg").write_text(cover_svg(book.edition), encoding="utf-8")
    (folder / "book.json").write_text(json.dumps(_data(book)), encoding="utf-8")
    main = folder / "main.typ"
    main.write_text(_main(book), encoding="utf-8")
    return main


def _main(book: Book) -> str:
    lines = [_IMPORT, "#show: setting", "#front", '#set page(numbering: "1")']
    for index, one in enumerate(book.chapters):
        if index == 0:
            lines += ["#pagebreak(weak: true)", "#counter(page).update(1)"]
        title = literal(typographic(one.title, book.language))
        anchor = literal(one.anchor)
        kind = literal(one.kind)
        body = f'include "chapters/{one.name}.typ"'
        lines.append(f"#chapter({literal(one.name)}, {title}, {anchor}, {kind}, {body})")
    lines.append("#glossary")
    return "\n".join(lines) + "\n"


def _data(book: Book) -> Mapping[str, Any]:
    """Return what the template reads: the book without its chapters, and the book's words."""
    pack = language_of(book.language)
    return {
        "language": book.language,
        "region": str(pack.locale.territory).lower(),
        "han": pack.writing.script == "Han",
        "edition": book.edition,
        "title": typographic(book.title, book.language),
        "subtitle": typographic(book.subtitle, book.language),
        "publisher": typographic(book.publisher, book.language),
        "imprint": [typographic(line, book.language) for line in book.imprint],
        "citation": typographic(book.citation, book.language),
        "glossary": [
            {
                "label": term_label(one.id),
                "id": one.id,
                "tongue": one.tongue or book.language,
                **{
                    key: typographic(getattr(one, key), book.language)
                    for key in ("name", "other", "definition")
                },
            }
            for one in book.glossary
        ],
        "accent": ACCENT,
        "date": {"year": book.date.year, "month": book.date.month, "day": book.date.day},
        "date-text": date_text(book),
        "words": words(book.language),
    }


def _attach(folder: Path, target: Path) -> None:
    """Make `folder` visible as `target`: a link, or a copy where links are not to be had."""
    try:
        target.symlink_to(folder.resolve(), target_is_directory=True)
    except OSError:
        shutil.copytree(folder, target)


def _typeset(book: Book, folder: Path) -> bytes:
    faces = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=True,
        font_paths=[str(folder / "fonts")],
    )
    try:
        pdf, warnings = typst.compile_with_warnings(
            input=str(folder / "main.typ"),
            root=str(folder),
            font_paths=faces,
            ignore_system_fonts=True,
            format="pdf",
            pdf_standards=_STANDARDS,
            # The day itself, never the clock: the same book is the same file.
            timestamp=_noon(book),
        )
    except typst.TypstError as error:
        raise findings_of(error.diagnostic or error.message, book) from error
    if unsettled := [one.message for one in warnings if "converge" in one.message]:
        raise findings_of(unsettled[0], book)
    return pdf


def _noon(book: Book) -> int:
    days = book.date.toordinal() - 719163  # 1 January 1970
    return days * 86400 + 43200


def _pages(pdf: bytes) -> int:
    """Return the number of pages, from the root of the page tree."""
    counts = [int(count) for count in re.findall(rb"/Count (\d+)", pdf)]
    return max(counts, default=0)
