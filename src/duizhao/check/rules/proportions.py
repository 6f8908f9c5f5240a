"""Proportions: a number said in words that is not quite so stands beside “about”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from duizhao.check.registry import pair_rule
from duizhao.check.scopes import PairView
from duizhao.check.text.beside import BESIDE
from duizhao.check.text.prose import Passage, Span
from duizhao.diagnostics import Diagnostic, Words
from duizhao.expressions.proportions import Proportion
from duizhao.render.inline import value_text

# What stands before a proportion, by whether the number is near it, above it or below it.
_BEFORE = {
    "zh": {
        "near": "约|大约|大概|大致|左右|差不多|约为|约占|约有",
        "below": "近|将近|接近|几乎|不到|不足|低于|少于|未满|至多|最多|不超过",
        "above": "超过|逾|超出|超|多于|高于|大于|不止|至少|不低于|不少于",
    },
    "en": {
        "near": "about|approximately|around|roughly|some|circa|close to",
        "below": "nearly|almost|(?:less|fewer) than|under|below|just short of|at most|not quite",
        "above": "more than|over|above|just over|well over|at least|upwards of",
    },
}
_AFTER = {"zh": re.compile("[^，。；：、\ue000]{0,6}?(?:左右|上下)"), "en": re.compile(" or so")}
# “About” may stand further ahead in its clause: 约相当于全市的三成.
_NEAR = {
    "zh": re.compile("(?:(?<![制节合公签预简违规])约|大概|大致)[^，。；：、\ue000]{0,16}$"),
    "en": re.compile(r"\b(?:about|approximately|roughly)\b[^,.;:\ue000]{0,24}$", re.IGNORECASE),
}
_PATTERNS = {
    "zh": {
        kind: re.compile(rf"(?:{words})(?:有|为|占|是|相当于|相当)?每?$")
        for kind, words in _BEFORE["zh"].items()
    },
    "en": {
        kind: re.compile(rf"\b(?:{words})\s+(?:one in |every )?(?:the |a )?$", re.IGNORECASE)
        for kind, words in _BEFORE["en"].items()
    },
}


@pair_rule("about-missing", "numbers", beside=BESIDE)
def about_missing(view: PairView) -> Iterator[Diagnostic]:
    """Words for a number are not quite what it is, and the sentence does not say so.

    “One in thirteen” of 7.74 % may be said plainly, since one in thirteen is 7.69 %; “a third” of
    32.5 % needs “about a third”, or “nearly”. “More than” and “nearly” must fit the side that the
    number is on. It concerns `.one_in`, `.fraction` and `.multiple`; words that are far off are
    refused in any case.

    用文字说的比例与数值略有出入，句中却没有“约”。7.74%可以直接说“每十三条有一条”（即7.69%）；32.5%要说
    “约三分之一”或“近三分之一”。“超过”“近”要与实际的大小一致。
    """
    for passage in view.passages:
        for span in passage.expressions:
            if isinstance(span.result, Proportion) and not _said(passage, span, span.result):
                yield _finding(passage, span, span.result)


def _said(passage: Passage, span: Span, proportion: Proportion) -> bool:
    before = passage.masked[max(0, span.start - 24) : span.start].replace("\n", " ")
    after = passage.masked[span.end : span.end + 10].replace("\n", " ")
    if _AFTER[passage.language].match(after):
        return True
    if _NEAR[passage.language].search(before):
        return True
    kinds = [k for k, p in _PATTERNS[passage.language].items() if p.search(before)]
    if not kinds:
        return proportion.exact
    side = _side(proportion)
    return "near" in kinds or side in kinds


def _side(proportion: Proportion) -> str:
    """Return whether the number is above, below or level with what is said of it."""
    value = Fraction(proportion.value.number)
    if proportion.value.unit == "percent":
        value /= 100
    said = 1 / proportion.said if proportion.form == "one_in" else proportion.said
    if value == said:
        return "level"
    return "above" if value > said else "below"


def _finding(passage: Passage, span: Span, proportion: Proportion) -> Diagnostic:
    zh, en = (value_text(proportion.number, language) for language in ("zh", "en"))
    return Diagnostic(
        "about-missing",
        passage.place(span.start),
        Words(
            f"这个数是{zh}，用文字说略有出入，而句中没有说明",
            f"the number is {en}, not quite what these words say, and the sentence does not say so",
        ),
        Words(
            "请写“约”；或写与实际大小一致的“超过”“近”",
            "write “about”, or “more than” or “nearly” as the number has it",
        ),
    )
