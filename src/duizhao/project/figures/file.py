"""What `figures/<edition>/<figure>.yml` says: a figure's words, columns and chart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import Field

from duizhao.charts.forms import Chart
from duizhao.charts.forms.network import NetworkLayer
from duizhao.diagnostics import Diagnostic, Place, Stage, Words, did_you_mean, stage
from duizhao.files.multilingual import Texts
from duizhao.files.written import Id
from duizhao.files.yaml_places import Document, Strict, meaning, read, validated
from duizhao.project import Edition

EVALUATED = ("note", "alt", "chart")
"""The keys of a figure's file that may hold expressions."""
EXPRESSION = re.compile(r"\{[{%#]|[}%#]\}")

# More decimals than any number has that people read.
MOST_DECIMALS = 12

Unit = Literal["count", "percent", "points", "money", "number", "times", "year", "rank", "name"]


class RowFile(Texts):
    """A row’s label; in a table of single facts also the fact’s unit.

    一行的名称；单项事实的表里还有单位。
    """

    unit: Unit | None = Field(default=None, description=meaning("单位", "the unit"))
    decimals: int = Field(
        default=0,
        ge=0,
        le=MOST_DECIMALS,
        description=meaning("小数位数", "the decimals that are printed"),
    )
    currency: str | None = Field(
        default=None, description=meaning("货币代码，如CNY", "the currency’s code, such as CNY")
    )


class TakenFrom(Strict):
    """Where a column’s cells stand: in a figure of another edition, under the same row ids.

    A column of unit rank takes ranks in place of numbers.

    一列的数字取自另一版的图表，各行的编码相同；单位是rank的列取名次，不取数字。
    """

    edition: str = Field(description=meaning("版本", "the edition"))
    figure: str = Field(description=meaning("图表", "the figure"))
    column: str = Field(
        default="value", description=meaning("取哪一列", "the column they stand in")
    )
    row: str | None = Field(
        default=None,
        description=meaning(
            "该图表以这些行为列时，取哪一行",
            "the row they stand in, when the other figure has these rows as its columns",
        ),
    )
    break_in_series: Texts | None = Field(
        default=None,
        description=meaning(
            "与前一列相比，方法有什么变化：不带句号，印在图表附注和数值说明里",
            "what changed in the method since the column before, without a full stop: said in "
            "the figure’s note and on the cards of its numbers",
        ),
    )


class ColumnFile(Strict):
    """A column: its title, the unit of its numbers, and the decimals that are printed.

    一列：标题、单位和小数位数。
    """

    title: Texts = Field(description=meaning("列的标题", "the column’s title"))
    unit: Unit = Field(
        description=meaning(
            "单位：count计数，percent百分数，points百分点，money金额，number数，times倍数，year年份，rank位次，name名称",
            "the unit; a column of names holds ids of the glossary",
        )
    )
    decimals: int = Field(
        default=0,
        ge=0,
        le=MOST_DECIMALS,
        description=meaning("小数位数", "the decimals that are printed"),
    )
    currency: str | None = Field(
        default=None,
        description=meaning("金额的货币代码，如CNY", "the code of money’s currency, such as CNY"),
    )
    taken_from: TakenFrom | None = Field(
        default=None,
        description=meaning("数字取自另一版", "the cells are those of another edition"),
    )
    quotient_of: tuple[str, str] | None = Field(
        default=None,
        description=meaning(
            "两列之商：[分子, 分母]，两者都已知的行才有",
            "the quotient of two columns, [above, below], in rows where both are known",
        ),
    )
    difference_of: tuple[str, str] | None = Field(
        default=None,
        description=meaning(
            "两列之差：[被减数, 减数]，两者都已知的行才有",
            "the difference of two columns, [from, what is taken away], where both are known",
        ),
    )
    sum_of: str | None = Field(
        default=None,
        description=meaning(
            "模板图表的一列，图表.列；各行是它各部分之和",
            "a column of a template’s figure, figure.column; each row is the sum of its part",
        ),
    )
    base: str | None = Field(
        default=None,
        description=meaning(
            "占比所依的总数的地址；本列的计数由公布的占比推出",
            "the address of the number that shares are of; counts here follow from published ones",
        ),
    )

    @property
    def broken(self) -> bool:
        """Whether the method changed since the column before."""
        return self.taken_from is not None and self.taken_from.break_in_series is not None

    @property
    def follows(self) -> bool:
        """Whether the cells come from other columns or figures, so that no table holds them."""
        return any((self.taken_from, self.quotient_of, self.difference_of, self.sum_of))


class ClassesFile(Strict):
    """What the limits of classes measure; the limits stand in the ids: under_5, from_5_to_10.

    各组界限的单位；界限写在行的编码里：under_5、from_5_to_10、over_20。
    """

    unit: Literal["count", "percent", "number", "money"] = Field(
        description=meaning("界限的单位", "the unit of the limits")
    )
    times: int = Field(
        default=1,
        gt=0,
        description=meaning(
            "编码里的一代表多少，如亿元写100000000",
            "what one in an id stands for, such as 1000000 where ids count millions",
        ),
    )
    currency: str | None = Field(
        default=None,
        description=meaning("金额的货币代码，如CNY", "the code of money’s currency, such as CNY"),
    )


class FigureFile(Strict):
    """What `figures/<edition>/<figure>.yml` says: a figure’s words, columns and chart.

    一个图表的文字、各列和图形。
    """

    title: Texts = Field(description=meaning("标题", "the title"))
    row: Texts = Field(description=meaning("行的标题", "what the rows are"))
    rows: dict[str | int, RowFile] = Field(
        default_factory=dict,
        description=meaning(
            "不在术语表里的行的名称", "the labels of rows that are not in the glossary"
        ),
    )
    columns: dict[Id, ColumnFile] = Field(
        description=meaning("各列，名称与.csv的表头相同", "the columns, named as in the .csv")
    )
    template: str | None = Field(
        default=None,
        description=meaning(
            "属于哪个模板；以它为名的一列标明每一行属于哪一个，标题里的{}是其名称",
            "the template that it belongs to: the column of that name says whose each row is, "
            "and {} in the title is its name",
        ),
    )
    measure: str | None = Field(
        default=None,
        description=meaning(
            "排序所依的列；不写则为最后一列数字",
            "the column that ranks the rows; without it the last with numbers",
        ),
    )
    total: int | None = Field(
        default=None,
        gt=0,
        description=meaning("各行占比的合计，如100", "the whole that shares are of, such as 100"),
    )
    series: bool = Field(
        default=False,
        description=meaning(
            "每一行是同一个量在各版的数：各列以taken_from取自各版，次序为先后",
            "each row is one quantity through the editions: its columns are taken from them, in "
            "order of time",
        ),
    )
    classes: ClassesFile | None = Field(
        default=None,
        description=meaning(
            "各行是由小到大的组时，界限的单位",
            "where the rows are classes from low to high, what their limits measure",
        ),
    )
    order: Literal["table", "ranked"] = Field(
        default="table",
        description=meaning(
            "table按表的次序，ranked按measure由大到小",
            "table: the table’s order; ranked: by the measure, the largest first",
        ),
    )
    note: Texts | None = Field(
        default=None,
        description=meaning(
            "图表下的说明，可含表达式", "the note below, which may hold expressions"
        ),
    )
    alt: Texts | None = Field(
        default=None,
        description=meaning(
            "替代文字：用一两句话说出图中所见，可含表达式",
            "the alternative text: in a sentence or two what is seen; it may hold expressions",
        ),
    )
    chart: Chart | None = Field(
        default=None,
        description=meaning("图形；不写则只有表", "the chart; without it there is a table only"),
    )
    modelled: bool = Field(
        default=False,
        description=meaning(
            "数据为模拟时仍画出模拟值，只能放在模型一章里",
            "modelled microdata’s numbers are shown, in the chapter on the model only",
        ),
    )

    from_published: bool = Field(
        default=False,
        description=meaning(
            "analysis/只由公布的数（参数published）算出本表，与微观数据无关，即使后者是模拟的",
            "analysis/ computes the table from published numbers alone (its parameter published),"
            " whatever the microdata are",
        ),
    )

    @property
    def numeric(self) -> list[str]:
        """Return the columns that hold numbers."""
        return [name for name, column in self.columns.items() if column.unit != "name"]

    @property
    def taken(self) -> bool:
        """Whether columns of this figure are taken from other editions."""
        return any(column.taken_from is not None for column in self.columns.values())


class AnotherView(Strict):
    """A figure that draws the table of another figure in another way; its words are its own.

    用另一种图形画另一图表的数字；文字自备。
    """

    data: str = Field(description=meaning("画哪个图表的数字", "the figure whose table is drawn"))
    title: Texts = Field(description=meaning("标题", "the title"))
    note: Texts | None = Field(default=None, description=meaning("图表下的说明", "the note below"))
    alt: Texts | None = Field(default=None, description=meaning("替代文字", "the alternative text"))
    chart: Chart = Field(description=meaning("图形", "the chart"))


@dataclass(frozen=True)
class Declared:
    """A figure's file that was read: what it says, and where each word of it stands."""

    file: FigureFile | AnotherView
    document: Document

    @property
    def name(self) -> str:
        """Return the figure's name."""
        return Path(self.document.path).stem


@stage
def declared(root: Path, edition: Edition) -> Stage[list[Declared]]:
    """Return what the files of an edition's figures say, in the order of their names.

    A figure whose chart alone cannot be read is one all the same: what chapters say of it can be
    checked. Nothing is drawn, since that its chart is wrong is among the findings.
    """
    found: list[Declared] = []
    for path in sorted((root / "figures" / edition.name).glob("*.yml")):
        document = yield from read(root, f"figures/{edition.name}/{path.name}")
        if document is None:
            continue
        another = draws_another(document)
        kind: type[FigureFile | AnotherView] = AnotherView if another else FigureFile
        file = yield from validated(document, kind, edition.languages)
        if file is None and isinstance(document.data, dict) and "chart" in document.data:
            data = {**document.data, "chart": {"form": "boxes"}}
            # Whatever else is wrong has been found already.
            file = validated(Document(document.path, data, {}), kind, edition.languages).value
        if file is not None:
            yield from _fixed_texts(document)
            found.append(Declared(file, document))
    return found


def _fixed_texts(document: Document) -> Iterator[Diagnostic]:
    """Yield the expressions that stand where a figure's words are fixed: they would be printed."""
    for way, text in _texts(document.data):
        if way[0] not in EVALUATED and EXPRESSION.search(text):
            key = ".".join(str(one) for one in way[:-1])
            message = Words(f"{key}里不能写表达式", f"there can be no expression in {key}")
            hint = Words(
                "请写固定的文字，数写在note里", "write fixed text, and numbers in the note"
            )
            yield Diagnostic("fixed-text", document.place(*way), message, hint)


def _texts(
    part: object, way: tuple[str | int, ...] = ()
) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield every text of a file with the keys that lead to it."""
    if isinstance(part, str):
        yield way, part
    elif isinstance(part, Mapping):
        for key, value in part.items():
            yield from _texts(value, (*way, key))


def draws_another(document: Document) -> bool:
    """Whether a figure's file says that it draws the table of another figure."""
    return isinstance(document.data, dict) and "data" in document.data


def unknown_table(document: Document, layer: NetworkLayer, edition: Edition) -> Diagnostic | None:
    """Return the finding about a network whose table is none of the edition's microdata."""
    tables = edition.file.microdata.tables if edition.file.microdata else {}
    if layer.table in tables:
        return None
    message = Words(
        f"微观数据里没有“{layer.table}”表", f"the microdata have no table “{layer.table}”"
    )
    listed = Words("现有：" + "、".join(tables), "there are " + ", ".join(tables))
    hint = did_you_mean(layer.table, tables) or (listed if tables else None)
    return Diagnostic("chart", document.place("chart", "layer", "table"), message, hint)


def unknown_column(place: Place, name: str, words: FigureFile) -> Diagnostic:
    """Return the finding about a column that the figure does not have."""
    message = Words(zh=f"未知的列“{name}”", en=f"unknown column “{name}”")
    return Diagnostic("unknown-column", place, message, did_you_mean(name, words.columns))
