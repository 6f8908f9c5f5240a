"""Charts of one's own, made and tried: what the report's functions return, in both languages."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from duizhao.analysis import own_charts, scripts
from duizhao.charts import fingerprint
from duizhao.charts.data import ChartData
from duizhao.charts.forms.own import Own
from duizhao.charts.table import ChartError
from duizhao.diagnostics import Diagnostic, Place, Stage, Words, stage
from duizhao.diagnostics.extras import installed, lacking
from duizhao.files import cache
from duizhao.files.cache import Store
from duizhao.project.figures import Figure
from duizhao.render.context import Context
from duizhao.render.pictures import MEDIA, chart_data
from duizhao.render.views import FigureView

_WIDTHS = tuple(dict.fromkeys(width for _, width in MEDIA))


@stage
def own_specifications(
    views: Mapping[tuple[str, str], FigureView], context: Context, root: Path
) -> Stage[dict[tuple[str, str], str]]:
    """Return the specification of every chart of one's own, by language and figure, as JSON.

    `views` are the figures that are shown, by language and name.

    A function is called with the committed table, and its chart laid out at every width, unless
    the same was done before: then what it returned is in the cache of drawings. What it returned
    is all that is kept, and it is read as data.
    """
    asked: dict[str, dict[str, ChartData]] = {}
    for (language, name), view in views.items():
        figure = context.figures[name]
        if not isinstance(figure.file.chart, Own) or figure.file.chart.refusals(figure.table):
            continue
        read = chart_data(figure, view, context, language).value
        if read is not None:
            asked.setdefault(name, {})[language] = replace(read, alt="", note="")
    if not asked:
        return {}
    code = yield from scripts.read(root)
    store = Store(root / "build" / "cache" / "charts")
    made: dict[tuple[str, str], str] = {}
    for name, data in asked.items():
        figure = context.figures[name]
        place = figure.document.place("chart", "form")
        step = yield from own_charts.function_of(code, figure.name, place)
        if step is None:
            continue
        key = cache.fingerprint(
            own_charts.code_of(code, step),
            *(fingerprint(one, language, "light") for language, one in data.items()),
        )
        kept = {language: store.read(f"{key}.{language}.own") for language in data}
        if None in kept.values() and not installed("analysis"):
            yield lacking("analysis", place, Words("自己的函数画的图", "a chart of one's own"))
            continue
        if None in kept.values():
            trying = _tried(root, step, figure, data)
            tried = yield from trying
            if trying.failed:
                continue
            kept = {language: text.encode() for language, text in tried.items()}
            with suppress(OSError):  # a project that cannot be written to is checked all the same
                for language, text in kept.items():
                    store.write(f"{key}.{language}.own", text or b"")
        made |= {(language, figure.name): (text or b"").decode() for language, text in kept.items()}
    return made


@stage
def _tried(
    root: Path, step: scripts.Step, figure: Figure, data: Mapping[str, ChartData]
) -> Stage[dict[str, str]]:
    specified = yield from own_charts.specified(root, step, data)
    yield from _refusals(figure, specified, step.place)
    return {language: one.own for language, one in specified.items()}


def _refusals(
    figure: Figure, specified: Mapping[str, ChartData], place: Place
) -> Iterator[Diagnostic]:
    """Yield why a figure's charts cannot be drawn, in either language, at whatever width.

    What both languages suffer from for the same reason is said once.
    """
    from duizhao.charts.drawing import specified as drawn
    from duizhao.charts.forms.own.refused import different
    from duizhao.charts.parts import Canvas

    found: dict[Words, ChartError] = {}
    for language, data in specified.items():
        for width in _WIDTHS:
            try:
                drawn(data, Canvas(language, width))
            except ChartError as refusal:
                found.setdefault(refusal.hint or refusal.message, refusal)
                break
    if len(specified) == 2 and not found:
        one, two = (json.loads(data.own) for data in specified.values())
        found = {error.message: error for error in different(one, two)}
    for error in found.values():
        said = Words(f"“{figure.name}”：{error.message.zh}", f"“{figure.name}”: {error.message.en}")
        yield Diagnostic("chart", place, said, error.hint)
