"""Directions: what a verb says between two values is what the values do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from duizhao.check.registry import pair_rule
from duizhao.check.scopes import RUNNING, PairView
from duizhao.check.text.beside import BESIDE
from duizhao.check.text.coordinates import addresses, single, value_of
from duizhao.check.text.directions import AMOUNT, DOWN, RESULT, UP
from duizhao.check.text.prose import Passage, Sentence, Span
from duizhao.diagnostics import Diagnostic, Words
from duizhao.expressions.evaluate import evaluated
from duizhao.expressions.nodes import Unary
from duizhao.expressions.parser import parse
from duizhao.expressions.provenance import Constant, Operation, Origin
from duizhao.expressions.value import Misuse, Value, Word

# The two values of a movement, with what may stand between them.
_TO = {
    "zh": re.compile("^[^。；，]{0,16}[到至为][^。；，]{0,8}$"),
    "en": re.compile(r"^(?: in \d{4})?,? (?:[a-z ,]+ )?to (?:[a-z]+ ){0,2}$"),
}
_FROM = {
    "zh": re.compile("[从由自][^，。；]{0,14}$"),
    "en": re.compile(r"\bfrom (?:[a-z]+ ){0,2}$"),
}
_CLAUSE = {"zh": re.compile("[，；：。（）]"), "en": re.compile(r"[,;:.()]")}


@pair_rule("direction-differs", "claims", beside=BESIDE)
def direction_differs(view: PairView) -> Iterator[Diagnostic]:
    """A verb says that something rose where its values fall, or the other way about.

    “Rose from {{ a }} to {{ b }}”, 由……升至……, “lower by {{ b - a }}”: the difference is known, so
    the verb is tested without a claim. A verb chosen by `verb` or `path` is to be chosen between
    the very values that are printed beside it. A difference that is printed negative stands the
    wrong way round, and “fell by −20%” says which way twice.

    动词说升而数值在降，或者相反。“由……升至……”“提高……”两端的数值已知，不必另写判断。用verb选的动词，
    所比较的必须就是旁边印出的两个数。印成负数的差，写颠倒了；“下降了−20%”把方向说了两遍。
    """
    for passage in view.passages:
        if passage.kind in RUNNING:
            for sentence in passage.sentences:
                yield from _movements(sentence)
                yield from _amounts(sentence, view)
                yield from _levels(sentence)


def _movements(sentence: Sentence) -> Iterator[Diagnostic]:
    passage, language = sentence.passage, sentence.passage.language
    cells = [s for s in sentence.spans if single(s) is not None]
    for first, second in pairwise(cells):
        a, b = value_of(first), value_of(second)
        if a is None or b is None or not _ends(sentence, first, second):
            continue
        chosen = [s for s in sentence.spans if isinstance(s.result, Word)]
        words = [s for s in chosen if first.start - 60 < s.start < second.start]
        if words:
            between = set(addresses(words[-1]))
            if between != {*addresses(first), *addresses(second)}:
                yield _finding(
                    passage,
                    words[-1],
                    Words(
                        "动词比较的不是旁边的两个数",
                        "the verb compares other values than these two",
                    ),
                )
            continue
        if a.unit != b.unit:
            continue
        said = _said(sentence, first, second, language)
        moved = (b.number > a.number) - (b.number < a.number)
        if a.unit == "rank":  # from third to first is up
            moved = -moved
        if moved == 0 or (said and said != moved):
            yield _finding(
                passage,
                first,
                Words(
                    f"句中说{'上升' if said > 0 else '下降' if said else '有变动'}，"
                    f"数值却是从{a.number:f}到{b.number:f}",
                    f"the words say {'up' if said > 0 else 'down' if said else 'a change'}, "
                    f"the values go from {a.number:f} to {b.number:f}",
                ),
            )


def _ends(sentence: Sentence, first: Span, second: Span) -> bool:
    """Whether two values are the ends of one movement: from … to …."""
    language, text = sentence.passage.language, sentence.passage.masked
    between = re.sub("\ue000+", "", text[first.end : second.start])
    return bool(
        _FROM[language].search(text[sentence.start : first.start]) and _TO[language].search(between)
    )


def _said(sentence: Sentence, first: Span, second: Span, language: str) -> int:
    """Return the direction that words around two values say: 1 up, -1 down, 0 neither."""
    text = sentence.passage.masked
    before = text[sentence.start : first.start]
    clause = list(_CLAUSE[language].finditer(before))
    near = before[clause[-1].end() :] if clause else before
    words = near + text[first.end : second.start]
    up, down = bool(UP[language].search(words)), bool(DOWN[language].search(words))
    return up - down


def _amounts(sentence: Sentence, view: PairView) -> Iterator[Diagnostic]:
    passage, language = sentence.passage, sentence.passage.language
    for span in sentence.spans:
        value = value_of(span)
        if value is None:
            continue
        if not _is_difference(value.origin):
            if value.number < 0 and _by_how_much(sentence, span):
                message = Words(
                    "词已经说了方向，数值又带负号",
                    "the words say which way already, and the number has a minus sign",
                )
                hint = Words("请在表达式后面加|abs", "write |abs behind the expression")
                yield replace(_finding(passage, span, message), hint=hint)
            continue
        if value.number < 0:
            message = Words("印出来的差是负数", "the difference that is printed is negative")
            yield _finding(passage, span, message)
            continue
        signed = _signed(span, view)
        up, down = (
            p.search(sentence.text[: span.start - sentence.start]) for p in AMOUNT[language]
        )
        if signed is None or not (up or down) or (up and down):
            continue
        if (signed < 0) != bool(down):
            yield _finding(
                passage,
                span,
                Words(
                    f"句中说{'降低' if down else '提高'}，差的方向相反",
                    f"the words say {'down' if down else 'up'}, the difference is the other way",
                ),
            )


def _is_difference(origin: Origin) -> bool:
    """Whether a number is a plain difference; a growth rate carries its own sign."""
    return (
        isinstance(origin, Operation)
        and origin.sign == "-"
        and not any(isinstance(one, Constant) for one in origin.operands)
    )


def _by_how_much(sentence: Sentence, span: Span) -> bool:
    """Whether the words right before a number say that something rose or fell by it.

    The verb may be one that the data choose.
    """
    language = sentence.passage.language
    before = sentence.passage.masked[sentence.start : span.start]
    if any(pattern.search(before) for pattern in AMOUNT[language]):
        return True
    verbs = [
        one for one in sentence.spans if isinstance(one.result, Word) and one.end <= span.start
    ]
    if language == "en":
        return bool(verbs) and re.search(r"\bby (?:about |only |just )?$", before) is not None
    between = (sentence.passage.masked[one.end : span.start] for one in verbs)
    return any(re.fullmatch("了?(?:约|近|仅|只)?", words) for words in between)


def _levels(sentence: Sentence) -> Iterator[Diagnostic]:
    """Yield what is said to be reached and is a change, and what is said to be one and is none.

    “Grew to” stands before a level, “grew by” before a difference or a rate of growth.
    """
    passage, language = sentence.passage, sentence.passage.language
    text = passage.masked
    for span in sentence.spans:
        value = value_of(span)
        origin = value.origin if value is not None else None
        change = isinstance(origin, Operation) and (
            origin.sign == "-"
            or (
                any(isinstance(one, Constant) for one in origin.operands)
                and bool(re.search(r"\.(?:growth|change)\(", getattr(span.piece, "source", "")))
            )
        )
        before = text[sentence.start : span.start]
        reached, changed = (pattern.search(before) for pattern in RESULT[language])
        if change and reached:
            message = Words("这是变动的幅度，不是变动的结果", "this is a change and no level")
            yield _finding(passage, span, message)
        elif changed and not reached and single(span) is not None and _is_level(span):
            message = Words("这是变动的结果，不是幅度", "this is a level and no change")
            yield _finding(passage, span, message)


def _is_level(span: Span) -> bool:
    """Whether a stored number is not itself a change, as its address says."""
    at = single(span)
    return at is not None and not re.search(
        r"growth|change|increase|decrease|rise|fall|added|lost|gain", f"{at.row} {at.column}"
    )


def _signed(span: Span, view: PairView) -> Decimal | None:
    """Return a difference with its sign, which the expression may have taken away."""
    try:
        node = parse(getattr(span.piece, "source", ""))
        absolute = isinstance(node, Unary) and node.sign == "abs"
        signed = node.operand if absolute and isinstance(node, Unary) else node
        result = evaluated(signed, view.context.names_in(view.name))
    except Misuse:
        return None
    return result.number if isinstance(result, Value) and absolute else None


def _finding(passage: Passage, span: Span, message: Words) -> Diagnostic:
    return Diagnostic(
        "direction-differs",
        passage.place(span.start, span.end),
        message,
        Words(
            "请核对动词和数值，或用verb让数据来选词",
            "see to verb and values, or let the data choose the word by `verb`",
        ),
    )
