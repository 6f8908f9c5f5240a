"""The words that a figure's downloads add of their own, in both languages."""

from __future__ import annotations

from duizhao.diagnostics import Words

ID = Words("标识", "id")
STATUS_OF = Words("{}：数值性质", "{}: status")
UNIT = Words("{}（{}）", "{} ({})")
DATA = Words("数据", "Data")
ABOUT = Words("说明", "About")
FIELDS = {
    "figure": Words("图", "Figure"),
    "report": Words("报告", "Report"),
    "publisher": Words("编者", "Published by"),
    "note": Words("注", "Note"),
    "source": Words("资料来源", "Source"),
    "licence": Words("许可", "Licence"),
    "address": Words("网址", "Address"),
    "status": Words("数值性质", "Status of a number"),
}
UNITS = {
    "percent": Words("%", "%"),
    "points": Words("百分点", "percentage points"),
    "times": Words("倍", "times"),
}
SOURCE = Words("资料来源：{}", "Source: {}")
MARKED = Words("斜体：模拟值，并非公布值", "Italics: modelled values, not published figures")
