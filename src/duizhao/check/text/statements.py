"""Statements: every sentence of a block has its counterpart, and both blocks say equally much."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from duizhao.check.registry import BOTH, pair_rule
from duizhao.check.scopes import BlockView, PairView
from duizhao.check.text.alignment import Bead, Token, Unit, deviation, matched
from duizhao.check.text.beside import PROSE
from duizhao.check.text.prose import MASK, TAG, VALUE, Passage
from duizhao.diagnostics import Diagnostic, Words

# How many letters English takes for one Han character, in blocks of this kind: 2.3 to 3.8 in
# finished chapters. Outside these bounds one side says clearly more than the other.
SHORTEST, LONGEST, FROM = 2.0, 4.4, 60
# A sentence that shares less than this with anything is not looked for: too little is known of it.
KNOWN = 3.0
# Two sentences that know so much each and share nothing do not say the same.
STRANGE = 5.0
# In a bead whose one side is longer than expected by TOO_LONG standard deviations, so much in a row
# without an answer is a statement that was left out. Measured on finished chapters: see
# docs/check.md.
TOO_LONG, IN_A_ROW = 1.7, 4.0
# Characters of a sentence that say which one is meant.
SHOWN = 50


@pair_rule("parity-sentence", "parity", BOTH, beside=PROSE)
def parity_sentence(view: PairView) -> Iterator[Diagnostic]:
    """A sentence has no counterpart in the other language.

    The sentences of paired blocks are aligned by their values, names, dates, everyday words that
    both languages know, and lengths. Found are sentences that stand alone or share nothing with
    their counterpart, and parts of a sentence that nothing answers while its counterpart is far
    too short.

    一个句子在另一种语言里没有对应。成对段落的句子按数值、名称、日期、常用词和长度对齐：独自站着
    的句子、与对方毫无共同之处的句子，以及对方明显过短而无人回应的半句，都算遗漏。
    """
    for block, beads in view.beads:
        yield from _unanswered(view, block, beads)


@pair_rule("parity-length", "parity", BOTH, beside=PROSE)
def parity_length(view: PairView) -> Iterator[Diagnostic]:
    """One language says clearly more than the other.

    The lengths of paired blocks are compared, values apart. A block whose translation is far
    shorter than such translations are has lost a part, although no single sentence of it could be
    told (`parity-sentence`).

    两种语言的篇幅相差过大，很可能有一边漏了内容，只是说不出是哪一句（说得出的见parity-sentence）。
    """
    for block, beads in view.beads:
        zh, en = (sum(u.length for b in beads for u in b.of(side)) for side in ("zh", "en"))
        if zh < FROM and en < FROM * LONGEST:
            continue
        ratio = en / max(1, zh)
        if SHORTEST <= ratio <= LONGEST or any(_unanswered(view, block, beads)):
            continue
        short = block.en if ratio < SHORTEST else block.zh
        long = block.zh if short is block.en else block.en
        message = Words(
            f"这一段比{long.start}短得多",
            f"this block is far shorter than {long.start}",
        )
        hint = Words("请看看是否漏了内容", "see whether something was left out")
        yield Diagnostic("parity-length", short.start, message, hint)


def _unanswered(view: PairView, block: BlockView, beads: Sequence[Bead]) -> Iterator[Diagnostic]:
    for index, bead in enumerate(beads):
        near = [beads[i] for i in (index - 1, index + 1) if 0 <= i < len(beads)]
        finding = _alone(bead) or _strange(bead) or _half(bead, near)
        if finding is not None and not view.excepted(*finding[:2]):
            yield _left_out(block, *finding)


def _alone(bead: Bead) -> tuple[Passage, int, str] | None:
    """Return where a bead with one empty side stands, and its words."""
    if bead.zh and bead.en:
        return None
    units = bead.zh or bead.en
    if sum(unit.weight for unit in units) < KNOWN:
        return None
    return units[0].passage, _first(units[0]), said(units)


def _strange(bead: Bead) -> tuple[Passage, int, str] | None:
    """Return where two sentences stand that share not a single word, although many are known."""
    if min(sum(t.weight for t in side) for side in (bead.zh_tokens, bead.en_tokens)) < STRANGE:
        return None
    if bead.pairs:
        return None
    return bead.zh[0].passage, _first(bead.zh[0]), said(bead.zh)


def _half(bead: Bead, near: Sequence[Bead]) -> tuple[Passage, int, str] | None:
    """Return where the part of an overlong side begins that nothing answers, and its words."""
    if not bead.zh or not bead.en:
        return None
    zh, en = (sum(unit.length for unit in side) for side in (bead.zh, bead.en))
    too_long = deviation(zh, en)
    side = "en" if too_long > 0 else "zh"
    if abs(too_long) < TOO_LONG:
        return None
    mine = bead.tokens(side)
    used = set(bead.answers)
    for beside in near:  # what the sentence beside it has left over may be the answer
        there = beside.tokens("zh" if side == "en" else "en")
        over = [t for t in there if t not in beside.answers]
        used |= {one for one, _ in matched([t for t in mine if t not in used], over)}
    longest: list[Token] = []
    run: list[Token] = []
    for token in sorted(mine, key=lambda t: t.start):
        run = [] if token in used else [*run, token]
        if sum(t.weight for t in run) > sum(t.weight for t in longest):
            longest = run
    if sum(token.weight for token in longest) < IN_A_ROW:
        return None
    passage = bead.of(side)[0].passage
    return passage, longest[0].start, shortened(passage, longest[0].start, longest[-1].end)


def _first(unit: Unit) -> int:
    return unit.start + len(unit.text) - len(unit.text.lstrip())


def said(units: tuple[Unit, ...]) -> str:
    """Return the author's words of some sentences, shortened, values as dots."""
    return shortened(units[0].passage, units[0].start, units[-1].end)


def shortened(passage: Passage, start: int, end: int) -> str:
    """Return a part of a passage, shortened, values as dots."""
    text = re.sub(f"[{VALUE}{TAG}{MASK}]+", "…", passage.masked[start:end])
    text = " ".join(text.split())
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"


def _left_out(block: BlockView, passage: Passage, start: int, text: str) -> Diagnostic:
    there = block.of("en" if passage.language == "zh" else "zh")
    return Diagnostic(
        "parity-sentence",
        passage.place(start),
        Words(
            f"“{text}”在另一种语言（{there.start}）里没有对应的话",
            f"nothing in the other language ({there.start}) says “{text}”",
        ),
        Words(
            "补上漏译的话，或者删去这一句",
            "translate what was left out, or drop it here as well",
        ),
    )
