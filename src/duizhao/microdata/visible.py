"""Text of others as a message shows it: on one line, short, nothing invisible, nothing live."""

from __future__ import annotations

import re

# What takes no room, or looks like an ordinary space: controls and terminal escapes, marks of
# direction, zero-width characters, other spaces, fillers. In the syntax of Python's `re`; the
# ranges stand here once, for messages and for the reader of microdata.
_RANGES = (
    *((0x00, 0x08), (0x0B, 0x0C), (0x0E, 0x1F), (0x7F, 0xA0), (0xAD, 0xAD), (0x34F, 0x34F)),
    *((0x61C, 0x61C), (0x115F, 0x1160), (0x1680, 0x1680), (0x17B4, 0x17B5), (0x180B, 0x180E)),
    *((0x2000, 0x200F), (0x2028, 0x202F), (0x205F, 0x206F), (0x2800, 0x2800), (0x3164, 0x3164)),
    *((0xFE00, 0xFE0F), (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0), (0xFFF9, 0xFFFB)),
    *((0x1D173, 0x1D17A), (0xE0000, 0xE007F)),
)
INVISIBLE = "".join(f"{chr(first)}-{chr(last)}" for first, last in _RANGES)
_INVISIBLE = re.compile(f"[{INVISIBLE}\ud800-\udfff]")
LONGEST = 40


def shown(text: str, longest: int = LONGEST) -> str:
    """Return text on one line, cut to `longest` characters, its invisible ones as ⟨U+200B⟩."""
    short = text if len(text) <= longest else f"{text[: longest - 1]}…"
    line = re.sub(r"[\r\n\t]+", " ", short)
    return _INVISIBLE.sub(lambda found: f"⟨U+{ord(found[0]):04X}⟩", line)
