"""Say a result in a language: the one door from values to words and to nodes of the document."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from duizhao.diagnostics import Words
from duizhao.document.tree import Node, Printed, Text
from duizhao.expressions.classes import Threshold
from duizhao.expressions.namespace import FigureValues, Ranking, Row
from duizhao.expressions.proportions import Proportion
from duizhao.expressions.value import Misuse, Name, Reference, Spelled, Value, Word
from duizhao.language import (
    TooPrecise,
    joined,
    joined_with,
    number_text,
    threshold_text,
    trend_verb,
    trend_word,
)
from duizhao.language import spelled as in_words
from duizhao.language.proportions import fraction_text, multiple_text


class InlineTarget(Protocol):
    """How a target marks what it prints: a number, a name, a reference."""

    def value(self, value: Value, text: str) -> str:
        """Return the number's text with whatever the target puts around it."""

    def name(self, name: Name, text: str) -> str:
        """Return a name's text with whatever the target puts around it."""

    def reference(self, reference: Reference) -> str:
        """Return the text, or the link, that refers to a figure or table."""


def inline_text(result: object, language: str, target: InlineTarget) -> str:
    """Return what an expression's result says in `language`; raise `Misuse` if it says nothing."""
    match result:
        case Value():
            return target.value(result, value_text(result, language))
        case Spelled():
            number = result.value
            return target.value(number, in_words(int(number.number), language))
        case Proportion():
            return target.value(result.number, _proportion(result, language))
        case Row():
            return target.name(result.name, result.name.words.of(language))
        case Name():
            return target.name(result, result.words.of(language))
        case Word():
            if result.kind == "trend":
                return trend_word(result.trend, language)
            return trend_verb(result.trend, language, result.tense, result.pace)
        case Ranking():
            return _ranking(result, language, target)
        case Threshold(limit=limit, classes=of):
            said = number_text(limit, of.unit, 0, language, of.currency)
            return threshold_text(result.side, said, of.unit, language)
        case Reference():
            return target.reference(result)
        case FigureValues():
            name = result.figure.name
            hint = Words(f"例如{name}.ref或{name}.top(3)", f"such as {name}.ref or {name}.top(3)")
            message = Words(f"“{name}”是整张图表", f"“{name}” is a whole figure")
            raise Misuse("not-printable", message, hint)
    message = Words("这个表达式没有可写出的内容", "this expression is nothing that can be printed")
    raise Misuse("not-printable", message)


def _proportion(proportion: Proportion, language: str) -> str:
    match proportion.form:
        case "one_in":
            return in_words(int(proportion.said), language)
        case "fraction":
            return fraction_text(proportion.said, language)
    return multiple_text(int(proportion.said), language)


def value_text(value: Value, language: str, power: int | None = None) -> str:
    """Return a number in words and digits of `language`; raise `Misuse` when it is too long.

    `power` is the magnitude that a column has in common.
    """
    if value.decimals is None:
        message = Words(f"“{value.address}”没有取整", f"“{value.address}” is not rounded")
        hint = Words("请写.round(小数位)或.percent(小数位)", "write .round(n) or .percent(n)")
        raise Misuse("not-rounded", message, hint)
    try:
        number, unit, decimals = value.printed, value.unit, value.decimals
        return number_text(number, unit, decimals, language, value.currency, power)
    except TooPrecise as error:
        message = Words(
            f"“{value.address}”为{value.number}，超过声明的{value.decimals}位小数",
            f"“{value.address}” is {value.number}: over its {value.decimals} declared decimals",
        )
        hint = Words(
            "请在.yml中声明decimals，或取整", "declare more decimals in the .yml, or round"
        )
        raise Misuse("too-precise", message, hint) from error
    except ValueError as error:
        message = Words(f"“{value.address}”无法写出：{error}", f"“{value.address}”: {error}")
        raise Misuse("not-printable", message) from error


def _ranking(ranking: Ranking, language: str, target: InlineTarget) -> str:
    if not ranking.rows:
        message = Words("没有一行符合，写不出名单", "no row is so, and there is nothing to list")
        hint = Words("请写在{% when ….rows > 0 %}里", "write it within {% when ….rows > 0 %}")
        raise Misuse("no-rank", message, hint)
    names = [target.name(name, name.listed(language)) for name in ranking.names]
    if ranking.column is None:
        return joined(names, language)
    numbers = [row.figure.required(row.id, ranking.column) for row in ranking]
    return joined_with(
        names, [inline_text(number, language, target) for number in numbers], language
    )


class PlainTarget:
    """A target that adds nothing: for alt texts, captions in metadata and messages."""

    def __init__(self, language: str, label: Callable[[Reference], str]) -> None:
        self._label = label
        self.language = language

    def value(self, value: Value, text: str) -> str:
        """Return the text itself."""
        return text

    def name(self, name: Name, text: str) -> str:
        """Return the text itself."""
        return text

    def reference(self, reference: Reference) -> str:
        """Return the label, such as 图3 or Figure 3."""
        return self._label(reference)


class _NumbersHeard(PlainTarget):
    """A target that keeps the numbers that are said to it."""

    def __init__(self, language: str) -> None:
        super().__init__(language, lambda reference: reference.figure)
        self.numbers: list[Value] = []

    def value(self, value: Value, text: str) -> str:
        """Return the text itself, and keep the number."""
        self.numbers.append(value)
        return text


def numbers_said(result: object, language: str) -> tuple[Value, ...]:
    """Return the numbers that an expression's result says: in digits, in words, along a list.

    What cannot be said says none.
    """
    target = _NumbersHeard(language)
    try:
        inline_text(result, language, target)
    except Misuse:
        return ()
    return tuple(target.numbers)


@dataclass(frozen=True)
class Number(Printed):
    """A number in the document: its value and the text that readers read."""

    value: Value


@dataclass(frozen=True)
class ReferenceMark(Printed):
    """A reference in the document to a figure or table; its text is the label, such as 图3."""

    reference: Reference


def said(result: object, language: str, label: Callable[[Reference], str]) -> tuple[Node, ...]:
    """Return what an expression's result says as nodes; raise `Misuse` if it says nothing.

    Names are plain text: nothing in them is ever read as markup.
    """
    target = _NodeVoice(label)
    parts = _MARK.split(inline_text(result, language, target))
    return tuple(
        target.nodes[int(part)] if index % 2 else Text(part)
        for index, part in enumerate(parts)
        if part
    )


# What stands for a node in the text that is put together, around the node's own words, by which
# lists choose their signs. No text holds these characters.
_MARK = re.compile("\ufdd0(\\d+)\ufdd1.*?\ufdd2", re.DOTALL)


class _NodeVoice:
    """A target that keeps what it is told as nodes and says where each stands."""

    def __init__(self, label: Callable[[Reference], str]) -> None:
        self.nodes: list[Node] = []
        self._label = label

    def value(self, value: Value, text: str) -> str:
        return self._kept(Number(text, value))

    def name(self, name: Name, text: str) -> str:
        return self._kept(Text(text))

    def reference(self, reference: Reference) -> str:
        return self._kept(ReferenceMark(self._label(reference), reference))

    def _kept(self, node: Text | Printed) -> str:
        self.nodes.append(node)
        return f"\ufdd0{len(self.nodes) - 1}\ufdd1{node.text}\ufdd2"
