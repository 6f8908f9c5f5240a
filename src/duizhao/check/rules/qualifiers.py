"""Qualifiers: about, more than, may: both languages are equally exact and equally sure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest

from duizhao.check.registry import BOTH, pair_rule
from duizhao.check.scopes import PairView
from duizhao.check.text.alignment import Bead
from duizhao.check.text.beside import BESIDE
from duizhao.check.text.prose import Passage, Span
from duizhao.check.text.senses import HEDGES, vocabulary
from duizhao.diagnostics import Diagnostic, Words

# What stands directly before a number, or after it, by what it makes of the number.
_BEFORE = {
    "zh": {
        "about": "约|大约|约为|约占|约有|大概|近|将近|接近|几乎|大致|差不多",
        "over": "超过|逾|超出|超|多于|高于|大于|不止|突破",
        "under": "不足|不到|低于|少于|小于|未满|未达",
        "at least": "至少|不低于|不少于|不小于|起码",
        "at most": "至多|最多|不超过|不高于|不多于|不大于",
    },
    "en": {
        "about": "about|approximately|around|roughly|some|nearly|almost|close to|circa|"
        "in the region of",
        "over": r"(?<!no )(?<!not )more than|over|above|exceed(?:s|ed|ing)?|upwards of|"
        "in excess of|beyond",
        "under": r"(?<!no )(?<!not )(?:less|fewer) than|under|below|short of|not quite",
        "at least": "at least|(?:no|not) (?:less|fewer) than",
        "at most": "at most|up to|not more than|not exceeding",
    },
}
_AFTER = {
    "zh": {
        "about": "左右|上下|许(?!多)",
        "over": "多(?!于|少)|余(?!下|地|额)",
        "at least": "以上|及以上",
        "at most": "以内|以下",
    },
    "en": {
        "about": r"or so\b|or thereabouts",
        "over": r"and more\b|or more\b",
        "at least": r"or more\b|and above\b",
        "at most": r"or (?:less|fewer)\b",
    },
}
_PATTERNS = {
    language: (
        {
            kind: re.compile(
                rf"(?:{words})(?:有|为|占|达|达到|了)?$"
                if language == "zh"
                else rf"\b(?:{words}) (?:the |a |an )?$",
                re.IGNORECASE,
            )
            for kind, words in _BEFORE[language].items()
        },
        {
            kind: re.compile(
                rf"[家个条项类种年元]?(?:{words})" if language == "zh" else rf" (?:{words})"
            )
            for kind, words in _AFTER[language].items()
        },
    )
    for language in ("zh", "en")
}
# Kinds that may stand for each other, and the senses of words elsewhere in the sentence that do.
_SENSES = {
    "about": ("approximate", "similar"),
    "over": ("exceed", "at_least"),
    "under": ("fall_short", "insufficient", "at_most"),
    "at least": ("at_least", "exceed"),
    "at most": ("at_most", "fall_short"),
}
# A second hedge in a row may go without saying: 也可能, or may.
_AGAIN = re.compile(r"[也又或]$|\b(?:or|and)\s$")
# Words that leave a statement open as a hedge does.
OPEN = (
    *HEDGES,
    "possible",
    "usual",
    "approximate",
    "suppose",
    "if",
    "hope",
    "doubt",
    "main",
    "some",
)
# May with a negation after it forbids.
_FORBIDS = re.compile(r"may (?:[a-z]+ ){0,3}(?:not|neither|never)\b", re.IGNORECASE)
NAMES = {
    "about": Words("约", "about"),
    "over": Words("超过", "more than"),
    "under": Words("不到", "less than"),
    "at least": Words("至少", "at least"),
    "at most": Words("至多", "at most"),
}


@pair_rule("parity-qualifier", "parity", BOTH, beside=BESIDE)
def parity_qualifier(view: PairView) -> Iterator[Diagnostic]:
    """A number is about so much in one language and exactly so much in the other.

    约, 近, 超过, 不到, 至少 and about, nearly, more than, less than, at least, directly before or
    after a value, say how the number is meant. The same value in the aligned sentence needs the
    same word, or one of that meaning elsewhere in the sentence.

    一种语言说“约”“超过”“不到”“至少”，另一种语言却直接写出这个数，或者换了说法。对应的句子里，同一个
    数值前后要有意思相同的词。
    """
    for _, beads in view.beads:
        for bead in beads:
            if bead.zh and bead.en:
                yield from _unlike(bead, view)


def _unlike(bead: Bead, view: PairView) -> Iterator[Diagnostic]:
    found = {language: _values(bead, language) for language in ("zh", "en")}
    for source in found["zh"].keys() & found["en"].keys():
        mine, others = found["zh"][source], found["en"][source]
        for one, other in zip_longest(mine, others):
            if one is None or other is None:
                continue
            kinds = {
                language: said_of(bead.of(language)[0].passage, span)
                for language, span in (("zh", one), ("en", other))
            }
            if kinds["zh"] == kinds["en"]:
                continue
            for here, there, span in (("zh", "en", one), ("en", "zh", other)):
                kind = kinds[here]
                passage = bead.of(here)[0].passage
                if kind is None or _elsewhere(bead, there, kind):
                    continue
                if view.excepted(passage, span.start):
                    continue
                place = bead.of(there)[0].passage.place((other if here == "zh" else one).start)
                yield Diagnostic(
                    "parity-qualifier",
                    passage.place(span.start),
                    Words(
                        f"这里说“{NAMES[kind].zh}”，而{place}的同一个数没有这样说",
                        f"this is “{NAMES[kind].en}” the number, but {place} does not say so",
                    ),
                    Words("两种语言对数字的限定要一致", "both languages qualify a number alike"),
                )


def _values(bead: Bead, language: str) -> dict[str, list[Span]]:
    units = bead.of(language)
    spans = [s for s in units[0].passage.expressions if units[0].start <= s.start < units[-1].end]
    found: dict[str, list[Span]] = {}
    for span in spans:
        key = re.sub(r"\s+", "", getattr(span.piece, "source", ""))
        found.setdefault(key, []).append(span)
    return found


def said_of(passage: Passage, span: Span) -> str | None:
    """Return how the words beside a value qualify it: a key of `NAMES`, or None."""
    before, after = _PATTERNS[passage.language]
    text = passage.masked[max(0, span.start - 24) : span.start].replace("\n", " ")
    rest = passage.masked[span.end : span.end + 16].replace("\n", " ")
    kinds = [kind for kind, pattern in before.items() if pattern.search(text)]
    kinds += [kind for kind, pattern in after.items() if pattern.match(rest)]
    return kinds[0] if kinds else None


def _elsewhere(bead: Bead, language: str, kind: str) -> bool:
    """Whether a word of the same meaning stands in the sentence that answers nothing else."""
    own = vocabulary().of(*_SENSES[kind])
    others = bead.tokens("zh" if language == "en" else "en")
    return any(
        token.senses & own
        and (token not in bead.answers or not any(t.senses & own for t in others))
        for token in bead.tokens(language)
    ) or sum(bool(t.senses & own) for t in bead.tokens(language)) >= sum(
        bool(t.senses & own) for t in others
    )


@pair_rule("parity-hedge", "parity", BOTH, beside=BESIDE)
def parity_hedge(view: PairView) -> Iterator[Diagnostic]:
    """One language says may, almost or mostly where the other one states it as a fact.

    可能, 或许, 看来, 几乎, 大多 and may, perhaps, probably, seem, almost, mostly need an answer in
    the aligned sentence: a word of the same kind, or another that leaves it open (can, usually,
    mainly).

    一种语言说“可能”“看来”“几乎”“大多”，另一种语言却说得肯定。对应的句子里要有同样留有余地的词。
    """
    known = vocabulary()
    hedge, answer = known.of(*HEDGES), known.of(*OPEN)
    for _, beads in view.beads:
        for bead in beads:
            if not bead.zh or not bead.en:
                continue
            for here, there in (("zh", "en"), ("en", "zh")):
                passage = bead.of(here)[0].passage
                left = [
                    t
                    for t in bead.tokens(here)
                    if t.senses & hedge
                    and t not in bead.answers
                    and not _FORBIDS.match(passage.masked, t.start)
                    and not _AGAIN.search(passage.masked[max(0, t.start - 8) : t.start])
                ]
                others = [
                    t for t in bead.tokens(there) if t.senses & answer and t not in bead.answers
                ]
                if len(left) <= len(others) or view.excepted(passage, left[-1].start):
                    continue
                word = passage.masked[left[-1].start : left[-1].end]
                other = bead.of(there)[0]
                yield Diagnostic(
                    "parity-hedge",
                    passage.place(left[-1].start),
                    Words(
                        f"“{word}”在另一种语言（{other.place}）里没有，那里说得肯定",
                        f"“{word}” is missing in the other language ({other.place}), which is sure",
                    ),
                    Words("两种语言的把握要一样大", "both languages are equally sure"),
                )
