"""Legible text: characters that can be seen and set, and runs of a size that anybody writes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from duizhao.diagnostics import Diagnostic, Place, Stage, Words, stage

# Controls, halves of characters, no characters; and what takes no room and tells apart what looks
# alike or turns the direction of writing: soft hyphen, zero-width space, marks of direction.
# Joiners stay: scripts and emoji are written with them.
_UNSEEN = (
    "\0-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e"
    "\u2060-\u206f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff"
)
# Combining marks of the blocks that hold nothing else.
_MARKS = "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_CYRILLIC = "\u0400-\u04ff"
MOST_MARKS = 8
LONGEST_WORD = 1_000
LONGEST_LINE = 20_000
_ILLEGIBLE = re.compile(
    rf"(?P<unseen>[{_UNSEEN}])"
    rf"|(?P<marks>[{_MARKS}]{{{MOST_MARKS + 1},}})"
    rf"|(?P<mixed>(?:[A-Za-z](?=[{_CYRILLIC}])|[{_CYRILLIC}](?=[A-Za-z]))[A-Za-z{_CYRILLIC}]*)"
    # Han and other scripts without spaces have long lines, and no long words.
    rf"|(?P<word>[0-9A-Za-z\xc0-\u02ff\u0370-\u1aaf]{{{LONGEST_WORD + 1},}})"
    rf"|(?P<line>[^\n]{{{LONGEST_LINE + 1},}})"
)
_DELETE = Words("请删去它", "delete it: it cannot be seen")


def faults(text: str) -> Iterator[tuple[int, int, Words, Words]]:
    """Yield what of a text is not legible: from where to where, what is wrong, what to do."""
    for match in _ILLEGIBLE.finditer(text):
        yield match.start(), match.end(), *_words(match)


def _words(match: re.Match[str]) -> tuple[Words, Words]:
    match match.lastgroup:
        case "unseen":
            code = f"U+{ord(match[0]):04X}"
            return (
                Words(f"有看不见的字符{code}", f"there is an invisible character, {code}"),
                _DELETE,
            )
        case "marks":
            number = len(match[0])
            return (
                Words(
                    f"一个字母上叠了{number}个附加符号，最多{MOST_MARKS}个",
                    f"{number:,} combining marks stand on one letter; there may be {MOST_MARKS}",
                ),
                Words("请删去多余的", "leave out what is too much"),
            )
        case "mixed":
            return (
                Words(
                    "一个词里混用了拉丁字母和西里尔字母，看上去一样，实际不同",
                    "Latin and Cyrillic letters, which look alike, stand in one word",
                ),
                Words("请用同一种字母重新输入这个词", "type the word anew in one alphabet"),
            )
        case "word":
            number = len(match[0])
            return (
                Words(
                    f"这里有一个{number}个字符的词，最多{LONGEST_WORD}个",
                    f"a word of {number:,} characters stands here; there may be {LONGEST_WORD:,}",
                ),
                Words("这里是不是粘贴了别的内容？", "was something else pasted here?"),
            )
        case _:
            number = len(match[0])
            return (
                Words(
                    f"这一行有{number}个字符，最多{LONGEST_LINE}个",
                    f"the line has {number:,} characters; there may be {LONGEST_LINE:,}",
                ),
                Words("请分段", "divide it into paragraphs"),
            )


@stage
def legible(text: str, path: str) -> Stage[str]:
    """Return the text of a file without what is not legible, which is a finding each.

    Lines stay lines: what is found later stands where it is written, but for such a line.
    """
    kept, last = [], 0
    for start, end, message, hint in faults(text):
        line, column = text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)
        yield Diagnostic("illegible", Place(path, line, column), message, hint)
        kept.append(text[last:start])
        last = end
    return "".join((*kept, text[last:]))
