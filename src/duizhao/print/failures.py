"""What Typst could not set, as findings: which chapter, which character, what to do."""

from __future__ import annotations

import re
from pathlib import Path

from duizhao.diagnostics import Diagnostic, Place, Problems, Words, in_order
from duizhao.print.model import Book, Chapter

_ERROR = re.compile(r"^error: (?P<text>.*?)(?=^(?:error|warning): |\Z)", re.M | re.S)
_PLACE = re.compile(r"┌─ (?P<file>\S+?):(?P<line>\d+):\d+")


def findings_of(report: str, book: Book) -> Problems:
    """Return Typst's report as findings at the chapters' own files."""
    errors = [match.group("text") for match in _ERROR.finditer(report)] or [report]
    findings = [finding for text in errors for finding in _findings(text, book)]
    return Problems(in_order(findings))


def _findings(text: str, book: Book) -> list[Diagnostic]:
    message = " ".join(text.split("\n", 1)[0].split())
    chapter = _chapter(text, book)
    glyph = re.search(r'the text `"(.+?)"` could not be displayed', message)
    if glyph:
        return _missing_glyph(glyph.group(1), chapter, book)
    return [_other(message, chapter, book)]


def _chapter(text: str, book: Book) -> Chapter | None:
    """Return the chapter whose source the error points at."""
    place = _PLACE.search(text)
    name = Path(place.group("file")).stem if place else ""
    return next((chapter for chapter in book.chapters if chapter.name == name), None)


def _missing_glyph(quoted: str, chapter: Chapter | None, book: Book) -> list[Diagnostic]:
    """Return one finding for every chapter (or picture) that holds the character."""
    text = _unquoted(quoted)
    named = "、".join(f"“{one}”（U+{ord(one):04X}）" for one in text)
    listed = ", ".join(f"“{one}” (U+{ord(one):04X})" for one in text)
    message = Words(f"所用字体没有{named}", f"the fonts have no {listed}")
    hint = Words("请换一个字，或改用图片", "use another character, or a picture")
    holders = [one.source for one in book.chapters if text in one.markdown]
    if not holders and chapter:
        holders = [chapter.source]
    pictures = [(one, picture) for one in book.chapters for picture in _pictures(one, text, book)]
    if pictures and not holders:
        return [
            Diagnostic(
                "missing-glyph",
                Place(one.source),
                Words(f"图片{picture}：{message.zh}", f"picture {picture}: {message.en}"),
                hint,
            )
            for one, picture in pictures
        ]
    # Neither in a chapter nor in a picture: then it is in the words on the cover.
    return [
        Diagnostic("missing-glyph", Place(source), message, hint)
        for source in holders or [_whole(book)]
    ]


def _pictures(chapter: Chapter, text: str, book: Book) -> list[str]:
    """Return the pictures of a chapter that hold the characters, relative to the assets."""
    named = re.findall(r'picture: "/assets/([^"]+)"', chapter.markdown)
    found = []
    for name in named:
        file = book.assets / name
        if file.suffix == ".svg" and text in _read(file):
            found.append(name)
    return found


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


def _unquoted(text: str) -> str:
    """Return the characters that Typst quotes, escapes such as \\u{1f600} resolved."""
    return re.sub(r"\\u\{([0-9a-f]+)\}", lambda match: chr(int(match.group(1), 16)), text)


def _other(message: str, chapter: Chapter | None, book: Book) -> Diagnostic:
    place = Place(chapter.source if chapter else _whole(book))
    label = re.search(r"label `<(.+?)>` (does not exist|occurs multiple)", message)
    if label:
        anchor = re.sub(r"^.*\.md__|^display-", "", label.group(1))
        if label.group(2) == "does not exist":
            return Diagnostic(
                "print-link",
                place,
                Words(
                    f"链接指向不存在的“{anchor}”", f"a link leads to “{anchor}”, which is nowhere"
                ),
            )
        return Diagnostic(
            "print-anchor",
            place,
            Words(f"“{anchor}”出现了不止一次", f"“{anchor}” stands in more than one place"),
        )
    missing = re.search(r"file not found \(searched at (.+?)\)", message)
    if missing:
        name = re.sub(r"^.*?/assets/", "", missing.group(1))
        return Diagnostic(
            "print-picture",
            place,
            Words(f"找不到图片{name}", f"the picture {name} does not exist"),
        )
    return Diagnostic("print", place, Words(f"Typst无法排版：{message}", f"Typst: {message}"))


def _whole(book: Book) -> str:
    """Return the place of findings that no chapter answers for."""
    return f"report/{book.edition}.yml"
