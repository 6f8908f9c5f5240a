"""What is wrong with a YAML file, in both languages: what libyaml refuses, and what we do."""

from __future__ import annotations

from typing import NamedTuple

import yaml

from duizhao.diagnostics import Diagnostic, Place, Words
from duizhao.files.legible import faults


class Refusal(NamedTuple):
    """What is wrong, and what to do."""

    problem: Words
    hint: Words | None


_QUOTE = Words("有空格、冒号或特殊字符的文字请放在引号里", "put such a text in quotation marks")
_INDENT = Words(
    "同一层的键和“-”从同一列开始，只用空格缩进",
    "keys and dashes of one level begin in one column, behind spaces",
)
_CLOSE = Words("请补上右括号或逗号", "add the closing bracket or the comma")
_PLAIN = Words("这里只需要普通的键和值", "plain keys and values are all that is needed here")

# The texts of libyaml's scanner and parser. What is said of where something began stands there,
# not where the reader gave up: an open quotation mark is found at the end of the file.
_AT_ITS_BEGINNING = {
    "could not find expected ':'",
    "did not find expected ',' or ']'",
    "did not find expected ',' or '}'",
    "found unexpected end of stream",
    "found unexpected document indicator",
}
_TAB = Refusal(Words("行首有制表符", "a tab stands in the indentation"), _INDENT)
_BEGINNING = Refusal(Words("值不能以“{}”开头", "a value cannot begin with “{}”"), _QUOTE)
_OPEN = Refusal(
    Words("这里开始的引号没有结束", "the quotation mark that opens here is not closed"),
    Words("请补上后引号", "add the closing one"),
)
_DIRECTIVE = Refusal(
    Words("这里不使用以“%”开头的指令", "directives (“%…”) are not used here"), _PLAIN
)
_ANCHOR = Refusal(Words("“&”或“*”后没有名称", "no name follows “&” or “*”"), _QUOTE)
TAG = Refusal(Words("这里不使用以“!”开头的标签", "tags (“!…”) are not used here"), _QUOTE)
_BLOCK = Refusal(
    Words("“|”或“>”后面同一行还有内容", "something follows “|” or “>” on its line"),
    Words("内容从下一行开始", "begin the text on the next line"),
)
_ESCAPE = Refusal(
    Words("双引号里的“\\”后不是转义字符", "what follows “\\” between double quotes is no escape"),
    Words("请写“\\\\”或改用单引号", "write “\\\\”, or use single quotes"),
)
MISTAKES: dict[str, Refusal] = {
    "mapping values are not allowed in this context": Refusal(
        Words("这一行的冒号放错了地方", "a colon is out of place on this line"),
        Words(
            "每行一个键；值里有“: ”时请加引号；缩进要一致；键后用半角冒号",
            "one key a line, equally indented; a value that holds “: ” needs quotation marks",
        ),
    ),
    "could not find expected ':'": Refusal(
        Words("这一行没有键和冒号", "this line has no key with a colon"),
        Words("每行是“键: 值”，冒号后有空格", "each line is “key: value”, with a space"),
    ),
    "did not find expected key": Refusal(
        Words("这里应是同一层的下一个键", "the next key of this level was expected here"),
        Words(
            "同一层的键从同一列开始；引号后面不能再有文字",
            "keys of one level begin in one column; nothing follows a closing quotation mark",
        ),
    ),
    "did not find expected '-' indicator": Refusal(
        Words("这里应是列表的下一个“-”", "the next “-” of the list was expected here"),
        _INDENT,
    ),
    "block sequence entries are not allowed in this context": Refusal(
        Words("“-”不能在这里开始一个列表", "a list with “-” cannot begin here"),
        Words("列表从下一行开始", "begin the list on the next line"),
    ),
    "did not find expected ',' or ']'": Refusal(
        Words("这里开始的“[”没有结束", "the “[” that opens here is not closed"),
        _CLOSE,
    ),
    "did not find expected ',' or '}'": Refusal(
        Words("这里开始的“{”没有结束", "the “{” that opens here is not closed"),
        _CLOSE,
    ),
    "did not find expected node content": Refusal(
        Words("这里应有一个值", "a value was expected here"),
        Words("多了逗号或括号吗？", "is there a comma or a bracket too many?"),
    ),
    "found character that cannot start any token": _BEGINNING,
    "found a tab character that violates indentation": _TAB,
    "found a tab character where an indentation space is expected": _TAB,
    "found unexpected end of stream": _OPEN,
    "found unexpected document indicator": _OPEN,
    "found unknown escape character": _ESCAPE,
    "found invalid Unicode character escape code": _ESCAPE,
    "did not find expected hexdecimal number": _ESCAPE,
    "did not find expected comment or line break": _BLOCK,
    "found an indentation indicator equal to 0": _BLOCK,
    "did not find expected alphabetic or numeric character": _ANCHOR,
    "found undefined tag handle": TAG,
    "did not find expected '!'": TAG,
    "did not find the expected '>'": TAG,
    "did not find expected tag URI": TAG,
    "did not find URI escaped octet": TAG,
    "did not find expected whitespace or line break": TAG,
    "found incompatible YAML document": _DIRECTIVE,
    "found unknown directive name": _DIRECTIVE,
    "found duplicate %YAML directive": _DIRECTIVE,
    "found duplicate %TAG directive": _DIRECTIVE,
    "found unexpected non-alphabetical character": _DIRECTIVE,
    "found extremely long version number": _DIRECTIVE,
    "could not find expected directive name": _DIRECTIVE,
    "did not find expected digit or '.' character": _DIRECTIVE,
    "did not find expected version number": _DIRECTIVE,
    "did not find expected whitespace": _DIRECTIVE,
    "did not find expected <document start>": Refusal(
        Words("前面的内容已经结束", "what stands above has ended already"),
        _PLAIN,
    ),
}


ALIAS = Refusal(
    Words("这里不使用以“*”开头的别名", "aliases (“*…”) are not used here"),
    Words(
        "把内容写出来；若是文字请加引号",
        "write out what is meant, or put it in quotation marks if it is text",
    ),
)
KEY = Refusal(
    Words("键不是一个单词", "the key is not a single word"),
    Words(
        "含“{{”或“[”的文字请加引号", "put a text that begins with “{{” or “[” in quotation marks"
    ),
)
SECOND = Refusal(
    Words("“---”之后另起了一份文档", "a second document begins behind “---”"),
    Words("一个文件只有一份", "a file holds one"),
)
DEEP = Refusal(
    Words("层数太多", "this is nested too deeply"),
    Words("括号写多了吗？", "are there brackets too many?"),
)
MANY = Refusal(
    Words("内容太多", "the file holds too many values"),
    Words("表格请用CSV", "write a table as CSV"),
)
_NUMBER = Refusal(
    Words("这个数太大或不是数", "this number is too large or no number"),
    Words("若是文字请加引号", "put it in quotation marks if it is text"),
)
# Of a value that looks like one of these and is none, by its tag.
VALUES = {
    "tag:yaml.org,2002:int": _NUMBER,
    "tag:yaml.org,2002:float": _NUMBER,
    "tag:yaml.org,2002:timestamp": Refusal(
        Words("没有这个日期", "there is no such date"),
        Words("若不是日期请加引号", "put it in quotation marks if it is none"),
    ),
}


def refused(place: Place, refusal: Refusal) -> Diagnostic:
    """Return the finding that something of a YAML file cannot be used."""
    return Diagnostic("yaml", place, *refusal)


def mistake(path: str, text: str, error: yaml.YAMLError) -> Diagnostic:
    """Return what to say of a text that libyaml refuses; `text` is what it was given."""
    if isinstance(error, yaml.reader.ReaderError):
        at = len(text.encode()[: error.position].decode(errors="ignore"))
        line, column = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
        _, _, message, hint = next(faults(text[at]))
        return Diagnostic("illegible", Place(path, line, column), message, hint)
    if not isinstance(error, yaml.MarkedYAMLError):
        return Diagnostic("yaml", Place(path, 1), _invalid(Words(str(error), str(error))))
    problem = error.problem or error.context or "?"
    mark = error.problem_mark or error.context_mark
    if problem in _AT_ITS_BEGINNING:
        mark = error.context_mark or mark
    said = MISTAKES.get(problem, Refusal(Words(problem, problem), None))
    if mark is None:
        return Diagnostic("yaml", Place(path), _invalid(said.problem), said.hint)
    character = text[mark.index : mark.index + 1]
    if said is _BEGINNING and character == "\t":
        said = _TAB
    place = Place(path, mark.line + 1, mark.column + 1)
    problem_here = Words(*(words.replace("{}", character) for words in said.problem))
    return Diagnostic("yaml", place, _invalid(problem_here), said.hint)


def _invalid(problem: Words) -> Words:
    return Words(f"不是有效的YAML：{problem.zh}", f"this is not valid YAML: {problem.en}")
