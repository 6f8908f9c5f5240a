"""What a value in a YAML file should have been, in both languages, from what pydantic found."""

from __future__ import annotations

import re
from typing import Any

from duizhao.diagnostics import Words

_NUMBER = Words("应是数字", "a number is expected")
_WHOLE = Words("应是整数", "a whole number is expected")
_TEXT = Words("应是文字", "a text is expected")
_QUOTED = Words("应是文字，数字要加引号", "a text is expected: put the number in quotes")
_FLAG = Words("应是true或false", "true or false is expected")
_LIST = Words("应是列表，如[a, b]", "a list such as [a, b] is expected")
_MAPPING = Words("应写成“键: 值”", "it is written as “key: value”")
_DATE = Words("应是日期，如1998-06-30", "a date such as 1998-06-30 is expected")
_EMPTY = Words("不能为空", "it cannot be empty")
_LEAST = Words("不应小于{ge}", "it is at least {ge}")
_ONE_OF = Words("应是{}之一", "it is one of {}")

_BY_TYPE = {
    "bool": _FLAG,
    "date": _DATE,
    "decimal": _NUMBER,
    "dict": _MAPPING,
    "float": _NUMBER,
    "int": _WHOLE,
    "list": _LIST,
    "mapping": _MAPPING,
    "model": _MAPPING,
    "string": _TEXT,
    "tuple": _LIST,
}
_BY_PROBLEM = {"greater_than_equal": _LEAST, "string_too_short": _EMPTY, "too_short": _EMPTY}


def expected(problem: Any) -> Words:
    """Return what should stand in place of a value, as a clause."""
    kind = str(problem["type"])
    listed = choices(problem)
    if listed:
        return Words(_ONE_OF.zh.format("、".join(listed)), _ONE_OF.en.format(", ".join(listed)))
    if kind == "string_type" and isinstance(problem["input"], int | float):
        return _QUOTED
    words = _BY_PROBLEM.get(kind) or _BY_TYPE.get(kind.partition("_")[0])
    if words is None:
        return Words(problem["msg"], problem["msg"])
    given = problem.get("ctx") or {}
    return Words(words.zh.format(**given), words.en.format(**given))


def choices(problem: Any) -> list[str]:
    """Return the values that are allowed where only some are, else nothing."""
    given = problem.get("ctx") or {}
    return re.findall("'([^']*)'", str(given.get("expected_tags") or given.get("expected") or ""))
