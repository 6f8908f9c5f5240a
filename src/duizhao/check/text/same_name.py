"""Spelled: when two spellings are one name, and when an alias is but a short form of a name.

Width, case, spaces, hyphens, apostrophes and company endings make no other name; neither do words
that a project calls interchangeable (`interchangeable` in check.yml), nor traditional characters
beside simplified ones.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

# Words that everybody writes in two ways, per language; the first is the one compared.
_EVERYBODY = {
    "zh": (("通信", "通讯"), ("其他", "其它"), ("账", "帐"), ("和", "与", "及", "以及", "暨")),
    "en": (("and", "&"), ("centre", "center"), ("programme", "program")),
}
_SKIPPED = re.compile(r"[\s\-‐‑–—_·・•'’‘`]+")
_ENDINGS = {
    "zh": re.compile(r"(?:(?:集团|控股)?(?:股份|有限责任|有限)*公司|(?<=..)集团)$"),
    "en": re.compile(
        r"(?:,? (?:inc|incorporated|ltd|limited|co|company|corp|corporation|plc|llc|gmbh|ag|group|"
        r"holdings?)\.?)+$",
        re.IGNORECASE,
    ),
}

Groups = tuple[tuple[str, ...], ...]


def groups_of(groups: Iterable[Sequence[str]]) -> Groups:
    """Return groups of interchangeable words as a value that can be remembered by."""
    return tuple(tuple(group) for group in groups)


@lru_cache(maxsize=8)
def _replaced(groups: Groups, language: str) -> re.Pattern[str]:
    words = [w for group in (*_EVERYBODY[language], *groups) for w in group[1:]]
    longest = sorted((w for w in words if _of(w, language)), key=len, reverse=True)
    joined = "|".join(map(re.escape, longest)) or r"(?!)"
    return re.compile(joined if language == "zh" else rf"(?<!\w)(?:{joined})(?!\w)")


@lru_cache(maxsize=8)
def _first(groups: Groups, language: str) -> dict[str, str]:
    every = (*_EVERYBODY[language], *groups)
    return {word: group[0] for group in every for word in group[1:]}


def _of(word: str, language: str) -> bool:
    return (language == "zh") is bool(re.search(r"[\u4e00-\u9fff]", word))


@lru_cache(maxsize=16384)
def normal(name: str, language: str, groups: Groups = ()) -> str:
    """Return the form in which all spellings of one name are alike."""
    plain = simplified(unicodedata.normalize("NFKC", name)).casefold().strip('《》“”"')
    first = _first(groups, language)
    shorter = _ENDINGS[language].sub("", plain)
    plain = shorter if len(shorter) > 1 else plain
    plain = _replaced(groups, language).sub(lambda match: first[match[0]], plain)
    return _SKIPPED.sub("", plain.removeprefix("the "))


def folded(text: str, language: str, groups: Groups) -> tuple[str, list[int]]:
    """Return a text in the form of `normal`, and where each character of it stood.

    The list has one entry more than the text: where the text ends.
    """
    first = _first(groups, language)
    plain: list[str] = []
    places: list[int] = []
    searched = text if language == "zh" else text.casefold()
    replaced = {m.start(): m for m in _replaced(groups, language).finditer(searched)}
    at = 0
    while at < len(text):
        match = replaced.get(at) if replaced else None
        said = first[match[0]] if match else _PLAIN[text[at]]
        plain.append(said)
        if len(said) == 1:
            places.append(at)
        else:
            places += [at] * len(said)
        at = match.end() if match else at + 1
    return "".join(plain), [*places, len(text)]


class _Plain(dict[str, str]):
    """Every character in its plain form, made when it is first met."""

    def __missing__(self, character: str) -> str:
        plain = _SKIPPED.sub("", unicodedata.normalize("NFKC", character).casefold())
        return self.setdefault(character, plain)


_PLAIN = _Plain()


# Common traditional characters, each before the simplified one.
_SIMPLIFIED = (
    "廣广東东國国華华為为灣湾臺台雲云電电動动聯联網网訊讯騰腾蘇苏寧宁陝陕遼辽濱滨龍龙貴贵慶庆滬沪門门"
    "學学廠厂業业產产創创開开發发區区縣县術术機机構构計计設设備备製制傳传輸输軟软體体務务資资數数據据"
    "庫库識识別别視视覺觉語语讀读寫写譯译處处圖图譜谱鏈链塊块邊边緣缘無无駕驾駛驶車车輛辆輪轮軌轨衛卫"
    "醫医療疗藥药農农漁渔礦矿鋼钢鐵铁銀银錢钱財财貿贸億亿萬万經经濟济會会協协黨党團团隊队報报導导歐欧"
    "韓韩馬马魯鲁齊齐陽阳陰阴島岛嶺岭鄭郑楊杨張张陳陈趙赵劉刘孫孙吳吴許许葉叶蔣蒋盧卢鄧邓馮冯聖圣愛爱"
    "興兴飛飞躍跃寶宝維维鴻鸿達达長长樂乐優优點点啟启賽赛諾诺爾尔納纳倫伦蘭兰羅罗應应個个實实論论認认"
    "證证試试題题類类級级層层種种總总線线續续組组織织終终結结練练編编減减測测漢汉熱热燈灯獨独瑪玛環环"
    "場场態态擬拟擴扩強强聲声專专歸归歷历營营價价儀仪儲储備备億亿衝冲標标樣样橋桥檢检權权殘残氣气汙污"
    "滙汇匯汇穩稳節节範范繫系綠绿紡纺紙纸絡络統统綜综緒绪護护貨货質质購购賣卖蹤踪適适選选還还鄉乡釋释"
    "銷销鍵键鑰钥關关階阶際际險险隨随雙双難难離离頂顶項项順顺預预領领頻频顯显風风餐飲饮館馆驗验"
    "書书這这對对時时間间們们說说後后來来過过從从與与於于當当現现進进問问見见話话頭头條条給给麼么嗎吗"
    "讓让請请誰谁僅仅稱称並并參参歲岁員员圍围極极觀观規规則则單单戰战變变譽誉邏逻輯辑貢贡獻献遠远運运"
    "遊游陸陆雜杂靜静顧顾鬥斗麗丽齡龄屬属師师幾几廢废彈弹徑径復复徵征憲宪懷怀戲戏戶户掃扫搶抢擁拥擇择"
    "擔担擊击攝摄敗败敵敌斷断曆历曉晓樹树歡欢殺杀決决沒没況况溝沟滿满潔洁濃浓災灾煙烟狀状獎奖獲获畢毕"
    "畫画異异盡尽監监盤盘確确禮礼稅税競竞筆笔築筑簡简糧粮紀纪約约純纯細细紹绍絕绝緊紧縮缩繳缴罷罢習习"
    "聞闻聽听職职腦脑膽胆臨临舊旧艱艰藝艺虛虚號号衆众補补裝装複复覽览觸触訂订討讨訓训記记訴诉診诊評评"
    "詞词詢询該该詳详誤误課课調调談谈諸诸謀谋講讲謝谢議议讚赞豐丰貧贫貫贯責责費费賴赖趕赶趨趋跡迹輕轻"
    "載载輔辅輩辈轉转辦办連连週周違违遞递遺遗郵邮鄰邻醜丑鎮镇鏡镜閱阅閉闭闊阔隱隐雖虽霧雾靈灵韻韵響响"
    "頁页須须額额願愿養养驅驱骯肮鮮鲜鳥鸟鹽盐麥麦黃黄"
).replace("餐", "")
_SIMPLE = dict(zip(_SIMPLIFIED[::2], _SIMPLIFIED[1::2], strict=True))


def traditional(text: str) -> list[int]:
    """Return where traditional characters stand in a text."""
    return [at for at, character in enumerate(text) if character in _SIMPLE]


def simplified(text: str) -> str:
    """Return a text with its traditional characters simplified, its length kept."""
    return "".join(_SIMPLE.get(character, character) for character in text)


def one_letter_apart(one: str, other: str, swap: bool = True) -> bool:
    """Whether one letter more, less or (with `swap`) another, or two exchanged, part two names.

    Han characters carry meaning by themselves: of Chinese names ask without `swap`.
    """
    if abs(len(one) - len(other)) > 1 or one == other:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    end = 0
    while end < min(len(one), len(other)) - start and one[-1 - end] == other[-1 - end]:
        end += 1
    mine, its = one[start : len(one) - end], other[start : len(other) - end]
    if len(mine) == len(its) > 1:
        return mine == its[-1] + its[1:-1] + its[0]
    return len(mine) + len(its) == 1 or (swap and len(mine) == len(its) == 1)


def is_short(alias: str, name: str, language: str) -> bool:
    """Whether an alias is a part, a shortening or the initials of a name, or only respelt.

    东大 of 东京大学, EUI of European University Institute, books of old books.
    """
    short, long = normal(alias, language), normal(name, language)
    if language == "zh":
        rest = iter(long)
        return all(character in rest for character in short)
    if short in long:
        return True
    words = [word for word in re.split(r"[\s\-–/]+", name.casefold()) if word]
    return _abbreviates(re.sub(r"\s+", "", alias.casefold()), words)


def _abbreviates(short: str, words: Sequence[str]) -> bool:
    """Whether letters are the beginnings of words, in their order; whole words may be left out."""
    if not short:
        return True
    if not words:
        return False
    word = words[0]
    longest = 0
    while longest < min(len(short), len(word)) and short[longest] == word[longest]:
        longest += 1
    taken = any(_abbreviates(short[n:], words[1:]) for n in range(longest, 0, -1))
    return taken or _abbreviates(short, words[1:])


def without_ending(text: str) -> str:
    """Return words without a possessive ending or the mark after them."""
    return re.sub(r"(?:[’']s|[.,])$", "", text)


def has_capitals(said: str, form: str) -> bool:
    """Whether a text has all the capitals of a form, and perhaps more, as in a heading."""
    return all(a == b or b.islower() for a, b in zip(said, form, strict=True))


def goes_on(text: str, start: int, end: int, language: str) -> bool:
    """Whether a word goes on beyond the stretch: in Chinese a Latin one."""

    def joined(character: str, other: str) -> bool:
        letters = (language == "en" or character.isascii()) and character.isalnum()
        return letters and other.isalnum() and (language == "en" or other.isascii())

    return joined(text[start], text[start - 1 : start] if start else "") or joined(
        text[end - 1], text[end : end + 1]
    )
