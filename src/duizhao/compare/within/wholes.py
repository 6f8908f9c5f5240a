"""Wholes: shares that are listed as the parts of a whole add up to it, or leave a rest."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from duizhao.check.text.prose import Sentence
from duizhao.check.text.quantities import PERCENT, Quantity
from duizhao.compare.paragraphs import Paragraph
from duizhao.compare.within.messages import WHOLE
from duizhao.compare.within.totals import is_total
from duizhao.diagnostics import Diagnostic, Words

# Shares that make the whole but for this say that all parts are there; rounding takes the rest.
CLOSE = Decimal(1)
# A list that leaves out less than this looks as if it were whole.
_REST = Decimal(20)
# A ranking gives its head only; one that leaves out less than this has nearly all of it.
_RANKED_REST = Decimal(6)
_RANKED = re.compile(
    r"排名第|其次|前[\d一二三四五六七八九十]+|\btop\b|followed by|second", re.IGNORECASE
)
SHARE_OF = {
    "zh": re.compile("占|比重|比例|份额|[%％]\\s?的(?!速度|增[长速幅])"),
    "en": re.compile(
        r"account|share|per ?cent|percent|\(|represent|proportion|, or $", re.IGNORECASE
    ),
}
# What is left of a whole, so that all its parts are told.
_REMAINDER = re.compile(r"其余|余下|剩下|剩余|\bthe (?:rest|remainder|remaining)\b", re.IGNORECASE)
# Rates are no parts of a whole.
_RATE = {
    "zh": re.compile(
        "增长|增速|下降|增幅|降幅|提高|上升|减少|同比|环比|增加|达标|利率|覆盖率|渗透率|普及率|"
        "准确率|平均"
    ),
    "en": re.compile(
        r"\b(?:grow|grew|rose|rise|increase|up|down|decline|fell|drop|decrease|rate|"
        r"year[- ]on[- ]year|average|exceed)",
        re.IGNORECASE,
    ),
}
# A bound of a class counts nothing: 200-399人, 1000人以上.
BOUND_AFTER = re.compile(
    r"\s?(?:万|亿)?[家个条所项名人件元]{0,2}\s?"
    r"(?:[-—–~至到]\s?\d|以上|以下|以内|之间|或|and (?:over|more))"
)


def sums(paragraph: Paragraph) -> Iterator[Diagnostic]:
    """Yield lists of shares that nearly make a whole and do not, or leave a small rest unsaid."""
    told: set[int] = set()
    groups = [group for group in _lists(paragraph) if len(group) > 1]
    for group in groups:
        if _total(group) == WHOLE:
            told |= {one.start for one in group}
    for tell in (_unequal, _rest):
        for group in groups:
            if not told & {one.start for one in group}:
                found = tell(paragraph, group)
                if found is not None:
                    told |= {one.start for one in group}
                    yield found


def _total(group: Sequence[Quantity]) -> Decimal:
    return sum((one.value for one in group), Decimal())


def _unequal(paragraph: Paragraph, group: Sequence[Quantity]) -> Diagnostic | None:
    """Return the finding for shares that make nearly a whole; what rounding explains is advice."""
    total = _total(group)
    slack = sum((one.step for one in group), Decimal()) / 2
    near = abs(total - WHOLE) <= CLOSE and WHOLE - total <= 10 * slack
    if not near and not _remainder(paragraph, group[-1]):
        return None
    rounding = abs(total - WHOLE) <= slack
    listed = " + ".join(f"{one.value:f}" for one in group)
    return Diagnostic(
        "source-sum",
        paragraph.place(group[0].start, group[-1].end),
        Words(
            f"各项占比合计{total}%，不是100%：{listed}",
            f"the shares add up to {total}%, not 100%: {listed}",
        ),
        Words("差额可能来自四舍五入", "rounding may make the difference")
        if rounding
        else Words("请核对其中的数", "see to the numbers"),
        "warning" if rounding else "error",
    )


def _remainder(paragraph: Paragraph, last: Quantity) -> bool:
    """Whether a share is said to be all the rest: 其余占8%, the remainder 9%."""
    before = paragraph.masked[max(0, last.start - 30) : last.start]
    return bool(_REMAINDER.search(re.split(r"[，；,;%\d]", before)[-1]))


def _rest(paragraph: Paragraph, group: Sequence[Quantity]) -> Diagnostic | None:
    """Return the advice for shares that leave a small rest unsaid, and are no head of a ranking."""
    total = _total(group)
    least = _RANKED_REST if _RANKED.search(paragraph.masked) else _REST
    if not WHOLE - least < total < WHOLE:
        return None
    listed = " + ".join(f"{one.value:f}" for one in group)
    return Diagnostic(
        "source-bin",
        paragraph.place(group[0].start, group[-1].end),
        Words(
            f"各项占比合计{total}%，其余{WHOLE - total}%没有说明：{listed}",
            f"the shares add up to {total}%; the other {WHOLE - total}% is not told: {listed}",
        ),
        Words("如果是全部分组，就漏了一组", "if these are all parts, one is missing"),
        "warning",
    )


def _lists(paragraph: Paragraph) -> Iterator[list[Quantity]]:
    """Yield groups of shares that may be parts of one whole: of a sentence, then of several."""
    sentences = [parts_of(sentence, paragraph) for sentence in paragraph.sentences]
    filled = [group for group in sentences if group]
    yield from filled
    for first in range(len(filled)):
        for last in range(first + 1, len(filled)):
            joined = filled[first : last + 1]
            if all(len(group) <= 2 for group in joined[:-1]):
                yield [one for group in joined for one in group]


def parts_of(sentence: Sentence, paragraph: Paragraph) -> list[Quantity]:
    """Return the shares of a sentence that are said as parts of something."""
    language = paragraph.language
    found = []
    for one in inside(paragraph, sentence):
        if one.unit != PERCENT or not one.digits or not one.exact or one.value >= WHOLE:
            continue
        if is_total(paragraph, one):
            continue
        clause = paragraph.masked[max(sentence.start, one.start - 16) : one.start]
        before = re.split(r"[，；,;%\d]", clause)[-1]
        if not (_RATE[language].search(before) or BOUND_AFTER.match(paragraph.masked, one.end)):
            found.append(one)
    text = sentence.text
    return found if SHARE_OF[language].search(text) or len(found) > 2 else []


def inside(paragraph: Paragraph, sentence: Sentence) -> list[Quantity]:
    """Return the numbers of a sentence."""
    return [q for q in paragraph.quantities if sentence.start <= q.start < sentence.end]
