"""Turn chapters' Markdown into Typst source: one pandoc run for a whole book."""

from __future__ import annotations

import json
import re
import subprocess
from functools import cache
from pathlib import Path

import pypandoc

from duizhao.book.model import Book
from duizhao.diagnostics import Diagnostic, Place, Problems, Words

# CommonMark with what chapters use. Left out is whatever would read plain prose as markup:
# ~ and ^ (ranges), $ (money), :word: (ratios), [x] (bracketed words), anchors nobody asked for.
_READER = (
    "commonmark+attributes+bracketed_spans+definition_lists+east_asian_line_breaks+fenced_divs"
    "+footnotes+pipe_tables+raw_attribute+raw_html"
)
_FILTER = Path(__file__).with_name("filter.lua")
_BREAK = "```{{=typst}}\n// chapter {}\n```\n\n"
_FIGURE = "#display-figure("
_OPENING = re.compile(r"\A\s*#[ \t]+[^\n]*?(?:\{[^{}\n]*?#([\w.-]+)[^{}\n]*\})?[ \t]*(?:\n|\Z)")


def typst_source(book: Book, folder: Path) -> dict[str, str]:
    """Return the Typst source of every chapter by name.

    `folder` is scratch space. Raises `Problems` when pandoc refuses.
    """
    files = []
    for one in book.chapters:
        file = folder / f"{one.name}.md"
        text = _BREAK.format(one.name) + _body(one.markdown) + "\n"
        file.write_text(text, encoding="utf-8")
        files.append(file.name)
    metadata = {
        "language": book.language,
        "site": book.site,
        "chapters": [chapter.name for chapter in book.chapters],
    }
    (folder / "book.json").write_text(json.dumps(metadata), encoding="utf-8")
    smart = "+smart" if book.language == "en" else ""
    options = ["--from", _READER + smart, "--to", "typst", "--wrap=none", "--file-scope"]
    options += ["--metadata-file", "book.json", "--lua-filter", str(_FILTER)]
    output = _run([*options, "--", *files], folder, book)
    cuts = re.split(r"^// chapter (.*)$", output, flags=re.MULTILINE)
    return {name: _closed(text) for name, text in zip(cuts[1::2], cuts[2::2], strict=True)}


def _closed(chapter: str) -> str:
    """Return a chapter's source with its last figure marked as such."""
    before, call, after = chapter.rpartition(_FIGURE)
    return f"{before}{call}\n  closing: true,{after}" if call else chapter


def opening_anchor(markdown: str) -> str:
    """Return the anchor of the chapter's own heading, "" when it has none."""
    match = _OPENING.match(markdown)
    return (match.group(1) or "") if match else ""


def _body(markdown: str) -> str:
    """Return a chapter without its own heading, which the template sets."""
    return _OPENING.sub("", markdown, count=1)


def _run(options: list[str], folder: Path, book: Book) -> str:
    done = subprocess.run(
        [pandoc(), *options], cwd=folder, capture_output=True, encoding="utf-8", check=False
    )
    if done.returncode != 0:
        raise Problems([_refused(done.stderr, book)])
    return done.stdout


@cache
def pandoc() -> str:
    """Return the pandoc that the wheel brings, so that every machine uses the same."""
    bundled = Path(pypandoc.__file__).with_name("files") / "pandoc"
    return str(bundled) if bundled.exists() else str(pypandoc.get_pandoc_path())


def _refused(message: str, book: Book) -> Diagnostic:
    """Return pandoc's refusal as a finding, at the chapter that its message names."""
    named = (chapter for chapter in book.chapters if f"{chapter.name}.md" in message)
    source = next(named, book.chapters[0]).source
    reason = " ".join(message.split())
    return Diagnostic(
        "print-markdown", Place(source), Words(f"pandoc无法读取：{reason}", f"pandoc: {reason}")
    )
