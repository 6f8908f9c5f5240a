"""Number formats of spreadsheets: what a cell shows of the number that it holds."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import NamedTuple

from duizhao.microdata.cells import Kind

# Formats that files name by number only; 27 to 36 and 50 to 58 are dates where Chinese is spoken.
BUILT_IN = {
    0: "General",
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    37: "#,##0;-#,##0",
    38: "#,##0;[Red]-#,##0",
    39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;[Red]-#,##0.00",
    41: "#,##0;-#,##0",
    42: "¥#,##0;-¥#,##0",
    43: "#,##0.00;-#,##0.00",
    44: "¥#,##0.00;-¥#,##0.00",
    48: "##0.0E+0",
    49: "@",
    **dict.fromkeys((5, 6), "¥#,##0;-¥#,##0"),
    **dict.fromkeys((7, 8), "¥#,##0.00;-¥#,##0.00"),
    **dict.fromkeys((14, 15, 16, 17, 22, *range(27, 32), 36, *range(50, 55), 57, 58), "yyyy-mm-dd"),
    **dict.fromkeys((18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47, 55, 56), "h:mm:ss"),
}
# Signs that leave a number what it is; any other word beside it (万, 元, kg) belongs to a heading.
SIGNS = " ()+-¥￥$€£\u00a0"
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|[\\!](?P<escaped>.)|[_*].|[Gg]eneral|GENERAL|\[(?P<bracket>[^\]]*)\]?|.',
    re.S,
)
_BODY = re.compile(r"(?P<whole>[#0,]*)(?:\.(?P<decimals>0*))?")


class Section(NamedTuple):
    """One of the up to four parts of a format: its digits, what stands around them, and how."""

    before: str
    body: str
    after: str
    dated: str  # the letters of dates and times in it
    tinted: bool
    strange: bool  # a condition, other digits, an elapsed time, a colour apart


@lru_cache(1000)
def sections(code: str) -> tuple[Section, ...]:
    """Return the sections of a format code."""
    found, current = [], list[re.Match[str]]()
    for token in _TOKEN.finditer(code):
        if token[0] == ";":
            found.append(_section(current))
            current = []
        else:
            current.append(token)
    return (*found, _section(current))


def kind_of(code: str) -> Kind:
    """Return what a number in this format is: a number, a date or a time."""
    if code.lower() in ("general", "@", ""):
        return Kind.number
    dated = "".join(section.dated for section in sections(code))
    if not dated:
        return Kind.number
    if re.search("[yde]", dated) or not re.search("[hs]", dated):
        return Kind.date
    return Kind.time


def display(number: Decimal, code: str) -> tuple[Kind, str | None]:
    """Return whether a format shows the number as it is, and what it shows where we know.

    `Kind.formatted` means that a person who reads the cell does not see the number it holds.
    """
    if code.lower() in ("general", "@", ""):
        return Kind.number, _general(number)
    parts = sections(code)
    if any(part.strange for part in parts):
        return Kind.formatted, None
    use = parts[0]
    if number < 0 and len(parts) > 1:
        use = parts[1]
    elif number == 0 and len(parts) > 2:
        use = parts[2]
    if number == 0 and use.before.strip() + use.after.strip() == "-" and not use.body.strip("?"):
        return Kind.number, "-"  # accountants write zero so
    signed = number >= 0 or len(parts) < 2 or use.tinted or set("-(") & set(use.before)
    plain = bool(signed) and use.body != ""
    plain &= not set(use.before + use.after) - set(SIGNS) and not use.body.endswith(",")
    shape = _BODY.fullmatch(use.body)
    if shape is None or use.body.endswith(","):
        return (Kind.number if plain else Kind.formatted), None
    if not use.body:
        return Kind.formatted, use.before + use.after
    size = abs(number) if len(parts) > 1 and number < 0 else number
    if "%" in use.after:
        size *= 100
    decimals = len(shape["decimals"] or "")
    text = f"{abs(size).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP):f}"
    whole, _, rest = text.partition(".")
    whole = whole.zfill(shape["whole"].count("0"))
    if "," in shape["whole"]:
        whole = re.sub(r"(?<=\d)(?=(\d{3})+$)", ",", whole)
    seen = use.before + whole + (f".{rest}" if decimals else "") + use.after
    return (Kind.number if plain else Kind.formatted), ("-" if size < 0 else "") + seen


def _general(number: Decimal) -> str | None:
    """Return a number as a wide cell shows it: at most 15 digits, beyond which it has none."""
    text = f"{number:f}"
    if number == number.to_integral_value():
        whole = text.partition(".")[0]
        return whole if len(whole.lstrip("-")) <= 15 else None
    rounded = f"{float(number):.15g}"
    return None if "e" in rounded else rounded


def _section(tokens: list[re.Match[str]]) -> Section:
    before, body, after, dated = "", "", "", ""
    tinted = strange = False
    for token in tokens:
        literal = token["quoted"] if token["quoted"] is not None else token["escaped"]
        bracket = token["bracket"]
        if bracket is not None:
            if bracket.startswith("$"):
                literal = bracket[1:].partition("-")[0]
            elif re.fullmatch("(?i)h+|m+|s+", bracket):
                dated, strange = dated + bracket.lower()[0] + "h", True
                continue
            elif re.fullmatch(r"(?i)[a-z]+|color ?\d+|[颜黑蓝青绿洋红白黄].*", bracket):
                tinted = True
                continue
            else:
                strange = True
                continue
        elif literal is None and token[0][0] in "_*":
            continue
        elif literal is None and token[0].lower() == "general":
            body += "G"
            continue
        elif literal is None and token[0] in "#0?,./E":
            if after.strip() and token[0] in "#0?":
                strange = True
            body += token[0]
            continue
        elif literal is None:
            literal = token[0]
            if literal.lower() in "ymdhsebg" and "E" not in body:
                dated += literal.lower()
                continue
            if literal in "+-" and body.endswith("E"):
                body += literal
                continue
        if body and literal:
            after += literal
        else:
            before += literal
    return Section(before, body, after, dated, tinted, strange)
