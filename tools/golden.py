"""The golden build: a tiny project with one of everything, each output as text that one reads.

`tests/cases/golden/project` is laid over the tiny project. What the commands make of it stands in
`tests/cases/golden/expected`, one file for each output, and `files.txt` names all that is made.
`python -m tools.golden` builds it anew and rewrites those files: read the diff.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import openpyxl
from PIL import Image
from pypdf import PdfReader

from duizhao.files import network_file

ROOT = Path(__file__).parent.parent
TINY = ROOT / "tests" / "projects" / "libraries"
GOLDEN = ROOT / "tests" / "cases" / "golden"
EXPECTED = GOLDEN / "expected"
COMMANDS = (("analyse",), ("check",), ("build",))
# Outputs that are read; of the older edition, which the overlay leaves as it is, its front page.
READ = (
    *("figures/1999/*.csv", "figures/1999/*.network", "facts-*.tsv"),
    *("site/index.html", "site/sitemap.xml", "site/CITATION.cff", "site/llms.txt"),
    *("site/*/index.html", "site/*/glossary.html", "site/*/feed.xml", "site/*/search/text.js"),
    *(
        "site/*/1998/index.html",
        "site/*/1998/overview.html",
        "site/*/1998/*.zip",
        "site/*/1999/*.html",
        "site/*/1999/*.values.js",
    ),
    *("site/*/1999/*.pdf", "site/*/1999/*.zip", "site/*/1999/facts.json"),
    *("site/*/1999/data/*.*", "site/*/1999/cite/index.*", "site/*/1999/cite/branch_transfers.*"),
    *("site/*/1999/charts/*-light-wide.svg", "site/*/1999/charts/*.explorer.js"),
)
# Programs, styles and pictures of them: their own tests read them.
SHELL = re.compile(r"site/assets/")
_BLOCKS = re.compile(
    r"</?(?:address|article|aside|blockquote|body|button|caption|details|dd|div|dl|dt|figcaption|"
    r"figure|footer|form|g|h[1-6]|head|header|hr|html|image|input|label|li|line|link|main|math|"
    r"meta|nav|ol|option|p|path|pre|script|section|select|summary|svg|table|tbody|td|tfoot|th|"
    r"thead|title|tr|ul)\b[^>]*>"
)
# An element with one line of words in it.
_ONE_LINE = re.compile(r"^(<(\w+)\b[^>\n]*>)\n(?:(.*)\n)?(</\2>)$", re.M)
_ICON = re.compile(r"(<svg\b[^>]*>).*?</svg>", re.S)
_GENERATOR = re.compile(r'<meta name="generator"[^>]*>')
_DATA = re.compile(r"data:[\w/+-]+;base64,[\w+/=]+")


def build(folder: Path) -> Path:
    """Make the project in a folder that is not there yet and run every command; return it."""
    shutil.copytree(TINY, folder)
    shutil.copytree(GOLDEN / "project", folder, dirs_exist_ok=True)
    program = Path(sys.executable).with_name("duizhao")
    environment = {**os.environ, "DUIZHAO_LANGUAGE": "en"}

    def run(*arguments: str) -> str:
        done = subprocess.run(
            [program, *arguments], cwd=folder, env=environment, capture_output=True, text=True
        )
        if done.returncode:
            raise RuntimeError(f"{' '.join(arguments)}:\n{done.stdout}{done.stderr}")
        return done.stdout

    for command in COMMANDS:
        run(*command)
    (folder / "facts-1999.tsv").write_text(run("facts", "1999"), encoding="utf-8")
    return folder


def readings(folder: Path) -> Mapping[str, str]:
    """Return what was made as text, by the name of its file among what is expected."""
    read = {file for pattern in READ for file in folder.glob(pattern)}
    found = {f"{name_of(file, folder)}.txt": reading(file) for file in sorted(read)}
    made = (file for file in (folder / "site").rglob("*") if file.is_file())
    names = sorted(name_of(file, folder) for file in made)
    return {**found, "files.txt": "".join(f"{one}\n" for one in names if not SHELL.match(one))}


def name_of(file: Path, folder: Path) -> str:
    """Return a file's path in the project."""
    return file.relative_to(folder).as_posix()


def reading(file: Path) -> str:
    """Return a file as text in which a change is a changed line."""
    match file.suffix:
        case ".html":
            page = file.read_text(encoding="utf-8")
            # What stands around an article is alike on all pages: front pages show it.
            lines: Iterable[str] = markup(page if file.stem == "index" else article(page))
        case ".svg":
            lines = markup(file.read_text(encoding="utf-8"))
        case ".js":
            lines = [script(file.read_text(encoding="utf-8"))]
        case ".pdf":
            lines = pdf(file)
        case ".zip":
            lines = archive(zipfile.ZipFile(file))
        case ".xlsx":
            sheets = openpyxl.load_workbook(file).worksheets
            lines = [repr(row) for one in sheets for row in one.iter_rows(values_only=True)]
        case ".png":
            with Image.open(file) as picture:
                lines = [f"{picture.width} × {picture.height}"]
        case ".network":
            lines = network(file.read_bytes())
        case _:
            # Of a CSV file the mark at its start, for Excel, as well.
            lines = file.read_bytes().decode().splitlines()
    return "".join(f"{line}\n" for line in lines)


def archive(packed: zipfile.ZipFile) -> Iterator[str]:
    """Yield the names in an archive, then what it says of its tables."""
    names = packed.namelist()
    yield from names
    for name in names:
        if name.startswith(("README", "LICENSE", "columns", "datapackage")):
            yield f"— {name} —"
            yield from packed.read(name).decode().splitlines()


def article(page: str) -> str:
    """Return the head and the article of a page."""
    return "\n".join(re.findall(r"<head>.*?</head>|<article\b.*?</article>", page, re.S))


def markup(text: str) -> Iterator[str]:
    """Yield a page's elements on lines of their own; icons have no paths, pictures no bytes."""
    if text.lstrip()[:4] != "<svg":
        text = _ICON.sub(r"\1</svg>", _GENERATOR.sub("", text))
    text = _DATA.sub("data:…", text)
    lines = _BLOCKS.sub(lambda tag: f"\n{tag[0]}\n", text).splitlines()
    words = "\n".join(" ".join(line.split()) for line in lines if line.strip())
    yield from _ONE_LINE.sub(r"\1\3\4", words).splitlines()


def script(text: str) -> str:
    """Return the data that a script hands over, as JSON with a value on each line."""
    _, data = re.split(r"(?<!\?)=(?=[\[{])", text, maxsplit=1)
    return json.dumps(json.loads(data.rstrip().rstrip(";")), ensure_ascii=False, indent=1)


def network(content: bytes) -> Iterator[str]:
    """Yield the nodes with their places and the relations of a network."""
    one = network_file.decoded(content)
    for label, (x, y), community in zip(one.labels, one.places, one.membership, strict=True):
        yield f"{label} at {x}, {y} in {community}"
    years = one.years if len(one.years) else [""] * len(one.providers)
    for provider, receiver, year in zip(one.providers, one.receivers, years, strict=True):
        yield f"{one.labels[provider]} → {one.labels[receiver]} {year}".rstrip()


def pdf(file: Path) -> Iterator[str]:
    """Yield a book's bookmarks, its tags with their depth, and the words of each page."""
    reader = PdfReader(file)
    yield from bookmarks(reader.outline)
    yield from tags(reader.trailer["/Root"]["/StructTreeRoot"], 0)
    for number, page in enumerate(reader.pages, 1):
        yield f"— page {number} —"
        yield from (line for line in page.extract_text().splitlines() if line.strip())


def bookmarks(outline: Iterable[Any], depth: int = 0) -> Iterator[str]:
    """Yield the bookmarks of a book, indented."""
    for one in outline:
        if isinstance(one, list):
            yield from bookmarks(one, depth + 1)
        else:
            yield f"{' ' * depth}“{one.title}”"


def tags(element: Any, depth: int) -> Iterator[str]:
    """Yield the tags below an element, indented."""
    kids = element.get("/K", [])
    kids = kids.get_object() if hasattr(kids, "get_object") else kids
    for kid in kids if isinstance(kids, list) else [kids]:
        inner = kid.get_object()
        if isinstance(inner, dict) and "/S" in inner:
            yield f"{' ' * depth}{inner['/S'][1:]}"
            yield from tags(inner, depth + 1)


def write() -> None:
    """Build anew, and write what is expected from now on."""
    with tempfile.TemporaryDirectory() as folder:
        found = readings(build(Path(folder) / "project"))
    shutil.rmtree(EXPECTED, ignore_errors=True)
    for name, text in found.items():
        (EXPECTED / name).parent.mkdir(parents=True, exist_ok=True)
        (EXPECTED / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write()
