"""Leftovers: marks of a conflict, and notes to oneself, that were to go before anyone reads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from duizhao.diagnostics import Diagnostic, Place, Stage, Words

LEFTOVER = "leftover"
_MARK = re.compile(r"(?:<{7}|>{7}|\|{7}|={7})(?=[ \t]|$)")
# What stands between two marks, and is no part of the first side: its origin, the second side.
_OTHER_SIDES = {"|=", "|>", "=>"}

_NO_WORDS = re.compile(r"`[^`]*`|\{\{.*?\}\}|https?://[^\s)）]+", re.DOTALL)
_OPEN, _CLOSE = r"[\[［【〔（(]\s*", r"\s*[\]］】〕）)]"
_LATER = (
    "查证?|考|核[实对查]?|补[充写全]?|定|填[写补]?|改|译|写|续写|校对?|审[核定]?|确[认定]|更新|完善"
)
_NOTE = re.compile(
    "|".join(
        (
            # Names and lists that are called so are no notes.
            r"(?<![A-Za-z0-9_-])(?:TODO(?![ -]?(?:[Gg]roup|[Ll]ists?|[Ii]tems?|[Aa]pps?)(?![a-z])"
            r"|\s?(?:清单|列表|事项|小组))|FIXME|TB[CD])(?![A-Za-z0-9_-])",
            r"(?<![A-Za-z0-9_-])(?i:to-?do|fix-?me)(?=\s?[:：])",
            # Thirty in Roman numerals.
            r"(?<![A-Za-z0-9_-])(?<!Volume )(?<!Vol\. )(?<!Chapter )(?<!Part )(?<!Book )"
            r"XXX+(?![A-Za-z0-9_-]| Olympi)",
            # Within brackets whatever is to be done, outside them what can hardly be prose.
            rf"{_OPEN}[^\[\]［］【】〔〕（）()\n]{{0,12}}(?<![有等对招看接善优])待(?:{_LATER})"
            rf"[^\[\]［］【】〔〕（）()\n]{{0,12}}{_CLOSE}",
            r"(?<![有等亟急])待(?:核实|补充|确认|填写)",
            r"(?<![有等对招看接善优])待定(?!系数|参数|函数|常数|矩阵|[量期时义位价型论制性夺级点向])",
            r"【\s*(?:此处|请|需要?|缺|占位|插入|存疑|疑问?|查证?|核[实对查]|补(?!充|贴|助|偿)"
            r"|补充(?!说明|材料|阅读|资料|规定|协议))[^【】\n]{0,40}】",
            r"【\s*】",
            rf"{_OPEN}(?i:to be (?:added|checked|completed|confirmed|decided|defined|determined"
            rf"|done|supplied|translated|verified|written)|citation needed|check this"
            rf"|needs? (?:a )?(?:check(?:ing)?|citation|source)|placeholder){_CLOSE}",
            r"\?{2,}",
            r"(?i:\blorem ipsum\b)",
        )
    )
)


def leftover(place: Place, found: str) -> Diagnostic:
    """Return the finding of a note that was left."""
    return Diagnostic(
        LEFTOVER,
        place,
        Words(
            f"“{found}”是写作时的记号，不能留在成稿里", f"“{found}” is a note left by its writer"
        ),
        Words(
            "请写完或删去；本来就要印出的词，请写成`代码`",
            "finish it or take it out; a word that is to be printed so is written as `code`",
        ),
    )


def notes(text: str) -> Iterator[tuple[int, str]]:
    """Yield the notes to oneself in a text, each with its offset; code and addresses hold none."""
    words = _NO_WORDS.sub(lambda match: "\0" * len(match[0]), text)
    for match in _NOTE.finditer(words):
        yield match.start(), match[0]


def without_conflicts(text: str, path: str) -> Stage[str]:
    """Find the marks of conflicts that nobody has resolved; return the text without them.

    Of two sides the first one is kept, so that only what is wrong with it is found besides; every
    line stays where it was. A line of `=` alone, which may be an underline, is no conflict.
    """
    lines = text.split("\n")
    marks = [(n, line[0]) for n, line in enumerate(lines) if _MARK.match(line)]
    if not any(sign in "<>" for _, sign in marks):
        return text
    for number, sign in marks:
        yield Diagnostic(
            LEFTOVER,
            Place(path, number + 1, 1, end=8),
            Words(
                f"“{sign * 7}”是没有解决的合并冲突", f"“{sign * 7}” marks an unresolved conflict"
            ),
            Words(
                "请留下要用的一份，删去另一份和这些记号",
                "keep the side that is right, take out the other one and the marks",
            ),
        )
        lines[number] = ""
    for (start, sign), (end, other) in pairwise(marks):
        if sign + other in _OTHER_SIDES:
            lines[start:end] = [""] * (end - start)
    return "\n".join(lines)
