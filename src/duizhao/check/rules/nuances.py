"""Nuances: directly, highly, therefore, only, or, according to: said in both languages or none."""

from __future__ import annotations

from collections.abc import Iterator

from duizhao.check.registry import BOTH, pair_rule
from duizhao.check.scopes import PairView
from duizhao.check.text.alignment import Bead
from duizhao.check.text.nuances import NUANCES, Nuance
from duizhao.diagnostics import Diagnostic, Words


@pair_rule("parity-nuance", "parity", BOTH, beside=("note", "alt", "front"))
def parity_nuance(view: PairView) -> Iterator[Diagnostic]:
    """A word that says how far, why or on whose word stands in one language only.

    直接 and directly, 高度 and highly, 因此 and therefore, 只 and only, 或 and or, 据 and according
    to, 所有 and every, 正在 and still: each needs an answer of its kind in the aligned sentence,
    which may be looser (so, since, just, either). Without one the other language says something
    wider, surer or plainer.

    说明程度、原因、范围、依据的词只出现在一种语言里：直接、高度、因此、只、或、据、所有、正在等。对应的
    句子里要有同类的说法，可以宽一些（如“所以”对so、since）；没有，就是另一种语言说得更宽、更肯定或者
    更轻。
    """
    for _, beads in view.beads:
        for index, bead in enumerate(beads):
            if bead.zh and bead.en:
                near = [beads[i] for i in (index - 1, index + 1) if 0 <= i < len(beads)]
                yield from _unanswered(view, bead, near)


def _unanswered(view: PairView, bead: Bead, near: list[Bead]) -> Iterator[Diagnostic]:
    for nuance in NUANCES:
        for here, there in (("zh", "en"), ("en", "zh")):
            finding = _one(view, bead, nuance, here, there)
            if finding is not None:
                yield finding
                break


def _one(view: PairView, bead: Bead, nuance: Nuance, here: str, there: str) -> Diagnostic | None:
    passage, other = bead.of(here)[0].passage, bead.of(there)[0]
    start = bead.of(here)[0].start
    text = passage.masked[start : bead.of(here)[-1].end]
    match = nuance.tells[here].search(text)
    answer = other.passage.masked[other.start : bead.of(there)[-1].end]
    if match is None or nuance.answers[there].search(answer):
        return None
    if view.excepted(passage, start + match.start()):
        return None
    return Diagnostic(
        "parity-nuance",
        passage.place(start + match.start(), start + match.end()),
        Words(
            f"“{match[0]}”（{nuance.name.zh}）在另一种语言（{other.place}）里没有着落",
            f"“{match[0]}” ({nuance.name.en}) is not answered in the other language "
            f"({other.place})",
        ),
        Words("两种语言要说到同样的程度", "both languages say it, or neither"),
    )
