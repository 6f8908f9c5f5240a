"""Copywriting in Chinese: punctuation after GB/T 15834, numbers after GB/T 15835, spacing."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import autocorrect_py

from duizhao.check.registry import text_rule
from duizhao.check.scopes import PairView
from duizhao.check.text.prose import MASK, TAG, VALUE, Passage
from duizhao.check.text.same_name import simplified, traditional
from duizhao.diagnostics import Diagnostic, Words

_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_HALF_TO_FULL = dict(zip(",.;:?!()", "，。；：？！（）", strict=True))
_HALF = re.compile(
    rf"(?<=[{_HAN}{VALUE}”』」》）])(?:[;?!]|[,:](?!\d))|[,;:?!](?=[{_HAN}])|"
    rf"(?<=[{_HAN}”』」》）])\.(?![\w.])|(?<=[{_HAN}])\((?!\ue002)|(?<=[{_HAN}])\)|\((?=[{_HAN}])|\)(?=[{_HAN}])"
)
_DOUBLED = re.compile(
    r"，，|。。|；；|：：|、、|，。|。，|、，|，、|！！|？？|；，|，；|、。|；。|。；|：，|，："
)
_DOTS = re.compile(rf"\.{{3,}}|。{{3,}}|(?<![…])…(?!…)|(?<=[{_HAN}])(?:--+|—(?=[{_HAN}，])(?<!——))")
_QUOTES = re.compile(rf"(?<=[{_HAN}，。；：、])[\"']|[\"'](?=[{_HAN}，。；：、])")
_CORNERS = re.compile("[「」『』]")
_RANGE = re.compile(rf"(?<=[0-9%{VALUE}年月日])[-–~～](?=[0-9{VALUE}])")
_WIDE = re.compile(r"[０-９Ａ-Ｚａ-ｚ％]+")
_SPACE = re.compile(
    rf"(?<=[{_HAN}])[ \u3000]+(?=[{_HAN}A-Za-z0-9{VALUE}])|"
    rf"(?<=[A-Za-z0-9%{VALUE}])[ \u3000]+(?=[{_HAN}])|"
    r"[ \u3000]+(?=[，。；：？！、）”》])|(?<=[，。；：？！、（“《])[ \u3000]+(?=\S)"
)
_QUOTED = re.compile("《[^《》]*》|“[^“”]*”")
_SHORT_YEAR = re.compile(r"(?<![\d—–])\d\d年(?!代|\d)(?=[底初末来间的至到，。])")
_ENDS = re.compile(rf"[。！？：；……）”』」》|{MASK}{TAG}]$")
_BRACKETS = {"（": "）", "《": "》", "“": "”", "‘": "’", "「": "」", "【": "】"}
_FOUND = (
    (_DOUBLED, Words("标点重复", "doubled punctuation"), None),
    (_DOTS, Words("省略号用“……”，破折号用“——”", "ellipsis is …… and dash is ——"), None),
    (_QUOTES, Words("中文引号用“”", "Chinese quotation marks are “”"), None),
    (_CORNERS, Words("横排的引号用“”", "quotation marks of horizontal text are “”"), None),
    (_RANGE, Words("数值范围用一字线“—”（GB/T 15834）", "a range takes — (GB/T 15834)"), "—"),
    (_WIDE, Words("数字和字母用半角", "digits and letters are half-width"), None),
    (_SHORT_YEAR, Words("年份写全四位（GB/T 15835）", "a year has four digits (GB/T 15835)"), None),
)


@text_rule("chinese-punctuation", "copywriting", "zh")
def chinese_punctuation(passage: Passage, view: PairView) -> Iterator[Diagnostic]:
    """Chinese text has half-width, doubled, unpaired or otherwise wrong punctuation.

    After GB/T 15834 (punctuation) and GB/T 15835 (numbers): full-width punctuation beside Han
    characters, …… and ——, “” for quotations, — for ranges, four-digit years, half-width digits and
    letters, brackets and quotation marks in pairs, and a mark at the end of a paragraph. What
    AutoCorrect would change besides is reported as well.

    中文标点不合GB/T 15834、数字不合GB/T 15835：半角标点、重复或不成对的标点、省略号和破折号、
    数值范围、两位数的年份、全角数字和字母、段末缺标点。
    """
    # Two question marks are a note to oneself, which is told as such.
    text = re.sub(r"\?{2,}", lambda match: MASK * len(match[0]), passage.own)
    if passage.kind == "display":
        return
    for match in _HALF.finditer(text):
        full = _HALF_TO_FULL[match[0]]
        message = Words(f"半角标点“{match[0]}”", f"half-width “{match[0]}” in Chinese text")
        yield _found(passage, match.start(), message, Words(f"请用“{full}”", f"use “{full}”"))
    for pattern, words, instead in _FOUND:
        for match in pattern.finditer(text):
            hint = Words(f"请用“{instead}”", f"use “{instead}”") if instead else None
            message = Words(f"“{match[0]}”：{words.zh}", f"“{match[0]}”: {words.en}")
            yield _found(passage, match.start(), message, hint)
    yield from _unpaired(passage, text)
    body = text.rstrip()
    if passage.kind == "paragraph" and len(body) > 20 and not _ENDS.search(body):
        message = Words("段末没有标点", "the paragraph does not end in a mark")
        yield _found(passage, len(body) - 1, message, None)
    if not _HALF.search(text):
        yield from _autocorrect(passage, text)


@text_rule("chinese-spacing", "copywriting", "zh")
def chinese_spacing(passage: Passage, view: PairView) -> Iterator[Diagnostic]:
    """A space is typed between Han characters and Latin letters, digits or values, or at a mark.

    The typesetting makes the gap. With `spacing: typed` in check.yml it may be typed there.

    汉字与字母、数字、数值之间或标点旁边有手打的空格；间距由排版生成。
    """
    if passage.kind == "display":
        return
    typed = view.settings.file.spacing == "typed"
    text = re.sub(
        r"(?m)^(?:[ \t]+|[ \t]*(?:[-*+>]|\d+\.)[ \t]+)", lambda m: MASK * len(m[0]), passage.own
    )
    for match in _SPACE.finditer(text):
        around = text[match.start() - 1 : match.end() + 1]
        if typed and re.search(rf"[A-Za-z0-9{VALUE}]", around):
            continue
        yield Diagnostic(
            "chinese-spacing",
            passage.place(match.start(), match.end()),
            Words("中文里不手打空格", "no space is typed here in Chinese text"),
            Words("间距由排版生成", "the typesetting makes the gap"),
        )


@text_rule("traditional-characters", "copywriting", "zh")
def traditional_characters(passage: Passage, view: PairView) -> Iterator[Diagnostic]:
    """Traditional characters stand in simplified Chinese text.

    Titles and quotations keep the characters that they were written in.

    简体文字里有繁体字。书名号、引号里的原文照旧。
    """
    apart = [match.span() for match in _QUOTED.finditer(passage.own)]
    # A name of the glossary that is spelled otherwise is told by its own rule.
    named = view.lexicon.mentions(simplified(passage.own), "zh")
    apart += [(one.start - 1, one.end) for one in named]
    places = {*traditional(passage.own)}
    for match in re.finditer(f"[{_HAN}]+", passage.own):
        own = [at for at in range(*match.span()) if at in places]
        own = [at for at in own if not any(start < at < end for start, end in apart)]
        if not own:
            continue
        start, end = own[0], own[-1] + 1
        written = passage.own[start:end]
        yield Diagnostic(
            "traditional-characters",
            passage.place(start, end),
            Words(f"“{written}”里有繁体字", f"there are traditional characters in “{written}”"),
            Words(f"请写“{simplified(written)}”", f"write “{simplified(written)}”"),
        )


def _found(passage: Passage, start: int, message: Words, hint: Words | None) -> Diagnostic:
    return Diagnostic("chinese-punctuation", passage.place(start), message, hint)


def _unpaired(passage: Passage, text: str) -> Iterator[Diagnostic]:
    opened: list[tuple[str, int]] = []
    closing = {close: open for open, close in _BRACKETS.items()}
    for offset, character in enumerate(text):
        if character in _BRACKETS:
            opened.append((character, offset))
        elif character in closing:
            if opened and opened[-1][0] == closing[character]:
                opened.pop()
            else:
                message = Words(f"“{character}”没有前一半", f"“{character}” was not opened")
                yield _found(passage, offset, message, None)
    for character, offset in opened:
        message = Words(f"“{character}”没有后一半", f"“{character}” is not closed")
        yield _found(passage, offset, message, None)


@lru_cache(maxsize=4096)
def _corrected(text: str) -> str:
    return str(_tool().format(text))


@lru_cache(maxsize=1)
def _tool() -> Any:
    """Return AutoCorrect, set to look after widths alone: spacing is ours to decide."""
    off = ("word", "punctuation", "bracket", "backticks", "dash", "dollar")
    rules = {f"space-{name}": 0 for name in off}
    rules |= {"no-space-fullwidth": 0, "no-space-fullwidth-quote": 0, "spellcheck": 0}
    rules |= {"fullwidth": 1, "halfwidth-word": 1, "halfwidth-punctuation": 1}
    tool: Any = autocorrect_py  # what a compiled module holds is not declared
    tool.load_config(json.dumps({"rules": rules}))
    return tool


def _autocorrect(passage: Passage, text: str) -> Iterator[Diagnostic]:
    """Yield the first difference to what AutoCorrect makes of each line."""
    offset = 0
    for line in text.split("\n"):
        # Private-use marks become Han characters: that is what a reader will see there.
        plain = re.sub(f"[{VALUE}{TAG}{MASK}]", "数", line)
        better = _corrected(plain)
        if better != plain:
            at = next(
                (i for i, (a, b) in enumerate(zip(plain, better, strict=False)) if a != b),
                min(len(plain), len(better)),
            )
            mine, that = plain[at : at + 6], better[at : at + 6]
            message = Words(f"“{mine}”宜作“{that}”", f"“{mine}” should be “{that}”")
            yield _found(passage, offset + at, message, None)
        offset += len(line) + 1
