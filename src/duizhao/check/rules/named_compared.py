"""Named compared: names that are ranked or compared without values stand so in some table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from duizhao.check.registry import pair_rule
from duizhao.check.scopes import RUNNING, PairView
from duizhao.check.text.assertions import HEDGES
from duizhao.check.text.coordinates import Figures, Mention, has_word
from duizhao.check.text.cues import PIVOT
from duizhao.check.text.lexicon import PROPER
from duizhao.check.text.prose import Sentence
from duizhao.check.text.quantities import PERCENT, Quantity, quantities
from duizhao.check.text.tables import EXTREME, MORE_OR_LESS, NARROWED, clause, column, lists
from duizhao.diagnostics import Diagnostic, Words

Said = tuple[int, int, Words]
_LEADING = {
    "zh": re.compile(f"{EXTREME['zh']['high'].pattern}|大多数|多数|主要[在是]|过半"),
    "en": re.compile(
        f"{EXTREME['en']['high'].pattern}|\\b(?:most|majority|mainly|more than half)\\b",
        re.IGNORECASE,
    ),
}
_SAME = {"zh": re.compile("相同|一样"), "en": re.compile(r"\bthe same \w+ as\b")}
# A clause that compares ranks nothing.
_COMPARES = {
    "zh": re.compile(f"{MORE_OR_LESS['zh'].pattern}|比"),
    "en": re.compile(r"\bthan\b|\bexceeds?\b|\babove\b|\bbelow\b", re.IGNORECASE),
}
# Words of one name alone that is the very first.
_MAINLY = {
    "zh": re.compile("主要|过半|首|最|大?多数"),
    "en": re.compile(r"mainly|half|majority|first|est\b", re.IGNORECASE),
}
_OVER = {"zh": re.compile("以上|超过|逾|多于"), "en": re.compile(r"\b(?:more than|over)\b")}
_UNDER = {
    "zh": re.compile("以下|不到|不足|近"),
    "en": re.compile(r"\b(?:less than|nearly|almost)\b"),
}
_SECOND = {
    "zh": re.compile("次席|第二位|居次"),
    "en": re.compile(r"\brunner-up\b|\bin second place\b"),
}
_TIMES = {
    "zh": re.compile("的(?P<times>[两二三四五六七八九十])倍"),
    "en": re.compile(
        r"\b(?P<times>twice|(?:three|four|five|six|ten) times) as (?:many|much|large)"
    ),
}
_NUMBER = {"两": 2, "twice": 2} | {
    word: n
    for words in ("二三四五六七八九十", ("two", "three", "four", "five", "six"))
    for n, word in enumerate(words, 2)
}
_FAR = {"zh": re.compile("远|大大"), "en": re.compile(r"\bfar\b")}
_JUST = {"zh": re.compile("略|稍"), "en": re.compile(r"\b(?:slightly|just|barely)\b")}
# What is far above something is at least so much of it, and what is just above it at most so much.
FAR, JUST, NEARLY = Decimal("1.25"), Decimal("1.5"), Decimal("0.25")


@pair_rule("names-differ", "claims", beside=("front", "note", "definition"))
def names_differ(view: PairView) -> Iterator[Diagnostic]:
    """Names are ranked or compared, without values, as no table has them.

    An introduction has no values and no claims beside it. Names that it calls first, or that have
    most of something, are the first of some table that has them all; one that it calls the
    runner-up is second in one; of two that it compares the one is larger in some table, far larger
    or so many times as large if it says so.

    没有数值的句子把几个名称排了先后或作了比较，而没有一张表是这样。引言没有数值，也没有判断：说居前的、占大多数的，
    就要在某张表里居前；说居次席的，要在某张表里居第二；两者相比，要在某张表里确实较大，说远多于的要多得多，说几倍的
    要相近。
    """
    for passage in view.passages:
        for sentence in passage.sentences if passage.kind in RUNNING else ():
            if sentence.spans or HEDGES[passage.language].search(sentence.text):
                continue
            for start, end, message in _told(sentence, view.figures):
                yield Diagnostic(
                    "names-differ",
                    passage.place(sentence.start + start, sentence.start + end),
                    message,
                    Words("请核对名称", "see which name is meant"),
                )


def _told(sentence: Sentence, known: Figures) -> Iterator[Said]:
    language, text = sentence.passage.language, sentence.text
    mentions = [m for m in known.named(text, language, (), sentence.start) if m.ids & known.rows]
    yield from _comparisons(sentence, mentions, known)
    yield from _equal(sentence, mentions, known)
    if sentence.passage.kind != "front":
        return
    for word in _LEADING[language].finditer(text):
        near = _near(word, sentence, mentions)
        ids = {min(m.ids & known.rows) for m in near}
        ranks = _ranks(ids, known, sentence)
        first = len(near) if len(near) > 1 or _MAINLY[language].search(word[0]) else 3
        if ranks and not any(max(r) <= first for r in ranks):
            yield word.start(), word.end(), _others(word[0])
    yield from _proportions(sentence, mentions, known)
    yield from _facts(sentence, mentions, known)
    for word in _SECOND[language].finditer(text):
        near = [
            m for m in mentions if abs(m.start - word.end()) < 12 or abs(word.start() - m.end) < 8
        ]
        for mention in near[:1]:
            ranks = _ranks({min(mention.ids & known.rows)}, known, sentence)
            if ranks and not any(r == (2,) for r in ranks):
                yield word.start(), word.end(), _others(word[0])


def _near(
    word: re.Match[str] | Quantity, sentence: Sentence, mentions: Sequence[Mention]
) -> list[Mention]:
    """Return the list of names in the clause of a word that stands nearest to it."""
    language, text = sentence.passage.language, sentence.text
    at, behind = word.span() if isinstance(word, re.Match) else (word.start, word.end)
    start, end = clause(sentence, at)
    own = [m for m in mentions if start <= m.start < end]
    compares = _COMPARES[language].search(text, start, end) and isinstance(word, re.Match)
    if not own or compares or NARROWED[language].search(text, start, end):
        return []
    return min(
        lists(own, text, language),
        key=lambda run: min(abs(run[0].start - behind), abs(at - run[-1].end)),
    )


def _proportions(sentence: Sentence, mentions: Sequence[Mention], known: Figures) -> Iterator[Said]:
    """Yield a part of a whole that is said of names and that no table gives them."""
    language, text = sentence.passage.language, sentence.text
    said = [(q, q.value) for q in quantities(text, language) if q.unit == PERCENT]
    for one, value in said:
        ids = {min(m.ids & known.rows) for m in _near(one, sentence, mentions)}
        around = text[max(0, one.start - 12) : one.end + 4]
        sums = [
            sum(numbers[id] for id in ids) for numbers in _numbers(ids, known, sentence, "percent")
        ]
        over, under = (words[language].search(around) for words in (_OVER, _UNDER))
        least = value if over else value - 5
        most = value if under else value + (10 if over else 5)
        if ids and sums and not any(least <= total <= most for total in sums):
            yield one.start, one.end, _others(text[one.start : one.end].strip())


_OF = {
    "zh": re.compile("的(?P<what>[一-鿿]{2,4})(?=[、，。；和与都各]|$)"),
    "en": re.compile(r"(?P<what>[a-z]+) of (?:the )?$"),
}


def _facts(sentence: Sentence, mentions: Sequence[Mention], known: Figures) -> Iterator[Said]:
    """Yield a fact of one name that the tables of single facts have of other names alone."""
    language, text = sentence.passage.language, sentence.text
    labels = [
        label.of(language)
        for figure in known.all
        if list(figure.file.columns) == ["value"]
        for label in figure.file.rows.values()
    ]
    for mention in mentions:
        beside = text[: mention.start] if language == "en" else text[mention.end :]
        match = (_OF["en"].search if language == "en" else _OF["zh"].match)(beside)
        having = [one for one in labels if match and match["what"] in one.casefold()]
        owners = [
            {m.term.id for m in known.lexicon.mentions(label, language) if m.term.kind in PROPER}
            for label in having
        ]
        if match and owners and all(o and o.isdisjoint(mention.ids) for o in owners):
            message = Words(f"“{having[0]}”里说的是别的名称", f"“{having[0]}” is of another name")
            yield mention.start, mention.end, message


def _equal(sentence: Sentence, mentions: Sequence[Mention], known: Figures) -> Iterator[Said]:
    """Yield two names of which a number is said to be the same and none is."""
    language, text = sentence.passage.language, sentence.text
    for word in _SAME[language].finditer(text):
        start, end = clause(sentence, word.start())
        ids = [min(m.ids & known.rows) for m in mentions if start <= m.start < end]
        if len(ids) != 2 or len({*ids}) < 2:
            continue
        one, other = ({n[id] for n in _numbers({id}, known, sentence)} for id in ids)
        if one and other and one.isdisjoint(other):
            message = Words("没有一张表里两者相同", "they are the same in no table")
            yield word.start(), word.end(), message


def _others(word: str) -> Words:
    return Words(f"没有一张表里“{word}”的是它们", f"in no table these are what “{word}” says")


def _ranks(ids: set[str], known: Figures, sentence: Sentence) -> list[tuple[int, ...]]:
    """Return the ranks of some rows in every column of every table that has them all."""
    found = []
    for numbers in _numbers(ids, known, sentence):
        ranked = sorted(numbers.values(), reverse=True)
        found.append(tuple(sorted(ranked.index(numbers[id]) + 1 for id in ids)))
    return found


def _numbers(
    ids: set[str], known: Figures, sentence: Sentence, unit: str = ""
) -> Iterator[Mapping[str, Decimal]]:
    """Yield the columns of the tables that have some rows and share most words with a sentence."""
    language = sentence.passage.language
    tables = [figure for figure in known.all if ids and ids <= {*figure.rows}]
    shared = [len(has_word(known.nouns(f, language), sentence.text, language)) for f in tables]
    for figure, count in zip(tables, shared, strict=True):
        for name in figure.file.numeric if count == max(shared) else ():
            if unit and figure.file.columns[name].unit != unit:
                continue
            numbers = column(figure, name)
            if figure.file.columns[name].unit == "rank":  # the first is the most
                numbers = {row: -number for row, number in numbers.items()}
            if ids <= {*numbers}:
                yield numbers


def _comparisons(sentence: Sentence, mentions: Sequence[Mention], known: Figures) -> Iterator[Said]:
    """Yield what is said to be more than another, or so many times it, and is so in no table."""
    language, text = sentence.passage.language, sentence.text
    for match in (*PIVOT[language].finditer(text), *_TIMES[language].finditer(text)):
        before = [m for m in mentions if m.end <= match.start()]
        behind = [m for m in mentions if m.start >= match.end()]
        times = match.re is _TIMES[language]
        if times and language == "zh":
            before, behind = before[:-1], before[-1:]
        if not before or not behind or behind[0].start - match.end() > 60:
            continue
        if re.search("[;；:：。]", text[before[-1].end : behind[0].start]):
            continue
        one, other = (min(m.ids & known.rows) for m in (before[-1], behind[0]))
        tables = list(_numbers({one, other}, known, sentence))
        if one == other or not tables:
            continue
        ratios = [t[one] / t[other] for t in tables if t[one] > 0 and t[other] > 0]
        if times:
            word = match["times"].split()[0]
            wanted = Decimal(_NUMBER.get(word, 0) or {"ten": 10}.get(word, 0))
            holds = any(abs(r - wanted) <= NEARLY * wanted for r in ratios)
        else:
            more = match["more"] is not None
            sized = [r if more else 1 / r for r in ratios]
            near = text[max(0, match.start() - 8) : match.end()]
            far, just = (w[language].search(near) for w in (_FAR, _JUST))
            least, most = FAR if far else 1, JUST if just else Decimal("Infinity")
            holds = any(least < r <= most for r in sized)
        if ratios and not holds:
            yield match.start(), match.end(), Words("没有一张表是这样", "no table has it so")
