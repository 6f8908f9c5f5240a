"""Bounds: of one number it is not said here that it is more, and there that it is less.

Whether a source prints “more than 4,400” no table says; but whoever says so says it everywhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from duizhao.check.registry import edition_rule
from duizhao.check.rules.qualifiers import said_of
from duizhao.check.scopes import EditionView
from duizhao.check.text.coordinates import single
from duizhao.check.text.prose import Passage, Span
from duizhao.diagnostics import Diagnostic, Words

OPPOSITE = {"over": "under", "under": "over", "at least": "at most", "at most": "at least"}


@edition_rule("bound-elsewhere", "numbers")
def bound_elsewhere(view: EditionView) -> Iterator[Diagnostic]:
    """A number is a lower bound in one place of an edition and an upper bound in another.

    Of a single fact: “more than {{ a }}” in the summary and “fewer than {{ a }}” in a chapter, 超过
    and 不足: one of them is wrong in both languages. The rarer one is told, or both.

    同一项事实，一处写“超过”，另一处写“不足”：总有一处说反了。指出较少见的一种，一样多的都指出。
    """
    places: dict[str, list[tuple[str, Passage, Span]]] = {}
    texts = (passage for pair in (*view.pairs, *view.beside) for passage in pair.passages)
    facts = {f.name for f in view.context.figures.values() if list(f.file.columns) == ["value"]}
    for passage in texts:
        for span in passage.expressions:
            at, kind = single(span), said_of(passage, span) or ""
            if at is not None and at.figure in facts and kind in OPPOSITE:
                places.setdefault(str(at), []).append((kind, passage, span))
    for found in places.values():
        counted = Counter(kind for kind, _, _ in found)
        for kind, passage, span in found:
            other = OPPOSITE[kind]
            if counted[other] >= counted[kind]:
                place = next(p.place(s.start) for k, p, s in found if k == other)
                yield Diagnostic(
                    "bound-elsewhere",
                    passage.place(span.start, span.end),
                    Words(
                        f"这个数在{place}说的是另一个方向的界限",
                        f"at {place} the same number is a bound the other way",
                    ),
                    Words("请核对是超过还是不足", "see whether there is more of it, or less"),
                )
