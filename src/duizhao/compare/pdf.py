"""PDF: the text of a PDF page by page, lines joined to paragraphs again."""

from __future__ import annotations

import re
from pathlib import Path

from pypdf import PdfReader
from pypdf.errors import PyPdfError

_ENDS = re.compile(r"[。．.!?！？:：;；”’)）]\s*$")
_BEGINS = re.compile(r"^\s*(?:[-•■◆]|[（(]?[\d一二三四五六七八九十]+[）).、])")
_HAN = re.compile("[\u3400-\u9fff，。；：、（）]")


def pages(path: Path) -> list[list[str]] | None:
    """Return the paragraphs of each page; None where the file is no PDF that can be read.

    A PDF holds lines, not paragraphs: a line that is clearly shorter than the page's others, or
    ends a sentence and is shorter, ends a paragraph.
    """
    try:
        reader = PdfReader(path)
        return [paragraphs(page.extract_text()) for page in reader.pages]
    except (PyPdfError, ValueError, KeyError, TypeError, RecursionError):
        return None


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a page's lines."""
    lines = [line.strip() for line in text.split("\n")]
    full = sorted(map(len, lines))[int(len(lines) * 0.8)] if lines else 0
    found: list[str] = []
    open_ = False
    for line in lines:
        if not line or line.isdigit():
            open_ = False
            continue
        if open_ and not _BEGINS.match(line):
            joint = "" if _HAN.match(found[-1][-1]) or _HAN.match(line) else " "
            found[-1] = found[-1] + joint + line
        else:
            found.append(line)
        open_ = len(line) > 0.9 * full or (len(line) > 0.7 * full and not _ENDS.search(line))
    return found
