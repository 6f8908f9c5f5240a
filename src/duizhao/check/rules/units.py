"""Units: the words around a value suit what it is, and a total is one of what is listed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from duizhao.check.registry import pair_rule
from duizhao.check.scopes import RUNNING, PairView
from duizhao.check.text.beside import BESIDE
from duizhao.check.text.coordinates import (
    Figures,
    addresses,
    has_word,
    is_sum,
    lemma,
    single,
    value_of,
)
from duizhao.check.text.numerals import IN_WORDS
from duizhao.check.text.prose import Passage, Sentence, Span
from duizhao.diagnostics import Diagnostic, Words
from duizhao.expressions.namespace import Ranking
from duizhao.expressions.proportions import Proportion
from duizhao.expressions.provenance import Address
from duizhao.expressions.value import Value
from duizhao.project.figures import Figure

# Words that stand between a count and what is counted.
_CLASSIFIER = re.compile("家|个(?!百分点)|条|所|项|类|种|名|位|件|人|篇|款|门|辆|台|座|本|册")
# Classifiers that suit whatever is counted, and those of persons, which are alike.
_ANY = set("个类种项")
_PERSONS = set("人名位")
_SHARE_BEFORE = {
    "zh": re.compile("(?:占|占比[为是达]?|比重[为是达]?|比例[为是达]?)约?$"),
    "en": re.compile(r"\b(?:share|proportion|percentage|portion) of (?:about |only )?$", re.I),
}
_AFTER_EN = re.compile(r"\s+(?:(?!of\b)[a-z]+ )?([A-Za-z][a-z-]+s)\b")
# A total of so many rows may have their names beside it.
FEW = (2, 6)
_TOTAL = {
    "zh": (re.compile("(?:合计|共计|总计|加起来|相加)[^，。；：\ue000]{0,4}$"), re.compile("(?!)")),
    "en": (
        re.compile(r"\b(?:add(?:s|ing)? up to|sum to|total) (?:about )?$"),
        re.compile(r"\s+(?:in all|altogether|combined|in total|together)\b"),
    ),
}


@pair_rule("value-unit", "numbers", beside=BESIDE)
def value_unit(view: PairView) -> Iterator[Diagnostic]:
    """The words beside a value do not suit its unit.

    A percentage, or an amount of money, is followed by a classifier or by things that are counted
    (12%家, 12% libraries), a count is called a share (占120), the classifier is another one than
    the source prints behind that number, or the noun is that of another column of the same figure.

    数值前后的词与它的单位不符：百分数或金额后面跟着量词或被计数的事物，计数前面写着“占”，量词与资料里
    该数的单位不同，或者后面的名词是同一图表另一列的。
    """
    for passage in view.passages:
        if passage.kind in RUNNING:
            for span in passage.expressions:
                value = None if isinstance(span.result, Proportion) else value_of(span)
                wrong = None if value is None else _unsuited(passage, span, value, view)
                if wrong is not None:
                    yield Diagnostic(
                        "value-unit",
                        passage.place(span.start, span.end),
                        wrong,
                        Words(
                            "请核对数值和它前后的词", "see whether value and words belong together"
                        ),
                    )


def _unsuited(passage: Passage, span: Span, value: Value, view: PairView) -> Words | None:
    language, text = passage.language, passage.masked
    before, after = text[max(0, span.start - 40) : span.start], text[span.end : span.end + 40]
    share = value.unit in ("percent", "points")
    within = len({at.figure for at in addresses(span)}) == 1
    if value.unit == "times" and value.number < 1 and within:
        return Words("倍数小于一：相除的两个数写颠倒了", "a multiple below one, upside down")
    if not share and value.unit in ("count", "money") and _SHARE_BEFORE[language].search(before):
        return Words("这是计数，不是占比", "this is a count and not a share")
    if language == "zh":
        classifier = _CLASSIFIER.match(after)
        alone = classifier and not re.match(r"\w", after[classifier.end() :])
        if classifier and (share or (value.unit == "money" and alone)):
            return _uncounted(value, classifier[0])
        wanted = _printed_units(span, view)
        wanted |= _PERSONS if wanted & _PERSONS else set()
        apart = classifier and wanted and {classifier[0], *wanted}.isdisjoint(_ANY)
        if classifier and apart and classifier[0] not in wanted:
            return Words(
                f"“{classifier[0]}”与资料里的单位“{'、'.join(sorted(wanted))}”不同",
                f"“{classifier[0]}” is not the source’s unit, “{', '.join(sorted(wanted))}”",
            )
        noun = after[classifier.end() :] if classifier else ""
        return _other_noun(span, noun, after, view.figures, language) if noun else None
    follows = _AFTER_EN.match(after)
    if follows is None:
        return None
    directly = lemma(follows[1]) in _counted(view.figures) and " " not in follows[0].strip()
    if directly and (share or value.unit == "money"):
        return _uncounted(value, follows[1])
    noun = follows[0].strip()
    return None if share else _other_noun(span, noun, after, view.figures, language)


def _uncounted(value: Value, counted: str) -> Words:
    if value.unit == "money":
        return Words(f"金额后面写着“{counted}”", f"an amount of money is followed by “{counted}”")
    return Words(f"百分数后面写着“{counted}”", f"a percentage is followed by “{counted}”")


def _printed_units(span: Span, view: PairView) -> set[str]:
    """Return the classifiers that the source prints behind a number."""
    at = single(span)
    if at is None or at.edition:
        return set()
    names = {str(at), f"{at.figure}.{at.row}.value"}
    pins = [pin for name in names for pin in view.context.data.pins.get(name, ())]
    return {pin.unit for pin in pins if _CLASSIFIER.fullmatch(pin.unit)}


def _counted(known: Figures) -> frozenset[str]:
    """Return the English nouns by which the figures call what they count."""
    titles = [
        column.title.en
        for figure in known.all
        for column in figure.file.columns.values()
        if column.unit == "count"
    ]
    titles += [
        label.en
        for figure in known.all
        for label in figure.file.rows.values()
        if label.unit == "count"
    ]
    return frozenset(lemma(title.split()[-1]) for title in titles if title.endswith("s"))


def _other_noun(span: Span, noun: str, behind: str, known: Figures, language: str) -> Words | None:
    """Return what is wrong where a noun is the title of a column beside the value’s own.

    `behind` is the text behind the value, in which words of its own column may follow.
    """
    at = single(span)
    figure = known.of(at) if at is not None else None
    if at is None or figure is None:
        return None
    if at.column not in figure.file.columns:
        return _other_fact(at, figure, noun, known, language)
    own = figure.file.columns[at.column].title
    words = frozenset(lemma(word) for word in own.en.split())
    if language == "en" and has_word(words, behind, language):
        return None  # “relations abroad”, where all relations have a column too
    cut = {"zh": lambda text: re.sub("总?数$", "", text), "en": lambda text: lemma(text.lower())}
    said = cut[language](noun) if language == "en" else noun
    for name, column in figure.file.columns.items():
        title = cut[language](column.title.of(language))
        begins = said.startswith(title) if language == "zh" else said == title
        whole = cut[language](own.of(language))
        other = name != at.column and column.unit == "count" and len(title) > 1
        if other and begins and not said.startswith(whole):
            return Words(
                f"这个数是“{own.zh}”，后面写的却是“{column.title.zh}”",
                f"this number is “{own.en}”, and the words say “{column.title.en}”",
            )
    return None


def _other_fact(
    at: Address, figure: Figure, noun: str, known: Figures, language: str
) -> Words | None:
    """Return what is wrong where a noun is in the label of another fact, and not in its own."""
    phrase = re.split(r"[\ue000-\ue002，。；、：]", noun)[0]
    noun = phrase[:8] if language == "zh" else noun
    own = figure.file.rows.get(at.row)
    if (
        own is None
        or own.unit != "count"
        or has_word(known.label_words(figure, at.row, language), noun, language)
    ):
        return None
    for row, label in figure.file.rows.items():
        words = known.label_words(figure, str(row), language)
        said = sum(word in phrase for word in words)
        shares_little = language == "zh" and 2 * said < len(words)
        if shares_little or label.unit != "count" or str(row) == at.row:
            continue
        if has_word(words, noun, language):
            return Words(
                f"这个数是“{own.zh}”，后面写的却是“{label.zh}”",
                f"this number is “{own.en}”, and the words say “{label.en}”",
            )
    return None


@pair_rule("list-total", "numbers", beside=BESIDE)
def list_total(view: PairView) -> Iterator[Diagnostic]:
    """A total is not that of the rows that are listed with it.

    `top(5, "share")` beside `top(4).total("share")`; parts printed one by one beside a sum that
    has one more or less; a single number behind “in all”.

    合计与所列各项不一致：列了前五行，合计的却是前四行；逐项印出的与相加的不是同样几项；写着“合计”的
    只是其中一项。
    """
    for passage in view.passages:
        if passage.kind in RUNNING:
            for sentence in passage.sentences:
                yield from _totals(sentence, view.figures)
                if passage.kind == "highlight":
                    yield from _counted_otherwise(sentence)


_SMALL = {
    "zh": re.compile("(?P<count>[二两三四五六七八九十])(?:个|地|家|项|类|国|城)"),
    "en": re.compile(r"\b(?P<count>two|three|four|five|six|seven|eight|nine|ten)\b"),
}


def _counted_otherwise(sentence: Sentence) -> Iterator[Diagnostic]:
    """Yield a number of the first rows of a table beside which another count stands in words."""
    language = sentence.passage.language
    said = {m["count"] for m in _SMALL[language].finditer(sentence.text)}
    for span in sentence.spans:
        top = re.search(r"\.top\((\d+)", getattr(span.piece, "source", ""))
        words = IN_WORDS[language]
        if top and said and int(top[1]) < len(words) and words[int(top[1])] not in said:
            message = Words(f"相加的是前{top[1]}项", f"the first {top[1]} are added up")
            yield _finding(sentence, span, message)


def _totals(sentence: Sentence, known: Figures) -> Iterator[Diagnostic]:
    lists = [s for s in sentence.spans if isinstance(s.result, Ranking)]
    cells = [(s, at) for s in sentence.spans if (at := single(s)) is not None and at.column]
    for span in sentence.spans:
        value, made = value_of(span), addresses(span)
        if value is None or not made:
            continue
        rows = {at.row for at in made}
        own = {(at.figure, at.column, at.edition) for at in made}
        if _is_part(span, known) and _called_total(sentence, span):
            message = Words("写着合计的只是其中一项", "what is called a total is one part alone")
            yield _finding(sentence, span, message)
            continue
        if not is_sum(value.origin) or len(own) != 1 or "total" in str(value.origin):
            continue
        ((figure, column, edition),) = own
        beside = [s for s in lists if _of(s.result, figure, edition)]
        before = [s.result for s in beside if s.start < span.start]
        if before:
            listed = {row.id for row in before[-1]} if isinstance(before[-1], Ranking) else set()
        else:
            printed = [
                (s, at)
                for s, at in cells
                if (at.figure, at.column, at.edition) == (figure, column, edition)
            ]
            listed = {at.row for s, at in printed if s.start < span.start}
            listed = listed if len(listed) > 1 else {at.row for _, at in printed}
            if len(listed & rows) < 2:
                yield from _other_names(sentence, span, known.of(made[0]), rows, known)
                continue
        if listed != rows and _called_total(sentence, span):
            yield _finding(
                sentence,
                span,
                Words("合计的各项与所列的不同", "the total is not that of the rows listed"),
            )


def _other_names(
    sentence: Sentence, span: Span, figure: Figure | None, rows: set[str], known: Figures
) -> Iterator[Diagnostic]:
    """Yield a total of a few rows beside the typed names of as many, which are others."""
    if figure is None or not FEW[0] <= len(rows) <= FEW[1]:
        return
    mentions = known.named(sentence.text, sentence.passage.language, (), sentence.start)
    named = {id for m in mentions for id in m.ids if id in figure.rows}
    # Of a highlight every name belongs to its number.
    alike = len(named) == len(rows) or (
        sentence.passage.kind == "highlight" and len(named) in range(*FEW)
    )
    if alike and named != rows and len(named & rows) >= len(rows) // 2:
        message = Words(
            "合计的各行与句中列出的名称不同", "the total is not that of the names beside it"
        )
        yield _finding(sentence, span, message)


def _is_part(span: Span, known: Figures) -> bool:
    """Whether an expression prints one row of a table, and not the row of its total."""
    at = single(span)
    figure = known.of(at) if at is not None else None
    if at is None or figure is None or not at.column or at.row.isdigit():
        return False
    return not known.is_total(figure, at.row)


def _of(result: object, figure: str, edition: str) -> bool:
    at = result.figure if isinstance(result, Ranking) else None
    return at is not None and (at.figure.name, at.edition) == (figure, edition)


def _called_total(sentence: Sentence, span: Span) -> bool:
    before, after = _TOTAL[sentence.passage.language]
    text = sentence.passage.masked
    return bool(before.search(text[sentence.start : span.start])) or bool(
        after.match(text[span.end : sentence.end])
    )


def _finding(sentence: Sentence, span: Span, message: Words) -> Diagnostic:
    return Diagnostic(
        "list-total",
        sentence.passage.place(span.start, span.end),
        message,
        Words("请核对相加的是哪几项", "see which rows are added up"),
    )
