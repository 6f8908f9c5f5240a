"""A figure's picture for the preview, drawn when it is first looked at and kept by content."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from pathlib import Path

from duizhao.diagnostics import Problems, Stage, stage
from duizhao.edition.load import FinishedEdition
from duizhao.preview.report import Report
from duizhao.render.pictures import ChartOf, chart_data, check_chart, draw_all, with_layers

# Drawing takes both cores: one figure at a time.
_DRAWING = threading.Lock()


def picture(report: Report, edition: str, language: str, figure: str) -> bytes | None:
    """Return a figure's picture as SVG; None when there is none, or it cannot be drawn."""
    contents = report.editions.get(edition)
    if contents is None or (language, figure) not in contents.views or figure in contents.unread:
        return None
    prepared = _prepared(report, contents, language, figure)
    if prepared.failed:
        return None  # told on the page already
    made = _drawn(report, prepared.value)
    return next((path.read_bytes() for path in made.values()), None)


def pictures(report: Report) -> Mapping[tuple[str, str, str], Path]:
    """Draw every figure that can be; return its picture by edition, language and name."""
    charts: list[ChartOf] = []
    for contents in report.editions.values():
        for language, name in contents.views:
            if name not in contents.unread:
                prepared = _prepared(report, contents, language, name)
                charts += [] if prepared.failed else prepared.value
    return _drawn(report, charts)


def _drawn(report: Report, charts: Sequence[ChartOf]) -> dict[tuple[str, str, str], Path]:
    try:
        with _DRAWING:
            made = draw_all(charts, report.root / "build" / "cache" / "charts")
    except Problems:
        return {}
    return {key: one.on_a_desk for key, one in made.items()}


@stage
def _prepared(
    report: Report, contents: FinishedEdition, language: str, figure: str
) -> Stage[list[ChartOf]]:
    view, drawn = contents.views[language, figure], contents.context.figures[figure]
    yield from check_chart(drawn, contents.context, report.root)  # what drawing would refuse
    specification = contents.own.get((language, figure), "")
    data = yield from chart_data(drawn, view, contents.context, language, specification)
    own = [] if data is None else [ChartOf(contents.edition.name, language, data)]
    return (yield from with_layers(own, report.root))
