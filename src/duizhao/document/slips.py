"""What Markdown would print as it is written, though its writer meant markup; each with a hint."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from duizhao.diagnostics import Words
from duizhao.document.source import MARKER
from duizhao.files.leftovers import notes

# What stands in a line of text where something else than text was read: an expression, a link.
OTHER = "\ufffc"


class Slip(NamedTuple):
    """A kind of leftover: its rule, how it looks, what is wrong and what to write instead.

    `{}` in the message is what was found.
    """

    rule: str
    pattern: re.Pattern[str]
    message: Words
    hint: Words


_ESCAPE = Words("要原样印出，请在前面加反斜杠", "to print it as it is, put a backslash before it")
_LINK = Words("请写[文字](地址)", "write [words](address)")
_COMMENTED = Words(
    "章节里没有注释：需要的请恢复，不需要的请删去",
    "chapters hold no comments: put back what is needed, leave out the rest",
)
COMMENT = (Words("这里注释掉了一段内容", "something was commented out here"), _COMMENTED)
_ATTRIBUTES = Words("请删去：正文不带样式", "leave it out: text carries no styles")

SLIPS = (
    Slip(
        "leftover",
        re.compile(r"(?s)\{#\s.*?#\}"),
        Words("“{}”注释掉了，会原样印出来", "“{}” was commented out and would be printed"),
        _COMMENTED,
    ),
    Slip(
        "leftover",
        re.compile(r"(?m)^={7}$"),
        Words("“{}”是合并冲突留下的记号", "“{}” is left of a conflict of versions"),
        Words("请删去", "leave it out"),
    ),
    Slip(
        "leftover-attributes",
        re.compile(r"\{[:.#=][^}\n]*\}"),
        Words("“{}”会原样印出来", "“{}” would be printed as it is"),
        _ATTRIBUTES,
    ),
    Slip(
        "leftover-link",
        re.compile(r"(?m)^\[[^\]\n]+\]:(?=[ \t])"),
        Words("这里不用“{}”这样的链接定义", "a definition of a link (“{}”) is not used here"),
        _LINK,
    ),
    Slip(
        "leftover-link",
        re.compile(r"\]\(|\]\[|!\[|\]（(?=https?:|#|[\w./-]+\.md)"),
        Words("“{}”没有构成链接，会原样印出来", "“{}” makes no link and would be printed"),
        Words(
            "请写[文字](地址)，括号用半角，地址里没有空格",
            "write [words](address), with no space in the address",
        ),
    ),
    Slip(
        "footnote",
        re.compile(r"\^\["),
        Words("行内脚注“{}”不能用", "a footnote within the line (“{}”) cannot be used"),
        Words("请写[^名称]，另起一段写[^名称]: 内容", "write [^name], and [^name]: … as a block"),
    ),
    Slip(
        "leftover-block",
        re.compile(r"(?m)^(?::::+|!!!|\?\?\?)[^\n]*"),
        Words("“{}”会原样印出来", "“{}” would be printed as it is"),
        Words(
            "提示框请写“> [!NOTE]”，下面各行以“> ”开头",
            "for a callout write “> [!NOTE]” and begin the lines below with “> ”",
        ),
    ),
    Slip(
        "leftover-block",
        re.compile(r"(?mi)^\[\[?_?toc_?\]\]?[ \t]*$"),
        Words("“{}”会原样印出来", "“{}” would be printed as it is"),
        Words("请删去：目录自动生成", "leave it out: contents are made by themselves"),
    ),
    Slip(
        "task-list",
        re.compile(r"\A\[[ xX]\](?=[ \t])"),
        Words("待办列表“{}”不能用", "a task list (“{}”) cannot be used"),
        Words("请写成普通列表", "write a plain list"),
    ),
    Slip(
        "definition-list",
        re.compile(r"(?<=\n):(?=[ \t])"),
        Words("定义列表不能用", "a definition list cannot be used"),
        Words("请写成普通列表：- **词**：释义", "write a plain list: - **word**: what it means"),
    ),
    Slip(
        "heading-marks",
        re.compile(r"(?m)^(?:#{1,6}(?=[^\s#])|＃+)"),
        Words("“{}”后面没有空格，不是标题", "“{}” has no space after it and is no heading"),
        Words(
            "标题请写“## 标题”；要原样印出，请写“\\#”",
            "write “## Heading”; to print the sign write “\\#”",
        ),
    ),
    Slip(
        "leftover-mark",
        re.compile(r"~~|\$\$"),
        Words("“{}”会原样印出来", "“{}” would be printed as it is"),
        _ESCAPE,
    ),
    Slip(
        "raw-tex",
        re.compile(r"\\(?:[A-Za-z]+\{|(?:newpage|pagebreak|clearpage|noindent|hline|item)\b)"),
        Words("TeX命令“{}”会原样印出来", "the TeX command “{}” would be printed as it is"),
        Words("公式请写在$…$之间", "write formulas between $…$"),
    ),
    Slip(
        "raw-html",
        re.compile(r"<(?:/?[A-Za-z]|!--)[\w-]*"),
        Words("“{}”像HTML，会原样印出来", "“{}” looks like HTML and would be printed"),
        _ESCAPE,
    ),
    Slip(
        "unclosed-mark",
        re.compile(
            # Stars on either side; one alone only where it could begin or end emphasis.
            r"\*{2,}|(?<![\w*\ufffc])\*(?=[^\s*])|(?<=[^\s*])\*(?![\w*\ufffc])"
            r"|`+|(?<!\w)_+(?=[^\W_])|(?<=[^\W_])_+(?!\w)"
        ),
        Words("“{}”没有配成对，会原样印出来", "“{}” has no partner and would be printed"),
        Words(
            "请补上另一半；要原样印出，请在前面加反斜杠",
            "add the other one; to print it as it is, put a backslash before it",
        ),
    ),
)


def slips(text: str) -> Iterator[tuple[Slip, int, str]]:
    """Yield what is left over in a line of text: the kind, where it stands, and what it is."""
    taken: list[tuple[int, int]] = []
    for slip in SLIPS:
        for match in slip.pattern.finditer(text):
            start, end = match.span()
            if not any(start < other_end and begun < end for begun, other_end in taken):
                taken.append((start, end))
                yield slip, start, match[0].strip().replace(OTHER, "…")


def commented_out(html: str) -> bool:
    """Whether a comment in HTML hides what was to be said or tested, or a note to oneself."""
    hides = MARKER.search(html) or re.search(r"\bclaim\b", html) or any(notes(html))
    return html.lstrip().startswith("<!--") and bool(hides)
