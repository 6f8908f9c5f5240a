"""Said elsewhere: what an edition says twice in the same words it does not turn round once."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise

from duizhao.check.registry import edition_rule
from duizhao.check.scopes import EditionView
from duizhao.check.text.cues import PIVOT
from duizhao.check.text.prose import Passage
from duizhao.check.text.tables import lists
from duizhao.diagnostics import Diagnostic, Words

# Characters and words that are each other’s opposite, and those that deny: a clause is compared
# without them, so that one that is turned round meets the one that is not.
_OPPOSITES = {
    "zh": ("上下", "高低", "多少", "大小", "增减", "长短", "升降", "前后", "内外", "深浅"),
    "en": (
        "upper lower higher", "more less fewer", "larger smaller", "includes excludes",
        "rises falls", "with without", "before after", "largest smallest", "highest lowest",
    ),
}  # fmt: skip
_CLASS = {
    "zh": {c: pair[0] for pair in _OPPOSITES["zh"] for c in pair} | dict.fromkeys("不未非没", ""),
    "en": {w: pair.split()[0] for pair in _OPPOSITES["en"] for w in pair.split()} | {"not": ""},
}
_CLAUSES = {
    "zh": re.compile("[^，。；：（）、\ue000-\ue002]+"),
    "en": re.compile(r"[^.;:,()\ue000-\ue002]+"),
}
# A shorter clause may well be said twice of different things.
LEAST = {"zh": 9, "en": 6}
# What leads from a place to the places that it is made of.
_CONSISTS = {
    "zh": re.compile("(?:指|是|即|为|包括|由|按)$"),
    "en": re.compile(
        r"(?: area)?,? (?:is|means|comprises|consists of|is counted as|counts as|as) $"
    ),
}


@edition_rule("turned-elsewhere", "claims")
def turned_elsewhere(view: EditionView) -> Iterator[Diagnostic]:
    """A clause that stands in other places word by word is turned round here.

    “A class includes its lower limit” in three notes, and “its upper limit” in a fourth; a region
    that is made of four places in one text and of four others in another. The rarer one is told.

    别处逐字相同的一句，这里却说反了：三处说明写“含下限”，第四处写“含上限”；一个地区在一处由四地组成，在另一处
    换了其中一地。指出较少见的一种。
    """
    yield from _clauses(view)
    yield from _members(view)


def _passages(view: EditionView) -> Iterator[Passage]:
    for pair in (*view.pairs, *view.beside):
        yield from pair.passages


def _clauses(view: EditionView) -> Iterator[Diagnostic]:
    found: dict[tuple[str, str], list[tuple[str, Passage, int]]] = defaultdict(list)
    for passage in _passages(view):
        language = passage.language
        for match in _CLAUSES[language].finditer(passage.own):
            text = match[0].strip().casefold()
            parts = list(text) if language == "zh" else text.split()
            # What is more than something else here may well be less than it there.
            if len(parts) >= LEAST[language] and not PIVOT[language].search(text):
                plain = [_CLASS[language].get(part, part) for part in parts]
                key = "".join(sorted(plain)) if language == "zh" else " ".join(plain)
                found[language, key].append((text, passage, match.start()))
    for places in found.values():
        counted = Counter(text for text, _, _ in places)
        usual, times = counted.most_common(1)[0]
        for text, passage, start in places if len(counted) > 1 else ():
            files = {p.start.path for t, p, _ in places if t == usual} - {passage.start.path}
            if counted[text] * 2 <= times and len(files) > 1:
                there = next(p.place(at) for t, p, at in places if t == usual)
                yield Diagnostic(
                    "turned-elsewhere",
                    passage.place(start),
                    Words(f"{there}等{times}处写的是“{usual}”", f"{there} has “{usual}”"),
                    Words("请核对哪一处说反了", "see which of them is turned round"),
                )


def _members(view: EditionView) -> Iterator[Diagnostic]:
    found: dict[str, list[tuple[frozenset[str], Passage, int]]] = defaultdict(list)
    places = {term.id for term in view.lexicon.glossary if term.kind == "places"}
    for pair in (*view.pairs, *view.beside):
        for sentence in (one for p in pair.passages for one in p.sentences):
            language, text = sentence.passage.language, sentence.text
            named = pair.figures.named(text, language, (), sentence.start)
            runs = lists([m for m in named if m.ids <= places], text, language)
            for whole, parts in pairwise(runs):
                between = text[whole[-1].end : parts[0].start]
                if len(whole) == 1 and len(parts) > 1 and _CONSISTS[language].fullmatch(between):
                    ids = frozenset(id for m in parts for id in m.ids)
                    at = sentence.start + parts[0].start
                    found[min(whole[0].ids)].append((ids, sentence.passage, at))
    for listed in found.values():
        counted = Counter(ids for ids, _, _ in listed)
        for ids, passage, start in listed:
            near = [s for s in counted if len(s) == len(ids) and len(s - ids) == 1]
            if near and counted[ids] <= max(counted[s] for s in near):
                there = next(p.place(at) for s, p, at in listed if s == near[0])
                yield Diagnostic(
                    "turned-elsewhere",
                    passage.place(start),
                    Words(f"{there}列的是另外几地", f"{there} lists other places"),
                    Words("请核对是哪几地", "see which places are meant"),
                )
