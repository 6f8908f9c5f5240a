"""Charts in words: what an alternative text calls each form of chart, its marks and its axes."""

from __future__ import annotations

import re
from collections.abc import Iterator

# What a chart is called, by the forms that it may be called so; no form is a pie.
_CALLED: dict[str, tuple[tuple[str, frozenset[str]], ...]] = {
    "zh": (
        ("横条图|条形图", frozenset({"bars"})),
        ("柱状图|竖柱图|柱形图", frozenset({"columns", "histogram"})),
        ("分段条图|构成图|堆叠条图", frozenset({"share"})),
        ("折线图", frozenset({"lines", "panels"})),
        ("面积图", frozenset({"areas"})),
        ("(?<!散)点图", frozenset({"dots"})),
        ("散点图", frozenset({"scatter", "loglog"})),
        ("坡度图", frozenset({"slope"})),
        ("方格图", frozenset({"tiles"})),
        ("矩阵图|热力图", frozenset({"matrix"})),
        ("弧线图", frozenset({"arcs"})),
        ("区间图|箱[线形]图", frozenset({"spread"})),
        ("洛伦兹曲线", frozenset({"lorenz"})),
        ("网络图", frozenset({"network"})),
        ("示意图", frozenset({"boxes"})),
        ("时间[线轴]", frozenset({"timeline"})),
        ("直方图", frozenset({"histogram"})),
        ("桑基图", frozenset({"sankey"})),
        ("饼图|环形图|雷达图", frozenset()),
    ),
    "en": (
        (r"bar charts?|horizontal bars", frozenset({"bars"})),
        (r"column charts?", frozenset({"columns", "histogram"})),
        (r"segmented bars?|bars? of parts|stacked bars?", frozenset({"share"})),
        (r"line charts?", frozenset({"lines", "panels"})),
        (r"area charts?", frozenset({"areas"})),
        (r"dot (?:plots?|charts?)|paired dots", frozenset({"dots"})),
        (r"scatter ?(?:plots?|charts?)", frozenset({"scatter", "loglog"})),
        (r"slope charts?", frozenset({"slope"})),
        (r"tile (?:grids?|maps?)", frozenset({"tiles"})),
        (r"matrix|heat ?maps?", frozenset({"matrix"})),
        (r"arc diagrams?", frozenset({"arcs"})),
        (r"ranges|box plots?", frozenset({"spread"})),
        (r"lorenz curves?", frozenset({"lorenz"})),
        (r"network (?:picture|diagram|graph)s?", frozenset({"network"})),
        (r"(?<!arc )(?<!network )(?<!sankey )diagrams?", frozenset({"boxes"})),
        (r"timelines?", frozenset({"timeline"})),
        (r"histograms?", frozenset({"histogram"})),
        (r"sankey (?:diagram|chart)s?|ribbons", frozenset({"sankey"})),
        (r"(?:pie|radar|doughnut) charts?", frozenset()),
    ),
}
_KINDS = {
    language: tuple(
        (re.compile(rf"\b(?:{words})\b" if language == "en" else words, re.IGNORECASE), forms)
        for words, forms in called
    )
    for language, called in _CALLED.items()
}
FORMS_NAMED = {
    language: frozenset().union(*(forms for _, forms in called))
    for language, called in _CALLED.items()
}
# Where an alternative text says what kind of chart it describes: before its first mark.
_BEGINNING = {"zh": re.compile("[，。：；“\ue000]"), "en": re.compile(r"[,.:;“\ue000]")}
# What each of two marks of paired dots stands for, and what stands along the two sides of a matrix.
MARKS = {
    "zh": (
        re.compile("圆点为?(?P<what>[^，。；]+)"),
        re.compile("菱形为?(?P<what>[^，。；]+)"),
    ),
    "en": (
        re.compile(r"\bcircles? for (?P<what>.+?)(?= and (?:a )?diamonds?\b|[,.;])"),
        re.compile(r"\bdiamonds? for (?P<what>[^,.;]+)"),
    ),
}
SIDES = {
    "zh": (
        re.compile("(?<![列另])行[是为](?P<what>[^，。；]+)"),
        re.compile("列[是为](?P<what>[^，。；]+)"),
    ),
    "en": (
        re.compile(r"\b(?P<what>\w+) (?:as|in|down) (?:the )?rows\b"),
        re.compile(r"\b(?P<what>\w+) (?:as|in|across) (?:the )?columns\b"),
    ),
}
LOGARITHMIC = {"zh": re.compile("对数"), "en": re.compile(r"\blogarithmic\b", re.IGNORECASE)}
LINEAR = {"zh": re.compile("线性(?:横|纵|坐标)轴"), "en": re.compile(r"\blinear ax[ie]s\b")}
# Which way numbers go with the shade of a tile or the order of bars.
DARKER = {
    "zh": {
        True: re.compile("颜色?越深[^，。；]{0,6}越[大高多]"),
        False: re.compile("颜色?越[深][^，。；]{0,6}越[小低少]|颜色?越浅[^，。；]{0,6}越[大高多]"),
    },
    "en": {
        True: re.compile(r"\bdarker\b[^.;]{0,30}\b(?:larger|higher|more)\b"),
        False: re.compile(
            r"\bdarker\b[^.;]{0,30}\b(?:smaller|lower|fewer)\b|"
            r"\blighter\b[^.;]{0,30}\b(?:larger|higher|more)\b"
        ),
    },
}


def kinds_named(text: str, language: str) -> Iterator[tuple[re.Match[str], frozenset[str]]]:
    """Yield the kinds of chart that the beginning of a text names, with the forms of each."""
    stop = _BEGINNING[language].search(text)
    end = stop.start() if stop else len(text)
    for pattern, forms in _KINDS[language]:
        for match in pattern.finditer(text, 0, end):
            yield match, forms
