"""Charts of one's own: the function `<figure>_chart(table, words)` called, its chart taken."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from duizhao.analysis import fingerprints
from duizhao.analysis.loading import importable, load, raised
from duizhao.analysis.scripts import PACKAGE, Scripts, Step
from duizhao.charts.data import ChartData
from duizhao.charts.own import ChartWords
from duizhao.diagnostics import Diagnostic, Place, Stage, Words, stage

SUFFIX = "_chart"
_PARAMETERS = ("table", "words")


@stage
def function_of(code: Scripts, figure: str, place: Place) -> Stage[Step | None]:
    """Return the function that makes a figure's chart; `place` is where the figure asks for it.

    There is none where it is missing, is defined twice, or does not take `table` and `words`.
    """
    name = f"{figure}{SUFFIX}"
    steps = code.steps.get(name, ())
    if not steps:
        message = Words(f"{PACKAGE}/里没有函数“{name}”", f"{PACKAGE}/ has no function “{name}”")
        hint = Words(
            f"请写def {name}(table, words)，返回altair.Chart",
            f"write def {name}(table, words), which returns an altair.Chart",
        )
        yield Diagnostic("chart", place, message, hint)
        return None
    for other in steps[1:]:
        message = Words(
            f"函数“{name}”已经在{steps[0].place}定义过",
            f"the function “{name}” is already defined in {steps[0].place}",
        )
        yield Diagnostic("function-twice", other.place, message)
    asked = tuple(one.name for one in steps[0].parameters if one.required)
    if asked != _PARAMETERS:
        message = Words(f"“{name}”的参数应是table和words", f"“{name}” must take table and words")
        hint = Words(
            "table是本图表的表，words是它的文字",
            "table is the figure’s table, words are its words",
        )
        yield Diagnostic("chart", steps[0].place, message, hint)
        return None
    return steps[0]


def code_of(code: Scripts, step: Step) -> str:
    """Return the fingerprint of a function and of all that it depends on."""
    return fingerprints.of_code(code, step.script.name, step.name)


@stage
def specified(root: Path, step: Step, data: Mapping[str, ChartData]) -> Stage[dict[str, ChartData]]:
    """Call a figure's function once per language; return the data with its specifications.

    Whatever the function raises, Altair's own refusals among it, is a finding at its line.
    """
    with importable(root):
        module = yield from load(root, step.script.name)
        if module is None:
            return {}
        function = getattr(module, step.name)
        made = {}
        for language, one in data.items():
            try:
                spec = specification(function, one, language)
            except Exception as error:
                yield from raised(root, step.name, error, step.place)
                return {}
            if spec is None:
                message = Words(
                    f"“{step.name}”返回的不是altair.Chart",
                    f"“{step.name}” returned no altair.Chart",
                )
                yield Diagnostic("chart", step.place, message)
                return {}
            made[language] = spec
        return made


def specification(function: Callable[..., Any], data: ChartData, language: str) -> ChartData | None:
    """Return the data with what a function makes of them; None where that is no chart of Altair."""
    import altair as alt

    from duizhao.charts.forms.own.table import frame

    titles = {column.id: column.title for column in data.columns}
    words = ChartWords(language, data.title, data.row_title, titles)
    with alt.theme.enable("none"), alt.data_transformers.enable(consolidate_datasets=False):
        chart = function(frame(data, language), words)
        if not isinstance(chart, alt.TopLevelMixin):
            return None
        spec = chart.to_dict()
    return replace(data, own=json.dumps(spec, ensure_ascii=False, default=str))
