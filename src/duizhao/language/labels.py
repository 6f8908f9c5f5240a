"""The program's own words on pages and in print, in both languages."""

from __future__ import annotations

from typing import Literal

from duizhao.diagnostics import Words

FIGURE = Words("图{}", "Figure {}")
TABLE = Words("表{}", "Table {}")
LISTED = Words("、", ", ")
CLAUSE = Words("；", "; ")
WHERE = Words("{document}（{places}）", "{document} ({places})")
NOT_AVAILABLE = "–"
Status = Literal["published", "computed", "estimated", "modelled", "derived", "cited"]
STATUS: dict[Status, Words] = {
    "published": Words("公布值", "published"),
    "computed": Words("由微观数据计算", "computed from microdata"),
    "estimated": Words("估计值", "estimated"),
    "modelled": Words("模拟值", "modelled"),
    "derived": Words("推算值", "derived"),
    "cited": Words("引用值", "cited"),
}
BASES = {
    "computed": Words("由微观数据计算", "computed from microdata"),
    "estimated": Words("由微观数据抽样估计", "estimated from a sample of the microdata"),
    "modelled": Words("模拟微观数据", "modelled microdata"),
    "derived": Words("由所列数据推算", "derived from the data shown"),
}
# What is known of an estimated number: its interval alone, and in the foot of a table or figure.
INTERVAL = Words("{low}—{high}（样本量{sample}）", "{low}–{high} (sample size {sample})")
ESTIMATED = Words(
    "抽样估计值，95%置信区间：{}。", "Estimated from a sample; 95% confidence interval: {}."
)
ALL_DATA = Words("全部数据（CSV）", "All data (CSV)")
GLOSSARY = Words("术语表", "Glossary")
ALSO = Words("又称{}", "also {}")
NAMES = Words("名称对照", "Names in both languages")
NAME_IN = {"zh": Words("中文", "Chinese"), "en": Words("英文", "English")}
ERRATA = {
    "called": Words("原文中的矛盾", "Contradictions in the source"),
    "what": Words("矛盾", "Contradiction"),
    "found": Words("原文所载", "As printed"),
    "used": Words("采用", "Used here"),
    "why": Words("理由", "Reason"),
}
RECONCILE = {
    "called": Words("公布值与重算值", "Published values and recomputed values"),
    "address": Words("数值", "Number"),
    "published": Words("公布值", "Published"),
    "recomputed": Words("重算值", "Recomputed"),
    "difference": Words("差", "Difference"),
}
LABELLED = Words("{label}：{title}", "{label}: {title}")
PARTS = Words("，", " · ")
CITED = Words("，", ", ")
EDITION = Words("{}版", "{} edition")
GLOSSED = Words("{text}（{words}）", "{text} ({words})")
# How a formula over addresses is written for readers; Chinese sets no spaces.
SIGNS = {
    "/": Words("÷", " ÷ "),
    "-": Words("−", " − "),
    "+": Words("+", " + "),
    "×": Words("×", " × "),
}
BRACKETS = Words("（{}）", "({})")
# What a chapter may take of a figure, a column or a number beyond what is stored.
TAKEN = {
    "total": Words("合计", "total"),
    "rank": Words("名次", "rank"),
    "rows": Words("行数", "number of rows"),
}
UNITS = {
    "count": Words("个数", "count"),
    "percent": Words("百分比", "per cent"),
    "points": Words("百分点", "percentage points"),
    "money": Words("金额", "money"),
    "number": Words("数值", "plain number"),
    "times": Words("倍数", "ratio"),
    "year": Words("年份", "year"),
    "rank": Words("名次", "rank"),
    "date": Words("日期", "date"),
}

# What stands over a callout, by its kind.
CALLOUTS: dict[str, Words] = {
    "note": Words("说明", "Note"),
    "tip": Words("提示", "Tip"),
    "important": Words("要点", "Important"),
    "warning": Words("注意", "Warning"),
    "caution": Words("警告", "Caution"),
}
