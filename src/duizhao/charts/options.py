"""A figure's `chart:` options, checked against its form and its columns before anything is drawn.

| form    | options (besides `form`)                                                   |
|---------|----------------------------------------------------------------------------|
| bars    | `value` column; `top` rows shown; `order: ranked` (default) or `table`;     |
|         | `remainder: true` draws what was not published as an empty bar              |
| columns | `value`; `remainder`                                                        |
| share   | `value`; `remainder`                                                        |
| lines   | `values` columns (default: all numeric); `zero: false` lets the axis start  |
|         | above zero                                                                  |
| panels  | `values`                                                                    |
| loglog  | `value`; the fitted line comes with the data                                |
| tiles   | `value`; the grid comes with the rows                                       |
| matrix  | `value`; `from` and `to`: the columns that name both ends of a flow         |
| arcs    | `value`; `from` and `to`, as for matrix                                     |
| network | `value`; rows are the nodes that are named; the network comes with the data |
| dots    | `values` (two columns); `top`; `log: true` for a logarithmic axis           |
| lorenz  | `value`; `mark`: the row whose point is named on the curve                  |
| boxes   | a diagram without numbers, one box per row; `inside`: which rows are drawn  |
|         | inside which; `arrows`: `none` (default), `forward` or `both`               |
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, cast

from duizhao.charts.data import ChartData, ChartError
from duizhao.diagnostics import Words, did_you_mean

FORMS = {
    "bars": ("value", "top", "order", "remainder"),
    "columns": ("value", "remainder"),
    "share": ("value", "remainder"),
    "lines": ("values", "zero"),
    "panels": ("values",),
    "loglog": ("value",),
    "tiles": ("value",),
    "matrix": ("value", "from", "to"),
    "arcs": ("value", "from", "to"),
    "network": ("value",),
    "dots": ("values", "top", "log"),
    "lorenz": ("value", "mark"),
    "boxes": ("inside", "arrows"),
}
"""Every form and the options it knows."""
FLOWS = ("matrix", "arcs")
"""The forms whose rows are flows from one name to another."""

Arrows = Literal["none", "forward", "both"]


@dataclass(frozen=True)
class Options:
    """The options of one chart, complete: what the file leaves out has its default here."""

    form: str
    value: str
    values: tuple[str, ...]
    top: int | None = None
    order: Literal["ranked", "table"] = "ranked"
    remainder: bool = False
    zero: bool = True
    provider: str = ""
    receiver: str = ""
    log: bool = False
    mark: str | None = None
    inside: tuple[tuple[str, tuple[str, ...]], ...] = ()
    arrows: Arrows = "none"


def parsed(data: ChartData) -> Options:
    """Return the chart's options; raise `ChartError` for the first that does not fit."""
    given = dict(data.options)
    form = given.pop("form", None)
    if not isinstance(form, str) or form not in FORMS:
        known = "、".join(FORMS), ", ".join(FORMS)
        raise ChartError(
            Words(f"未知的图形“{form}”", f"unknown chart form “{form}”"),
            did_you_mean(str(form), FORMS)
            or Words(f"可用的图形：{known[0]}", f"forms: {known[1]}"),
            "form",
        )
    for key in given:
        if key not in FORMS[form]:
            raise ChartError(
                Words(f"图形{form}没有“{key}”这一选项", f"the form {form} has no option “{key}”"),
                did_you_mean(str(key), FORMS[form]),
                str(key),
            )
    if form == "boxes":
        return _boxes(data, given)
    numeric = tuple(column.id for column in data.columns if column.unit != "name")
    if not numeric:
        raise ChartError(Words("表中没有数字列", "the table has no column of numbers"))
    value = _column(data, given.get("value", data.measure or numeric[-1]), "value", numeric)
    values = given.get("values", list(numeric))
    if not isinstance(values, list) or not values:
        raise ChartError(
            Words("values应是列名的列表", "values is a list of columns"), None, "values"
        )
    return Options(
        form=form,
        value=value,
        values=tuple(_column(data, name, "values", numeric) for name in values),
        top=_top(given.get("top")),
        order=_order(given.get("order", "ranked")),
        remainder=_flag(given, "remainder", False),
        zero=_flag(given, "zero", True),
        provider=_end(data, given, "from") if form in FLOWS else "",
        receiver=_end(data, given, "to") if form in FLOWS else "",
        log=_flag(given, "log", False),
        mark=_row(data, given.get("mark")),
    )


def _boxes(data: ChartData, given: dict[str, Any]) -> Options:
    """Return the options of a diagram: names of rows in place of columns of numbers."""
    rows = [row.id for row in data.rows]
    asked = given.get("inside", {})
    lists = asked.values() if isinstance(asked, Mapping) else [None]
    if not all(isinstance(each, list) for each in lists):
        raise ChartError(
            Words("inside应为每个外框列出框内各行", "inside lists for a row the rows inside it"),
            None,
            "inside",
        )
    inside = tuple((str(row), tuple(map(str, members))) for row, members in asked.items())
    for row in (one for outer, members in inside for one in (outer, *members)):
        if row not in rows:
            raise ChartError(
                Words(f"没有“{row}”行", f"there is no row “{row}”"),
                did_you_mean(row, rows),
                "inside",
            )
    arrows = given.get("arrows", "none")
    if arrows not in ("none", "forward", "both"):
        raise ChartError(
            Words("arrows应是none、forward或both", "arrows is none, forward or both"),
            did_you_mean(str(arrows), ("none", "forward", "both")),
            "arrows",
        )
    return Options("boxes", "", (), inside=inside, arrows=cast(Arrows, arrows))


def check(data: ChartData) -> ChartError | None:
    """Return what is wrong with the chart's options, or None; draws nothing."""
    try:
        parsed(data)
    except ChartError as error:
        return error
    return None


def _column(data: ChartData, name: Any, key: str, allowed: tuple[str, ...]) -> str:
    if name in allowed:
        return str(name)
    if any(column.id == name for column in data.columns):
        message = Words(f"“{name}”列不能用在这里", f"the column “{name}” cannot be used here")
    else:
        message = Words(f"未知的列“{name}”", f"unknown column “{name}”")
    raise ChartError(message, did_you_mean(str(name), allowed), key)


def _end(data: ChartData, given: dict[str, Any], key: str) -> str:
    names = tuple(column.id for column in data.columns if column.unit == "name")
    if key not in given:
        form = data.options["form"]
        raise ChartError(
            Words(
                f"图形{form}需要“{key}”：流动一端的名称列",
                f"the form {form} needs “{key}”: the column that names one end of the flow",
            )
        )
    return _column(data, given[key], key, names)


def _row(data: ChartData, value: Any) -> str | None:
    if value is None or str(value) in {row.id for row in data.rows}:
        return None if value is None else str(value)
    message = Words(f"没有“{value}”这一行", f"there is no row “{value}”")
    raise ChartError(message, did_you_mean(str(value), [row.id for row in data.rows]), "mark")


def _top(value: Any) -> int | None:
    if value is None or (isinstance(value, int) and not isinstance(value, bool) and value > 0):
        return value
    raise ChartError(Words("top应是正整数", "top is a positive whole number"), None, "top")


def _order(value: Any) -> Literal["ranked", "table"]:
    if value in ("ranked", "table"):
        return cast(Literal["ranked", "table"], value)
    raise ChartError(
        Words("order应是ranked或table", "order is ranked or table"),
        did_you_mean(str(value), ("ranked", "table")),
        "order",
    )


def _flag(given: dict[str, Any], key: str, default: bool) -> bool:
    value = given.get(key, default)
    if isinstance(value, bool):
        return value
    raise ChartError(Words(f"{key}应是true或false", f"{key} is true or false"), None, key)
