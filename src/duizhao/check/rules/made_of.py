"""Made of: what a figure’s words say that a column is made of is how its numbers are made."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from duizhao.check.registry import pair_rule
from duizhao.check.scopes import PairView
from duizhao.check.text.coordinates import has_word
from duizhao.check.text.prose import Passage
from duizhao.check.text.tables import column
from duizhao.diagnostics import Diagnostic, Words
from duizhao.project.figures import Figure

_MADE = {
    "zh": re.compile(
        "(?P<what>[\u4e00-\u9fff]{2,12}?)[为是](?P<one>[\u4e00-\u9fff]{2,10})[与和](?P<other>[\u4e00-\u9fff]{2,10})之"
        "(?P<how>[和差比])|(?P<result>[\u4e00-\u9fff]{2,8})[按由为是]?(?P<above>[\u4e00-\u9fff]{2,8})"
        "除以(?P<below>[\u4e00-\u9fff]{2,8})"
    ),
    "en": re.compile(
        r"(?P<what>[A-Za-z&’ -]{3,40}?) is (?:the )?(?P<how>sum|difference|ratio) of "
        r"(?P<one>[A-Za-z&’ -]{3,30}?) (?:and|to) (?P<other>[A-Za-z&’ -]{3,30})|"
        r"(?P<result>[A-Za-z&’ -]{3,40}?) is (?P<above>[A-Za-z&’ -]{3,30}) "
        r"divided by (?:the )?(?P<below>[A-Za-z&’ -]{3,30})"
    ),
}
_HOW = {"和": "+", "差": "-", "比": "/", "sum": "+", "difference": "-", "ratio": "/"}
_CUES = {"zh": ("之和", "之差", "之比", "除以"), "en": ("sum of", "difference of", "divided by")}


@pair_rule("made-otherwise", "claims", beside=("note", "alt"))
def made_otherwise(view: PairView) -> Iterator[Diagnostic]:
    """A column is not made of its table’s columns as the words of the figure say.

    “The degree is the sum of intake and provision”, “edges divided by nodes”: where all three are
    columns of the table, it is so in most of its rows.

    图表的文字说一列由另两列相加、相减或相除而得，表中的数却不是这样。三者都是表中的列时，大多数行要如此。
    """
    for passage in view.passages:
        figure = view.context.figures.get(passage.about)
        if figure is None or passage.kind not in ("note", "alt"):
            continue
        if not any(cue in passage.own for cue in _CUES[passage.language]):
            continue
        for match in _MADE[passage.language].finditer(passage.own):
            yield from _wrong(match, passage, figure, view)


def _wrong(
    match: re.Match[str], passage: Passage, figure: Figure, view: PairView
) -> Iterator[Diagnostic]:
    parts, language = match.groupdict(), passage.language
    texts = [parts["what"] or parts["result"], parts["one"] or parts["above"]]
    texts.append(parts["other"] or parts["below"])
    words = {
        name: view.figures.column_words(figure, name, language) for name in figure.file.numeric
    }
    named = [_named(text, words, language) for text in texts]
    made, one, other = (column(figure, name) if name else {} for name in named)
    rows = [row for row in made if row in one and row in other and other[row]]
    if len({*named}) < len(named) or not rows:
        return
    sign = _HOW.get(parts["how"] or "", "/")
    right = sum(_is(made[row], one[row], other[row], sign) for row in rows)
    if 2 * right <= len(rows):
        yield Diagnostic(
            "made-otherwise",
            passage.place(match.start(), match.end()),
            Words(
                f"在表中的{len(rows)}行里只有{right}行如此",
                f"it is so in {right} of {len(rows)} rows of the table",
            ),
            Words("请核对算法", "see how it is calculated"),
        )


def _named(text: str, words: Mapping[str, frozenset[str]], language: str) -> str:
    found = [name for name, own in words.items() if has_word(own, text, language)]
    return found[0] if len(found) == 1 else ""


def _is(made: Decimal, one: Decimal, other: Decimal, sign: str) -> bool:
    result = {"+": one + other, "-": one - other, "/": one / other}[sign]
    return abs(result - made) <= max(abs(made) / 100, Decimal("0.01"))
