"""Turn chapters' trees into Typst source: one pandoc run for a whole book."""

from __future__ import annotations

import re

from duizhao.book.blocks import raw_block
from duizhao.book.model import Book
from duizhao.diagnostics import Diagnostic, Place, Problems, Words
from duizhao.files.pandoc import Refused, convert

# Parts chapters in the output; no text of a chapter holds the character.
_BREAK = "// chapter \ufdd0"
_FIGURE = "#display-figure("


def typst_source(book: Book) -> dict[str, str]:
    """Return the Typst source of every chapter by name.

    Raises `Problems` when pandoc refuses.
    """
    blocks = []
    for chapter in book.chapters:
        blocks += [raw_block(_BREAK + chapter.name), *chapter.blocks]
    try:
        output = convert(blocks, ["--to=typst"])
    except Refused as refused:
        place = Place(f"report/{book.edition}.yml")
        words = Words(f"pandoc无法处理：{refused}", f"pandoc: {refused}")
        raise Problems([Diagnostic("print-pandoc", place, words)]) from refused
    cuts = re.split(rf"^{_BREAK}(.*)$", output, flags=re.MULTILINE)
    return {name: _closed(text) for name, text in zip(cuts[1::2], cuts[2::2], strict=True)}


def _closed(chapter: str) -> str:
    """Return a chapter's source with its last figure marked as such."""
    before, call, after = chapter.rpartition(_FIGURE)
    return f"{before}{call}\n  closing: true,{after}" if call else chapter
