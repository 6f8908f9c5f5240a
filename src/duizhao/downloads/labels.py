"""The words that a figure's downloads add of their own, in both languages."""

from __future__ import annotations

from duizhao.language.label import Label
from duizhao.language.labels import Status

ID = Label("标识", "id")
STATUS_OF = Label("{}：数值性质", "{}: status")
UNIT = Label("{}（{}）", "{} ({})")
DATA = Label("数据", "Data")
ABOUT = Label("说明", "About")
FIELDS = {
    "figure": Label("图", "Figure"),
    "report": Label("报告", "Report"),
    "publisher": Label("编者", "Published by"),
    "note": Label("注", "Note"),
    "source": Label("资料来源", "Source"),
    "licence": Label("许可", "Licence"),
    "address": Label("网址", "Address"),
    "status": Label("数值性质", "Status of a number"),
}
# What stands behind a column's heading; the other units say nothing there.
UNIT_MARKS = {
    "percent": Label("%", "%"),
    "points": Label("百分点", "percentage points"),
    "times": Label("倍", "times"),
}
ID_IS = Label(
    "行的标识，各语言、各版本相同", "The row's identifier, the same in every language and edition"
)
# What the archive of an edition's tables says of itself.
ARCHIVE = {
    "title": Label("{}：全部数据", "{}: all data"),
    "what": Label(
        "本版各图各表的数据，每图每表一个CSV文件（UTF-8编码），每个数值旁注明其性质。",
        "The data of every figure and table of this edition, one CSV file each (UTF-8), with the "
        "status of each number beside it.",
    ),
    "files": Label(
        "columns.csv是各列的说明（标题、单位、小数位），datapackage.json是Frictionless数据包的描述，"
        "程序可据此读取。数值为不带千分位的十进制数；空格表示未公布。仅由模型得出的数值另置于modelled文件夹。"
        "以等号、加号、减号等开头的文字前加撇号，以免电子表格当作公式。",
        "columns.csv describes the columns (heading, unit, decimals); datapackage.json is a "
        "Frictionless data package, by which programs can read the tables. Numbers are plain "
        "decimals; an empty cell was not published. What only a model gives stands in the folder "
        "`modelled`. A text that begins with a sign such as = or + has an apostrophe before it, "
        "so that no spreadsheet takes it for a formula.",
    ),
    "statuses": Label("数值性质", "Status of a number"),
    "colon": Label("：", ": "),
    "cite": Label("引用", "How to cite"),
    "cited": Label("{}：《{}》。", "{}. {}."),
    "licence": Label("许可", "Licence"),
    "tables": Label("各表", "Tables"),
}
# What each status means to somebody who quotes a number.
MEANINGS: dict[Status, Label] = {
    "published": Label("原报告公布", "the source printed it"),
    "computed": Label(
        "原报告没有印出，据微观数据算得", "not printed by the source, counted from the microdata"
    ),
    "estimated": Label(
        "由样本估计，并非公布值，引用时须注明",
        "estimated from a sample, not published; say so when you quote it",
    ),
    "modelled": Label(
        "由模型得出，并非公布值，引用时须注明",
        "given by a model, not published; say so when you quote it",
    ),
    "derived": Label("由已公布的数值推算", "follows from numbers that were published"),
    "cited": Label("引自其他来源", "taken from another source"),
}
SOURCE = Label("资料来源：{}", "Source: {}")
MARKED = Label("斜体：模拟值，并非公布值", "Italics: modelled values, not published")
