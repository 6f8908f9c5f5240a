"""Draw a chart: build it with Altair, compile it to Vega, convert it with vl-convert, finish it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any, assert_never

import altair as alt
import vl_convert
from altair.utils.schemapi import debug_mode

from duizhao.charts.data import ChartData, Drawing, Scheme
from duizhao.charts.fingerprint import content
from duizhao.charts.forms.arcs import Arcs
from duizhao.charts.forms.arcs.drawing import arcs
from duizhao.charts.forms.areas import Areas
from duizhao.charts.forms.areas.drawing import areas
from duizhao.charts.forms.bars import Bars
from duizhao.charts.forms.bars.drawing import bars
from duizhao.charts.forms.boxes import Boxes
from duizhao.charts.forms.boxes.drawing import boxes_form
from duizhao.charts.forms.columns import Columns
from duizhao.charts.forms.columns.drawing import columns
from duizhao.charts.forms.dots import Dots
from duizhao.charts.forms.dots.drawing import dots
from duizhao.charts.forms.histogram import Histogram
from duizhao.charts.forms.histogram.drawing import histogram
from duizhao.charts.forms.lines import Lines
from duizhao.charts.forms.lines.drawing import lines
from duizhao.charts.forms.loglog import LogLog
from duizhao.charts.forms.loglog.drawing import loglog
from duizhao.charts.forms.lorenz import Lorenz
from duizhao.charts.forms.lorenz.drawing import lorenz
from duizhao.charts.forms.matrix import Matrix
from duizhao.charts.forms.matrix.drawing import matrix
from duizhao.charts.forms.network import Network
from duizhao.charts.forms.network.drawing import LAYER, network
from duizhao.charts.forms.own import Own
from duizhao.charts.forms.own.drawing import own
from duizhao.charts.forms.panels import Panels
from duizhao.charts.forms.panels.drawing import panels
from duizhao.charts.forms.sankey import Sankey
from duizhao.charts.forms.sankey.drawing import sankey
from duizhao.charts.forms.scatter import Scatter
from duizhao.charts.forms.scatter.drawing import scatter
from duizhao.charts.forms.share import Share
from duizhao.charts.forms.share.drawing import share
from duizhao.charts.forms.slope import Slope
from duizhao.charts.forms.slope.drawing import slope
from duizhao.charts.forms.spread import Spread
from duizhao.charts.forms.spread.drawing import spread
from duizhao.charts.forms.tiles import Tiles
from duizhao.charts.forms.tiles.drawing import tiles
from duizhao.charts.forms.timeline import Timeline
from duizhao.charts.forms.timeline.drawing import timeline
from duizhao.charts.palette import painted
from duizhao.charts.parts import Canvas, Picture
from duizhao.charts.png import picture_url
from duizhao.charts.raster import Pixels
from duizhao.charts.svg import finished
from duizhao.charts.table import Name
from duizhao.charts.theme import FACE, PRINT_FONTS, screen_fonts
from duizhao.language.text_layout import begun


@dataclass(frozen=True)
class _Layout:
    """What all schemes of a chart share; two are the same when their content is.

    Tables are not compared themselves: 29.0 equals 29.00, but is not written like it.
    """

    content: str
    language: str
    width: int
    data: ChartData = field(compare=False)


@dataclass(frozen=True)
class _Unpainted:
    spec: dict[str, Any]
    vega: dict[str, Any]
    svg: str
    width: int
    height: int
    raster: Pixels | None


def drawn(data: ChartData, language: str, scheme: Scheme, width: int) -> Drawing:
    """Return the finished drawing; see `duizhao.charts.draw`."""
    made = _unpainted(_Layout(content(data), language, width, data))
    fonts = PRINT_FONTS if scheme == "print" else screen_fonts(language)
    given = {FACE: fonts}
    if made.raster is not None:
        given[LAYER] = picture_url(made.raster, scheme)
    svg = finished(made.svg, data, language, scheme, (made.width, made.height))
    return Drawing(
        spec=_filled(painted(made.spec, scheme), given),
        vega=_filled(painted(made.vega, scheme), given),
        svg=svg.replace(LAYER, given.get(LAYER, LAYER)),
        width=made.width,
        height=made.height,
    )


@lru_cache(maxsize=64)
def _unpainted(layout: _Layout) -> _Unpainted:
    """Do the slow part: build, compile and convert."""
    data = _labelled(layout.data, layout.language)
    # Altair checks its own schema against every part of a chart at every step. The tests do that
    # for every form; a build need not, and takes half the time.
    with debug_mode(False):
        spec, made = specified(data, Canvas(layout.language, layout.width))
    vega: dict[str, Any] = vl_convert.vegalite_to_vega(spec)
    # Several plots side by side have no size of their own in Vega; the canvas has.
    sides = made.margins
    vega["width"] = made.width - sides.left - sides.right
    vega["height"] = made.height - sides.top - sides.bottom
    # The layout does not depend on the width of text as vl-convert measures it (see `text`), and
    # measuring with a face that no machine has is several times faster than shaping Han.
    return _Unpainted(
        spec, vega, vl_convert.vega_to_svg(vega), made.width, made.height, made.raster
    )


def _labelled(data: ChartData, language: str) -> ChartData:
    """Return the table with its names as labels begin in the language."""

    def named(name: Name) -> Name:
        return replace(
            name,
            text=begun(name.text, language),
            shorter=tuple(begun(form, language) for form in name.shorter),
        )

    return replace(
        data,
        rows=tuple(named(row) for row in data.rows),
        cells=tuple(
            tuple(
                replace(cell, name=named(cell.name)) if cell and cell.name else cell
                for cell in cells
            )
            for cells in data.cells
        ),
    )


def specified(data: ChartData, canvas: Canvas) -> tuple[dict[str, Any], Picture]:
    """Return the chart on a canvas as a Vega-Lite specification, not yet painted."""
    for refusal in data.chart.refusals(data):
        raise refusal
    made = _made(data, canvas)
    with alt.data_transformers.enable(consolidate_datasets=False):
        return made.spec(), made


def _made(data: ChartData, canvas: Canvas) -> Picture:
    chart = data.chart
    match chart:
        case Bars():
            return bars(data, chart, canvas)
        case Columns():
            return columns(data, chart, canvas)
        case Share():
            return share(data, chart, canvas)
        case Lines():
            return lines(data, chart, canvas)
        case Panels():
            return panels(data, chart, canvas)
        case LogLog():
            return loglog(data, chart, canvas)
        case Tiles():
            return tiles(data, chart, canvas)
        case Matrix():
            return matrix(data, chart, canvas)
        case Arcs():
            return arcs(data, chart, canvas)
        case Sankey():
            return sankey(data, chart, canvas)
        case Network():
            return network(data, chart, canvas)
        case Dots():
            return dots(data, chart, canvas)
        case Lorenz():
            return lorenz(data, chart, canvas)
        case Boxes():
            return boxes_form(data, chart, canvas)
        case Timeline():
            return timeline(data, chart, canvas)
        case Scatter():
            return scatter(data, chart, canvas)
        case Histogram():
            return histogram(data, chart, canvas)
        case Spread():
            return spread(data, chart, canvas)
        case Slope():
            return slope(data, chart, canvas)
        case Areas():
            return areas(data, chart, canvas)
        case Own():
            return own(data, canvas)
        case _:
            assert_never(chart)


def _filled(spec: Any, given: Mapping[str, str]) -> Any:
    """Return a copy of a specification with what stands for fonts and rasters put in."""
    if isinstance(spec, dict):
        return {key: _filled(value, given) for key, value in spec.items()}
    if isinstance(spec, list):
        return [_filled(value, given) for value in spec]
    return given.get(spec, spec) if isinstance(spec, str) else spec
