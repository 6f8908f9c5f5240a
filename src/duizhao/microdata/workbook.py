"""The parts of a workbook that say what its cells are, read as a stream: sheets, texts, formats.

Namespaces are set aside, so that Strict Open XML is read like any other. Nothing else of a
workbook is looked at: fonts, drawings or filters that are broken do no harm.
"""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from xml.parsers import expat

from duizhao.microdata import bounds
from duizhao.microdata.number_format import BUILT_IN

PIECE = 1 << 18
Attributes = Mapping[str, str]


class TooMuch(Exception):
    """Raised when a workbook goes beyond a bound; `what` says which."""

    def __init__(self, what: str, where: str = "") -> None:
        self.what, self.where = what, where
        super().__init__(what)


class BrokenStyles(Exception):
    """Raised when the formats of cells cannot be known."""


@dataclass
class Workbook:
    """A workbook that is open: its sheets by title, with their parts; texts and formats."""

    archive: zipfile.ZipFile
    sheets: dict[str, str] = field(default_factory=dict)
    texts: list[str] = field(default_factory=list)
    formats: list[str] = field(default_factory=list)
    begins_1904: bool = False
    unpacked: int = 0

    def parse(
        self,
        part: str,
        start: Callable[[str, Attributes], None],
        end: Callable[[str], None] | None = None,
        data: Callable[[str], None] | None = None,
    ) -> None:
        """Call back for each element of a part, by its name without namespace."""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = lambda name, given: start(name.rpartition(":")[2], given)
        if end is not None:
            parser.EndElementHandler = lambda name: end(name.rpartition(":")[2])
        if data is not None:
            parser.CharacterDataHandler = data
        parser.StartDoctypeDeclHandler = _refuse_doctype
        with self.archive.open(part) as stream:
            while piece := stream.read(PIECE):
                self.unpacked += len(piece)
                if self.unpacked > bounds.UNPACKED_BYTES:
                    raise TooMuch("unpacked")
                parser.Parse(piece)
            parser.Parse(b"", True)


@contextmanager
def opened(path: Path) -> Iterator[Workbook]:
    """Open a workbook inside a `with` block; raises a dozen kinds for files that are none."""
    with zipfile.ZipFile(path) as archive:
        book = Workbook(archive)
        main = next(
            (target for kind, _, target in _related(book, "") if kind == "officeDocument"),
            "xl/workbook.xml",
        )
        related = {id_: (kind, target) for kind, id_, target in _related(book, main)}
        _read_sheets(book, main, related)
        parts = dict(related.values())
        if parts.get("styles") in archive.namelist():
            try:
                book.formats = _formats(book, parts["styles"])
            except (expat.ExpatError, ValueError) as error:
                raise BrokenStyles from error
        if parts.get("sharedStrings") in archive.namelist():
            book.texts = _texts(book, parts["sharedStrings"])
        yield book


def _refuse_doctype(*_: object) -> None:
    raise expat.ExpatError("a workbook declares no document type")


def _related(book: Workbook, part: str) -> list[tuple[str, str, str]]:
    """Return the parts that a part relates to: kind, id and name of each."""
    folder, name = posixpath.split(part)
    source = posixpath.join(folder, "_rels", f"{name}.rels")
    found: list[tuple[str, str, str]] = []

    def start(name: str, given: Attributes) -> None:
        if name == "Relationship" and given.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, given["Target"])).lstrip("/")
            found.append((given["Type"].rpartition("/")[2], given["Id"], target))

    if source in book.archive.namelist():
        book.parse(source, start)
    return found


def _read_sheets(book: Workbook, main: str, related: Mapping[str, tuple[str, str]]) -> None:
    def start(name: str, given: Attributes) -> None:
        if name == "workbookPr":
            book.begins_1904 = given.get("date1904") in ("1", "true")
        if name == "sheet":
            [id_] = [value for key, value in given.items() if key.endswith(":id")]
            kind, target = related[id_]
            if kind == "worksheet":
                book.sheets[given["name"]] = target

    book.parse(main, start)


def _formats(book: Workbook, part: str) -> list[str]:
    """Return the format code of each style that a cell may name."""
    codes: dict[int, str] = {}
    used: list[int] = []
    inside = ""

    def start(name: str, given: Attributes) -> None:
        nonlocal inside
        if name == "numFmt" and "formatCode" in given and "numFmtId" in given:
            codes[int(given["numFmtId"])] = given["formatCode"]
        elif name in ("cellXfs", "cellStyleXfs", "dxfs"):
            inside = name
        elif name == "xf" and inside == "cellXfs":
            used.append(int(given.get("numFmtId", "0")))

    book.parse(part, start)
    return [codes.get(one) or BUILT_IN.get(one, "General") for one in used]


def _texts(book: Workbook, part: str) -> list[str]:
    """Return the texts that cells share; readings above characters are no part of them."""
    texts: list[str] = []
    current: list[str] = []
    depth = {"t": 0, "rPh": 0}

    def start(name: str, given: Attributes) -> None:
        if name in depth:
            depth[name] += 1

    def end(name: str) -> None:
        if name in depth:
            depth[name] -= 1
        elif name == "si":
            texts.append("".join(current))
            current.clear()
            if len(texts) > bounds.CELLS_OF_SHEET:
                raise TooMuch("cells")

    def data(text: str) -> None:
        if depth["t"] and not depth["rPh"]:
            current.append(text)

    book.parse(part, start, end, data)
    return texts
