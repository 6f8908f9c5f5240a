"""Numbers in words: 三分之一, 两成, 十四, one third, twenty-five, half: with their values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from duizhao.language.en.numerals import CARDINALS, ORDINALS, TENS
from duizhao.language.zh.numerals import DIGITS

# Start, end, value, unit ("" where it only counts), and whether it is counted exactly.
Spelled = tuple[int, int, Decimal, str, bool]

_DIGITS = {digit: n for n, digit in enumerate(DIGITS)} | {"〇": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
# 廿 and 卅 are 二十 and 三十 in one character: 廿一世纪.
_CONTRACTED = str.maketrans({"廿": "二十", "卅": "三十"})
_HAN = "零〇一二三四五六七八九十百千两廿卅"
_RUN = re.compile(rf"[{_HAN}万亿]+")
_PART = re.compile(rf"([{_HAN}万]+)分之([{_HAN}点\d.]+)")
_TENTHS = re.compile(rf"([{_HAN}]+)成(?![为立员本功长果分熟都])半?")
_TIMES = re.compile(rf"([{_HAN}]+)倍|翻[了]?一?番")
_HALF = re.compile("一半|半数|过半|大半|对半")
# The first, the second: a place in an order of things.
_ORDINAL = re.compile(rf"第([{_HAN}]+)")
_MONTH = re.compile(
    "(十?[一二三四五六七八九十])月(?![份均度]*[平均])(?:(?=[至到—–~～、和])|(?<=[至到—–~～、和].月)|(?<=[至到—–~～、和]..月)|份|底|初|中旬|上旬|下旬)"
)
_CENTURY = re.compile(rf"([{_HAN}]+)世纪")


def han(text: str) -> Iterator[Spelled]:
    """Yield the numerals of a Chinese text that are written in characters."""
    for match in _PART.finditer(text):
        whole, part = number_in_han(match[1]), _decimal(match[2])
        if whole and part is not None:
            yield match.start(), match.end(), 100 * part / whole, "percent", whole >= 100
    for match in _TENTHS.finditer(text):
        value = number_in_han(match[1])
        if value is not None and value <= 10:
            yield match.start(), match.end(), Decimal(10 * value), "percent", False
    for match in _TIMES.finditer(text):
        value = 2 if match[1] is None else number_in_han(match[1])
        if value is not None:
            yield match.start(), match.end(), Decimal(value), "times", True
    for match in _HALF.finditer(text):
        yield match.start(), match.end(), Decimal(50), "percent", False
    for pattern, unit in ((_MONTH, "month"), (_CENTURY, "century")):
        for match in pattern.finditer(text):
            if value := number_in_han(match[1]):
                yield match.start(), match.end(), Decimal(value), unit, True
    for match in _ORDINAL.finditer(text):
        value = number_in_han(match[1])
        if value:
            yield match.start(), match.end(), Decimal(value), "rank", True
    for match in _RUN.finditer(text):
        yield from _numbers(match[0], match.start())


def _numbers(run: str, start: int) -> Iterator[Spelled]:
    """Yield the numbers that a run of numerals spells: 十四五 is fourteen and five."""
    position = 0
    while position < len(run):
        for end in range(len(run), position, -1):
            value = number_in_han(run[position:end])
            if value is not None:
                yield start + position, start + end, Decimal(value), "", True
                position = end
                break
        else:
            position += 1


def _decimal(text: str) -> Decimal | None:
    if re.fullmatch(r"\d+(?:\.\d+)?", text):
        return Decimal(text)
    whole, point, rest = text.partition("点")
    value = number_in_han(whole)
    if value is None or not all(digit in _DIGITS for digit in rest):
        return None
    decimals = "".join(str(_DIGITS[digit]) for digit in rest)
    return Decimal(f"{value}.{decimals}") if point and decimals else Decimal(value)


def number_in_han(text: str) -> int | None:
    """Return the whole number that Han numerals spell, or None where they spell none."""
    text = text.translate(_CONTRACTED)
    if re.fullmatch("[零〇一二三四五六七八九]{3,}", text):
        return int("".join(str(_DIGITS[digit]) for digit in text))  # 二〇二三
    for mark, power in (("亿", 10**8), ("万", 10**4)):
        if mark in text:
            before, _, after = text.partition(mark)
            high = number_in_han(before)
            low = number_in_han(after.lstrip("零〇")) if after else 0
            return None if high is None or low is None or low >= power else high * power + low
    total, digit, last = 0, 0, 10**4
    seen = False
    for index, character in enumerate(text):
        if character in _DIGITS:
            if digit:
                return None
            digit = _DIGITS[character]
            if digit == 0 and index == 0 and len(text) > 1:
                return None
            seen = True
            continue
        unit = _TENS.get(character)
        if unit is None or unit >= last or (not digit and not (unit == 10 and index == 0)):
            return None
        total += (digit or 1) * unit
        digit, last, seen = 0, unit, True
    return total + digit if seen else None


_SMALL = {word: n for n, word in enumerate(CARDINALS)}
_ROUND = {word: 10 * n for n, word in enumerate(TENS) if word}
_ORDINALS = {word: n for n, word in enumerate(ORDINALS) if word}
_LARGE = {"hundred": 10**2, "thousand": 10**3, "million": 10**6, "billion": 10**9}
_PARTS = {
    "third": 3,
    "quarter": 4,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
}
_WORD = re.compile(r"[A-Za-z]+(?:-[A-Za-z]+)*")
_MULTIPLES = {"twice": 2, "double": 2, "doubled": 2, "doubling": 2, "doubles": 2, "triple": 3}
_MULTIPLES |= {"tripled": 3, "quadrupled": 4, "twofold": 2, "threefold": 3, "tenfold": 10}


def english(text: str) -> Iterator[Spelled]:
    """Yield the numerals of an English text that are written in words."""
    words = [(m.start(), m.end(), m[0].lower()) for m in _WORD.finditer(text)]
    index = 0
    while index < len(words):
        start, end, word = words[index]
        value = _below_hundred(word)
        following = words[index + 1] if index + 1 < len(words) else (0, 0, "")
        if (
            word == "half"
            and [w for _, _, w in words[index + 1 : index + 3]][:1] == ["a"]
            and (words[index + 2 : index + 3] and words[index + 2][2] in _LARGE)
        ):
            yield start, words[index + 2][1], Decimal(_LARGE[words[index + 2][2]] // 2), "", True
            index += 2
        elif (hyphened := word.partition("-"))[0] in ("half", "quarter") and hyphened[2] in _LARGE:
            share = 2 if hyphened[0] == "half" else 4
            yield start, end, Decimal(_LARGE[hyphened[2]] // share), "", True
        elif word in ("half", "halves"):
            yield start, end, Decimal(50), "percent", False
        elif word in _MULTIPLES:
            yield start, end, Decimal(_MULTIPLES[word]), "times", True
        elif (part := _part(word)) is not None:
            yield start, end, part, "percent", False
        elif word in _ORDINALS and following[2] in ("century", "centuries"):
            yield start, following[1], Decimal(_ORDINALS[word]), "century", True
        elif word in _ORDINALS:
            yield start, end, Decimal(_ORDINALS[word]), "rank", True
        elif value is not None or word == "a":
            value = 1 if value is None else value
            singular = following[2].removesuffix("s")
            # A third of them is a part; a third that joins them is none.
            of = word != "a" or [w for _, _, w in words[index + 2 : index + 3]] == ["of"]
            if singular in _PARTS and of and (value == 1 or following[2].endswith("s")):
                yield start, following[1], Decimal(100 * value) / _PARTS[singular], "percent", False
                index += 1
            elif singular in _LARGE:
                total = value
                while index + 1 < len(words) and words[index + 1][2].removesuffix("s") in _LARGE:
                    index += 1
                    total *= _LARGE[words[index][2].removesuffix("s")]
                yield start, words[index][1], Decimal(total), "", True
            elif word != "a":
                units = {"percent": "percent", "per": "percent", "times": "times"}
                yield start, end, Decimal(value), units.get(following[2], ""), True
        index += 1


def _below_hundred(word: str) -> int | None:
    tens, hyphen, unit = word.partition("-")
    if word in _SMALL:
        return _SMALL[word]
    if tens in _ROUND and (not hyphen or unit in _SMALL):
        return _ROUND[tens] + _SMALL.get(unit, 0)
    return None


def _part(word: str) -> Decimal | None:
    """Return the percentage that a hyphenated fraction is: two-thirds."""
    count, hyphen, part = word.partition("-")
    whole = _PARTS.get(part.removesuffix("s"))
    if not hyphen or whole is None or count not in _SMALL:
        return None
    return Decimal(100 * _SMALL[count]) / whole


def counted(word: str) -> int | None:
    """Return the whole number that a word of either language, or digits, count with; or None."""
    if word.isdigit():
        return int(word)
    small = _SMALL.get(word.lower())
    return number_in_han(word) if small is None and word else small
