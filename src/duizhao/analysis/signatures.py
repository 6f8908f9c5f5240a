"""What functions of `analysis/` ask for and return, by their annotations, before anything runs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import FunctionType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import pandas as pd

from duizhao.analysis.loading import raised
from duizhao.analysis.plan import EDITION, PUBLISHED, Plan
from duizhao.analysis.scripts import Step
from duizhao.diagnostics import Diagnostic, Stage, Words, stage
from duizhao.network.graph import Network

Hints = Mapping[str, Any]
TYPES = {EDITION: str, PUBLISHED: pd.DataFrame}


@stage
def hints(root: Path, functions: Mapping[str, FunctionType], plan: Plan) -> Stage[dict[str, Hints]]:
    """Return the types that functions name, by parameter and `return`; a name unknown is told."""
    found: dict[str, Hints] = {}
    for name, function in functions.items():
        try:
            found[name] = get_type_hints(function)
        except Exception as error:
            found[name] = {}
            place = plan.functions[name].step.place
            yield from raised(root, name, error, place)
    return found


def mismatches(found: Mapping[str, Hints], plan: Plan) -> Iterator[Diagnostic]:
    """Yield every parameter that wants another type than the function of its name returns."""
    for user, wanted in found.items():
        step = plan.functions[user].step
        for used in plan.functions[user].dependencies:
            returned = TYPES.get(used) or found.get(used, {}).get("return", Any)
            if not _fits(returned, wanted.get(used, Any)):
                yield _mismatch(step, used, _named(wanted[used]), _named(returned))


def is_graph(kind: Any) -> bool:
    """Tell whether a type is a graph of networkx, which a `Network` is handed over as."""
    return _is_class(kind) and any(one.__module__.startswith("networkx.") for one in kind.__mro__)


def _mismatch(step: Step, used: str, wanted: str, returned: str) -> Diagnostic:
    place = next(one.place for one in step.parameters if one.name == used)
    message = Words(
        zh=f"“{step.name}”要求“{used}”是{wanted}，而“{used}”返回{returned}",
        en=f"“{step.name}” expects “{used}” to be {wanted}, but “{used}” returns {returned}",
    )
    if used == EDITION:
        message = Words(
            zh=f"“{step.name}”要求“{used}”是{wanted}，而它是版次名，类型为{returned}",
            en=f"“{step.name}” expects “{used}” to be {wanted}, but it is the edition’s name,"
            f" a {returned}",
        )
    return Diagnostic("annotation", place, message)


def _fits(returned: Any, wanted: Any) -> bool:
    """Tell whether a value of one type may be used as another; in case of doubt it may."""
    return any(_may_be(one, other) for one in _kinds(returned) for other in _kinds(wanted))


def _may_be(returned: Any, wanted: Any) -> bool:
    if not (_is_class(returned) and _is_class(wanted)):
        return True
    if wanted is float and issubclass(returned, int):
        return True
    if issubclass(returned, Network) and is_graph(wanted):
        return True
    try:
        return issubclass(returned, wanted)
    except TypeError:  # a protocol that cannot be asked
        return True


def _kinds(hint: Any) -> Iterable[Any]:
    if get_origin(hint) in (Union, UnionType):
        return [kind for one in get_args(hint) for kind in _kinds(one)]
    return [type(None) if hint is None else get_origin(hint) or hint]


def _is_class(kind: Any) -> bool:
    return isinstance(kind, type) and kind is not Any


def _named(hint: Any) -> str:
    return getattr(hint, "__name__", None) or str(hint)
