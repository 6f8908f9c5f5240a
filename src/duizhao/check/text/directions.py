"""Directions in words: verbs and adverbs by which something goes up or down."""

from __future__ import annotations

import re

UP = {
    "zh": re.compile(
        "增[至加长到多大]|上升|[升涨]至|升到|升高|提[高升]|攀升|跃升|扩大|上涨|走高|回升|延长|加[大快深]|翻番|涨"
    ),
    "en": re.compile(
        r"\b(?:r[io]se[ns]?|rising|gr[eo]ws?|grown|growing|increas(?:e[ds]?|ing)|climb(?:s|ed|ing)?|"
        r"gain(?:s|ed|ing)?|expand(?:s|ed|ing)?|widen(?:s|ed|ing)?|lengthen(?:s|ed|ing)?|"
        r"jump(?:s|ed|ing)?|soar(?:s|ed|ing)?|surg(?:es?|ed|ing)|(?:go|goes|went|going) up|up|"
        r"higher|doubl(?:es?|ed|ing)|advanc(?:es?|ed|ing)|recover(?:s|ed|ing)?|improv(?:es?|ed|ing))\b",
        re.IGNORECASE,
    ),
}
DOWN = {
    "zh": re.compile(
        "减[至少到小]|下降|[降跌]至|[降跌]到|降低|下滑|缩[短小减]|下跌|走低|回落|收窄|萎缩|跌|变短"
    ),
    "en": re.compile(
        r"\b(?:f[ae]lls?|fallen|falling|declin(?:es?|ed|ing)|decreas(?:es?|ed|ing)|"
        r"drop(?:s|ped|ping)?|"
        r"shr[aiu]nks?|shrinking|sinks?|sank|sunk|sinking|shorten(?:s|ed|ing)?|narrow(?:s|ed|ing)?|"
        r"contract(?:s|ed|ing)|slid|slides?|sliding|slump(?:s|ed|ing)?|plunge[ds]?|plummet(?:s|ed)?|"
        r"(?:go|goes|went|going) down|down|lower|halv(?:es?|ed|ing)|reduc(?:es?|ed|ing)|"
        r"lost|loses?|"
        r"dwindl(?:es?|ed|ing)|ebb(?:s|ed|ing)?|eas(?:es?|ed|ing)|dip(?:s|ped)?)\b",
        re.IGNORECASE,
    ),
}
_BY = r"[^,;:.()\ue000]{0,40}\bby (?:about |only |just )?$"
_JUST = r"(?:about |only |just |as much as )?$"
_MOVE_ZH = (
    "(?:增长|增加|提高|上升|升高|扩大|上涨|攀升|增多|降低|下降|减少|缩小|下滑|回落|下跌|缩短|延长)"
)
# Words right before a number by which it is what something rose or fell to, or by how much.
RESULT = {
    "zh": (
        re.compile(rf"(?:{_MOVE_ZH}|[增升降减跌涨])了?[到至](?:约|近)?$"),
        re.compile(rf"{_MOVE_ZH}了(?:约|近|仅|只)?$"),
    ),
    "en": (
        re.compile(
            rf"(?:{UP['en'].pattern}|{DOWN['en'].pattern})(?: \w+ly)? to (?:about |only |just )?$",
            re.I,
        ),
        re.compile(
            rf"(?:{UP['en'].pattern}|{DOWN['en'].pattern})(?: \w+ly)? by (?:about |only |just )?$",
            re.I,
        ),
    ),
}
# Words right before an amount, by which it says how far something went up, and down.
AMOUNT = {
    "zh": (
        re.compile("(?:提高|上升|增加|增长|扩大|升高|增多|高出?|多出?)了?(?:约|近|仅|只)?$"),
        re.compile("(?:降低|下降|减少|缩小|下滑|回落|低|少|短)了?(?:约|近|仅|只)?$"),
    ),
    "en": (
        re.compile(
            rf"(?:{UP['en'].pattern}|\b(?:above|ahead|more|exceeds?)\b){_BY}|"
            rf"\b(?:up|gain(?:s|ed)?|add(?:s|ed)?) {_JUST}",
            re.I,
        ),
        re.compile(
            rf"(?:{DOWN['en'].pattern}|\b(?:below|behind|fewer|less|short)\b){_BY}|"
            rf"\b(?:down|lost|loses?) {_JUST}",
            re.I,
        ),
    ),
}
# What a number behind which it stands is called where it says how far something went, by way.
GROWTH = {
    "zh": (
        re.compile("增长|增幅|增速|升幅|涨幅|提高|上升|增加"),
        re.compile("降幅|下降|减少|减幅|降低|缩减|跌幅"),
    ),
    "en": (
        re.compile(r"\b(?:growth|increase|rise|gain)\b", re.IGNORECASE),
        re.compile(r"\b(?:decline|decrease|fall|drop|loss|reduction)\b", re.IGNORECASE),
    ),
}
# Words right behind an amount, by which it says how far something is above another, and below.
MORE_BEHIND = {
    "zh": (re.compile("(?!)"), re.compile("(?!)")),
    "en": (
        re.compile(r" (?:more|higher|larger|above|up)\b"),
        re.compile(r" (?:less|fewer|lower|smaller|below|down)\b"),
    ),
}
