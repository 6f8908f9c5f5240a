"""What follows from published numbers where only a model gives the rest: counts and remainders."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from duizhao.language import rounded
from duizhao.language.digits import decimals_of
from duizhao.project.figures.figure import Figure
from duizhao.project.figures.table import Cell

Cells = Mapping[tuple[str, str], Cell]


def with_what_follows(figure: Figure, bases: Mapping[str, Cell]) -> Figure:
    """Return a figure with the withheld cells filled that its published numbers decide.

    A count follows from its share and the number that shares are of, `bases` by column: it is the
    whole number that rounds to the share, or lies between two where several do. Where shares make
    a whole, the one that is missing is what the others leave of it.
    """
    counts = {
        at: cell
        for at in figure.withheld
        if at[1] in bases
        and (share := figure.cell(at[0], figure.measure or "")) is not None
        and (cell := count_of(share, bases[at[1]])) is not None
    }
    following = {**counts, **_remainders(figure)}
    return replace(
        figure,
        cells={**figure.cells, **following},
        withheld=figure.withheld - following.keys(),
    )


def count_of(share: Cell, base: Cell) -> Cell | None:
    """Return the count that rounds to a share (per cent) of a base, or the two it lies between.

    None where no whole number does.
    """
    if share.number is None or base.number is None:
        return None
    half = _half_a_step(share.number)
    low = ((share.number - half) * base.number / 100).to_integral_value(ROUND_CEILING)
    high = ((share.number + half) * base.number / 100).to_integral_value(ROUND_FLOOR)
    if low > high:
        return None
    sources = tuple(dict.fromkeys((*share.sources, *base.sources)))
    if low == high:
        return Cell(number=low, status="derived", sources=sources)
    return Cell(status="derived", sources=sources, between=(low, high))


def _half_a_step(share: Decimal) -> Decimal:
    """Return half of what the last printed digit of a share counts."""
    return Decimal(1).scaleb(-decimals_of(share)) / 2


def _remainders(figure: Figure) -> dict[tuple[str, str], Cell]:
    total = figure.file.total
    if total is None or all(row.isdigit() for row in figure.rows):
        return {}
    found = {}
    for column, words in figure.file.columns.items():
        missing = [row for row in figure.rows if figure.cell(row, column) is None]
        known = [cell for row in figure.rows if (cell := figure.cell(row, column)) is not None]
        numbers = [cell.number for cell in known if cell.number is not None]
        if words.unit != "percent" or len(missing) != 1 or len(numbers) < len(known):
            continue
        if (missing[0], column) in figure.withheld:
            left = rounded(total - sum(numbers, Decimal(0)), min(map(decimals_of, numbers)))
            sources = tuple(dict.fromkeys(one for cell in known for one in cell.sources))
            found[missing[0], column] = Cell(number=left, status="derived", sources=sources)
    return found
