"""Support: of whom a sentence says something, a number or a claim of its block speaks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from duizhao.check.registry import pair_rule
from duizhao.check.rules.value_parts import parts_of
from duizhao.check.scopes import RUNNING, PairView
from duizhao.check.text.assertions import HEDGES, TRIGGERS
from duizhao.check.text.coordinates import addresses
from duizhao.check.text.cues import HIGH, JUDGED, LOW, PIVOT
from duizhao.check.text.prose import Passage, Sentence, Span
from duizhao.diagnostics import Diagnostic, Words
from duizhao.expressions.namespace import Ranking
from duizhao.project.figures import Figure

# Kinds of entries whose names are words as well.
COMMON = ("terms", "categories")
# More names than these that nothing is said of are a list of instances.
SLIPS = 2


@pair_rule("name-unsupported", "claims")
def name_unsupported(view: PairView) -> Iterator[Diagnostic]:
    """A sentence speaks of a row of its figure of which no number and no claim speaks.

    Where a block has numbers of places or organisations, and a sentence of it says that one is
    larger, first or fast, some number, list or claim of the block is about that one. A name that
    none is about is another than the one that is meant. Lists of instances and what somebody else
    says are left alone; names typed before `ranks(3, 5)` are the first and the second.

    句子说到图表里的一个地方或机构，段落里却没有一个数值、列表或判断是关于它的，很可能写错了名称。列举的
    例子和转述的话不算；写在`ranks(3, 5)`之前的名称，应是第一和第二。
    """
    for passage in view.passages:
        if passage.kind in RUNNING and passage.expressions:
            rows, supported = _rows(passage, view), _supported(passage, view)
            for sentence in passage.sentences:
                yield from _unsupported(sentence, rows - supported, view)
                yield from _before_ranks(sentence, view)


def _unsupported(sentence: Sentence, rows: set[str], view: PairView) -> Iterator[Diagnostic]:
    passage, text, language = sentence.passage, sentence.text, sentence.passage.language
    known, telling = view.figures, (TRIGGERS, JUDGED, HIGH, LOW, PIVOT)
    says = sentence.spans or any(one[language].search(text) for one in telling)
    named = {id for m in known.named(text, language, (), sentence.start) for id in m.ids}
    parts = parts_of(sentence, known)
    if not says or HEDGES[language].search(text):
        return
    if any(not set(known.row_ids(p.figure, p.at.row)) & named for p in parts):
        return  # told by `value-row`, if it is wrong
    found = [
        m
        for m in view.lexicon.mentions(text, language)
        if m.term.kind not in COMMON and m.form != "avoid" and m.term.id in rows
    ]
    if len({m.term.id for m in found}) > SLIPS:
        return
    for mention in found:
        start = sentence.start + mention.start
        yield Diagnostic(
            "name-unsupported",
            passage.place(start, start + len(mention.text)),
            Words(
                f"段落里没有数值或判断是关于“{mention.text}”的",
                f"no number and no claim of this block is about “{mention.text}”",
            ),
            Words("请核对名称，或加上判断", "see whether it is the right name, or add a claim"),
        )


def _before_ranks(sentence: Sentence, view: PairView) -> Iterator[Diagnostic]:
    """Yield the first of the names typed before `ranks(k, …)` that is not of its rank."""
    language, text = sentence.passage.language, sentence.text
    for span in sentence.spans:
        ahead = _ahead(span)
        start = max([0, *(s.end - sentence.start for s in sentence.spans if s.end <= span.start)])
        names = [
            m
            for m in view.lexicon.mentions(text[start : span.start - sentence.start], language)
            if m.term.kind not in COMMON and m.form != "avoid"
        ]
        if not ahead or len(names) != len(ahead):
            continue
        for mention, id in zip(names, ahead, strict=True):
            if mention.term.id != id:
                at = sentence.start + start + mention.start
                name = view.figures.row_name(_figure(span), id)
                yield Diagnostic(
                    "name-unsupported",
                    sentence.passage.place(at, at + len(mention.text)),
                    Words(
                        f"在这一名次的是“{name.zh}”，不是“{mention.text}”",
                        f"“{name.en}” has this rank, and not “{mention.text}”",
                    ),
                    Words("请核对次序", "see to the order"),
                )
                break


def _figure(span: Span) -> Figure:
    assert isinstance(span.result, Ranking)
    return span.result.figure.figure


def _ahead(span: Span) -> list[str]:
    """Return the rows that stand in a ranking before those that an expression prints."""
    ranks = re.search(r"\.ranks\((\d+),[^)]*\)", getattr(span.piece, "source", ""))
    if ranks is None or not isinstance(span.result, Ranking):
        return []
    figure = _figure(span)
    column = span.result.column or figure.measure or ""
    return list(figure.ranked(column))[: int(ranks[1]) - 1]


def _rows(passage: Passage, view: PairView) -> set[str]:
    """Return every id that names a row of the figures whose numbers a block has."""
    made = [at for span in passage.expressions for at in addresses(span)]
    made += [at for one in view.compared(passage) for at in one.addresses]
    known = view.figures
    figures = [known.of(at) for at in made]
    figures += [_figure(s) for s in passage.expressions if isinstance(s.result, Ranking)]
    return {id for one in figures if one for row in one.rows for id in known.row_ids(one, row)}


def _supported(passage: Passage, view: PairView) -> set[str]:
    """Return the ids of rows that a value, a list or a claim of a block is about."""
    found: set[str] = set(passage.printed)
    rows = [at for span in passage.expressions for at in addresses(span)]
    known = view.figures
    for one in view.compared(passage):
        rows += one.addresses
        if one.ranked:
            found.add(one.ranked.row)
    for at in rows:
        figure = known.of(at)
        found |= {at.row, *(known.row_ids(figure, at.row) if figure else ())}
    for span in passage.expressions:
        found |= set(_ahead(span))
    for span in (*passage.expressions, *passage.claims):
        source = getattr(span.piece, "source", "") or getattr(span.piece, "argument", "")
        found |= set(re.findall(r"\w+", source))
    return found
