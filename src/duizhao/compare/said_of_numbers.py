"""Said of numbers: what both languages say of one number must not be the opposite.

Which way it went (增长7.2%, a decrease of 7.2 percent), from which number to which, which bound it
is (不超过3%, at least 3 percent), and before or after the beginning of our era.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from duizhao.check.text.alignment import Bead, Unit
from duizhao.check.text.quantities import CENTURY, DAY, MONTH, YEAR, Quantity
from duizhao.compare.paragraphs import Paragraph
from duizhao.compare.within.growth import spans
from duizhao.diagnostics import Diagnostic, Place, Related, Words

_LETTERS = r"(?:the |a |an |about |around |some |RMB |CNY |US\$|\$|¥|€|£)*"
# Verbs and nouns of movement, as near to the number as its clause is.
_WAYS = {
    "zh": {
        "up": re.compile(
            "(?<!负)(?<!零)增长(?!率|速)|增加|增幅|上升|升至|升到|提高|上涨|涨幅|增至|升高|攀升|提升|高出|多出"
        ),
        "down": re.compile(
            "负增长|下降|减少|降幅|降至|降到|降低|下滑|回落|下跌|跌至|跌幅|减至|缩减|压减|下调|萎缩|收窄"
        ),
    },
    "en": {
        "up": re.compile(
            r"\b(?:up(?! to)|r[io]s(?:e[ns]?|ing)|gr[eo]w(?:s|n|ing|th)?|increas(?:e[sd]?|ing)|"
            r"climb\w*|higher|jumped|soar\w*|surg(?:e[sd]?|ing)|expanded)\b|\+$",
            re.IGNORECASE,
        ),
        "down": re.compile(
            r"\b(?:down|f[ae]ll(?:s|en|ing)?|declin(?:e[sd]?|ing)|decreas(?:e[sd]?|ing)|drop\w*|"
            r"shr[aiu]nk|lower|reduc(?:e[sd]?|ing|tion)|slid|slump\w*|contracted|slow(?:er|ed)|"
            r"narrowed|cut)\b|[-−]$",
            re.IGNORECASE,
        ),
    },
}
# The same right behind a number: 2.3%的降幅, 5 per cent fewer.
_BEHIND = {
    "zh": {
        "up": re.compile("^的(?:增长|增幅|升幅|涨幅)"),
        "down": re.compile("^的(?:下降|降幅|跌幅|减幅|负增长)"),
    },
    "en": {
        "up": re.compile(r"^[ -](?:more|higher|increase|rise|growth|gain)\b"),
        "down": re.compile(
            r"^[ -](?:fewer|less|lower|slower|decrease|decline|fall|drop|reduction)\b"
        ),
    },
}
_BOUNDS = {
    "zh": {
        "at least": re.compile(
            "(?:(?<![不未])(?<!不得)(?<!不能)(?<!不应)(?:超过|高于|大于|多于|突破)|"
            "逾|至少[^，；、0-9]{0,4}|(?:不|不得|不应)(?:低于|少于|小于))"
            "[了为到达有]?$"
        ),
        "at most": re.compile(
            "(?:(?:不|未|不得|不能|不应)(?:超过|高于|大于|多于)|(?:至多|最多)[^，；、0-9]{0,4}|"
            "(?<!不)(?<!不得)(?<!不应)(?:低于|少于|小于)|不足|不到|不及|未满)[了为到达有]?$"
        ),
    },
    "en": {
        "at least": re.compile(
            rf"\b(?:at least|(?:no|not) (?:less|fewer|lower) than|"
            rf"(?<!no )(?<!not )(?:more|greater|higher) than|over|above|"
            rf"(?<!not )exceed(?:s|ed|ing)?|surpass(?:es|ed)|a minimum of) {_LETTERS}$",
            re.IGNORECASE,
        ),
        "at most": re.compile(
            rf"\b(?:at most|(?:no|not) (?:more|higher|greater) than|not exceed(?:ing)?|up to|"
            rf"within|below|under|(?<!no )(?<!not )(?:less|fewer|lower) than|"
            rf"a maximum of) {_LETTERS}$",
            re.IGNORECASE,
        ),
    },
}
_BOUNDS_BEHIND = {
    "zh": {
        "at least": re.compile(r"^[^\s\d，。；、（]{0,3}?(?:及其?|或)?以上"),
        "at most": re.compile(r"^[^\s\d，。；、（]{0,3}?(?:及其?|或)?(?:以下|以内|之内)"),
    },
    "en": {
        "at least": re.compile(r"^ (?:\w+ )?(?:or|and) (?:more|older|over|above|higher)\b"),
        "at most": re.compile(r"^ (?:\w+ )?(?:or|and) (?:less|fewer|younger|under|below|lower)\b"),
    },
}
_DENIED = {
    "zh": re.compile("[不未没无]"),
    "en": re.compile(r"\b(?:not|no|never|without)\b|n[’']t\b", re.IGNORECASE),
}
_BEFORE_CHRIST = re.compile(r"公元前|\bB\.?C")
_DATED = re.compile(r"年|[^.;]{0,16}\bB\.?C")
_CLAUSE = {"zh": re.compile("[，。；：（）！？]"), "en": re.compile(r"[,.;:()!?](?=\s|$)|\(")}
# Which way or bound is said of a number, and by which words.
Said = tuple[str, str]


@dataclass(frozen=True)
class _Number:
    """A number with the paragraph it stands in."""

    paragraph: Paragraph
    number: Quantity

    def before(self, length: int) -> str:
        """Return the words before it in its clause."""
        text = self.paragraph.masked[max(0, self.number.start - length) : self.number.start]
        return _CLAUSE[self.paragraph.language].split(text)[-1]

    def after(self, length: int) -> str:
        """Return the words right behind it."""
        return self.paragraph.masked[self.number.end : self.number.end + length]


def turned(beads: Sequence[Bead]) -> Iterator[Diagnostic]:
    """Yield numbers of which both languages say the opposite."""
    for bead in beads:
        sides = {language: _numbers(bead.of(language)) for language in ("zh", "en")}
        yield from _exchanged(bead)
        for one, other in _shared(sides["zh"], sides["en"]):
            for rule, of in (("parity-direction", _way), ("parity-qualifier", _bound)):
                said = of(one), of(other)
                if said[0] and said[1] and said[0][0] != said[1][0]:
                    yield _opposite(rule, one, other, (said[0][1], said[1][1]))
                    break
            else:
                eras = {_era(one, bead.zh), _era(other, bead.en)}
                if eras == {True, False}:
                    yield _other_era(one, other)


def _numbers(units: Sequence[Unit]) -> list[_Number]:
    return [
        _Number(unit.passage, number)
        for unit in units
        if isinstance(unit.passage, Paragraph)
        for number in unit.passage.quantities
        if unit.start <= number.start < unit.end
    ]


def _shared(zh: Sequence[_Number], en: Sequence[_Number]) -> Iterator[tuple[_Number, _Number]]:
    """Yield the numbers that stand once on either side."""
    once = [
        {one.number.value: one for one in side if counts[one.number.value] == 1}
        for side in (zh, en)
        for counts in [Counter(one.number.value for one in side)]
    ]
    for value, one in once[0].items():
        if value in once[1]:
            yield one, once[1][value]


def _way(one: _Number) -> Said | None:
    """Return whether a number is said to be an increase or a decrease, and by which words."""
    language, number = one.paragraph.language, one.number
    if number.unit in (YEAR, MONTH, DAY):
        return None
    before = one.before(14 if language == "zh" else 44)
    if _DENIED[language].search(before):
        return None
    return _kind(_WAYS[language], before) or _kind(_BEHIND[language], one.after(16))


def _bound(one: _Number) -> Said | None:
    """Return whether a number is the least or the most of something, and by which words."""
    language = one.paragraph.language
    before = one.before(10 if language == "zh" else 32)
    return _kind(_BOUNDS[language], before) or _kind(_BOUNDS_BEHIND[language], one.after(24))


def _kind(patterns: dict[str, re.Pattern[str]], text: str) -> Said | None:
    """Return the only kind of which a text has words."""
    found = [(kind, match[0].strip()) for kind, p in patterns.items() if (match := p.search(text))]
    return found[0] if len(found) == 1 else None


def _era(one: _Number, units: Sequence[Unit]) -> bool | None:
    """Whether a year or a century is one before our era; None for any other number."""
    text, number = one.paragraph.masked, one.number
    if number.unit not in (YEAR, CENTURY) and not _DATED.match(text, number.end):
        return None
    return any(_BEFORE_CHRIST.search(unit.text) for unit in units)


def _opposite(rule: str, one: _Number, other: _Number, words: tuple[str, str]) -> Diagnostic:
    place = _place(other)
    return Diagnostic(
        rule,
        _place(one),
        Words(
            f"这里说“{words[0]}”，而{place}说同一个数是“{words[1]}”",
            f"this says “{words[0]}”, but {place} says “{words[1]}” of the same number",
        ),
        Words("请看看哪一边说对了", "see which of them is right"),
        related=Related(place),
    )


def _other_era(one: _Number, other: _Number) -> Diagnostic:
    place = _place(other)
    return Diagnostic(
        "parity-number",
        _place(one),
        Words(
            f"只有一种语言说是公元前：见{place}",
            f"only one language says that this is BC: see {place}",
        ),
        Words("请看看哪一边说对了", "see which of them is right"),
        related=Related(place),
    )


def _exchanged(bead: Bead) -> Iterator[Diagnostic]:
    """Yield two numbers from the first of which something went here, and to it there."""
    found = {
        language: [
            (_Number(unit.passage, first), _Number(unit.passage, last))
            for unit in bead.of(language)
            if isinstance(unit.passage, Paragraph)
            for first, last in spans(unit.passage)
            if unit.start <= first.start < unit.end
        ]
        for language in ("zh", "en")
    }
    for zh, en in itertools.product(found["zh"], found["en"]):
        values = [[one.number.value for one in pair] for pair in (zh, en)]
        if values[0] == values[1][::-1] and values[0][0] != values[0][1]:
            place = _place(en[0])
            yield Diagnostic(
                "parity-direction",
                _place(zh[0]),
                Words(
                    f"这里是从{zh[0].number.value:f}到{zh[1].number.value:f}，而{place}反过来",
                    f"this goes from {zh[0].number.value:f} to {zh[1].number.value:f}, "
                    f"but {place} the other way",
                ),
                Words("请看看哪一边说对了", "see which of them is right"),
                related=Related(place),
            )


def _place(one: _Number) -> Place:
    return one.paragraph.place(one.number.start, one.number.end)
