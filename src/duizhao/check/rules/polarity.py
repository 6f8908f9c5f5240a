"""Polarity: both languages deny the same, and point the same way.

Sentences are compared where they are aligned. A word of one language answers a word of the other
when they share a sense; what is left over on both sides, and contradicts, is found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from duizhao.check.registry import BOTH, pair_rule
from duizhao.check.scopes import PairView
from duizhao.check.text.alignment import Bead, Token
from duizhao.check.text.beside import BESIDE
from duizhao.check.text.prose import Passage
from duizhao.check.text.senses import EXTREMES, vocabulary
from duizhao.diagnostics import Diagnostic, Words

# A second negation of one sentence may go without saying in the other language: 既不…也不,
# 没有图，也没有表, neither … nor.
_COORDINATED = {"zh": re.compile(r"[也又亦或及]$"), "en": re.compile(r"\b(?:and|or)\s$")}
# Words that deny by their own meaning so plainly that they need an answer as a negation does.
ANSWERED = ("instead", "not_only")
# Words of movement: one without an answer, beside nothing but its opposite, is told as well.
MOVEMENT = ("rise", "fall", "expand", "shrink", "lengthen", "shorten")
UPWARDS = ("rise", "expand", "lengthen", "more", "high", "large", "exceed")
DOWNWARDS = ("fall", "shrink", "shorten", "fewer", "low", "small", "fall_short")


@dataclass(frozen=True)
class Rest:
    """What is left of an aligned pair of sentences when every word has found its answer."""

    bead: Bead

    def left(self, language: str, senses: int) -> list[Token]:
        """Return the words of a language with one of these senses that nothing answers."""
        return [
            token
            for token in self.bead.tokens(language)
            if token.senses & senses and token not in self.bead.answers
        ]

    def denials(self, language: str) -> list[Token]:
        """Return the words left over that deny, by themselves or by their meaning.

        不大 and unpublished deny even where they answer small and published.
        """
        known = vocabulary()
        deny, both = known.negations | known.denials, known.of("not_much", "unpublished")
        return self.left(language, deny) + [
            token
            for token in self.bead.tokens(language)
            if token.senses & both and not self.bead.answers.get(token, token).senses & deny
        ]

    def needed(self, language: str) -> list[Token]:
        """Return the words of a language that deny and must be answered.

        A negation that only goes on with one before it may go without saying.
        """
        known = vocabulary()
        return [
            token
            for token in self.left(language, known.negations | known.of(*ANSWERED))
            if not self._goes_on(language, token)
        ]

    def _goes_on(self, language: str, token: Token) -> bool:
        passage = self.bead.of(language)[0].passage
        earlier = any(
            other.senses & vocabulary().negations and other.start < token.start
            for other in self.bead.tokens(language)
        )
        before = passage.masked[max(0, token.start - 8) : token.start]
        return earlier and (
            _word(passage, token).lower() == "nor" or bool(_COORDINATED[language].search(before))
        )

    @cached_property
    def opposed(self) -> list[tuple[Token, Token]]:
        """Return pairs of a Chinese and an English word that say the opposite.

        One of them is left over; the other is, too, or the opposite is all that its side says.
        """
        known = vocabulary()
        telling = known.telling & ~known.negations
        sides = {here: self.left(here, telling) for here in ("zh", "en")}
        return [
            (one, other)
            for one in sides["zh"]
            for other in sides["en"]
            if known.opposed(one.senses, other.senses)
        ] or [
            (one, other) if here == "zh" else (other, one)
            for here, there in (("zh", "en"), ("en", "zh"))
            for one in sides[here]
            if one.senses & known.of(*MOVEMENT)
            and not any(_alike(one, other) for other in self.bead.tokens(there))
            for other in self.bead.tokens(there)
            if known.opposed(one.senses, other.senses)
        ]

    @property
    def denied(self) -> int:
        """Return how many negations are left that no word beside the opposites answers."""
        opposites = {token for pair in self.opposed for token in pair}
        negations = vocabulary().negations
        return sum(
            max(
                0,
                len(self.left(here, negations))
                - len([token for token in self.denials(there) if token not in opposites]),
            )
            for here, there in (("zh", "en"), ("en", "zh"))
        )


@pair_rule("parity-negation", "parity", BOTH, beside=BESIDE)
def parity_negation(view: PairView) -> Iterator[Diagnostic]:
    """One language denies what the other one states.

    A negation (不, 没有, 未, 无, not, no, never, without) needs an answer in the aligned sentence:
    a negation, or a word that denies by its own meaning (缺少, 难以, lack, hardly, exclude, only,
    un-). Set phrases (不断, 不仅, not only, no doubt) deny nothing, and a second negation in a row
    (也没有, nor) may go without saying.

    一种语言否定，另一种语言肯定。否定词要在对应的句子里有着落：否定词，或者本身含否定意思的词
    （缺少、难以、lack、except、only、un-等）。不断、不仅等习语不算；“也没有”之类并列的第二个否定
    可以略去。
    """
    known = vocabulary()
    elsewhere = known.negations | known.of("none_beyond", "unlike_known", "unpublished")
    for rest, near in _rests(view):
        for here, there in (("zh", "en"), ("en", "zh")):
            needed = rest.needed(here)
            answers = len(rest.denials(there)) + len(rest.opposed)
            if len(needed) <= answers + sum(len(one.left(there, elsewhere)) for one in near):
                continue
            passage = rest.bead.of(here)[0].passage
            if view.excepted(passage, needed[-1].start):
                continue
            word = _word(passage, needed[-1])
            other = rest.bead.of(there)[0]
            yield Diagnostic(
                "parity-negation",
                passage.place(needed[-1].start),
                Words(
                    f"“{word}”在另一种语言（{other.place}）里没有对应的否定",
                    f"“{word}” is not answered by a negation in the other language ({other.place})",
                ),
                Words("请看看哪一边说对了", "see which of them is right"),
            )


@pair_rule("parity-direction", "parity", BOTH, beside=BESIDE)
def parity_direction(view: PairView) -> Iterator[Diagnostic]:
    """One language says the opposite of the other: up and down, more and fewer, before and after.

    Words with an opposite are compared in aligned sentences: rise and fall, high and low, all and
    few, above and below, first and last, provide and receive, concentrate and disperse. A word that
    has its answer in the other language is fine; one without, beside its opposite without an answer
    there, is not.

    两种语言的方向相反：上升与下降、多与少、高与低、前与后、提供与获得、集中与分散。对应的句子里，
    一边剩下一个词没有着落，另一边剩下的恰好是它的反义词，就是错误。
    """
    for rest, _ in _rests(view):
        if len(rest.opposed) <= rest.denied:  # a negated opposite says the same: 不高于, below
            continue
        one, other = rest.opposed[0]
        zh, en = rest.bead.zh[0].passage, rest.bead.en[0].passage
        if view.excepted(zh, one.start) or view.excepted(en, other.start):
            continue
        for here, mine, there, its in ((zh, one, en, other), (en, other, zh, one)):
            yield Diagnostic(
                "parity-direction",
                here.place(mine.start),
                Words(
                    f"这里说“{_word(here, mine)}”，而{there.place(its.start)}说"
                    f"“{_word(there, its)}”",
                    f"this says “{_word(here, mine)}”, but {there.place(its.start)} says "
                    f"“{_word(there, its)}”",
                ),
                Words("请看看哪一边说对了", "see which of them is right"),
            )


@pair_rule("parity-superlative", "parity", BOTH, beside=BESIDE)
def parity_superlative(view: PairView) -> Iterator[Diagnostic]:
    """A superlative stands in one language only.

    最高, 最大, 居首, the highest, the largest: the other language needs a superlative, a rank or a
    word such as leading in the aligned sentence. A comparison with everything is not to be lost or
    gained in translation.

    最高、最大、居首这样的话只出现在一种语言里。对应的句子里要有最高级、名次或“居前”之类的说法。
    """
    known = vocabulary()
    extreme = known.extremes
    answer = extreme | known.of("first_place", "last_place", "ahead", "none_beyond", "front_part")
    answer |= known.negations  # no year has more than
    for rest, near in _rests(view):
        for here, there in (("zh", "en"), ("en", "zh")):
            passage = rest.bead.of(here)[0].passage
            left = [t for t in rest.left(here, extreme) if _SUPERLATIVE.search(_word(passage, t))]
            others = [t for one in (rest, *near) for t in one.left(there, answer)]
            others += [t for t in rest.bead.tokens(there) if _from_end_to_end(t)]
            if len(left) <= len(others) or view.excepted(passage, left[-1].start):
                continue
            word, other = _word(passage, left[-1]), rest.bead.of(there)[0]
            yield Diagnostic(
                "parity-superlative",
                passage.place(left[-1].start),
                Words(
                    f"“{word}”在另一种语言（{other.place}）里没有对应的说法",
                    f"“{word}” has no counterpart in the other language ({other.place})",
                ),
                Words("两种语言说到同样的程度", "both languages go equally far"),
            )


def _from_end_to_end(token: Token) -> bool:
    """Whether a word answers two superlatives: 由低到高, from the lowest to the highest."""
    ends = (vocabulary().of(end) for end in EXTREMES)
    return all(token.senses & end for end in ends)


_SUPERLATIVE = re.compile(
    r"最|(?i:\b(?:highest|lowest|largest|biggest|smallest|greatest|longest|shortest|fewest|"
    r"strongest|weakest|fastest|slowest|farthest|furthest|widest|narrowest)\b)"
)


def _rests(view: PairView) -> Iterator[tuple[Rest, Sequence[Rest]]]:
    """Yield every aligned pair of sentences with its neighbours in the block."""
    for _, beads in view.beads:
        rests = [Rest(bead) for bead in beads if bead.zh and bead.en]
        for index, rest in enumerate(rests):
            yield rest, [rests[i] for i in (index - 1, index + 1) if 0 <= i < len(rests)]


def _alike(one: Token, other: Token) -> bool:
    """Whether two words say the same, or at least point the same way."""
    known = vocabulary()
    ways = (known.of(*UPWARDS), known.of(*DOWNWARDS))
    return bool(one.senses & other.senses) or any(
        one.senses & way and other.senses & way for way in ways
    )


def _word(passage: Passage, token: Token) -> str:
    return passage.masked[token.start : token.end]
