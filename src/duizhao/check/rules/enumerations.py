"""Enumerations: names that stand side by side keep one order, and all of them, in both languages.

Names are those of every glossary file and the labels of figures' rows, typed or printed by an
expression. `parity-order` compares lists of three and more that are typed from the glossary alone;
here are pairs, and lists that hold labels, expressions or names that nobody knows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from duizhao.check.registry import BOTH, pair_rule
from duizhao.check.scopes import RUNNING, BlockView, PairView
from duizhao.check.text.beside import BESIDE
from duizhao.check.text.lexicon import PROPER, Mention
from duizhao.check.text.prose import Passage
from duizhao.diagnostics import Diagnostic, Words
from duizhao.expressions.namespace import Ranking, Row
from duizhao.expressions.value import Name

# What joins two items of a list; a value in brackets or after the name belongs to its item.
_VALUE = r"(?:\s?[（(][^（）()]{0,4}\ue000+[^（）()]{0,4}[）)])?"
_JOINT = {
    "zh": re.compile(rf"{_VALUE}(?:、|和|与|及|或|以及)"),
    "en": re.compile(rf"{_VALUE}(?:, (?:and |or )?| and | or )(?:the |in |of |at |on )?"),
}
# One unknown item between two known ones.
_UNKNOWN = {
    "zh": re.compile(
        r"(?:、|和|与|及|或|以及)[^，。；：、（）\s\ue000-\ue002和与及或]{1,12}(?:、|和|与|及|或|以及)"
    ),
    "en": re.compile(
        r"(?:, | and )[^,.;:()\ue000-\ue002]{1,40}?(?:, (?:and |or )?| and | or )(?:the )?"
    ),
}


@dataclass(frozen=True)
class Item:
    """A name in a text: where it stands, what it names, whether a person typed it."""

    start: int
    end: int
    id: str
    typed: bool


@dataclass(frozen=True)
class Enumeration:
    """Names joined by nothing but commas and “and”; `plain` when all are typed glossary names."""

    items: tuple[Item, ...]
    plain: bool
    whole: bool

    @property
    def ids(self) -> tuple[str, ...]:
        """Return what is named, in order."""
        return tuple(item.id for item in self.items)


@pair_rule("parity-list", "parity", BOTH, beside=BESIDE)
def parity_list(view: PairView) -> Iterator[Diagnostic]:
    """Names side by side stand in another order, or one of them is missing, in the other language.

    Compared are pairs (A and B), and lists with row labels of figures, printed names or names that
    the glossary lacks; typed lists of three and more glossary names are told by `parity-order`. A
    list that has lost one short common name, such as a one-word class, is told here as well.

    并列的名称在另一种语言里次序不同或少了一项。比较两项并列的名称，以及含有图表行名、表达式所写
    名称或术语表没有的名称的列举；全由术语表名称组成的三项以上的列举见parity-order。
    """
    if not view.aligned:
        return
    labels = {language: _labels(view, language) for language in BOTH}
    for block in view.blocks:
        if block.zh.kind not in RUNNING:
            continue
        named = {p.language: _items(p, view, labels[p.language]) for p, _ in block.both}
        if any(len(items) < 2 for items in named.values()):
            continue
        lists = {p.language: _lists(p, named[p.language]) for p, _ in block.both}
        for mine in lists["zh"]:
            others = [other for other in lists["en"] if len({*mine.ids} & {*other.ids}) > 1]
            if others and not any(_agree(mine, other) for other in others):
                best = max(others, key=lambda other: len({*mine.ids} & {*other.ids}))
                yield from _differ(block, mine, best, named, view)


def _agree(mine: Enumeration, other: Enumeration) -> bool:
    """Whether two lists have the same names in the same order; the shorter may be a part."""
    both = {*mine.ids} & {*other.ids}
    ordered = [id for id in mine.ids if id in both] == [id for id in other.ids if id in both]
    return ordered and len(mine.ids) == len(other.ids)


def _differ(
    block: BlockView,
    mine: Enumeration,
    other: Enumeration,
    named: dict[str, list[Item]],
    view: PairView,
) -> Iterator[Diagnostic]:
    both = {*mine.ids} & {*other.ids}
    first = [item for item in mine.items if item.id in both]
    second = [item for item in other.items if item.id in both]
    if len(first) != len(second):
        return  # a name twice in one of them: no plain list
    told = mine.plain and other.plain and sorted(mine.ids) == sorted(other.ids)
    for one, two in zip(first, second, strict=True):
        if one.id != two.id and not (told and len(first) > 2):
            place = block.en.place(two.start)
            said, its = (p.raw[i.start : i.end] for p, i in ((block.zh, one), (block.en, two)))
            yield Diagnostic(
                "parity-list",
                block.zh.place(one.start),
                Words(
                    f"并列的次序不同：这里是“{said}”，而{place}的同一位置是“{its}”",
                    f"the list has another order: this is “{said}”, but at its place "
                    f"{place} has “{its}”",
                ),
                Words("两种语言的次序要一致", "both languages keep one order"),
            )
            return
        if one.id != two.id:
            return
    for here, there, whole, passage, opposite in (
        (mine, other, other.whole, block.zh, block.en),
        (other, mine, mine.whole, block.en, block.zh),
    ):
        elsewhere = {item.id for item in named[opposite.language]}
        for item in (
            here.items if len(both) > 1 and whole and len(there.ids) < len(here.ids) else ()
        ):
            if item.id not in elsewhere and not _told(item, passage, view):
                said = passage.raw[item.start : item.end]
                yield Diagnostic(
                    "parity-list",
                    passage.place(item.start),
                    Words(
                        f"列举中的“{said}”在另一种语言（{opposite.start}）里没有",
                        f"“{said}” of this list is missing in the other language "
                        f"({opposite.start})",
                    ),
                    Words("两种语言的列举要一致", "both languages list the same"),
                )


def _told(item: Item, passage: Passage, view: PairView) -> bool:
    """Whether `term-missing` or `parity-value` tells that a name is missing."""
    if not item.typed:
        return True
    if item.id not in view.lexicon.glossary:
        return False
    said, term = passage.raw[item.start : item.end], view.lexicon.glossary[item.id]
    return term.kind in PROPER or (len(said) > 2 if passage.language == "zh" else " " in said)


def _labels(view: PairView, language: str) -> dict[str, str]:
    """Return the labels of figures' rows by what they say: those that are names, not bins."""
    found: dict[str, str] = {}
    for figure in view.context.figures.values():
        for row, label in figure.file.rows.items():
            text = label.of(language)
            named = row in view.lexicon.glossary or re.search(r"\d", text) or len(text) < 3
            if not named and label.unit is None:
                found.setdefault(text.casefold(), str(row))
    return found


def _items(passage: Passage, view: PairView, labels: dict[str, str]) -> list[Item]:
    """Return the names in a passage, typed and printed, in order; none within another."""
    text = passage.own
    found = [
        Item(m.start, m.end, m.term.id, True)
        for m in view.lexicon.mentions(text, passage.language)
        if _names(m, passage.language)
    ]
    folded = text.casefold()
    for label, row in labels.items():
        edge = "" if passage.language == "zh" else r"\b"
        for match in re.finditer(rf"{edge}{re.escape(label)}{edge}", folded):
            found.append(Item(match.start(), match.end(), row, True))
    for span in passage.expressions:
        match span.result:
            case Row() | Name():
                found.append(Item(span.start, span.end, span.result.id, False))
            case Ranking():
                ids = "+".join(row.id for row in span.result)
                found.append(Item(span.start, span.end, ids, False))
    items: list[Item] = []
    for item in sorted(found, key=lambda i: (i.start, -i.end)):
        if not items or item.start >= items[-1].end:
            items.append(item)
    return items


def _names(mention: Mention, language: str) -> bool:
    """Whether a mention names its entry; an alias may be a common word (其他, services)."""
    common = len(mention.text) < 3 if language == "zh" else " " not in mention.text
    return mention.form == "name" or (
        mention.form == "alias" and (mention.term.kind in PROPER or not common)
    )


def _lists(passage: Passage, items: Sequence[Item]) -> list[Enumeration]:
    text, language = passage.masked, passage.language
    found: list[Enumeration] = []
    run: list[Item] = []
    whole = True
    for item in items:
        between = text[run[-1].end : item.start] if run else ""
        joined = bool(run) and _JOINT[language].fullmatch(between) is not None
        unknown = bool(run) and not joined and _UNKNOWN[language].fullmatch(between) is not None
        if run and not joined and not unknown:
            found.append(_enumeration(run, whole))
            run, whole = [], True
        whole = whole and not unknown
        run.append(item)
    found.append(_enumeration(run, whole))
    return [one for one in found if len(one.items) > 1]


def _enumeration(run: Sequence[Item], whole: bool) -> Enumeration:
    plain = whole and all(item.typed and "+" not in item.id for item in run)
    return Enumeration(tuple(run), plain, whole)
