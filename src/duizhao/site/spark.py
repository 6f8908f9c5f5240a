"""Small charts beside the numbers of a front page: the shape of a figure, no words, no axes."""

from __future__ import annotations

from dataclasses import dataclass

from duizhao.charts.forms.form import Shape

WIDTH, HEIGHT = 132, 36
_GAP = 0.28
_THICK = 16
_DOT = 2.6


@dataclass(frozen=True)
class Spark:
    """Numbers in their figure's order, which of them are meant, and the shape that shows them.

    `columns` compare parts, a `line` follows years or a curve, a `strip` divides one whole.
    `rest` is what the parts leave of their whole (0 for nothing), drawn empty.
    """

    values: tuple[float, ...]
    marked: frozenset[int]
    shape: Shape
    rest: float = 0


def spark_html(spark: Spark) -> str:
    """Return the drawing as inline SVG, coloured by classes; it says nothing to screen readers."""
    draw = {"columns": _columns, "line": _line, "strip": _strip}[spark.shape]
    return (
        f'<svg class="dz-spark" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" '
        f'height="{HEIGHT}" aria-hidden="true" focusable="false">{draw(spark)}</svg>'
    )


def _columns(spark: Spark) -> str:
    parts = _parts(spark)
    top = max((value for value, _ in parts), default=0) or 1
    step = min(WIDTH / max(1, len(parts)), _THICK / (1 - _GAP))
    return "".join(
        _rect(place * step, HEIGHT - high, step * (1 - _GAP), high, name)
        for place, (value, name) in enumerate(parts)
        for high in (max(1.0, value / top * (HEIGHT - 2)),)
    )


def _strip(spark: Spark) -> str:
    parts = _parts(spark)
    whole = sum(value for value, _ in parts) or 1
    html, at = "", 0.0
    for value, name in parts:
        wide = value / whole * WIDTH
        html += _rect(at, HEIGHT / 2 - 6, max(0.5, wide - 1.5), 12, name)
        at += wide
    return html


def _parts(spark: Spark) -> list[tuple[float, str]]:
    names = ("mark" if place in spark.marked else "part" for place in range(len(spark.values)))
    rest = [(spark.rest, "rest")] if spark.rest > 0 else []
    return [*zip(spark.values, names, strict=True), *rest]


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


def _rect(x: float, y: float, width: float, height: float, name: str) -> str:
    if name == "rest":
        # The line of an empty bar lies on its edge: drawn inside, it is as large as a full one.
        x, y, width, height = x + 0.5, y + 0.5, max(0.5, width - 1), max(0.5, height - 1)
    return (
        f'<rect class="dz-spark__{name}" x="{x:.1f}" y="{y:.1f}" '
        f'width="{width:.1f}" height="{height:.1f}"/>'
    )
