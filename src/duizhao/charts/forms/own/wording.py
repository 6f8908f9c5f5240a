"""A specification put into the report's words and look: titles, numbers, dates, names, colours."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from duizhao.charts.data import ChartData
from duizhao.charts.forms.own.refused import COLOURED, NAMED, NAMES, TITLED, titled
from duizhao.charts.forms.own.views import View, views
from duizhao.charts.numbers import Scale, scale_of, ticks
from duizhao.charts.palette import STEPS, step
from duizhao.charts.parts import Canvas
from duizhao.charts.table import Column
from duizhao.charts.theme import SMALL
from duizhao.language import language_of
from duizhao.language.text_layout import widest, wrapped

WORDED = "{}_text"
"""The column that holds the numbers of another one as prose writes them."""

_DATES = {
    "Han": ("%Y年", "%-m月", "%-m月%-d日"),
    "Latin": ("%Y", "%b", "%-d %b"),
}
_NAMES = 0.38
"""The most of the width that names at the left may take."""
_LEFT = 60
"""About the width that the words at the left of a plot take, in px."""
_APART = 16
_ZERO = Decimal(0)
_STRONG = 3
"""The first step of the ramp that stands out from the page as a small mark."""


def worded(spec: dict[str, Any], data: ChartData, canvas: Canvas) -> None:
    """Put titles, ticks, names, tooltips and colours into a specification, where it says none."""
    _named_colours(spec)
    for view in views(spec):
        for channel, said in view.channels():
            if "field" in said or said.get("aggregate") == "count":
                _say(view, channel, said, data, canvas)
        if "mark" in view.spec:
            _tooltip(view, data)


def _say(view: View, channel: str, said: dict[str, Any], data: ChartData, canvas: Canvas) -> None:
    field, kind = str(said.get("field", "")), said.get("type")
    column = next((one for one in data.columns if one.id == field), None)
    scale = None
    if column is not None and column.unit != "name":
        numbers = [number for _, _, number in data.known(column.id)]
        scale = scale_of(column, numbers, canvas.language)
    if channel in TITLED and not titled(said) and (field in NAMES or column is not None):
        said["title"] = _title(channel, column, scale, data, canvas)
    sorted_by = channel in TITLED and channel != "tooltip"
    if kind in ("nominal", "ordinal") and sorted_by and "sort" not in said:
        facet = channel in ("row", "column", "facet")
        said["sort"] = _names_of(view, field) if facet else None
    if channel == "text" and view.fields and WORDED.format(field) in view.fields:
        said.update(field=WORDED.format(field), type="nominal")
    guide = {"x": "axis", "y": "axis"}.get(channel, "legend" if channel in TITLED else "")
    if guide == "" or channel in ("tooltip", "row", "column", "facet"):
        return
    if channel in COLOURED and kind == "quantitative" and "scale" not in said:
        said["scale"] = _ramp(view, field)
    own = said.get(guide, {})
    if own is None or (isinstance(own, dict) and {"labelExpr", "format"} & own.keys()):
        return
    said[guide] = {**own, **_guide(view, channel, said, scale, canvas)}


def _title(
    channel: str, column: Column | None, scale: Scale | None, data: ChartData, canvas: Canvas
) -> str | list[str] | None:
    """Return what is written at a channel: the column's title with its unit; rows need none."""
    if channel == "tooltip":
        return data.row_title if column is None else column.title
    if column is None or scale is None:
        return None
    return list(wrapped(scale.heading(column.title), SMALL, canvas.width, canvas.language))


def _guide(
    view: View, channel: str, said: dict[str, Any], scale: Scale | None, canvas: Canvas
) -> dict[str, Any]:
    """Return how the ticks of an axis, or the entries of a legend, are written."""
    kind = said.get("type")
    if kind == "quantitative":
        whole = {"tickMinStep": 1} if said.get("aggregate") == "count" else {}
        return {"labelExpr": _number(scale or Scale(0, "", "", canvas.language)), **whole}
    if kind == "temporal":
        return {"labelExpr": _date(canvas.language)}
    names = _names_of(view, said["field"])
    if not names:
        return {}
    if channel not in ("x", "y"):
        return {}
    room = canvas.width * _NAMES
    if channel == "x":
        room = (canvas.width - _LEFT) / len(names) - 4
    lines = {name: wrapped(name, SMALL, room, canvas.language) for name in names}
    if channel == "x" and any(
        widest(each, SMALL, canvas.language) > room + 4 for each in lines.values()
    ):
        return {"labelOverlap": True, "labelSeparation": _APART}
    texts = {name: "\n".join(each) for name, each in lines.items()}
    return {"labelExpr": f"({json.dumps(texts, ensure_ascii=False)})[datum.label]"}


def _ramp(view: View, field: str) -> dict[str, Any]:
    """Return a scale of a few steps between round numbers; small marks are never pale."""
    mark = view.spec.get("mark")
    kind = mark.get("type") if isinstance(mark, dict) else mark
    first = 0 if kind == "rect" else _STRONG
    numbers = [Decimal(str(value)) for one in view.records if (value := one.get(field)) is not None]
    marks = ticks(min(numbers, default=_ZERO), max(numbers, default=_ZERO), STEPS - first)
    return {
        "type": "quantize",
        "range": [step(place) for place in range(STEPS - len(marks) + 1, STEPS)],
        "domain": [float(marks[0]), float(marks[-1])],
    }


def _names_of(view: View, field: str) -> list[str]:
    """Return what stands in a field, each once, in the order of the table."""
    return list(dict.fromkeys(str(record.get(field)) for record in view.records))


def _number(scale: Scale) -> str:
    """Return the expression that writes a tick in a scale, grouped as the language groups."""
    shifted = f"datum.value / {10**scale.power}" if scale.power else "datum.value"
    least = 10 ** (language_of(scale.language).numbers.grouped_from - 1)
    plain, apart = f"format({shifted}, '.12~r')", f"format({shifted}, ',.12~r')"
    text = f"(abs({shifted}) < {least} ? {plain} : {apart}) + {json.dumps(scale.suffix)}"
    return f"isFinite(datum.value) ? {text} : ''"


def _date(language: str) -> str:
    """Return the expression that writes a tick of time: a year, a month or a day."""
    year, month, day = _DATES[language_of(language).writing.script]
    return (
        f"date(datum.value) != 1 ? timeFormat(datum.value, '{day}')"
        f" : month(datum.value) ? timeFormat(datum.value, '{month}')"
        f" : timeFormat(datum.value, '{year}')"
    )


def _tooltip(view: View, data: ChartData) -> None:
    """Tell the name and the numbers of a mark, as prose writes them, where its view says none."""
    if "tooltip" in view.encoding or view.fields is None:
        return
    if any("aggregate" in said or "bin" in said for _, said in view.channels()):
        return
    asked = {said.get("field") for _, said in view.channels()}
    titles = {WORDED.format(one.id): one.title for one in data.columns if one.id in asked}
    lines = [("row", data.row_title), *titles.items()]
    view.encoding["tooltip"] = [
        {"field": field, "type": "nominal", "title": title}
        for field, title in lines
        if field in view.fields
    ]


def _named_colours(part: Any) -> None:
    """Put the parts of the palette in the place of the colours that the function names."""
    if isinstance(part, list):
        for one in part:
            _named_colours(one)
    elif isinstance(part, dict):
        for key, value in part.items():
            if key in ("values", "datasets"):
                continue
            if isinstance(value, str) and (key in ("fill", "stroke") or key.endswith("olor")):
                part[key] = NAMED[value]
            elif key in COLOURED and isinstance(value, dict):
                _in_channel(value)
            _named_colours(value)


def _in_channel(said: dict[str, Any]) -> None:
    conditions = said.get("condition", [])
    for one in [said, *(conditions if isinstance(conditions, list) else [conditions])]:
        if isinstance(one.get("value"), str):
            one["value"] = NAMED[one["value"]]
        scale = one.get("scale")
        if isinstance(scale, dict) and isinstance(scale.get("range"), list):
            scale["range"] = [NAMED.get(colour, colour) for colour in scale["range"]]
