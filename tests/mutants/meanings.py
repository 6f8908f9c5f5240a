"""Faults that leave a sentence well-formed and make it say something else, in one language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random

from tests.mutants import words
from tests.mutants.files import EXPRESSION, Chapter, Mutant
from tests.mutants.texts import Maker, changed, mutant, prose


def _exchanged(
    kind: str, table: dict[str, dict[str, str]], one: Chapter, other: Chapter
) -> Iterator[Mutant]:
    """A word of running text, outside expressions, becomes another."""
    for word, instead in table[one.language].items():
        pattern = re.compile(word if one.language == "zh" else rf"\b{word}(?<=\s)|\b{word}\b")

        def edit(match: re.Match[str], text: str, new: str = instead) -> str | None:
            if text.rfind("{{", 0, match.start()) > text.rfind("}}", 0, match.start()):
                return None
            return new

        yield from changed(kind, one, other, edit, pattern)


def comparison_turned(one: Chapter, other: Chapter, _: Random) -> Iterator[Mutant]:
    yield from _exchanged("comparison turned round", words.COMPARISONS, one, other)


def quantity_changed(one: Chapter, other: Chapter, _: Random) -> Iterator[Mutant]:
    yield from _exchanged("quantity in words changed", words.QUANTITIES, one, other)


def time_turned(one: Chapter, other: Chapter, _: Random) -> Iterator[Mutant]:
    yield from _exchanged("before and after exchanged", words.TIMES, one, other)


def role_exchanged(one: Chapter, other: Chapter, _: Random) -> Iterator[Mutant]:
    yield from _exchanged("roles exchanged", words.ROLES, one, other)


def hedge_removed(one: Chapter, other: Chapter, _: Random) -> Iterator[Mutant]:
    yield from _exchanged("hedge removed", words.HEDGES, one, other)


def superlative_removed(one: Chapter, other: Chapter, _: Random) -> Iterator[Mutant]:
    yield from _exchanged("superlative weakened", words.SUPERLATIVES, one, other)


def sentence_added(one: Chapter, other: Chapter, random: Random) -> Iterator[Mutant]:
    """One language says something at the end of a paragraph that the other does not say."""
    for block, there in prose(one, other):
        extra = random.choice(words.ADDED[one.language])
        text = block.text + (extra if one.language == "zh" else f" {extra}")
        yield mutant("sentence added", one, block, text, (other, there), extra)


def synonym(one: Chapter, other: Chapter, _: Random) -> Iterator[Mutant]:
    """Every mention of a term in one block is replaced by a synonym."""
    for block, there in prose(one, other):
        for term, instead in words.SYNONYMS[one.language].items():
            if term in block.text:
                text = block.text.replace(term, instead)
                yield mutant("term replaced by a synonym", one, block, text, (other, there), term)


def direction_turned(one: Chapter, other: Chapter, _: Random) -> Iterator[Mutant]:
    for word, instead in words.OPPOSITES[one.language].items():
        pattern = re.compile(word if one.language == "zh" else rf"\b{word}\b")
        yield from changed("direction turned round", one, other, lambda m, t, i=instead: i, pattern)


def negation(one: Chapter, other: Chapter, _: Random) -> Iterator[Mutant]:
    for old, new in words.NEGATIONS[one.language]:
        yield from changed(
            "negation removed", one, other, lambda m, t, n=new: n, re.compile(re.escape(old))
        )


def superlative(one: Chapter, other: Chapter, _: Random) -> Iterator[Mutant]:
    """A sentence with a number says more than it, and nothing is there to test it."""
    for block, there in prose(one, other):
        if block.claims:
            continue
        for match in EXPRESSION.finditer(block.text):
            extra = "，为历年最高" if one.language == "zh" else ", the highest on record,"
            text = block.text[: match.end()] + extra + block.text[match.end() :]
            yield mutant("statement without a claim", one, block, text, (other, there), extra)


MAKERS: tuple[Maker, ...] = (
    synonym,
    direction_turned,
    negation,
    superlative,
    comparison_turned,
    quantity_changed,
    time_turned,
    role_exchanged,
    hedge_removed,
    superlative_removed,
    sentence_added,
)
