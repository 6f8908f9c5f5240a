"""Dated rows: what a figure dates stands beside its own date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from duizhao.check.registry import pair_rule
from duizhao.check.scopes import RUNNING, PairView
from duizhao.check.text.beside import OUR_OWN
from duizhao.check.text.coordinates import Figures, Mention, has_word
from duizhao.check.text.dates import dates
from duizhao.check.text.prose import Passage, Sentence
from duizhao.diagnostics import Diagnostic, Words
from duizhao.expressions.namespace import Ranking, Row
from duizhao.expressions.value import Reference
from duizhao.project.figures import Figure

# What ends the reach of a date.
_CLAUSE = re.compile("[；;]")
_JOINED = re.compile(r"\s*(?:and|or|to|[和与或至到、,—–-])\s*")


class Day(NamedTuple):
    """A date as a text or a table has it; what it leaves out is empty."""

    year: str
    month: str = ""
    day: str = ""

    def fits(self, other: Day) -> bool:
        """Whether two dates agree in all that both of them say."""
        return all(one == its for one, its in zip(self, other, strict=True) if one and its)


@pair_rule("row-date", "numbers", beside=OUR_OWN)
def row_date(view: PairView) -> Iterator[Diagnostic]:
    """A row that its figure dates stands beside another date.

    A figure with a column of years, and of months and days, dates its rows: zones approved,
    documents issued. Where a block speaks of that figure, the date before a row’s name is
    this row’s, or the one behind it where the sentence begins with a name: “in 1988 the East
    branch and the West branch”.

    图表给各行标了日期（有年一列，或者还有月、日），文中这一行的名称旁边写的却是别的日期。段落说到这张图表时，
    名称之前的日期（句子先写名称的，看之后的）应当是这一行的：“1988年轮到东馆和西馆”。
    """
    known = view.figures
    dated = [figure for figure in known.all if _columns(figure)]
    for passage in view.passages if dated else ():
        if passage.kind not in RUNNING:
            continue
        for figure in dated:
            if _speaks_of(passage, figure, known):
                for sentence in passage.sentences:
                    yield from _misdated(sentence, figure, known)


def _columns(figure: Figure) -> tuple[str, ...]:
    """Return the columns of years, months and days that date the rows of a figure."""
    columns = figure.file.columns
    year = next((name for name, column in columns.items() if column.unit == "year"), "")
    return (year, *(name for name in ("month", "day") if name in columns)) if year else ()


def _speaks_of(passage: Passage, figure: Figure, known: Figures) -> bool:
    results = [span.result for span in passage.expressions]
    printed = any(
        (isinstance(one, Reference) and one.figure == figure.name)
        or (isinstance(one, Row) and one.figure.figure.name == figure.name)
        or (isinstance(one, Ranking) and one.rows and one.rows[0].figure.figure.name == figure.name)
        for one in results
    )
    return printed or len(
        has_word(known.nouns(figure, passage.language), passage.own, passage.language)
    ) > len(figure.file.columns)


def _misdated(sentence: Sentence, figure: Figure, known: Figures) -> Iterator[Diagnostic]:
    language, text = sentence.passage.language, sentence.text
    said = _days(text, language)
    if not said:
        return
    wrong: list[tuple[Mention, Day, Day]] = []
    right = 0
    named = [
        (mention, rows[0])
        for mention in known.named(text, language, sentence.spans, sentence.start)
        if len(rows := _rows(mention, figure, known)) == 1
    ]
    behind = bool(named) and named[0][0].start < said[0].start
    for mention, row in named:
        beside = _beside(mention, said, text, behind)
        if not beside:
            continue
        own = _own(figure, row)
        if any(day.fits(own) for day in beside):
            right += 1
        else:
            wrong.append((mention, own, beside[-1]))
    same_year = [one for one in wrong if one[1].year == one[2].year]
    for mention, own, other in wrong if right >= len(wrong) else same_year:
        start = sentence.start + mention.start
        written, there = ("-".join(filter(None, day)) for day in (own, other))
        yield Diagnostic(
            "row-date",
            sentence.passage.place(start, sentence.start + mention.end),
            Words(
                f"图表里这一行的日期是{written}，旁边写的是{there}",
                f"its figure dates this row {written}, and the date beside it is {there}",
            ),
            Words("请核对日期", "see which date is right"),
        )


class _Said(NamedTuple):
    start: int
    end: int
    day: Day


def _days(text: str, language: str) -> list[_Said]:
    """Return the dates with a year that a text names, a day and a month joined to their year."""
    found: list[_Said] = []
    parts: list[tuple[int, int, str]] = []
    for date in [*dates(text, language), None]:
        if date is not None and (not parts or date.start - parts[-1][1] <= 2):
            parts.append(date)
            continue
        years = [name for _, _, name in parts if name.isdigit()]
        months = [name for _, _, name in parts if "/" in name]
        if len(years) == 1 and len(months) <= 1:
            month, _, day = months[0].partition("/") if months else ("", "", "")
            found.append(_Said(parts[0][0], parts[-1][1], Day(years[0], month, day)))
        parts = [date] if date is not None else []
    return found


def _beside(mention: Mention, said: list[_Said], text: str, behind: bool) -> list[Day]:
    """Return the date before a name, or behind it, within what semicolons part.

    Dates that are joined go together: documents of 1987 and 1988, A, B and C.
    """
    if behind:
        there = [one for one in said if one.start >= mention.end]
        parted = there and _CLAUSE.search(text, mention.end, there[0].start)
        return [there[0].day] if there and not parted else []
    there = [one for one in said if one.end <= mention.start]
    if not there or _CLAUSE.search(text, there[-1].end, mention.start):
        return []
    first = len(there) - 1
    while first and _JOINED.fullmatch(text[there[first - 1].end : there[first].start]):
        first -= 1
    return [one.day for one in there[first:]]


def _rows(mention: Mention, figure: Figure, known: Figures) -> list[str]:
    return [row for row in figure.rows if {*known.row_ids(figure, row)} == mention.ids]


def _own(figure: Figure, row: str) -> Day:
    cells = [figure.cell(row, name) for name in _columns(figure)]
    return Day(*(f"{cell.number:f}" if cell and cell.number is not None else "" for cell in cells))
