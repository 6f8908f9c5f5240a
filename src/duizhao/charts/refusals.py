"""Charts that cannot be drawn: what to say when options or data do not suit the form."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from duizhao.charts.table import ChartError, Column, Location
from duizhao.diagnostics import Words, did_you_mean

_FORM: Location = ("form",)


def no_column(
    name: str, columns: Iterable[Column], allowed: Sequence[str], at: Location
) -> ChartError:
    """Return the refusal of a column that the table lacks, or that holds the wrong kind."""
    if any(column.id == name for column in columns):
        message = Words(f"“{name}”列不能用在这里", f"the column “{name}” cannot be used here")
    else:
        message = Words(f"未知的列“{name}”", f"unknown column “{name}”")
    listed = Words(
        "可用的列：" + "、".join(allowed), "the columns that can be are " + ", ".join(allowed)
    )
    return ChartError(message, did_you_mean(name, allowed) or (listed if allowed else None), at)


def twice(name: str, at: Location) -> ChartError:
    """Return the refusal to draw a column twice."""
    return ChartError(Words(f"“{name}”列写了两次", f"the column “{name}” stands twice"), None, at)


def no_row(name: str, rows: Sequence[str], at: Location) -> ChartError:
    """Return the refusal of a row that the table lacks."""
    message = Words(f"没有“{name}”这一行", f"there is no row “{name}”")
    return ChartError(message, did_you_mean(name, rows), at)


def no_numbers() -> ChartError:
    """Return the refusal to draw a table that holds names alone."""
    return ChartError(Words("表中没有数字列", "the table has no column of numbers"), None, _FORM)


def nothing() -> ChartError:
    """Return the refusal to draw a chart without a single number."""
    return ChartError(Words("没有可画的数字", "there is no number to draw"))


def nothing_across() -> ChartError:
    """Return the refusal to draw flows of which none goes from one name to another."""
    return ChartError(
        Words("没有两端不同的流量可画", "no flow goes from one name to another"), None, _FORM
    )


def not_negative(form: str, row: str) -> ChartError:
    """Return the refusal to draw a negative number as a length or an area."""
    return ChartError(
        Words(
            f"图形{form}不能画负数（“{row}”行）",
            f"the form {form} cannot draw negative numbers (row “{row}”)",
        ),
        Words(
            "负数可以用bars、columns或lines画",
            "draw negative numbers with the form bars, columns or lines",
        ),
        _FORM,
    )


def too_many(form: str, most: int, found: int, better: str) -> ChartError:
    """Return the refusal to draw more parts than can be told apart."""
    return ChartError(
        Words(
            f"图形{form}最多画{most}项，这里有{found}项",
            f"the form {form} draws at most {most} parts; here are {found}",
        ),
        Words(f"可改用{better}", f"use the form {better}"),
        _FORM,
    )


def different_units(form: str) -> ChartError:
    """Return the refusal to draw columns of different units on one axis."""
    return ChartError(
        Words(
            f"{form}各列的单位不同，不能共用一条轴",
            f"the columns of {form} have different units and cannot share an axis",
        ),
        Words("可改用panels", "use the form panels"),
        ("values",),
    )


def not_logarithmic(row: str) -> ChartError:
    """Return the refusal to draw a row that has no place on logarithmic axes."""
    return ChartError(
        Words(
            f"“{row}”行不能画在对数轴上：行名和数值都应是正数",
            f"the row “{row}” has no place on logarithmic axes: row and value must be above zero",
        ),
        None,
        _FORM,
    )


def no_tile(row: str) -> ChartError:
    """Return the refusal to draw a row that has no place in the tile grid."""
    return ChartError(
        Words(f"“{row}”没有瓦片图的位置", f"“{row}” has no place in the tile grid"),
        Words(
            "请在术语表的词条里写tile: [列, 行]",
            "write tile: [column, row] in its entry in the glossary",
        ),
        _FORM,
    )


def same_tile(one: str, two: str) -> ChartError:
    """Return the refusal to draw two rows on one tile."""
    return ChartError(
        Words(
            f"“{one}”和“{two}”的瓦片位置相同",
            f"“{one}” and “{two}” have the same place in the grid",
        ),
        Words("请修改术语表里的tile", "change “tile” of one of them in the glossary"),
        _FORM,
    )


def no_names(row: str) -> ChartError:
    """Return the refusal to draw a flow whose ends are not both named."""
    return ChartError(
        Words(f"“{row}”行缺少流动两端的名称", f"the row “{row}” does not name both ends"),
        None,
        ("from",),
    )


def pairs(form: str, found: int) -> ChartError:
    """Return the refusal to draw other than two columns in pairs."""
    return ChartError(
        Words(
            f"{form}的values应是两列，这里有{found}列",
            f"the form {form} needs two columns in values; here are {found}",
        ),
        None,
        ("values",),
    )


def not_a_share(row: str) -> ChartError:
    """Return the refusal to draw a Lorenz curve of what is not a share of a whole."""
    return ChartError(
        Words(
            f"“{row}”行不能画成洛伦兹曲线：行名和数值都应在0到100之间",
            f"the row “{row}” is on no Lorenz curve: row and value must lie between 0 and 100",
        ),
        None,
        _FORM,
    )


def spread_columns(found: int) -> ChartError:
    """Return the refusal to draw other than two, three or five columns as a spread."""
    return ChartError(
        Words(
            f"spread的values应是两列、三列或五列，这里有{found}列",
            f"the form spread needs two, three or five columns in values; here are {found}",
        ),
        None,
        ("values",),
    )


def not_ascending(row: str) -> ChartError:
    """Return the refusal to draw a spread whose numbers do not go from low to high."""
    return ChartError(
        Words(
            f"“{row}”行的数不是由小到大",
            f"the numbers of the row “{row}” do not go from low to high",
        ),
        Words("请按由小到大写values", "write the columns in values from low to high"),
        ("values",),
    )


def one_row(form: str, better: str) -> ChartError:
    """Return the refusal to draw what changes from row to row of a single row."""
    return ChartError(
        Words(f"图形{form}至少要两行", f"the form {form} needs two rows at least"),
        Words(f"可改用{better}", f"use the form {better}"),
        _FORM,
    )


def unknown_part(form: str, row: str) -> ChartError:
    """Return the refusal to stack parts of which one is not known."""
    return ChartError(
        Words(
            f"“{row}”行有缺值，图形{form}不能堆积",
            f"the form {form} cannot stack the row “{row}”, which lacks a number",
        ),
        Words("可改用lines", "use the form lines"),
        _FORM,
    )


def no_line() -> ChartError:
    """Return the refusal to fit a line to fewer than three points, or to points on a vertical."""
    return ChartError(
        Words(
            "不足三点，或各点在同一竖线上，不能拟合",
            "no line fits fewer than three points, or a vertical",
        ),
        None,
        ("fit",),
    )


def no_box() -> ChartError:
    """Return the refusal to draw a diagram of a table without rows."""
    return ChartError(Words("没有可画的方框", "there is no box to draw"), None, _FORM)


def inside_twice(row: str, at: Location) -> ChartError:
    """Return the refusal to draw one row inside two boxes."""
    return ChartError(Words(f"“{row}”已经在一个框里", f"“{row}” is inside a box already"), None, at)


def too_deep(row: str, at: Location) -> ChartError:
    """Return the refusal to draw boxes inside boxes that are inside others, or themselves."""
    return ChartError(
        Words(
            f"“{row}”自己也是外框，不能再画进框里",
            f"“{row}” holds boxes itself and cannot be inside one",
        ),
        Words("框只能套一层", "boxes are nested one deep"),
        at,
    )


def same_colour(one: str, two: str, colour: str) -> ChartError:
    """Return the refusal to tell two categories of one chart apart by one colour."""
    return ChartError(
        Words(
            f"“{one}”和“{two}”在这张图里颜色相同（{colour}）",
            f"“{one}” and “{two}” have the same colour in this chart, {colour}",
        ),
        Words(
            "请在术语表里给其中一个换一种colour",
            "give one of them another “colour” in the glossary",
        ),
        _FORM,
    )


def unnamed() -> ChartError:
    """Return the refusal to draw a network of which no node is in the table."""
    return ChartError(
        Words("表中各行都不是网络里的节点", "no row of the table is a node of the network"),
        None,
        ("layer",),
    )


def no_network() -> ChartError:
    """Return the refusal to draw a network whose file was not read."""
    return ChartError(Words("没有读入网络", "the network was not read"), None, ("layer",))


def no_date(row: str, date: str) -> ChartError:
    """Return the refusal of a row whose year, month and day make no date."""
    return ChartError(
        Words(f"“{row}”行的{date}不是日期", f"{date} in the row “{row}” is no date"),
        Words(
            "年、月、日各写一列，例如2019、2、20",
            "year, month and day stand in a column each: 2019, 2, 20",
        ),
    )
