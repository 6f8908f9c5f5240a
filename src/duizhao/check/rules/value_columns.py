"""Value columns: each value is of the year and the column, or figure, that its sentence names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from duizhao.check.registry import pair_rule
from duizhao.check.rules.value_parts import (
    Part,
    from_to,
    lists_of,
    ordered,
    out_of_order,
    parts_of,
    sentences_of,
)
from duizhao.check.scopes import PairView
from duizhao.check.text.beside import BESIDE
from duizhao.check.text.coordinates import (
    Figures,
    Mention,
    addresses,
    before,
    has_word,
    single,
    years,
)
from duizhao.check.text.prose import Passage, Sentence
from duizhao.diagnostics import Diagnostic, Words
from duizhao.expressions.value import Word
from duizhao.files.multilingual import Texts
from duizhao.project.figures import Figure

_YEAR_BEFORE = re.compile(r"上年|上一年|前一年|去年|year before|previous year|year earlier")


@pair_rule("value-year", "numbers", beside=BESIDE)
def value_year(view: PairView) -> Iterator[Diagnostic]:
    """A value is of another year than the sentence says.

    Where a sentence names years, or chooses a verb between two of them, the value of a row that
    is a year, or of a column that is called by one, is of one of these; several stand in the
    order in which the years are named.

    数值的年份与句中所写的不符：句中写了年份，或者用verb选了两年之间的动词，数值就应当属于其中一年；
    几年的数值与年份的先后要一致。
    """
    for sentence in sentences_of(view):
        yield from _years(sentence, view.figures, view.edition.name)


@pair_rule("value-column", "numbers", beside=BESIDE)
def value_column(view: PairView) -> Iterator[Diagnostic]:
    """A value is of another column, or another figure, than the sentence speaks of.

    Words of a title that only one of a figure’s columns has tell columns apart (loans, visits);
    words of a figure’s title do so for figures that have the same row and column. Where a
    sentence has the words of another one and not its own, the value is the wrong one; values of
    several stand in the order of their words.

    数值取自另一列，或者另一张图表：句中用的是另一列标题里独有的词，而没有这一列的；或者是另一张有相同
    行列的图表标题里的词。几列的数值与所用的词先后要一致。
    """
    for sentence in sentences_of(view):
        yield from _columns(sentence, view.figures)


def _years(sentence: Sentence, known: Figures, own: str) -> Iterator[Diagnostic]:
    passage = sentence.passage
    typed = years(sentence.text)
    said = {year for m in typed for year in m.ids}
    if _YEAR_BEFORE.search(sentence.text):
        said |= {str(int(year) - 1) for year in said}
    chosen = {at.row for s in sentence.spans if isinstance(s.result, Word) for at in addresses(s)}
    parts = [p for p in parts_of(sentence, known) if _year_of(p, passage.language)]
    earlier: set[str] = set()
    for one in before(sentence):
        earlier |= {year for m in years(one.text) for year in m.ids}
    for part in parts:
        year = _year_of(part, passage.language)
        if {year, part.at.edition} & (said | chosen | earlier):
            continue
        latest = max(filter(str.isdigit, part.figure.rows), default=year)
        if not said | chosen | earlier and year in (latest, own):
            continue
        titled = not part.at.row.isdigit()
        if part.at.edition or (titled and (not said or year == own)):
            continue
        yield Diagnostic(
            "value-year",
            passage.place(part.span.start, part.span.end),
            Words(
                f"这是{year}年的数值，句中没有写这一年",
                f"this value is of {year}, a year that the sentence does not name",
            ),
            Words("请核对年份", "see which year is meant"),
        )
        return
    yield from _years_exchanged(sentence, parts, typed)


def _year_of(part: Part, language: str) -> str:
    """Return the year that a value is of: its row, or the one in its column’s title."""
    if re.fullmatch(r"\d{4}", part.at.row):
        return part.at.row
    column = part.figure.file.columns.get(part.at.column)
    found = re.search(r"\d{4}", column.title.of(language)) if column else None
    return found[0] if found else ""


def _years_exchanged(
    sentence: Sentence, parts: Sequence[Part], typed: Sequence[Mention]
) -> Iterator[Diagnostic]:
    language = sentence.passage.language
    groups: dict[tuple[str, str], list[Part]] = {}
    for part in ordered(parts):
        if single(part.span) is not None:
            key = (part.at.figure, part.at.column if part.at.row.isdigit() else part.at.row)
            groups.setdefault(key, []).append(part)
    for group in groups.values():
        pair = [_year_of(part, language) for part in group]
        if len(pair) == 2 and pair[0] > pair[1] and from_to(sentence, group):
            yield Diagnostic(
                "value-year",
                sentence.passage.place(group[0].span.start, group[0].span.end),
                Words(
                    f"“从……到……”先写了{pair[0]}年的数值，后写{pair[1]}年的",
                    f"“from … to …” has the value of {pair[0]} before that of {pair[1]}",
                ),
                Words("请核对是否写颠倒了", "see whether they were exchanged"),
            )


def _columns(sentence: Sentence, known: Figures) -> Iterator[Diagnostic]:
    passage = sentence.passage
    language, text = passage.language, sentence.text
    told: set[int] = set()
    earlier = " ".join(one.text for one in before(sentence))
    parts = [*parts_of(sentence, known), *lists_of(sentence)]
    for part in parts:
        if part.span.start in told or len({at.figure for at in addresses(part.span)}) > 1:
            continue
        own = known.column_words(part.figure, part.at.column, language)
        if language == "zh":  # 技术输入 is shortened to 输入
            own |= {word[-2:] for word in own if len(word) == 4}
        column = part.figure.file.columns.get(part.at.column)
        printed = {p.at.column for p in parts if p.figure is part.figure}
        siblings = [
            (one.title, known.column_words(part.figure, name, language, head=True))
            for name, one in part.figure.file.columns.items()
            if name not in printed and column and one.unit == column.unit
        ]
        clash = next(
            (t for t, words in siblings if words and has_word(words, text, language)), None
        )
        if own and clash and not has_word(own, text, language):
            told.add(part.span.start)
            yield _other(passage, part, column.title if column else clash, clash)
            continue
        for figure in known.beside(part.figure, part.at.row, part.at.column):
            mine = known.title_words(part.figure, figure, language)
            its = known.title_words(figure, part.figure, language)
            if not mine or not its or part.at.edition or has_word(mine, text, language):
                continue
            if (
                has_word(mine, earlier, language)
                or _referred(sentence, part.figure)
                or not (has_word(its, text, language) or _referred(sentence, figure))
            ):
                continue
            told.add(part.span.start)
            yield _other(passage, part, part.figure.file.title, figure.file.title)
            break
    yield from _columns_exchanged(sentence, known)


def _referred(sentence: Sentence, figure: Figure) -> bool:
    """Whether a sentence refers to a figure, or prints the name of one of its rows."""
    own = rf"{figure.name}\.\w+"
    return any(
        re.fullmatch(own, getattr(span.piece, "source", "").strip()) for span in sentence.spans
    )


def _other(passage: Passage, part: Part, own: Texts, its: Texts) -> Diagnostic:
    return Diagnostic(
        "value-column",
        passage.place(part.span.start, part.span.end),
        Words(
            f"这个数出自“{own.zh}”，句中说的是“{its.zh}”",
            f"this value is from “{own.en}”, and the sentence speaks of “{its.en}”",
        ),
        Words("请核对图表和列", "see which figure and column are meant"),
    )


def _clause(sentence: Sentence, parts: Sequence[Part]) -> str:
    """Return what stands between the semicolons around some values."""
    text, start = sentence.text, sentence.start
    first = re.split("[;；]", text[: parts[0].span.start - start])[-1]
    last = re.split("[;；]", text[parts[-1].span.end - start :])[0]
    return first + text[parts[0].span.start - start : parts[-1].span.end - start] + last


def _columns_exchanged(sentence: Sentence, known: Figures) -> Iterator[Diagnostic]:
    language = sentence.passage.language
    groups: dict[tuple[str, str, str], list[Part]] = {}
    for part in ordered(parts_of(sentence, known)):
        groups.setdefault((part.at.edition, part.at.figure, part.at.row), []).append(part)
    for parts in groups.values():
        columns = list(dict.fromkeys(p.at.column for p in parts))
        if len(columns) < 2 or len(parts) != len(columns):
            continue
        said: list[tuple[int, frozenset[str]]] = []
        clause = _clause(sentence, parts)
        for column in columns:
            words = known.column_words(parts[0].figure, column, language)
            said += [(n, frozenset({column})) for n in has_word(words, clause, language)]
        order = [ids for _, ids in sorted(said)]
        wrong = out_of_order([frozenset({c}) for c in columns], order)
        if wrong is not None:
            title = parts[wrong].figure.file.columns[columns[wrong]].title
            place = sentence.passage.place(parts[wrong].span.start, parts[wrong].span.end)
            yield Diagnostic(
                "value-column",
                place,
                Words(
                    f"数值的先后与句中的先后不一致：这个数出自“{title.zh}”",
                    f"the values do not stand in the order of the words: this one is from "
                    f"“{title.en}”",
                ),
                Words("请核对是否写颠倒了", "see whether they were exchanged"),
            )
