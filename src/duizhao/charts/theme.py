"""The look of every chart as an Altair theme: type, sizes, lines; colours come from `palette`."""

from __future__ import annotations

from typing import Any, cast

import altair as alt

from duizhao.charts.palette import CLEAR, GRID, INK, LINE, QUIET
from duizhao.charts.text import LINE as LINE_HEIGHT

NAME = "duizhao"

TEXT = 12
"""The size of names and values, in px."""
SMALL = 11
"""The size of headings, ticks and notes: the smallest there is."""

FACE = "duizhao-sans"
"""Stands for the font stack until the picture is finished: see `FONTS`."""

# The system's own faces, Latin ones first in English. Each list ends in a generic family, so that
# a reader without any of them still gets a sans-serif face that has the characters.
_HAN = (
    *("Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "PingFang SC"),
    *("Hiragino Sans GB", "Microsoft YaHei", "WenQuanYi Micro Hei"),
)
_LATIN = ("Noto Sans", "Segoe UI", "Roboto", "Helvetica Neue", "Arial")
FONTS = {
    "zh": ", ".join([*(f"'{name}'" for name in _HAN), "sans-serif"]),
    "en": ", ".join([*(f"'{name}'" for name in (*_LATIN, *_HAN[:3])), "sans-serif"]),
}
"""The font stack of each language on screen. In print both use the first Han face, embedded."""
PRINT_FONTS = f"'{_HAN[0]}', sans-serif"


@alt.theme.register(NAME, enable=False)
def theme() -> alt.theme.ThemeConfig:
    """Return the theme: quiet axes, no frame, no background, nothing that is not read."""
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
    config = {
        "config": {
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
    }
    return cast(alt.theme.ThemeConfig, config)
