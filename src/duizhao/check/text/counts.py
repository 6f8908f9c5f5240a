"""Counts: small cardinals in words, and how many things the sentence around them lists."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from duizhao.check.text.numerals import Numeral
from duizhao.check.text.prose import Sentence, Span
from duizhao.expressions.namespace import Ranking, Row
from duizhao.expressions.value import Name, Reference, Value

_CARDINALS = {
    "zh": {word: n for n, word in enumerate("一二三四五六七八九十", 1)} | {"两": 2},
    "en": {
        word: n
        for n, word in enumerate(
            ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"],
            2,
        )
    },
}
# What measures or multiplies is no count of things: 两倍, 三成, two per cent, three times.
_MEASURED = {
    "zh": re.compile(
        "(?:个?百分点|年代|倍|成|分|半|折|番|度|多|余|几|以上|以下|以内|美元|元|亩|公里|米|吨|岁|"
        "天|日|周|小时|分钟|秒|季度|次)"
    ),
    "en": re.compile(
        r"(?:-|\s+(?:times|per|percent\w*|years?|months?|weeks?|days?|hours?|minutes?|decades?|"
        r"hundred|thousand|\w+illion|dozen|thirds|quarters|fifths|tenths|or more)\b)"
    ),
}
# What the reader sees: figures and tables are counted by their references, or where they stand.
_DISPLAYS = {
    "zh": re.compile(r"(?:张|幅|个)?(?:[^，。；：、的]{0,4})(?P<what>表|图)"),
    "en": re.compile(r"\s+(?:\w+\s+){0,2}(?P<what>tables|figures|charts|maps)\b"),
}
_LANGUAGES = {"zh": re.compile("种语言"), "en": re.compile(r"\s+languages\b")}
_BRACKETS = re.compile(r"\s?（[^（）]*）|\s?\([^()]*\)")
_CLAUSES = {"zh": re.compile("([，。；：！？\n]|——)"), "en": re.compile(r"([.;:!?\n]|\s[–—]\s|—)")}
_LAST = {
    "zh": re.compile("以及|和|与|及|或"),
    "en": re.compile(r"(?:^|\s)(?:and|or)\s"),
}
# What leads to a list in the same clause: the fields are A, B and C; In 1998, A, B and C …
_OPENS = re.compile(r"\b(?:are|were|is|was|include[sd]?|namely|be)\b")
_LEADS_IN = re.compile(
    r"\s*(?:In|At|By|For|Since|After|Before|From|With|On|Of|As|To|Until|Among|Within|Under|Over|"
    r"Here|Thus|However|Moreover|Today|Then|Yet|But|So|Still|Finally|Also|Together)\b"
)
_KNOWN = "[\ue000\ue002][\ue000-\uf8ff]*"
_PAIR = re.compile(f"{_KNOWN}(?:和|与|及|以及|或){_KNOWN}")


@dataclass(frozen=True)
class Listed:
    """How many things a sentence lists, nearest list first, and what else it may count.

    `lists` are lists proper: where there is one, a count must be that of one of them. `others` are
    numbers of values, of names, or of what a claim tests.
    """

    lists: tuple[int, ...]
    others: frozenset[int] = frozenset()


def cardinal(numeral: Numeral, text: str, language: str) -> int | None:
    """Return the number that a word counts things with, from one to ten; None for any other."""
    words = numeral.text.casefold()
    first = words[0] if language == "zh" else words
    n = _CARDINALS[language].get(first)
    rest = words[1:] + text[numeral.end :] if language == "zh" else text[numeral.end :]
    if n is None or (language == "zh" and words[1:2] in _CARDINALS["zh"] | {"百": 0, "千": 0}):
        return None
    return None if _MEASURED[language].match(rest) else n


def display_kind(numeral: Numeral, text: str, language: str) -> str | None:
    """Return `figure` or `table` where a numeral counts these."""
    at = numeral.start + 1 if language == "zh" else numeral.end
    match = _DISPLAYS[language].match(text, at)
    if match is None:
        return None
    return "table" if match["what"] in ("表", "tables") else "figure"


def counts_languages(numeral: Numeral, text: str, language: str) -> bool:
    """Whether a numeral counts the two languages of the report."""
    at = numeral.start + 1 if language == "zh" else numeral.end
    return _LANGUAGES[language].match(text, at) is not None


def listed(sentence: Sentence, text: str, numeral: Numeral) -> Listed:
    """Return what a sentence lists after and before a numeral.

    `text` is the sentence, names and values masked; the numeral's offsets are those in `text`.
    """
    language = sentence.passage.language
    printed = {span.start - sentence.start: span.result for span in sentence.spans if span.result}
    lengths = {at: len(r.rows) for at, r in printed.items() if isinstance(r, Ranking)}
    weighed = _weighed(text, lengths)
    before, after = weighed[: numeral.start], weighed[numeral.end :]
    parts = _chinese if language == "zh" else _english
    lists = tuple(parts(before, after))
    values = sum(isinstance(one, Value) for one in printed.values())
    return Listed(lists, frozenset({values, len(_names(sentence.spans, text))}))


def references(spans: Sequence[Span], kind: str) -> int:
    """Return how many different figures or tables are referred to."""
    results = [span.result for span in spans]
    return len({r.figure for r in results if isinstance(r, Reference) and r.kind == kind})


def _weighed(text: str, lengths: dict[int, int]) -> str:
    """Return the text with each ranking's mask telling how many names it prints."""
    marks = list(text)
    for at, length in lengths.items():
        marks[at + 1] = chr(0xE100 + length)
    return "".join(marks)


def _weight(text: str) -> int:
    """Return how many things more than one the rankings in a text print."""
    return sum(ord(mark) - 0xE101 for mark in text if "\ue101" < mark < "\uf8ff")


def _names(spans: Sequence[Span], text: str) -> list[str]:
    return re.findall("\ue002{2,}", text) + [
        span.piece.source
        for span in spans
        if isinstance(span.result, Row | Name) and hasattr(span.piece, "source")
    ]


def _chinese(before: str, after: str) -> Iterator[int]:
    """Yield the lengths of the lists of a Chinese sentence, first those after the numeral."""
    marks = re.findall("[一二三四五六七八九]是", after)
    if len(marks) > 1:
        yield len(marks)
    whole = _BRACKETS.sub("", after)
    behind = whole.partition("：")[2]
    if behind and "；" in behind:
        yield behind.count("；") + 1
    clauses = _CLAUSES["zh"].split(whole)
    for index in range(0, len(clauses), 2):
        told = index > 0 and clauses[index - 1] in ("：", "——")
        yield from _chinese_clause(clauses[index], told)
    if behind and "，" in behind and "、" not in behind:
        named = [part for part in behind.rstrip("。\n").split("，") if re.match(_KNOWN, part)]
        if len(named) > 1:
            yield len(named)
    for clause in reversed(_CLAUSES["zh"].split(_BRACKETS.sub("", before))[::2]):
        yield from _chinese_clause(clause, False)
    last = _CLAUSES["zh"].split(before)[-1]
    if "、" not in last and len(_LAST["zh"].findall(last)) == 1 and not last.endswith("的"):
        yield 2


def _chinese_clause(clause: str, told: bool) -> Iterator[int]:
    marks = clause.count("、")
    if marks:
        last = len(_LAST["zh"].findall(clause.rpartition("、")[2]))
        yield marks + 1 + min(last, 1) + _weight(clause)
        if last > 1:
            yield marks + 1 + _weight(clause)
    elif _PAIR.search(clause) or (told and len(_LAST["zh"].findall(clause)) == 1):
        yield 2 + _weight(clause)
    elif _weight(clause):
        yield 1 + _weight(clause)


def _english(before: str, after: str) -> Iterator[int]:
    """Yield the lengths of the lists of an English sentence, first those after the numeral."""
    whole = _BRACKETS.sub("", after)
    clauses = _CLAUSES["en"].split(whole)
    own, told = clauses[0], clauses[2::2]
    if len(clauses) > 3 and clauses[1].strip() == ":" and ";" in clauses[3::2]:
        yield clauses.count(";") + 1
    parts = own.split(",")
    bare = len(parts[0].split()) <= 2 and len(parts) > 1
    opened = not bare and _OPENS.search(parts[0]) is None
    yield from _english_list(parts[1:] if bare else parts, opened)
    for clause in told:
        yield from _english_list(clause.split(","), False)
    for clause in reversed(_CLAUSES["en"].split(_BRACKETS.sub("", before))[::2]):
        yield from _english_list(clause.split(","), _LEADS_IN.match(clause) is not None)


def _english_list(parts: Sequence[str], ambiguous: bool) -> Iterator[int]:
    """Yield the length of a list up to its “and”; where words may lead to it, one less as well."""
    weight = _weight(",".join(parts))
    ends = [at for at, part in enumerate(parts) if _LAST["en"].search(f"{part} ")]
    if not ends:
        if weight or (len(parts) > 2 and not ambiguous):
            yield 1 + weight if weight else len(parts)
        return
    serial = re.match(r"\s(?:and|or)\s", parts[ends[0]]) is not None
    length = ends[0] + (1 if serial else 2) + weight
    yield length
    if ambiguous and ends[0] > 1:
        yield length - 1
