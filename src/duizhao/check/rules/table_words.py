"""Table words: what the words of a figure say of its rows and columns is what its table holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from fnmatch import fnmatchcase
from itertools import pairwise

from duizhao.check.registry import pair_rule
from duizhao.check.rules.column_words import (
    Said,
    columns_compared,
    drawn_columns,
    mentions_of,
    rows_of,
    steady,
)
from duizhao.check.scopes import PairView
from duizhao.check.text.assertions import HEDGES
from duizhao.check.text.coordinates import Figures, has_word, single, value_of
from duizhao.check.text.directions import DOWN, RESULT, UP
from duizhao.check.text.prose import Sentence
from duizhao.check.text.tables import (
    EXTREME,
    NARROWED,
    clause,
    column,
    lists,
)
from duizhao.diagnostics import Diagnostic, Words
from duizhao.expressions.namespace import Ranking
from duizhao.project.figures import Figure

_REST = {
    "zh": re.compile("(?:其余|其他)[^，。；]{0,2}线都?(?P<verb>[^，。；]{2,4})"),
    "en": re.compile(r"\bthe other(?: \w+)? lines (?P<verb>\w+)\b"),
}
# In which order something is listed.
_ORDER = {
    "zh": {
        "falling": re.compile("由[长大高多深]到[短小低少浅]|从[长大高多]到[短小低少]"),
        "rising": re.compile("由[短小低少浅]到[长大高多深]|从[短小低少]到[长大高多]"),
    },
    "en": {
        "falling": re.compile(
            r"\bfrom (?:long to short|large to small|high to low|most to least)\b"
        ),
        "rising": re.compile(
            r"\bfrom (?:short to long|small to large|low to high|least to most)\b"
        ),
    },
}
# What all shares come to.
_WHOLE = {
    "zh": {
        "less": re.compile("合计[^，。；]{0,4}(?:低于|不到|不足|小于)(?:百分之百|100%|整体|总体)"),
        "more": re.compile("合计[^，。；]{0,4}(?:高于|超过|大于)(?:百分之百|100%|整体|总体)"),
    },
    "en": {
        "less": re.compile(r"\badd up to (?:slightly |a little )?less than the whole\b"),
        "more": re.compile(r"\badd up to (?:slightly |a little )?more than the whole\b"),
    },
}
_UNPUBLISHED = {
    "zh": re.compile("没有公布|未公布|不公布"),
    "en": re.compile(r"\b(?:did not publish|(?:was|were|are|is) not published)\b"),
}
# Where a text says what shares are shares of.
_BASE = {
    "zh": re.compile("基数[为是](?P<what>[^，。；]+)|以(?P<other>[^，。；]{2,20})为基数"),
    "en": re.compile(r"\bBase: (?P<what>[^.;]+)|\bShares (?:are )?of (?P<other>[^.;,]+)"),
}


@pair_rule("table-differs", "claims", beside=("alt", "note"))
def table_differs(view: PairView) -> Iterator[Diagnostic]:
    """The words of a figure say of its rows or columns what its table denies.

    In a note or an alternative text no claim can stand, and none is needed, for the table is there:
    the names that are called highest are those of its highest numbers, the column that is called
    larger is larger in the rows that the clause speaks of, save those that it excepts, and what is
    said to rise every year does so.

    图表自己的文字所说的，与表中的数不合。说明和替代文字里不能写判断，也不必写，因为表就在那里：说谁最高，
    谁就要最高；说一列高于另一列，句中各行（除去例外的）就要如此；说逐年上升，就要年年上升。
    """
    for passage in view.passages:
        figure = view.context.figures.get(passage.about)
        if figure is None or passage.kind not in ("alt", "note") or not figure.file.numeric:
            continue
        for sentence in passage.sentences:
            if HEDGES[passage.language].search(sentence.text):
                continue
            for start, end, message in (
                *_extremes(sentence, figure, view.figures),
                *columns_compared(sentence, figure, view.figures),
                *steady(sentence, figure, view.figures),
                *_ordered(sentence),
                *_reached(sentence, figure),
                *_rest(sentence, figure, view.figures),
                *_whole(sentence, figure),
                *_unpublished(sentence, figure, view.figures),
                *_base(sentence, figure, view),
            ):
                yield Diagnostic(
                    "table-differs",
                    passage.place(sentence.start + start, sentence.start + end),
                    message,
                    Words("请核对文字和表", "see to these words and to the table"),
                )


def _extremes(sentence: Sentence, figure: Figure, known: Figures) -> Iterator[Said]:
    language, text = sentence.passage.language, sentence.text
    mentions = mentions_of(sentence, figure, known)
    for way, pattern in EXTREME[language].items():
        for word in pattern.finditer(text):
            start, end = clause(sentence, word.start())
            other = EXTREME[language]["low" if way == "high" else "high"]
            own = [m for m in mentions if start <= m.start < end]
            if not own or NARROWED[language].search(text, start, end):
                continue
            if other.search(text, start, end):
                continue
            near = min(
                lists(own, text, language),
                key=lambda run: min(
                    abs(run[0].start - word.end()), abs(word.start() - run[-1].end)
                ),
            )
            ids = {id for m in near for id in m.ids}
            drawn = drawn_columns(figure) if sentence.passage.kind == "alt" else ()
            columns = [name for name in drawn if name in figure.file.numeric] or figure.file.numeric
            if not any(_outermost(figure, name, ids, way, known) for name in columns):
                yield (
                    word.start(),
                    word.end(),
                    Words(
                        f"表中“{word[0]}”的不是它们",
                        f"in the table others are what “{word[0]}” says",
                    ),
                )


def _outermost(figure: Figure, name: str, ids: set[str], way: str, known: Figures) -> bool:
    """Whether some names are those of the first rows of a column, or of the last ones."""
    numbers = column(figure, name)
    if not numbers:
        return False
    ranked = sorted(numbers, key=lambda row: numbers[row], reverse=way == "high")
    count = min(len(ids), len(ranked))
    last = numbers[ranked[count - 1]]
    first = [
        row for row in ranked if (numbers[row] >= last) == (way == "high") or row in ranked[:count]
    ]
    return ids <= {id for row in first for id in known.row_ids(figure, row)}


def _ordered(sentence: Sentence) -> Iterator[Said]:
    """Yield an order that the values behind it do not have: from long to short."""
    language, text = sentence.passage.language, sentence.text
    for way, pattern in _ORDER[language].items():
        word = pattern.search(text)
        if word is None:
            continue
        numbers: list[Decimal] = []
        for span in sentence.spans:
            if span.start < sentence.start + word.start():
                continue
            value = value_of(span)
            if value is not None:
                numbers.append(value.number)
            elif isinstance(span.result, Ranking) and span.result.column:
                cells = (r.figure.figure.cell(r.id, span.result.column) for r in span.result)
                numbers += [cell.number for cell in cells if cell and cell.number is not None]
        falls = all(a >= b for a, b in pairwise(numbers))
        rises = all(a <= b for a, b in pairwise(numbers))
        if falls != rises and falls != (way == "falling"):
            message = Words("后面的数是相反的次序", "the values behind it go the other way")
            yield word.start(), word.end(), message


def _reached(sentence: Sentence, figure: Figure) -> Iterator[Said]:
    """Yield what is said to fall to a value, and rises to it from the one printed before."""
    language, text = sentence.passage.language, sentence.passage.masked
    cells = [span for span in sentence.spans if single(span) is not None]
    for first, second in pairwise(cells):
        a, b, at, to = value_of(first), value_of(second), single(first), single(second)
        if a is None or b is None or at is None or to is None:
            continue
        if (at.figure, at.column) != (to.figure, to.column) or at.figure != figure.name:
            continue
        between = text[first.end : second.start]
        if not RESULT[language][0].search(between):
            continue
        verb = re.split("[，；：,;]", between)[-1]
        up, down = (bool(way[language].search(verb)) for way in (UP, DOWN))
        if up != down and (b.number > a.number) != up:
            yield (
                first.end - sentence.start,
                second.start - sentence.start,
                Words(
                    f"数值是从{a.number:f}到{b.number:f}",
                    f"the values go from {a.number:f} to {b.number:f}",
                ),
            )


def _rest(sentence: Sentence, figure: Figure, known: Figures) -> Iterator[Said]:
    """Yield what the other lines of a slope are said to do and do not."""
    language, text = sentence.passage.language, sentence.text
    word, drawn = _REST[language].search(text), drawn_columns(figure)
    if word is None or len(drawn) < 2:
        return
    up, down = (bool(way[language].search(word["verb"])) for way in (UP, DOWN))
    spoken = rows_of(mentions_of(sentence, figure, known), figure, known)
    spoken |= {at.row for span in sentence.spans if (at := single(span)) is not None}
    first, last = column(figure, drawn[0]), column(figure, drawn[-1])
    others = [row for row in figure.rows if row in first and row in last and row not in spoken]
    if up != down and any((last[row] > first[row]) != up for row in others):
        yield word.start(), word.end(), Words("其余各线并非如此", "the other lines do not")


def _whole(sentence: Sentence, figure: Figure) -> Iterator[Said]:
    """Yield what shares are said to come to and do not."""
    shares = [n for n, one in figure.file.columns.items() if one.unit == "percent"]
    sums = [sum(column(figure, name).values()) for name in shares]
    for way, pattern in _WHOLE[sentence.passage.language].items():
        word = pattern.search(sentence.text)
        if (
            word
            and sums
            and not any(total != 100 and (total > 100) == (way == "more") for total in sums)
        ):
            yield (
                word.start(),
                word.end(),
                Words(f"合计是{sums[0]:f}", f"they come to {sums[0]:f}"),
            )


def _unpublished(sentence: Sentence, figure: Figure, known: Figures) -> Iterator[Said]:
    """Yield what is said not to be published of a row that has a number in every column meant."""
    language, text = sentence.passage.language, sentence.text
    mentions = mentions_of(sentence, figure, known)
    for word in _UNPUBLISHED[language].finditer(text):
        start, end = clause(sentence, word.start())
        rows = rows_of([m for m in mentions if start <= m.start < end], figure, known)
        years = set(re.findall(r"(?<!\d)[12]\d{3}(?!\d)", text[start:end]))
        columns = [n for n in figure.file.numeric if years & set(re.findall(r"\d{4}", n))]
        meant = columns or list(figure.file.numeric)
        if rows and all(row in column(figure, name) for row in rows for name in meant):
            yield (
                word.start(),
                word.end(),
                Words("表里有这些数", "the table has these numbers"),
            )


def _base(sentence: Sentence, figure: Figure, view: PairView) -> Iterator[Said]:
    """Yield what shares are said to be shares of, where that is the base of others."""
    language = sentence.passage.language
    patterns = view.settings.file.published(view.edition.name).bases
    own = {
        base
        for name, one in figure.file.columns.items()
        for pattern, base in patterns.items()
        if one.unit == "percent"
        and any(fnmatchcase(f"{figure.name}.{row}.{name}", pattern) for row in figure.rows)
    }
    labels = {base: label for base in {*patterns.values()} if (label := _fact(base, view))}
    if len(own) != 1 or not own <= {*labels}:
        return
    (mine,) = own
    for match in _BASE[language].finditer(sentence.text):
        what = match["what"] or match["other"]
        for other in labels.keys() - own:
            (one, row), (its, there) = labels[mine], labels[other]
            if one is not its:
                continue
            words = view.figures.labels_apart(one, row, there, language)
            if has_word(words[1], what, language) and not has_word(words[0], what, language):
                name = one.file.rows[row]
                yield (
                    match.start(),
                    match.end(),
                    Words(f"基数是“{name.zh}”", f"their base is “{name.en}”"),
                )


def _fact(address: str, view: PairView) -> tuple[Figure, str] | None:
    """Return the figure and the row of a single fact."""
    name, row = (*address.split("."), "")[:2]
    figure = view.context.figures.get(name)
    return (figure, row) if figure is not None and row in figure.file.rows else None
