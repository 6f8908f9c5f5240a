"""Quotients: what is divided by what is said alike everywhere."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from duizhao.check.registry import edition_rule
from duizhao.check.scopes import EditionView
from duizhao.check.text.coordinates import Figures, has_word
from duizhao.check.text.prose import Passage
from duizhao.diagnostics import Diagnostic, Words

_DIVIDED = {
    "zh": re.compile(
        "(?P<above>[\u4e00-\u9fff]{1,12}?)(?:除以(?P<below>[\u4e00-\u9fff]{1,10})|"
        "[与和](?P<other>[\u4e00-\u9fff]{2,10})之比)"
    ),
    "en": re.compile(
        r"(?P<above>[\w&’ -]{3,40}) divided by (?:the |its |their )?(?P<below>[\w&’ -]{3,40})|"
        r"\bratio of (?P<first>[\w&’ -]{3,40}?) to (?P<second>[\w&’ -]{3,40})",
        re.IGNORECASE,
    ),
}
# Without one of these a text names no quotient.
_CUES = {"zh": ("除以", "之比"), "en": ("divided by", "ratio of")}


@edition_rule("quotient-turned", "claims")
def quotient_turned(view: EditionView) -> Iterator[Diagnostic]:
    """Here A is divided by B, elsewhere B by A.

    A definition, a note and a chapter that say of what a measure is the quotient say it alike. The
    rarer order is told, or both.

    一处说甲除以乙，另一处说乙除以甲。定义、图表说明和正文说到一个指标是谁与谁之比，说法要一致。指出较少见的一种，
    一样多的都指出。
    """
    found: dict[tuple[str, str], list[tuple[Passage, int, int]]] = defaultdict(list)
    for pair in (*view.pairs, *view.beside):
        for passage in pair.passages:
            if not any(word in passage.own for word in _CUES[passage.language]):
                continue
            for match in _DIVIDED[passage.language].finditer(passage.own):
                parts = [part for part in match.groups() if part]
                ends = [
                    _named(part, passage.language, pair.figures, i == 0)
                    for i, part in enumerate(parts)
                ]
                if len(ends) == 2 and all(ends) and ends[0] != ends[1]:
                    found[ends[0], ends[1]].append((passage, match.start(), match.end()))
    for (above, below), places in found.items():
        turned = found.get((below, above), [])
        for passage, start, end in places if len(turned) >= len(places) else ():
            there = turned[0][0].place(turned[0][1])
            yield Diagnostic(
                "quotient-turned",
                passage.place(start, end),
                Words(
                    f"{there}说的是后者除以前者", f"at {there} the latter is divided by the former"
                ),
                Words("请核对谁除以谁", "see which is divided by which"),
            )


def _named(text: str, language: str, known: Figures, last: bool) -> str:
    """Return the term or the column that a part of a quotient names, the last or the first."""
    named = [(m.start, min(m.ids)) for m in known.named(text, language, (), 0)]
    for figure in known.all:
        for name in figure.file.numeric:
            words = known.column_words(figure, name, language, head=True)
            named += (
                [(at, name) for at in has_word(words, text, language)] if len(words) == 1 else []
            )
    at = (max if last else min)((start for start, _ in named), default=-1)
    return min((name for start, name in named if start == at), default="")
