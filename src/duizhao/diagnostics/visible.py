"""What cannot be seen, made visible: control and invisible characters by their number."""

from __future__ import annotations

import unicodedata

# What the first letters of a category say: control, format, private use, surrogate, unassigned,
# and the two separators that break a line. An ordinary space and the ideographic one are seen.
_UNSEEN = {"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"}
_NAMES = {"\x00": "NUL", "\x07": "BEL", "\x1b": "ESC", "\t": "TAB", "\n": "LF", "\r": "CR"}
_SEEN_SPACES = {" ", "\u3000"}


def shown(text: str) -> str:
    """Return `text` as it can be printed: what nobody would see is named, such as ⟨U+200B⟩.

    Control characters and escape sequences never reach a terminal; the text stays on one line.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(_visible(character) for character in text)


def _visible(character: str) -> str:
    category = unicodedata.category(character)
    if category in _UNSEEN or (category == "Zs" and character not in _SEEN_SPACES):
        return f"⟨{_NAMES.get(character, f'U+{ord(character):04X}')}⟩"
    return character


def width(text: str) -> int:
    """Return how many columns of a terminal a text takes; Han characters take two."""
    return sum(_columns(character) for character in text)


def _columns(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1
