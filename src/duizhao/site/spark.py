"""Small charts beside the numbers of a front page: the shape of a figure, no words, no axes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

WIDTH, HEIGHT = 132, 36
_GAP = 0.28
_DOT = 2.6

Shape = Literal["columns", "line", "strip"]


@dataclass(frozen=True)
class Spark:
    """Numbers in their figure's order, which of them are meant, and the shape that shows them.

    `columns` compare parts, a `line` follows years or a curve, a `strip` divides one whole.
    """

    values: tuple[float, ...]
    marked: frozenset[int]
    shape: Shape


def spark_html(spark: Spark) -> str:
    """Return the drawing as inline SVG, coloured by classes; it says nothing to screen readers."""
    draw = {"columns": _columns, "line": _line, "strip": _strip}[spark.shape]
    return (
        f'<svg class="dz-spark" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" '
        f'height="{HEIGHT}" aria-hidden="true" focusable="false">{draw(spark)}</svg>'
    )


def _columns(spark: Spark) -> str:
    top = max(spark.values, default=0) or 1
    step = WIDTH / max(1, len(spark.values))
    thick = min(step * (1 - _GAP), 16)
    return "".join(
        _rect(place * step, HEIGHT - high, thick, high, place in spark.marked)
        for place, value in enumerate(spark.values)
        for high in (max(1.0, value / top * (HEIGHT - 2)),)
    )


def _strip(spark: Spark) -> str:
    whole = sum(spark.values) or 1
    html, at = "", 0.0
    for place, value in enumerate(spark.values):
        wide = value / whole * WIDTH
        html += _rect(at, HEIGHT / 2 - 6, max(0.5, wide - 1.5), 12, place in spark.marked)
        at += wide
    return html


def _line(spark: Spark) -> str:
    low, high = min(spark.values, default=0), max(spark.values, default=1)
    low = 0 if low >= 0 and low < high * 0.75 else low
    reach = (high - low) or 1
    step = (WIDTH - 2 * _DOT) / max(1, len(spark.values) - 1)
    points = [
        (_DOT + place * step, HEIGHT - _DOT - (value - low) / reach * (HEIGHT - 2 * _DOT))
        for place, value in enumerate(spark.values)
    ]
    path = "M" + "L".join(f"{x:.1f},{y:.1f}" for x, y in points)
    dots = "".join(
        f'<circle class="dz-spark__mark" cx="{points[place][0]:.1f}" '
        f'cy="{points[place][1]:.1f}" r="{_DOT}"/>'
        for place in sorted(spark.marked)
    )
    return f'<path class="dz-spark__line" d="{path}"/>{dots}'


def _rect(x: float, y: float, width: float, height: float, marked: bool) -> str:
    name = "dz-spark__mark" if marked else "dz-spark__part"
    return (
        f'<rect class="{name}" x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}"/>'
    )


def shape_of(form: str) -> Shape:
    """Return the shape that suits a chart's form (see `charts.FORMS`)."""
    if form == "share":
        return "strip"
    if form in ("lines", "panels", "lorenz"):
        return "line"
    return "columns"
