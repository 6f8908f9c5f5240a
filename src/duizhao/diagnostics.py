"""What is wrong, where, and what to do: a finding as a value, and its words on a terminal."""

from __future__ import annotations

import difflib
import locale
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

Severity = Literal["error", "warning"]
LANGUAGES = ("zh", "en")


class Words(NamedTuple):
    """One text in both languages."""

    zh: str
    en: str

    def of(self, language: str) -> str:
        """Return the text in `language` (`"zh"` or `"en"`)."""
        return self.zh if language == "zh" else self.en


@dataclass(frozen=True, order=True)
class Place:
    """Where a finding stands: a path relative to the project, and a line and column or a cell."""

    path: str
    line: int | None = None
    column: int | None = None
    cell: str | None = None

    def __str__(self) -> str:
        if self.cell is not None:
            return f"{self.path}:{self.cell}"
        parts = [self.path]
        if self.line is not None:
            parts.append(str(self.line))
            if self.column is not None:
                parts.append(str(self.column))
        return ":".join(parts)


@dataclass(frozen=True)
class Diagnostic:
    """One finding: rule id, place, what is wrong and what was probably meant or should be done."""

    rule: str
    place: Place
    message: Words
    hint: Words | None = None
    severity: Severity = "error"

    def text(self, language: str) -> str:
        """Return `path:line:column: rule: message (hint)` in `language`, on one line."""
        text = f"{self.place}: {self.rule}: {self.message.of(language)}"
        if self.hint is None:
            return text
        hint = self.hint.of(language)
        return f"{text}（{hint}）" if language == "zh" else f"{text} ({hint})"


class Problems(Exception):
    """Raised to stop with every finding at once; never shown as a traceback."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics: tuple[Diagnostic, ...] = tuple(diagnostics)
        super().__init__("\n".join(d.text("en") for d in self.diagnostics))


class Findings(list[Diagnostic]):
    """A growing list of findings that many readers add to before anything is written."""

    def stop_on_errors(self) -> None:
        """Raise `Problems` with everything found so far when any of it is an error."""
        if any(d.severity == "error" for d in self):
            raise Problems(in_order(self))


def in_order(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Sort by place, so that the output is the same on every machine; drop exact repeats."""
    unique = dict.fromkeys(diagnostics)

    def key(d: Diagnostic) -> tuple[str, int, int, str, str]:
        place = d.place
        return (place.path, place.line or 0, place.column or 0, place.cell or "", d.rule)

    return sorted(unique, key=key)


def closest(word: str, candidates: Iterable[str]) -> str | None:
    """Return the candidate most like `word`, or None when nothing is near enough to suggest."""
    options = sorted(set(candidates))
    folded = {option.casefold(): option for option in reversed(options)}
    match = difflib.get_close_matches(word.casefold(), folded, n=1, cutoff=0.6)
    return folded[match[0]] if match else None


def did_you_mean(word: str, candidates: Iterable[str]) -> Words | None:
    """Return the hint that names the likely meaning of `word`, or None."""
    match = closest(word, candidates)
    if match is None:
        return None
    return Words(zh=f"您是不是指“{match}”？", en=f"did you mean “{match}”?")


def terminal_language(environment: dict[str, str] | None = None) -> str:
    """Return the language of messages on this terminal: `zh` in a Chinese locale, else `en`."""
    variables = os.environ if environment is None else environment
    for name in ("DUIZHAO_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = variables.get(name)
        if value:
            return "zh" if value.lower().startswith("zh") else "en"
    if environment is None and (locale.getlocale()[0] or "").lower().startswith(("zh", "chinese")):
        return "zh"
    return "en"


def summary(diagnostics: Sequence[Diagnostic]) -> Words:
    """Return the closing line that counts errors and warnings."""
    errors = sum(d.severity == "error" for d in diagnostics)
    warnings = len(diagnostics) - errors
    zh = f"{errors} 个错误" + (f"，{warnings} 个提醒" if warnings else "")
    en = f"{errors} error{'s' * (errors != 1)}"
    if warnings:
        en += f", {warnings} warning{'s' * (warnings != 1)}"
    return Words(zh=zh, en=en)
