"""Turned: comparisons in words whose sides stand the other way round than in a claim."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from duizhao.check.text.comparisons import Compared
from duizhao.check.text.coordinates import Figures, addresses, has_word, ids_of
from duizhao.check.text.cues import PIVOT, THE_REST
from duizhao.check.text.prose import Sentence
from duizhao.diagnostics import Words
from duizhao.project.figures import Figure


def turned(
    sentence: Sentence, compared: Sequence[Compared], known: Figures
) -> Iterator[tuple[int, Words]]:
    """Yield comparisons in words whose sides stand the other way round than in the claim."""
    language, text = sentence.passage.language, sentence.text
    named = ids_of(sentence, known)
    for match in PIVOT[language].finditer(text):
        more = match.lastgroup == "more"
        against = agrees = False
        for one in compared:
            about = {at.row for at in one.addresses} & named
            if not one.less or not one.more or one.relation not in ("<", ">") or not about:
                continue
            first = (
                _printed(match, sentence, one)
                or _resumed(match, sentence, one)
                or _first(match, sentence, one, known)
            )
            against |= first is not None and (first == "more") != more
            agrees |= first is not None and (first == "more") == more
        if against and not agrees:
            yield (
                match.start(),
                Words(
                    f"句子说“{match[0]}”，判断却相反",
                    f"the words say “{match[0]}”, the claim the other way",
                ),
            )


# What the value behind a comparison is of; a bare one is bounded and not compared: “more than 10”.
_OWNED = {
    "zh": re.compile("[^，。；：]*[一-鿿]{2}[^，。；：]*"),
    "en": re.compile(r" (?:the|its|their|that|those|all)\b[^.,;:]*", re.IGNORECASE),
}


def _printed(match: re.Match[str], sentence: Sentence, one: Compared) -> str | None:
    """Return which side of a claim is the value before a comparison, the other being behind it."""
    text, offset = sentence.text, sentence.start
    spans = [span for span in sentence.spans if addresses(span)]
    before = [span for span in spans if span.end - offset <= match.start()]
    behind = [span for span in spans if span.start - offset >= match.end()]
    if not before or not behind or one.factor:
        return None
    owner = text[match.end() : behind[0].start - offset]
    between = text[before[-1].end - offset : match.start()]
    if not _OWNED[sentence.passage.language].fullmatch(owner) or between.strip("，, ") != "":
        return None
    said = {*addresses(before[-1])}, {*addresses(behind[0])}
    if said == ({*one.less}, {*one.more}):
        return "less"
    return "more" if said == ({*one.more}, {*one.less}) else None


# A side that is taken up again with its value: “more across than within (the latter is …”.
_RESUMED = {
    "zh": re.compile(
        "[^，。；：（）\ue000]{0,30}（(?:(?P<latter>后者)|前者)[^（）\ue000]{0,12}\ue000"
    ),
    "en": re.compile(
        r"[^.;:()\ue000]{0,60}\(the (?:(?P<latter>latter)|former)\b[^()\ue000]{0,30}\ue000",
        re.IGNORECASE,
    ),
}


def _resumed(match: re.Match[str], sentence: Sentence, one: Compared) -> str | None:
    """Return which side of a claim stands first, where one is taken up again with its value."""
    found = _RESUMED[sentence.passage.language].match(sentence.text, match.end())
    at = sentence.start + found.end() - 1 if found else -1
    said = {a for span in sentence.spans if span.start == at for a in addresses(span)}
    for side, other, own in (("less", "more", one.less), ("more", "less", one.more)):
        if found and said == {*own}:
            return other if found["latter"] else side
    return None


def _first(match: re.Match[str], sentence: Sentence, one: Compared, known: Figures) -> str | None:
    """Return which side of a claim is named before a comparison, where the other is behind it."""
    sides = _sides(one, known, sentence.passage.language)
    if sides is None:
        return None
    first, second = _around(match, sentence.text, sentence, sides, known)
    return None if second is None or first == second else first


Side = tuple[frozenset[str], frozenset[str]]


def _sides(one: Compared, known: Figures, language: str) -> dict[str, Side] | None:
    """Return what tells the two sides of a comparison apart: ids of rows, or words of columns."""
    less, more = one.less[0], one.more[0]
    one_of, other_of = known.of(less), known.of(more)
    if one_of is None or other_of is None or one_of.name != other_of.name:
        return None
    if len(one.addresses) > 2:
        return _sides_of_sums(one, one_of, known)
    if less.row != more.row and less.column == more.column:
        return {
            name: (frozenset(known.row_ids(one_of, at.row)), _rest(one_of, at.row, known, language))
            for name, at in (("less", less), ("more", more))
        }
    if less.row == more.row:
        words = [known.column_words(one_of, at.column, language) for at in (less, more)]
        if all(words):
            return {"less": (frozenset(), words[0]), "more": (frozenset(), words[1])}
    return None


def _sides_of_sums(one: Compared, figure: Figure, known: Figures) -> dict[str, Side] | None:
    """Return the one name that each of two sums has and the other has not, if each has one."""
    if len({(at.figure, at.column) for at in one.addresses}) > 1 or one.factor:
        return None
    less, more = (
        {id for at in side for id in known.row_ids(figure, at.row)} for side in (one.less, one.more)
    )
    if len(less - more) != 1 or len(more - less) != 1:
        return None
    none = frozenset[str]()
    return {"less": (frozenset(less - more), none), "more": (frozenset(more - less), none)}


def _rest(figure: Figure, row: str, known: Figures, language: str) -> frozenset[str]:
    """Return the words for a row of all others: the rest, elsewhere."""
    words = frozenset(THE_REST[language])
    name = known.row_name(figure, row).of(language)
    return words if has_word(words, name, language) else frozenset()


_CLAUSE = {"zh": re.compile("[，；：。（）]"), "en": re.compile(r"[;:()]|, (?:and|but|while)\b")}


def _around(
    match: re.Match[str], text: str, sentence: Sentence, sides: dict[str, Side], known: Figures
) -> tuple[str | None, str | None]:
    """Return which side stands last before a comparison, and which first behind it."""
    language = sentence.passage.language
    cuts = [m.end() for m in _CLAUSE[language].finditer(text, 0, match.start())]
    if cuts and cuts[-1] == match.start():
        cuts.pop()  # its subject stands in the clause before: “, more than”
    start = cuts[-1] if cuts else 0
    stop = _CLAUSE[language].search(text, match.end())
    end = stop.start() if stop else len(text)
    found: list[tuple[int, str]] = []
    mentions = known.named(text, language, sentence.spans, sentence.start)
    for name, (ids, words) in sides.items():
        found += [(m.start, name) for m in mentions if ids and ids <= m.ids]
        found += [(at, name) for at in has_word(words, text, language)] if words else []
    before = [name for at, name in sorted(found) if start <= at < match.start() + len(match[0]) - 4]
    behind = [name for at, name in sorted(found) if match.end() <= at < end]
    return (before[-1] if before else None), (behind[0] if behind else None)
