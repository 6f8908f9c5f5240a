"""Carried over: chapters and YAML files of an edition as the next edition begins with them.

Expressions, names and paths are moved to the next year; words are marked where they name one (see
`years`). Layout and comments stay as they were.
"""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterator
from pathlib import PurePosixPath

import yaml

from duizhao.commands.succession.years import MARK, Years
from duizhao.language import PACKS

_PIECES = re.compile(
    r"(?P<fence>^(?P<ticks>`{3,}|~{3,})[^\n]*\n.*?^(?P=ticks)[^\n]*$)"
    r"|(?P<expression>\{\{.*?\}\}|\{%.*?%\})"
    r"|(?P<display>\$\$.*?\$\$)"
    r"|(?P<code>(?P<tick>`+)[^`]+(?P=tick)|(?<![\\\w])\$[^$\n]+\$)"
    r"|(?P<foreign>(?<=\])\(\w+://[^)]*\)|<?\bhttps?://[^\s)，。；>]+>?)"
    r"|(?P<address>(?<=\])\([^)\s]*(?:\s+\"[^\"]*\")?\))"
    r"|(?P<id>\[\^[^\]]+\]|\{#[^}]*\})",
    re.DOTALL | re.MULTILINE,
)
_EXPRESSION = re.compile(r"(\{\{.*?\}\}|\{%.*?%\})", re.DOTALL)


def chapter(text: str, years: Years) -> str:
    """Return a chapter, or words with expressions in them, as the next edition begins with it."""
    return "".join(_pieces(text, years))


def _pieces(text: str, years: Years) -> Iterator[str]:
    position = 0
    for match in _PIECES.finditer(text):
        yield years.marked(text[position : match.start()])
        yield _piece(match, years)
        position = match.end()
    yield years.marked(text[position:])


def _piece(match: re.Match[str], years: Years) -> str:
    written = match[0]
    match match.lastgroup:
        case "expression":
            return years.moved(written)
        case "address":
            page, of_anchor, anchor = written.partition("#")
            return years.moved(page) + of_anchor + anchor
        case "id":
            return written
        case "foreign":  # what stands elsewhere keeps its address
            return written + MARK if years.named(written) else written
    # In code and formulas a mark would be no mark, or break them: it stands behind them.
    typed = "".join(_EXPRESSION.split(written)[::2])
    apart = "" if match["code"] else "\n\n"
    return years.moved(written) + (apart + MARK if years.named(typed) else "")


def file(text: str, years: Years, old: str, new: str, date: datetime.date) -> str:
    """Return a YAML file of an edition as the next edition begins with it.

    `date` is the new edition's date, for an edition's own file. Its microdata are looked for where
    the old ones were, in the new edition's folder: never in the old edition's files.
    """
    changes: dict[tuple[int, int], str] = {}

    def visit(node: yaml.Node, keys: tuple[str, ...]) -> None:
        start, end = node.start_mark.index, node.end_mark.index
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                visit(key, (*keys, ""))
                visit(value, (*keys, str(key.value)))
        elif isinstance(node, yaml.SequenceNode):
            for item in node.value:
                visit(item, keys)
        elif keys == ("date",):
            changes[start, end] = date.isoformat()
        elif keys[:2] == ("microdata", "tables") and keys[-1]:
            changes[start, end] = _table(node.value, years, old, new)
        elif keys and keys[-1] in PACKS:
            written = text[start:end]
            if (
                text[start] not in "'\"|>"
            ):  # a mark needs quotation marks where braces stand around it
                words = chapter(node.value, years)
                changed = words != node.value
                changes[start, end] = json.dumps(words, ensure_ascii=False) if changed else written
            else:
                changes[start, end] = chapter(written, years)
        elif "://" not in node.value:
            changes[start, end] = years.moved(text[start:end])

    root = yaml.compose(text, Loader=yaml.SafeLoader)
    if root is not None:
        visit(root, ())
    for (start, end), words in sorted(changes.items(), reverse=True):
        text = text[:start] + words + text[end:]
    return text


def _table(path: str, years: Years, old: str, new: str) -> str:
    """Return where the new edition's table lies: in its own folder, whatever the old one did."""
    before = PurePosixPath(path)
    parts = [new if part == old else part for part in before.parts[:-1]]
    if old not in before.parts[:-1]:
        parts = ["data", new]
    return PurePosixPath(*parts, years.moved(before.name)).as_posix()
