"""Texts in several languages: what has one for each, and one made of others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


class InLanguages(Protocol):
    """A text in every language that a report is written in."""

    def of(self, language: str) -> str:
        """Return the text in `language`."""


@dataclass(frozen=True)
class Formatted:
    """A text that puts others into places of a template: {}→{}."""

    template: InLanguages
    parts: tuple[InLanguages, ...]

    def of(self, language: str) -> str:
        """Return the text in `language`."""
        return self.template.of(language).format(*(part.of(language) for part in self.parts))
