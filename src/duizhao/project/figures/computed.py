"""Computed columns: from two columns of a row, and sums over the parts of a template."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from duizhao.diagnostics import Diagnostic, Stage, Words, did_you_mean, stage
from duizhao.language import rounded
from duizhao.project.figures.figure import Figure
from duizhao.project.figures.file import unknown_column
from duizhao.project.figures.table import Cell


@stage
def with_results(figures: Mapping[str, Figure]) -> Stage[dict[str, Figure]]:
    """Return the figures with the quotients and differences of two columns, as `derived`.

    A row has one where both numbers are known; nothing is divided by 0. Findings name a column
    that there is not.
    """
    filled = dict(figures)
    for figure in figures.values():
        for name, column in figure.file.columns.items():
            for key in ("quotient_of", "difference_of"):
                of: tuple[str, str] | None = getattr(column, key)
                if of is None:
                    continue
                unknown = [one for one in of if one not in figure.file.columns]
                for one in unknown:
                    yield unknown_column(
                        figure.document.place("columns", name, key), one, figure.file
                    )
                if not unknown:
                    cells = _results(figure, name, of, key == "quotient_of")
                    own = filled[figure.name]
                    filled[figure.name] = replace(own, cells={**own.cells, **cells})
    return filled


def _results(
    figure: Figure, name: str, of: tuple[str, str], quotient: bool
) -> dict[tuple[str, str], Cell]:
    found = {}
    for row in figure.rows:
        one, other = (figure.cell(row, column) for column in of)
        if not (one and other) or one.number is None or other.number is None:
            continue
        if not quotient or other.number:
            number = one.number / other.number if quotient else one.number - other.number
            number = rounded(number, figure.file.columns[name].decimals)
            sources = tuple(dict.fromkeys((*one.sources, *other.sources)))
            found[row, name] = Cell(number=number, status="derived", sources=sources)
    return found


@stage
def with_sums(figures: Mapping[str, Figure]) -> Stage[dict[str, Figure]]:
    """Return the figures with the columns that add up the parts of a template, as `derived`.

    A row is called like the part; of a part without numbers there is no sum.
    """
    filled = dict(figures)
    for figure in figures.values():
        for name, column in figure.file.columns.items():
            if column.sum_of is None:
                continue
            whole, _, of = column.sum_of.partition(".")
            place = figure.document.place("columns", name, "sum_of")
            if whole not in figures or figures[whole].file.template is None:
                message = Words(
                    f"没有名为“{whole}”的模板图表", f"no figure “{whole}” belongs to a template"
                )
                templates = [one.name for one in figures.values() if one.file.template]
                yield Diagnostic("unknown-figure", place, message, did_you_mean(whole, templates))
            elif of not in figures[whole].file.columns:
                yield unknown_column(place, of, figures[whole].file)
            else:
                own = filled[figure.name]
                cells = {**own.cells, **_sums(own, name, whole, of, figures)}
                filled[figure.name] = replace(own, cells=cells)
    return filled


def _sums(
    figure: Figure, name: str, whole: str, of: str, figures: Mapping[str, Figure]
) -> dict[tuple[str, str], Cell]:
    found = {}
    for row in figure.rows:
        part = figures.get(f"{whole}_{row}")
        cells = [cell for one in part.rows if (cell := part.cell(one, of))] if part else []
        numbers = [cell.number for cell in cells if cell.number is not None]
        if numbers:
            sources = tuple(dict.fromkeys(source for cell in cells for source in cell.sources))
            total = sum(numbers, Decimal(0))
            found[row, name] = Cell(number=total, status="derived", sources=sources)
    return found
