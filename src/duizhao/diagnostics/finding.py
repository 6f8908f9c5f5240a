"""What is wrong, where, and what to do: a finding as a value, in both languages."""

from __future__ import annotations

import difflib
import locale
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from duizhao.diagnostics.visible import shown

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
    """Where a finding stands: a path relative to the project, and a line and column or a cell.

    `end` is the column after the last character that is meant, where that is known.
    """

    path: str
    line: int | None = None
    column: int | None = None
    cell: str | None = None
    end: int | None = field(default=None, compare=False)

    def __str__(self) -> str:
        if self.cell is not None:
            return f"{self.path}:{self.cell}"
        parts = [self.path]
        if self.line is not None:
            parts.append(str(self.line))
            if self.column is not None:
                parts.append(str(self.column))
        return ":".join(parts)


class Related(NamedTuple):
    """The second place of a finding, and what stands there where that is not its line as it is."""

    place: Place
    text: str = ""


@dataclass(frozen=True)
class Diagnostic:
    """One finding: rule id, place, what is wrong and what was probably meant or should be done.

    The rule has its title and explanation in `rules.yml` or, in `check`, in its docstring.
    `further` are hints after the first; `related` is the second place where there is one.
    """

    rule: str
    place: Place
    message: Words
    hint: Words | None = None
    severity: Severity = "error"
    related: Related | None = None
    further: tuple[Words, ...] = ()

    @property
    def hints(self) -> tuple[Words, ...]:
        """Return all hints, the likeliest first."""
        return self.further if self.hint is None else (self.hint, *self.further)

    def said(self, language: str) -> str:
        """Return `message (hint)` in `language`, on one line, with nothing invisible in it."""
        text = self.message.of(language)
        for hint in self.hints:
            text += f"（{hint.zh}）" if language == "zh" else f" ({hint.en})"
        return shown(text)

    def text(self, language: str) -> str:
        """Return `path:line:column: rule: message (hint)` in `language`, on one line."""
        return f"{shown(str(self.place))}: {self.rule}: {self.said(language)}"


class Problems(Exception):
    """Raised to stop with every finding at once; never shown as a traceback."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics: tuple[Diagnostic, ...] = tuple(diagnostics)
        super().__init__("\n".join(d.text("en") for d in self.diagnostics))

    def _render_traceback_(self) -> list[str]:
        """Return what a notebook shows in the place of a traceback: IPython asks for it."""
        return [one.text(terminal_language()) for one in self.diagnostics]


class Findings(list[Diagnostic]):
    """A growing list of findings that many readers add to before anything is written."""

    def stop_on_errors(self) -> None:
        """Raise `Problems` with everything found so far when any of it is an error."""
        if self.failed:
            raise Problems(in_order(self))

    @property
    def failed(self) -> bool:
        """Whether any finding is an error."""
        return has_errors(self)


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Whether any finding is an error."""
    return any(one.severity == "error" for one in diagnostics)


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
    errors = sum(one.severity == "error" for one in diagnostics)
    warnings = len(diagnostics) - errors
    zh = f"{errors} 个错误" + (f"，{warnings} 个提醒" if warnings else "")
    en = f"{errors} error{'s' * (errors != 1)}"
    if warnings:
        en += f", {warnings} warning{'s' * (warnings != 1)}"
    return Words(zh=zh, en=en)
