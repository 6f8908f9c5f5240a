"""What a language is to the generator: one value that a pack fills, and all else asks."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal, NamedTuple

from babel import Locale

from duizhao.diagnostics import Words

Trend = Literal["rising", "falling", "level"]
Tense = Literal["past", "perfect", "present"]
Pace = Literal["steady", "uneven"]
Side = Literal["at_least", "under"]

# The last rank that is written in letters: twentieth, then 21st.
LAST_ORDINAL_SPELLED = 20


class Magnitude(NamedTuple):
    """A power of ten with a name (万, million), used when at most `decimals` decimals remain."""

    power: int
    decimals: int


@dataclass(frozen=True)
class Numbers:
    """How a language writes numbers.

    `grouped_from` counts the integer digits from which thousands are set apart. `units` gives
    what follows the digits of a unit, by CLDR's plural categories. `magnitudes` are those of
    counts and money, the largest first, named in CLDR's `compact` style; an axis takes one from
    `axis_from` of its units on. `currencies` are names and signs that prose has instead of
    CLDR's; the sign stands before the digits or, where `currency_follows`, after them.

    `spelled` gives whole numbers from 0 to `last_spelled` in letters, `ordinal` ranks up to
    `LAST_ORDINAL_SPELLED`; `ordinal_forms` are those above, by CLDR's category. `fraction` and
    `multiple` put a part of a whole and a whole multiple from two on into words.
    """

    grouped_from: int
    units: Mapping[str, Mapping[str, str]]
    magnitudes: Mapping[str, tuple[Magnitude, ...]]
    compact: Literal["short", "long"]
    axis_from: Mapping[str, int]
    currencies: Mapping[str, str]
    currency_follows: bool
    last_spelled: int
    spelled: Callable[[int], str]
    ordinal: Callable[[int], str]
    ordinal_forms: Mapping[str, str]
    fraction: Callable[[Fraction], str]
    multiple: Callable[[int], str]


@dataclass(frozen=True)
class Phrases:
    """How a language joins names and says how numbers went.

    `joints` are what stands between the items of a list and before its last, the plainest first,
    then ever stronger ones for items that hold a weaker joint; `pair_joints` join two names,
    plainly or where a name holds a joint itself. `pair_yields` says whether names with details
    take the second where the plain one stands in the last name. `detailed` is a name with its
    detail, `article` what stands before a name that takes one in a list.

    `trends` are states, `verbs` what happened, by tense, and `paced` puts the pace to a verb.
    `thresholds` are a limit with its side, of money or a share, and of a count.
    """

    joints: Sequence[tuple[str, str]]
    pair_joints: tuple[str, str]
    pair_yields: bool
    detailed: str
    article: str
    trends: Mapping[Trend, str]
    verbs: Mapping[Tense, Mapping[Trend, str]]
    paces: Mapping[Pace, str]
    paced: str
    thresholds: Mapping[Side, tuple[str, str]]


@dataclass(frozen=True)
class Writing:
    """How a language looks: its script, its marks, its faces.

    Text in Han has no spaces between words and keeps the grid of its characters; Latin text has
    spaces, capitals and curled quotes. `drawn_tag` is the tag of pictures, by which programs
    that draw them choose a face for Han. `sentence_end` finds the end of a sentence. `citation`
    is the standard that citations follow first, `long_name` how many characters make a name long
    in a drawing. `foreign` finds what is written in this language within another's text.
    """

    script: Literal["Han", "Latin"]
    comma: str
    colon: str
    brackets: str
    sentence_end: re.Pattern[str]
    foreign: re.Pattern[str]
    screen_faces: tuple[str, ...]
    drawn_tag: str
    citation: Literal["GB/T 7714", "APA"]
    long_name: int
    sort_key: Callable[[str], bytes]

    @property
    def space(self) -> str:
        """Return what stands between two sentences, or between a formula's signs."""
        return " " if self.spaced else ""

    @property
    def spaced(self) -> bool:
        """Whether words are set apart by spaces."""
        return self.script != "Han"


@dataclass(frozen=True)
class Language:
    """A language that a report may be written in.

    `code` is its name in `duizhao.yml`, in paths and as a key; `tag` that in HTML (BCP 47).
    `locale` is CLDR's data for it, `called` its name in messages. `labels` are the program's own
    words on pages and in print, by their English form, for a language other than Chinese and
    English; one that is missing is printed in English.
    """

    code: str
    tag: str
    locale: Locale
    called: Words
    numbers: Numbers
    phrases: Phrases
    writing: Writing
    labels: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Return the language's name in itself: 中文, English."""
        return str(self.locale.get_language_name())

    @property
    def english_name(self) -> str:
        """Return the language's name in English, such as Chinese."""
        return str(self.locale.get_language_name("en"))
