"""Claims: a sentence that says more than its numbers rests on a claim or a wording helper."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from duizhao.check.registry import pair_rule
from duizhao.check.scopes import RUNNING, PairView
from duizhao.check.text.assertions import HEDGES, HELPERS, TRIGGERS
from duizhao.check.text.prose import MASK, TAG, VALUE, Passage, Sentence
from duizhao.diagnostics import Diagnostic, Place, Related, Words
from duizhao.expressions.parser import names_of


@pair_rule("unbound-claim", "claims")
def unbound_claim(view: PairView) -> Iterator[Diagnostic]:
    """A sentence says more than its numbers, and nothing tests it.

    Rose, fell, largest, most of, more than half, doubled: a sentence with such a word and with a
    number of the report needs a claim about the same figure in its block, or an expression that
    chooses the word (`verb`, `trend`, `growth`, `rank`, `top`). Sentences that quote somebody,
    suppose something or explain a measure are left alone.

    句子说的比数字多（上升、最高、过半、翻番……），却没有判断或措辞函数为它作证。请在段末加上
    {% claim … %}，或让表达式来选词。转述、假设和解释性的句子不算。
    """
    for block in view.blocks:
        for passage, _ in block.both:
            if passage.kind not in RUNNING:
                continue
            for sentence in passage.sentences:
                found = _unbound(sentence, passage)
                if found is None or view.settings.allows(
                    view.settings.file.claims,
                    sentence.passage.raw[sentence.start : sentence.end],
                    passage.start.path,
                ):
                    continue
                yield Diagnostic(
                    "unbound-claim",
                    passage.place(sentence.start + found.start(), sentence.start + found.end()),
                    Words(
                        f"“{found[0]}”没有判断为证：“{said(sentence)}”",
                        f"“{found[0]}” rests on no claim: “{said(sentence)}”",
                    ),
                    Words(
                        "请在这一段之后加上{% claim … %}",
                        "add a {% claim … %} after the paragraph",
                    ),
                )


def _unbound(sentence: Sentence, passage: Passage) -> re.Match[str] | None:
    """Return the word of a sentence that nothing tests, if there is one."""
    if not sentence.spans:
        return None
    triggers = TRIGGERS[passage.language].finditer(sentence.text)
    match = next((m for m in triggers if not _hedged(m, sentence.text, passage.language)), None)
    if match is None:
        return None
    sources = [span.piece.source for span in sentence.spans if hasattr(span.piece, "source")]
    if any(HELPERS.search(source) for source in sources):
        return None
    own = {name for source in sources for name in names_of(source)}
    for claim in passage.claims:
        argument = getattr(claim.piece, "argument", "")
        if own & names_of(argument):
            return None
    return match


def _hedged(match: re.Match[str], text: str, language: str) -> bool:
    """Whether a word is taken back before it, or in the clause it stands in."""
    stop = re.compile(r"[，；：,;:]").search(text, match.end())
    return bool(HEDGES[language].search(text, 0, stop.start() if stop else len(text)))


def said(sentence: Sentence, length: int = 60) -> str:
    """Return a sentence's own words, shortened, values as dots."""
    text = " ".join(re.sub(f"[{VALUE}{TAG}{MASK}]+", "…", sentence.text).split())
    return text if len(text) <= length else text[: length - 1] + "…"


def with_other_side(finding: Diagnostic, *views: PairView) -> Diagnostic:
    """Return a finding with the place and words of the block beside it in the other language."""
    if finding.related is not None:
        return finding
    for view in views:
        for block in view.blocks:
            for passage, other in block.both:
                if _covers(passage, finding.place):
                    return replace(finding, related=Related(other.start, _excerpt(other)))
    return finding


def _covers(passage: Passage, place: Place) -> bool:
    first = passage.start.line or 1
    last = first + passage.raw.count("\n")
    return passage.start.path == place.path and first <= (place.line or 0) <= last


def _excerpt(passage: Passage, length: int = 120) -> str:
    text = " ".join(re.sub(f"[{VALUE}{TAG}{MASK}]+", "…", passage.own).split())
    return text if len(text) <= length else text[: length - 1] + "…"
