"""The packs: every language that a report may be written in, found by its code."""

from __future__ import annotations

from duizhao.language import en, zh
from duizhao.language.pack import Language

PACKS: dict[str, Language] = {one.code: one for one in (zh.LANGUAGE, en.LANGUAGE)}

# What a report is written in where its project does not say.
DEFAULT = ("zh", "en")


def language_of(code: str) -> Language:
    """Return the pack of a language; ValueError for a code that has none."""
    if code not in PACKS:
        raise ValueError(f"unknown language {code!r}; known: {', '.join(PACKS)}")
    return PACKS[code]
