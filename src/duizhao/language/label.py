"""A label: one of the program's own texts on pages and in print, in the language of the page."""

from __future__ import annotations

from duizhao.diagnostics import Words
from duizhao.language.packs import language_of


class Label(Words):
    """A label in Chinese and English; another language's pack has its own, by the English one."""

    __slots__ = ()

    def of(self, language: str) -> str:
        """Return the label in `language`; in English where its pack does not give it."""
        if language in ("zh", "en"):
            return super().of(language)
        return language_of(language).labels.get(self.en, self.en)
