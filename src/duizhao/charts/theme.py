"""The look of every chart in Vega-Lite's terms: type, sizes, lines; colours are of `palette`."""

from __future__ import annotations

from typing import Any

from duizhao.charts.palette import CLEAR, GRID, INK, LINE, QUIET
from duizhao.language import language_of
from duizhao.language.faces import HAN
from duizhao.language.text_layout import LINE as LINE_HEIGHT

TEXT = 12
"""The size of names and values, in px."""
SMALL = 11
"""The size of headings, ticks and notes: the smallest there is."""

FACE = "duizhao-sans"
"""Stands for the font stack until the picture is finished: see `screen_fonts`."""

PRINT_FONTS = f"'{HAN[0]}', sans-serif"
"""The font stack in print: every language uses the first Han face, embedded."""


def screen_fonts(language: str) -> str:
    """Return a language's font stack on screen: the system's own faces.

    It ends in a generic family, so that a reader without any of them still gets a sans-serif
    face that has the characters.
    """
    faces = language_of(language).writing.screen_faces
    return ", ".join([*(f"'{name}'" for name in faces), "sans-serif"])


def config() -> dict[str, Any]:
    """Return the configuration: quiet axes, no frame, no background, nothing that is not read."""
    axis: dict[str, Any] = {
        "labelFont": FACE,
        "labelFontSize": SMALL,
        "labelColor": QUIET,
        "labelLimit": 0,
        "labelOverlap": False,
        "labelPadding": 5,
        "domainColor": LINE,
        "tickColor": LINE,
        "gridColor": GRID,
        "ticks": False,
        "titleFont": FACE,
    }
    return {
        "aria": False,
        "background": CLEAR,
        "font": FACE,
        "lineBreak": "\n",
        "view": {"stroke": None},
        "axis": axis,
        "axisX": {"grid": False, "tickSize": 4},
        "axisY": {"domain": False},
        "text": {
            "font": FACE,
            "fontSize": TEXT,
            "fill": INK,
            "lineHeight": round(TEXT * LINE_HEIGHT),
            "limit": 0,
        },
        "line": {"strokeWidth": 2, "strokeCap": "round", "strokeJoin": "round"},
        "rule": {"stroke": LINE},
    }
