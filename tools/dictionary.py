"""Write `check/dictionary/zh_en.txt.xz` from CC-CEDICT: `python -m tools.dictionary FILE`.

FILE is the dictionary as it is published (`cedict_1_0_ts_utf-8_mdbg.txt.gz`). Of each simplified
word of two to six characters its English glosses are kept as words in base form; glosses of more
than three words, names, and what only says how a word is written are left out.
"""

from __future__ import annotations

import gzip
import lzma
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from duizhao.check.text.dictionary import FILE, FUNCTION_WORDS, lemma

_ENTRY = re.compile(r"\S+ ([\u4e00-\u9fff]{2,6}) \[.*?\] /(.*)/")
_FORMAL = re.compile(r"\s*(?:CL:|variant of|old variant|see |abbr\. for|used in|surname|also )")
_ASIDE = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_WORD = re.compile(r"(?<![A-Za-z])[a-z]{3,}")
_MOST = 3  # a longer gloss explains and does not translate
_SAID_OF_GLOSSES = frozenset(
    {"etc", "sth", "person", "people", "thing", "kind", "type", "fig", "lit"}
)


def words(gloss: str) -> list[str]:
    """Return the words of a gloss in base form; none where it explains more than it translates."""
    plain = _ASIDE.sub("", gloss)
    if _FORMAL.match(plain) or re.search(r"[\u4e00-\u9fff]", plain):
        return []
    found = [lemma(word) for word in _WORD.findall(plain) if word not in FUNCTION_WORDS]
    return [] if len(found) > _MOST else [word for word in found if word not in _SAID_OF_GLOSSES]


def entries(lines: Iterator[str]) -> dict[str, set[str]]:
    """Return the words of the glosses of every word."""
    found: dict[str, set[str]] = {}
    for line in lines:
        if entry := _ENTRY.match(line):
            own = {word for gloss in re.split("[/;]", entry[2]) for word in words(gloss)}
            if own:
                found.setdefault(entry[1], set()).update(own)
    return found


def main(path: Path) -> None:
    """Read the published file and write ours."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        found = entries(iter(file))
    text = "\n".join(f"{word} {' '.join(sorted(own))}" for word, own in sorted(found.items()))
    FILE.write_bytes(lzma.compress(text.encode(), preset=9 | lzma.PRESET_EXTREME))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
