"""Words that the mutator puts in place of others: synonyms, opposites, numerals, slips."""

from __future__ import annotations

SYNONYMS = {
    "zh": {
        "技术赋能": "技术扶持",
        "技术输入": "技术引入",
        "样本节点": "样品结点",
        "关系节点": "关联结点",
        "价值网络": "价值网路",
        "平均路径长度": "平均通路长",
        "平均聚类系数": "平均集聚度",
        "研发强度": "研发力度",
        "度分布": "度数分配",
        "幂律分布": "乘幂分配",
        "技术合作关系": "科技协作联系",
        "核心产业部门": "骨干产业板块",
        "基础层": "底座层",
        "应用层": "使用层",
        "第三产业": "服务产业",
        "第二产业": "工业产业",
        "长江三角洲": "长江下游",
        "京津冀": "首都周边",
    },
    "en": {
        "technology provision": "technological enablement",
        "technology intake": "technological absorption",
        "sample nodes": "sampled vertices",
        "relation nodes": "related vertices",
        "value network": "worth net",
        "mean path length": "typical route",
        "mean clustering coefficient": "typical bunching",
        "R&D intensity": "research effort",
        "degree distribution": "spread of links",
        "power-law": "heavy-tail",
        "technology cooperation": "technical collaboration",
        "core sector": "central branch",
        "foundation layer": "base tier",
        "application layer": "usage tier",
        "tertiary sector": "service branch",
        "secondary sector": "industrial branch",
        "Yangtze River Delta": "lower Yangtze",
        "Pearl River Delta": "southern delta",
    },
}
OPPOSITES = {
    "zh": {
        "上升": "下降",
        "增加": "减少",
        "增长": "下降",
        "缩短": "延长",
        "提高": "降低",
        "回升": "回落",
        "扩大": "缩小",
        "升高": "降低",
    },
    "en": {
        "rises": "falls",
        "grew": "fell",
        "grow": "shrink",
        "increasing": "decreasing",
        "higher": "lower",
        "larger": "smaller",
        "shrank": "grew",
        "shorter": "longer",
        "growing": "shrinking",
    },
}
NUMERALS = {
    "zh": ["三分之一", "百分之三十", "两成", "二十个", "四十七家", "第六", "十二项", "三倍"],
    "en": ["a third", "two thirds", "twenty-four", "seventeen", "sixth", "a dozen", "forty-two"],
}
FULL_WIDTH = ["２９．０４", "４３１１", "１５", "２０"]
AMERICAN = {
    "organisation": "orginization",
    "centre": "center",
    "programme": "progrom",
    "labour": "labor",
    "analyse": "analyze",
    "behaviour": "behavior",
    "favour": "favor",
    "colour": "color",
    "defence": "defense",
    "catalogue": "catalogg",
    "digitalisation": "digitalisatoin",
    "licence": "lisence",
}
NEGATIONS = {
    "zh": [("不能", "能"), ("没有", "有"), ("不是", "是"), ("并非", "就是")],
    "en": [(" not ", " "), (" no ", " some "), (" cannot ", " can "), (" nothing ", " much ")],
}
# Words that change places with another of the same kind in one language: the sentence stays
# well-formed and says something else.
COMPARISONS = {
    "zh": {"高于": "低于", "低于": "高于", "多于": "少于", "超过": "不到", "小于": "大于"},
    "en": {
        "more than": "less than",
        "less than": "more than",
        "below": "above",
        "exceeds": "falls short of",
        "larger than": "smaller than",
    },
}
QUANTITIES = {
    "zh": {"大多": "很少", "全部": "部分", "少数": "多数", "绝大多数": "少数", "许多": "少数"},
    "en": {"most": "few", "Most": "Few", "mostly": "rarely", "all": "some", "many": "few"},
}
TIMES = {
    "zh": {"以前": "以后", "之前": "之后", "以后": "以前", "早于": "晚于", "首先": "最后"},
    "en": {"before": "after", "after": "before", "earlier": "later", "precedes": "follows"},
}
ROLES = {
    "zh": {
        "提供技术": "获得技术",
        "获得技术": "提供技术",
        "集中": "分散",
        "分散": "集中",
        "国外": "国内",
        "供给": "需求",
    },
    "en": {
        "provide": "receive",
        "receive": "provide",
        "concentrated": "dispersed",
        "dispersed": "concentrated",
        "foreign": "domestic",
        "suppliers": "customers",
    },
}
HEDGES = {
    "zh": {
        "可能": "",
        "大多": "",
        "大致": "",
        "约(?=\\{\\{)": "",
        "几乎": "",
        "看来": "",
        "或许": "",
    },
    "en": {
        "may": "will",
        "about (?=\\{\\{)": "",
        "almost ": "",
        "mostly ": "",
        "probably ": "",
        "seem to ": "",
        "perhaps ": "",
    },
}
SUPERLATIVES = {
    "zh": {"最大的": "大的", "最高的": "高的", "最多": "较多", "最大": "较大"},
    "en": {"largest": "large", "highest": "high", "smallest": "small", "most active": "active"},
}
ADDED = {
    "zh": ["原报告没有讨论这一点。", "这一结论已为其他研究证实。", "类似的情形在国外也出现过。"],
    "en": [
        "The source report does not discuss this point.",
        "Other studies have confirmed this conclusion.",
        "Similar cases have occurred abroad.",
    ],
}
