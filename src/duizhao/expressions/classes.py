"""Classes: a threshold said as what it is, 10% or more, from the classes that lie on its side.

The limits of a class stand in its row's id: `under_5`, `from_5_to_10`, `over_20`. A class includes
its lower limit and not its upper one, save the last closed class, which includes both.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from duizhao.diagnostics import Words
from duizhao.expressions.namespace import FigureValues, Row
from duizhao.expressions.value import Misuse, Value, added
from duizhao.project.figures import ClassesFile

Side = Literal["at_least", "under"]
_CLASS = re.compile(r"(?P<side>under|from|over)_(?P<limit>\d+)(?:_to_\d+)?")


@dataclass(frozen=True)
class Threshold:
    """All classes from a limit upwards, or all below it: what is printed is the limit in words."""

    side: Side
    limit: Decimal
    classes: ClassesFile
    rows: tuple[Row, ...]

    def total(self, column: str | None) -> Value:
        """Return the sum of a column over these classes (by default the measure)."""
        figure = self.rows[0].figure
        name = column or figure.figure.measure or ""
        return added([figure.required(row.id, name) for row in self.rows])


def at_least(figure: FigureValues, limit: int) -> Threshold:
    """Return the classes of `limit` and more; raise `Misuse` where no class begins there."""
    return _threshold(figure, "at_least", limit)


def under(figure: FigureValues, limit: int) -> Threshold:
    """Return the classes below `limit`; raise `Misuse` where no class begins there."""
    return _threshold(figure, "under", limit)


def _threshold(figure: FigureValues, side: Side, limit: int) -> Threshold:
    classes = figure.figure.file.classes
    if classes is None:
        message = Words(
            f"“{figure.address()}”没有分组的界限", f"“{figure.address()}” has no classes"
        )
        hint = Words(
            "分组的图表在.yml里写classes:", "a figure of classes says classes: in its .yml"
        )
        raise Misuse("no-threshold", message, hint)
    limits = {row: found for row in figure.figure.rows if (found := _CLASS.fullmatch(row))}
    begins = sorted(int(one["limit"]) for one in limits.values() if one["side"] == "from")
    if limit not in begins:
        raise _no_limit(figure, limit, begins, limits.values())
    rows = tuple(
        Row(figure, row)
        for row, one in limits.items()
        if (one["side"] != "under" and int(one["limit"]) >= limit) == (side == "at_least")
    )
    return Threshold(side, Decimal(limit) * classes.times, classes, rows)


def _no_limit(
    figure: FigureValues, limit: int, begins: Sequence[int], limits: Collection[re.Match[str]]
) -> Misuse:
    message = Words(
        f"“{figure.address()}”没有从{limit}开始的组",
        f"no class of “{figure.address()}” begins at {limit}",
    )
    opened = [one[0] for one in limits if one["side"] == "over" and int(one["limit"]) == limit]
    if opened:
        row = f"{figure.address()}.{opened[0]}"
        hint = Words(
            f"末组不含{limit}，请写{row}", f"the last class leaves {limit} out: write {row}"
        )
    else:
        listed = [str(one) for one in begins]
        hint = Words(f"可以是{'、'.join(listed)}", f"it is one of {', '.join(listed)}")
    return Misuse("no-threshold", message, hint)
