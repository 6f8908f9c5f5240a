"""Cues: words that compare, by the sense of the comparison that they make."""

from __future__ import annotations

import re

_FLAGS = re.IGNORECASE
HIGH = {
    "zh": re.compile(
        "最[高大多长强快密深粗粗宽早广近]|居首|首位|榜首|居前|前列|领先|领跑|第一(?!产业|次|方|者|[，：])"
    ),
    "en": re.compile(
        r"\b(?:highest|largest|biggest|greatest|longest|strongest|densest|darkest|widest|closest|"
        r"fastest|most(?! of\b)|first|leads?|leading|leaders?|in the lead|on top|at the top|top|"
        r"head(?:s|ed)?|ahead)\b",
        _FLAGS,
    ),
}
LOW = {
    "zh": re.compile("最[低小少短弱慢疏浅细窄晚]|垫底|末位|居末|殿后"),
    "en": re.compile(
        r"\b(?:lowest|smallest|fewest|shortest|weakest|lightest|narrowest|slowest|least(?! at\b)|"
        r"last(?! (?:class|year|one|two|of)\b)|at the bottom|bottom|rear)\b",
        _FLAGS,
    ),
}
DENIED = {
    "zh": re.compile("(?:并不|并未|没有|未能|不再|不)(?:居首|居前|领先|最[高大多]|占主导|集中于)"),
    "en": re.compile(
        r"\b(?:not|no longer|never)(?: \w+)? (?:lead|led|come first|the (?:largest|highest|first)|"
        r"dominate|concentrated|in the lead)\b",
        _FLAGS,
    ),
}
HALF = {
    "zh": {
        "more": re.compile("超过?(?:一)?半数|超过一半|过半|大半|逾半|半数以上|一半以上"),
        "less": re.compile(
            "不足(?:一)?半数|不到(?:一)?半数|不到一半|不足一半|不及一半|少于一半|一半以下"
        ),
    },
    "en": {
        "more": re.compile(
            r"\b(?:more|over|well over) than half\b|\bover half\b|\bthe majority of\b", _FLAGS
        ),
        "less": re.compile(r"\b(?:less|fewer) than half\b|\bunder half\b", _FLAGS),
    },
}
# Words that two numbers are far from each other.
APART = {
    "zh": re.compile("悬殊|相去甚远|天差地别|变化巨大|大不相同|严重失衡|相差多达|远超过|不同"),
    "en": re.compile(
        r"\bfar (?:apart|from even)|worlds apart|changed enormously|badly out of balance|"
        r"as much as(?= \ue000+ (?:apart|ahead))|far more than|(?:is|are) different\b",
        _FLAGS,
    ),
}
# What stands between the two sides of a comparison: the first is more, or less, than the second.
PIVOT = {
    "zh": re.compile(
        "(?P<more>高于|多于|大于|超过|超出|胜过|领先于|远高于|远多于)|"
        "(?P<less>低于|少于|小于|不及|不足|落后于|逊于|远低于|仅次于|次于)"
    ),
    "en": re.compile(
        r"\b(?P<more>exceed(?:s|ed)?|outnumber(?:s|ed)?|surpass(?:es|ed)?|"
        r"(?:higher|larger|greater|more|bigger|longer)\b[^.,;:]{0,40}?\bthan)\b|"
        r"\b(?P<less>falls? short of|trails?|lags? behind|second only to|behind only|"
        r"(?:lower|smaller|fewer|less|shorter)\b[^.,;:]{0,40}?\bthan)\b",
        _FLAGS,
    ),
}
# Judgements of size that need a claim even where no number and no name stands beside them.
JUDGED = {
    "zh": re.compile(
        "微不足道|无足轻重|举足轻重|遥遥领先|不相上下|平分秋色|并驾齐驱|翻番|翻了一番|成倍|"
        "从未[减增]|稳步[提上增下]|绝大多数|独占|独大|没有哪里比|一家独大|半壁江山"
    ),
    "en": re.compile(
        r"\b(?:negligible|far ahead|neck and neck|on a par|doubled|halved|tripled|"
        r"steadily|never (?:de|in)creased|"
        r"the great majority|the majority|nowhere is it|fastest|slowest)\b",
        _FLAGS,
    ),
}
# What a sentence may have in place of a claim, by the words that need it.
HELPERS = {
    "rank": re.compile(r"\.(?:top|ranks?)\b"),
    "move": re.compile(r"\.(?:verb|path|trend|growth|change)\b| - "),
    "size": re.compile(r" [-/] |\.(?:change|multiple|fraction|one_in)\b"),
}
MOVED = {
    "zh": re.compile(
        "上升|下降|增长|增加|减少|扩大|缩小|提高|降低|缩短|延长|攀升|下滑|上涨|下跌|回升|回落|持平|走高|走低|逐|趋势"
    ),
    "en": re.compile(
        r"rose|ris|fell|fall|grew|grow|increas|declin|decreas|drop|shr[aiu]nk|shorten|widen|steadily|"
        r"year after|trend",
        _FLAGS,
    ),
}
# How often a number is the other one, by the word for it.
DOUBLED = {
    "zh": {2: re.compile("翻了?一?番|翻了?一?倍|成倍(?!数)"), 3: re.compile("增至三倍|翻了?两倍")},
    "en": {
        2: re.compile(r"\bdoubl(?:ed|es|ing)\b", _FLAGS),
        3: re.compile(r"\b(?:tripled|trebled|tripling)\b", _FLAGS),
    },
}
# What stands between two values of which the first is far above the second, or only just.
FAR = {
    "zh": re.compile("远[远]?[超高多大]于?|大大超过|遥遥领先于?"),
    "en": re.compile(
        r"\bfar (?:beyond|above|more than|ahead of|larger than|higher than|longer than)\b", _FLAGS
    ),
}
NEAR = {
    "zh": re.compile("[略稍][高多大]于|略胜|稍胜|略超"),
    "en": re.compile(
        r"\b(?:just|slightly|barely|narrowly|a little) (?:above|beyond|over|ahead of|more than|"
        r"larger than|higher than)\b",
        _FLAGS,
    ),
}
# Superlatives that mean nothing but the largest or the smallest number of a column.
OUTERMOST = {
    "zh": {
        "high": re.compile("居首|首位|榜首|[为是]最[高大多](?=[。，；])"),
        "low": re.compile("末位|垫底|居末|[为是]最[低小少](?=[。，；])"),
    },
    "en": {
        "high": re.compile(
            r"\b(?:leads? (?:in|with|the|all)|is (?:the )?(?:highest|largest|first)|comes? first|"
            r"ranks? first|has the most)\b",
            _FLAGS,
        ),
        "low": re.compile(
            r"\b(?:is (?:the )?(?:lowest|smallest|last)|comes? last|ranks? last|"
            r"at the bottom|has the fewest)\b",
            _FLAGS,
        ),
    },
}
# The first time that a number goes one way.
FIRST_TIME = {
    "zh": {
        "up": re.compile("首次(?:上升|增长|增加|回升|提高|升高)"),
        "down": re.compile("首次(?:下降|减少|回落|降低|下滑|下跌)"),
    },
    "en": {
        "up": re.compile(r"\bfirst (?:rise|increase|growth|gain)\b", _FLAGS),
        "down": re.compile(r"\bfirst (?:fall|decline|decrease|drop)\b", _FLAGS),
    },
}
# “The most” of all, of which no other has more.
MOST = {
    "zh": re.compile("最[高大多](?=[，。；])|居首|首位|榜首"),
    "en": re.compile(
        r"\b(?:(?:is|are|has|have|holds?) the (?:highest|largest|greatest|most)|leads all|"
        r"comes? first|ranks? first)\b",
        _FLAGS,
    ),
}
# What the row of all others is called, in prose and in its label.
THE_REST = {
    "zh": ("其余", "其他", "余下", "剩下"),
    "en": ("rest", "other", "else", "elsewhere", "remaining", "remainder"),
}
