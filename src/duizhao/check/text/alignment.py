"""Alignment: which sentences of two blocks say the same, by values, names, senses and lengths.

After Gale and Church (1993), "A program for aligning sentences in bilingual corpora", with words
that both languages know as further evidence (Moore 2002). A bead is a group of neighbouring
sentences of one language beside the group of the other that says the same; usually one beside
one, often one beside two, and one beside none where something was left out.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from duizhao.check.text.dictionary import NOTHING, meanings
from duizhao.check.text.lexicon import Lexicon
from duizhao.check.text.prose import MASK, TAG, VALUE, Passage
from duizhao.check.text.senses import vocabulary, words_of
from duizhao.diagnostics import Place
from duizhao.document.tree import Expression

# How many letters English takes for one Han character, and how much that varies per character:
# mean and variance of sentence pairs in finished chapters.
LETTERS, VARIANCE = 3.0, 5.0
# What joining sentences costs, by how many stand on each side; the unit is one shared word.
JOINED = {(1, 1): 0.0, (2, 2): 5.0} | {
    shape: 0.9 * (several - 1) for several in (2, 3, 4, 5) for shape in ((1, several), (several, 1))
}
ALONE = 0.9  # what leaving a sentence without a counterpart costs
BY_VALUE, BY_NAME, BY_DATE, BY_SENSE, BY_MEANING, BY_LIGHT = 3.0, 1.5, 2.0, 1.0, 1.0, 0.5
# A sentence as numbers: its length, its weight, and weight, key, senses and meanings of each token.
Side = tuple[Any, ...]
_CUT = {"zh": re.compile("；"), "en": re.compile(r";\s")}
_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+(?!\d)|\d+")
_FILLER = re.compile(rf"[{VALUE}{TAG}{MASK}\s]+")


@dataclass(frozen=True, eq=False)
class Token:
    """Something a sentence says: a value, a name, a number, or a word with its senses.

    `key` names what must be the same in the other language; a word has senses instead, and the
    meanings that a dictionary gives it.
    """

    start: int
    end: int
    weight: float
    key: str = ""
    senses: int = 0
    meanings: frozenset[str] = NOTHING


@dataclass(frozen=True)
class Unit:
    """A sentence, or a part of it up to a semicolon: offsets in its passage, and what it says."""

    passage: Passage
    start: int
    end: int
    tokens: tuple[Token, ...]

    @cached_property
    def length(self) -> int:
        """Return how many characters the author wrote, values apart."""
        return len(_FILLER.sub("", self.text))

    @property
    def text(self) -> str:
        """Return the words, masked."""
        return self.passage.masked[self.start : self.end]

    @property
    def place(self) -> Place:
        """Return where the sentence begins."""
        return self.passage.place(self.start + len(self.text) - len(self.text.lstrip()))

    @cached_property
    def weight(self) -> float:
        """Return how much there is to answer."""
        return sum(token.weight for token in self.tokens)


@dataclass(frozen=True)
class Bead:
    """Sentences that say the same in both languages; one side is empty where nothing answers."""

    zh: tuple[Unit, ...]
    en: tuple[Unit, ...]

    def of(self, language: str) -> tuple[Unit, ...]:
        """Return one side."""
        return self.zh if language == "zh" else self.en

    @cached_property
    def zh_tokens(self) -> tuple[Token, ...]:
        """Return what the Chinese side says."""
        return tuple(token for unit in self.zh for token in unit.tokens)

    @cached_property
    def en_tokens(self) -> tuple[Token, ...]:
        """Return what the English side says."""
        return tuple(token for unit in self.en for token in unit.tokens)

    @cached_property
    def pairs(self) -> list[tuple[Token, Token]]:
        """Return the words that answer each other, Chinese first."""
        return matched(self.zh_tokens, self.en_tokens)

    @cached_property
    def answers(self) -> dict[Token, Token]:
        """Return the answer of every word that has one."""
        return {one: other for pair in self.pairs for one, other in (pair, pair[::-1])}

    def tokens(self, language: str) -> tuple[Token, ...]:
        """Return what one side says."""
        return self.zh_tokens if language == "zh" else self.en_tokens


def units(passage: Passage, lexicon: Lexicon, by_dictionary: bool = False) -> tuple[Unit, ...]:
    """Cut a passage into its sentences, and these at semicolons, with what each says.

    `by_dictionary` takes in the words that only the dictionary knows, as texts of others need.
    """
    found = []
    names = sorted(
        {
            (m.start, m.end, m.term.id)
            for m in lexicon.mentions(passage.own, passage.language)
            if m.form != "avoid"
        }
    )
    for sentence in passage.sentences:
        start = sentence.start
        cuts = [m.end() for m in _CUT[passage.language].finditer(sentence.text)]
        for end in [*(sentence.start + cut for cut in cuts), sentence.end]:
            if passage.masked[start:end].strip():
                tokens = tuple(_tokens(passage, start, end, names, by_dictionary))
                found.append(Unit(passage, start, end, tokens))
            start = end
    return tuple(found)


def _tokens(
    passage: Passage,
    start: int,
    end: int,
    names: Sequence[tuple[int, int, str]],
    by_dictionary: bool,
) -> Iterator[Token]:
    for span in passage.spans:
        if start <= span.start < end and isinstance(span.piece, Expression):
            key = re.sub(r"\s+", "", span.piece.source)
            yield Token(span.start, span.end, BY_VALUE, f"value {key}")
    text = passage.masked[start:end]
    inside: dict[tuple[int, int], list[str]] = {}
    for first, last, term in names:
        if start <= first < end:
            inside.setdefault((first, last), []).append(term)
    for (first, last), terms in inside.items():
        yield Token(first, last, BY_NAME, f"name {sorted(terms)[0]}")
        text = text[: first - start] + MASK * (last - first) + text[last - start :]
    for match in _DIGITS.finditer(text):
        yield Token(
            start + match.start(), start + match.end(), BY_DATE, f"date {match[0].replace(',', '')}"
        )
    light = vocabulary().light
    known = words_of(text, passage.language)
    also = meanings(text, passage.language) if by_dictionary else ()
    for word in known:
        weight = BY_SENSE if word.senses & ~light else BY_LIGHT
        means = frozenset(
            m for one in also if one.start < word.end and word.start < one.end for m in one.words
        )
        yield Token(start + word.start, start + word.end, weight, "", word.senses, means)
    for one in also:
        if not any(one.start < word.end and word.start < one.end for word in known):
            yield Token(start + one.start, start + one.end, BY_MEANING, "", 0, one.words)


def matched(mine: Sequence[Token], theirs: Sequence[Token]) -> list[tuple[Token, Token]]:
    """Return pairs of tokens that answer each other, each token once.

    Values and names come first, then words that have an opposite, deny or are superlatives, then
    all others; among these, words with few answers before words with many.
    """
    known = vocabulary()
    pairs: list[tuple[Token, Token]] = []
    taken: set[Token] = set()
    for senses in (known.extremes, known.telling, -1):
        choices: list[tuple[bool, int, int, Token, list[Token]]] = []
        for one in mine:
            if one in taken:
                continue
            bits = one.senses & senses
            means = one.meanings if senses == -1 else NOTHING
            if not (one.key or bits or means):
                continue
            found = [
                other
                for other in theirs
                if other not in taken
                and (
                    one.key == other.key
                    if one.key or other.key
                    else bits & other.senses or not means.isdisjoint(other.meanings)
                )
            ]
            choices.append((not one.key, len(found), len(choices), one, found))
        for *_, one, found in sorted(choices, key=lambda c: c[:3]):
            answer = next((other for other in found if other not in taken), None)
            if answer is not None:
                taken |= {one, answer}
                pairs.append((one, answer))
    return pairs


def aligned(zh: Sequence[Unit], en: Sequence[Unit]) -> tuple[Bead, ...]:
    """Return the beads of two blocks, in order: the grouping for which most speaks."""
    sides = [
        tuple(
            (u.length, u.weight, *((t.weight, t.key, t.senses, t.meanings) for t in u.tokens))
            for u in us
        )
        for us in (zh, en)
    ]
    beads, i, j = [], 0, 0
    for a, b in _shapes(*sides):
        beads.append(Bead(tuple(zh[i : i + a]), tuple(en[j : j + b])))
        i, j = i + a, j + b
    return _joined(beads)


@lru_cache(maxsize=4096)
def _shapes(zh: tuple[Side, ...], en: tuple[Side, ...]) -> tuple[tuple[int, int], ...]:
    """Return how many sentences of each side the beads have, by dynamic programming."""
    shared = [[_shared(one, other) for other in en] for one in zh]
    best: dict[tuple[int, int], tuple[float, tuple[int, int]]] = {(0, 0): (0.0, (0, 0))}
    steps = [*JOINED.items(), ((1, 0), ALONE), ((0, 1), ALONE)]
    for i in range(len(zh) + 1):
        for j in range(len(en) + 1):
            ways = []
            for (a, b), cost in steps:
                if a > i or b > j:
                    continue
                score = best[i - a, j - b][0] - cost
                if a and b:
                    score += _worth(zh[i - a : i], en[j - b : j], shared, i - a, j - b)
                ways.append((score, (a, b)))
            if ways:
                best[i, j] = max(ways)
    shapes, at = [], (len(zh), len(en))
    while at != (0, 0):
        shape = best[at][1]
        shapes.append(shape)
        at = (at[0] - shape[0], at[1] - shape[1])
    return tuple(reversed(shapes))


def _shared(one: Side, other: Side) -> float:
    """Return how much two sentences share; each word counts once."""
    left = list(other[2:])
    found = 0.0
    for weight, key, senses, means in one[2:]:
        for index, (_, its_key, its_senses, its_means) in enumerate(left):
            if (
                key == its_key
                if key or its_key
                else senses & its_senses or not means.isdisjoint(its_means)
            ):
                found += weight
                del left[index]
                break
    return found


def _worth(
    zh: Sequence[Side], en: Sequence[Side], shared: list[list[float]], i: int, j: int
) -> float:
    """Return what speaks for two groups saying the same: shared words, less unlike lengths."""
    rows = [row[j : j + len(en)] for row in shared[i : i + len(zh)]]
    if len(zh) == len(en) == 2:
        by_row = sum(_several(one[1], row) for one, row in zip(zh, rows, strict=True))
        columns = zip(*rows, strict=True)
        by_column = sum(_several(one[1], col) for one, col in zip(en, columns, strict=True))
        found = min(by_row, by_column)
    elif len(zh) == 1:
        found = _several(zh[0][1], rows[0])
    else:
        found = _several(en[0][1], [row[0] for row in rows])
    unlike: float = deviation(sum(u[0] for u in zh), sum(u[0] for u in en)) ** 2
    return float(found - 0.25 * min(unlike, 16.0))


def deviation(zh: float, en: float) -> float:
    """Return by how many standard deviations the English is too long for the Chinese."""
    return (en - zh * LETTERS) / math.sqrt(VARIANCE * max(zh, 1.0) * LETTERS)


def _several(whole: float, parts: Sequence[float]) -> float:
    """Return how much of one sentence several others answer: no word is answered twice."""
    if not whole or len(parts) == 1:
        return sum(parts)
    left = 1.0
    for part in parts:
        left *= 1.0 - min(part / whole, 1.0)
    return whole * (1.0 - left)


def _joined(beads: Sequence[Bead]) -> tuple[Bead, ...]:
    """Join a sentence that stands alone to the bead beside it that has its words left over."""
    found: list[Bead] = list(beads)
    for index in reversed(range(len(found))):
        bead = found[index]
        if bead.zh and bead.en:
            continue
        side = "zh" if bead.zh else "en"
        mine = bead.tokens(side)
        for near in (index - 1, index + 1):
            if not 0 <= near < len(found) or not (found[near].zh and found[near].en):
                continue
            other = found[near].tokens("en" if side == "zh" else "zh")
            answers = matched(mine, [t for t in other if t not in found[near].answers])
            weight = sum(one.weight for one, _ in answers)
            if weight >= 2.0 and weight >= 0.5 * sum(t.weight for t in mine):
                first, second = sorted((index, near))
                both = (found[first], found[second])
                found[first : second + 1] = [Bead(both[0].zh + both[1].zh, both[0].en + both[1].en)]
                break
    return tuple(found)
