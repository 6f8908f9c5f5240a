"""What a chart of one's own may not hold: what loads, what only looks, what says nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from duizhao.charts.colours import COLOURS
from duizhao.charts.data import ChartData
from duizhao.charts.forms.own.views import View, every, views
from duizhao.charts.palette import CLEAR, GRID, INK, PAPER, QUIET, category
from duizhao.charts.refusals import too_many
from duizhao.charts.table import ChartError
from duizhao.charts.theme import SMALL
from duizhao.diagnostics import Words, did_you_mean

NAMED: Mapping[str, str] = {
    **{name: category(place) for place, name in enumerate(COLOURS)},
    "black": INK,
    "gray": QUIET,
    "grey": QUIET,
    "lightgray": GRID,
    "lightgrey": GRID,
    "white": PAPER,
    "transparent": CLEAR,
    "none": CLEAR,
}
"""The colours that a function may name, and their parts in the palette."""

TITLED = frozenset(
    (
        *("x", "y", "color", "fill", "stroke", "size", "shape", "opacity", "strokeDash"),
        *("strokeWidth", "row", "column", "facet", "theta", "radius", "tooltip"),
    )
)
"""The channels whose title is written: at an axis, in a legend, over a facet, in a tooltip."""

NAMES = ("row", "time")
"""The columns of the table that say what a row is; they need no title."""

COLOURED = ("color", "fill", "stroke")
_GUIDES = ("axis", "legend", "header")
_LOADING = {"url", "href"}
_LOOKS = {"background", "padding", "autosize", "font", "labelFont", "titleFont", "scheme", "input"}
_EXPRESSIONS = {"expr", "calculate", "filter", "test", "labelExpr", "update", "signal"}
_QUOTED = re.compile(r"'((?:[^'\\]|\\.)*)'|\"((?:[^\"\\]|\\.)*)\"")


def refusals(spec: dict[str, Any], data: ChartData) -> Iterator[ChartError]:
    """Yield why a specification that a function returned cannot be shown."""
    if "config" in spec:
        yield _looks("configure_…")
    if "title" in spec:
        yield ChartError(
            Words("标题已经在图的上方", "the title stands above the figure already"),
            Words("请在.yml里写title，函数里去掉", "write it in the .yml and leave it out here"),
        )
    content = _content(data)
    for way, value in every(spec):
        key = way[-1] if way else ""
        if key in _LOADING or value == "image" or (key == "type" and value == "image"):
            yield _loads(key if key in _LOADING else "image")
        elif key in _LOOKS:
            yield _looks(key)
        elif key in _EXPRESSIONS and isinstance(value, str):
            yield from _expression(value, content)
        elif key.endswith("ontSize") and isinstance(value, int | float) and value < SMALL:
            yield ChartError(
                Words(f"{key}不能小于{SMALL}", f"{key} cannot be less than {SMALL}"),
            )
    for view in views(spec):
        for channel, said in view.channels():
            yield from _field(view, channel, said, data)
    for colour in colours(spec):
        if colour not in NAMED:
            yield ChartError(
                Words(f"报告没有“{colour}”这种颜色", f"the report has no colour “{colour}”"),
                Words("可用的有：" + "、".join(NAMED), "there are " + ", ".join(NAMED)),
            )


def colours(spec: dict[str, Any]) -> Iterator[str]:
    """Yield every colour that a specification names."""
    for _, part in every(spec):
        if not isinstance(part, dict):
            continue
        for key, value in part.items():
            if isinstance(value, str) and (key in ("fill", "stroke") or key.endswith("olor")):
                yield value
            elif key in COLOURED and isinstance(value, dict):
                yield from _of_channel(value)


def _of_channel(said: dict[str, Any]) -> Iterator[str]:
    conditions = said.get("condition", [])
    for one in [said, *(conditions if isinstance(conditions, list) else [conditions])]:
        if isinstance(one.get("value"), str):
            yield one["value"]
        scale = one.get("scale")
        if isinstance(scale, dict) and isinstance(scale.get("range"), list):
            yield from (colour for colour in scale["range"] if isinstance(colour, str))


def titled(said: dict[str, Any]) -> bool:
    """Whether a channel says its title, or that there is none."""
    guides = [said[key] for key in _GUIDES if key in said]
    return "title" in said or any(
        guide is None or (isinstance(guide, dict) and "title" in guide) for guide in guides
    )


def _field(view: View, channel: str, said: dict[str, Any], data: ChartData) -> Iterator[ChartError]:
    field = said.get("field")
    if isinstance(field, str) and view.fields is not None and view.records:
        if field not in view.fields:
            yield ChartError(
                Words(f"表里没有“{field}”列", f"the table has no column “{field}”"),
                did_you_mean(field, sorted(view.fields)),
            )
            return
        values = {record.get(field) for record in view.records} - {None}
        scale = said.get("scale")
        told_apart = channel in COLOURED and said.get("type") in ("nominal", "ordinal")
        given = isinstance(scale, dict) and "range" in scale
        if told_apart and not given and len(values) > len(COLOURS):
            yield too_many("own", len(COLOURS), len(values), "bars")
    known = field in NAMES or any(column.id == field for column in data.columns)
    counted = isinstance(said.get("aggregate"), str) and field is None
    if channel in TITLED and (counted or (field and not known)) and not titled(said):
        what = "count()" if counted else field
        yield ChartError(
            Words(f"{channel}（{what}）没有标题", f"{channel} ({what}) has no title"),
            Words(
                '请写title=words.say("中文", "英文")，或title=None',
                'write title=words.say("Chinese", "English"), or title=None',
            ),
        )


def _content(data: ChartData) -> frozenset[str]:
    """Return the words of the figure, which no expression may contain."""
    names = [name for row in data.rows for name in row.forms]
    cells = [cell.name for row in data.cells for cell in row if cell and cell.name]
    names += [form for name in cells for form in name.forms]
    names += [data.title, data.row_title, *(column.title for column in data.columns)]
    return frozenset(name for name in names if not name.isdecimal())


def _expression(source: str, content: frozenset[str]) -> Iterator[ChartError]:
    quoted = {one or two for one, two in _QUOTED.findall(source)}
    strange = (name for name in content if not name.isascii() or not name.isidentifier())
    found = sorted((quoted & content) | {name for name in strange if name and name in source})
    if found:
        yield ChartError(
            Words(
                f"表达式里有图表的文字“{found[0]}”",
                f"an expression holds words of the figure, “{found[0]}”",
            ),
            Words(
                "请在函数里用pandas算成一列，文字因语言而异",
                "compute a column with pandas instead: words differ by language",
            ),
        )


def _loads(key: str) -> ChartError:
    return ChartError(
        Words(f"图形不能从别处读取内容（{key}）", f"a chart loads nothing from elsewhere ({key})"),
        Words("只用函数得到的表", "use the table that the function is given"),
    )


def _looks(key: str) -> ChartError:
    return ChartError(
        Words(f"外观由报告统一决定（{key}）", f"how charts look is the report’s affair ({key})"),
        Words("请从函数里去掉", "leave it out of the function"),
    )


def different(one: dict[str, Any], two: dict[str, Any]) -> Iterator[ChartError]:
    """Yield the words that two specifications, one per language, both write the same."""
    same = set(_spoken(one)) & set(_spoken(two))
    for text in sorted(same):
        yield ChartError(
            Words(f"“{text}”在两种语言里一样", f"“{text}” is the same in both languages"),
            Words('请写words.say("中文", "英文")', 'write words.say("Chinese", "English")'),
        )


def _spoken(spec: dict[str, Any]) -> Iterator[str]:
    """Yield the titles and texts that a function wrote."""
    for way, value in every(spec):
        key = way[-1] if way else ""
        written = key in ("title", "text") or (key == "value" and way[-2:-1] == ("text",))
        if written and isinstance(value, str) and any(map(str.isalpha, value)):
            yield value
