"""Totals: what is said of some numbers together is their sum: 三项合计, together, these three."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from duizhao.check.text.numbers_in_words import counted
from duizhao.check.text.quantities import DAY, MONTH, NAME, RANK, REFERENCE, YEAR, Quantity
from duizhao.compare.measures import measure, same
from duizhao.compare.paragraphs import Paragraph
from duizhao.compare.within.messages import wrong_total
from duizhao.diagnostics import Diagnostic, Words

# A sum this far from what is said, relatively, is one of other numbers.
_MEANT = Decimal("0.25")
# What is said to be nearly so much may be so far from it.
_ABOUT = Decimal("0.05")
_HAN = "[两二三四五六七八九十]"
_COUNTED = "(?:项|个|类|者|种|家|部分|地|省|市|区)"
# Words right before a number by which it is a total, with how many numbers it is the total of.
_BEFORE = {
    "zh": re.compile(
        rf"(?:(?P<n>{_HAN}){_COUNTED}[^，。；\d]{{0,8}})?(?:合计|共计|总计|加起来|之和)[^，。；\d]{{0,14}}$|"
        rf"(?:上述|以上|前述|这)(?P<m>{_HAN}){_COUNTED}[^，。；\d]{{0,4}}[占为共][^，。；\d]{{0,12}}$"
    ),
    "en": re.compile(
        r"\b(?:together|combined|altogether)\b(?:,? (?:these|the|those) (?P<n>\w+))?[^.;\d]{0,50}$|"
        r"\b(?:these|those|the|all) (?P<m>two|three|four|five|six) [^.;,\d]{0,30}"
        r"(?:together|combined|in total|in all)\b[^.;\d]{0,30}$",
        re.IGNORECASE,
    ),
}
_BEHIND = {
    "zh": re.compile("(?!)"),
    "en": re.compile(r"[^.;,\d]{0,12}\b(?:in all|in total|altogether|combined|together)\b"),
}
_NEARLY = re.compile(
    r"(?:[近约逾超]|超过|接近|将近|nearly |almost |about |around |some |over |more than )\D{0,4}$"
)
_NEVER = (YEAR, MONTH, DAY, RANK, REFERENCE, NAME)
_TOTAL = Words("所列各项", "the parts listed")


def totals(paragraph: Paragraph) -> Iterator[Diagnostic]:
    """Yield totals that are not the sum of the numbers before them."""
    for total in paragraph.quantities:
        if total.unit in _NEVER:
            continue
        said = _said(paragraph, total)
        if said is None:
            continue
        parts = _parts(paragraph, total, said.start())
        count = _count(said)
        if count is not None:
            parts = parts[-count:] if len(parts) >= count else []
        if len(parts) > 1 and not _adds_up(paragraph, parts, total, count):
            follows = sum((one.value for one in parts), Decimal())
            place = paragraph.place(total.start, total.end)
            there = paragraph.place(parts[0].start, parts[-1].end)
            yield wrong_total(place, follows, total.value, there, _TOTAL)


def is_total(paragraph: Paragraph, number: Quantity) -> bool:
    """Whether a number is said to be the total of others."""
    return _said(paragraph, number) is not None


def _said(paragraph: Paragraph, number: Quantity) -> re.Match[str] | None:
    text, language = paragraph.masked, paragraph.language
    before = _BEFORE[language].search(text, max(0, number.start - 70), number.start)
    return before or _BEHIND[language].match(text, number.end)


def _count(said: re.Match[str]) -> int | None:
    """Return of how many numbers a total is said to be."""
    groups = said.groupdict()
    return counted(groups.get("n") or groups.get("m") or "")


def _parts(paragraph: Paragraph, total: Quantity, until: int) -> list[Quantity]:
    """Return the numbers of the total's kind before it: of its sentence, or of the one before."""
    until = min(until, total.start)
    numbers = [
        q for q in paragraph.quantities if q.start < until and _of_a_kind(paragraph, q, total)
    ]
    for sentence, after in itertools.pairwise([None, *paragraph.sentences]):
        if after is None or not after.start <= total.start < after.end:
            continue
        own = [q for q in numbers if q.start >= after.start]
        if own or sentence is None:
            return own
        return [q for q in numbers if q.start >= sentence.start]
    return []


def _of_a_kind(paragraph: Paragraph, one: Quantity, total: Quantity) -> bool:
    if one.unit != total.unit or not one.digits or is_total(paragraph, one):
        return False
    mine, its = measure(paragraph, one), measure(paragraph, total)
    return mine is None or its is None or same(mine, its)


def _adds_up(
    paragraph: Paragraph, parts: Sequence[Quantity], total: Quantity, count: int | None
) -> bool:
    """Whether the parts, or the last of them, make the total, or are plainly other numbers."""
    before = paragraph.masked[max(0, total.start - 14) : total.start]
    slack = total.step / 2 if total.step != 1 else Decimal()
    if _NEARLY.search(before) or not total.exact:
        slack = max(slack, _ABOUT * total.value)
    for first in range(len(parts) - 1) if count is None else (0,):
        some = parts[first:]
        rounded = sum((one.step / 2 for one in some if one.step != 1), Decimal())
        if abs(sum((one.value for one in some), Decimal()) - total.value) <= slack + rounded:
            return True
    every = sum((one.value for one in parts), Decimal())
    return abs(every - total.value) > _MEANT * total.value
