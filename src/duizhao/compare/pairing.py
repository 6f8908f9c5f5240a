"""Pairing: which paragraphs of two documents say the same, and which stand in one alone.

Dynamic programming over both documents after Gale and Church (1993), "A program for aligning
sentences in bilingual corpora": neighbouring paragraphs are joined where one language makes two
of them, and how long they are speaks for or against a pair. What both languages write alike
speaks more: numbers by value, names in Latin letters, names of a glossary, and words
through the vocabulary of `check.text.senses` and a dictionary, as translations do in Sennrich and
Volk (2010), "MT-based sentence alignment for OCR-generated parallel texts" (Bleualign).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from duizhao.check.text.alignment import Bead, Token, Unit, aligned, deviation, units
from duizhao.check.text.dictionary import meanings
from duizhao.check.text.lexicon import NOBODY, Lexicon
from duizhao.check.text.senses import vocabulary, words_of
from duizhao.compare.paragraphs import Document, Paragraph

# How many paragraphs of each language a pair joins, and what joining costs.
_SHAPES = {(1, 1): 0.0, (1, 0): 2.0, (0, 1): 2.0} | {
    shape: 1.5 * (several - 1) for several in (2, 3, 4) for shape in ((1, several), (several, 1))
}
# How far from the diagonal pairs are looked for, at least and as a part of the longer document.
_BAND, _BAND_PART = 60, 0.15
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9+#.-]*[A-Za-z0-9+#]|[A-Z]")
_CODE = re.compile(r"(?<=`)[^`\n]+(?=`)")
_ALIKE = 2.0  # what such a word weighs among the words of a sentence
_SHARES = 0.8  # what a part of a paragraph shares at least with its counterpart
# What an anchor that stands once on either side weighs, and what a word of the dictionary does, and
# how much of each counts.
_RARE, _RARE_WORD = 4.0, 1.5
_ANCHORS, _WORDS, _SENSES = 12.0, 8.0, 12


@dataclass(frozen=True)
class Pair:
    """Paragraphs that say the same; one side is empty where nothing answers."""

    zh: tuple[Paragraph, ...]
    en: tuple[Paragraph, ...]
    lexicon: Lexicon

    def of(self, language: str) -> tuple[Paragraph, ...]:
        """Return one side."""
        return self.zh if language == "zh" else self.en

    @cached_property
    def beads(self) -> tuple[Bead, ...]:
        """Return the sentences of both sides, aligned."""
        shared = set.intersection(
            *({w for p in side for w in alike(p)} for side in (self.zh, self.en))
        )
        sides = [
            tuple(
                replace(unit, tokens=(*unit.tokens, *_anchors(unit, paragraph, shared)))
                for paragraph in side
                for unit in units(paragraph, self.lexicon, by_dictionary=True)
            )
            for side in (self.zh, self.en)
        ]
        return aligned(*sides)


def alike(paragraph: Paragraph) -> dict[str, tuple[int, int]]:
    """Return what both languages write alike, each with where it stands first.

    Words in Latin letters, code, and numbers by value.
    """
    found: dict[str, tuple[int, int]] = {}
    for one in paragraph.quantities:
        if one.digits:
            found.setdefault(f"{one.value.normalize()}", (one.start, one.end))
    for match in (*_CODE.finditer(paragraph.raw), *_LATIN.finditer(paragraph.raw)):
        found.setdefault(match[0].casefold().rstrip("."), match.span())
    return found


def _anchors(unit: Unit, paragraph: Paragraph, shared: set[str]) -> Iterator[Token]:
    """Yield what a sentence writes as the other language does, as tokens that must be answered."""
    for word, (start, end) in alike(paragraph).items():
        if word in shared and unit.start <= start < unit.end:
            yield Token(start, end, _ALIKE, f"alike {word}")


@dataclass(frozen=True)
class _Profile:
    """What of a paragraph can be found again in the other language."""

    length: int
    kind: str
    level: int
    anchors: frozenset[str]
    words: frozenset[str]
    senses: int


def pairs(zh: Document, en: Document, lexicon: Lexicon = NOBODY) -> tuple[Pair, ...]:
    """Return the paragraphs of both documents in pairs, in order."""
    ours, theirs = (
        [_profile(paragraph, lexicon) for paragraph in document.paragraphs] for document in (zh, en)
    )
    ours, theirs, weights = _weighed(ours, theirs)
    found, i, j = [], 0, 0
    for a, b in _best(ours, theirs, weights):
        found.append(Pair(zh.paragraphs[i : i + a], en.paragraphs[j : j + b], lexicon))
        i, j = i + a, j + b
    return tuple(found)


def _profile(paragraph: Paragraph, lexicon: Lexicon) -> _Profile:
    text = paragraph.masked
    anchors = set(alike(paragraph))
    anchors |= {f"= {one.term.id}" for one in lexicon.mentions(text, paragraph.language)}
    senses = 0
    for word in words_of(text, paragraph.language):
        senses |= word.senses
    known = vocabulary()
    letters = (
        len(re.sub(r"[\s\ue000-\uf8ff]+", "", text)) if paragraph.language == "zh" else len(text)
    )
    words = (f"~ {word}" for one in meanings(text, paragraph.language) for word in one.words)
    return _Profile(
        letters,
        paragraph.kind,
        paragraph.level,
        frozenset(anchors),
        frozenset(words),
        senses & ~known.light,
    )


def _weighed(
    zh: Sequence[_Profile], en: Sequence[_Profile]
) -> tuple[list[_Profile], list[_Profile], dict[str, float]]:
    """Return both sides with what both have alone, and what sharing it is worth.

    An anchor or a word is worth much where it is rare on both sides.
    """
    counts = [
        Counter(one for profile in side for one in (*profile.anchors, *profile.words))
        for side in (zh, en)
    ]
    weights = {
        one: (_RARE_WORD if one.startswith("~ ") else _RARE) / math.sqrt(max(n, counts[1][one]))
        for one, n in counts[0].items()
        if one in counts[1]
    }
    both = weights.keys()
    left, right = (
        [replace(one, anchors=one.anchors & both, words=one.words & both) for one in side]
        for side in (zh, en)
    )
    return left, right, weights


def _best(
    zh: Sequence[_Profile], en: Sequence[_Profile], weights: dict[str, float]
) -> Iterator[tuple[int, int]]:
    """Yield how many paragraphs of each side the pairs have, by dynamic programming."""
    n, m = len(zh), len(en)
    band = max(_BAND, int(_BAND_PART * max(n, m)), abs(n - m) + 20)
    best: dict[tuple[int, int], tuple[float, tuple[int, int]]] = {(0, 0): (0.0, (0, 0))}
    worths: dict[tuple[int, int], float] = {}
    for i in range(n + 1):
        centre = i * m // max(n, 1)
        for j in range(max(0, centre - band), min(m, centre + band) + 1):
            ways = []
            for (a, b), cost in _SHAPES.items():
                before = best.get((i - a, j - b))
                if before is None or (a, b) == (0, 0):
                    continue
                score = before[0] - cost
                if a and b:
                    score += _worth(zh[i - a : i], en[j - b : j], weights, worths, (i - a, j - b))
                ways.append((score, (a, b)))
            if ways:
                best[i, j] = max(ways)
    shapes, at = [], (n, m)
    while at != (0, 0):
        shape = best[at][1]
        shapes.append(shape)
        at = (at[0] - shape[0], at[1] - shape[1])
    yield from reversed(shapes)


def _worth(
    zh: Sequence[_Profile],
    en: Sequence[_Profile],
    weights: dict[str, float],
    known: dict[tuple[int, int], float],
    at: tuple[int, int],
) -> float:
    """Return what speaks for two groups saying the same; what is joined is of one kind."""
    apart = {one.kind for one in (*zh, *en)} & {"heading", "row", "markup"}
    if len(zh) != len(en) and (apart or not _fits(zh, en)):
        return -4.0
    each = []
    for i, one in enumerate(zh):
        for j, other in enumerate(en):
            key = (at[0] + i, at[1] + j)
            if key not in known:
                known[key] = _shared(one, other, weights)
            each.append(known[key])
    shared = sum(each)
    if len(zh) != len(en):
        # Two halves of a paragraph share more words than they say, and each must share some.
        shared = 0.75 * shared - 2.0 * sum(part < _SHARES for part in each)
    unlike = deviation(sum(one.length for one in zh), sum(one.length for one in en)) ** 2
    kinds = sum(one.kind != other.kind for one, other in zip(zh, en, strict=False))
    levels = sum(one.level != other.level for one, other in zip(zh, en, strict=False))
    return shared - 0.25 * min(unlike, 16.0) - 2.0 * kinds - 2.0 * levels + 0.5


def _fits(zh: Sequence[_Profile], en: Sequence[_Profile]) -> bool:
    """Whether what is joined fits its counterpart better than either part, or one is a title."""
    shortest, *_, longest = sorted(one.length for one in (zh if len(zh) > 1 else en))
    if shortest * 4 < longest:
        return True  # a title on a line of its own
    joined = abs(deviation(sum(one.length for one in zh), sum(one.length for one in en)))
    return all(joined < abs(deviation(one.length, other.length)) for one in zh for other in en)


def _shared(one: _Profile, other: _Profile, weights: dict[str, float]) -> float:
    anchors = sum(weights[anchor] for anchor in one.anchors & other.anchors)
    words = sum(weights[word] for word in one.words & other.words)
    senses = (one.senses & other.senses).bit_count()
    return min(anchors, _ANCHORS) + min(words, _WORDS) + 0.4 * min(senses, _SENSES)
