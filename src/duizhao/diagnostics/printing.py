"""Findings for people: place, what is wrong, the line with a caret, hints, and the second place."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from duizhao.diagnostics.finding import Diagnostic, Place, in_order
from duizhao.diagnostics.visible import shown, width

WIDTH = 96
# Characters on either side of a place that are looked at: some of them take no room.
_AROUND = 8 * WIDTH
# A file larger than this is data: its line would have to be looked for, and says little.
LARGEST = 16_000_000
_FRAME = "  | "


class Style(NamedTuple):
    """The escape sequences of a terminal with colours; all empty elsewhere."""

    error: str = ""
    warning: str = ""
    bold: str = ""
    dim: str = ""
    plain: str = ""


PLAIN = Style()
COLOURS = Style("\x1b[31m", "\x1b[33m", "\x1b[1m", "\x1b[2m", "\x1b[0m")


def printed(
    diagnostics: Iterable[Diagnostic], root: Path, language: str, style: Style = PLAIN
) -> str:
    """Return all findings in order, each with the line of the source that it is about.

    The first line of each is `path:line:column: rule: message`, as other programs print it.
    Nothing invisible and no escape sequence of the data is in it.
    """
    lines = _Lines(root)
    return "".join(_one(finding, lines, language, style) for finding in in_order(diagnostics))


def _one(finding: Diagnostic, lines: _Lines, language: str, style: Style) -> str:
    mark = style.error if finding.severity == "error" else style.warning
    place, message = shown(str(finding.place)), shown(finding.message.of(language))
    text = f"{style.bold}{place}:{style.plain} {mark}{finding.rule}:{style.plain} {message}\n"
    text += _excerpt(lines.at(finding.place), finding.place, mark, style)
    for hint in finding.hints:
        text += f"  → {shown(hint.of(language))}\n"
    if finding.related is not None:
        second, said = finding.related
        said = said or lines.at(second) or ""
        text += f"  {style.dim}↔ {shown(str(second))}: {_cut(said)}{style.plain}\n"
    return text


def _cut(text: str) -> str:
    """Return a text on one line, shortened to what a terminal shows."""
    text = shown(" ".join(text[:_AROUND].split()))
    while width(text) > WIDTH:
        text = text[: -(width(text) - WIDTH) // 2 - 2].rstrip() + "…"
    return text


def _excerpt(line: str | None, place: Place, mark: str, style: Style) -> str:
    """Return the line, shortened around the place, and carets under what is meant."""
    if line is None or not line.strip():
        return ""
    at = min((place.column or 1) - 1, len(line))
    start, least, most = at, max(0, at - _AROUND), at + _AROUND
    while start > least and width(line[start - 1 : at]) <= (
        WIDTH // 3 if at > WIDTH // 2 else WIDTH
    ):
        start -= 1
    stop = at
    while stop < min(len(line), most) and width(line[start : stop + 1]) <= WIDTH:
        stop += 1
    end = min(max(place.end - 1 if place.end else 0, at + 1), max(stop, at + 1))
    lead = "…" if start else ""
    tail = "…" if stop < len(line) else ""
    before, meant = shown(line[start:at]), shown(line[at:end])
    text = f"{style.dim}{_FRAME}{style.plain}{lead}{before}{meant}{shown(line[end:stop])}{tail}\n"
    if place.column is None:
        return text
    carets = "^" * max(1, width(meant))
    indent = " " * width(lead + before)
    return f"{text}{style.dim}{_FRAME}{style.plain}{indent}{mark}{carets}{style.plain}\n"


class _Lines:
    """The lines of the project's files, each file read once."""

    def __init__(self, root: Path) -> None:
        self._of = lru_cache(maxsize=None)(lambda path: _lines(root / path))

    def at(self, place: Place) -> str | None:
        """Return the line at a place, or None where there is no line to show."""
        if place.line is None:
            return None
        lines = self._of(place.path)
        return lines[place.line - 1] if 0 < place.line <= len(lines) else None


def _lines(path: Path) -> list[str]:
    try:
        if path.stat().st_size > LARGEST:
            return []
        text = path.read_bytes().decode("utf-8-sig")
    except (OSError, ValueError):
        return []
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
