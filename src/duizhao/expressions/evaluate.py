"""Evaluate the expressions of a chapter: every name resolved, every claim tested."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError, Undefined, UndefinedError
from jinja2.exceptions import SecurityError
from jinja2.meta import find_undeclared_variables
from jinja2.sandbox import ImmutableSandboxedEnvironment

from duizhao.diagnostics import Diagnostic, Findings, Place, Words, did_you_mean
from duizhao.document.chapters import Block, Expression, Tag, Text
from duizhao.expressions.value import Misuse, Value, Word

Namespace = Mapping[str, object]


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


def evaluate(source: str, place: Place, namespace: Namespace, findings: Findings) -> object | None:
    """Return what an expression evaluates to; None after adding what is wrong to `findings`."""
    try:
        result = _compiled(source)(**namespace)
        if isinstance(result, Undefined):
            result._fail_with_undefined_error()
    except Misuse as misuse:
        findings.append(Diagnostic(misuse.rule, place, misuse.message, misuse.hint))
    except TemplateSyntaxError as error:
        message = Words(
            f"“{source}”写法有误：{error.message}",
            f"“{source}” is not well formed: {error.message}",
        )
        findings.append(Diagnostic("syntax", place, message, _filter_hint(error.message or "")))
    except UndefinedError as error:
        findings.append(_undefined(source, place, namespace, error))
    except (SecurityError, TemplateError, TypeError, ValueError, ArithmeticError) as error:
        message = Words(f"“{source}”无法计算：{error}", f"“{source}” cannot be evaluated: {error}")
        findings.append(Diagnostic("evaluation", place, message))
    else:
        return result  # type: ignore[no-any-return]
    return None


def _environment() -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(undefined=StrictUndefined, cache_size=0)
    environment.filters = {"abs": abs}
    environment.globals = {}
    return environment


ENVIRONMENT = _environment()


@lru_cache(maxsize=4096)
def _compiled(source: str) -> Callable[..., Any]:
    return ENVIRONMENT.compile_expression(source, undefined_to_none=False)


def _filter_hint(message: str) -> Words | None:
    if "filter" not in message:
        return None
    return Words("这里只有“|abs”这一个过滤器", "the only filter here is “|abs”")


def _undefined(
    source: str, place: Place, namespace: Namespace, error: UndefinedError
) -> Diagnostic:
    names = find_undeclared_variables(ENVIRONMENT.parse("{{" + source + "}}"))
    for name in sorted(names):
        if name not in namespace:
            message = Words(f"没有名为“{name}”的图表", f"there is no figure called “{name}”")
            return Diagnostic("unknown-value", place, message, did_you_mean(name, namespace))
    message = Words(f"“{source}”无法计算：{error}", f"“{source}” cannot be evaluated: {error}")
    return Diagnostic("unknown-value", place, message)


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
    actual = _actual(claim.argument, claim.place, namespace)
    sentence = excerpt(block)
    message = Words(
        f"数据不支持这一判断：{claim.argument}；实际为{actual}；句子：“{sentence}”",
        f"the data do not bear this out: {claim.argument}; in fact {actual}; "
        f"the sentence: “{sentence}”",
    )
    findings.append(Diagnostic("claim-fails", claim.place, message))


def _actual(source: str, place: Place, namespace: Namespace) -> str:
    """Return the compared sides of a claim as the data have them."""
    quiet = Findings()
    sides = [s.strip() for s in re.split(r"\s(?:==|!=|<=|>=|<|>|and|or|in)\s", source)]
    shown = []
    for side in sides:
        result = evaluate(side, place, namespace, quiet)
        if isinstance(result, Value):
            shown.append(f"{result.address} = {result.number.normalize():f}")
        elif isinstance(result, Word):
            shown.append(f"{side} = {result.trend}")
    return ", ".join(shown) or "false"


def excerpt(block: Block, length: int = 60) -> str:
    """Return a block's own words, shortened, to show which sentence is meant."""
    text = " ".join("".join(p.text if isinstance(p, Text) else "…" for p in block.pieces).split())
    return text if len(text) <= length else text[: length - 1] + "…"
