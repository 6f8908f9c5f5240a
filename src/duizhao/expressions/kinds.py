"""Kinds: every kind of thing that an expression can hold, and all that it may be asked for.

Each kind has its entry in `KINDS`: the members that may follow a dot, with what they mean in both
languages and examples of the tiny project; and how its data (rows, columns, ids) are found. Nothing
else can be reached. To add a member is to add one entry here and, where its result is of a new
kind, that kind's wording in `inline_text`.

A name followed by (…) is always a member. A name alone is a member where there is one that takes no
brackets, else data. What stands in square brackets is always data.
"""

from __future__ import annotations

from decimal import Decimal

from duizhao.diagnostics import Words
from duizhao.expressions.arguments import (
    BETWEEN,
    DECIMALS,
    IN_COLUMN,
    LISTED_WITH,
    TENSE,
    as_decimals,
    as_text,
    as_whole,
)
from duizhao.expressions.classes import Threshold
from duizhao.expressions.figure_members import OF_FIGURES
from duizhao.expressions.members import Kind, Member, Parameter
from duizhao.expressions.names import Names
from duizhao.expressions.namespace import (
    Column,
    Editions,
    FigureValues,
    OtherEdition,
    Ranking,
    Row,
)
from duizhao.expressions.number_members import OF_NUMBERS
from duizhao.expressions.proportions import Proportion
from duizhao.expressions.value import Name, Reference, Spelled, Value, Word


def _by_name(*members: Member) -> dict[str, Member]:
    return {member.name: member for member in members}


KINDS: dict[type, Kind] = {
    FigureValues: Kind(
        Words("图表", "figure"),
        "loans_by_branch",
        lambda figure: str(figure.address()),
        _by_name(*OF_FIGURES),
        item=lambda figure, key: figure.item(key),
        key=as_text,
        data=lambda figure: [*figure.figure.rows, *figure.figure.file.columns],
        data_words=Words("行、列，只有一列时即数值", "rows and columns; a single fact is a number"),
    ),
    Row: Kind(
        Words("行", "row"),
        "loans_by_branch.east",
        lambda row: f"{row.figure.address()}.{row.id}",
        _by_name(
            Member(
                "name",
                lambda row: row.name,
                Words("行的名称；单写这一行也印名称", "the row's name; a row alone prints it too"),
                ("loans_by_branch.east.name",),
            ),
            Member(
                "short",
                lambda row: row.name.short,
                Words("简称，取自术语表的`short`", "its short name, from `short` in the glossary"),
                ("loans_by_branch.east.short",),
            ),
            Member(
                "has",
                lambda row, column: row.has(column),
                Words("某列有没有数，用于条件", "whether a column has a number, for conditions"),
                ('loans_by_branch.east.has("share")',),
                (IN_COLUMN,),
            ),
            Member(
                "id",
                lambda row: row.id,
                Words("行的标识，用于比较", "the row's id, to be compared"),
                ('loans_by_branch.east.id == "east"',),
            ),
        ),
        item=lambda row, key: row.item(key),
        key=as_text,
        data=lambda row: row.figure.figure.file.columns,
        data_words=Words("列", "columns"),
    ),
    Column: Kind(
        Words("列", "column"),
        "loans_by_branch.share",
        lambda column: str(column.figure.address(column=column.name)),
        _by_name(
            Member(
                "total",
                lambda column: column.total,
                Words("合计", "the sum"),
                ("loans_by_branch.count.total",),
            ),
            Member(
                "known",
                lambda column: column.known,
                Words("有数的行数", "how many rows have a number"),
                ("loans_by_branch.share.known",),
            ),
            Member(
                "change",
                lambda column, first, last: column.change(first, last),
                Words("两行之差", "the difference between two rows"),
                ("loans_by_year.loans.change(1997, 1998)",),
                BETWEEN,
            ),
            Member(
                "growth",
                lambda column, *arguments: column.growth(*arguments),
                Words(
                    "两行之间的增长率，不写`decimals`时取两位小数",
                    "the growth between two rows, to two decimals unless `decimals` says otherwise",
                ),
                (
                    "loans_by_year.loans.growth(1997, 1998)",
                    "loans_by_year.loans.growth(1997, 1998, decimals=1)",
                ),
                (*BETWEEN, Parameter("decimals", as_decimals, DECIMALS, optional=True, default=2)),
            ),
            Member(
                "trend",
                lambda column, first, last: column.trend(first, last),
                Words(
                    '两行之间的方向，可与`"rising"`、`"falling"`、`"level"`比较',
                    'the direction between two rows: `"rising"`, `"falling"` or `"level"`',
                ),
                (
                    "loans_by_year.loans.trend(1997, 1998)",
                    'loans_by_year.loans.trend(1997, 1998) == "rising"',
                ),
                BETWEEN,
            ),
            Member(
                "verb",
                lambda column, *arguments: column.verb(*arguments),
                Words(
                    '同上，写成动词；`tense`可以是`"past"`（不写时）、`"perfect"`、`"present"`',
                    'the same as a verb; `tense`: `"past"` by default, `"perfect"`, `"present"`',
                ),
                (
                    "loans_by_year.loans.verb(1997, 1998)",
                    'loans_by_year.loans.verb(1997, 1998, "perfect")',
                ),
                (*BETWEEN, TENSE),
            ),
            Member(
                "path",
                lambda column, *arguments: column.path(*arguments),
                Words(
                    "同上，并说明是持续还是波动；年年同向才是持续，有一年未知就拒绝",
                    "the same, and how: steadily if every year moved so, else unevenly; "
                    "refused where a year is not known",
                ),
                ("loans_by_year.loans.path(1997, 1998)",),
                (*BETWEEN, TENSE),
            ),
            Member(
                "steady",
                lambda column, first, last: column.steady(first, last),
                Words("是否年年同向，用于判断", "whether every year moved one way, for claims"),
                ("loans_by_year.loans.steady(1997, 1998)",),
                BETWEEN,
            ),
        ),
        item=lambda column, key: column.item(key),
        key=as_text,
        data=lambda column: column.figure.figure.rows,
        data_words=Words("行", "rows"),
    ),
    Ranking: Kind(
        Words("名次列表", "ranking"),
        "loans_by_branch.top(2)",
        lambda ranking: f"{ranking.figure.address()}.top",
        _by_name(
            Member(
                "total",
                lambda ranking, column: ranking.total(column),
                Words(
                    "这些行某列之和，不写时取排名所依的列",
                    "the sum of a column over these rows, by default the one that ranks them",
                ),
                ('loans_by_branch.top(2).total("share")',),
                (LISTED_WITH,),
            ),
            Member(
                "short",
                lambda ranking: ranking.short,
                Words(
                    "同样的行，有简称的用简称", "the same rows, by short names where there are any"
                ),
                ('loans_by_branch.top(2, "share").short',),
            ),
            Member(
                "with",
                lambda ranking, column: ranking.listed_with(column),
                Words("同样的行，连同某列的数", "the same rows, with their numbers in a column"),
                ('loans_by_branch.above(25, "share").with("share")',),
                (IN_COLUMN,),
            ),
            Member(
                "rows",
                lambda ranking: ranking.count,
                Words("有几行", "how many rows there are"),
                ('loans_by_branch.above(25, "share").rows',),
            ),
        ),
        item=lambda ranking, key: ranking.item(key),
        key=as_whole,
        data_words=Words("位置，从0数起", "positions, the first being 0"),
    ),
    Threshold: Kind(
        Words("界限", "threshold"),
        "loans_by_days.at_least(14)",
        lambda threshold: f"{threshold.rows[0].figure.address()}.{threshold.side}",
        _by_name(
            Member(
                "total",
                lambda threshold, column: threshold.total(column),
                Words(
                    "这些组某列之和，不写时取排序所依的列",
                    "the sum of a column over these classes, by default the measure",
                ),
                ("loans_by_days.at_least(14).total()",),
                (LISTED_WITH,),
            ),
        ),
    ),
    Value: Kind(
        Words("数值", "number"),
        "loans_by_branch.east.share",
        lambda value: value.address,
        _by_name(*OF_NUMBERS),
    ),
    Names: Kind(
        Words("术语表", "glossary"),
        "names",
        lambda _: "names",
        {},
        item=lambda names, key: names.item(key),
        key=as_text,
        data_words=Words("术语表各条的标识", "ids of glossary entries"),
    ),
    Name: Kind(
        Words("名称", "name"),
        "names.loan",
        lambda name: name.id,
        _by_name(
            Member(
                "id",
                lambda name: name.id,
                Words("名称的标识，用于比较", "the name's id, to be compared"),
                ('names.loan.id == "loan"',),
            ),
            Member(
                "short",
                lambda name: name.short,
                Words("简称，取自术语表的`short`", "the short name, from `short` in the glossary"),
                ("names.east.short",),
            ),
            Member(
                "the",
                lambda name: name.with_article,
                Words(
                    "名称；英文带上所需的冠词",
                    "the name, with the article it takes in English",
                ),
                ("names.east.the",),
            ),
        ),
    ),
    Editions: Kind(
        Words("各版列表", "list of editions"),
        "editions",
        lambda _: "editions",
        {},
        item=lambda editions, key: editions.item(key),
        key=as_text,
        data=lambda editions: editions.figures,
        data_words=Words("各版的名称", "names of editions"),
    ),
    OtherEdition: Kind(
        Words("某一版", "single edition"),
        "editions[1998]",
        lambda edition: f"editions[{edition.name}]",
        {},
        item=lambda edition, key: edition.item(key),
        key=as_text,
        data=lambda edition: edition.figures,
        data_words=Words("该版的图表", "figures of that edition"),
    ),
    Word: Kind(
        Words("词", "word"),
        "loans_by_year.loans.verb(1997, 1998)",
        lambda word: word.trend,
        {},
    ),
    Spelled: Kind(
        Words("文字写的数", "number in words"),
        "loans_by_branch.rows.spelled",
        lambda spelled: spelled.value.address,
        {},
    ),
    Proportion: Kind(
        Words("文字写的比例", "proportion in words"),
        "loans_by_branch.east.share.fraction",
        lambda proportion: proportion.value.address,
        {},
    ),
    Reference: Kind(
        Words("引用", "reference"),
        "loans_by_branch.ref",
        lambda reference: reference.figure,
        {},
    ),
    Decimal: Kind(Words("手写的数", "typed number"), "5", str, {}),
    str: Kind(Words("文字", "text"), '"east"', str, {}),
    bool: Kind(Words("判断", "judgement"), "loans_by_branch.east.share > 40", lambda _: "", {}),
    tuple: Kind(Words("列表", "list"), '("east", "west")', lambda _: "", {}),
}


def kind_of(thing: object) -> Kind:
    """Return the kind of a thing; what is of no kind never stands in an expression."""
    return KINDS[type(thing)]
