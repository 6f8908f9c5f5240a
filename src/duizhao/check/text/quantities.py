"""Quantities: typed numbers by their value, whatever they are written in.

14亿 is 1.4 billion, 近3成 is 30 per cent, 三分之二 is two thirds, 5G is 5.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import NamedTuple

from duizhao.check.text.dates import dates
from duizhao.check.text.prose import MASK
from duizhao.language.en.numerals import CARDINALS, ORDINALS, TENS


class Quantity(NamedTuple):
    """A typed number: offsets, its words, its value, and whether it stands in digits.

    `plain` is the number without what multiplies it; `name` are the letters that it is part of.
    """

    start: int
    end: int
    text: str
    value: Fraction
    digits: bool
    plain: Fraction
    name: str = ""


_HAN = {one: n for n, one in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "半": 0}
_POWERS_ZH = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8, "兆": 10**12}
_POWERS_EN = {
    "hundred": 100,
    "thousand": 1000,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
}
_DIGITS = r"\d+(?:[,，]\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?"
_ZH = re.compile(
    rf"(?P<digits>{_DIGITS})\s?(?P<powers>[十百千万亿]*)(?P<part>成|%|％|个?百分点)?|"
    r"(?P<of>百|千|万|[一二三四五六七八九十百]+)分之(?P<parts>[零一二三四五六七八九十百点\d.]+)|"
    r"(?P<tenths>[一二三四五六七八九])成(?![为立员果本交了功就长分品都])|"
    r"(?P<han>[〇零一二三四五六七八九十百千万亿两]+)"
)
_SMALL = {word: n for n, word in enumerate(CARDINALS)} | {
    word: 10 * n for n, word in enumerate(TENS) if word
}
_ORDINAL = {word: n for n, word in enumerate(ORDINALS) if word}
_PARTS = {f"{word}{s}": n for word, n in _ORDINAL.items() if n > 2 for s in ("", "s")} | {
    "half": 2,
    "halves": 2,
    "quarter": 4,
    "quarters": 4,
}
_WORDS = "|".join(sorted(_SMALL, key=len, reverse=True))
_LARGE = "|".join(_POWERS_EN)
_PART_WORDS = "|".join(sorted(_PARTS, key=len, reverse=True))
_EN = re.compile(
    rf"(?P<digits>{_DIGITS})(?:[\s-]?(?P<power>{_LARGE}|k|m|bn|tn)\b)?"
    r"(?P<part>\s?(?:per cent|percent)\b|\s?%)?|"
    rf"\b(?:(?P<parts>{_WORDS}|an?(?= \w+ of\b))[- ](?P<of>{_PART_WORDS})|"
    r"(?P<half>half|twice|double|dozen))\b|"
    rf"\b(?P<words>(?:{_WORDS})(?:[- ](?:and[- ])?(?:{_WORDS}))*)(?:[- ](?P<large>{_LARGE})s?)?"
    r"(?P<cent>\s(?:per cent|percent)\b)?|"
    rf"\b(?P<ordinal>{'|'.join(sorted(_ORDINAL, key=len, reverse=True))})\b",
    re.IGNORECASE,
)
_SHORT = {"k": 1000, "m": 10**6, "bn": 10**9, "tn": 10**12}


def quantities(text: str, language: str) -> list[Quantity]:
    """Return the numbers of a text that are no dates, in order.

    The first of a range is as large as its last: 2亿—4亿元 is 200–400 million.
    """
    for start, end, _ in dates(text, language):
        text = text[:start] + MASK * (end - start) + text[end:]
    text = _SECTIONS[language].sub(lambda match: MASK * len(match[0]), text)
    made = _chinese if language == "zh" else _english
    found: list[Quantity] = []
    for match in (_ZH if language == "zh" else _EN).finditer(text):
        value = made(match)
        digits = match["digits"]
        plain = _plain(digits) if digits else value
        before = re.search(r"[A-Za-z]+[-–]?$", text[: match.start()]) if digits else None
        behind = re.match(r"[A-Za-z]+(?![a-z])", text[match.end() :]) if digits else None
        name = (before[0] if before else "") + (behind[0] if behind else "")
        found.append(Quantity(*match.span(), match[0], value, bool(digits), plain, name))
    for index in reversed(range(len(found) - 1)):
        one, other = found[index], found[index + 1]
        joint = text[one.end : other.start]
        if other.value != other.plain and one.value == one.plain and _RANGE.fullmatch(joint):
            found[index] = one._replace(value=one.plain * other.value / other.plain)
    return found


_RANGE = re.compile(r"\s?(?:[—–~～至到-]|to|and)\s?")
# Numbers of sections are no quantities; they may be said in words: 第五章第二节, section 5.2.
_SECTIONS = {
    "zh": re.compile(r"第[\d.]+[章节条款页届期卷号]|[章节]\s?[\d.]+"),
    "en": re.compile(
        r"\b(?:sections?|chapters?|pages?|issues?|volumes?)\s[\d.]+(?:(?:, | and | to |–)[\d.]+)*",
        re.IGNORECASE,
    ),
}


def _chinese(match: re.Match[str]) -> Fraction:
    if match["digits"]:
        value = _plain(match["digits"])
        for power in match["powers"]:
            value *= _POWERS_ZH[power]
        return value / {"成": 10, "%": 100, "％": 100}.get(match["part"] or "", 1)
    if match["of"]:
        return _han(match["parts"]) / (_han(match["of"]) or 1)
    if match["tenths"]:
        return Fraction(_HAN[match["tenths"]], 10)
    return _han(match["han"])


def _english(match: re.Match[str]) -> Fraction:
    said = {name: (text or "").casefold() for name, text in match.groupdict().items()}
    if said["digits"]:
        value = _plain(said["digits"]) * (
            _POWERS_EN.get(said["power"]) or _SHORT.get(said["power"], 1)
        )
        return value / 100 if said["part"] else value
    if said["of"]:
        return Fraction(_SMALL.get(said["parts"], 1), _PARTS[said["of"]])
    if said["half"]:
        return {"half": Fraction(1, 2), "dozen": Fraction(12)}.get(said["half"], Fraction(2))
    if said["words"]:
        parts = re.split(r"[- ](?:and[- ])?", said["words"])
        value = Fraction(sum(_SMALL[one] for one in parts)) * _POWERS_EN.get(said["large"], 1)
        return value / 100 if said["cent"] else value
    return Fraction(_ORDINAL[said["ordinal"]])


def _plain(digits: str) -> Fraction:
    return Fraction(re.sub("[,，]", "", digits))


def _han(words: str) -> Fraction:
    """Return a number in Chinese words, or digits: 三十二, 十五点六, 一亿二千万."""
    if re.fullmatch(r"[\d.]+", words):
        return Fraction(words.strip(".") or 0)
    whole, _, decimals = words.partition("点")
    total, section, digit = 0, 0, 0
    for one in whole:
        if one in _HAN:
            digit = _HAN[one] if section or one not in "〇零" else 0
        elif _POWERS_ZH[one] < 10**4:
            section += (digit or 1) * _POWERS_ZH[one]
            digit = 0
        else:
            total = (total + section + digit or 1) * _POWERS_ZH[one]
            section = digit = 0
    value = Fraction(total + section + digit)
    if decimals:
        value += Fraction(int("".join(str(_HAN.get(d, 0)) for d in decimals)), 10 ** len(decimals))
    return value
