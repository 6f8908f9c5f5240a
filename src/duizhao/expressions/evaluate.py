"""Evaluate an expression: its tree is walked, and every name looked up in the list of members."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from operator import ge, gt, le, lt
from typing import assert_never

from duizhao.diagnostics import Diagnostic, Place, Stage, Words, did_you_mean, stage
from duizhao.expressions.kinds import kind_of
from duizhao.expressions.members import Kind, Member, arguments_of
from duizhao.expressions.namespace import Namespace, Row
from duizhao.expressions.nodes import (
    Arithmetic,
    Binary,
    Call,
    Comparison,
    Constant,
    Item,
    Joined,
    Listed,
    Node,
    Relation,
    Unary,
    Variable,
)
from duizhao.expressions.nodes import Member as MemberNode
from duizhao.expressions.parser import parse
from duizhao.expressions.value import (
    TRENDS,
    Misuse,
    Name,
    Value,
    Word,
    divided,
    exactly,
    unknown,
)
from duizhao.language.digits import EXACT

_ORDER: dict[Relation, Callable[[Decimal, Decimal], bool]] = {"<": lt, "<=": le, ">": gt, ">=": ge}


@stage
def evaluate(source: str, place: Place, namespace: Namespace) -> Stage[object | None]:
    """Return what an expression evaluates to; None where something is wrong, which is found."""
    try:
        return evaluated(parse(source), namespace)
    except Misuse as misuse:
        yield Diagnostic(misuse.rule, place, misuse.message, misuse.hint)
        return None


def evaluated(node: Node, namespace: Namespace) -> object:
    """Return what a tree evaluates to: a thing of one of the kinds in `members.KINDS`.

    Raise `Misuse` where it means nothing.
    """
    match node:
        case Constant(value=value):
            return value
        case Listed(items=items):
            return tuple(evaluated(item, namespace) for item in items)
        case Variable(name=name):
            return _variable(name, namespace)
        case MemberNode(of=of, name=name):
            return _member(evaluated(of, namespace), name)
        case Item(of=of, key=key):
            return _item(evaluated(of, namespace), evaluated(key, namespace))
        case Call():
            return _called(node, namespace)
        case Unary(sign="not", operand=operand):
            return not _judgement(evaluated(operand, namespace), "not")
        case Unary(sign=sign, operand=operand):
            return _unary(sign, evaluated(operand, namespace))
        case Binary(sign=sign, left=left, right=right):
            return _arithmetic(sign, evaluated(left, namespace), evaluated(right, namespace))
        case Joined(sign=sign, left=left, right=right):
            # Both sides are evaluated, so that what is wrong with either is always told; but what
            # follows an “and” may rest on what stands before it: row.has("a") and row.a > 1.
            one = _judgement(evaluated(left, namespace), sign)
            if sign == "and" and not one:
                return False
            other = _judgement(evaluated(right, namespace), sign)
            return (one and other) if sign == "and" else (one or other)
        case Comparison(first=first, rest=rest):
            things = [evaluated(one, namespace) for one in (first, *(node for _, node in rest))]
            relations = [relation for relation, _ in rest]
            pairs = zip(things, relations, things[1:], strict=False)
            related = [_related(relation, left, right) for left, relation, right in pairs]
            return all(related)
    assert_never(node)


def _variable(name: str, namespace: Namespace) -> object:
    if name not in namespace:
        message = Words(f"没有名为“{name}”的图表", f"there is no figure called “{name}”")
        raise Misuse("unknown-value", message, did_you_mean(name, namespace))
    return namespace[name]


def _member(thing: object, name: str) -> object:
    """Return a member that takes no brackets, else the thing's data of that name."""
    kind = kind_of(thing)
    member = kind.members.get(name)
    if member is not None and member.parameters is None:
        return member.get(thing)
    if kind.item is None or kind.key is None or kind.key(name) is None:
        raise _no_member(thing, kind, name)
    data = list(kind.data(thing))
    if member is not None and name not in data:
        raise _no_member(thing, kind, name)
    if data and name not in data:
        raise unknown(name, [*data, *kind.members], kind.where(thing))
    return kind.item(thing, name)


def _no_member(thing: object, kind: Kind, name: str) -> Misuse:
    member = kind.members.get(name)
    if member is not None:
        signature = f"{name}(…)" if member.parameters is None else member.signature
        message = Words(f"“{name}”后面要有括号", f"“{name}” is followed by brackets")
        hint = Words(f"写法：{signature}", f"it is written {signature}")
        return Misuse("argument", message, hint)
    if not kind.members:
        message = Words(
            f"{kind.words.zh}后面不能有“.{name}”",
            f"nothing can be asked of a {kind.words.en}, such as “.{name}”",
        )
        return Misuse("unknown-value", message)
    return unknown(name, kind.members, kind.where(thing))


def _item(thing: object, key: object) -> object:
    """Return the data that stand under a key in square brackets."""
    kind = kind_of(thing)
    if kind.item is None or kind.key is None or kind.data_words is None:
        message = Words(
            f"{kind.words.zh}后面不能有方括号",
            f"square brackets cannot follow a {kind.words.en}",
        )
        raise Misuse("argument", message)
    read = kind.key(key)
    if read is None:
        message = Words(
            f"{kind.words.zh}后面的方括号里应是{kind.data_words.zh}",
            f"the square brackets behind a {kind.words.en} hold {kind.data_words.en}",
        )
        raise Misuse("argument", message)
    return kind.item(thing, read)


def _called(call: Call, namespace: Namespace) -> object:
    if call.of is None:
        message = Words(
            f"“{call.name}(…)”要跟在图表、列或数值后面",
            f"“{call.name}(…)” follows a figure, a column or a number",
        )
        raise Misuse("unknown-value", message, Words("用点号连接", "joined to it by a dot"))
    thing = evaluated(call.of, namespace)
    member = _callable(thing, call.name)
    given = tuple(evaluated(argument, namespace) for argument in call.arguments)
    named: dict[str, object] = {}
    for name, argument in call.keywords:
        if name in named:
            message = Words(f"参数“{name}”写了两次", f"the argument “{name}” is given twice")
            raise Misuse("argument", message)
        named[name] = evaluated(argument, namespace)
    return member.get(thing, *arguments_of(member, given, named))


def _callable(thing: object, name: str) -> Member:
    kind = kind_of(thing)
    member = kind.members.get(name)
    if member is None and not kind.members:
        raise _no_member(thing, kind, f"{name}(…)")
    if member is None:
        called = [one.name for one in kind.members.values() if one.parameters is not None]
        raise unknown(f"{name}(…)", (f"{one}(…)" for one in called), kind.where(thing))
    if member.parameters is None:
        message = Words(f"“{name}”后面没有括号", f"“{name}” is not followed by brackets")
        raise Misuse("argument", message, Words(f"只写.{name}", f"write .{name} alone"))
    return member


def _judgement(thing: object, sign: str) -> bool:
    if not isinstance(thing, bool):
        message = Words(
            f"“{sign}”用于判断，而这里是{kind_of(thing).words.zh}",
            f"“{sign}” takes judgements, and this is a {kind_of(thing).words.en}",
        )
        hint = Words("请加上比较，如> 50", "compare it, as in > 50")
        raise Misuse("evaluation", message, hint)
    return thing


def _unary(sign: str, thing: object) -> object:
    if not isinstance(thing, Value | Decimal):
        shown = "|abs" if sign == "abs" else sign
        message = Words(
            f"“{shown}”用于数，而这里是{kind_of(thing).words.zh}",
            f"“{shown}” takes a number, and this is a {kind_of(thing).words.en}",
        )
        raise Misuse("evaluation", message)
    return abs(thing) if sign == "abs" else -thing


def _arithmetic(sign: Arithmetic, left: object, right: object) -> Value | Decimal:
    match left, right:
        case Decimal(), Decimal():
            return _typed(sign, left, right)
        case Value(), Value() if sign == "+":
            return left + right
        case Value(), Value() if sign == "-":
            return left - right
        case Value(), Value() if sign == "/":
            return left / right
        case (Value(), Decimal()) if sign == "*":
            return left * right
        case (Decimal(), Value()) if sign == "*":
            return right * left
        case (Value() | Decimal(), Value() | Decimal()) if sign in ("+", "-"):
            message = Words(
                "只能和另一个数值相加减", "only another value can be added or subtracted"
            )
            raise Misuse("mixed-sum", message)
        case (Value() | Decimal(), Value() | Decimal()) if sign == "/":
            message = Words("数值只能除以另一个数值", "a value is divided by another value only")
            raise Misuse(
                "mixed-sum", message, Words("可以乘以小数，如* 0.5", "multiply, as in * 0.5")
            )
        case Value(), Value():
            message = Words("两个数值不能相乘", "two values cannot be multiplied")
            raise Misuse("evaluation", message)
    other = next(one for one in (left, right) if not isinstance(one, Value | Decimal))
    message = Words(
        f"“{sign}”用于数，而这里有{kind_of(other).words.zh}",
        f"“{sign}” takes numbers, and one of these is a {kind_of(other).words.en}",
    )
    raise Misuse("evaluation", message)


def _typed(sign: Arithmetic, left: Decimal, right: Decimal) -> Decimal:
    match sign:
        case "+":
            return exactly(EXACT.add, left, right)
        case "-":
            return exactly(EXACT.subtract, left, right)
        case "*":
            return exactly(EXACT.multiply, left, right)
    return divided(left, right)


def _related(relation: Relation, left: object, right: object) -> bool:
    if relation in ("in", "not in"):
        if not isinstance(right, tuple):
            message = Words(
                f"“{relation}”后面要有列表",
                f"“{relation}” is followed by a list",
            )
            raise Misuse("comparison", message, Words('如("a", "b")', 'such as ("a", "b")'))
        same = [_same(left, one) for one in right]
        return any(same) == (relation == "in")
    if relation in ("==", "!="):
        return _same(left, right) == (relation == "==")
    return _ORDER[relation](_number(left), _number(right))


def _same(left: object, right: object) -> bool:
    match left, right:
        case (Value() | Decimal(), _) | (_, Value() | Decimal()):
            return _number(left) == _number(right)
        case Word(), str():
            return left.trend == _trend(right)
        case str(), Word():
            return right.trend == _trend(left)
        case (Word(), Word()):
            return left.trend == right.trend
        case (str(), str()) | (bool(), bool()):
            return left == right
        case (Row(), Row()):
            return left.id == right.id
        case (Name(), Name()):
            return left.id == right.id
        case (Row() | Name(), str()) | (str(), Row() | Name()):
            message = Words("名称不能与文字比较", "a name cannot be compared with a text")
            raise Misuse("comparison", message, Words("请比较.id", "compare its .id"))
    message = Words(
        f"{kind_of(left).words.zh}不能与{kind_of(right).words.zh}比较",
        f"a {kind_of(left).words.en} cannot be compared with a {kind_of(right).words.en}",
    )
    raise Misuse("comparison", message)


def _trend(text: str) -> str:
    if text not in TRENDS:
        listed = "、".join(TRENDS), ", ".join(TRENDS)
        message = Words(f"没有名为“{text}”的方向", f"there is no direction “{text}”")
        hint = did_you_mean(text, TRENDS)
        hint = hint or Words(f"可以是{listed[0]}", f"it is one of {listed[1]}")
        raise Misuse("comparison", message, hint)
    return text


def _number(thing: object) -> Decimal:
    if isinstance(thing, Value):
        return thing.number
    if isinstance(thing, Decimal):
        return thing
    shown = f"“{thing}”" if isinstance(thing, str) else ""
    message = Words(
        f"数不能与{kind_of(thing).words.zh}{shown}比较",
        f"a number cannot be compared with a {kind_of(thing).words.en}"
        + (f", {shown}" if shown else ""),
    )
    raise Misuse("comparison", message)
