"""Charts: a figure's table in one language → Vega-Lite, compiled Vega and a static SVG.

`forms` says what a figure's file may ask for and why a table cannot be drawn so, `draw` makes a
chart, `fingerprint` keys a cache of drawings, `javascript` writes what a browser needs to run the
interactive ones. Importing this package loads no drawing library; drawing does.
"""

from __future__ import annotations

from pathlib import Path

from duizhao.charts.data import PHONE, WIDE, ChartData, Drawing, Fit, Scheme
from duizhao.charts.fingerprint import fingerprint
from duizhao.charts.forms import Chart
from duizhao.charts.table import Cell, ChartError, Column, Name, Table

__all__ = [
    "PHONE",
    "WIDE",
    "Cell",
    "Chart",
    "ChartData",
    "ChartError",
    "Column",
    "Drawing",
    "Fit",
    "Name",
    "Scheme",
    "Table",
    "draw",
    "fingerprint",
    "javascript",
]


def draw(data: ChartData, language: str, scheme: Scheme, width: int = WIDE) -> Drawing:
    """Draw a chart `width` px wide in a language ("zh" or "en") and a colour scheme.

    The height follows from the data. The same arguments give the same bytes on every machine;
    the schemes of a chart differ in colours alone, and drawing one after the other is cheap.
    Raises `ChartError` when the form cannot draw the data (see `forms.form.Form.refusals`).
    """
    from duizhao.charts.drawing import drawn

    return drawn(data, language, scheme, width)


def javascript(folder: Path) -> Path:
    """Write the script that runs interactive charts in a browser; see `interactive`."""
    from duizhao.charts.interactive import written

    return written(folder)
