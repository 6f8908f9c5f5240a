"""Fill: the expressions of a block evaluated, and its claims tested."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from duizhao.diagnostics import Diagnostic, Findings, Words
from duizhao.document.chapters import Block, Expression, Tag, Text
from duizhao.expressions.evaluate import evaluate, evaluated
from duizhao.expressions.namespace import Namespace
from duizhao.expressions.nodes import Comparison, Constant, Joined, Node, Unary
from duizhao.expressions.parser import parse
from duizhao.expressions.value import Value, Word


@dataclass(frozen=True)
class Filled:
    """An expression together with what it evaluates to."""

    expression: Expression
    result: object


FilledPiece = Text | Filled | Tag


def fill(block: Block, namespace: Namespace, findings: Findings) -> tuple[FilledPiece, ...]:
    """Evaluate a block's expressions and test its claims; failures go to `findings`.

    Claims are dropped from the result: they say something about the block and print nothing.
    """
    filled: list[FilledPiece] = []
    for piece in block.pieces:
        if isinstance(piece, Expression):
            result = evaluate(piece.source, piece.place, namespace, findings)
            if result is not None:
                filled.append(Filled(piece, result))
        elif isinstance(piece, Tag) and piece.name == "claim":
            _test(piece, block, namespace, findings)
        else:
            filled.append(piece)
    return tuple(filled)


def _test(claim: Tag, block: Block, namespace: Namespace, findings: Findings) -> None:
    result = evaluate(claim.argument, claim.place, namespace, findings)
    if result is None or result is True:
        return
    if result is not False:
        message = Words(
            f"“{claim.argument}”不是判断，只是一个值",
            f"“{claim.argument}” is a value and claims nothing",
        )
        hint = Words("请加上比较，如> 50", "compare it, as in > 50")
        findings.append(Diagnostic("claim-no-comparison", claim.place, message, hint))
        return
    actual = _actual(claim.argument, namespace)
    sentence = excerpt(block)
    message = Words(
        f"数据不支持这一判断：{claim.argument}；实际为{actual}；句子：“{sentence}”",
        f"the data do not bear this out: {claim.argument}; in fact {actual}; "
        f"the sentence: “{sentence}”",
    )
    findings.append(Diagnostic("claim-fails", claim.place, message))


def _actual(source: str, namespace: Namespace) -> str:
    """Return the compared sides of a claim as the data have them."""
    shown = []
    for side in _sides(parse(source)):
        result = evaluated(side, namespace)
        written = source[side.start : side.end]
        if isinstance(result, Value):
            shown.append(f"{result.address} = {result.number.normalize():f}")
        elif isinstance(result, Word):
            shown.append(f"{written} = {result.trend}")
        elif isinstance(result, str) and not isinstance(side, Constant):
            shown.append(f"{written} = {result}")
    return ", ".join(shown) or "false"


def _sides(node: Node) -> Iterator[Node]:
    """Yield what a claim compares, from left to right."""
    match node:
        case Comparison(first=first, rest=rest):
            yield first
            yield from (other for _, other in rest)
        case Joined(left=left, right=right):
            yield from _sides(left)
            yield from _sides(right)
        case Unary(sign="not", operand=operand):
            yield from _sides(operand)


def excerpt(block: Block, length: int = 60) -> str:
    """Return a block's own words, shortened, to show which sentence is meant."""
    text = " ".join("".join(p.text if isinstance(p, Text) else "…" for p in block.pieces).split())
    return text if len(text) <= length else text[: length - 1] + "…"
