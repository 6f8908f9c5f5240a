"""What Typst could not set, as findings: which chapter, which character, what to do."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath

from duizhao.book.model import Book
from duizhao.diagnostics import Diagnostic, Place, Problems, Words, in_order

_ERROR = re.compile(r"^error: (?P<text>.*?)(?=^(?:error|warning): |\Z)", re.M | re.S)
_PLACE = re.compile(r"┌─ (?P<file>\S+?):\d+:\d+")
_PICTURE = re.compile(r'picture: "/assets/([^"]+)"')


def findings_of(report: str, book: Book) -> Problems:
    """Return Typst's report as findings at the chapters' own files."""
    errors = [match.group("text") for match in _ERROR.finditer(report)] or [report]
    return Problems(in_order(finding for text in errors for finding in _findings(text, book)))


def _findings(text: str, book: Book) -> list[Diagnostic]:
    message = " ".join(text.split("\n", 1)[0].split())
    files = _PLACE.findall(text)
    if match := re.search(r'the text `"(.+?)"` could not be displayed', message):
        return _missing_glyph(_unquoted(match.group(1)), files, book)
    if match := re.search(r"label `<(.+?)>` does not exist", message):
        return _at(
            _holders(book, files, _reference(match.group(1))),
            "print-link",
            Words(
                f"链接指向不存在的“{_anchor(match.group(1))}”",
                f"a link leads to “{_anchor(match.group(1))}”, which is nowhere",
            ),
        )
    if match := re.search(r"label `<(.+?)>` occurs multiple", message):
        anchor = _anchor(match.group(1))
        return _at(
            _holders(book, [], f'(\n  "{anchor}",') or _holders(book, files),
            "print-anchor",
            Words(f"“{anchor}”出现了不止一次", f"“{anchor}” stands in more than one place"),
        )
    if match := re.search(r"file not found \(searched at (.+?)\)", message):
        picture = _picture(match.group(1))
        return _at(
            _holders(book, files, f'"/assets/{picture}"'),
            "print-picture",
            Words(f"找不到图片{picture}", f"the picture {picture} does not exist"),
        )
    if "converge" in message:
        return _at(
            [_whole(book)],
            "print-unsettled",
            Words(
                "版面反复变动，页码无法确定", "the pages do not settle: their numbers keep moving"
            ),
            Words("请把一张图前移或后移一段", "move a figure by a paragraph"),
        )
    if "missing alt text" in message:
        return _at(
            _holders(book, files, 'alt: ""'),
            "missing-alt",
            Words("图片缺少替代文字", "a picture has no alternative text"),
        )
    if match := re.search(r"skipped from heading level (\d) to (\d)", message):
        above, below = match.groups()
        return _at(
            _holders(book, files),
            "print-heading",
            Words(
                f"标题从第{above}级直接跳到第{below}级",
                f"a heading of level {below} follows one of level {above}",
            ),
            Words("中间不要跳级", "leave no level out"),
        )
    return _other(message, files, book)


def _missing_glyph(text: str, files: list[str], book: Book) -> list[Diagnostic]:
    """Return one finding for every chapter, or else picture, that holds the character."""
    message = Words(
        "所用字体没有" + "、".join(f"“{one}”（U+{ord(one):04X}）" for one in text),
        "the fonts have no " + ", ".join(f"“{one}” (U+{ord(one):04X})" for one in text),
    )
    hint = Words("请换一个字，或改用图片", "use another character, or a picture")
    chapters = [one.source for one in book.chapters if text in one.words]
    pictures = [] if chapters else _pictures_with(text, book)
    if not pictures:
        # In no chapter and no picture: then it is in the words on the cover.
        return _at(chapters or _holders(book, files), "missing-glyph", message, hint)
    return [
        Diagnostic(
            "missing-glyph",
            Place(source),
            Words(f"图片{picture}：{message.zh}", f"picture {picture}: {message.en}"),
            hint,
        )
        for source, picture in pictures
    ]


def _other(message: str, files: list[str], book: Book) -> list[Diagnostic]:
    """Return what has no words of its own here, with the picture that it concerns."""
    pictures = [_picture(file) for file in files if "/assets/" in file]
    about = f"{pictures[0]}: " if pictures else ""
    return _at(
        _holders(book, files, *(f'"/assets/{picture}"' for picture in pictures)),
        "print",
        Words(f"Typst无法排版：{about}{message}", f"Typst: {about}{message}"),
    )


def _at(
    sources: list[str], rule: str, message: Words, hint: Words | None = None
) -> list[Diagnostic]:
    return [Diagnostic(rule, Place(source), message, hint) for source in sources]


def _holders(book: Book, files: list[str], *needles: str) -> list[str]:
    """Return the chapters that the report names, else those that hold a needle, else the book."""
    names = {PurePosixPath(file).stem for file in files if "/chapters/" in file}
    named = [one.source for one in book.chapters if one.name in names]
    holding = [one.source for one in book.chapters if any(n in one.words for n in needles)]
    return named or holding or [_whole(book)]


def _whole(book: Book) -> str:
    """Return the place of what no chapter answers for."""
    return f"report/{book.edition}.yml"


def _pictures_with(text: str, book: Book) -> list[tuple[str, str]]:
    """Return chapters with those of their pictures, relative to the assets, that hold `text`."""
    return [
        (chapter.source, name)
        for chapter in book.chapters
        for name in _PICTURE.findall(chapter.words)
        if text in _read(book.assets / name)
    ]


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):  # no text, such as a photograph
        return ""


def _picture(path: str) -> str:
    return path.rpartition("/assets/")[2]


def _anchor(label: str) -> str:
    """Return the anchor as a chapter writes it, of a label as Typst knows it."""
    return re.sub(r"^.*\.md__|^display-", "", label)


def _reference(label: str) -> str:
    """Return what a chapter holds where it refers to the label."""
    if label.startswith("display-"):
        return f'display-link("{_anchor(label)}"'
    return f"#{label}"


def _unquoted(text: str) -> str:
    """Return the characters that Typst quotes, escapes such as \\u{1f600} resolved."""
    return re.sub(r"\\u\{([0-9a-f]+)\}", lambda match: chr(int(match.group(1), 16)), text)
