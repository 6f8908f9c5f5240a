"""A figure's picture for the preview, drawn when it is first looked at and kept by content."""

from __future__ import annotations

import threading

from duizhao.diagnostics import Problems, Stage, stage
from duizhao.edition.load import FinishedEdition
from duizhao.preview.report import Report
from duizhao.render.pictures import ChartOf, chart_data, draw_all, with_layers

# Drawing takes both cores: one figure at a time.
_DRAWING = threading.Lock()


def picture(report: Report, edition: str, language: str, figure: str) -> bytes | None:
    """Return a figure's picture as SVG; None when there is none, or it cannot be drawn."""
    contents = report.editions.get(edition)
    if contents is None or (language, figure) not in contents.views:
        return None
    try:
        charts = _prepared(report, contents, language, figure).or_stop()
        with _DRAWING:
            made = draw_all(charts, report.root / "build" / "cache" / "charts")
    except Problems:
        return None  # told on the page already
    if not made:
        return None
    (one,) = made.values()
    return one.on_a_desk.read_bytes()


@stage
def _prepared(
    report: Report, contents: FinishedEdition, language: str, figure: str
) -> Stage[list[ChartOf]]:
    view, drawn = contents.views[language, figure], contents.context.figures[figure]
    specification = contents.own.get((language, figure), "")
    data = yield from chart_data(drawn, view, contents.context, language, specification)
    own = [] if data is None else [ChartOf(contents.edition.name, language, data)]
    return (yield from with_layers(own, report.root))
