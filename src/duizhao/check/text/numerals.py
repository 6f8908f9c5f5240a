"""Numerals in running text: which words are numbers, and which only look like them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from duizhao.check.text import idioms
from duizhao.check.text.dates import dates


class Numeral(NamedTuple):
    """A numeral in a text: offsets and the words themselves."""

    start: int
    end: int
    text: str


_HAN = "〇零一二三四五六七八九十百千万亿两廿卅壹贰叁肆伍陆柒捌玖拾佰仟"
_CLASSIFIERS = (
    "个百分点|百分点|个|家|项|类|种|条|档|位|名|人|次|倍|成|年代|年|级|层|组|批|轮|代|所|篇|部|座|场|处|点|步|"
    "省|市|区|县|国|城|地|极|大|强|分|半|元|亩|公里|米|吨|件|台|套|款|只|支|张|本|册|门|户|股|美元|天|日|周|"
    "小时|分钟|秒|季度|阶段|方面|领域|行|维|岁|度|环节|要素|期|届|番|折|路|线|支柱|梯队|产业|者|章|节|"
    "以上|以下|以内|多|余|几"
)
_ZH_WORDS = re.compile(
    rf"(?:百|千|万)分之[{_HAN}点]+|[{_HAN}]+分之[{_HAN}]+|"
    rf"第[{_HAN}]+|"
    rf"(?:数|几|上|近|逾|超|好几)[十百千万亿]+(?:余|多)?(?:{_CLASSIFIERS})|"
    rf"[{_HAN}几]*[{_HAN}](?:余|多)?(?:{_CLASSIFIERS})|"
    rf"翻[{_HAN}几]番|[{_HAN}]{{2,}}(?![\u4e00-\u9fff])|"
    rf"[二三四五六七八九十百千两]{{2,}}"
)
# 一 before a classifier is an article in Chinese: 一家, 一种, 一次; a number it is in these only.
_ARTICLE = re.compile(r"一(?!(?:倍|成|百|千|万|亿|十))")
_YEAR_ZH = r"(?:1[5-9]|20|21)\d\d"
_DIGITS = re.compile(r"[0-9０-９]+(?:[,.，．][0-9０-９]+)*")
_DATES = {
    "zh": re.compile(
        rf"(?<![\d.]){_YEAR_ZH}(?:\s*[—–\-~～至到]+\s*{_YEAR_ZH})?\s*年(?:\d{{1,2}}月(?:\d{{1,2}}[日号])?)?|"
        rf"(?<![\d.]){_YEAR_ZH}[—–](?={_YEAR_ZH}年)|(?<![\d.]){_YEAR_ZH}/\d\d(?!\d)|"
        rf"\d{{1,2}}月(?:\d{{1,2}}[日号])?|\d{{1,2}}[时点]\d{{1,2}}分|[“‘]?\d\d世纪|\d{{2}}(?=年代)|"
        rf"(?<=[（(，、 ]){_YEAR_ZH}(?=[）)，、a-z])|(?<![\d.]){_YEAR_ZH}年?版|"
        r"第\d+[章节页条期卷号版届]"
    ),
    "en": re.compile(
        r"\b(?:\d{1,2}(?:(?: to | and |–)\d{1,2}|st|nd|rd|th)?\s+)?"
        r"(?:January|February|March|April|May|June|July|August|"
        r"September|October|November|December)(?:\s+\d{1,2}(?:st|nd|rd|th)?,?)?(?:\s+\d{4})?\b|"
        r"(?<![\d.,])(?:1[5-9]|20|21)\d\d(?:s\b|[–/-](?:\d{4}|\d\d))?"
        r"(?![\d,.]*\d|%|\s*(?:per cent|percent))|"
        r"\b\d{1,2}(?:st|nd|rd|th)[- ]century\b|\b\d{1,2}[:.]\d\d\s*(?:[ap]\.?m\.?)\b|"
        r"\b(?:[Cc]hapters?|[Ss]ections?|[Pp]ages?|[Vv]olumes?|[Ii]ssues?|[Nn]otes?|[Vv]ersions?|"
        r"pp?\.|vol\.|no\.|ch\.)\s+\d+(?:\.\d+)*(?:(?:[–-]|, | and | to )\d+(?:\.\d+)*)*\b"
    ),
}
# A digit that belongs to a name: 5G, COVID-19, GB/T 4754-2017, Python 3.11, ISO 9001, H20.
_NAMED = re.compile(
    r"(?<![A-Za-z0-9.])[0-9]+[A-Za-z][A-Za-z0-9]*(?:/[0-9]+[A-Za-z]+)*(?![a-z])|"
    r"[A-Za-z][A-Za-z0-9+]*[-–.]?[0-9]+(?:\.[0-9]+)*[A-Za-z0-9]*|"
    r"[A-Z][A-Za-z/]*(?:\s[A-Z][A-Za-z]*)?\s[0-9]+(?:[.\-–—][0-9]+)+|"
    r"[A-Z]{2,}/[0-9]+|(?:GB|GB/T|ISO|IEC|IEEE|RFC|DIN|BS|EN|HTTP|Windows|Python|Version|v)\s?[0-9]+(?:[.\-–—:][0-9]+)*|"
    r"\bv?\d+\.\d+\.\d+\b|[A-Z]{2,}\s[0-9]{1,3}\b"
)
_TITLES = re.compile(r"《[^》]*》|“[^”]{0,12}·[^”]{0,12}”|(?<=[\u4e00-\u9fff])·\d{4}")
# The first time, at first hand: no place in an order of things that are counted.
_AT_FIRST = re.compile("第一(?:次(?!工业|世界|产业)|时间|手|线|印象|反应|桶金)")
_LIST = re.compile(r"^[ \t]*\d+[.)、）]\s?|^\s*[（(]\d+[）)]", re.MULTILINE)

_DIGIT_WORDS = "two|three|four|five|six|seven|eight|nine"
_TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_SMALL = f"{_DIGIT_WORDS}|{_TEENS}"
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_LARGE = "hundred|thousand|million|billion|trillion"
_PARTS = "third|quarter|fifth|sixth|seventh|eighth|ninth|tenth|hundredth"
_ORDINALS = (
    "third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|"
    "fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth"
)
_EN_WORDS = re.compile(
    rf"\b(?:(?:{_TENS})(?:-(?:one|{_SMALL}))?|{_SMALL})(?:[- ](?:{_LARGE}))*s?\b|"
    rf"\b(?:a |one |several |many |few )?(?:{_LARGE})s?\b|\b(?:a |half a |several )?dozens?\b|"
    rf"\b(?:a|one|{_DIGIT_WORDS})[- ](?:{_PARTS})s?\b"
    r"(?=\s+(?:of|more|less|fewer|higher|lower|larger|smaller|as|the)\b|[.,;:)]|$)|"
    rf"\b(?:one|{_DIGIT_WORDS})[- ](?:{_PARTS})s?\b|"
    rf"\b(?:{_ORDINALS})\b|\b(?:{_TENS})-(?:first|second|{_ORDINALS})\b|\b\d+(?:st|nd|rd|th)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=8192)
def numerals(text: str, language: str) -> tuple[Numeral, ...]:
    """Return every numeral of a text that is not a date, a name's part, a list mark or an idiom.

    The text is masked already: glossary names, titles and computed values are no words.
    """
    return tuple(_numerals(text, language))


def _numerals(text: str, language: str) -> Iterator[Numeral]:
    text = _masked(text, _LIST, _TITLES, _DATES[language], _NAMED)
    for start, end, _ in dates(text, language):
        text = text[:start] + "\ue002" * (end - start) + text[end:]
    for match in _DIGITS.finditer(text):
        yield Numeral(match.start(), match.end(), match[0])
    text = _masked(text, _DIGITS)
    if language == "en":
        for match in _EN_WORDS.finditer(_masked(text, idioms.ENGLISH)):
            yield Numeral(match.start(), match.end(), match[0])
        return
    for match in _ZH_WORDS.finditer(_masked(text, idioms.CHINESE, _AT_FIRST)):
        words = match[0]
        if re.fullmatch(rf"一(?:{_CLASSIFIERS})", words) and _ARTICLE.match(words):
            continue
        begins = text[: match.start()].rstrip(" *")[-1:] in ("", *"\n，。；：！？、（")
        follows = text[match.end() : match.end() + 1]
        if words in ("第一", "第二", "第三") and begins and follows and follows in "，,：":
            continue  # points of an argument: 第一，……
        yield Numeral(match.start(), match.end(), words)


def _masked(text: str, *patterns: re.Pattern[str]) -> str:
    for pattern in patterns:
        text = pattern.sub(lambda match: "\ue002" * len(match[0]), text)
    return text


_ONES = "零一二三四五六七八九"
# The numbers from zero to twenty in words.
IN_WORDS = {
    "zh": (*_ONES, "十", *(f"十{unit}" for unit in _ONES[1:]), "二十"),
    "en": (
        *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
        *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
        *("eighteen", "nineteen", "twenty"),
    ),
}
