"""Fill: the expressions of a block evaluated, and its claims tested."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from duizhao.diagnostics import Diagnostic, Place, Stage, Words, stage
from duizhao.document.chapters import Block
from duizhao.document.conditions import Judge
from duizhao.document.tree import Expression, Node, SoftBreak, Tag, Text, replaced, walk
from duizhao.expressions import nodes
from duizhao.expressions.evaluate import evaluate, evaluated
from duizhao.expressions.namespace import Namespace
from duizhao.expressions.parser import parse
from duizhao.expressions.value import Value, Word


@dataclass(frozen=True)
class Filled(Node):
    """An expression together with what it evaluates to."""

    expression: Expression
    result: object


@stage
def fill(block: Block, namespace: Namespace) -> Stage[Node]:
    """Return a block's tree with its expressions evaluated and its claims tested.

    Claims stay where they are: they say something about the block and
    print nothing.
    """

    wrong: list[Diagnostic] = []

    def filled(node: Node) -> Iterable[Node]:
        if isinstance(node, Expression):
            result = evaluate(node.source, node.place, namespace).into(wrong)
            return () if result is None else (Filled(node, result, at=node.at),)
        if isinstance(node, Tag) and node.name == "claim":
            wrong.extend(_test(node, block, namespace))
        return (node,)

    node = replaced(block.node, filled)
    yield from wrong
    return node


def judged_by(namespace: Namespace) -> Judge:
    """Return what says whether a condition holds, and finds one that judges nothing."""

    @stage
    def judge(condition: str, place: Place) -> Stage[bool | None]:
        result = yield from evaluate(condition, place, namespace)
        if result is None or isinstance(result, bool):
            return result
        yield _no_comparison(condition, place)
        return None

    return judge


def _test(claim: Tag, block: Block, namespace: Namespace) -> Iterator[Diagnostic]:
    result = yield from evaluate(claim.argument, claim.place, namespace)
    if result is None or result is True:
        return
    if result is not False:
        yield _no_comparison(claim.argument, claim.place)
        return
    said = actual(claim.argument, namespace)
    sentence = excerpt(block)
    message = Words(
        f"数据不支持这一判断：{claim.argument}；实际为{said}；句子：“{sentence}”",
        f"the data do not bear this out: {claim.argument}; in fact {said}; "
        f"the sentence: “{sentence}”",
    )
    yield Diagnostic("claim-fails", claim.place, message)


def _no_comparison(written: str, place: Place) -> Diagnostic:
    message = Words(
        f"“{written}”不是判断，只是一个值", f"“{written}” is a value and claims nothing"
    )
    hint = Words("请加上比较，如> 50", "compare it, as in > 50")
    return Diagnostic("claim-no-comparison", place, message, hint)


def actual(source: str, namespace: Namespace) -> str:
    """Return the compared sides of a claim as the data have them."""
    shown = []
    for side in _sides(parse(source)):
        result = evaluated(side, namespace)
        written = source[side.start : side.end]
        if isinstance(result, Value):
            shown.append(f"{result.address} = {result.number.normalize():f}")
        elif isinstance(result, Word):
            shown.append(f"{written} = {result.trend}")
        elif isinstance(result, str) and not isinstance(side, nodes.Constant):
            shown.append(f"{written} = {result}")
    return ", ".join(shown) or "false"


def _sides(node: nodes.Node) -> Iterator[nodes.Node]:
    """Yield what a claim compares, from left to right."""
    match node:
        case nodes.Comparison(first=first, rest=rest):
            yield first
            yield from (other for _, other in rest)
        case nodes.Joined(left=left, right=right):
            yield from _sides(left)
            yield from _sides(right)
        case nodes.Unary(sign="not", operand=operand):
            yield from _sides(operand)


def excerpt(block: Block, length: int = 60) -> str:
    """Return a block's own words, shortened, to show which sentence is meant."""
    words = (_word(node) for node in walk(block.node))
    text = " ".join("".join(words).split())
    return text if len(text) <= length else text[: length - 1] + "…"


def _word(node: Node) -> str:
    match node:
        case Text():
            return node.text
        case Expression() | Tag():
            return "…"
        case SoftBreak():
            return "\n"
    return ""
