"""Senses: the everyday words of both languages by what they mean, found in a text.

`vocabulary.txt` lists senses with their Chinese and English words. A word of one language answers
a word of the other when they share a sense. The longest entry at a place counts, so that set
phrases take precedence over the words that they are made of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import TypeVar

from duizhao.check.text.dates import dates

Form = TypeVar("Form", str, tuple[str, ...])
EXTREMES = ("most_extreme", "least_extreme")
HEDGES = ("perhaps", "nearly", "mostly")
FILE = Path(__file__).with_name("vocabulary.txt")
# English denies by prefix and suffix too; what only looks like it is left out.
_UN = re.compile(
    r"un(?!der|it|iv|ion|iq|icorn|til|less|an|if|ison)[a-z]{4}|non(?!e)[a-z]*|"
    r"(?!nevertheless|nonetheless|regardless|unless)[a-z]{3,}less(?:ly)?$"
)
_LINE = re.compile(r"^([-!~.])?\s*(\w+):\s*(.*?)\s*\|\s*(.*)$")
_WORD = re.compile(r"[a-z]+(?:[’'][a-z]+)?")
# Words that have no other form.
_WHOLE = frozenset({"not", "no", "nor", "none", "never"})
# “No. 2” denies nothing, and “Mayor May” is sure of it.
_NAME = re.compile(r"[A-Za-z,] May$")
_NUMBER = re.compile(r"Nos?\.\s*(?=[\dA-Z\ue000])|No\.\s*(?=[ivx]+\b)")
_IRREGULAR = {
    form: base
    for base, forms in {
        "be": "is are was were been being am",
        "rise": "rose risen rising",
        "fall": "fell fallen",
        "grow": "grew grown",
        "shrink": "shrank shrunk",
        "go": "went gone goes",
        "come": "came",
        "give": "gave given",
        "take": "took taken",
        "make": "made",
        "find": "found",
        "hold": "held",
        "have": "has had having",
        "do": "does did done",
        "say": "said",
        "tell": "told",
        "know": "knew known",
        "see": "saw seen",
        "show": "shown",
        "draw": "drew drawn",
        "get": "got gotten",
        "keep": "kept",
        "lead": "led",
        "leave": "left",
        "lose": "lost",
        "mean": "meant",
        "pay": "paid",
        "put": "putting",
        "bring": "brought",
        "buy": "bought",
        "sell": "sold",
        "build": "built",
        "spend": "spent",
        "send": "sent",
        "sink": "sank sunk",
        "begin": "began begun",
        "become": "became",
        "choose": "chose chosen",
        "write": "wrote written",
        "bear": "bore borne",
        "rely": "relied",
        "bind": "bound",
        "seek": "sought",
        "understand": "understood",
        "think": "thought",
        "tie": "tying",
        "lie": "lay lain lying",
        "stand": "stood",
        "withdraw": "withdrew withdrawn",
        "overtake": "overtook overtaken",
        "exceed": "exceeding",
        "win": "won",
        "high": "highest higher",
        "good": "better best",
        "bad": "worse worst",
        "far": "farther further furthest farthest",
        "cannot": "can't",
        "analysis": "analyses",
        "criterion": "criteria",
        "person": "people persons",
        "child": "children",
    }.items()
    for form in forms.split()
}


@dataclass(frozen=True)
class Word:
    """A word found in a text: where it stands, and its senses as bits."""

    start: int
    end: int
    senses: int


@dataclass(frozen=True)
class Vocabulary:
    """Every sense with its words: Chinese by their first character, English by their first word."""

    bits: Mapping[str, int]
    negations: int
    denials: int
    light: int
    opposites: Sequence[tuple[int, int]]
    chinese: Mapping[str, Sequence[tuple[str, int]]]
    english: Mapping[str, Sequence[tuple[tuple[str, ...], int]]]
    names: Mapping[int, str] = field(default_factory=dict)

    @cached_property
    def extremes(self) -> int:
        """Return the senses of superlatives."""
        return self.of(*EXTREMES)

    @cached_property
    def telling(self) -> int:
        """Return the senses by which a sentence can be turned round."""
        bits = self.negations | self.extremes | self.of(*HEDGES)
        for one, other in self.opposites:
            bits |= one | other
        return bits

    def of(self, *senses: str) -> int:
        """Return the bits of some senses."""
        return sum(self.bits[sense] for sense in senses)

    def opposed(self, one: int, other: int) -> bool:
        """Whether a word of these senses says the opposite of one with those."""
        if one & other:
            return False
        return any((one & a and other & b) or (one & b and other & a) for a, b in self.opposites)


@cache
def vocabulary() -> Vocabulary:
    """Return the vocabulary, read once."""
    bits: dict[str, int] = {}
    marked = {"!": 0, "~": 0, ".": 0, "-": 0}
    pairs: list[tuple[str, str]] = []
    chinese: dict[str, int] = {}
    english: dict[tuple[str, ...], int] = {}
    for number, line in enumerate(FILE.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        if "><" in line:
            one, _, other = line.partition("><")
            pairs += [(a, b) for a in one.split() for b in other.split()]
            continue
        match = _LINE.match(line)
        if match is None:
            raise ValueError(f"{FILE.name}:{number}: no sense: {line}")
        mark, sense, zh, en = match.groups()
        bit = bits.setdefault(sense, 1 << len(bits))
        if mark:
            marked[mark] |= bit
        for form in zh.split():
            chinese[form] = chinese.get(form, 0) | bit
        for form in en.split(","):
            words = tuple(_WORD.findall(form.lower()))
            if words:
                english[words] = english.get(words, 0) | bit
    return Vocabulary(
        bits,
        marked["!"],
        marked["~"],
        marked["-"] | marked["."],
        [(bits[one], bits[other]) for one, other in pairs],
        _by_first(chinese),
        _by_first(english),
        {bit: sense for sense, bit in bits.items()},
    )


def _by_first(forms: Mapping[Form, int]) -> dict[str, list[tuple[Form, int]]]:
    found: dict[str, list[tuple[Form, int]]] = {}
    for form in sorted(forms, key=len, reverse=True):
        found.setdefault(form[0], []).append((form, forms[form]))
    return found


@lru_cache(maxsize=8192)
def words_of(text: str, language: str) -> tuple[Word, ...]:
    """Return the words of a text that the vocabulary knows, in order; none overlap."""
    return tuple(_chinese(text) if language == "zh" else _english(text))


def _chinese(text: str) -> Iterator[Word]:
    known = vocabulary().chinese
    position, length = 0, len(text)
    while position < length:
        for form, senses in known.get(text[position], ()):
            if text.startswith(form, position):
                yield Word(position, position + len(form), senses)
                position += len(form)
                break
        else:
            position += 1


def _english(text: str) -> Iterator[Word]:
    known = vocabulary().english
    lower = text.lower()
    months = [(date.start, date.end) for date in dates(text, "en")]  # May, which is no verb
    tokens = [
        (m.start(), m.end(), bases(m[0]))
        for m in _WORD.finditer(lower)
        if not any(start <= m.start() < end for start, end in months)
        and not _NUMBER.match(text, m.start())
        and not _NAME.search(text, max(0, m.start() - 2), m.end())
    ]
    index = 0
    while index < len(tokens):
        start, end, own = tokens[index]
        longest, senses = 0, 0
        for base in own:
            if base in _WHOLE and base != own[0]:
                continue  # notes, noted: no form of “not”
            for form, found in known.get(base, ()):
                if len(form) < longest:
                    break
                if _follows(form, tokens, index, lower):
                    senses = found if len(form) > longest else senses | found
                    longest = len(form)
        if longest:
            end = tokens[index + longest - 1][1]
            yield Word(start, end, senses)
        elif _UN.match(lower[start:end]):
            yield Word(start, end, vocabulary().of("unlike_known"))
        index += longest or 1


def _follows(
    form: tuple[str, ...], tokens: list[tuple[int, int, tuple[str, ...]]], index: int, text: str
) -> bool:
    for offset, word in enumerate(form[1:], 1):
        if index + offset >= len(tokens):
            return False
        start, _, own = tokens[index + offset]
        if word not in own or text[tokens[index + offset - 1][1] : start].strip(" \n-"):
            return False
    return True


@lru_cache(maxsize=16384)
def bases(word: str) -> tuple[str, ...]:
    """Return what an English word may be a form of, itself first: rising, rise."""
    word = word.replace("’", "'")
    if word.endswith("n't"):
        return ("n't", "not")
    found = [word]
    if word.endswith("'s"):
        word = word[:-2]
        found.append(word)
    if word in _IRREGULAR:
        found.append(_IRREGULAR[word])
    for ending, cut in (
        ("ies", "y"),
        ("ied", "y"),
        ("ier", "y"),
        ("iest", "y"),
        ("ily", "y"),
        ("es", ""),
        ("s", ""),
        ("ed", ""),
        ("ed", "e"),
        ("ing", ""),
        ("ing", "e"),
        ("er", ""),
        ("er", "e"),
        ("est", ""),
        ("est", "e"),
        ("ly", ""),
    ):
        if word.endswith(ending) and len(word) - len(ending) > 2:
            stem = word[: -len(ending)] + cut
            found.append(stem)
            if not cut and len(stem) > 3 and stem[-1] == stem[-2] and ending not in ("s", "es"):
                found.append(stem[:-1])
    return tuple(dict.fromkeys(found))
