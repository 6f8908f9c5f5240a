"""Tokens: an expression's source cut into names, numbers, texts and signs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from duizhao.diagnostics import Words
from duizhao.expressions.value import Misuse

# Bounds, checked before anything is computed. The longest expression that anybody wrote so far has
# 527 characters and 43 nodes.
MOST_CHARACTERS = 2000
MOST_DIGITS = 20
MOST_TEXT = 200

Kind = Literal["name", "number", "text", "sign", "end"]

_SPACE = re.compile(r"\s*")
_NAME = re.compile(r"[^\W\d]\w*")
# Behind a dot a row may also be a year (2020) or a class of numbers (5_to_9); `?` is for patterns
# of addresses, which formulas of check.yml use.
_AFTER_DOT = re.compile(r"[\w?]+")
_NUMBER_LIKE = re.compile(r"[0-9]\w*(?:\.\w+)*")
_NUMBER = re.compile(r"(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
_TEXT = re.compile(r'"(?:\\.|[^"\\])*"|\'(?:\\.|[^\'\\])*\'', re.DOTALL)
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_SIGN = re.compile(r"\*\*|//|==|!=|<=|>=|[-+*/<>()\[\],.=|]")
_NO_SIGN = ("**", "//")
# What a Chinese keyboard gives, and the sign that an expression needs.
_FULL_WIDTH = dict(
    zip(
        "（）［］【】，。．＋－−×＊÷／＜＞＝｜“”‘’「」", '()[][],..+--**//<>=|""\'\'""', strict=True
    )
)
_SIGNS = Words(
    "可用的符号：+ - * / == != < <= > >=，以及and、or、not、in",
    "the signs are + - * / == != < <= > >= and the words and, or, not, in",
)


@dataclass(frozen=True)
class Token:
    """A piece of the source: its kind, its text (of a text: what stands in it), its offsets."""

    kind: Kind
    text: str
    start: int
    end: int


def tokens(source: str) -> list[Token]:
    """Return the tokens of a source, the last of kind `end`; raise `Misuse` at what is none."""
    if len(source) > MOST_CHARACTERS:
        message = Words(
            f"表达式有{len(source)}个字符，最多{MOST_CHARACTERS}个",
            f"the expression has {len(source)} characters; there may be {MOST_CHARACTERS}",
        )
        raise Misuse("expression-size", message, COMPUTE_ELSEWHERE)
    found: list[Token] = []
    position = _space(source, 0)
    while position < len(source):
        token = _token(source, position, bool(found) and found[-1].text == ".")
        found.append(token)
        position = _space(source, token.end)
    found.append(Token("end", "", len(source), len(source)))
    return found


COMPUTE_ELSEWHERE = Words("请在analysis/里计算", "compute it in analysis/")


def _space(source: str, position: int) -> int:
    match = _SPACE.match(source, position)
    return match.end() if match else position


def _token(source: str, start: int, after_dot: bool) -> Token:
    if after_dot and (match := _AFTER_DOT.match(source, start)):
        return Token("name", match[0], start, match.end())
    if match := _NAME.match(source, start):
        return Token("name", match[0], start, match.end())
    if match := _NUMBER_LIKE.match(source, start):
        _check_number(source, match[0], start)
        return Token("number", match[0], start, match.end())
    if match := _TEXT.match(source, start):
        if len(match[0]) > MOST_TEXT:
            problem = Words(f"文字超过{MOST_TEXT}个字符", f"a text has over {MOST_TEXT} characters")
            raise malformed(source, start, problem)
        return Token("text", _unescaped(source, match[0], start), start, match.end())
    if (match := _SIGN.match(source, start)) and match[0] not in _NO_SIGN:
        return Token("sign", match[0], start, match.end())
    raise _no_token(source, start, match[0] if match else source[start])


def _unescaped(source: str, quoted: str, start: int) -> str:
    """Return what stands between quotation marks; a backslash stands only before one, or itself."""
    for escape in _ESCAPE.finditer(quoted):
        if escape[1] not in "\"'\\":
            problem = Words(f"文字里不能有“{escape[0]}”", f"a text cannot hold “{escape[0]}”")
            raise malformed(source, start + escape.start(), problem)
    return _ESCAPE.sub(r"\1", quoted[1:-1])


def _check_number(source: str, text: str, start: int) -> None:
    if not _NUMBER.fullmatch(text):
        problem = Words(f"“{_short(text)}”不是数", f"“{_short(text)}” is no number")
        hint = Words(
            "数只写数字和小数点；行名请放进引号",
            "write digits and a decimal point only; the name of a row goes into quotation marks",
        )
        raise malformed(source, start, problem, hint)
    if len(text) > MOST_DIGITS:
        problem = Words(f"数超过{MOST_DIGITS}位", f"a number has over {MOST_DIGITS} digits")
        raise malformed(source, start, problem)


def _no_token(source: str, start: int, text: str) -> Misuse:
    if text in "\"'":
        problem = Words(f"引号{text}没有对应的另一半", f"the quotation mark {text} is not closed")
        return malformed(source, start, problem)
    problem = Words(f"“{text}”不能用在这里", f"“{text}” cannot be used here")
    if text in _FULL_WIDTH:
        likely = _FULL_WIDTH[text]
        hint = Words(f"您是不是指半角的{likely}？", f"did you mean {likely} ?")
        return malformed(source, start, problem, hint)
    return malformed(source, start, problem, _SIGNS)


def malformed(source: str, at: int, problem: Words, hint: Words | None = None) -> Misuse:
    """Return the finding about a source that is not well formed; `at` is an offset in it."""
    shown = _short(source)
    return Misuse(
        "syntax",
        Words(
            f"“{shown}”写法有误：第{at + 1}个字符处{problem.zh}",
            f"“{shown}” is not well formed: at character {at + 1} {problem.en}",
        ),
        hint,
    )


def _short(text: str, length: int = 80) -> str:
    return text if len(text) <= length else text[: length - 1] + "…"
