"""A chart of one's own laid out on a canvas: in the report's words and look, as wide as it is."""

from __future__ import annotations

import json
import re
from math import floor
from typing import Any

import vl_convert

from duizhao.charts.data import ChartData
from duizhao.charts.forms.own.extent import Box, around, boxes_of, touching
from duizhao.charts.forms.own.refused import refusals
from duizhao.charts.forms.own.views import frames
from duizhao.charts.forms.own.wording import worded
from duizhao.charts.palette import BAR, CATEGORIES, INK, QUIET, category
from duizhao.charts.parts import Canvas, Margins, Picture
from duizhao.charts.table import ChartError
from duizhao.charts.theme import SMALL, config
from duizhao.diagnostics import Words

_HEIGHT = 280
_LOW = 230
_STEP = 24
_DOT = 50
_LEAST = 80
"""A plot that is narrower than this, in px, shows nothing."""
_USUAL = 200
_TRIES = 8
_LEFT_OVER = 4
_EDGE = 2


def own(data: ChartData, canvas: Canvas) -> Picture:
    """Lay out the chart that a function returned, in the report's words and look.

    Words are measured as in the widest face and not as Vega measures them, so that they fit
    wherever the chart is read; a plot takes the width that they leave.

    Raises `ChartError` for what may not be drawn, and for what Vega-Lite says of it.
    """
    spec: dict[str, Any] = json.loads(data.own)
    for refusal in refusals(spec, data):
        raise refusal
    worded(spec, data, canvas)
    spec = {key: value for key, value in spec.items() if key != "usermeta"}
    if canvas.phone and "hconcat" in spec:
        spec["vconcat"] = spec.pop("hconcat")
    if canvas.phone and spec.get("columns", 1) > 1:
        spec["columns"] = 1
    asked = [frame.get("width") for frame in frames(spec)]
    widths = [one if isinstance(one, int | float) else _USUAL for one in asked]
    factor, before = 1.0, (0.0, 0.0)
    for _ in range(_TRIES):
        # Whole pixels: Vega rounds the size of a plot when it sets several side by side.
        wide = [max(floor(one * factor), 1) for one in widths]
        boxes, plot, total = _laid_out(spec, wide, canvas)
        if 0 <= canvas.width - total < _LEFT_OVER:
            break
        # The whole grows with its plots, as often as they stand side by side; where a legend is
        # the widest, not at all.
        change = (factor - before[0]) * max(widths)
        slope = (total - before[1]) / change if change else 1.0
        before = (factor, total)
        missing = (canvas.width - _EDGE / 2 - total) / max(slope, 1.0) / max(widths)
        factor = max(factor + missing, 0.01)
    if min(wide) < _LEAST or total > canvas.width:
        raise _narrow(canvas.width)
    both = touching(boxes)
    if both is not None:
        raise _touch(*both, canvas.width)
    return _placed(spec, boxes, plot, canvas)


def _laid_out(
    spec: dict[str, Any], wide: list[int], canvas: Canvas
) -> tuple[list[Box], tuple[float, float], float]:
    """Lay a chart out with plots so wide; return its boxes, the size of the plot, the width."""
    for frame, one in zip(frames(spec), wide, strict=True):
        frame["width"] = one
    spec |= {"padding": 0, "autosize": {"type": "none"}, "config": _config(canvas)}
    try:
        graph = vl_convert.vegalite_to_scenegraph(spec, allowed_base_urls=[])
    except ValueError as error:
        raise _vega(error) from None
    boxes = boxes_of(graph, canvas.language)
    whole = around(boxes)
    return boxes, (graph["width"], graph["height"]), whole.right - whole.left


def _placed(
    spec: dict[str, Any], boxes: list[Box], plot: tuple[float, float], canvas: Canvas
) -> Picture:
    whole = around(boxes)
    height = round(whole.bottom - whole.top) + 2 * _EDGE
    room = Margins(-whole.left, _EDGE - whole.top).exact()
    # What Vega takes for the size of the whole: one plot's, and of several not all.
    right, bottom = canvas.width - room.left - plot[0], height - room.top - plot[1]
    room = Margins(room.left, room.top, max(right, 0), max(bottom, 0))
    return Picture((), canvas.width, height, room, whole=spec)


def _config(canvas: Canvas) -> dict[str, Any]:
    """Return the theme with what charts of one's own need besides, which other forms draw."""
    quiet = {"titleFontSize": SMALL, "titleFontWeight": "normal", "titleColor": QUIET}
    usual = config()
    axis = {**usual["axis"], **quiet, "labelOverlap": True, "labelSeparation": 14}
    return {
        **usual,
        "axis": axis,
        "axisBottom": {"titleAnchor": "end", "titleAlign": "right", "titlePadding": 8},
        "axisLeft": {
            "titleAngle": 0,
            "titleAlign": "left",
            "titleBaseline": "bottom",
            "titleAnchor": "start",
            "titleX": 0,
            "titleY": -10,
            "grid": True,
        },
        "axisXDiscrete": {"labelAngle": 0, "labelOverlap": False},
        "axisYDiscrete": {"labelOverlap": False, "grid": False},
        "legend": {
            # One below the other: where they stand does not depend on how Vega measures words.
            "orient": "top" if canvas.phone else "right",
            "columns": 1,
            "symbolDirection": "vertical",
            "gradientDirection": "horizontal" if canvas.phone else "vertical",
            "labelFontSize": SMALL,
            "labelColor": INK,
            **quiet,
            "labelLimit": 0,
            "titleLimit": 0,
            "offset": 24 if canvas.phone else 12,
        },
        "header": {"labelFontSize": SMALL, "labelColor": INK, **quiet, "labelLimit": 0},
        "view": {
            **usual["view"],
            "continuousHeight": _LOW if canvas.phone else _HEIGHT,
            "discreteHeight": {"step": _STEP},
        },
        "mark": {"color": BAR},
        "circle": {"size": _DOT, "opacity": 1},
        "point": {"size": _DOT, "opacity": 1},
        "range": {"category": [category(place) for place in range(CATEGORIES)]},
    }


def _vega(error: ValueError) -> ChartError:
    """Return what Vega-Lite says of a chart, its first sentence without the places in its code."""
    found = re.search(r"Error: (.+)", str(error))
    text = found[1].strip() if found else str(error).split("\n")[0]
    return ChartError(Words(f"Vega-Lite画不出来：{text}", f"Vega-Lite cannot draw it: {text}"))


def _narrow(width: int) -> ChartError:
    return ChartError(
        Words(
            f"画面宽{width}像素时，文字没有给图留下地方",
            f"at a width of {width} px the words leave no room for the plot",
        ),
        Words("请缩短文字，或把图例放到上方", "shorten the words, or put the legend on top"),
    )


def _touch(one: str, two: str, width: int) -> ChartError:
    return ChartError(
        Words(
            f"画面宽{width}像素时，“{one}”和“{two}”相碰",
            f"at a width of {width} px “{one}” and “{two}” touch",
        ),
        Words(
            "请少写几个标签，或把名称放到纵轴上",
            "write fewer labels, or put the names on the vertical axis",
        ),
    )
