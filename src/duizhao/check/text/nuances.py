"""Nuances: words that say how far, why, how wide or on whose word, and what answers them.

A nuance has words that tell it in each language, and wider ones that answer it in the other: 因此
may be answered by “so” or “since”, which tell nothing by themselves.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from duizhao.diagnostics import Words


@dataclass(frozen=True)
class Nuance:
    """A nuance: its name, the words that tell it by language, and the words that answer it."""

    name: Words
    tells: dict[str, re.Pattern[str]]
    answers: dict[str, re.Pattern[str]]


NEVER = "(?!)"


def _nuance(
    zh_name: str, en_name: str, zh: str, en: str, zh_more: str = "", en_more: str = ""
) -> Nuance:
    """Return a nuance from alternatives; what tells in a language answers in it as well."""
    wide = {"zh": f"{zh}|{zh_more}".strip("|"), "en": f"{en}|{en_more}".strip("|")}
    return Nuance(
        Words(zh_name, en_name),
        {"zh": re.compile(zh), "en": re.compile(rf"\b(?:{en or NEVER})\b", re.IGNORECASE)},
        {
            "zh": re.compile(wide["zh"]),
            "en": re.compile(rf"\b(?:{wide['en']})\b", re.IGNORECASE),
        },
    )


NUANCES = (
    _nuance(
        "直接与否",
        "whether directly",
        "直接(?!投资|融资)",
        "direct|directly",
        "亲自|当面|径直|径自|直达|直飞|直销|直奔",
        "straight|immediate(?:ly)?|at first hand|first-hand|outright|in person|simply",
    ),
    _nuance(
        "差多少",
        "by how much",
        "远(?=多于|少于|高于|低于|超过|大于|小于|比)",
        "far (?:more|fewer|less|larger|smaller|higher|lower|greater|above|below)|far exceeds?|"
        "vastly",
        "远|得多|大大|悬殊|遥遥|多倍",
        r"far|much|well|a lot|many times|greatly|by a wide|dwarf\w*|considerabl[ey]|"
        "substantially",
    ),
    _nuance(
        "程度",
        "degree",
        "高度(?=集中|发达|重视|相关|一致|开放|依赖|自动|紧张|评价)|尤为|尤其|极其|极为|"
        "十分(?!之)|非常(?!规)|格外|相当(?=高|大|多|强|明确|长|快)|明显|显著|很(?=有限|明)",
        "highly|particularly|especially|extremely|exceedingly|exceptionally|remarkably|"
        r"very (?!same|much the|last|first|one)(?=\w)|greatly|by far",
        "很|极|最|更|越|甚|大大|特别|太|颇|遥遥|悬殊|巨|庞|深|强|急|猛|严重|绝|得多|过于|密|紧|"
        "高|远|首要|毫|清楚|大|重|尤|几乎|寥寥|微",
        r"clear\w*|marked\w*|visibl[ey]|obvious\w*|evident\w*|sharp\w*|significant\w*|"
        r"considerabl[ey]|much|quite|most|rather|so|too|above all|still|even|more|strong\w*|"
        r"deeply|badly|well|great|huge|vast|tiny|plain\w*|dramatic\w*|notabl[ey]|striking\w*|"
        r"substantial\w*|a lot|unusual\w*|unmistakabl[ey]|fairly|distinct\w*|definite|little|"
        r"seldom|rarely|intense\w*|special|exact\w*|closely|dense\w*|conspicuous\w*|apparent|"
        r"manifest\w*|far|farther|particular",
    ),
    _nuance(
        "在多大程度上",
        "to what extent",
        "某种程度|一定程度|某种意义",
        "to (?:a|some) (?:certain )?(?:degree|extent)|in a sense|up to a point|somewhat",
        "多少|有所|部分|略",
        "partly|in part|some|rather",
    ),
    _nuance(
        "因果",
        "cause",
        "因此|因而|所以(?!然)|故而|从而|由于|因为|致使",
        "therefore|hence|consequently|because|as a result|thereby|accordingly",
        "因|故|由此|可见|于是|导致|使|原因|以致|才|就|便|则|出于|既然|为了|照此|遂|足见|随之|"
        "相应|据此|得以|以便|归|自然|而",
        r"thus|so|since|as|for|due|owing|reason|cause[sd]?|why|result\w*|make|makes|made|making|"
        r"lead|leads|led|if|then|with|through|from|by|follow\w*|lets?|puts?|which|means|given|"
        r"thanks|allow\w*|enabl\w*|order|to|in turn|now|stem\w*|on account",
    ),
    _nuance(
        "限定",
        "limit",
        "停留在|停留于|局限|仅限|限于|止于|只(?!要|不过|好|得|能)|仅(?!次)|唯一|单单",
        "only|merely|solely|confined|restricted to|limited to|exclusively|nothing but|no more than",
        "只|才|不过|唯|就|单|光|不止|限|独|之外|以外|不能|不到|除|不|没有|尚|还|最多|至多|无|仅",
        r"just|mere|alone|sole|single|simply|simple|purely|but|except\w*|at most|as little as|"
        r"other|none|not|no|never|one|any\w*|so far|until|unless|rest|little|few|nothing|cannot|"
        r"without|hardly|barely|far short|as long as|provided|at least|by itself|limit\w*|"
        r"restrict\w*|enough|suffic\w*|neither|nor|far from|if|all that|a (?:tiny|small) part",
    ),
    _nuance(
        "“或”与“和”",
        "“or” and “and”",
        "(?<![间抑])或(?!许|然率|者说|多或少)|或者|抑或",
        r"(?<!, )(?<!\n)or(?! so| more| less)",
        "不|无|没|未|非|即|也|甚至|左右|上下|余|多|乃至|至|到|又|还是|中小|、一|之",
        "or|either|whether|nor|may|might|perhaps|else|if|any|alternatively|possibly|sometimes|"
        "now|otherwise|instead|one of|some|others|on the other",
    ),
    _nuance(
        "依据何人的话",
        "whose word it is",
        "(?<![数依根占证凭票单收])据(?!此|点|以|悉|说|库|数|和|、)[^，。；、]{0,14}(?:，|统计|"
        "称|说|报道|介绍|估计|显示)|认为|指出(?!的是|的边|的箭)|看来，(?<=在.看来，)|"
        "在[^，。；]{1,12}看来",
        "according to|in (?:its|their|his|her|the) view|in the (?:view|opinion|eyes|"
        "account) of|(?:source report|authors?|institute) (?:holds|says|argues|considers|"
        "regards|points|observes|sees|describes|names)",
        "据|称|说|认|看|视|把|写|描述|报告|作者|按|引|归|言|论|主张|依|以为|谈|提|举|强调|判断|"
        "观察|承认|警告|表示|照|相信|解释|建议|要求|宣布|统计",
        r"sa(?:y|ys|id|ying)|h[eo]ld(?:s|ing)?|argue\w*|consider\w*|regard\w*|think\w*|thought|"
        r"believe\w*|point\w*|observ\w*|find\w*|found|see|sees|seen|call\w*|describ\w*|claim\w*|"
        r"report\w*|suggest\w*|state\w*|maintain\w*|judg\w*|views?|opinion|eyes|account|puts?|"
        r"name\w*|has it|conclu\w*|explain\w*|mention\w*|stress\w*|insist\w*|treat\w*|own|"
        r"show\w*|estimat\w*|expect\w*|sets?|trace\w*|attribut\w*|speak\w*|note\w*|agree\w*|"
        r"know\w*|admit\w*|warn\w*|count(?:s|ed)|g[ai]ves?|take[ns]?|by|assum\w*|recommend\w*|"
        r"advis\w*|want\w*|tells?|told|propos\w*|announc\w*|understand\w*|understood|accus\w*|"
        r"recogni\w*",
    ),
    _nuance(
        "全部",
        "all",
        "(?<!院)(?<!校)(?<!厕)所有(?!权|者|制)|一切",
        "every|all of the",
        "全部|全|都|各|每|任何|一律|均|总|皆|整|所有|完全|凡|逐(?!条)|无论|不论|一样|处处|天天|无一",
        r"all|each|any\w*|whole|entire\w*|total\w*|full|complete\w*|no|none|every\w*|both|"
        r"whatever|whoever|throughout|universal\w*|without exception|sum|combined|always|in all|"
        "together",
    ),
    _nuance(
        "部分",
        "some",
        "(?<![大绝的余这那间])部分(?!之|地|由|是)|少数|有些|极少数",
        "partly|(?<!by )a few|a tiny number",
        "一部分|半|些|有的|几|某|少|若干|个别|只|仅|寥|不多|一点|其中",
        r"some\w*|several|part|certain|few|handful|minority|in part|others?|half|small|only|"
        "rest|little|pieces?|bit|one|tiny",
    ),
    _nuance(
        "绝大多数",
        "nearly all",
        "绝大多数|绝大部分",
        r"vast majority|overwhelming\w*|almost all|nearly all|virtually all",
        "几乎|差不多|近乎|无不|绝大|大都|压倒",
        "almost|nearly|virtually|all but|by far|practically|great majority|bulk|vast|all",
    ),
    _nuance(
        "过半",
        "more than half",
        "半数以上|一半以上|过半|大半",
        "more than half|over half",
        "半|多数|大多|大部分",
        r"most\w*|majority|half (?!of)|exceed\w*|above half",
    ),
    _nuance(
        "甚至",
        "even",
        "乃至|甚至",
        "",
        "连|更|还|以至",
        "even|indeed|if not|and also|still|much|itself|down to|up to",
    ),
    _nuance(
        "正在",
        "in progress",
        "正在",
        "is about to|are about to",
        "正|在|着|即将|就要|快",
        r"\w+ing|under ?way|in the process|now|current\w*|still|begun|began|begins?",
    ),
    _nuance(
        "已经",
        "already",
        "已经",
        "already",
        "已|早|了|现|业|原|曾|又|就",
        r"ha(?:s|ve|d)|been|was|were|did|now|no longer|gone|earlier|before|\w+ed|made|come|came|"
        "long|past|is|are",
    ),
    _nuance(
        "仍",
        "still",
        "仍(?!有待)|依然",
        "",
        "",
        r"still|yet|remain\w*|continu\w*|keep\w*|kept|nevertheless|nonetheless|even so|"
        "all the same|however|but|go(?:es)? on|again|same|not|no|too|further|while|though|"
        "although|to date|so far|ever|always|yet to|as before",
    ),
    _nuance(
        "曾",
        "once",
        "曾(?=[经有在是任以])",
        r"once (?=had|was|were|a\b)|used to|formerly",
        "曾|以前|从前|过去|原|早|往|昔|一度|旧|前",
        r"once|ha[ds]|have|used|was|were|did|before|former\w*|earlier|past|previous\w*|setback",
    ),
    _nuance(
        "将",
        "to come",
        "即将|将(?=在|于|会|继续|成为|通)",
        "will be|about to",
        "将|会|要|就|能|可|须|拟|预|快|便|打算|明天|以后|今后",
        r"will|would|shall|going to|is to|are to|soon|about|plan\w*|expect\w*|due|to be|next|"
        "future|may|might|can|about to",
    ),
    _nuance(
        "恰巧",
        "coincidence",
        "碰巧|凑巧|恰巧|刚好",
        "happens? to be|happened to be|fashion of the day|so-called",
        "恰|正好|巧|时髦|时尚|所谓|流行|偶然",
        r"happen\w*|chance|coinciden\w*|just|exactly|precisely|luck\w*|as it is|fortunately",
    ),
    _nuance(
        "转折",
        "contrast",
        "然而|尽管(?!说)|虽然|诚然",
        "nevertheless|nonetheless|although|however(?! (?:much|many|small|large|far|high|low))",
        "但|却|可|不过|而|虽|尽管|即使|只是|仍|反|并非|不是|固然|纵|倒|只|哪怕|至于|与此相反|"
        "也|还|才|另|同时|其实|相比|相对|再|毕竟",
        r"but|yet|though|even|still|while|whereas|despite|in spite|instead|only|all the same|"
        "except|rather|on the other hand|by contrast|not|no|admittedly|for all|then|too|also|"
        r"as against|other\w*|alone|just|never|again|meanwhile|against",
    ),
    _nuance(
        "一定",
        "necessity",
        "必定|必然|肯定(?!地|了|其)|势必|必将",
        "must(?! not)|certainly|surely|undoubtedly|inevitabl[ey]|definitely",
        "必|一定|肯定|须|要|应|得|只能|只有|无疑|当然|势|不能不|不可|才|定|该|无法|需|当|就|免|理",
        r"must|certain\w*|sure\w*|bound|inevitabl\w*|need\w*|ha(?:s|ve|d) to|should|doubt\w*|"
        r"necessar\w*|require\w*|cannot|can only|ought|only|always|of course|definite\w*|"
        "unavoidable|naturally|by nature|is to|are to|obviously|as such",
    ),
    _nuance(
        "完全",
        "entirely",
        "完全(?!相同|一致|不|没)|全部(?=属于|来自|集中|由|是|在)|百分之百",
        "entirely|exclusively|completely|wholly",
        "全|都|皆|均|一律|纯|整|完|仅|只|专|独|单|清一色|彻底|尽|凡|所有|一切|光|不|没|无|绝|截然",
        r"all|entire\w*|whol\w*|complet\w*|exclusiv\w*|full\w*|only|every\w*|total\w*|purely|"
        r"altogether|throughout|both|no|none|nothing|alone|solely|quite|absolute\w*|perfect\w*|"
        r"at all|not|never|thorough\w*|alike|exact\w*|one and the same",
    ),
    _nuance(
        "多达",
        "as much as",
        "(?:高达|多达)(?=约?\ue000)",
        "as (?:much|many|high) as(?= \ue000)",
        "达|竟|之多|甚至|足足|足有|高至|多到|最高|最多|一样|同样|相当|不下|至多|至高|仅次|和|与|像|跟|等于",
        r"as (?:much|many|high|large) as|up to|reach\w*|fully|no (?:less|fewer)|even|high|"
        r"stands? at|amount\w*|a full|come\w* to|peak\w*|total\w*|at most|same|equal\w*|tall\w*",
    ),
)
