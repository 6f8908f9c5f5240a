"""Faults in one language: what is turned in both elsewhere, and slips of a hurried translator."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.mutants import alike_words
from tests.mutants.alike import Both, _outside, _put
from tests.mutants.files import Mutant

SLIPS: dict[str, dict[str, list[tuple[str, str]]]] = {
    "by and to exchanged": {
        "zh": [
            ("增长(?=\\{\\{)", "增长到"),
            ("降低(?=\\{\\{)", "降低到"),
            ("提高(?=\\{\\{)", "提高到"),
        ],
        "en": [("grew by", "grew to"), ("higher by", "higher at"), ("by(?= \\{\\{)", "to")],
    },
    "scope widened": {
        "zh": [("大多", "全部"), ("多半", "都"), ("主要", "完全"), ("基本上", "完全")],
        "en": [
            ("most(?= of| enterprises| provinces)", "all"),
            ("mostly", "entirely"),
            ("mainly", "exclusively"),
            ("basically", "entirely"),
        ],
    },
    "attribution removed": {
        "zh": [
            ("据原报告，", ""),
            ("原报告认为，", ""),
            ("在原报告看来，", ""),
            ("据工业和信息化部，", ""),
        ],
        "en": [
            ("According to the source report,? ", ""),
            ("[Tt]he source report says that ", ""),
            ("According to the Ministry of Industry and Information Technology, ", ""),
        ],
    },
    "aside dropped": {
        "zh": [("（[^（）{}]{6,}）", "")],
        "en": [(" \\([^(){}]{12,}\\)", "")],
    },
    "last clause dropped": {
        "zh": [("，[^，。；：{}（）]{6,}。(?=$)", "。")],
        "en": [(", [^,.;:{}()]{24,}\\.(?=$)", ".")],
    },
    "cause turned into contrast": {
        "zh": [("因此", "然而"), ("因而", "却"), ("所以", "但是")],
        "en": [("therefore", "nevertheless"), ("thus", "still"), ("so that", "although")],
    },
    "may becomes must": {
        "zh": [("可能", "必定"), ("恐怕", "必定"), ("也许", "必定")],
        "en": [("may", "must"), ("probably", "certainly"), ("seems? to", "must")],
    },
}


def makers_of(b: Both) -> Iterator[Mutant]:
    """Yield every fault of one language in a chapter."""
    for kind, pairs in alike_words.ALIKE.items():
        tables = {
            "zh": [(p[0], p[1]) for p in pairs],
            "en": [(p[2], p[3]) for p in pairs],
        }
        yield from _turned(b, f"{kind}, one language", tables)
    for kind, table in SLIPS.items():
        yield from _turned(b, kind, table)


def _turned(b: Both, kind: str, tables: dict[str, list[tuple[str, str]]]) -> Iterator[Mutant]:
    for zh, en in b.blocks():
        for one, block in ((b.zh, zh), (b.en, en)):
            for old, new in dict.fromkeys(tables[one.language]):
                pattern = old if one.language == "zh" else rf"(?<!\w){old}(?!\w)"
                for match in _outside(pattern, block.text)[:1]:
                    text = _put(block.text, match, new)
                    if re.sub(r"\s+", "", text) == re.sub(r"\s+", "", block.text):
                        continue
                    lines = list(one.lines)
                    lines[block.line - 1] = text
                    places = frozenset({(b.zh.path, zh.line), (b.en.path, en.line)})
                    what = f"{match[0]} → {new}"
                    yield Mutant(kind, one.path, "\n".join(lines), places, what)
