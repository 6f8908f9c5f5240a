"""Years: those that move when an edition is followed by the next one, and the mark they get.

In words a year that moves is marked: whether the sentence is true of the new year only a person
can tell, and `check` refuses the mark until one has (`leftover`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

MARK = "??"
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_DIGITS = "〇一二三四五六七八九"
_HAN_YEAR = rf"[一二][{_DIGITS}零○]{{3}}(?=年)"
# What means another year when the edition does.
_RELATIVE = (
    r"去年|今年|明年|前年|上年|本年|当年|[上前]一年|上一?版|前一版"
    r"|(?i:\b(?:last|this|next|previous|prior|preceding|current|coming)\syear\b"
    r"|\b(?:last|previous|prior|preceding)\sedition\b"
    r"|\bthe\syear\sbefore\b|\ba\syear\s(?:ago|earlier|before)\b)"
)
_IN_WORDS = re.compile(
    rf"(?P<digits>(?<![\d.,])(?:19|20)\d\d(?![\d,]\d|\d))年?|(?P<han>{_HAN_YEAR})年|{_RELATIVE}"
)


@dataclass(frozen=True)
class Years:
    """The years that move from one edition to the next: from `first` to `last`, by `step`.

    Older years stay as they are; so do those after `newest`, which are told of beforehand. Where
    editions are not called by years, `step` is 0: then none moves, and all are marked.
    """

    first: int = 0
    last: int = 9999
    newest: int = 9999
    step: int = 0

    @classmethod
    def between(cls, old: str, new: str, rows: Iterable[str]) -> Years:
        """Return the years that move between two editions; `rows` are those of the old figures.

        The latest year with data moves to the next one, and the year that it is compared with.
        """
        if not (_YEAR.fullmatch(old) and _YEAR.fullmatch(new) and old < new):
            return cls()
        edition, step = int(old), int(new) - int(old)
        known = [int(row) for row in rows if _YEAR.fullmatch(row) and int(row) <= edition]
        latest = max(known, default=edition - step)
        return cls(latest - step, edition, int(new), step)

    def moved(self, text: str) -> str:
        """Return an expression, an id or a path with its years moved."""
        return _YEAR.sub(lambda match: self._year(match[0]), text)

    def marked(self, words: str) -> str:
        """Return words with their years moved, and a mark behind whatever names a year."""
        return _IN_WORDS.sub(self._marked, words)

    def named(self, text: str) -> bool:
        """Whether a text names a year that would be marked."""
        return self.marked(text) != text

    def _year(self, digits: str) -> str:
        year = int(digits)
        return str(year + self.step) if self.first <= year <= self.last else digits

    def _marked(self, match: re.Match[str]) -> str:
        written = match[0]
        if match["digits"]:
            year, moved = int(match["digits"]), self._year(match["digits"])
            written = moved + written[len(moved) :]
        elif match["han"]:
            digits = "".join(str(_DIGITS.index(one)) for one in re.sub("[零○]", "〇", match["han"]))
            year = int(digits)
            moved = self._year(digits)
            if moved != digits:
                written = "".join(_DIGITS[int(one)] for one in moved) + "年"
        else:
            return written + MARK
        return written + MARK if self.first <= year <= self.newest else written
