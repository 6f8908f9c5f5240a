"""Facts: what is said around a single fact is what its label says."""

from __future__ import annotations

import re
from collections.abc import Iterator

from duizhao.check.registry import pair_rule
from duizhao.check.rules.value_parts import sentences_of
from duizhao.check.scopes import PairView
from duizhao.check.text.beside import BESIDE
from duizhao.check.text.coordinates import Figures, before, has_word, single, value_of, years
from duizhao.check.text.directions import AMOUNT, GROWTH, MORE_BEHIND
from duizhao.check.text.prose import Sentence, Span
from duizhao.diagnostics import Diagnostic, Words
from duizhao.expressions.provenance import Address
from duizhao.files.multilingual import Texts
from duizhao.project.figures import Figure

# Words behind which stands what a share is of: the whole country, or a part of it.
_OF = {
    "zh": re.compile("占(?:全|世|本)?(?P<whole>国|球|界|省|市|县)的?(?:比[例重])?[约近为]?$"),
    "en": re.compile(
        r"^ of (?:the |those of the |that of the )?(?P<whole>country|nation|world|province|city)\b"
    ),
}
# The year with which another one is compared, and two years from which to which something goes.
_BASE = {
    "zh": re.compile(r"[比较](?P<year>\d{4})年"),
    "en": re.compile(r"\b(?:than|on|over|since|from)(?: in)? (?P<year>\d{4})\b"),
}
_SPAN = re.compile(r"(?P<first>\d{4})年?\s?(?:[—–~～至到-]|to|and)\s?(?P<last>\d{4})")
# How a label says what its share is a share of.
_LABELLED = {
    "zh": re.compile("占([^，的]{1,8}?)的?(?:比[例重]|份额)"),
    "en": re.compile(r"\b(?:in|of) (the world|the country|the province|the city)\b"),
}
_WHOLE = {
    "country": re.compile("[全中]国|country"),
    "world": re.compile("全球|世界|world"),
    "province": re.compile(r"省\b|province"),
    "city": re.compile(r"市\b|city"),
}
_CALLED = {
    "country": {"国", "country", "nation"},
    "world": {"球", "界", "world"},
    "province": {"省", "province"},
    "city": {"市", "县", "city"},
}


@pair_rule("fact-label", "numbers", beside=BESIDE)
def fact_label(view: PairView) -> Iterator[Diagnostic]:
    """The words around a number say something else of it than its label.

    A row of a table of single facts says in its label which year it is of, whether it is a growth
    or a decline, what a share is a share of, and by which word it differs from the fact beside it.
    A column’s title says whether its numbers are growths. Where a sentence names another year,
    turns the direction round, counts other things, takes the share of another whole, or has the
    word of the fact beside it and not this one’s, one of the two is wrong.

    数值前后的话与它的行名不一致。单项事实的行名写明了年份、是增长还是降幅、是占谁的比例、与旁边一项差在哪个
    词上；列标题也写明是不是增长。句中写的是另一年、另一个个数，把方向说反了，占的是另一个整体，或者用的是旁边一项的
    词而没有这一项的，总有一处不对。
    """
    for sentence in sentences_of(view):
        for span in sentence.spans:
            at = single(span)
            figure = view.figures.of(at) if at is not None else None
            if at is None or figure is None:
                continue
            facts = list(figure.file.columns) == ["value"]
            label = _label(figure, at)
            if label is None:
                continue
            wrong = _turned(sentence, span, label)
            if wrong is None and facts:
                wrong = (
                    _other_year(sentence, label)
                    or _other_count(sentence, label)
                    or _other_whole(sentence, span, label)
                    or _other_fact(sentence, figure, at.row, view.figures)
                )
            if wrong is not None:
                yield Diagnostic(
                    "fact-label",
                    sentence.passage.place(span.start, span.end),
                    Words(f"这个数是“{label.zh}”，{wrong.zh}", f"this is “{label.en}”, {wrong.en}"),
                    Words("请核对数值和句子", "see whether value and sentence belong together"),
                )


def _label(figure: Figure, at: Address) -> Texts | None:
    """Return what a number is called: a fact by its row’s label, another by its column’s title."""
    if list(figure.file.columns) == ["value"]:
        return figure.file.rows.get(at.row)
    column = figure.file.columns.get(at.column)
    return column.title if column else None


def _turned(sentence: Sentence, span: Span, label: Texts) -> Words | None:
    """Return what is wrong where the words right beside an amount turn its label round."""
    language, text = sentence.passage.language, sentence.passage.masked
    value = value_of(span)
    ways = [bool(way.search(label.of(language))) for way in GROWTH[language]]
    if value is None or ways[0] == ways[1]:
        return None
    leads, behind = text[sentence.start : span.start], text[span.end : sentence.end]
    said = [
        bool(pattern.search(leads)) or bool(after.match(behind))
        for pattern, after in zip(AMOUNT[language], MORE_BEHIND[language], strict=True)
    ]
    if said[0] == said[1]:
        return None
    if said[0] == (ways[0] == (value.number >= 0)):
        return None
    return Words("旁边的词说的方向相反", "and the words beside it say the opposite")


def _other_year(sentence: Sentence, label: Texts) -> Words | None:
    language = sentence.passage.language
    own = {year for m in years(label.of(language)) for year in m.ids}
    bases = {m["year"] for m in _BASE[language].finditer(sentence.text)}
    said = {year for m in years(sentence.text) for year in m.ids} - bases
    if len(own) == 1:
        earlier = {y for one in before(sentence) for m in years(one.text) for y in m.ids}
        wrong = set[str]() if own & (said | earlier) else said
    else:  # from one year to another: one end is right, and the other is not
        spans = [{m["first"], m["last"]} for m in _SPAN.finditer(sentence.text)]
        wrong = set[str]().union(*(one - own for one in spans if len(one & own) == 1))
    if not wrong:
        return None
    listed = sorted(wrong)
    return Words(f"句中写的是{'、'.join(listed)}年", f"and the sentence has {', '.join(listed)}")


# A small number of places or things, as a label and a sentence have it.
_COUNT = {
    "zh": re.compile("(?P<count>[二两三四五六七八九十])(?P<what>地|个|省|家|项|类|国|城|市)"),
    "en": re.compile(r"\b(?P<count>two|three|four|five|six|seven|eight|nine|ten)\b(?P<what>)"),
}


def _other_count(sentence: Sentence, label: Texts) -> Words | None:
    """Return what is wrong where the label is of the leading four, and the sentence of five."""
    pattern = _COUNT[sentence.passage.language]
    own = pattern.search(label.of(sentence.passage.language))
    said = [m for m in pattern.finditer(sentence.text) if own and m["what"] == own["what"]]
    if own is None or not said or own["count"] in {m["count"] for m in said}:
        return None
    return Words(f"句中写的是“{said[0][0]}”", f"and the sentence has “{said[0][0]}”")


def _other_whole(sentence: Sentence, span: Span, label: Texts) -> Words | None:
    language, text = sentence.passage.language, sentence.passage.masked
    around = text[sentence.start : span.start] if language == "zh" else text[span.end :]
    said = _OF[language].search(around)
    labelled = " ".join(m[1] for m in _LABELLED[language].finditer(label.of(language)))
    if said is None:
        return None
    own = {name for name, pattern in _WHOLE.items() if pattern.search(labelled)}
    whole = next(name for name, words in _CALLED.items() if said["whole"] in words)
    if not own or whole in own:
        return None
    return Words(f"句中写的是“{said[0]}”", f"and the words say “{said[0].strip()}”")


def _other_fact(sentence: Sentence, figure: Figure, row: str, known: Figures) -> Words | None:
    """Return what is wrong where a sentence has the words of a fact much like this one."""
    language, text = sentence.passage.language, sentence.text
    printed = {at.row for span in sentence.spans if (at := single(span)) is not None}
    own = figure.file.rows[row]
    for other, label in figure.file.rows.items():
        if str(other) in printed or label.unit != own.unit:
            continue
        mine, its, both = known.labels_apart(figure, row, str(other), language)
        if len(both) < max(len(mine), len(its)) or not mine or not its:
            continue
        if has_word(its, text, language) and not has_word(mine, text, language):
            return Words(
                f"句中用的是“{label.zh}”的词", f"and the sentence has the words of “{label.en}”"
            )
    return None
