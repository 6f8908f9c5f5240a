"""The words that a figure's downloads add of their own, in both languages."""

from __future__ import annotations

from duizhao.language.label import Label

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
SOURCE = Label("资料来源：{}", "Source: {}")
MARKED = Label("斜体：模拟值，并非公布值", "Italics: modelled values, not published")
