"""PDF: the text of a PDF page by page, lines joined to paragraphs again."""

from __future__ import annotations

import logging
import re
from pathlib import Path

from duizhao.diagnostics import Words

_ENDS = re.compile(r"[。．.!?！？:：;；”’)）]\s*$")
_BEGINS = re.compile(r"^\s*(?:[-•■◆]|[（(]?[\d一二三四五六七八九十]+[）).、])")
# One character in so many may be unknown.
_UNKNOWN = 20
_HAN = re.compile("[\u3400-\u9fff，。；：、（）]")


def pages(path: Path) -> list[list[str]] | Words:
    """Return the paragraphs of each page, or why the file cannot be read.

    A PDF holds lines, not paragraphs: a line that is clearly shorter than the page's others, or
    ends a sentence and is shorter, ends a paragraph.
    """
    # here, as the extra `pdf` brings it
    from pypdf import PdfReader
    from pypdf.errors import (
        DependencyError,
        FileNotDecryptedError,
        PyPdfError,
        WrongPasswordError,
    )

    try:
        logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what is wrong is told here
        texts = [page.extract_text() for page in PdfReader(path).pages]
    except (DependencyError, WrongPasswordError, FileNotDecryptedError):
        return Words("这份PDF加了密码或限制", "this PDF is protected")
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return Words("这不是可以读取的PDF", "this is no PDF that can be read")
    if sum(text.count("\0") for text in texts) * _UNKNOWN > sum(map(len, texts)):
        return Words("这份PDF没有说明字形是哪些字", "this PDF does not name its letters")
    return [paragraphs(text) for text in texts]


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
