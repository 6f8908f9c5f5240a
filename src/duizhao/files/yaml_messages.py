"""What a value in a YAML file should have been, in both languages, from what pydantic found."""

from __future__ import annotations

import re
from typing import Any

from duizhao.diagnostics import Words
from duizhao.files.written import ONE_WORD

_NUMBER = Words("应是数字", "a number is expected")
_WHOLE = Words("应是整数", "a whole number is expected")
_TEXT = Words("应是文字", "a text is expected")
_QUOTED = Words("应是文字，数字要加引号", "a text is expected: put the number in quotes")
_FLAG = Words("应是true或false", "true or false is expected")
_LIST = Words("应是列表，如[a, b]", "a list such as [a, b] is expected")
_MAPPING = Words("应写成“键: 值”", "it is written as “key: value”")
_DATE = Words("应是日期，如1998-06-30", "a date such as 1998-06-30 is expected")
_EMPTY = Words("不能为空", "it cannot be empty")
_WORD = Words(
    "应是一个词，不含空格、点和标点", "it is one word, without spaces, dots and other marks"
)
_TWO = Words("至少要有{min_length}项", "it has at least {min_length} items")
_LONG = Words("最多{max_length}个字符", "it has at most {max_length} characters")
_LEAST = Words("不应小于{ge}", "it is at least {ge}")
_MOST = Words("不应大于{le}", "it is at most {le}")
_ABOVE = Words("应大于{gt}", "it is above {gt}")
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
_BY_PROBLEM = {
    "greater_than": _ABOVE,
    "greater_than_equal": _LEAST,
    "less_than_equal": _MOST,
    "string_too_long": _LONG,
    "string_too_short": _EMPTY,
    "too_short": _EMPTY,
}


def expected(problem: Any) -> Words:
    """Return what should stand in place of a value, as a clause."""
    kind = str(problem["type"])
    listed = choices(problem)
    if listed:
        return Words(_ONE_OF.zh.format("、".join(listed)), _ONE_OF.en.format(", ".join(listed)))
    given = problem.get("ctx") or {}
    if kind == "string_pattern_mismatch":
        return _WORD if given["pattern"] == ONE_WORD and problem["input"].strip() else _EMPTY
    if kind == "too_short" and given["min_length"] > 1:
        return Words(_TWO.zh.format(**given), _TWO.en.format(**given))
    if kind == "string_type" and isinstance(problem["input"], int | float):
        return _QUOTED
    words = _BY_PROBLEM.get(kind) or _BY_TYPE.get(kind.partition("_")[0])
    if words is None:
        return Words(problem["msg"], problem["msg"])
    return Words(words.zh.format(**given), words.en.format(**given))


def choices(problem: Any) -> list[str]:
    """Return the values that are allowed where only some are, else nothing."""
    given = problem.get("ctx") or {}
    return re.findall("'([^']*)'", str(given.get("expected_tags") or given.get("expected") or ""))
