"""Year words: the years that a figure’s words name are those of its table."""

from __future__ import annotations

import re
from collections.abc import Iterator

from duizhao.check.registry import pair_rule
from duizhao.check.scopes import PairView
from duizhao.check.text.prose import Passage
from duizhao.check.text.tables import column
from duizhao.diagnostics import Diagnostic, Words
from duizhao.project.figures import Figure

_RANGE = {
    "zh": re.compile(r"(?<!\d)(?P<first>[12]\d{3})年?\s?[—–~～至到-]\s?(?P<last>[12]\d{3})(?!\d)"),
    "en": re.compile(r"(?<!\d)(?P<first>[12]\d{3})(?:\s?[–—-]\s?| to )(?P<last>[12]\d{3})(?!\d)"),
}
_EDITION = {
    "zh": re.compile(r"(?<!\d)(?P<year>[12]\d{3})年?版"),
    "en": re.compile(r"(?<!\d)(?P<year>[12]\d{3}) edition\b"),
}
_YEAR = re.compile(r"(?<!\d)[12]\d{3}(?!\d)")


@pair_rule("table-years", "numbers", beside=("caption", "label", "alt", "note", "highlight"))
def table_years(view: PairView) -> Iterator[Diagnostic]:
    """The words of a figure name other years, or editions, than its table has.

    A caption or an alternative text that says from which year to which goes from the first year of
    the table to the last; where one end is right, the other is so too. A table that sets editions
    side by side speaks of these, and a column whose id names a year has that year in its title.

    图表的文字里的年份或版次与表中的不同：标题和替代文字说从哪年到哪年的，就是表中的首尾两年，一端对了，另一端
    也要对；各版并列的表，说的就是这几版；编码里有年份的列，标题里写的就是那一年。
    """
    for passage in view.passages:
        figure = view.context.figures.get(passage.about or _printed(passage))
        if figure is None:
            continue
        language, text = passage.language, passage.masked
        ends = _ends(figure) if passage.kind in ("caption", "alt", "highlight") else None
        groups = [g for g in (ends, *_groups(figure)) if g is not None]
        yield from _before(passage, figure)
        for match in _RANGE[language].finditer(text):
            said = (match["first"], match["last"])
            near = [g for g in groups if (said[0] == g[0]) != (said[1] == g[1])]
            if near and said not in groups:
                ends = near[0]
                yield Diagnostic(
                    "table-years",
                    passage.place(match.start(), match.end()),
                    Words(f"表中是{ends[0]}—{ends[1]}年", f"the table has {ends[0]} to {ends[1]}"),
                    Words("请核对年份", "see which years are meant"),
                )
        editions = _editions(figure)
        for match in _EDITION[language].finditer(text) if editions else ():
            if match["year"] not in editions and passage.kind != "label":
                listed = sorted(editions)
                yield Diagnostic(
                    "table-years",
                    passage.place(match.start(), match.end()),
                    Words(
                        f"这张表里没有{match['year']}年版，有的是{'、'.join(listed)}",
                        f"the table has no {match['year']} edition; it has {', '.join(listed)}",
                    ),
                    Words("请核对版次", "see which edition is meant"),
                )


def _printed(passage: Passage) -> str:
    """Return the figure whose number a highlight prints."""
    sources = (getattr(span.piece, "source", "") for span in passage.expressions)
    return (
        next((re.split(r"\W", source)[0] for source in sources), "")
        if (passage.kind == "highlight")
        else ""
    )


def _groups(figure: Figure) -> Iterator[tuple[str, str]]:
    """Yield the first and the last year of rows that the chart draws together."""
    for group in getattr(figure.file.chart, "together", None) or ():
        years = [row for row in map(str, group.rows) if _YEAR.fullmatch(row)]
        if len(years) > 1:
            yield min(years), max(years)


_BEFORE = {
    "zh": re.compile(r"(?P<year>[12]\d{3})年?(?:以前|之前)"),
    "en": re.compile(r"\bbefore (?P<year>[12]\d{3})\b"),
}
_MONTHLY = {
    "zh": re.compile("逐月|逐季|各月|每月|历月"),
    "en": re.compile(r"\bmonth by month\b|\bby (?:month|quarter)\b|\bmonthly\b", re.IGNORECASE),
}


def _before(passage: Passage, figure: Figure) -> Iterator[Diagnostic]:
    """Yield another year than that before which a row goes, and months where rows are years."""
    rows = [m[1] for row in figure.rows if (m := re.fullmatch(r"before_(\d{4})", row))]
    text, language = passage.masked, passage.language
    for match in _BEFORE[language].finditer(text) if len(rows) == 1 else ():
        if match["year"] not in rows:
            yield Diagnostic(
                "table-years",
                passage.place(match.start(), match.end()),
                Words(f"表中是{rows[0]}年以前", f"the table has a row before {rows[0]}"),
                Words("请核对年份", "see which year is meant"),
            )
    yearly = len(figure.rows) > 1 and all(_YEAR.fullmatch(row) for row in figure.rows)
    month = _MONTHLY[language].search(text) if yearly and passage.kind == "caption" else None
    if month:
        yield Diagnostic(
            "table-years",
            passage.place(month.start(), month.end()),
            Words("表中各行是年份", "the rows of the table are years"),
            Words("请核对标题", "see to the caption"),
        )


def _ends(figure: Figure) -> tuple[str, str] | None:
    """Return the first and the last year of a table whose rows are years, or have one each."""
    years = [row for row in figure.rows if _YEAR.fullmatch(row)]
    dated = next((n for n, c in figure.file.columns.items() if c.unit == "year"), None)
    if dated is not None:
        years = [f"{number:f}" for number in column(figure, dated).values()]
    elif len(years) < len(figure.rows):
        return None
    return (min(years), max(years)) if len({*years}) > 1 else None


def _editions(figure: Figure) -> set[str]:
    """Return the editions whose numbers a table sets side by side."""
    taken = [c.taken_from.edition for c in figure.file.columns.values() if c.taken_from]
    named = [m[1] for name in figure.file.columns if (m := re.fullmatch(r"in_(\d{4})", name))]
    return {*taken, *named} if len({*taken, *named}) > 1 else set()
