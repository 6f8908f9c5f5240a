"""The forms of charts: what a figure's file may say under `chart:`, one model per form.

Each form is a folder: what it may be told and what it refuses in its `__init__`, how it is drawn
in `drawing`. A new form is a folder, a line here, and one in `charts.drawing`.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from duizhao.charts.forms.arcs import Arcs
from duizhao.charts.forms.areas import Areas
from duizhao.charts.forms.bars import Bars
from duizhao.charts.forms.boxes import Boxes
from duizhao.charts.forms.columns import Columns
from duizhao.charts.forms.dots import Dots
from duizhao.charts.forms.histogram import Histogram
from duizhao.charts.forms.lines import Lines
from duizhao.charts.forms.loglog import LogLog
from duizhao.charts.forms.lorenz import Lorenz
from duizhao.charts.forms.matrix import Matrix
from duizhao.charts.forms.network import Network
from duizhao.charts.forms.own import Own
from duizhao.charts.forms.panels import Panels
from duizhao.charts.forms.sankey import Sankey
from duizhao.charts.forms.scatter import Scatter
from duizhao.charts.forms.share import Share
from duizhao.charts.forms.slope import Slope
from duizhao.charts.forms.spread import Spread
from duizhao.charts.forms.tiles import Tiles
from duizhao.charts.forms.timeline import Timeline

Chart = Annotated[
    Bars
    | Columns
    | Share
    | Lines
    | Panels
    | LogLog
    | Tiles
    | Matrix
    | Arcs
    | Sankey
    | Network
    | Dots
    | Lorenz
    | Boxes
    | Timeline
    | Scatter
    | Histogram
    | Spread
    | Slope
    | Areas
    | Own,
    Field(discriminator="form"),
]
"""A figure's `chart:`, told apart by its `form`."""
