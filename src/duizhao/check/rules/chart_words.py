"""Chart words: an alternative text describes the chart that is drawn."""

from __future__ import annotations

import re
from collections.abc import Iterator

from duizhao.check.registry import pair_rule
from duizhao.check.scopes import PairView
from duizhao.check.text.charts import DARKER, LINEAR, LOGARITHMIC, MARKS, SIDES, kinds_named
from duizhao.check.text.coordinates import Figures, has_word
from duizhao.check.text.prose import Passage
from duizhao.diagnostics import Diagnostic, Words
from duizhao.project.figures import Figure

Said = tuple[int, int, Words]


@pair_rule("chart-words", "claims", beside=("alt",))
def chart_words(view: PairView) -> Iterator[Diagnostic]:
    """An alternative text describes another chart than the one that is drawn.

    It begins with the kind of chart, and `chart:` says which form is drawn: bars that lie or stand,
    lines, dots. Circles are the first of two columns and diamonds the second; providers stand down
    the side of a matrix; darker tiles are larger numbers; an axis is logarithmic where `log` says
    so.

    替代文字说的图与画出的不同：开头说的是哪种图，要与chart:的form一致；圆点是两列中的前一列，菱形是后一列；
    矩阵的行是技术由来之处，列是去处；颜色深的数大；写了log的轴才是对数轴。
    """
    for passage in view.passages:
        figure = view.context.figures.get(passage.about) if passage.kind == "alt" else None
        for start, end, message in _wrong(passage, figure, view.figures) if figure else ():
            yield Diagnostic(
                "chart-words",
                passage.place(start, end),
                message,
                Words("请核对图和替代文字", "see to the chart and to these words"),
            )


def _wrong(passage: Passage, figure: Figure, known: Figures) -> Iterator[Said]:
    chart = figure.file.chart
    if chart is None:
        return
    named = list(kinds_named(passage.masked, passage.language))
    if chart.form != "own" and named and not any(chart.form in forms for _, forms in named):
        word = named[0][0]
        yield (
            word.start(),
            word.end(),
            Words(
                f"替代文字说是“{word[0]}”，画的是{chart.form}",
                f"the words say “{word[0]}”, and what is drawn is `{chart.form}`",
            ),
        )
    pairs = [(MARKS, getattr(chart, "values", None) if chart.form == "dots" else None)]
    pairs.append((SIDES, [chart.provider, chart.receiver] if chart.form == "matrix" else None))
    for patterns, columns in pairs:
        if columns and len(columns) == 2:
            yield from _exchanged(passage, figure, patterns[passage.language], columns, known)
    yield from _scale(passage, chart.form, bool(getattr(chart, "log", False)))


def _exchanged(
    passage: Passage,
    figure: Figure,
    patterns: tuple[re.Pattern[str], re.Pattern[str]],
    columns: list[str],
    known: Figures,
) -> Iterator[Said]:
    """Yield a mark or a side that is said to be the column of the other one."""
    language = passage.language
    apart = known.columns_apart(figure, columns[0], columns[1], language)
    for index, pattern in enumerate(patterns):
        match = pattern.search(passage.masked)
        if match is None:
            continue
        own, other = apart[index], apart[1 - index]
        if has_word(other, match["what"], language) and not has_word(own, match["what"], language):
            title = figure.file.columns[columns[index]].title
            yield (
                match.start(),
                match.end(),
                Words(f"这里画的是“{title.zh}”", f"what is drawn so is “{title.en}”"),
            )


def _scale(passage: Passage, form: str, log: bool) -> Iterator[Said]:
    """Yield what is said of the axes or the shades and is not so."""
    text, language = passage.masked, passage.language
    log = log or form == "loglog"
    match = (LINEAR if log else LOGARITHMIC)[language].search(text)
    if match:
        yield (
            match.start(),
            match.end(),
            Words(
                f"画的{'' if log else '不'}是对数轴",
                f"the axis that is drawn is {'' if log else 'not '}logarithmic",
            ),
        )
    light = DARKER[language][False].search(text)
    if light and form in ("tiles", "matrix"):
        message = Words("画出来是颜色越深数越大", "as it is drawn, darker means larger")
        yield light.start(), light.end(), message
