"""What the findings about a cell say that does not fit its column, and what it probably means."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from duizhao.diagnostics import Words
from duizhao.microdata.cells import Kind, Written
from duizhao.microdata.dates import likely_date
from duizhao.microdata.messages import Said
from duizhao.microdata.numerals import decimal
from duizhao.microdata.text import Fault, cleaned, fault, folded
from duizhao.microdata.visible import shown

PLACEHOLDER = re.compile(r"(?i)\W*|nan|na|n/a|none|null|nat|无|空|缺失|不详|暂无|未知|unknown")
EMPTY = Words(zh="没有数值时请留空", en="leave the cell empty where there is no value")
NEEDED = Words(zh="这一列每行都要有值", en="this column needs a value in every row")
AS_TEXT = Words(
    zh="编号请在模式里声明为文本，并保存为文本",
    en="declare an id as text, and keep it as text in the file",
)
FOUR_DIGITS = Words(
    zh="年份写四位，放在最前面：2020-01-31", en="write the year first, with four digits: 2020-01-31"
)
PLAIN_FORMAT = Words(
    zh="请把要表达的数直接写进单元格，并用常规格式",
    en="write the number that is meant into the cell, in the format “General”",
)
BEFORE_ENTERING = Words(
    zh="请先把单元格设为文本格式，再重新填写",
    en="set the cell to the format “Text”, then enter it again",
)


def not_a(rule: str, expected: Words, name: str, cell: Written, nullable: bool) -> Said:
    """Say that a cell is not of the declared type, and what it probably means."""
    said = _styled(rule, expected, name, cell) if cell.kind is not Kind.text else None
    if said is not None:
        return said
    if rule == "not-text" and (kind := fault(cell.text)) is not None:
        return _faulty(kind, name, cell.text, nullable)
    text = shown(cell.text)
    message = Words(
        zh=f"“{name}”应为{expected.zh}，这里是“{text}”",
        en=f"“{name}” should be {expected.en}, but is “{text}”",
    )
    return Said(rule, message, _likely_meaning(rule, cell.text, nullable))


def column_type(name: str, stored: Any, expected: Words) -> Said:
    """Say that a column of Parquet has a type that cannot be read as what the schema asks."""
    kind = shown(str(stored), 60)
    message = Words(
        zh=f"“{name}”列的类型是{kind}，应为{expected.zh}",
        en=f"the column “{name}” holds {kind}, should be {expected.en}",
    )
    if getattr(stored, "tz", None) is not None:
        hint = Words(
            zh="时区会移动日期：请按当地钟表时间写入，不带时区",
            en="zones move days: write the time on the clock, without a zone",
        )
    else:
        hint = Words(
            zh=f"写文件之前请把这一列转换为{expected.zh}",
            en=f"convert the column to {expected.en} before it is written",
        )
    return Said("column-type", message, hint)


def two_spellings(name: str, one: str, other: str, place: str) -> Said:
    """Say that two texts differ only in capitals, width or form: one name written in two ways."""
    how = (
        Words("全角半角或字形", "the width or form of characters")
        if folded(one) == folded(other)
        else Words("大小写", "capitals")
    )
    message = Words(
        zh=f"“{name}”里的“{shown(one)}”和“{shown(other)}”（{place}）只是{how.zh}不同",
        en=f"“{shown(one)}” in “{name}” and “{shown(other)}” ({place}) differ only in {how.en}",
    )
    hint = Words(
        zh="同一个名称请只用一种写法，否则会算作两个",
        en="write one name in one way, or it counts as two",
    )
    return Said("two-spellings", message, hint)


def _styled(rule: str, expected: Words, name: str, cell: Written) -> Said | None:
    """Say what a spreadsheet has made of a cell, where that is what is wrong."""
    held, seen = shown(cell.text), shown(cell.shown or "")
    hint = PLAIN_FORMAT
    if cell.kind is Kind.formatted or (cell.kind is Kind.number and rule == "not-text"):
        if cell.shown is None and re.fullmatch(r"-?\d{16,}", cell.text):
            zh, en = "数字超过15位，Excel没有保留全部", "has more digits than Excel keeps (15)"
            message = Words(f"“{name}”的这个{zh}：{held}", f"this number of “{name}” {en}: {held}")
            return Said(rule, message, BEFORE_ENTERING)
        if rule == "not-a-date":
            message = Words(
                zh=f"“{name}”应为日期，而{held}不是Excel里的一天",
                en=f"“{name}” should be a date, but {held} is no day of Excel's",
            )
            return Said(rule, message, None)
        message = Words(
            zh=f"“{name}”应为{expected.zh}，这里显示“{seen}”，存的是{held}",
            en=f"“{name}” should be {expected.en}, but the cell shows “{seen}” and holds {held}",
        )
        if not seen:
            message = Words(
                zh=f"“{name}”应为{expected.zh}，而这一格的数字格式显示的不是所存的{held}",
                en=f"“{name}” should be {expected.en}, but the cell's number format shows"
                f" something else than the {held} that it holds",
            )
        if rule == "not-text":
            hint = BEFORE_ENTERING
        return Said(rule, message, hint)
    if cell.kind in (Kind.date, Kind.time) and rule == "not-text":
        what = Words("日期", "date") if cell.kind is Kind.date else Words("时间", "time")
        message = Words(
            zh=f"“{name}”应为文本，Excel把它变成了{what.zh}{held}",
            en=f"“{name}” should be text, but Excel has made the {what.en} {held} of it",
        )
        return Said(rule, message, BEFORE_ENTERING)
    if cell.kind is Kind.number and rule == "not-a-date" and (day := _of_serial(cell.text)):
        message = Words(
            zh=f"“{name}”应为日期，这里是数字{held}",
            en=f"“{name}” should be a date, but is the number {held}",
        )
        hint = Words(
            zh=f"您是不是指{day}？请把单元格设为日期格式",
            en=f"did you mean {day}? give the cell a date format",
        )
        return Said(rule, message, hint)
    return None


def _of_serial(text: str) -> str | None:
    number = decimal(text)
    if number is None or number != number.to_integral_value():
        return None
    if 19000101 <= number <= 21001231:
        return likely_date(str(int(number)))
    if not 60 < number < 80_000:
        return None
    return str(date(1899, 12, 30) + timedelta(days=int(number)))


def _faulty(kind: Fault, name: str, text: str, nullable: bool) -> Said:
    """Say why a text cannot be taken as it stands."""
    seen, meant = shown(text), shown(cleaned(text))
    did_you_mean = Words(zh=f"您是不是指“{meant}”？", en=f"did you mean “{meant}”?")
    hint = did_you_mean if meant and kind in _CLEANED else None
    if kind in (Fault.absent, Fault.error):
        hint = EMPTY if nullable else NEEDED
    if kind is Fault.absent:
        hint = Words(
            zh=f"{hint.zh if hint else ''}；确是名称，就在模式里用isin列出",
            en=f"{hint.en if hint else ''}; if it is a name, list it in the schema with isin",
        )
    if kind is Fault.shortened:
        hint = BEFORE_ENTERING
    if kind is Fault.narrow:
        hint = Words(zh="请把列拉宽后重新导出", en="widen the column and export it again")
    zh, en = _FAULTS[kind]
    return Said(_RULES[kind], Words(zh.format(name, seen), en.format(name, seen)), hint)


_CLEANED = (Fault.invisible, Fault.spaces, Fault.composed)
_RULES = {
    Fault.unreadable: "encoding",
    Fault.invisible: "invisible-character",
    Fault.spaces: "outer-space",
    Fault.composed: "decomposed-letter",
    Fault.absent: "placeholder",
    Fault.error: "error-cell",
    Fault.narrow: "error-cell",
    Fault.shortened: "shortened-number",
}
_FAULTS = {
    Fault.unreadable: Words(
        zh="“{0}”里有没能读出的字符：“{1}”",
        en="“{0}” holds a character that was not readable: “{1}”",
    ),
    Fault.invisible: Words(
        zh="“{0}”里有看不见的字符：“{1}”", en="“{0}” holds an invisible character: “{1}”"
    ),
    Fault.spaces: Words(
        zh="“{0}”的前面或后面有空格：“{1}”", en="“{0}” begins or ends with a space: “{1}”"
    ),
    Fault.composed: Words(
        zh="“{0}”里字母与重音符号分成了两个字符（不是NFC）：“{1}”",
        en="“{0}” holds a letter and its accent as two characters (not NFC): “{1}”",
    ),
    Fault.absent: Words(
        zh="“{0}”是“{1}”，这是程序表示空缺的写法",
        en="“{0}” is “{1}”, which programs write for no value",
    ),
    Fault.error: Words(zh="“{0}”里是错误值{1}", en="“{0}” holds the error {1}"),
    Fault.narrow: Words(
        zh="“{0}”里是“{1}”：导出时列太窄", en="“{0}” is “{1}”: the column was too narrow to show it"
    ),
    Fault.shortened: Words(
        zh="“{0}”是“{1}”：表格软件把长数字缩写了，后面的位数已丢失",
        en="“{0}” is “{1}”: a spreadsheet has shortened a long number, its last digits are lost",
    ),
}


def _likely_meaning(rule: str, text: str, nullable: bool) -> Words | None:
    if PLACEHOLDER.fullmatch(text.strip()):
        return EMPTY if nullable else NEEDED
    if rule == "not-a-date":
        meant = likely_date(cleaned(text))
        if meant is None:
            return FOUR_DIGITS if re.match(r"\d{1,2}[-/.]\d{1,2}[-/.]\d", text.strip()) else None
        if re.search(r"([Zz]|[+-]\d{2}:?\d{0,2}|UTC|GMT)$", text.strip()):
            return Words(
                zh=f"请写钟表时间，不带时区；您是不是指{meant}？",
                en=f"write the time on the clock, without a zone; did you mean {meant}?",
            )
        return Words(zh=f"您是不是指{meant}？", en=f"did you mean {meant}?")
    number = decimal(text.strip())
    if number is not None and number == number.to_integral_value() and number.adjusted() >= 11:
        return AS_TEXT
    plain = cleaned(unicodedata.normalize("NFKC", text))
    plain = re.sub(r"[,，\s_'%年元家个项人¥$]", "", plain).replace("−", "-")
    plain = re.sub(r"(?<=\d)[oO]|[oO](?=\d)", "0", plain)
    if plain != text and isinstance(decimal(plain), Decimal):
        return Words(zh=f"您是不是指{plain}？", en=f"did you mean {plain}?")
    return None
