"""Chinese, in simplified characters."""

import re

from babel import Locale

from duizhao.diagnostics import Words
from duizhao.language import faces
from duizhao.language.pack import Language, Magnitude, Numbers, Phrases, Writing
from duizhao.language.zh.collation import sort_key
from duizhao.language.zh.numerals import LAST_SPELLED, counted, fraction, multiple, ordinal

NUMBERS = Numbers(
    grouped_from=5,  # 4311 stays whole
    units={
        "number": {"other": ""},
        "percent": {"other": "%"},
        "points": {"other": "个百分点"},
        "times": {"other": "倍"},
    },
    # 万亿 is left out: statistics count money in 亿.
    magnitudes={
        "count": (Magnitude(8, 2), Magnitude(4, 0)),
        "money": (Magnitude(8, 2), Magnitude(4, 2)),
    },
    compact="short",  # CLDR's 0亿
    axis_from={"count": 2, "money": 1},
    currencies={"CNY": "元"},  # CLDR says 人民币; economic prose says otherwise
    currency_follows=True,
    last_spelled=LAST_SPELLED,
    spelled=counted,
    ordinal=ordinal,
    ordinal_forms={"other": "第{}"},
    fraction=fraction,
    multiple=multiple,
)

PHRASES = Phrases(
    joints=(("、", "和"), ("、", "以及"), ("，", "，以及"), ("；", "；以及")),
    # A pair has no mark stronger than a comma.
    pair_joints=("和", "以及"),
    pair_yields=True,
    detailed="{}（{}）",
    article="",
    trends={"rising": "上升", "falling": "下降", "level": "持平"},
    verbs={
        "past": {"rising": "上升", "falling": "下降", "level": "持平"},
        "perfect": {"rising": "上升了", "falling": "下降了", "level": "保持不变"},
        "present": {"rising": "上升", "falling": "下降", "level": "持平"},
    },
    paces={"steady": "持续", "uneven": "波动"},
    paced="{pace}{verb}",
    thresholds={"at_least": ("不低于{}", "不少于{}"), "under": ("低于{}", "少于{}")},
)

WRITING = Writing(
    script="Han",
    comma="，",
    colon="：",
    brackets="（{}）",
    sentence_end=re.compile("[。？！]"),
    # With the punctuation inside it.
    foreign=re.compile(
        r"[\u3400-\u9fff]"
        r"(?:[\u3000-\u303f\u3400-\u9fff\uff00-\uffef—→·\d.%]*[\u3400-\u9fff）])?"
    ),
    screen_faces=faces.HAN,
    drawn_tag="zh-CN",
    citation="GB/T 7714",
    long_name=8,
    sort_key=sort_key,
)

LANGUAGE = Language(
    code="zh",
    tag="zh-Hans",
    locale=Locale.parse("zh_CN"),
    called=Words("中文", "Chinese"),
    numbers=NUMBERS,
    phrases=PHRASES,
    writing=WRITING,
)
