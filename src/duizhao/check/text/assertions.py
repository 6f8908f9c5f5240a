"""Assertions: words by which a sentence says more than its numbers, and words that take it back."""

from __future__ import annotations

import re

# Superlatives, comparisons, movements and proportions. Each is a statement about the data.
TRIGGERS = {
    "zh": re.compile(
        "最[高低大小多少长短快慢强弱]|居首|首位|榜首|领先|领跑|第一(?!产业|方|者|[，：])|排名|"
        "过半|超过?半数|大半|一半|半数|多数|翻番|翻了|成倍|倍增|"
        "上升|下降|增长(?!点|极)|增加|减少|扩大|缩小|提高|降低|缩短|延长|集中[于在]|攀升|下滑|上涨|下跌|回升|回落|持平|走高|走低|"
        "高于|低于|多于|少于|大于|小于|不及|不足(?![为以道取])|逐年|逐级|趋势|仅次于|高达|远远?[超高低多少]"
    ),
    "en": re.compile(
        r"\b(?:highest|lowest|largest|smallest|biggest|fewest|longest|shortest|greatest|"
        r"majority|(?:more|less|fewer) than half|half of|most of|doubled?|tripled?|halved|"
        r"rose|rising|fell|falling|grew|grown|increased|declined|decreased|dropped|shrank|"
        r"ranks? (?:first|second|last)|comes? (?:first|second|last)|(?:is|are|was|were) first|"
        r"rises?|falls?(?! to\b)|grows?(?! an?\b)|increases?|decreases?|declines?|drops?|shrinks?|"
        r"shortened|widened|"
        r"concentrated|exceeds?|outnumbers?|overtook|overtakes?|"
        r"(?:larger|smaller|higher|lower|fewer|greater) than|"
        r"year after year|steadily|in the lead|trend)\b",
        re.IGNORECASE,
    ),
}
# Said by somebody else, supposed, asked, or explained: no statement of ours about the data.
HEDGES = {
    "zh": re.compile(
        "原报告|据[^，。]{1,20}，|据[^，。]{1,12}(?:公布|介绍|解释|统计|称)|横轴|纵轴|[高低]于“|大于等于|依[^，。]{1,8}解释|认为|如果|假如|倘若|若|可能|或许|"
        "也许|未必|不一定|不能|不可|不宜|应当|应该|并不(?:等于|意味)|不等于|是否|多大|？|所谓|定义|"
        "指的是|是指|衡量|按极大似然|不含|含义|意味着|只宜|才能|谁"
    ),
    "en": re.compile(
        r"\b(?:source report|according to|may|might|could|would|should|if|whether|can(?:not)?|"
        r"cannot|supposed|does not follow|need not|must|observes?|holds that|argues?|means?|"
        r"measures?|asks?|ha(?:s|ve) to|defined?|definition|"
        r"that is to say|fair to say|hypothesis)\b|\?|what \w+ means",
        re.IGNORECASE,
    ),
}
