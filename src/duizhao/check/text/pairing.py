"""Pairing: which blocks of two texts belong together where one has a block that the other lacks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from duizhao.check.text.alignment import deviation, matched, units
from duizhao.check.text.lexicon import Lexicon
from duizhao.check.text.prose import Passage
from duizhao.document.tree import Tag

# Blocks that share less than this part of what the poorer one says do not belong together, if
# enough is known of them.
SHARED, KNOWN = 0.2, 4.0
# How much farther apart than the difference of their numbers two blocks may stand.
APART = 3


def shape(passage: Passage) -> tuple[str, str]:
    """Return what two blocks that belong together have in common: kind, and what is shown."""
    tag = next((s.piece for s in passage.spans if isinstance(s.piece, Tag)), None)
    shown = f"{tag.name} {tag.argument}" if tag and passage.kind == "display" else ""
    return (passage.kind, shown)


def paired(
    zh: Sequence[Passage], en: Sequence[Passage], lexicon: Lexicon
) -> list[tuple[Passage, Passage]]:
    """Return the blocks that belong together, in order; by position where all shapes agree.

    Otherwise those pairs are chosen that share most values, names, dates and words.
    """
    if [shape(one) for one in zh] == [shape(one) for one in en]:
        return list(zip(zh, en, strict=True))
    band = abs(len(zh) - len(en)) + APART
    best: dict[tuple[int, int], tuple[float, bool]] = {}

    def score(i: int, j: int) -> float:
        return best[i, j][0] if (i, j) in best else 0.0

    for i in range(len(zh) + 1):
        for j in range(len(en) + 1):
            ways = [(score(i - 1, j), False)] if i else []
            ways += [(score(i, j - 1), False)] if j else []
            worth = _worth(zh[i - 1], en[j - 1], lexicon) if i and j and abs(i - j) <= band else 0.0
            if worth > 0:
                ways.append((score(i - 1, j - 1) + worth, True))
            best[i, j] = max(ways, default=(0.0, False))
    found: list[tuple[int, int]] = []
    i, j = len(zh), len(en)
    while i and j:
        if best[i, j][1]:
            i, j = i - 1, j - 1
            found.append((i, j))
        elif score(i - 1, j) >= score(i, j - 1):
            i -= 1
        else:
            j -= 1
    found.reverse()
    return [(zh[i], en[j]) for i, j in found if not _cut(i, j, found, zh, en)]


def _cut(
    i: int,
    j: int,
    found: Sequence[tuple[int, int]],
    zh: Sequence[Passage],
    en: Sequence[Passage],
) -> bool:
    """Whether two blocks print other numbers and one beside them is left over.

    Then a block was cut in two, and comparing its parts would only repeat that.
    """
    printed = [
        Counter(getattr(s.piece, "source", "") for s in p.expressions) for p in (zh[i], en[j])
    ]
    if printed[0] == printed[1]:
        return False
    sides = ({one for one, _ in found}, {other for _, other in found})
    return any(
        0 <= near < len(side) and near not in taken
        for at, side, taken in ((i, zh, sides[0]), (j, en, sides[1]))
        for near in (at - 1, at + 1)
    )


def _worth(zh: Passage, en: Passage, lexicon: Lexicon) -> float:
    """Return what speaks for two blocks belonging together; nothing where they cannot."""
    if shape(zh) != shape(en):
        return 0.0
    tokens = [[t for unit in units(one, lexicon) for t in unit.tokens] for one in (zh, en)]
    known = min(sum(token.weight for token in side) for side in tokens)
    shared = sum(one.weight for one, _ in matched(*tokens))
    if known >= KNOWN and shared < SHARED * known:
        return 0.0
    unlike = min(deviation(len(zh.own), len(en.own)) ** 2, 16.0)
    return max(0.1, 1.0 + shared - 0.25 * unlike)
