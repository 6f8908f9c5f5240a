"""Numbers: no numeral in prose, headings, captions or alternative texts is typed by hand.

Small cardinals in words that count what the sentence lists are no statistics; they are counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Literal, TypeGuard

from duizhao.check.registry import text_rule
from duizhao.check.scopes import PairView
from duizhao.check.text import counts
from duizhao.check.text.numerals import Numeral, numerals
from duizhao.check.text.prose import MASK, Passage, Sentence, Span
from duizhao.diagnostics import Diagnostic, Words
from duizhao.document.tree import Expression, Tag
from duizhao.expressions.value import Spelled, Value


@text_rule("typed-number", "numbers", "zh", "en")
def typed_number(passage: Passage, view: PairView) -> Iterator[Diagnostic]:
    """A numeral is typed by hand instead of being computed.

    In digits, full-width digits, Chinese numerals (三分之一, 两成) or English words (a third,
    twenty-four). Not meant are years and dates, parts of names (5G, GB/T 4754), titles, numbers
    of sections and lists, set phrases (一方面, 进一步, one of), and small cardinals in words, up to
    ten, that count what the sentence lists or the tables and figures that it refers to (三个领域：
    甲、乙和丙; two tables): `wrong-count` counts these. A claim that tests the very number will do
    as well, and the labels of a figure’s rows may hold numerals, since they define its bins. What
    must stay although it is a number is listed under `numerals` in check.yml, with a reason.

    正文、标题和图表文字里的数字是手写的，不是由数据填入的。年份、日期、名称中的数字、书名、章节号和
    固定短语不算；图表各行的名称界定分组，可以有数字；十以内用文字写的数，数的是句中列举的事项或
    提到的图表，也不算。确需保留的，请在check.yml的numerals下写明理由。
    """
    for numeral, true in _typed(passage, view):
        if true is None:
            yield _by_hand(passage, numeral)


@text_rule("wrong-count", "numbers", "zh", "en")
def wrong_count(passage: Passage, view: PairView) -> Iterator[Diagnostic]:
    """A small number in words is not how many things the sentence lists.

    “Three fields: homes and cars”, 四个领域：甲、乙和丙, “two tables” beside three
    references. Counted are names, the rows that an expression prints, items between commas, points
    (一是……二是……), and figures and tables. The right number is told.

    用文字写的小数目与句中列举的项数不符，如“四个领域：甲、乙和丙”，或“两张表”旁边提到三张。
    提示里给出正确的数目。
    """
    for numeral, true in _typed(passage, view):
        if true is not None:
            yield _miscounted(passage, numeral, true)


@text_rule("number-form", "numbers", "zh", "en")
def number_form(passage: Passage, _: PairView) -> Iterator[Diagnostic]:
    """A number stands in words where digits are usual, or in digits where words are.

    One rule for each language. English (OECD style): words below ten, digits from ten on; where a
    sentence has counts of both sizes, all are in digits. Chinese (GB/T 15835): digits for
    statistics; words are as good up to ten (三个层次). So `.spelled` is for numbers up to ten, and
    a count below ten in an English sentence has it.

    数的写法不合惯例。中文依GB/T 15835，统计数用阿拉伯数字，十以内的也可以用汉字（三个层次）；英文依
    OECD的体例，十以下用文字，十和十以上用数字，句中大小都有时一律用数字。因此`.spelled`只用于十以内的数。
    """
    if passage.kind == "highlight":
        return
    for sentence in passage.sentences:
        printed = [span for span in sentence.spans if isinstance(span.piece, Expression)]
        counts_here = [span.result for span in printed if _is_count(span.result)]
        large = any(value.number >= _TEN for value in counts_here)
        for span in printed:
            if isinstance(span.result, Spelled) and span.result.value.number > _TEN:
                yield _form(passage, span, span.result.value, "digits")
            elif passage.language == "en" and _is_count(span.result) and not large:
                yield _form(passage, span, span.result, "words")


_TEN = Decimal(10)


def _is_count(result: object) -> TypeGuard[Value]:
    return isinstance(result, Value) and result.unit == "count"


def _form(
    passage: Passage, span: Span, value: Value, form: Literal["digits", "words"]
) -> Diagnostic:
    shown = f"{value.number.normalize():f}"
    if form == "digits":
        message = Words(f"{shown}大于十，用数字书写", f"{shown} is above ten and stands in digits")
        hint = Words("去掉.spelled", "leave out .spelled")
    else:
        message = Words(
            f"{shown}小于十，英文用文字书写", f"{shown} is below ten and stands in words"
        )
        hint = Words("加上.spelled", "add .spelled")
    return Diagnostic("number-form", passage.place(span.start), message, hint)


def _by_hand(passage: Passage, numeral: Numeral) -> Diagnostic:
    return Diagnostic(
        "typed-number",
        passage.place(numeral.start),
        Words(f"“{numeral.text}”是手写的数字", f"the number “{numeral.text}” is typed by hand"),
        Words(
            "请写成表达式；确非数值的，在check.yml中说明",
            "write an expression, or give the reason in check.yml",
        ),
    )


# What a list stands behind, in the sentence of the numeral.
_COLON = re.compile("^[^。；.;]{0,30}[：:]")


def _miscounted(passage: Passage, numeral: Numeral, true: int) -> Diagnostic:
    return Diagnostic(
        "wrong-count",
        passage.place(numeral.start),
        Words(
            f"“{numeral.text}”与所列不符：实际是{true}",
            f"“{numeral.text}” is not what is listed: there are {true}",
        ),
        Words("请改数目，或改所列的内容", "mend the number, or the list"),
    )


def _typed(passage: Passage, view: PairView) -> Iterator[tuple[Numeral, int | None]]:
    """Yield the numerals that may not stay, with the right number where a list gives it.

    Definitions and errata may hold numerals of their own; what they list is counted.
    """
    if passage.kind in ("bin", "front", "highlight"):
        return
    listed_only = passage.kind in ("definition", "erratum")
    own = view.lexicon.without_names(passage.own, passage.language, MASK)
    for name in view.settings.file.names:
        own = own.replace(name, MASK * len(name))
    for numeral in numerals(own, passage.language):
        start, stop, text = numeral
        allowed = view.settings.file.numerals
        if any(
            a.text in passage.raw[max(0, start - len(a.text)) : stop + len(a.text)]
            and text in a.text
            and passage.start.path.startswith(a.under)
            for a in allowed
        ):
            continue
        n = counts.cardinal(numeral, own, passage.language)
        true = _right(numeral, own, passage, view) if n is not None else None
        if (n is None or n != true) and not (
            listed_only and (true is None or not _COLON.match(own[stop:]))
        ):
            yield numeral, true


def _right(numeral: Numeral, own: str, passage: Passage, view: PairView) -> int | None:
    """Return the number that a small cardinal should be; None where nothing is listed."""
    language, n = passage.language, counts.cardinal(numeral, own, passage.language)
    if counts.counts_languages(numeral, own, language):
        return 2
    sentence = next(
        (one for one in passage.sentences if one.start <= numeral.start < one.end),
        Sentence(passage, 0, len(own)),
    )
    kind = counts.display_kind(numeral, own, language)
    shown = _displays(kind, sentence, passage, view) if kind else ()
    if shown:
        return n if n in shown else shown[0]
    if any(re.search(rf"== *{n}(?![\d.])", _argument(span.piece)) for span in passage.claims):
        return n
    inside = Numeral(numeral.start - sentence.start, numeral.end - sentence.start, numeral.text)
    found = counts.listed(sentence, own[sentence.start : sentence.end], inside)
    if n in found.lists or n in found.others:
        return n
    return found.lists[0] if found.lists else None


def _argument(piece: object) -> str:
    return piece.argument if isinstance(piece, Tag) else ""


def _displays(kind: str, sentence: Sentence, passage: Passage, view: PairView) -> tuple[int, ...]:
    """Return how many figures or tables are meant: referred to here, in the block, shown here."""
    referred = counts.references(sentence.spans, kind) or counts.references(passage.spans, kind)
    if referred:
        return (referred,) if referred else ()
    here: list[int] = []
    sections: list[list[int]] = [here]
    for block in view.blocks:
        own = block.of(passage.language)
        if own.kind == "heading":
            sections.append([])
        tags = [s.piece for s in own.spans if isinstance(s.piece, Tag) and own.kind == "display"]
        sections[-1] += [1 for tag in tags if tag.name == kind]
        if own is passage:
            here = sections[-1]
    counted = (len(here), sum(map(len, sections)))
    return tuple(dict.fromkeys(count for count in counted if count))
