"""Which characters belong to Chinese text: beside them a line break is no space, `**` is markup."""

from __future__ import annotations

# Han (with the extension planes), kana, CJK punctuation, full-width forms, and the dashes and
# curly quotes that Chinese shares with others.
WIDE = (
    "\u2014\u2018-\u201d\u2026\u2e80-\u30ff\u31c0-\u31ff\u3400-\u9fff\uf900-\ufaff\ufe30-\ufe4f"
    "\uff00-\uffef\U00016fe0-\U00016fff\U0001aff0-\U0001b16f\U00020000-\U0003ffff"
)
_RANGES = tuple(
    (ord(WIDE[i]), ord(WIDE[i + 2]) if WIDE[i + 1 : i + 2] == "-" else ord(WIDE[i]))
    for i in range(len(WIDE))
    if WIDE[i] != "-" and (i == 0 or WIDE[i - 1] != "-")
)


def wide(character: str) -> bool:
    """Whether a character (or "") is Chinese: Han, kana, full-width punctuation."""
    return bool(character) and any(low <= ord(character) <= high for low, high in _RANGES)
