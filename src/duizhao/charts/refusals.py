"""Charts that cannot be drawn: what to say when the data do not suit the form."""

from __future__ import annotations

from duizhao.charts.data import ChartError
from duizhao.diagnostics import Words


def nothing() -> ChartError:
    """Return the refusal to draw a chart without a single number."""
    return ChartError(Words("没有可画的数字", "there is no number to draw"))


def not_negative(form: str) -> ChartError:
    """Return the refusal to draw a negative number as a length or an area."""
    return ChartError(
        Words(f"图形{form}不能画负数", f"the form {form} cannot draw negative numbers"),
        Words("负数可以用lines画", "draw negative numbers with the form lines"),
        "form",
    )


def too_many(form: str, most: int, found: int, better: str) -> ChartError:
    """Return the refusal to draw more parts than can be told apart."""
    return ChartError(
        Words(
            f"图形{form}最多画{most}项，这里有{found}项",
            f"the form {form} draws at most {most} parts; here are {found}",
        ),
        Words(f"可改用{better}", f"use the form {better}"),
        "form",
    )


def different_units() -> ChartError:
    """Return the refusal to draw columns of different units on one axis."""
    return ChartError(
        Words("lines各列的单位不同，不能共用一条轴", "the columns of lines have different units"),
        Words("可改用panels", "use the form panels"),
        "values",
    )


def not_logarithmic(row: str) -> ChartError:
    """Return the refusal to draw a row that has no place on logarithmic axes."""
    return ChartError(
        Words(
            f"“{row}”行不能画在对数轴上：行名和数值都应是正数",
            f"the row “{row}” has no place on logarithmic axes: row and value must be above zero",
        ),
        None,
        "form",
    )


def no_tile(row: str) -> ChartError:
    """Return the refusal to draw a row that has no place in the tile grid."""
    return ChartError(
        Words(f"“{row}”没有瓦片图的位置", f"“{row}” has no place in the tile grid"), None, "form"
    )


def no_names(row: str) -> ChartError:
    """Return the refusal to draw a flow whose ends are not both named."""
    return ChartError(
        Words(f"“{row}”行缺少流动两端的名称", f"the row “{row}” does not name both ends"),
        None,
        "from",
    )


def pairs() -> ChartError:
    """Return the refusal to draw other than two columns as paired dots."""
    return ChartError(
        Words("dots的values应是两列", "the form dots needs two columns in values"), None, "values"
    )


def not_a_share(row: str) -> ChartError:
    """Return the refusal to draw a Lorenz curve of what is not a share of a whole."""
    return ChartError(
        Words(
            f"“{row}”行不能画成洛伦兹曲线：行名和数值都应在0到100之间",
            f"the row “{row}” is on no Lorenz curve: row and value must lie between 0 and 100",
        ),
        None,
        "form",
    )


def no_network() -> ChartError:
    """Return the refusal to draw a network that the figure does not name."""
    return ChartError(
        Words(
            "图形network需要layer：微观数据表及其两列，可另加年份列",
            "the form network needs “layer”: a table of microdata, two of its columns, maybe years",
        ),
        None,
        "form",
    )
