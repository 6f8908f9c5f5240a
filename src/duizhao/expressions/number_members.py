"""Members of numbers: rank, rounding, and how a quotient is printed as what it is."""

from __future__ import annotations

from duizhao.diagnostics import Words
from duizhao.expressions import proportions
from duizhao.expressions.arguments import DECIMALS, as_decimals, as_value
from duizhao.expressions.members import Member, Parameter

OF_NUMBERS = (
    Member(
        "rank",
        lambda value: value.rank,
        Words("在本列中的名次", "its rank in its column"),
        ("loans_by_branch.west.share.rank",),
    ),
    Member(
        "spelled",
        lambda value: value.spelled,
        Words("整数写成文字", "a whole number in words"),
        ("loans_by_branch.north.count.spelled",),
    ),
    Member(
        "round",
        lambda value, decimals: value.round(decimals),
        Words("四舍五入到若干位小数", "rounded half-up to so many decimals"),
        ("(loans_by_branch.east.count / loans_by_branch.west.count).round(1)",),
        (Parameter("decimals", as_decimals, DECIMALS),),
    ),
    Member(
        "percent",
        lambda value, decimals: value.percent(decimals),
        Words(
            "商写成百分数，不写`decimals`时取两位小数",
            "a quotient in per cent, to two decimals unless `decimals` says otherwise",
        ),
        ("(loans_by_branch.east.count / loans_by_branch.count.total).percent(1)",),
        (Parameter("decimals", as_decimals, DECIMALS, optional=True, default=2),),
    ),
    Member(
        "ratio",
        lambda value, decimals: proportions.ratio(value, decimals),
        Words(
            "商写成纯数，不写`decimals`时取两位小数",
            "a quotient as a plain number, to two decimals unless `decimals` says so",
        ),
        ("(loans_by_branch.east.count / loans_by_branch.west.count).ratio()",),
        (Parameter("decimals", as_decimals, DECIMALS, optional=True, default=2),),
    ),
    Member(
        "per",
        lambda value, other, decimals: proportions.per(value, other, decimals),
        Words(
            "平均每一个`other`有多少，单位由作者写；除不尽时写`decimals`",
            "how much falls to one of `other`; the author writes the unit, and `decimals` "
            "where it does not come out even",
        ),
        (
            "loans_by_branch.count.total.per(loans_by_branch.north.count)",
            "loans_by_branch.count.total.per(loans_by_branch.rows, 1)",
        ),
        (
            Parameter("other", as_value, Words("一个数值", "a number of the report")),
            Parameter("decimals", as_decimals, DECIMALS, optional=True),
        ),
    ),
    Member(
        "one_in",
        lambda value: proportions.one_in(value),
        Words(
            "占比或商写成“每……有一”，差一点时句中要有“约”，差得多时拒绝",
            "a share or a quotient as one in so many; where it is not quite so, the "
            "sentence says “about”; where it is far off, it is refused",
        ),
        ("loans_by_branch.north.share.one_in",),
    ),
    Member(
        "fraction",
        lambda value: proportions.fraction(value),
        Words(
            "占比或商写成分数：一半、三分之一、三成；规矩同上",
            "a share or a quotient as a fraction in words, by the same rules",
        ),
        ("loans_by_branch.east.share.fraction", "loans_by_branch.west.share.fraction"),
    ),
    Member(
        "multiple",
        lambda value: proportions.multiple(value),
        Words(
            "商写成整倍数：两倍、三倍；规矩同上",
            "a quotient as a whole multiple in words, by the same rules",
        ),
        ("(loans_by_branch.count.total / loans_by_branch.east.count).multiple",),
    ),
)
