"""Measured: words of size right beside a value are tried on the value itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from duizhao.check.registry import pair_rule
from duizhao.check.rules.value_parts import Part, parts_of, sentences_of
from duizhao.check.scopes import PairView
from duizhao.check.text.assertions import HEDGES
from duizhao.check.text.beside import BESIDE
from duizhao.check.text.coordinates import Figures, single, value_of
from duizhao.check.text.cues import DOUBLED, FAR, FIRST_TIME, HALF, NEAR, OUTERMOST
from duizhao.check.text.prose import VALUE, Sentence, Span
from duizhao.check.text.tables import column
from duizhao.diagnostics import Diagnostic, Words
from duizhao.expressions.provenance import Operation
from duizhao.expressions.value import Value

# What may stand between a word of size and the value that it is said of.
_JOINT = {
    "zh": r"[，（、：]?(?:合计|共)?(?:为|占|达到?|是|即|有|约)?(?:约|近)?(?:原来的|上年的)?",
    "en": r"[,(:]? ?(?:at |with |namely |or |to )?(?:about )?",
}
# Words before a number by which something grew by it, and not to it.
_GREW_BY = {
    "zh": re.compile("(?:增长|增加|上升|提高|扩大|攀升)了?(?:约|近)?$"),
    "en": re.compile(
        r"\b(?:(?:grew|grown|grows?|rose|risen|increased|expanded|up) by|increase of|growth of)"
        r" (?:about )?$"
    ),
}
# A difference that is far is at least a quarter; one that is near is at most a half.
FAR_FROM, NEAR_BY, CLOSE_BEHIND = Decimal("1.25"), Decimal("1.5"), Decimal("0.5")


@pair_rule("word-measured", "claims", beside=BESIDE)
def word_measured(view: PairView) -> Iterator[Diagnostic]:
    """A word of size right beside a value does not suit it.

    “More than half, 38%”, “doubled, to twelve times”, “far above” between two numbers that are
    nearly one, “close behind” of a tenth, “the highest” of a row that is not, “its first rise” of a
    fall: here the value tells by itself, and no claim is needed. What something grew by is no
    quotient of the two sizes.

    紧挨着数值的词与数值不合：“超过一半，为38%”、翻番却是十二倍、“远超”两边的数相差无几、“紧随其后”的只有
    十分之一、“最高”的一行并不最高、“首次上升”其实是下降。这些看数值就知道，不必另写判断。“增长了”后面不能是
    两数之商。
    """
    for sentence in sentences_of(view):
        if HEDGES[sentence.passage.language].search(sentence.text):
            continue
        for span in sentence.spans:
            value = value_of(span)
            if value is not None:
                yield from _half(sentence, span, value)
                yield from _doubled(sentence, span, value)
                yield from _quotient(sentence, span, value)
        yield from _apart(sentence)
        yield from _close_behind(sentence, view.figures)
        yield from _outermost(sentence, view.figures)
        yield from _first_time(sentence, view.figures)


def _beside(sentence: Sentence, span: Span, words: re.Pattern[str]) -> str:
    """Return the word that stands right before or behind a value, if it is one of these."""
    text, joint = sentence.passage.masked, _JOINT[sentence.passage.language]
    before = re.compile(rf"(?P<word>{words.pattern}){joint}$", words.flags)
    behind = re.compile(rf"{joint}(?P<word>{words.pattern})(?=[，。；,.;）)]|$)", words.flags)
    found = before.search(text[sentence.start : span.start]) or behind.match(
        text[span.end : sentence.end]
    )
    return found["word"] if found else ""


def _half(sentence: Sentence, span: Span, value: Value) -> Iterator[Diagnostic]:
    if value.unit != "percent":
        return
    for sense, words in HALF[sentence.passage.language].items():
        word = _beside(sentence, span, words)
        if word and (value.number > 50) != (sense == "more"):
            yield _finding(sentence, span, word, value)


def _doubled(sentence: Sentence, span: Span, value: Value) -> Iterator[Diagnostic]:
    if value.unit != "times":
        return
    for times, words in DOUBLED[sentence.passage.language].items():
        word = _beside(sentence, span, words)
        if word and abs(value.number - times) > Decimal("0.25"):
            yield _finding(sentence, span, word, value)


def _quotient(sentence: Sentence, span: Span, value: Value) -> Iterator[Diagnostic]:
    origin = value.origin
    if value.unit != "times" or not isinstance(origin, Operation) or origin.sign != "/":
        return
    found = _GREW_BY[sentence.passage.language].search(
        sentence.passage.masked[sentence.start : span.start]
    )
    if found:
        yield Diagnostic(
            "word-measured",
            sentence.passage.place(span.start, span.end),
            Words(
                f"这是两数之商，“{found[0]}”后面应当是增加的部分",
                f"this is a quotient, and behind “{found[0].strip()}” stands what was added",
            ),
            Words("请写“是……的几倍”，或写增长率", "write “times its former size”, or the growth"),
        )


def _apart(sentence: Sentence) -> Iterator[Diagnostic]:
    """Yield “far above” and “slightly above” between two values that say otherwise."""
    language, text = sentence.passage.language, sentence.passage.masked
    gap = r"[^。；;.\ue000-\ue002]{0,18}"
    for words, far in ((FAR[language], True), (NEAR[language], False)):
        for match in re.finditer(rf"{VALUE}{gap}?(?P<word>{words.pattern}){gap}{VALUE}", text):
            ends = {s.end: s for s in sentence.spans}, {s.start: s for s in sentence.spans}
            first, second = ends[0].get(match.start() + 1), ends[1].get(match.end() - 1)
            a, b = (value_of(s) if s else None for s in (first, second))
            if first is None or a is None or b is None or a.unit != b.unit or b.number <= 0:
                continue
            ratio = a.number / b.number
            if ratio < FAR_FROM if far else not 1 < ratio <= NEAR_BY:
                yield _finding(sentence, first, match["word"], a, b)


_CLOSE_BEHIND = {
    "zh": re.compile("紧随(?:其|前者)?(?:之)?后|紧追|紧随前者"),
    "en": re.compile(r"\bclose(?:ly)? behind\b|\bhard on the heels\b"),
}


def _close_behind(sentence: Sentence, known: Figures) -> Iterator[Diagnostic]:
    """Yield “close behind” where the second value of a column is not half of the first."""
    word = _CLOSE_BEHIND[sentence.passage.language].search(sentence.text)
    cells = [part for part in parts_of(sentence, known) if single(part.span) is not None]
    if word is None or len(cells) < 2:
        return
    first, second = cells[0], cells[1]
    a, b = value_of(first.span), value_of(second.span)
    alike = first.figure is second.figure and first.at.column == second.at.column
    if alike and a is not None and b is not None and b.number < a.number * CLOSE_BEHIND:
        yield _finding(sentence, second.span, word[0], b, a)


def _outermost(sentence: Sentence, known: Figures) -> Iterator[Diagnostic]:
    """Yield a superlative of the one row whose values a sentence prints, where it has no such."""
    language = sentence.passage.language
    high, low = (OUTERMOST[language][way].search(sentence.text) for way in ("high", "low"))
    parts = parts_of(sentence, known)
    word = high or low
    if word is None or (high and low) or not parts or len({p.at.row for p in parts}) > 1:
        return
    if len({p.at.figure for p in parts}) > 1 or any(single(p.span) is None for p in parts):
        return
    figure, row = parts[0].figure, parts[0].at.row
    mentions = known.named(sentence.text, language, sentence.spans, sentence.start)
    rows = {id for one in figure.rows for id in known.row_ids(figure, one)}
    named = {id for m in mentions for id in m.ids if id in rows}
    if named != {*known.row_ids(figure, row)}:
        return
    if any(_is_outermost(part, high is not None) for part in parts):
        return
    yield Diagnostic(
        "word-measured",
        sentence.passage.place(sentence.start + word.start(), sentence.start + word.end()),
        Words(
            f"这一行的数值并不是“{word[0]}”",
            f"the values of this row are not what “{word[0]}” says",
        ),
        Words("请核对数值和这个词", "see whether the word suits the value"),
    )


def _is_outermost(part: Part, high: bool) -> bool:
    numbers = column(part.figure, part.at.column)
    own = numbers.get(part.at.row)
    return own is None or own == (max(numbers.values()) if high else min(numbers.values()))


_SINCE = {
    "zh": re.compile(r"自(?P<year>\d{4})年以来"),
    "en": re.compile(r"\bsince (?P<year>\d{4})\b"),
}


def _first_time(sentence: Sentence, known: Figures) -> Iterator[Diagnostic]:
    """Yield “the first rise” of a year in which the number fell, or rose for the second time."""
    language = sentence.passage.language
    cells = [part for part in parts_of(sentence, known) if single(part.span) is not None]
    for way, pattern in FIRST_TIME[language].items():
        word = pattern.search(sentence.text)
        if word is None or len(cells) != 1 or not cells[0].at.row.isdigit():
            continue
        numbers = column(cells[0].figure, cells[0].at.column)
        before = [year for year in sorted(numbers) if year.isdigit() and year <= cells[0].at.row]
        if len(before) < 2:
            continue
        moved = numbers[before[-1]] - numbers[before[-2]]
        since = _SINCE[language].search(sentence.text)
        early = since is not None and since["year"] < before[0]
        if (moved > 0) != (way == "up") or moved == 0 or early:
            value = value_of(cells[0].span)
            assert value is not None
            yield _finding(sentence, cells[0].span, word[0], value)


def _finding(
    sentence: Sentence, span: Span, word: str, value: Value, other: Value | None = None
) -> Diagnostic:
    beside = f"{value.number:f}" + (f" / {other.number:f}" if other else "")
    return Diagnostic(
        "word-measured",
        sentence.passage.place(span.start, span.end),
        Words(f"“{word}”与数值（{beside}）不合", f"“{word}” does not suit the value ({beside})"),
        Words("请核对数值和这个词", "see whether the word suits the value"),
    )
