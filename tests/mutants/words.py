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
        "technology empowerment": "technological enablement",
        "technology input": "technological intake",
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
