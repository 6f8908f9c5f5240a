"""Repeated: one quantity that a text prints more than once has one value.

Two numbers are taken for one quantity when the words around them are the same and their digits
nearly are, percentages apart: a digit exchanged, or a number next to it (15,491 and 15,493).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import combinations

from duizhao.check.text.quantities import PERCENT, POINTS, YEAR, Quantity
from duizhao.compare.paragraphs import Document, Paragraph
from duizhao.diagnostics import Diagnostic, Related, Words

_LEFT, _RIGHT, _FAR = 20, 12, 44
# Words that stand beside any number.
_COMMON = re.compile(
    r"占比|比重|分别|达到|超过|约为|排名|总计|共计|合计|其中|关系数|数量|企业数|为|是|有|的|了|在|和|与|及|约|近|达|占|"
    r"\b(?:the|of|and|to|in|for|was|were|is|are|a|an|by|from|at|with|about|total)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[，。；：！？,;:!?\n\t|]|\.\s")


@dataclass(frozen=True)
class _Mention:
    """A number with the words around it."""

    paragraph: Paragraph
    number: Quantity

    @cached_property
    def left(self) -> frozenset[str]:
        """Return the words before the number, in its sentence, as pieces."""
        text = self.paragraph.masked[max(0, self.number.start - _LEFT) : self.number.start]
        text = re.split(r"[。；;!?！？\n]", text)[-1]
        return _pieces(text, self.paragraph.language)

    @cached_property
    def right(self) -> frozenset[str]:
        """Return the words behind the number, in its clause, as pieces."""
        text = self.paragraph.masked[self.number.end : self.number.end + _RIGHT]
        return _pieces(_CLAUSE.split(text)[0], self.paragraph.language)

    @cached_property
    def sentence(self) -> int:
        """Return which sentence of its paragraph it stands in."""
        return sum(one.end <= self.number.start for one in self.paragraph.sentences)

    @cached_property
    def years(self) -> frozenset[int]:
        """Return the years that are named shortly before it."""
        return frozenset(
            int(q.value)
            for q in self.paragraph.quantities
            if q.unit == YEAR and self.number.start - _FAR <= q.start < self.number.start
        )

    @cached_property
    def beside(self) -> frozenset[Decimal]:
        """Return the telling numbers that stand in its row, or near it in its sentence."""
        row = self.paragraph.kind == "row"
        return frozenset(
            q.value
            for q in self.paragraph.quantities
            if q.telling
            and q is not self.number
            and q.unit != YEAR
            and (row or abs(q.start - self.number.start) < _LEFT)
        )

    @property
    def text(self) -> str:
        """Return the number as it is written."""
        return self.paragraph.raw[self.number.start : self.number.end].strip()


def _pieces(text: str, language: str) -> frozenset[str]:
    plain = _COMMON.sub(" ", re.sub(r"[\d\ue000-\uf8ff]+", " ", text))
    if language == "zh":
        runs = re.findall("[\u3400-\u9fff]+|[A-Za-z]{2,}", plain)
        return frozenset(
            run[i : i + 2] for run in runs for i in range(max(1, len(run) - 1)) if len(run) > 1
        )
    return frozenset(word.casefold()[:6] for word in re.findall(r"[A-Za-z]{3,}", plain))


def two_values(document: Document) -> Iterator[Diagnostic]:
    """Yield numbers that a text prints otherwise elsewhere; the rarer of two values is told."""
    mentions = [
        _Mention(paragraph, number)
        for paragraph in document.paragraphs
        for number in paragraph.quantities
        if number.telling and number.unit not in (YEAR, POINTS, PERCENT) and _digits(number)
    ]
    counts = Counter((one.number.value, one.number.unit) for one in mentions)
    buckets: dict[tuple[str, str], list[_Mention]] = defaultdict(list)
    for one in mentions:
        for key in _keys(one.number):
            buckets[one.number.unit, key].append(one)
    told: set[frozenset[object]] = set()
    for group in buckets.values():
        if len(group) > 300:
            continue
        for index, one in enumerate(group):
            for other in group[:index]:
                if one.paragraph.kind == other.paragraph.kind == "row":
                    continue
                pair = frozenset((one.number.value, other.number.value))
                if len(pair) < 2 or pair in told or not _one_quantity(one, other):
                    continue
                told.add(pair)
                keys = [(m.number.value, m.number.unit) for m in (one, other)]
                rare, usual = (other, one) if counts[keys[1]] < counts[keys[0]] else (one, other)
                yield from _told(rare, usual, mentions)


def _told(rare: _Mention, usual: _Mention, mentions: list[_Mention]) -> Iterator[Diagnostic]:
    for one in mentions:
        if one.number.value != rare.number.value or one.number.unit != rare.number.unit:
            continue
        if one is not rare and not _one_quantity(one, usual):
            continue
        place = usual.paragraph.place(usual.number.start, usual.number.end)
        yield Diagnostic(
            "two-values",
            one.paragraph.place(one.number.start, one.number.end),
            Words(
                f"这里是“{one.text}”，而{place}说同一件事时是“{usual.text}”",
                f"this is “{one.text}”, but {place} says “{usual.text}” of the same",
            ),
            Words("请看看哪一处对", "see which of them is right"),
            related=Related(place),
        )


def _digits(number: Quantity) -> str:
    """Return the digits of a number, without point and final zeros; "" for too few of them."""
    digits = "".join(map(str, number.value.normalize().as_tuple().digits))
    return digits if len(digits) >= 3 else ""


def _keys(number: Quantity) -> Iterator[str]:
    """Yield what two numbers share that are one digit, or a step or two, apart."""
    digits = _digits(number)
    power = number.value.adjusted()
    for index in range(len(digits)):
        yield f"{power} {digits[:index]}_{digits[index + 1 :]}"
    yield f"{power} {digits[:2]}"
    if len(digits) == 4:
        for one, other in combinations(range(4), 2):
            left = [digit for index, digit in enumerate(digits) if index not in (one, other)]
            yield f"{power} {''.join(left)} {one}{other}"
    yield f"{power} {''.join(sorted(digits))}"


def _one_quantity(one: _Mention, other: _Mention) -> bool:
    """Whether two different numbers are said of one thing."""
    lines = [m.paragraph.start.line or -9 for m in (one, other)]
    if one.paragraph.kind == "item" and abs(lines[0] - lines[1]) == 1:
        return False  # items of one list
    if one.paragraph is other.paragraph:
        # Said in one breath, of different things, but for the very same words once more.
        return (
            one.sentence != other.sentence
            and _apart(one.number, other.number) == 1
            and (len(one.left & other.left) >= 5)
        )
    if one.years and other.years and not one.years & other.years:
        return False
    if not _similar(one.number, other.number):
        return False
    left = _overlap(one.left, other.left)
    right = _overlap(one.right, other.right)
    if "row" in (one.paragraph.kind, other.paragraph.kind):
        row, text = (one, other) if one.paragraph.kind == "row" else (other, one)
        close = abs(row.number.value - text.number.value) <= max(
            2 * row.number.step, 2 * text.number.step
        )
        label = _pieces(row.paragraph.masked, row.paragraph.language)
        named = len(text.left & label) >= 2 or bool(row.beside & text.beside)
        return close and named and len(_digits(row.number)) >= 4
    if _apart(one.number, other.number) > 1:
        return right >= 0.8 and len(one.right & other.right) >= 4
    strong = len((one.left | one.right) & (other.left | other.right)) >= 4
    return (
        strong
        and (left >= 0.6 or right >= 0.8)
        and (not (one.right and other.right) or right >= 0.5)
    )


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    least = min(len(one), len(other))
    return len(one & other) / least if least else 0.0


def _similar(one: Quantity, other: Quantity) -> bool:
    """Whether two numbers look like one: next to each other, or a digit or two apart."""
    relative = abs(one.value - other.value) / max(one.value, other.value)
    if relative < 0.01 and max(len(_digits(one)), len(_digits(other))) >= 4:
        return True
    return _apart(one, other) <= 2


def _apart(one: Quantity, other: Quantity) -> int:
    """Return how many digits differ; a pair that is exchanged counts once."""
    first, second = _digits(one), _digits(other)
    if len(first) != len(second) or one.value.adjusted() != other.value.adjusted():
        return 9
    apart = sum(a != b for a, b in zip(first, second, strict=True))
    if apart == 2 and sorted(first) == sorted(second):
        return 1
    return apart if apart == 1 or len(first) >= 4 else 9
