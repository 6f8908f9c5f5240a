"""Reversals: a sentence that compares, or forbids, and its translation that does the opposite.

Only what is plain is told, and as advice: a translation may exchange what it compares, and deny by
many words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from duizhao.check.text.alignment import Bead, Unit
from duizhao.check.text.cues import PIVOT
from duizhao.diagnostics import Diagnostic, Place, Related, Words

# Before a number these are its bounds (`said_of_numbers`).
_NUMBER = re.compile(
    r"[^，。；,;]{0,4}?[\d一二三四五六七八九十百千万亿半]|"
    r"\s+(?:\S+ )?(?:\d|half|one|two|three|four|five|six|seven|eight|nine|ten|\w+teen|\w+ty|a\b)",
    re.IGNORECASE,
)
# What forbids, or is unfit; and everything by which the other language may answer it.
_FORBIDS = {
    "zh": re.compile("不(?:允许|得(?![不已])|准(?!确|备)|许|适[合用]|宜)|禁止|严禁|切勿"),
    "en": re.compile(
        r"\b(?:must|may|should) not\b|\bmustn[’']t\b|"
        r"\bnot (?:be )?(?:permitted|allowed|suitable|suited|recommended|advisable)\b",
        re.IGNORECASE,
    ),
}
_DENY = {
    "zh": re.compile("[不没未无非莫勿否禁免拒缺少难除仅只才别忌零空弱反避停失而]|之前|以外"),
    "en": re.compile(
        r"\b(?:no|not|none|never|neither|nor|nothing|nobody|cannot|without|un\w+|ir\w+|"
        r"in(?!side|to|for|clud|creas|dustr|ter|vest|deed|stit|come|put|dex|fra|itia|dicat|novat)\w{3,}|"
        r"im(?!port|prov|plement|age|agin|med)\w{3,}|"
        r"dis\w+|non\w*|prohibit\w*|forbid\w*|ban(?:s|ned)?|refus\w*|deny|denied|fail\w*|lack\w*|"
        r"only|few\w*|little|hard\w*|difficult\w*|instead|rather|avoid\w*|prevent\w*|except\w*|"
        r"unless|until|stop\w*|less|least|free|leav\w+|beyond|out|away|keep|refrain\w*|too|wrong|"
        r"discourag\w*|rare\w*|exclud\w*|illegal|off|limit\w*|restrict\w*|before|against|\w+less)\b|"
        r"n[’']t\b",
        re.IGNORECASE,
    ),
}


def reversed_sense(bead: Bead) -> Iterator[Diagnostic]:
    """Yield what two sentences that answer each other say the opposite of."""
    zh, en = bead.zh[0], bead.en[0]
    pivots = [_pivots(zh, "zh"), _pivots(en, "en")]
    if [len(found) for found in pivots] == [1, 1]:
        (mine,), (its,) = pivots
        denied = _DENY["zh"].search(zh.text.replace("不及", "").replace("少于", "")) is not None
        if mine.lastgroup != its.lastgroup and not denied:
            yield _told("parity-direction", zh, mine, en, its)
    for here, there, language in ((zh, en, "zh"), (en, zh, "en")):
        other = "en" if language == "zh" else "zh"
        said = _FORBIDS[language].search(here.text)
        if said is not None and not _DENY[other].search(there.text):
            yield _denied(here, said, there)


def _pivots(unit: Unit, language: str) -> list[re.Match[str]]:
    return [
        match
        for match in PIVOT[language].finditer(unit.text)
        if not _NUMBER.match(unit.text, match.end())
    ]


def _place(unit: Unit, match: re.Match[str]) -> Place:
    return unit.passage.place(unit.start + match.start(), unit.start + match.end())


def _told(rule: str, zh: Unit, mine: re.Match[str], en: Unit, its: re.Match[str]) -> Diagnostic:
    there = _place(en, its)
    return Diagnostic(
        rule,
        _place(zh, mine),
        Words(
            f"这里说“{mine[0]}”，而{there}说“{its[0]}”",
            f"this says “{mine[0]}”, but {there} says “{its[0]}”",
        ),
        Words("请看看哪一边说对了", "see which of them is right"),
        "warning",
        Related(there),
    )


def _denied(here: Unit, said: re.Match[str], there: Unit) -> Diagnostic:
    return Diagnostic(
        "parity-negation",
        _place(here, said),
        Words(
            f"“{said[0]}”在另一种语言（{there.place}）里没有对应的否定",
            f"“{said[0]}” is not answered by a negation in the other language ({there.place})",
        ),
        Words("请看看哪一边说对了", "see which of them is right"),
        "warning",
        Related(there.place),
    )
