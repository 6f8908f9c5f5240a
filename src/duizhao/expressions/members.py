"""Members: what a thing in an expression may be asked for, and how the arguments are read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from duizhao.diagnostics import Words
from duizhao.expressions.value import Misuse


@dataclass(frozen=True)
class Parameter:
    """An argument of a member: its name, how it is read, and whether it may be left out.

    `read` returns the argument as the member takes it, or None where it is of another kind; `kind`
    says what is wanted.
    """

    name: str
    read: Callable[[object], object | None]
    kind: Words
    optional: bool = False
    default: object = None


@dataclass(frozen=True)
class Member:
    """A name that may follow the dot: how it is got, what it means, and examples.

    `parameters` is None where no brackets follow. `get` takes the thing, then the arguments.
    """

    name: str
    get: Callable[..., object]
    meaning: Words
    examples: tuple[str, ...]
    parameters: tuple[Parameter, ...] | None = None

    @property
    def signature(self) -> str:
        """Return how the member is written: `top(n, column?)`; `?` marks what may be left out."""
        if self.parameters is None:
            return self.name
        named = (one.name + ("?" if one.optional else "") for one in self.parameters)
        return f"{self.name}({', '.join(named)})"


@dataclass(frozen=True)
class Kind:
    """A kind of thing: its name, its members, its data, and what stands for it in messages.

    `key` reads what stands in square brackets (see `Parameter.read`), `item` finds the data, `data`
    lists what may be found.
    """

    words: Words
    example: str
    where: Callable[[Any], str]
    members: Mapping[str, Member]
    item: Callable[[Any, Any], object] | None = None
    key: Callable[[object], object | None] | None = None
    data: Callable[[Any], Iterable[str]] = lambda _: ()
    data_words: Words | None = None


def arguments_of(
    member: Member, given: tuple[object, ...], named: Mapping[str, object]
) -> tuple[object, ...]:
    """Return the arguments of a member, read and complete; raise `Misuse` where they do not fit."""
    parameters = member.parameters or ()
    if len(given) > len(parameters):
        message = Words(
            f"“{member.name}”最多有{len(parameters)}个参数，这里写了{len(given)}个",
            f"“{member.name}” has at most {len(parameters)} arguments, and {len(given)} are given",
        )
        raise _misused(member, message)
    places = {one.name: value for one, value in zip(parameters, given, strict=False)}
    for name, value in named.items():
        if name not in {one.name for one in parameters}:
            message = Words(
                f"“{member.name}”没有参数“{name}”", f"“{member.name}” has no argument “{name}”"
            )
            raise _misused(member, message)
        if name in places:
            message = Words(f"参数“{name}”写了两次", f"the argument “{name}” is given twice")
            raise _misused(member, message)
        places[name] = value
    return tuple(_argument(member, parameter, places) for parameter in parameters)


def _argument(member: Member, parameter: Parameter, given: Mapping[str, object]) -> object:
    if parameter.name not in given:
        if parameter.optional:
            return parameter.default
        message = Words(
            f"“{member.name}”缺少参数“{parameter.name}”：{parameter.kind.zh}",
            f"“{member.name}” needs “{parameter.name}”, {parameter.kind.en}",
        )
        raise _misused(member, message)
    read = parameter.read(given[parameter.name])
    if read is None:
        message = Words(
            f"“{member.name}”的“{parameter.name}”应是{parameter.kind.zh}",
            f"“{parameter.name}” of “{member.name}” is {parameter.kind.en}",
        )
        raise _misused(member, message)
    return read


def _misused(member: Member, message: Words) -> Misuse:
    hint = Words(f"写法：{member.signature}", f"it is written {member.signature}")
    return Misuse("argument", message, hint)
