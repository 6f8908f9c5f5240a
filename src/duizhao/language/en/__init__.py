"""English, as written in Britain."""

import re

from babel import Locale

from duizhao.diagnostics import Words
from duizhao.language import faces
from duizhao.language.en.collation import sort_key
from duizhao.language.en.numerals import LAST_SPELLED, fraction, multiple, ordinal, spelled
from duizhao.language.pack import Language, Magnitude, Numbers, Phrases, Writing

# Trillion is left out: statistics count money in billions.
_MAGNITUDES = (Magnitude(9, 3), Magnitude(6, 3))

NUMBERS = Numbers(
    grouped_from=4,
    units={
        "number": {"other": ""},
        "percent": {"other": "%"},
        "points": {"one": " percentage point", "other": " percentage points"},
        "times": {"other": " times"},
    },
    magnitudes={"count": _MAGNITUDES, "money": _MAGNITUDES},
    compact="long",  # CLDR's "0 billion"
    axis_from={"count": 1, "money": 1},
    currencies={"CNY": "RMB"},  # CLDR says CN¥; economic prose says otherwise
    currency_follows=False,
    last_spelled=LAST_SPELLED,
    spelled=spelled,
    ordinal=ordinal,
    ordinal_forms={"one": "{}st", "two": "{}nd", "few": "{}rd", "other": "{}th"},
    fraction=fraction,
    multiple=multiple,
)

PHRASES = Phrases(
    joints=((", ", " and "), (", ", ", and "), ("; ", "; and ")),
    # A pair has no mark stronger than a comma.
    pair_joints=(" and ", ", and "),
    pair_yields=False,
    detailed="{} ({})",
    article="the ",
    trends={"rising": "rising", "falling": "falling", "level": "level"},
    # Fell between two years, has fallen since one, falls.
    verbs={
        "past": {"rising": "rose", "falling": "declined", "level": "held steady"},
        "perfect": {"rising": "has risen", "falling": "has declined", "level": "has held steady"},
        "present": {"rising": "rises", "falling": "declines", "level": "holds steady"},
    },
    paces={"steady": "steadily", "uneven": "unevenly"},
    paced="{verb} {pace}",
    thresholds={"at_least": ("{} or more", "{} or more"), "under": ("under {}", "under {}")},
)

WRITING = Writing(
    script="Latin",
    comma=", ",
    colon=": ",
    brackets=" ({})",
    sentence_end=re.compile(r"[.?!](?=\s|$)"),
    # Two words or more: one alone is a name or a sign.
    foreign=re.compile(r"[A-Za-z][\w’'-]*(?: [A-Za-z][\w’'-]*)+"),
    screen_faces=(*faces.LATIN, *faces.HAN[:3]),
    drawn_tag="en",
    citation="APA",
    long_name=22,
    sort_key=sort_key,
)

LANGUAGE = Language(
    code="en",
    tag="en",
    locale=Locale.parse("en_GB"),
    called=Words("英文", "English"),
    numbers=NUMBERS,
    phrases=PHRASES,
    writing=WRITING,
)
