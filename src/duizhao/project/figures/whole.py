"""Shares of a whole in a figure's table: each within it, and all of them together make it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from decimal import Decimal
from pathlib import Path

from duizhao.diagnostics import Diagnostic, Place, Words
from duizhao.files.yaml_places import Document
from duizhao.language.digits import decimals_of
from duizhao.project.figures.file import FigureFile
from duizhao.project.figures.table import Cell

Cells = Mapping[tuple[str, str], Cell]
_HINT = Words(
    "请重新运行duizhao analyse；各行不构成全体的，请删去total",
    "run duizhao analyse again; where the rows are no whole, leave out `total`",
)


def shares_of_whole(
    document: Document, words: FigureFile, rows: Sequence[str], cells: Cells, beside: Set[str]
) -> Iterator[Diagnostic]:
    """Yield the computed shares of `total` that are outside it, or do not add up to it.

    A percentage that the figure neither ranks by nor draws may be another thing, such as a change.
    What each share was rounded by is allowed for. `beside` are the rows that pins know of: where
    one is not in the table, or the chart draws what is left of the whole, less than it is right.
    The shares that were published are audited with their errata.
    """
    if words.total is None:
        return
    path = str(Path(document.path).with_suffix(".csv"))
    shares = _shares(words)
    by_year = len(shares) > 1 and all(row.isdigit() for row in rows)
    groups = (
        {row: [(row, name) for name in shares] for row in rows}
        if by_year
        else {name: [(row, name) for row in rows] for name in shares}
    )
    rest = bool(getattr(words.chart, "remainder", False)) or not beside <= set(rows)
    for called, group in groups.items():
        numbers = [
            number for at in group if at in cells and (number := cells[at].number) is not None
        ]
        if not numbers:
            continue
        for number in numbers:
            if not 0 <= number <= words.total:
                message = Words(
                    f"“{called}”的占比{number}不在0—{words.total}之间",
                    f"the share {number} in “{called}” is not between 0 and {words.total}",
                )
                yield Diagnostic("not-a-share", Place(path, 1), message, _HINT)
        whole = len(numbers) == len(group) and not rest
        off = sum(numbers, Decimal()) - words.total
        within = sum((Decimal(1).scaleb(-decimals_of(one)) / 2 for one in numbers), Decimal())
        if off > within or (whole and -off > within):
            message = Words(
                f"“{called}”各项占比合计{off + words.total}，不是{words.total}",
                f"the shares in “{called}” add up to {off + words.total}, not {words.total}",
            )
            yield Diagnostic("shares-of-whole", Place(path, 1), message, _HINT)


def _shares(words: FigureFile) -> list[str]:
    percent = [name for name, column in words.columns.items() if column.unit == "percent"]
    chart = words.chart.completed(words.numeric, words.measure) if words.chart else None
    shown = {words.measure, *(chart.columns() if chart else ())}
    return [name for name in percent if name in shown] or percent
