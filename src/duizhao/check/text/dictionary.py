"""Dictionary: what the words of a text mean, so that a word of the other language can answer it.

Chinese words are looked up in CC-CEDICT (`check/dictionary/zh_en.txt.xz`, made by
`tools/dictionary.py`), which tells for each the English words of its glosses in base form; English
words are brought to their base form by simplemma. A word answers another where they share one.
The vocabulary of `senses` knows what turns a sentence round; this knows the rest.
"""

from __future__ import annotations

import lzma
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

FILE = Path(__file__).parents[1] / "dictionary" / "zh_en.txt.xz"
NOTHING: frozenset[str] = frozenset()
_LONGEST = 6
_ENGLISH = re.compile(r"[a-z]{3,}")
_HAN = re.compile(r"[\u4e00-\u9fff]{2,}")
_FUNCTION_WORDS = """
the and for with from that this these those not are was were been being its his her their our your
you they them she him who which what when where how why can could will would may might must should
shall has have had having does did doing but than then there here also into onto over under about
more most much many some any all each other another such very just only own same too while because
between through during before after above below again once both few nor off out down per via one
two three get make use
"""
# English words that say too little to answer anything; the glosses are without them.
FUNCTION_WORDS = frozenset(_FUNCTION_WORDS.split())


@dataclass(frozen=True)
class Meaning:
    """A word found in a text: where it stands, and the English base forms that answer it."""

    start: int
    end: int
    words: frozenset[str]


@lru_cache(maxsize=16384)
def lemma(word: str) -> str:
    """Return the base form of an English word in small letters: notes, note; shrank, shrink."""
    from simplemma import lemmatize  # where no dictionary is asked, it is not loaded

    return lemmatize(word, "en")


@lru_cache(maxsize=8192)
def meanings(text: str, language: str) -> tuple[Meaning, ...]:
    """Return the words of a text that the dictionary can hold against the other language."""
    return tuple(_chinese(text) if language == "zh" else _english(text))


def _english(text: str) -> Iterator[Meaning]:
    for match in _ENGLISH.finditer(text.lower()):
        if match[0] not in FUNCTION_WORDS:
            yield Meaning(match.start(), match.end(), frozenset((match[0], lemma(match[0]))))


def _chinese(text: str) -> Iterator[Meaning]:
    known = glosses()
    for run in _HAN.finditer(text):
        position, end = run.span()
        while position < end - 1:
            for stop in range(min(position + _LONGEST, end), position + 1, -1):
                found = known.get(text[position:stop])
                if found is not None:
                    yield Meaning(position, stop, frozenset(found.split()))
                    position = stop
                    break
            else:
                position += 1


@cache
def glosses() -> Mapping[str, str]:
    """Return for each Chinese word the English words of its glosses, read once."""
    lines = lzma.decompress(FILE.read_bytes()).decode("utf-8").splitlines()
    return dict(line.split(" ", 1) for line in lines)
