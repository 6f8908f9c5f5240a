"""How wide text is and where it may break, without a font: layout is the same on every machine.

Each character is as wide as in the widest face that a reader's system may set it in, so that a
line that fits here fits wherever it is read: nobody's system need have a face of our choice.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from duizhao.language import language_of

# Thousandths of the font size, from U+0020 to U+007E: the most of Verdana and DejaVu Sans (the
# widest that systems come with), Helvetica and Arial, Noto Sans and Noto Sans CJK.
_LATIN = (
    *(352, 401, 475, 838, 637, 1077, 780, 278, 455, 455, 636, 838, 364, 455, 364, 455, 637, 637),
    *(637, 637, 637, 637, 637, 637, 637, 637, 455, 455, 838, 838, 838, 557, 1016, 685, 687, 723),
    *(771, 667, 611, 778, 752, 421, 536, 667, 558, 907, 760, 788, 667, 788, 723, 667, 611, 732),
    *(685, 989, 686, 667, 686, 455, 455, 455, 838, 636, 606, 613, 635, 550, 635, 616, 353, 635),
    *(634, 278, 345, 580, 285, 975, 634, 612, 635, 635, 427, 521, 395, 634, 592, 818, 592, 592),
    *(525, 637, 551, 637, 838),
)
_NARROW_AMONG_LATIN = {"‘": 0.32, "’": 0.32, "“": 0.52, "”": 0.52, "…": 1.0, "·": 0.57}
# What is narrower or wider than a Han character, which is as wide as any other sign can be.
_SPACES = dict.fromkeys("\u00a0\u2009\u202f", 0.36) | {"\u2002": 0.5}
_OTHER = {**_SPACES, "ľ": 0.38, "‰": 1.35, "℃": 1.13, "№": 1.08, "Œ": 1.08, "œ": 1.03}
_NOT_AT_START = set("，。、；：？！）》」』”’…·%％‰)]},.;:!?/–—-的")
_NOT_AT_END = set("（《「『“‘([{")
_PAUSES = set("，。、；：？！）》」』”’…· /–—-的")
_JOINTS = set("和及与或（《")
# What stays together: a word, a number with its range and the character that counts it (200–399人).
_WORD = r"[0-9A-Za-z'’.,%&+#]+(?:[–—-][0-9A-Za-z'’.,%&+#]+)*"
_PIECE = re.compile(rf"{_WORD}(?:(?<=\d)[\u4e00-\u9fff])?| +|.", re.S)

LINE = 1.25
"""The distance between lines of one text, in font sizes."""


def begun(text: str, language: str) -> str:
    """Return a name as a label begins in Latin letters, with a capital: Listed companies.

    A name whose first word has capitals of its own (5G, iPad) stays as it is.
    """
    first = text.split(" ", 1)[0]
    if language_of(language).writing.script != "Latin" or first != first.lower():
        return text
    return text[:1].upper() + text[1:]


@lru_cache(maxsize=4096)
def width(text: str, size: float, language: str) -> float:
    """Return how much room `text` needs on one line, in px, at a font size in px."""
    return sum(_ems(character, language) for character in text) * size


def widest(lines: tuple[str, ...], size: float, language: str) -> float:
    """Return the width of the widest line, in px; 0 for no line."""
    return max((width(line, size, language) for line in lines), default=0.0)


@lru_cache(maxsize=1024)
def wrapped(text: str, size: float, room: float, language: str) -> tuple[str, ...]:
    """Break `text` into the fewest lines that fit `room` px, as even as they can be made.

    Chinese breaks between characters, best after a comma or 的 or before 和 or 及, and rather after
    an even number of characters than an odd one, as most of its words have two; closing
    punctuation does not begin a line and opening punctuation does not end one. Other text breaks
    at spaces and after slashes. A word that is wider than the room stays whole on its own line.
    """
    pieces = _pieces(text)
    fewest = len(_filled(pieces, size, room, language))
    if fewest == 1:
        return (text.strip(),)
    even = width(text, size, language) / fewest
    # best[n][end]: the least cost of setting the first `end` pieces in n lines, and its last break.
    best: list[dict[int, tuple[float, int]]] = [{0: (0.0, 0)}]
    for _ in range(fewest):
        found: dict[int, tuple[float, int]] = {}
        for start, (cost, _) in best[-1].items():
            for end in range(start + 1, len(pieces) + 1):
                wide = width("".join(pieces[start:end]).rstrip(), size, language)
                if wide > room and end > start + 1:
                    break
                total = cost + ((wide - even) / room) ** 2 + _reluctance(pieces, end)
                if end not in found or total < found[end][0]:
                    found[end] = (total, start)
        best.append(found)
    lines: list[str] = []
    end = len(pieces)
    for found in reversed(best[1:]):
        start = found[end][1]
        lines.insert(0, "".join(pieces[start:end]).strip())
        end = start
    return tuple(lines)


def _reluctance(pieces: Sequence[str], end: int) -> float:
    """Return the cost of a break before the piece at `end`: inside a Chinese phrase it has one."""
    if end == len(pieces) or pieces[end - 1][-1:] in _PAUSES or pieces[end][:1] in _JOINTS:
        return 0.0
    begin = end
    while begin and pieces[begin - 1][-1:] not in _PAUSES | _JOINTS:
        begin -= 1
    return 0.25 if begin == end or (end - begin) % 2 else 0.15


def fitting(
    names: Sequence[tuple[str, ...]], size: float, room: float, lines: int, language: str
) -> list[tuple[str, ...]] | None:
    """Return names in lines that fit `room` px, all in the longest form that fits for every one.

    `names` holds each name's forms, longest first; words are never broken, and a name takes at
    most `lines` lines. None when even the shortest forms do not all fit.
    """
    for level in range(max(len(forms) for forms in names)):
        forms = [each[min(level, len(each) - 1)] for each in names]
        broken = [_in_words(form, size, room, language) for form in forms]
        if all(len(each) <= lines and widest(each, size, language) <= room for each in broken):
            return broken
    return None


def _in_words(text: str, size: float, room: float, language: str) -> tuple[str, ...]:
    words = [f"{word} " for word in text.split(" ")]
    return _filled(words, size, room, language)


def _ems(character: str, language: str) -> float:
    if character in _NARROW_AMONG_LATIN and language_of(language).writing.script == "Latin":
        return _NARROW_AMONG_LATIN[character]
    if character in _OTHER:
        return _OTHER[character]
    plain = ord(unicodedata.normalize("NFD", character)[0])  # É is as wide as E
    if 0x20 <= plain <= 0x7E:
        return _LATIN[plain - 0x20] / 1000
    return 0.0 if unicodedata.category(character) in ("Mn", "Me", "Cf") else 1.0


def _pieces(text: str) -> list[str]:
    """Split into what may not be broken; a piece keeps the spaces after it."""
    pieces: list[str] = []
    for piece in _PIECE.findall(text):
        glued = pieces and (
            piece.isspace() or piece[0] in _NOT_AT_START or pieces[-1].rstrip()[-1:] in _NOT_AT_END
        )
        if glued:
            pieces[-1] += piece
        else:
            pieces.append(piece)
    return pieces


def _filled(pieces: list[str], size: float, room: float, language: str) -> tuple[str, ...]:
    lines: list[str] = []
    current = ""
    for piece in pieces:
        if current and width((current + piece).rstrip(), size, language) > room:
            lines.append(current.rstrip())
            current = piece
        else:
            current += piece
    return (*lines, current.rstrip())
