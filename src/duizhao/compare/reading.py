"""Reading: a document of any usual format as paragraphs, its language found from the text.

Markdown, HTML and plain text are read here, so that every finding stands at its line; Word goes
through pandoc and PDF through its text, where paragraphs and pages are the places.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path, PurePath
from typing import NamedTuple

from markdown_it import MarkdownIt

from duizhao.compare import pdf, web
from duizhao.compare.paragraphs import Document, Paragraph, Run
from duizhao.diagnostics import Diagnostic, Place, Stage, Words, stage
from duizhao.diagnostics.extras import installed, lacking
from duizhao.files import texts
from duizhao.files.pandoc import Refused, markdown_of

_WORD_AND_PDF = Words("读取Word和PDF文件", "reading files of Word and PDF")
_HAN = re.compile("[\u3400-\u9fff]")
_LETTER = re.compile("[A-Za-z]")
_MARKUP = re.compile(r"<\w[^>]*>.*</\w+>|(?:<[^>]*>\s*)+", re.DOTALL)
_TAGS = re.compile(r"<!--.*?-->|</?[A-Za-z][^>]*>", re.DOTALL)
_CELLS = re.compile(r"\t|\|.*\|")
_FRONT = re.compile(r"\A---\n.*?\n(?:---|\.\.\.)\n", re.DOTALL)
_MYST = re.compile(
    r"\{[\w:.+-]+\}(?=`)|^\s*\(\w[\w-]*\)=\s*$|\$(?=\S)[^$\n]*(?<=\S)\$(?!\d)", re.MULTILINE
)


class Part(NamedTuple):
    """A piece of a document before its language is known."""

    kind: str
    text: str
    runs: tuple[Run, ...]
    cell: str | None = None
    level: int = 0


@stage
def read(root: Path, path: str) -> Stage[Document | None]:
    """Read a document; None, with a finding, where it cannot be read or holds no text."""
    suffix = PurePath(path).suffix.lower()
    if suffix not in FORMATS:
        listed = "、".join(FORMATS), ", ".join(FORMATS)
        message = Words(
            f"不能读取“{suffix}”格式的文本", f"a text of the format “{suffix}” cannot be read"
        )
        hint = Words(f"可以是{listed[0]}", f"it may be {listed[1]}")
        yield Diagnostic("unknown-format", Place(path), message, hint)
        return None
    try:
        parts = yield from FORMATS[suffix](root, path)
    except FileNotFoundError:
        message = Words("找不到这个文件", "this file does not exist")
        yield Diagnostic("missing-file", Place(path), message)
        return None
    if parts is None:
        return None
    language = language_of(part.text for part in parts)
    if language is None:
        message = Words("这个文件里没有文字", "there is no text in this file")
        hint = Words(
            "扫描的PDF要先做文字识别",
            "a scanned PDF has no text before it went through recognition",
        )
        yield Diagnostic("no-text", Place(path), message, hint)
        return None
    paragraphs = tuple(_paragraph(part, path, _own_language(part.text, language)) for part in parts)
    return Document(path, language, paragraphs)


def _own_language(text: str, usual: str) -> str:
    """Return the language of a paragraph: its document's, unless its words are plainly others."""
    han, letters = len(_HAN.findall(text)), len(_LETTER.findall(text))
    if usual == "zh":
        return "en" if letters > 60 and han * 20 < letters else "zh"
    return "zh" if han > 8 and han * 2 > letters else "en"


def language_of(pieces: Iterable[str]) -> str | None:
    """Return `zh` or `en`, whichever most of a text is in; None where there are no words."""
    text = "".join(pieces)
    han, letters = len(_HAN.findall(text)), len(_LETTER.findall(text))
    if not han and letters < 2:
        return None
    return "zh" if han * 4 > letters else "en"


def _paragraph(part: Part, path: str, language: str) -> Paragraph:
    others = tuple(
        match.span() for pattern in (_TAGS, _MYST) for match in pattern.finditer(part.text)
    )
    line, column = part.runs[0][1:] if part.runs else (1, 1)
    start = Place(path, None if part.cell else line, column, part.cell)
    return Paragraph(
        language,
        part.kind,
        part.text,
        start,
        (),
        others=others,
        runs=part.runs,
        cell=part.cell,
        level=part.level,
    )


def parts_of_markdown(text: str) -> list[Part]:
    """Return headings, paragraphs, items and rows of a Markdown text; code is none of them."""
    front = _FRONT.match(text)
    if front:
        text = "\n" * front[0].count("\n") + text[front.end() :]
    lines = text.split("\n")
    parts: list[Part] = []
    context: list[str] = []
    level = 0
    row: list[tuple[str, tuple[int, int]]] = []
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        if token.nesting == 1:
            context.append(token.type)
            level = int(token.tag[1]) if token.type == "heading_open" else level
        elif token.nesting == -1:
            context.pop()
            if token.type == "tr_close" and row:
                parts.append(_row(row, lines))
                row = []
        elif token.type == "html_block":
            parts += _within_html(token.content, (token.map or [0])[0])
        elif token.type == "inline" and token.content.strip():
            span = (token.map or [0, 1])[0], (token.map or [0, 1])[1]
            if "tr_open" in context:
                row.append((token.content, span))
                continue
            kind = _kind(token.content, context)
            runs = tuple(_runs(token.content, lines, *span))
            parts.append(Part(kind, token.content, runs, level=level if kind == "heading" else 0))
    return [part for part in parts if not _directive(part)]


def _within_html(content: str, lines_before: int) -> Iterator[Part]:
    """Yield what a block of HTML within Markdown says."""
    for kind, text, runs, cell, level in web.blocks(content):
        shifted = tuple((offset, line + lines_before, column) for offset, line, column in runs)
        yield Part(kind, text, shifted, cell, level)


def _kind(content: str, context: Sequence[str]) -> str:
    """Return what a block is by the blocks around it; one within a tag of HTML is markup."""
    if _MARKUP.fullmatch(content.strip()):
        return "markup"
    if "heading_open" in context:
        return "heading"
    return "item" if "list_item_open" in context else "paragraph"


def _directive(part: Part) -> bool:
    """Whether a paragraph is no prose but an instruction to some generator: `:::`, `{{< … >}}`."""
    return bool(
        re.fullmatch(
            r"(?:\{\{.*\}\}|:{3,}.*|\{%.*%\}|\(\S+\)=|%.*|\$\$.*\$\$)", part.text.strip(), re.DOTALL
        )
    )


def _runs(content: str, lines: list[str], first: int, last: int) -> Iterator[Run]:
    """Yield where each line of a block's text stands: markup before it was cut off."""
    offset, number = 0, first
    for line in content.split("\n"):
        column = -1
        while number < min(last, len(lines)):
            column = lines[number].find(line.strip()) if line.strip() else 0
            if column >= 0:
                break
            number += 1
        yield offset, min(number, len(lines) - 1) + 1, max(column, 0) + 1
        offset += len(line) + 1
        number += 1


def _row(cells: list[tuple[str, tuple[int, int]]], lines: list[str]) -> Part:
    number, position, offset = cells[0][1][0], 0, 0
    runs = []
    for content, _ in cells:
        column = lines[number].find(content, position)
        position = max(column, position) + len(content)
        runs.append((offset, number + 1, max(column, 0) + 1))
        offset += len(content) + 3
    return Part("row", " | ".join(content for content, _ in cells), tuple(runs))


def _parts_of_text(text: str) -> list[Part]:
    """Return the paragraphs of a plain text: what stands between empty lines."""
    parts = []
    number = 1
    for block in re.split(r"(\n[ \t]*\n+)", text):
        lines = block.split("\n")
        if block.strip() and all(_CELLS.search(line) for line in lines if line.strip()):
            for index, line in enumerate(lines):
                if line.strip():
                    parts.append(Part("row", line, ((0, number + index, 1),)))
        elif block.strip():
            offset, runs = 0, []
            for index, line in enumerate(lines):
                runs.append((offset, number + index, 1))
                offset += len(line) + 1
            short = "\n" not in block.strip() and len(block.strip()) < 60
            ends = re.search(r"[。．.;；:：,，!?！？]\s*$", block)
            kind = "heading" if short and not ends and "\t" not in block else "paragraph"
            parts.append(Part(kind, block, tuple(runs)))
        number += block.count("\n")
    return parts


Reader = Callable[[Path, str], Stage["list[Part] | None"]]


def _written(parts: Callable[[str], list[Part]]) -> Reader:
    def read(root: Path, path: str) -> Stage[list[Part] | None]:
        file = (root / path).resolve()
        text = texts.read(file.parent, file.name)
        for one in text.findings:
            yield replace(one, place=replace(one.place, path=path))
        return None if text.value is None else parts(text.value)

    return read


def _word(root: Path, path: str) -> Stage[list[Part] | None]:
    if not (root / path).is_file():
        raise FileNotFoundError(path)
    if not installed("pdf"):
        yield lacking("pdf", Place(path), _WORD_AND_PDF)
        return None
    try:
        text = markdown_of(root / path)
    except Refused as error:
        message = Words(f"pandoc读不了这个文件：{error}", f"pandoc cannot read this file: {error}")
        yield Diagnostic("unreadable", Place(path), message)
        return None
    parts = parts_of_markdown(text)
    return [part._replace(cell=f"¶{number}") for number, part in enumerate(parts, 1)]


def _pdf(root: Path, path: str) -> Stage[list[Part] | None]:
    if not (root / path).is_file():
        raise FileNotFoundError(path)
    if not installed("pdf"):
        yield lacking("pdf", Place(path), _WORD_AND_PDF)
        return None
    pages = pdf.pages(root / path)
    if isinstance(pages, Words):
        hint = Words(
            "请重新导出（不加密码和限制），或另存为.docx、.txt",
            "export it again without a password, or save its text as .docx or .txt",
        )
        yield Diagnostic("unreadable", Place(path), pages, hint)
        return None
    return [
        Part("paragraph", text, ((0, 1, 1),), f"p{number}:{index}")
        for number, blocks in enumerate(pages, 1)
        for index, text in enumerate(blocks, 1)
    ]


def _html(text: str) -> list[Part]:
    return [Part(*block) for block in web.blocks(text)]


FORMATS: dict[str, Reader] = {
    **dict.fromkeys((".md", ".markdown"), _written(parts_of_markdown)),
    **dict.fromkeys((".html", ".htm"), _written(_html)),
    ".txt": _written(_parts_of_text),
    ".docx": _word,
    ".pdf": _pdf,
}
