"""First use: the first occurrence of each glossary term in a chapter leads to its definition."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from duizhao.project.glossary import Glossary, Term

# What is not running text: elements that speak for themselves, tags, links, code, footnote marks,
# attribute lists.
_PASSED_OVER = re.compile(
    r"<(a|data|figure|span)\b.*?</\1>|<[^>]*>|!?\[[^\]]*\]\([^)]*\)|\[\^[^\]]*\]:?|`[^`]*`"
    r"|\{:[^}]*\}",
    re.S,
)
_BLOCKS = re.compile(r"\n{2,}")

# The file whose entries are the report's own words; names of places and categories explain
# themselves, and many are words of everyday language.
KIND = "terms"

# What stands for a term where a word only looks like one of its names.
OTHER = ""


def underline(markdown: str, terms: Glossary, language: str) -> tuple[str, tuple[str, ...]]:
    """Mark the first use of every defined term in a finished chapter.

    Returns the Markdown, in which each is a link to the glossary's page, and the terms' ids in
    order. Headings, figures, tables, links and numbers are passed over.
    """
    spellings = dict(_spellings(terms, language))
    if not spellings:
        return markdown, ()
    pattern = _pattern(list(spellings), language)
    seen: dict[str, None] = {}

    def mark(match: re.Match[str]) -> str:
        term = _folded(match["term"])
        id = spellings[term] if term in spellings else spellings[term.lower()]
        if id in seen or id == OTHER:
            return match[0]
        seen[id] = None
        link = f'<a class="dz-term" href="../glossary.html#{id}" data-term="{escape(id)}">'
        return f"{link}{match[0]}</a>"

    blocks = [
        block if _apart(block) else _outside(block, pattern, mark)
        for block in _BLOCKS.split(markdown.rstrip("\n"))
    ]
    return "\n\n".join(blocks) + "\n", tuple(seen)


def _apart(block: str) -> bool:
    """Whether a block is no running text: a heading, a figure, a table."""
    return block.startswith(("#", "<figure", "|"))


def _outside(block: str, pattern: re.Pattern[str], mark: object) -> str:
    assert callable(mark)
    parts, position = [], 0
    for passed in _PASSED_OVER.finditer(block):
        parts += [pattern.sub(mark, block[position : passed.start()]), passed[0]]
        position = passed.end()
    return "".join([*parts, pattern.sub(mark, block[position:])])


def _spellings(terms: Glossary, language: str) -> Iterator[tuple[str, str]]:
    defined: list[Term] = [term for term in terms.kind(KIND) if term.entry.definition is not None]
    # A term's own name wins over another's alias, and any name over a word that is none.
    for term in defined:
        for word in term.entry.others.of(language):
            yield _folded(word), OTHER
    for term in defined:
        for alias in term.entry.aliases.of(language):
            yield _folded(alias), term.id
    for term in defined:
        yield _folded(term.name(language)), term.id


def _folded(text: str) -> str:
    """Return one spelling for capitals, breaks, apostrophes; short forms in capitals stay so."""
    plain = " ".join(text.split()).replace("’", "'")
    return plain if plain.isupper() else plain.lower()


def _pattern(spellings: list[str], language: str) -> re.Pattern[str]:
    longest = sorted(spellings, key=len, reverse=True)
    if language == "zh":
        return re.compile(f"(?P<term>{'|'.join(_chinese(text) for text in longest)})")
    return re.compile(
        rf"(?<![\w-])(?P<term>{'|'.join(_english(text) for text in longest)})(?:e?s)?(?![\w-])"
    )


def _chinese(text: str) -> str:
    # A short form in Latin letters is no part of a longer word.
    latin = text.isascii()
    return rf"(?<![A-Za-z]){re.escape(text)}(?![A-Za-z])" if latin else re.escape(text)


def _english(text: str) -> str:
    words = r"\s+".join(re.escape(word) for word in text.split()).replace("'", "['’]")
    return words if text.isupper() else f"(?i:{words})"
