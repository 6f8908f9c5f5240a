"""A figure as a picture that can stand alone: caption above, the chart, note and source below."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape

from duizhao.downloads.labels import SOURCE
from duizhao.downloads.table import Sheet
from duizhao.language import language_of
from duizhao.language.text_layout import begun, wrapped

INK, QUIET, LINE, PAPER = "#20242b", "#59616d", "#20242b", "#ffffff"
FACE = "'Noto Sans CJK SC', sans-serif"
MARGIN = 28
TITLE, SMALL = 16, 10.5
# What pages that show a link make room for.
CARD = (1200, 630)
_OPENING = re.compile(r"<svg\b[^>]*>")


@dataclass(frozen=True)
class Chart:
    """A finished picture: its SVG, and its size in px."""

    svg: str
    width: int
    height: int


def captioned(sheet: Sheet, chart: Chart) -> tuple[str, tuple[int, int]]:
    """Return the SVG of a figure with its caption, note, source and report, and its size in px."""
    language = sheet.language
    room = chart.width
    title = wrapped(_caption(sheet), TITLE, room, language)
    notes = [sheet.note, SOURCE.of(language).format(sheet.source) if sheet.source else ""]
    notes.append(_line(sheet.report, sheet.publisher, sheet.address))
    foot = [line for note in notes if note for line in wrapped(note, SMALL, room, language)]
    top = MARGIN + round(len(title) * TITLE * 1.35) + 14
    below = top + chart.height + 20
    height = below + round(len(foot) * SMALL * 1.5) + MARGIN - 8
    width = room + 2 * MARGIN
    parts = [
        f'<rect width="{width}" height="{height}" fill="{PAPER}"/>',
        f'<rect x="{MARGIN}" y="{MARGIN - 14}" width="{room}" height="2" fill="{LINE}"/>',
        *_lines(title, MARGIN, MARGIN + TITLE, TITLE, INK, 1.35),
        _nested(chart, MARGIN, top, chart.width, chart.height),
        *_lines(foot, MARGIN, below + SMALL, SMALL, QUIET, 1.5),
    ]
    return _svg(width, height, parts, language), (width, height)


def card(sheet: Sheet, chart: Chart, heading: str) -> str:
    """Return the SVG of a link's picture, 1200 × 630: a heading, and the figure with its caption.

    `heading` names the chapter or the edition that the link leads to.
    """
    language = sheet.language
    width, height = CARD
    left, room = 64, width - 128
    head = wrapped(heading, 40, room, language)[:2]
    caption = wrapped(_caption(sheet), 22, room, language)[:1]
    y = 56
    top = y + round(len(head) * 40 * 1.25) + 52
    scale = min(room / chart.width, (height - top - 66) / chart.height)
    wide, high = chart.width * scale, chart.height * scale
    parts = [
        f'<rect width="{width}" height="{height}" fill="{PAPER}"/>',
        f'<rect width="{width}" height="10" fill="#1a5488"/>',
        *_lines(head, left, y + 40, 40, INK, 1.25),
        *_lines(caption, left, top - 18, 22, QUIET, 1.3),
        _nested(chart, left + (room - wide) / 2, top, wide, high),
        *_lines((_line(sheet.report, sheet.publisher),), left, height - 26, 18, QUIET, 1.3),
    ]
    return _svg(width, height, parts, language)


def _caption(sheet: Sheet) -> str:
    return f"{sheet.label}\u2002{begun(sheet.title, sheet.language)}".strip()


def _line(*parts: str) -> str:
    return " · ".join(filter(None, parts))


def _svg(width: int, height: int, parts: list[str], language: str) -> str:
    writing = language_of(language).writing
    text = "".join(parts)
    if writing.script == "Latin":
        # The face that every machine has sets curly quotes as wide as a Han character.
        text = text.translate({ord(c): "'" for c in "‘’"} | {ord(c): "&quot;" for c in "“”"})
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" xml:lang="{writing.drawn_tag}" font-family="{FACE}">'
        f"{text}</svg>"
    )


def _nested(chart: Chart, x: float, y: float, width: float, height: float) -> str:
    """Return the chart as an SVG of its own inside another, at a place and size."""
    inner = _OPENING.sub("", chart.svg, count=1)
    opening = (
        f'<svg x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" '
        f'viewBox="0 0 {chart.width} {chart.height}">'
    )
    return opening + inner.rstrip()


def _lines(
    texts: tuple[str, ...] | list[str],
    x: float,
    y: float,
    size: float,
    colour: str,
    leading: float,
) -> list[str]:
    return [
        f'<text x="{x}" y="{y + index * size * leading:.1f}" font-size="{size}" '
        f'fill="{colour}">{escape(text)}</text>'
        for index, text in enumerate(texts)
    ]
