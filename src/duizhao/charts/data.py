"""What a chart is drawn from, and what comes out: immutable values, no drawing library needed."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal

from duizhao.charts.forms import Chart
from duizhao.charts.table import Table

Scheme = Literal["light", "dark", "print"]

WIDE = 680
"""The width, in px, of a chart beside running text."""
PRINT = 560
"""The width, in px, of a chart in print, as wide as the measure: letters keep their size there."""
PHONE = 360
"""The width, in px, of a chart on a phone: drawn anew, not shrunk."""


@dataclass(frozen=True)
class Fit:
    """A fitted power law, as a straight line on log-log axes.

    `slope` is the line's slope on the drawn axes (for the share of things of size x or more and
    a density falling with exponent a it is 1 - a). The line begins at `start` on the row axis,
    at the height of the first drawn point there or beyond, and ends at the last point.
    """

    slope: Decimal
    start: Decimal


@dataclass(frozen=True)
class Together:
    """What several rows, given by their ids, come to together."""

    rows: tuple[str, ...]
    number: Decimal


@dataclass(frozen=True)
class Layer:
    """A network to be drawn under its labels: the committed file that holds it.

    `path` is relative to the project. `digest` stands for the content and `file` is where it can
    be read (see `duizhao.charts.layer`); both are empty until the chart is about to be drawn.
    """

    path: str
    digest: str = ""
    file: str = field(default="", compare=False)


@dataclass(frozen=True, kw_only=True)
class ChartData(Table):
    """A figure's table in one language, with its words and what its file asks of the chart.

    `own` is the Vega-Lite specification, as JSON, that the report's function returned for it.
    """

    figure: str
    title: str
    alt: str
    row_title: str
    chart: Chart
    note: str = ""
    fit: Fit | None = None
    together: tuple[Together, ...] = ()
    layer: Layer | None = None
    own: str = ""


@dataclass(frozen=True)
class Drawing:
    """A finished chart.

    `spec` is its Vega-Lite specification; `vega` the same compiled, which is what the browser
    runs; `svg` the static picture, complete with title, description and language.
    """

    spec: dict[str, Any]
    vega: dict[str, Any]
    svg: str
    width: int
    height: int
