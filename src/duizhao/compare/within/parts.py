"""Parts: shares of a whole add up to it, follow from their counts, and are possible at all."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from duizhao.check.sources.shares import SMALLEST, fits
from duizhao.check.text.prose import Sentence
from duizhao.check.text.quantities import PERCENT, Quantity
from duizhao.compare.paragraphs import Paragraph
from duizhao.compare.within.messages import WHOLE, impossible_share, wrong_share
from duizhao.compare.within.wholes import BOUND_AFTER, CLOSE, SHARE_OF, inside, parts_of
from duizhao.diagnostics import Diagnostic, Related, Words

# How many paragraphs back the whole of a share is looked for.
NEAR = 3
# How far a share may be from its count and still be a share of that whole, relatively.
_MEANT = Decimal("0.03")
# What stands between a count and its share: 672家，占比为15.59%; 672 firms (15.59%).
_BETWEEN = {
    "zh": re.compile(
        r"[^，。；、\d]{0,8}[，（(,]?\s?(?:所?占|比重|比例|份额|为|约|达)?[^，。；、\d%]{0,14}$"
    ),
    "en": re.compile(
        r"[^.;\d]{0,30}(?:\(|, (?:or|accounting|which|making|representing)|\bor\b|=)[^.;\d]{0,40}$"
    ),
}
# A bound of a class counts nothing: 小于200项.
_BOUND_BEFORE = re.compile(
    r"(?:小于|大于|超过|低于|高于|不足|不到|少于|多于|[-—–~至到]|under|over|than|to)\s*$"
)
_MONEY = re.compile(r"\s?(?:美|日|欧|港)?元|\s?(?:yuan|dollars|euros)")
_UNITS_ZH = re.compile(r"\s?(?:家|条|所|名|人|件|篇|座|户)")


Whole = tuple[Paragraph, Quantity]
Wholes = Sequence[Whole]


@dataclass(frozen=True)
class _Counted:
    """A count and the share that stands beside it."""

    count: Quantity
    share: Quantity


def shares(
    paragraph: Paragraph, before: Sequence[Paragraph], anywhere: Mapping[Decimal, Whole]
) -> Iterator[Diagnostic]:
    """Yield shares that do not follow from their count, or that no whole number of a base gives.

    The whole of a share is looked for in this paragraph and some before it; two counts that add up
    to a number of the text (`anywhere`) are parts of it wherever it stands.
    """
    wholes = [(p, q) for p in (*before, paragraph) for q in counts(p)]
    pairs = list(_counted(paragraph))
    taken = {pair.share.start for pair in pairs}
    told = 0
    for pair in pairs:
        found = _unfitting(paragraph, pair, wholes, pairs, anywhere)
        if found is not None:
            told += 1
            yield found
    if not told:
        yield from _two_wholes(paragraph, pairs)
    for sentence in paragraph.sentences:
        yield from _impossible(paragraph, sentence, taken, wholes)


def counts(paragraph: Paragraph) -> list[Quantity]:
    """Return the numbers of a paragraph that count things: whole, without a unit of measure."""
    return [
        q
        for q in paragraph.quantities
        if q.digits
        and not q.unit
        and q.value == int(q.value)
        and q.value >= SMALLEST
        and not _bound(paragraph, q)
    ]


def _bound(paragraph: Paragraph, number: Quantity) -> bool:
    before = paragraph.masked[max(0, number.start - 8) : number.start]
    return bool(_BOUND_BEFORE.search(before) or BOUND_AFTER.match(paragraph.masked, number.end))


def _counted(paragraph: Paragraph) -> Iterator[_Counted]:
    """Yield counts with their shares: side by side, or in two lists of one length."""
    language = paragraph.language
    numbers = [q for q in paragraph.quantities if q.digits]
    for one, other in itertools.pairwise(numbers):
        if one.unit or other.unit != PERCENT or one.value < 1 or _bound(paragraph, one):
            continue
        if _MONEY.match(paragraph.masked, one.end):
            continue
        between = paragraph.masked[one.end : other.start]
        if _BETWEEN[language].fullmatch(between) and SHARE_OF[language].search(between):
            yield _Counted(one, other)
    runs = list(_runs(paragraph, numbers))
    for first, second in itertools.pairwise(runs):
        if len(first) == len(second) > 1 and {q.unit for q in first} == {""}:
            between = paragraph.masked[first[-1].end : second[0].start]
            shares = {q.unit for q in second} == {PERCENT} and "。" not in between
            if shares and SHARE_OF[language].search(between):
                yield from (_Counted(*both) for both in zip(first, second, strict=True))


def _runs(paragraph: Paragraph, numbers: Sequence[Quantity]) -> Iterator[list[Quantity]]:
    """Yield numbers listed one after another: 246 条、240 条和 177 条."""
    run: list[Quantity] = []
    for one in numbers:
        joint = paragraph.masked[run[-1].end : one.start] if run else ""
        if run and not re.fullmatch(r"\s?\w{0,2}?\s?(?:[、和与及]|, (?:and )?|,? and )\s?", joint):
            yield run
            run = []
        run.append(one)
    if run:
        yield run


def _two_wholes(paragraph: Paragraph, pairs: Sequence[_Counted]) -> Iterator[Diagnostic]:
    """Yield two counts with shares that are meant of one whole and imply two."""
    for one, other in itertools.pairwise(pairs):
        if min(one.share.value, other.share.value) <= 0 or one.count.step != 1 != other.count.step:
            continue
        (least, most), (low, high) = _implied(one), _implied(other)
        if least <= high and low <= most:
            continue
        if abs(least - low) > _MEANT * least / 2:
            continue
        said = ", ".join(f"{p.count.value:f} / {p.share.value}%" for p in (one, other))
        yield Diagnostic(
            "source-count",
            paragraph.place(other.share.start, other.share.end),
            Words(
                f"个数与占比对应不同的基数（{least:.0f}、{low:.0f}）：{said}",
                f"counts and shares imply different bases ({least:.0f} and {low:.0f}): {said}",
            ),
            Words("请核对这几个数", "see to these numbers"),
            related=Related(paragraph.place(one.share.start, one.share.end)),
        )


def _implied(pair: _Counted) -> tuple[Decimal, Decimal]:
    """Return the least and the largest whole of which a count may be its share."""
    half = pair.share.step / 2
    share = pair.share.value
    return tuple(
        WHOLE * pair.count.value / max(share + h, pair.share.step / 4) for h in (half, -half)
    )  # type: ignore[return-value]


def _unfitting(
    paragraph: Paragraph,
    pair: _Counted,
    wholes: Wholes,
    pairs: Sequence[_Counted],
    anywhere: Mapping[Decimal, Whole],
) -> Diagnostic | None:
    """Return the finding for a share that its count does not give of any whole nearby."""
    count, share = pair.count, pair.share
    if share.value <= 0:
        return None
    larger = [(p, q) for p, q in wholes if q.value >= count.value and q.start != count.start]
    larger += [
        (p, q)
        for p in {id(p): p for p, _ in wholes}.values()
        for q in p.quantities
        if q.digits and not q.unit and q.value > count.value and q not in counts(p)
    ]
    if any(_gives(count, q, share) for _, q in larger):
        return None
    for where, whole in larger:
        if where is paragraph and _told_base(paragraph, whole, count):
            place, there = (paragraph.place(q.start, q.end) for q in (share, whole))
            return wrong_share(place, count.value, whole.value, share.value, there)
    implied = WHOLE * count.value / share.value
    near = [(p, q) for p, q in larger if abs(q.value - implied) <= _MEANT * implied]
    both = _halves(pair, pairs)
    if both in anywhere:
        near = [one for one in larger if one[1].value == both] or [anywhere[both]]
        if _gives(count, near[0][1], share):
            return None
    if not near:
        return None
    where, whole = min(near, key=lambda one: abs(one[1].value - implied))
    there = where.place(whole.start, whole.end)
    place = paragraph.place(share.start, share.end)
    return wrong_share(place, count.value, whole.value, share.value, there)


def _told_base(paragraph: Paragraph, whole: Quantity, count: Quantity) -> bool:
    """Whether the words say that a count is a part of a number: 120个中45个, of 120, 45 are."""
    text = paragraph.masked
    between = text[whole.end : count.start]
    if whole.unit or not 0 < len(between) < 60 or re.search(r"[\d。；;]|\.\s", between):
        return False
    if paragraph.language == "zh":
        return bool(re.search("中(?![国心等小学])", between))
    before = text[max(0, whole.start - 16) : whole.start]
    of = re.search(r"\bof (?:the |all |these |its )?$", before, re.IGNORECASE)
    return bool(of or re.search(r"\bof (?:whom|which|them|these)\b", between))


def _halves(pair: _Counted, pairs: Sequence[_Counted]) -> Decimal:
    """Return what a count and the one beside it add up to, where their shares make a whole."""
    index = next(i for i, one in enumerate(pairs) if one is pair)
    for other in pairs[max(0, index - 1) : index + 2]:
        if other is not pair and abs(other.share.value + pair.share.value - WHOLE) <= CLOSE:
            return pair.count.value + other.count.value
    return Decimal(-1)


def _gives(count: Quantity, whole: Quantity, share: Quantity) -> bool:
    """Whether a count may be this share of a whole, as finely as all three are said."""
    if whole.value == count.value:
        return share.value == WHOLE
    least = WHOLE * (count.value - _slack(count)) / (whole.value + _slack(whole))
    most = WHOLE * (count.value + _slack(count)) / (whole.value - _slack(whole))
    half = share.step / 2
    return least <= share.value + half and share.value - half <= most


def _slack(number: Quantity) -> Decimal:
    return number.step / 2 if number.step != 1 else Decimal()


def _impossible(
    paragraph: Paragraph, sentence: Sentence, taken: set[int], wholes: Wholes
) -> Iterator[Diagnostic]:
    """Yield shares that no whole number of the base stated in their sentence gives."""
    numbers = inside(paragraph, sentence)
    known = sorted({int(q.value) for _, q in wholes})
    for share in parts_of(sentence, paragraph):
        if share.start in taken:
            continue
        bases = [q for q in numbers if q.start < share.start and _is_base(paragraph, q)]
        if not bases or not SHARE_OF[paragraph.language].search(sentence.text):
            continue
        base = bases[-1]
        grains = WHOLE / share.step
        if (
            base.value * 2 > grains
            or share.value == 0
            or _fits_any(share.value, tuple(known), int(grains))
        ):
            continue
        yield impossible_share(
            paragraph.place(share.start, share.end),
            share.value,
            base.value,
            "warning",
            paragraph.place(base.start, base.end),
        )


def _is_base(paragraph: Paragraph, number: Quantity) -> bool:
    if number.unit or not number.digits or number.step != 1 or number.value < SMALLEST:
        return False
    if _bound(paragraph, number):
        return False
    after = paragraph.masked[number.end : number.end + 6]
    if paragraph.language == "zh":
        return bool(_UNITS_ZH.match(after))
    before = paragraph.masked[max(0, number.start - 16) : number.start]
    return bool(re.search(r"\b(?:of|among|the)\s+(?:the\s+)?$", before, re.IGNORECASE))


@lru_cache(maxsize=4096)
def _fits_any(share: Decimal, bases: tuple[int, ...], grains: int) -> bool:
    """Whether some count nearby gives a share that is not too large to say anything."""
    return any(fits(share, base) for base in bases if base * 2 <= grains)
