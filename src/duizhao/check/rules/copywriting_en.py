"""Copywriting in English: punctuation, dashes, the serial comma, repeated words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from duizhao.check.registry import pair_rule, text_rule
from duizhao.check.scopes import PairView
from duizhao.check.text.prose import MASK, TAG, VALUE, Passage
from duizhao.diagnostics import Diagnostic, Words

_ITEM = rf"(?:[\w’'&-]+|{VALUE}+)(?: (?:[\w’'&-]+|{VALUE}+)){{0,2}}"
_LEAD = r"(?:^|[,:(] ?|\. |\b(?:in|of|by|are|from|with|as|and) )"
_SERIAL = re.compile(rf"{_LEAD}{_ITEM}, {_ITEM}(, )(?:and|or) {_ITEM}(?=[.;:)]|$)")
_NO_SERIAL = re.compile(rf"{_LEAD}{_ITEM}, {_ITEM}( )(?:and|or) {_ITEM}(?=[.;:)]|$)")
_FOUND = (
    (
        re.compile(r"[，。；：？！（）、《》「」【】]"),
        Words("英文里的全角标点", "full-width mark in English text"),
        "punctuation",
    ),
    (re.compile(r"(?<=[\w,.;:)]) {2,}(?=\S)"), Words("多余的空格", "more than one space"), ""),
    (
        re.compile(rf"(?<=[\w{VALUE})”’]) +(?=[,.;:?!)](?:\s|$))"),
        Words("标点前有空格", "a space before the mark"),
        "",
    ),
    (
        re.compile(rf"(?<=[a-z{VALUE}])[,;:](?=[A-Za-z{VALUE}])"),
        Words("标点后缺空格", "no space after the mark"),
        "",
    ),
    (re.compile(r",,|;;|(?<!\.)\.\.(?!\.)|,\.|\.,|;,"), Words("标点重复", "doubled mark"), ""),
    (
        # A standard has a hyphen before its year: GB/T 4754-2017.
        re.compile(
            rf"(?<!\b[A-Z/]{{4}} \d{{4}})(?<=[0-9%{VALUE}])[-~](?=[0-9{VALUE}])(?![0-9]+[-.])"
        ),
        Words("数值范围用“–”", "a range takes an en dash, –"),
        "",
    ),
    (re.compile(r"(?<=\w) -{1,2} (?=\w)|--+"), Words("破折号用“–”", "a dash is –"), ""),
    (
        re.compile(r"\"|(?<!\w)'(?=\w)|(?<=\w)'(?!\w)"),
        Words("引号用“”", "quotation marks are “”"),
        "",
    ),
    (re.compile(r"(?<=\w)'(?=\w)"), Words("撇号用“’”", "an apostrophe is ’"), ""),
    (re.compile(r"(?<!\.)\.{3}(?!\.)"), Words("省略号用“…”", "an ellipsis is …"), ""),
)
_REPEATED = re.compile(r"\b([A-Za-z]+) \1\b", re.IGNORECASE)
_MAY_REPEAT = {"had", "that", "is"}
_PAIRS = {"(": ")", "“": "”", "[": "]"}
_ENDS = re.compile(rf"[.!?:;)”’|{MASK}{TAG}]$")
_LOWER_START = re.compile(r"(?<=[a-z)”]\. )[a-z](?=[a-z]+ )")


@text_rule("english-punctuation", "copywriting", "en")
def english_punctuation(passage: Passage, view: PairView) -> Iterator[Diagnostic]:
    """English text has a wrong mark, space, dash or quotation mark, or a word twice.

    Full-width marks, spaces before a mark or none after it, doubled marks, hyphens where a range
    takes an en dash, straight quotation marks and apostrophes, brackets and quotation marks that
    are not in pairs, a paragraph without a final mark, “the the”.

    英文的标点、空格、连接号、引号有误，或者一个词连写两遍。
    """
    if passage.kind in ("display", "table", "other"):
        return
    text = passage.own
    for pattern, words, _ in _FOUND:
        for match in pattern.finditer(text):
            shown = match[0].replace(VALUE, "")
            message = Words(f"“{shown}”：{words.zh}", f"“{shown}”: {words.en}")
            yield _found(passage, match.start(), message)
    for match in _REPEATED.finditer(text):
        if match[1].lower() not in _MAY_REPEAT:
            message = Words(f"“{match[0]}”：词重复", f"“{match[0]}”: the word stands twice")
            yield _found(passage, match.start(), message)
    for match in _LOWER_START.finditer(text):
        message = Words("句首没有大写", "the sentence does not begin with a capital letter")
        yield _found(passage, match.start(), message)
    yield from _unpaired(passage, text)
    body = text.rstrip()
    if passage.kind == "paragraph" and len(body) > 40 and not _ENDS.search(body):
        message = Words("段末没有标点", "the paragraph does not end in a mark")
        yield _found(passage, len(body) - 1, message)


@pair_rule("serial-comma", "copywriting", ("en",))
def serial_comma(view: PairView) -> Iterator[Diagnostic]:
    """A list in English has a comma before its last “and”, or lacks it, against the house style.

    `serial_comma` in check.yml says which; without it, “A, B and C” is right.

    英文并列最后一项之前的逗号与约定不符；约定写在check.yml的serial_comma。
    """
    wanted = view.settings.file.serial_comma
    pattern = _NO_SERIAL if wanted else _SERIAL
    for block in view.blocks:
        for match in pattern.finditer(block.en.own):
            yield Diagnostic(
                "serial-comma",
                block.en.place(match.start(1)),
                Words("并列末项前缺逗号", "no comma before the last item")
                if wanted
                else Words("并列末项前不用逗号", "no comma is used before the last item"),
            )


def _found(passage: Passage, start: int, message: Words) -> Diagnostic:
    return Diagnostic("english-punctuation", passage.place(start), message)


def _unpaired(passage: Passage, text: str) -> Iterator[Diagnostic]:
    for open, close in _PAIRS.items():
        if text.count(open) != text.count(close):
            at = text.rfind(open) if text.count(open) > text.count(close) else text.rfind(close)
            message = Words(f"“{open}{close}”不成对", f"“{open}{close}” are not in pairs")
            yield _found(passage, at, message)
