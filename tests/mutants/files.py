"""The files of a report as plain text, cut with regular expressions of our own.

Nothing here is shared with the program: a fault that its readers overlook must not be overlooked
by what makes the faults.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

EXPRESSION = re.compile(r"\{\{.*?\}\}")
FOLDERS = ("report", "figures", "data", "glossary")


@dataclass(frozen=True)
class Mutant:
    """One fault: its kind, the file's new text, and where a reader would look for it.

    `places` are (path, line) pairs: the line that was changed, and, where something is gone, the
    line of the other language that still has it. `also` are further files that are wrong alike.
    """

    kind: str
    path: str
    text: str
    places: frozenset[tuple[str, int]]
    what: str
    also: tuple[tuple[str, str], ...] = ()

    @property
    def texts(self) -> dict[str, str]:
        """The new text of each file that is wrong."""
        return {self.path: self.text, **dict(self.also)}


@dataclass(frozen=True)
class Block:
    """Lines of a chapter between empty lines: first line (from 1), its text without claims."""

    line: int
    text: str
    claims: tuple[str, ...]

    @property
    def prose(self) -> bool:
        """Whether this is running text."""
        return not re.match(r"#|\{%|- |\d+\. |\|", self.text)


@dataclass(frozen=True)
class Chapter:
    """A chapter's file in one language."""

    path: str
    language: str
    lines: tuple[str, ...]
    blocks: tuple[Block, ...]


def chapter(root: Path, path: str, language: str) -> Chapter:
    """Read a chapter and cut it at its empty lines."""
    lines = (root / path).read_text(encoding="utf-8").split("\n")
    blocks, start = [], None
    for index, line in enumerate([*lines, ""]):
        if line.strip() and start is None:
            start = index
        elif not line.strip() and start is not None:
            body = lines[start:index]
            claims = tuple(one for one in body if one.startswith("{% claim"))
            blocks.append(Block(start + 1, body[0], claims))
            start = None
    return Chapter(path, language, tuple(lines), tuple(blocks))


def pairs(root: Path, edition: str) -> Iterator[tuple[Chapter, Chapter]]:
    """Yield every chapter of an edition in both orders of its languages."""
    for file in sorted((root / "report" / "zh" / edition).glob("*.md")):
        zh = chapter(root, f"report/zh/{edition}/{file.name}", "zh")
        en = chapter(root, f"report/en/{edition}/{file.name}", "en")
        assert len(zh.blocks) == len(en.blocks), file.name
        yield zh, en
        yield en, zh


def with_line(one: Chapter, line: int, text: str) -> str:
    """Return a chapter's text with one line (from 1) replaced."""
    lines = list(one.lines)
    lines[line - 1] = text
    return "\n".join(lines)
