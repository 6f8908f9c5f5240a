"""Members of figures: what may follow the name of a figure after a dot."""

from __future__ import annotations

from duizhao.diagnostics import Words
from duizhao.expressions import classes
from duizhao.expressions.arguments import COUNT, IN_COLUMN, LIMIT, LISTED_WITH, as_whole
from duizhao.expressions.members import Member, Parameter

OF_FIGURES = (
    Member(
        "top",
        lambda figure, n, column: figure.ranks(1, n, column),
        Words(
            "最大的`n`行；给出`column`时连同该列的数",
            "the `n` largest rows; with `column`, its numbers as well",
        ),
        ("loans_by_branch.top(2)", 'loans_by_branch.top(2, "share")'),
        (Parameter("n", as_whole, COUNT), LISTED_WITH),
    ),
    Member(
        "ranks",
        lambda figure, first, last, column: figure.ranks(first, last, column),
        Words("第`first`位到第`last`位的各行", "the rows from rank `first` to rank `last`"),
        ("loans_by_branch.ranks(2, 3)",),
        (
            Parameter("first", as_whole, COUNT),
            Parameter("last", as_whole, COUNT),
            LISTED_WITH,
        ),
    ),
    Member(
        "at_least",
        lambda figure, limit: classes.at_least(figure, limit),
        Words(
            "从`limit`起的各组，印出界限；图表的.yml里要有`classes:`",
            "the classes of `limit` and more, printed as the limit; "
            "the figure says `classes:` in its .yml",
        ),
        ("loans_by_days.at_least(14)",),
        (Parameter("limit", as_whole, COUNT),),
    ),
    Member(
        "under",
        lambda figure, limit: classes.under(figure, limit),
        Words("低于`limit`的各组", "the classes below `limit`"),
        ("loans_by_days.under(14)",),
        (Parameter("limit", as_whole, COUNT),),
    ),
    Member(
        "above",
        lambda figure, limit, column: figure.beyond(limit, column, above=True),
        Words(
            "某列大于`limit`的各行，大的在前；没有数的行不算",
            "the rows whose number in a column is above `limit`, the largest first; "
            "rows without a number are left out",
        ),
        ('loans_by_branch.above(25, "share")',),
        (LIMIT, IN_COLUMN),
    ),
    Member(
        "below",
        lambda figure, limit, column: figure.beyond(limit, column, above=False),
        Words(
            "某列小于`limit`的各行，大的在前",
            "the rows whose number in a column is below `limit`, the largest first",
        ),
        ('loans_by_branch.below(40, "share")',),
        (LIMIT, IN_COLUMN),
    ),
    Member(
        "every",
        lambda figure: figure.every,
        Words("全部各行，按表的次序", "all rows, in the table's order"),
        ("loans_by_branch.every",),
    ),
    Member(
        "rows",
        lambda figure: figure.rows,
        Words("行数", "how many rows there are"),
        ("loans_by_branch.rows", "loans_by_branch.rows.spelled"),
    ),
    Member(
        "ref",
        lambda figure: figure.ref,
        Words("引用这张图；没有图时引用表", "the reference to the figure, or to the table"),
        ("loans_by_branch.ref",),
    ),
    Member(
        "table_ref",
        lambda figure: figure.table_ref,
        Words(
            "既有图又有表时，引用表",
            "the reference to the table of what is shown as both",
        ),
        ("holdings.table_ref",),
    ),
)
