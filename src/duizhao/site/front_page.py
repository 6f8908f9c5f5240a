"""Highlights: the few numbers on an edition's front page, each with the shape of its figure."""

from __future__ import annotations

from duizhao import site
from duizhao.charts.forms.lorenz import Lorenz
from duizhao.diagnostics import Diagnostic, Stage, Words, stage
from duizhao.document.anchors import display_anchor
from duizhao.edition.load import FinishedEdition
from duizhao.expressions.evaluate import evaluate
from duizhao.expressions.provenance import leaves
from duizhao.expressions.value import Misuse, Reference, Value
from duizhao.project.figures import Figure
from duizhao.render.inline import inline_text
from duizhao.site.spark import Spark, spark_html
from duizhao.site.target import SiteTarget


@stage
def highlights(contents: FinishedEdition, language: str) -> Stage[tuple[site.Highlight, ...]]:
    """Return the numbers that the edition's file puts on its front page."""
    context = contents.context
    target = SiteTarget(language, "", context.numbering, {}, {})
    found = []
    for index, one in enumerate(contents.edition.file.highlights):
        place = contents.edition.place("highlights", index, "value")
        value = yield from evaluate(one.value, place, context.namespace)
        if value is None:
            continue
        try:
            said = inline_text(value, language, target)
            shown = _shown(contents, one.figure)
            chapter = context.numbering.chapter(shown)
        except (Misuse, KeyError) as error:
            message = Words(
                f"highlights第{index + 1}项：{error}", f"highlight {index + 1}: {error}"
            )
            yield Diagnostic("highlight", place, message)
            continue
        spark = None
        if isinstance(value, Value) and shown.kind == "figure":
            spark = _spark(context.figures[one.figure], value)
        found.append(
            site.Highlight(
                said,
                one.label.of(language),
                f"{chapter}.html#{display_anchor(shown.kind, shown.figure)}",
                spark_html(spark) if spark else "",
            )
        )
    return tuple(found)


def _shown(contents: FinishedEdition, name: str) -> Reference:
    """Return how chapters show `name`: as a picture, else as a table (which has no shape)."""
    numbering = contents.context.numbering
    as_table = name in numbering.tables and name not in numbering.figures
    return Reference(name, "table" if as_table else "figure")


def _spark(figure: Figure, value: Value) -> Spark | None:
    """Return the shape of the figure's table, the cells marked that the number is made of.

    A number from elsewhere marks nothing on columns, and the end of a line.
    """
    chart = figure.file.chart
    if chart is None:
        return None
    own = [
        one
        for one in leaves(value.origin)
        if one.figure == figure.name and not one.edition and one.row and one.column
    ]
    column = own[0].column if own else next(iter(chart.columns()), "")
    rows = [
        (row, cell.number)
        for row in figure.shown_rows()
        if (cell := figure.cell(row, column)) is not None and cell.number is not None
    ]
    # A drawing so small has no room for columns on either side of zero.
    if len(rows) < 2 or (chart.shape != "line" and any(number < 0 for _, number in rows)):
        return None
    marked = {place for place, (row, _) in enumerate(rows) if row in {one.row for one in own}}
    if chart.shape == "line" and not marked:
        at = (isinstance(chart, Lorenz) and chart.mark) or rows[-1][0]
        marked = {place for place, (row, _) in enumerate(rows) if row == at}
    values = tuple(float(number) for _, number in rows)
    percent = figure.file.columns[column].unit == "percent"
    whole = figure.file.total if percent and getattr(chart, "remainder", False) else None
    rest = float(whole) - sum(values) if whole is not None else 0
    return Spark(values, frozenset(marked), chart.shape, rest)
