"""A timeline: dated rows in the order of their dates, with who stands behind each."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import altair as alt
from babel.dates import format_skeleton

from duizhao.charts.data import ChartData
from duizhao.charts.forms.timeline import Date, Timeline
from duizhao.charts.labels import ALL
from duizhao.charts.palette import BAR, GRID, INK, LINE, QUIET
from duizhao.charts.parts import (
    GAP,
    Canvas,
    Margins,
    Picture,
    Records,
    picture,
    pixels,
    plotted,
    spanned,
)
from duizhao.charts.theme import TEXT
from duizhao.language import language_of
from duizhao.language.text_layout import LINE as LINE_HEIGHT
from duizhao.language.text_layout import wrapped

_PITCH = TEXT * LINE_HEIGHT
_PAD = 9
_ASIDE = 12
"""From the days to the line with the dots, and from there to the names."""
_NAMES = 0.64
"""The part of the room behind the line that names take where `by` stands beside them."""
_FAINT = 0.15
_CHOSEN = "chosen"
"""The signal that holds the name by which a reader filters."""


@dataclass(frozen=True)
class Row:
    """A row in words: its date, its name and who is behind it, the last two in lines."""

    year: int
    day: str
    name: tuple[str, ...]
    by: str
    by_lines: tuple[str, ...]


@dataclass(frozen=True)
class Places:
    """Where the columns of words begin, in px from the left; the line has the dots on it."""

    day: float
    line: float
    name: float
    by: float
    below: bool

    def height(self, row: Row) -> float:
        """Return the height of a row in px: `by` stands below its name or beside it."""
        lines = (len(row.name), len(row.by_lines))
        return (sum(lines) if self.below else max(lines)) * _PITCH + _PAD


def timeline(data: ChartData, options: Timeline, canvas: Canvas) -> Picture:
    """Draw a line of words per row, the earliest first, with a rule where a year begins.

    Rows are as far apart as their words need, not as their dates are. Where `by` is given, the
    interactive chart has a choice of its names, which leaves the rows of all others faint.
    """
    dated = [(row, date) for row in options.rows(data) if (date := options.date(data, row))]
    days = [_day(date, canvas.language) for _, date in dated]
    day = max(canvas.room(str(date[0]), TEXT) for _, date in dated) + 2 * GAP
    line = day + max(canvas.room(text, TEXT) for text in days) + _ASIDE
    name = line + _ASIDE
    below = canvas.phone or options.by is None
    wide = (canvas.width - name) * (1 if below else _NAMES)
    places = Places(day, line, name, name if below else name + wide + _ASIDE, below)
    rows = []
    for (row, date), text in zip(dated, days, strict=True):
        cell = data.cell(row, options.by) if options.by else None
        by = cell.name.text if cell and cell.name else ""
        lines = wrapped(by, TEXT, canvas.width - places.by, canvas.language) if by else ()
        title = wrapped(data.rows[row].text, TEXT, wide, canvas.language)
        rows.append(Row(date[0], text, title, by, lines))
    tops = [0.0]
    for one in rows:
        tops.append(tops[-1] + places.height(one))
    looks = _looks(options.by is not None)
    layers = [
        _years(rows, tops, canvas.width),
        spanned(
            plotted([{"x": line, "y": 0, "y2": tops[-1]}]).mark_rule(stroke=LINE), across=False
        ),
        *_words(rows, tops, places, looks),
        _dots(rows, tops, line, looks),
    ]
    made = picture(layers, canvas, Margins(), tops[-1])
    if options.by is None:
        return made
    return replace(
        made, parameters=(_choice(rows, data.column(options.by).title, canvas.language),)
    )


def _day(date: Date, language: str) -> str:
    """Return a date without its year: 20 Feb, or the month alone, or nothing."""
    year, month, day = date
    if month is None:
        return ""
    locale = language_of(language).locale
    skeleton = "MMM" if day is None else "MMMd"
    return str(format_skeleton(skeleton, datetime.date(year, month, day or 1), locale=locale))


def _begins(rows: Sequence[Row]) -> Iterator[tuple[int, Row]]:
    """Yield the rows that are the first of their year, with their places."""
    for place, row in enumerate(rows):
        if place == 0 or rows[place - 1].year != row.year:
            yield place, row


def _years(rows: Sequence[Row], tops: Sequence[float], width: float) -> alt.Chart:
    """Draw a rule above the first row of every year."""
    records: Records = [{"x": 0, "x2": width, "y": round(tops[at], 1)} for at, _ in _begins(rows)]
    return spanned(plotted(records).mark_rule(stroke=GRID), down=False)


def _words(
    rows: Sequence[Row], tops: Sequence[float], places: Places, looks: dict[str, Any]
) -> Iterator[alt.Chart]:
    """Write years, days, names and those behind them; a year stands where it begins."""

    def record(text: str, row: Row, x: float, place: int, line: int) -> dict[str, Any]:
        y = tops[place] + _PAD / 2 + (line + 0.5) * _PITCH
        return {"text": text, "x": round(x, 1), "y": round(y, 1), "by": row.by}

    strong, quiet = [], []
    for place, row in enumerate(rows):
        quiet.append(record(row.day, row, places.day, place, 0))
        strong += [record(text, row, places.name, place, n) for n, text in enumerate(row.name)]
        first = len(row.name) if places.below else 0
        for line, text in enumerate(row.by_lines, first):
            quiet.append(record(text, row, places.by, place, line))
    # A year is that of all its rows, whoever is behind them, so it is never faint.
    years = [record(str(row.year), row, 0, at, 0) | {"by": None} for at, row in _begins(rows)]
    for records, colour in ((years, INK), (strong, INK), (quiet, QUIET)):
        yield (
            plotted(records)
            .mark_text(align="left", baseline="middle", fill=colour, fontSize=TEXT)
            .encode(x=pixels(alt.X, "x"), y=pixels(alt.Y, "y"), text=alt.Text("text:N"), **looks)
        )


def _dots(
    rows: Sequence[Row], tops: Sequence[float], line: float, looks: dict[str, Any]
) -> alt.Chart:
    """Put a dot on the line for every row, at the height of its first line of words."""
    records: Records = [
        {"x": round(line, 1), "y": round(top + _PAD / 2 + _PITCH / 2, 1), "by": row.by}
        for row, top in zip(rows, tops, strict=False)
    ]
    dots: alt.Chart = (
        plotted(records)
        .mark_circle(size=40, fill=BAR, opacity=1)
        .encode(x=pixels(alt.X, "x"), y=pixels(alt.Y, "y"), **looks)
    )
    return dots


def _choice(rows: Sequence[Row], title: str, language: str) -> dict[str, Any]:
    """Return the choice of one of those behind the rows, which browsers show above the chart."""
    names = list(dict.fromkeys(row.by for row in rows if row.by))
    labels = [ALL.of(language), *names]
    bind = {"input": "select", "options": [None, *names], "labels": labels, "name": title}
    return {"name": _CHOSEN, "value": None, "bind": bind}


def _looks(filtered: bool) -> dict[str, Any]:
    """Return how marks stand back when a reader has chosen others."""
    if not filtered:
        return {}
    chosen = f"{_CHOSEN} === null || datum.by === null || datum.by === {_CHOSEN}"
    return {"opacity": alt.condition(chosen, alt.value(1), alt.value(_FAINT))}
