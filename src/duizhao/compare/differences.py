"""Differences: what one of two paired texts says and the other does not, or says otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from duizhao.check.rules.polarity import MOVEMENT, Rest
from duizhao.check.text.alignment import Bead, Token, Unit, deviation, matched
from duizhao.check.text.lexicon import Mention
from duizhao.check.text.senses import vocabulary
from duizhao.check.text.statements import said, shortened
from duizhao.compare.numbers_between import numbers
from duizhao.compare.pairing import Pair
from duizhao.compare.paragraphs import Paragraph
from duizhao.compare.reversals import reversed_sense
from duizhao.compare.said_of_numbers import turned
from duizhao.diagnostics import Diagnostic, Related, Words

OTHER = {"zh": "en", "en": "zh"}
# So many letters of a paragraph, or so much known of a sentence, that its absence is no accident.
LEAST = {"zh": 8, "en": 30}
LEAST_SENTENCE = {"zh": 14, "en": 45}
KNOWN = 4.0
# Rows are told by their table, and what stands within a tag of HTML may be an attribute there.
UNTOLD = ("row", "markup")
# By how many standard deviations a paragraph must be too long for what it stands beside before a
# sentence of it that nothing answers counts as left out.
TOO_LONG = 1.0
# The same for a sentence joined to another one, of which the other language has only one.
FAR_TOO_LONG = 1.7
# Which part of a sentence's words may be left over elsewhere in the other language.
MOVED = 0.4


def differences(pairs: Sequence[Pair]) -> Iterator[Diagnostic]:
    """Yield everything in which two texts differ, pair by pair."""
    yield from _untranslated(pairs)
    for index, pair in enumerate(pairs):
        if not (pair.zh and pair.en):
            continue
        near = [pairs[i] for i in (index - 1, index + 1) if 0 <= i < len(pairs)]
        yield from numbers(pair, near)
        yield from _sentences(pair)
        yield from _names(pair)
        opposite = list(turned(pair.beads))
        yield from opposite
        if not opposite:
            yield from _directions(pair)
        for bead in pair.beads:
            if len(bead.zh) == len(bead.en) == 1:
                yield from reversed_sense(bead)


def _untranslated(pairs: Sequence[Pair]) -> Iterator[Diagnostic]:
    """Yield paragraphs that stand alone, several in a row as one finding."""
    index = 0
    while index < len(pairs):
        side = _alone(pairs[index])
        run: list[Paragraph] = []
        while side and index < len(pairs) and _alone(pairs[index]) == side:
            run += pairs[index].of(side)
            index += 1
        long = [p for p in run if _words(p) >= LEAST[p.language] and p.kind not in UNTOLD]
        if long:
            yield _missing_paragraphs(long)
        index += not run


def _words(paragraph: Paragraph) -> int:
    """Return how many letters of its language a paragraph has, code and addresses apart."""
    return _letters(paragraph.masked, paragraph.language)


# A line of a table of contents, or the name of a file: a link and nothing else.
_CONTENTS = re.compile(r"[\W\d]*\[[^\]]*\][\W\ue000-\uf8ff]*")


def _letters(text: str, language: str) -> int:
    letters = "[\u3400-\u9fff]" if language == "zh" else "[A-Za-z]"
    return 0 if _CONTENTS.fullmatch(text) else len(re.findall(letters, text))


def _alone(pair: Pair) -> str:
    return "" if pair.zh and pair.en else "zh" if pair.zh else "en"


def _missing_paragraphs(run: Sequence[Paragraph]) -> Diagnostic:
    first = run[0]
    text = shortened(first, 0, len(first.raw))
    more = len(run) - 1
    message = Words(
        f"这一段在另一种语言里没有：“{text}”" + (f"，连同其后{more}段" if more else ""),
        f"this paragraph is missing in the other language: “{text}”"
        + (f", and {more} more after it" if more else ""),
    )
    hint = Words(
        "补上漏译的段落，或在这里也删去", "translate what was left out, or drop it here too"
    )
    lead = len(first.raw) - len(first.raw.lstrip())
    return Diagnostic("parity-paragraph", first.place(lead), message, hint, "warning")


def _sentences(pair: Pair) -> Iterator[Diagnostic]:
    """Yield sentences that nothing answers, where their side says more than the other."""
    whole = _excess(
        [unit for bead in pair.beads for unit in bead.zh],
        [unit for bead in pair.beads for unit in bead.en],
    )
    over = {
        side: [t for b in pair.beads for t in b.tokens(side) if t not in b.answers]
        for side in OTHER
    }
    for bead in pair.beads:
        own = _excess(bead.zh, bead.en)
        for side, there in OTHER.items():
            units = bead.of(side)
            alone = not bead.of(there)
            for unit in units:
                known = unit.weight >= KNOWN and _letters(unit.text, side) >= LEAST_SENTENCE[side]
                silent = alone or not any(token in bead.answers for token in unit.tokens)
                far = whole[side] >= TOO_LONG if alone else own[side] >= FAR_TOO_LONG
                if not (known and silent and far and (alone or len(units) > 1)):
                    continue
                # What stands elsewhere in the paragraph was moved, not left out.
                moved = sum(one.weight for one, _ in matched(unit.tokens, over[there]))
                if moved < MOVED * unit.weight:
                    yield _missing_sentence(unit, pair.of(there)[0])


def _excess(zh: Sequence[Unit], en: Sequence[Unit]) -> dict[str, float]:
    """Return by how many standard deviations each side is too long for the other."""
    too_long = deviation(sum(unit.length for unit in zh), sum(unit.length for unit in en))
    return {"zh": -too_long, "en": too_long}


def _missing_sentence(unit: Unit, there: Paragraph) -> Diagnostic:
    text = said((unit,))
    return Diagnostic(
        "parity-sentence",
        unit.place,
        Words(
            f"“{text}”在另一种语言（{there.start}）里没有对应的话",
            f"nothing in the other language ({there.start}) says “{text}”",
        ),
        Words("补上漏译的话，或者删去这一句", "translate it, or drop it here as well"),
        "warning",
        related=Related(there.start),
    )


def _names(pair: Pair) -> Iterator[Diagnostic]:
    """Yield names of a glossary that stand in one language only."""
    named = {
        side: [
            (paragraph, mention)
            for paragraph in pair.of(side)
            for mention in pair.lexicon.mentions(paragraph.masked, side)
            if mention.form != "avoid"
        ]
        for side in OTHER
    }
    for side, there in OTHER.items():
        known = {mention.term.id for _, mention in named[there]}
        spans: dict[tuple[int, int], list[tuple[Paragraph, Mention]]] = {}
        for paragraph, mention in named[side]:
            spans.setdefault((id(paragraph), mention.start), []).append((paragraph, mention))
        told: set[str] = set()
        for same in spans.values():
            paragraph, mention = same[0]
            if known & {one.term.id for _, one in same} or mention.term.id in told:
                continue
            told.add(mention.term.id)
            name = mention.term.name(there)
            other = pair.of(there)[0]
            yield Diagnostic(
                "term-missing",
                paragraph.place(mention.start, mention.end),
                Words(
                    f"“{mention.text}”在另一种语言（{other.start}）里没有提到",
                    f"“{mention.text}” is not named in the other language ({other.start})",
                ),
                Words(f"术语表的译名是“{name}”", f"the glossary calls it “{name}”"),
                related=Related(other.start),
            )


def _said(bead: Bead, language: str, token: Token) -> bool:
    """Whether a side has a word of the sense of another one."""
    return any(own.senses & token.senses for own in bead.tokens(language))


def _directions(pair: Pair) -> Iterator[Diagnostic]:
    """Yield words of movement that the other language turns round: rose, 下降."""
    moving = vocabulary().of(*MOVEMENT)
    for bead in pair.beads:
        if not (len(bead.zh) == len(bead.en) == 1):
            continue
        rest = Rest(bead)
        for one, other in rest.opposed:
            if rest.denied or not (one.senses & moving and other.senses & moving):
                continue
            if one.end - one.start < 2:
                continue  # a single character is as often a part of another word
            if _said(bead, "zh", other) or _said(bead, "en", one):
                continue  # both rise and fall
            zh, en = bead.zh[0].passage, bead.en[0].passage
            words = zh.masked[one.start : one.end], en.masked[other.start : other.end]
            there = en.place(other.start, other.end)
            yield Diagnostic(
                "parity-direction",
                zh.place(one.start, one.end),
                Words(
                    f"这里说“{words[0]}”，而{there}说“{words[1]}”",
                    f"this says “{words[0]}”, but {there} says “{words[1]}”",
                ),
                Words("请看看哪一边说对了", "see which of them is right"),
                "warning",
                Related(there),
            )
            break
