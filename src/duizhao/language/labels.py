"""The program's own words on pages and in print, in the languages of reports."""

from __future__ import annotations

from typing import Literal

from duizhao.language.label import Label

FIGURE = Label("图{}", "Figure {}")
TABLE = Label("表{}", "Table {}")
LISTED = Label("、", ", ")
CLAUSE = Label("；", "; ")
WHERE = Label("{document}（{places}）", "{document} ({places})")
NOT_AVAILABLE = "–"
Status = Literal["published", "computed", "estimated", "modelled", "derived", "cited"]
STATUS: dict[Status, Label] = {
    "published": Label("公布值", "published"),
    "computed": Label("由微观数据计算", "computed from microdata"),
    "estimated": Label("估计值", "estimated"),
    "modelled": Label("模拟值", "modelled"),
    "derived": Label("推算值", "derived"),
    "cited": Label("引用值", "cited"),
}
BASES = {
    "computed": Label("由微观数据计算", "computed from microdata"),
    "estimated": Label("由微观数据抽样估计", "estimated from a sample of the microdata"),
    "modelled": Label("模拟微观数据", "modelled microdata"),
    "derived": Label("由所列数据推算", "derived from the data shown"),
}
# What a model alone gives says so wherever its title stands: on a page, in a file, in a citation.
MODELLED_TITLE = Label("{}（模拟值，未公布）", "{} (modelled, not published)")
RANGE = Label("{}—{}", "{}–{}")
# What is known of an estimated number: its interval alone, and in the foot of a table or figure.
INTERVAL = Label("{low}—{high}（样本量{sample}）", "{low}–{high} (sample size {sample})")
ESTIMATED = Label(
    "抽样估计值，95%置信区间：{}。", "Estimated from a sample; 95% confidence interval: {}."
)
# What stands below a figure or table.
NOTE = Label("注：", "Note: ")
SOURCE = Label("资料来源：", "Source: ")
MODELLED_VALUES = Label(
    "带*的数值为模拟值，并非公布值。", "Values marked * were modelled, not published."
)
MODELLED_FIGURE = Label(
    "图中含模拟值，并非公布值。", "The figure contains modelled values, which were not published."
)
ALL_DATA = Label("全部数据（CSV）", "All data (CSV)")
ALL_NUMBERS = Label("全部数值（JSON）", "All numbers (JSON)")
GLOSSARY = Label("术语表", "Glossary")
REFERENCES = Label("参考资料", "References")
ALSO = Label("又称{}", "also {}")
NAMES = Label("名称对照", "Names in both languages")
OTHER_NAMES = Label("其他名称", "Other names")
ERRATA = {
    "called": Label("原文中的矛盾", "Contradictions in the source"),
    "what": Label("矛盾", "Contradiction"),
    "found": Label("原文所载", "As printed"),
    "used": Label("采用", "Used here"),
    "why": Label("理由", "Reason"),
}
RECONCILE = {
    "called": Label("公布值与重算值", "Published values and recomputed values"),
    "address": Label("数值", "Number"),
    "published": Label("公布值", "Published"),
    "recomputed": Label("重算值", "Recomputed"),
    "difference": Label("差", "Difference"),
}
# What is said where a series goes on with another method: under its figure, and on a card.
BREAK = Label("{column}口径有变：{words}。", "Break in series, {column}: {words}.")
TIE = Label("{}→{}", "{} → {}")
NOTHING = Label("没有不一致之处", "nothing differs")
LABELLED = Label("{label}：{title}", "{label}: {title}")
PARTS = Label("，", " · ")
CITED = Label("，", ", ")
EDITION = Label("{}版", "{} edition")
GLOSSED = Label("{text}（{words}）", "{text} ({words})")
# How a formula over addresses is written for readers; Chinese sets no spaces.
SIGNS = {
    "/": Label("÷", " ÷ "),
    "-": Label("−", " − "),
    "+": Label("+", " + "),
    "×": Label("×", " × "),
}
BRACKETS = Label("（{}）", "({})")
# What a chapter may take of a figure, a column or a number beyond what is stored.
TAKEN = {
    "total": Label("合计", "total"),
    "rank": Label("名次", "rank"),
    "rows": Label("行数", "number of rows"),
}
# What a number is in, by the code that a column's `unit` gives.
UNITS = {
    "count": Label("个数", "count"),
    "percent": Label("百分比", "per cent"),
    "points": Label("百分点", "percentage points"),
    "money": Label("金额", "money"),
    "number": Label("数值", "plain number"),
    "times": Label("倍数", "ratio"),
    "year": Label("年份", "year"),
    "rank": Label("名次", "rank"),
    "date": Label("日期", "date"),
}

# What stands over a callout, by its kind.
CALLOUTS: dict[str, Label] = {
    "note": Label("说明", "Note"),
    "tip": Label("提示", "Tip"),
    "important": Label("重要", "Important"),
    "warning": Label("注意", "Warning"),
    "caution": Label("警告", "Caution"),
}
NOTEBOOK = Label(
    "本笔记本由duizhao导出，各单元格已运行过：每张图表的函数、函数的结果，以及读者看到的图和表。"
    "再次运行时需要报告的文件夹，它的位置写在第一个单元格里。",
    "Exported and run by duizhao: for each figure and table the function, what it returns, and what"
    " readers see. Running it again takes the report’s folder; the first cell says where that is.",
)
UNCOMPUTED = Label(
    "这张图表没有函数：其中的数是公布的，或者由其他图表得出。",
    "No function computes this: its numbers were published, or follow from other figures.",
)
UNSHOWN = Label(
    "微观数据是模拟的，所以不列出函数的结果；下面只有公布的数和由它们得出的数。",
    "The microdata are a model’s, so what the function returns is not shown; below are numbers that"
    " were published, and what follows from them.",
)
