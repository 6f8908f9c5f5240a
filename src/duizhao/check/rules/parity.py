"""Parity: each pair of blocks uses the same values, claims, links, dates and names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from duizhao.check.registry import BOTH, pair_rule
from duizhao.check.scopes import BlockView, PairView
from duizhao.check.text.beside import BESIDE
from duizhao.check.text.prose import Passage, Span
from duizhao.diagnostics import Diagnostic, Place, Words
from duizhao.expressions.proportions import Proportion
from duizhao.expressions.value import Spelled, Value


def _missing(
    rule: str, here: Passage, there: Passage, what: Words, item: str, place: Place
) -> Diagnostic:
    return Diagnostic(
        rule,
        place,
        Words(
            f"{what.zh}“{item}”在另一种语言（{there.start}）里没有",
            f"{what.en} “{item}” is missing in the other language ({there.start})",
        ),
        Words("两种语言的段落说同样的内容", "paired blocks say the same"),
    )


@pair_rule("parity-value", "parity", BOTH, beside=BESIDE)
def parity_value(view: PairView) -> Iterator[Diagnostic]:
    """A value stands in one language only.

    Paired blocks hold the same expressions, each as often. The finding stands at the expression
    that has no counterpart.

    一个数值只出现在一种语言里。成对的段落里，表达式的种类和次数都要一致。
    """
    what = Words("表达式", "the expression")
    for here, there, spans, others in _pairs(view, lambda p: p.expressions):
        if any(span.result is None for span in (*spans, *others)):
            continue  # an expression that fails is told by itself; the rest follows from it
        yield from _unmatched("parity-value", here, there, spans, others, what)


@pair_rule("parity-claim", "parity", BOTH)
def parity_claim(view: PairView) -> Iterator[Diagnostic]:
    """A claim stands in one language only.

    Both languages make the same statements, so both carry the same claims.

    一个判断只出现在一种语言里。两种语言作同样的陈述，就要附同样的判断。
    """
    what = Words("判断", "the claim")
    for here, there, spans, others in _pairs(view, lambda p: (*p.claims, *p.left_out)):
        yield from _unmatched("parity-claim", here, there, spans, others, what)


def _pairs(
    view: PairView, of: Callable[[Passage], Sequence[Span]]
) -> Iterator[tuple[Passage, Passage, Sequence[Span], Sequence[Span]]]:
    if view.aligned:
        for block in view.blocks:
            for here, there in block.both:
                yield here, there, of(here), of(there)


def _source(span: Span) -> str:
    text = getattr(span.piece, "source", "") or getattr(span.piece, "argument", "")
    return re.sub(r"\s+", "", text)


def _unmatched(
    rule: str,
    here: Passage,
    there: Passage,
    spans: Sequence[Span],
    others: Sequence[Span],
    what: Words,
) -> Iterator[Diagnostic]:
    left = Counter(_source(span) for span in others)
    for span in spans:
        source = _source(span)
        if left[source]:
            left[source] -= 1
            continue
        shown = getattr(span.piece, "source", "") or getattr(span.piece, "argument", "")
        yield _missing(rule, here, there, what, shown, here.place(span.start))


@pair_rule("parity-order", "parity", BOTH, beside=BESIDE)
def parity_order(view: PairView) -> Iterator[Diagnostic]:
    """The same values or names stand in another order in the other language.

    Compared are the numbers of one unit (shares and ratios as one), the names that expressions
    print, and names typed one after another in a list: A, B and C. A swapped pair of values says
    something else although nothing is missing.

    同样的数值或名称在两种语言里次序不同。同一单位的数值、由表达式写出的名称、并列写出的名称，
    次序都要一致。
    """
    if not view.aligned:
        return
    for block in view.blocks:
        zh, en = _sequences(block.zh), _sequences(block.en)
        for kind in zh.keys() & en.keys():
            mine, other = zh[kind], en[kind]
            if Counter(map(_source, mine)) != Counter(map(_source, other)):
                continue  # told by parity-value
            for one, two in zip(mine, other, strict=True):
                if _source(one) != _source(two):
                    for passage, span, there, that in (
                        (block.zh, one, block.en, two),
                        (block.en, two, block.zh, one),
                    ):
                        yield _out_of_order(passage, span, there, that)
                    break
        yield from _lists(block, view)


def _out_of_order(here: Passage, span: Span, there: Passage, other: Span) -> Diagnostic:
    place = there.place(other.start)
    mine, that = (getattr(s.piece, "source", "") for s in (span, other))
    return Diagnostic(
        "parity-order",
        here.place(span.start),
        Words(
            f"这里是“{mine}”，而{place}的同一位置是“{that}”",
            f"this is “{mine}”, but at its place {place} has “{that}”",
        ),
        Words("两种语言的次序要一致", "both languages keep one order"),
    )


def _sequences(passage: Passage) -> dict[str, list[Span]]:
    """Return a passage's expressions by what they print: one list per unit, one for names."""
    found: dict[str, list[Span]] = {}
    for span in passage.expressions:
        result = span.result.value if isinstance(span.result, Spelled | Proportion) else span.result
        kind = type(result).__name__
        if isinstance(result, Value):
            # A share, a difference of shares and a ratio are easily taken for one another.
            ratio = result.unit in ("percent", "points", "times")
            kind = "ratio" if ratio else f"value {result.unit}"
        if kind != "Word":
            found.setdefault(kind, []).append(span)
    return found


_JOINTS = {
    "zh": re.compile(r"[、和与及或]|以及"),
    "en": re.compile(r",? (?:and|or) |, "),
}


def _lists(block: BlockView, view: PairView) -> Iterator[Diagnostic]:
    lists = {p.language: _listed(p, view) for p, _ in block.both}
    for ids, place in lists["zh"]:
        for others, there in lists["en"]:
            if ids != others and sorted(ids) == sorted(others):
                first = next(i for i, j in zip(ids, others, strict=True) if i != j)
                name = view.lexicon.glossary[first].entry
                message = Words(
                    f"并列的次序与{there}不同：从“{name.zh}”起",
                    f"the list has another order than {there}, from “{name.zh}” on",
                )
                hint = Words("两种语言的次序要一致", "both languages keep one order")
                yield Diagnostic("parity-order", place, message, hint)


def _listed(passage: Passage, view: PairView) -> list[tuple[list[str], Place]]:
    """Return the lists of typed names: ids joined by nothing but commas and “and”."""
    found: list[tuple[list[str], Place]] = []
    ids: list[str] = []
    start = end = -1
    for mention in view.lexicon.mentions(passage.masked, passage.language):
        if mention.start < end:
            continue
        joint = passage.masked[end : mention.start] if end >= 0 else ""
        if not (ids and _JOINTS[passage.language].fullmatch(joint)):
            if len(ids) > 2:
                found.append((ids, passage.place(start)))
            ids, start = [], mention.start
        ids.append(mention.term.id)
        end = mention.end
    if len(ids) > 2:
        found.append((ids, passage.place(start)))
    return found


_LINKS = re.compile(r"\]\(([^)\s]+)[^)]*\)|<(https?://[^>]+)>")
_NOTES = re.compile(r"\[\^([^\]]+)\]")


@pair_rule("parity-link", "parity", BOTH, beside=BESIDE)
def parity_link(view: PairView) -> Iterator[Diagnostic]:
    """A link or a footnote stands in one language only.

    Links that differ only in the language of the page they lead to are the same.

    一个链接或脚注只出现在一种语言里。只是所指页面语言不同的链接视为相同。
    """
    if not view.aligned:
        return
    for block in view.blocks:
        for here, there in block.both:
            for pattern in (_LINKS, _NOTES):
                left = Counter(_target(match) for match in pattern.finditer(there.raw))
                for match in pattern.finditer(here.raw):
                    target = _target(match)
                    if left[target]:
                        left[target] -= 1
                        continue
                    what = Words("链接或脚注", "the link or footnote")
                    place = here.place(match.start(), match.end())
                    yield _missing("parity-link", here, there, what, target, place)


def _target(match: re.Match[str]) -> str:
    target = next(group for group in match.groups() if group is not None)
    return re.sub(r"(?<![a-z])(?:zh|en)(?:[-_][A-Za-z]+)?(?=[/.])", "*", target)


_ITEM = re.compile(r"^[ \t]*(?:[-*+]|\d+[.)])\s", re.MULTILINE)


@pair_rule("parity-items", "parity", BOTH)
def parity_items(view: PairView) -> Iterator[Diagnostic]:
    """A list or a typed table has more items in one language than in the other.

    列表或手写表格的项数在两种语言里不同。
    """
    if not view.aligned:
        return
    for block in view.blocks:
        if block.zh.kind == "list":
            zh, en = (len(_ITEM.findall(p.raw)) for p in (block.zh, block.en))
        elif block.zh.kind == "table":
            zh, en = (p.raw.count("\n") for p in (block.zh, block.en))
        else:
            continue
        if zh != en:
            message = Words(
                f"这里有{zh}项，而{block.en.start}有{en}项",
                f"there are {zh} items, but {block.en.start} has {en}",
            )
            yield Diagnostic("parity-items", block.zh.start, message)
