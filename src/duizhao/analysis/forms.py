"""How a function wants a table: whole, as a pandas DataFrame, or lazily, as a LazyFrame."""

from __future__ import annotations

import enum
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, get_origin

import narwhals as nw
import pandas as pd

from duizhao.diagnostics import Diagnostic, Place, Stage, Words, stage


class Form(enum.Enum):
    """A table's form: all of its rows in pandas, or an engine's promise of them."""

    whole = pd.DataFrame
    lazy = nw.LazyFrame


@dataclass(frozen=True)
class Given:
    """A table of the microdata in the forms that functions ask for; None where nobody asks."""

    whole: pd.DataFrame | None
    lazy: nw.LazyFrame[Any] | None

    def form(self, form: Form) -> Any:
        """Return the table in one form."""
        return self.whole if form is Form.whole else self.lazy


@stage
def forms(
    function: str, hints: Mapping[str, Any], tables: Collection[str], place: Place
) -> Stage[dict[str, Form]]:
    """Return the form in which a function takes each table that it names, by its annotations.

    An annotation that is neither form is a finding.
    """
    found: dict[str, Form] = {}
    for name, hint in hints.items():
        if name not in tables:
            continue
        kind = get_origin(hint) or hint
        if isinstance(kind, type) and issubclass(kind, nw.LazyFrame):
            found[name] = Form.lazy
        elif kind is pd.DataFrame or kind is Any:
            found[name] = Form.whole
        else:
            yield _neither(function, name, kind, place)
    return found


def _neither(function: str, table: str, kind: Any, place: Place) -> Diagnostic:
    name = getattr(kind, "__name__", str(kind))
    message = Words(
        zh=f"“{function}”把数据表“{table}”注为{name}",
        en=f"“{function}” takes the table “{table}” as {name}",
    )
    hint = Words(
        zh="数据表的类型是nw.LazyFrame（由所选引擎计算）或pd.DataFrame（整表读入内存）",
        en="a table is an nw.LazyFrame (any engine) or a pd.DataFrame (all of it in memory)",
    )
    return Diagnostic("annotation", place, message, hint)
