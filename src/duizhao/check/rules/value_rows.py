"""Value rows: each value stands beside the name of its row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from duizhao.check.registry import pair_rule
from duizhao.check.rules.value_parts import (
    Part,
    from_to,
    in_all,
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
    before,
    figure_kind,
    has_word,
    is_sum,
    origins,
    single,
)
from duizhao.check.text.prose import Sentence, Span
from duizhao.diagnostics import Diagnostic, Words
from duizhao.expressions.namespace import Ranking


@pair_rule("value-row", "numbers", beside=BESIDE)
def value_row(view: PairView) -> Iterator[Diagnostic]:
    """A value stands beside another row’s name, or beside none.

    `loans.by_harbour.share` wants its row in its sentence: the glossary name, another form of it,
    the row’s label, or a printed name; else in the sentences before it, where the nearest that
    names a row of the figure counts. Values of several rows stand in the order of their names.
    A total names none of its parts, and the row of a total is named by “in all”, or where no
    other row is.

    数值旁边写的是另一行的名称，或者没有写出是哪一行。句中要有该行的名称、别称、行名，或由表达式印出
    的名称；句中没有，则看前面离得最近、提到该图表某一行的句子。几行的数值与名称的先后要一致。合计
    不必写出各项；合计一行写“共”即可，句中没有提到别的行时也不必写出。
    """
    for sentence in sentences_of(view):
        known = view.figures
        yield from _rows_missing(sentence, known)
        yield from _rows_exchanged(sentence, known)
        yield from _flows_turned(sentence, known)
        yield from _facts(sentence, known)


# “By technology layer” names the kind of rows and none of them.
_KIND = {
    "zh": re.compile("(?:^|[，；：\n])[按依]$"),
    "en": re.compile(r"(?:^|[.;:\n] ?)By (?:the )?$"),
}
# What a block begins with that goes on from the one before it.
_PRONOUN = {
    "zh": re.compile("[它其该]|这[一个家]"),
    "en": re.compile(r"(?:It|Its|They|Their|These|This)\b"),
}
# The other one of two needs no name.
_OTHER = {
    "zh": re.compile("其余|其他|另外|剩下|余下"),
    "en": re.compile(r"\b(?:others?|rest|remaining|remainder)\b", re.IGNORECASE),
}


def _in_sum(part: Part) -> bool:
    return any(is_sum(origin) for origin in origins(part.span)) and single(part.span) is None


def _names(sentence: Sentence, known: Figures) -> list[Mention]:
    language, text = sentence.passage.language, sentence.text
    return [
        mention
        for mention in known.named(text, language, sentence.spans, sentence.start)
        if not _KIND[language].search(text[: mention.start])
    ]


def _rows_missing(sentence: Sentence, known: Figures) -> Iterator[Diagnostic]:
    told: set[int] = set()
    spanned = _first_and_last(sentence, known)
    for part in parts_of(sentence, known):
        if part.at.row.isdigit() or part.span.start in told or part.span in spanned:
            continue
        if sentence.passage.lines and _at_its_place(part, sentence):
            continue
        if _in_sum(part) and re.search(r"\d", known.row_name(part.figure, part.at.row).en):
            continue  # classes that are added up need no names
        wanted = set(known.row_ids(part.figure, part.at.row))
        rows = {id for row in part.figure.rows for id in known.row_ids(part.figure, row)}
        said = {id for m in _names(sentence, known) for id in m.ids}
        own = known.row_words(part.figure, part.at.row, sentence.passage.language)
        if wanted <= said or has_word(own, sentence.text, sentence.passage.language):
            continue
        language = sentence.passage.language
        if said & rows and len(rows) == 2 and _OTHER[language].search(sentence.text):
            continue
        kind = figure_kind(part.figure, language)
        pronoun = not list(before(sentence)) and _PRONOUN[language].match(sentence.text.strip())
        if not said & rows and (pronoun or has_word(kind, sentence.text, language)):
            continue  # “the branch”, named before this block
        inherited = said
        for earlier in before(sentence):
            names = {id for m in _names(earlier, known) for id in m.ids}
            inherited = inherited | names
            if names & rows:
                break
        if wanted <= inherited and not (said & rows - wanted and not wanted & said):
            continue
        others = sorted(said & rows - wanted)
        if known.is_total(part.figure, part.at.row) and (not others or in_all(sentence, part.span)):
            continue
        if _at_the_end(part, sentence):
            continue
        told.add(part.span.start)
        yield _finding(sentence, part, known.row_name(part.figure, part.at.row), others, known)


# Where a class stands in a chart, which needs no label.
_PLACED = {
    "zh": re.compile("[左右]|中间|末|最后|两端|一端"),
    "en": re.compile(r"\b(?:left|right|middle|last|end|ends|open-ended)\b"),
}


def _at_its_place(part: Part, sentence: Sentence) -> bool:
    """Whether words before a class’s value say where it stands in its chart."""
    ends = [s.end for s in sentence.spans if s.end <= part.span.start]
    before_it = sentence.passage.masked[max([sentence.start, *ends]) : part.span.start]
    classes = (
        re.search(r"\d", part.figure.file.rows[part.at.row].en)
        if (part.at.row in part.figure.file.rows)
        else None
    )
    return bool(classes and _PLACED[sentence.passage.language].search(before_it))


# The end of a list, which the sentence calls so.
_END = {
    "zh": re.compile("末尾|末位|末行|末条|最后|垫底"),
    "en": re.compile(r"\b(?:down to|at the end|the last)\b"),
}


def _at_the_end(part: Part, sentence: Sentence) -> bool:
    """Whether a value is the least of its column, or of the last row, and the words say so."""
    before_it = sentence.passage.masked[sentence.start : part.span.start]
    if not _END[sentence.passage.language].search(before_it):
        return False
    rows = part.figure.rows
    numbers = {
        row: cell.number
        for row in rows
        if (cell := part.figure.cell(row, part.at.column)) is not None and cell.number is not None
    }
    least = min(numbers, key=lambda row: numbers[row], default=None)
    return part.at.row in (rows[-1], least)


def _first_and_last(sentence: Sentence, known: Figures) -> list[Span]:
    """Return the two values of “from … to …” along a table: their rows need no names."""
    parts = [p for p in parts_of(sentence, known) if single(p.span) is not None]
    for first, second in pairwise(parts):
        rows = first.figure.rows
        along = first.figure is second.figure and first.at.column == second.at.column
        ahead = along and rows.index(first.at.row) < rows.index(second.at.row)
        if ahead and from_to(sentence, (first, second)):
            return [first.span, second.span]
    return []


def _finding(
    sentence: Sentence, part: Part, name: Words, others: Sequence[str], known: Figures
) -> Diagnostic:
    passage = sentence.passage
    beside = [known.row_name(part.figure, other) for other in others[:3]]
    more = Words(
        f"，句中写的是{'、'.join(n.zh for n in beside)}" if beside else "",
        f"; the sentence has {', '.join(n.en for n in beside)}" if beside else "",
    )
    return Diagnostic(
        "value-row",
        passage.place(part.span.start, part.span.end),
        Words(
            f"这是“{name.zh}”的数值，句中没有写出这一名称{more.zh}",
            f"this value belongs to “{name.en}”, which its sentence does not name{more.en}",
        ),
        Words(
            "请核对行名；若不错，请在句中写出它",
            "see whether it is the row that is meant; if so, name it in the sentence",
        ),
    )


def _rows_exchanged(sentence: Sentence, known: Figures) -> Iterator[Diagnostic]:
    names = _names(sentence, known)
    groups: dict[tuple[str, str, str], list[Part]] = {}
    for part in parts_of(sentence, known):
        if not part.at.row.isdigit():
            key = (part.at.edition, part.at.figure, part.at.column)
            groups.setdefault(key, []).append(part)
    for parts in groups.values():
        wanted = [(p, frozenset(known.row_ids(p.figure, p.at.row))) for p in ordered(parts)]
        if len({ids for _, ids in wanted}) < 2 or any(len(ids) > 1 for _, ids in wanted):
            continue
        among = frozenset().union(*(ids for _, ids in wanted))
        said = [m.ids & among for m in names if m.ids & among]
        wrong = out_of_order([ids for _, ids in wanted], said)
        if wrong is not None:
            part = wanted[wrong][0]
            name = known.row_name(part.figure, part.at.row)
            yield Diagnostic(
                "value-row",
                sentence.passage.place(part.span.start, part.span.end),
                Words(
                    f"数值的先后与名称的先后不一致：这里是“{name.zh}”的数值",
                    "the values do not stand in the order of the names: "
                    f"this one belongs to “{name.en}”",
                ),
                Words("请核对是否放错了位置", "see whether they were exchanged"),
            )


# What stands before the first name of a flow and between its two, where that is all.
_FLOW = {
    "zh": (re.compile("[从由自]$"), re.compile("(?:流|发|输|转移?|运|走|通|去|来)?[向往到至]")),
    "en": (re.compile(r"\bfrom (?:the )?$"), re.compile(r"\s(?:in)?to (?:the )?")),
}


def _flows_turned(sentence: Sentence, known: Figures) -> Iterator[Diagnostic]:
    """Yield values of a flow whose two names the sentence has the other way round."""
    language, text = sentence.passage.language, sentence.text
    leads, joins = _FLOW[language]
    names = [m for m in _names(sentence, known) if len(m.ids) == 1]
    said = {
        (*one.ids, *other.ids)
        for one, other in pairwise(names)
        if leads.search(text[: one.start]) and joins.fullmatch(text[one.end : other.start])
    }
    for part in parts_of(sentence, known):
        ends = known.row_ids(part.figure, part.at.row)
        own = len(ends) == 2 and ends not in said
        turned = own and any(ends[::-1] == known.row_ids(part.figure, r) for r in part.figure.rows)
        printed = {known.row_ids(p.figure, p.at.row) for p in parts_of(sentence, known)}
        if turned and ends[::-1] in said - printed:
            name = known.row_name(part.figure, part.at.row)
            yield Diagnostic(
                "value-row",
                sentence.passage.place(part.span.start, part.span.end),
                Words(
                    f"这是“{name.zh}”的数值，句中的方向相反",
                    f"this value belongs to “{name.en}”, and the sentence has it the other way",
                ),
                Words("请核对从哪里到哪里", "see from where to where it goes"),
            )


def _facts(sentence: Sentence, known: Figures) -> Iterator[Diagnostic]:
    """Yield single facts of whose label the sentence, and those before it, have no word."""
    passage, language = sentence.passage, sentence.passage.language
    for span in sentence.spans:
        at = single(span)
        figure = known.of(at) if at is not None else None
        if at is None or figure is None or list(figure.file.columns) != ["value"]:
            continue
        words = known.label_words(figure, at.row, language)
        earlier = "".join(one.text for one in before(sentence))
        label, behind = figure.file.rows.get(at.row), sentence.passage.masked[span.end :][:1]
        if label is None or label.unit == "money" or (language == "zh" and behind in label.zh):
            continue
        if words and not has_word(words, sentence.text + earlier, language):
            yield _finding(
                sentence, Part(span, at, figure), known.row_name(figure, at.row), (), known
            )
    told: dict[object, Span] = {}
    for span in sentence.spans:
        result = span.result
        printed: object = single(span)
        if isinstance(result, Ranking):
            printed = (result.column, tuple(row.id for row in result))
        if printed is not None and told.setdefault(printed, span) is not span:
            yield Diagnostic(
                "value-row",
                passage.place(span.start, span.end),
                Words("同一个数在一句里印了两次", "one and the same number is printed twice here"),
                Words("请核对其中一处是否取错了", "see whether one of them is the wrong one"),
            )
