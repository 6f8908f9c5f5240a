"""What every page loads: one stylesheet and one script, with Material's own parts inside.

One request each, the same address for all languages, so that the first page pays once. Pages that
stand outside the theme (the door, a figure in a frame) load our own sheet alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files

from duizhao.site.settings import ASSETS

# The parts of our stylesheet, in the order in which they may override one another.
STYLES = ("tokens", "text", "blocks", "tools", "reading", "frame", "front", "print")

# The reader's script, in the order in which its parts may rely on one another.
READER = (
    "load",
    "place",
    "parallel",
    "reading",
    "card",
    "answers",
    "numbers",
    "editions",
    "found",
    "filter",
    "copying",
)


_SOURCE_MAP = re.compile(r"^/[/*]# sourceMappingURL=.*$", re.M)


def bundles() -> Iterator[tuple[str, str]]:
    """Yield path in the site and text of each."""
    own = "\n".join(_text("styles", f"{name}.css") for name in STYLES)
    theirs = [_material("stylesheets", name) for name in ("main.", "palette.")]
    yield "assets/site.css", own
    yield "assets/page.css", "\n".join([*theirs, own])
    # Material's script asks for what `search-box` prepares.
    parts = (
        '"use strict";',
        _text("page", "search-box.js"),
        _material("javascripts", "bundle."),
        _text("page", "header.js"),
        _text("shared", "figure.js"),
        _text("page", "tools.js"),
        _reader(),
    )
    yield "assets/page.js", "\n".join(parts)


def _reader() -> str:
    parts = "\n".join(_text("reader", f"{name}.js") for name in READER)
    return f'(() => {{\n"use strict";\n{parts}}})();\n'


def _text(folder: str, name: str) -> str:
    return (ASSETS / folder / name).read_text("utf-8")


def _material(folder: str, start: str) -> str:
    """Return one of Material's finished files without the address of its source map."""
    found = files("material") / "templates" / "assets" / folder
    matching = (one for one in found.iterdir() if one.name.startswith(start))
    (file,) = (one for one in matching if not one.name.endswith(".map"))
    return _SOURCE_MAP.sub("", file.read_text("utf-8"))
