"""Idioms: set phrases and words that hold a numeral and count nothing."""

from __future__ import annotations

import re

_CHINESE = """
八九不离十 四舍五入 三角 百分比 百分制 百分数 五花八门 三三两两 千方百计 万一 百花齐放 一举两得
独一无二 接二连三 二者 二维 三维 二氧化 八达岭 十字路口 十字 万物 百科 百姓 亿万 万能
二手 四季 四处 四周 四面八方 七上八下 十足 百货 千差万别 千变万化 千丝万缕 千篇一律
千家万户 千载难逢 万众 万象 成千上万 成百上千 两极 双极 两端 两侧 两边 两面 两难 两回事
一分为二 举一反三 说一不二 三心二意 三言两语 再三 百分之百 四通八达 五湖四海 六神无主
七嘴八舌 八仙过海 九牛一毛 九霄 十全十美 百年老 百年大计 百年树人 十年树木 百年 百废待兴
百家争鸣 百尺竿头 千里之行 千锤百炼 千军万马 千钧一发 万无一失 万事 万水千山 万里
百里挑一 百闻不如一见 丈二 不管三七二十一 三番五次 三五成群 五光十色 四分五裂 横七竖八
乱七八糟 六亲 七夕 三思 三农 三包 三明 三亚 三峡 三星 二进制 十进制 八进制 十六进制
二分法 二分网络 二八定律 八股 五金 五官 两会 两岸 两弹 两栖 两可 两全 两相 两者 两头 两用
两手 两旁 两样 两口 百里 百万富翁 千瓦 千米 千克 千兆 万户侯 九州 四川 三次方 一次性
一次方程 二叉 三元 二元 十二分 六合 十三五 十四五 十五五 十二五 一带一路 三位一体 第三方
第三者 二线 一线 三线 四化 六书 八卦 五行 三国 七巧板 十字架 二胡 二十四节气 二十四史
四书 五经 三字经 十里 百态 千金 万岁 万分 万千 万难 万般 十指 七折八扣 不三不四 四合院
四世同堂 三方 四方 八方 两国
"""
_CHINESE_PATTERNS = (
    "五一(?=路|广场|劳动|假期|黄金周|节)",
    "十分(?!之)",
    "二次(?:方|函数|型|元)",
    "星期[一二三四五六日天]",
    "周[一二三四五六]",
    "礼拜[一二三四五六]",
    "初[一二三四五六七八九十]+",
    "[一二三四五六七八九十]+月[初一二三四五六七八九十廿]*[日号]?",
    "[〇零一二三四五六七八九]{4}年(?:[一二三四五六七八九十]+月)?(?:[一二三四五六七八九十]+[日号])?",
    "第[一二三四五六七八九十百]+(?:章|节|条|款|版|届|期|卷|辑|页|部分|季度|代)",
    "[附图表注][一二三四五六七八九十]+",
    "第[一二三]产业",
    "[三一二]次产业",
)
_ENGLISH = """
[a-z]+(?:th|st|nd|rd)[- ]century
two or three
at sixes and sevens
ten to one
nine times out of ten
third[- ]part(?:y|ies)
third world
on all fours
six feet under
cloud nine
seven wonders
seven seas
catch-?twenty-two
nine-to-five
twenty-twenty
four-wheel
takes? two to tango
two-way
two-sided
three-dimensional
two-dimensional
four-letter
one or two
second[- ]hand
second nature
second thoughts?
second opinion
eleventh hour
two sides of the same coin
in two minds
put two and two together
first and third
third[- ]generation
fourth[- ]generation
fifth[- ]generation
the third sector
sixth sense
seventh heaven
fourth estate
fifth column
ten-pin
two-edged
two-tier
back to square one
hundreds and thousands
the Three Gorges
Three Gorges
Fortune Five Hundred
Seven Sisters
Four Seasons
the Twelve Apostles
of the first water
third rail
third degree
fifth wheel
the Third Reich
half a dozen of the other
six of one
a hundred per cent behind
thanks a million
one in a million
a million miles
ten a penny
nineteen to the dozen
baker's dozen
two's company
three's a crowd
three cheers
four corners
two left feet
three Rs
two-faced
two-horse
two-step
three-quarter length
three-piece
three-point turn
two-time
"""


def _alternatives(*groups: tuple[str, ...]) -> str:
    return "|".join(sorted((one for group in groups for one in group), key=len, reverse=True))


CHINESE = re.compile(_alternatives(tuple(_CHINESE.split()), _CHINESE_PATTERNS))
ENGLISH = re.compile(
    rf"\b(?:{_alternatives(tuple(_ENGLISH.strip().splitlines()))})\b", re.IGNORECASE
)
