"""The numbers of a front page: each with its figure's shape, the cells it is made of marked."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from duizhao import project
from duizhao.diagnostics import Findings
from duizhao.edition import load
from duizhao.project import HighlightFile
from duizhao.site.front_page import highlights
from duizhao.site.spark import Spark, spark_html


def test_a_highlight_marks_the_cells_that_its_number_is_made_of(libraries: Path) -> None:
    findings = Findings()
    _, editions = load.load(project.load(libraries)).into(findings)
    one = editions[0]
    name = next(iter(one.context.numbering.figures))
    figure = one.context.figures[name]
    file = one.edition.file.model_copy(
        update={
            "highlights": [
                HighlightFile.model_validate(
                    {"value": value, "label": {"zh": "标", "en": "label"}, "figure": name}
                )
                for value in (f"{name}.top(2).total()", f"{name}.nothing.at_all")
            ]
        }
    )
    changed = replace(one, edition=replace(one.edition, file=file))
    (found,) = highlights(changed, "en").into(findings)
    assert found.label == "label"
    assert found.value.startswith("<data value=")
    assert found.link.endswith(f".html#{name}")
    assert found.spark.count("dz-spark__mark") == 2
    assert found.spark.count("<rect") == len(figure.rows)
    assert [d.place.path for d in findings if d.severity == "error"][-1:] == [one.edition.path]


def test_a_highlight_may_lead_to_a_table_which_has_no_shape(libraries: Path) -> None:
    findings = Findings()
    _, editions = load.load(project.load(libraries)).into(findings)
    one = editions[0]
    numbering = one.context.numbering
    name = next(table for table in numbering.tables if table not in numbering.figures)
    wanted = HighlightFile.model_validate(
        {"value": f"{name}.rows", "label": {"zh": "标", "en": "label"}, "figure": name}
    )
    file = one.edition.file.model_copy(update={"highlights": [wanted]})
    changed = replace(one, edition=replace(one.edition, file=file))
    (found,) = highlights(changed, "en").into(findings)
    assert found.link.endswith(f".html#{name}-table")
    assert found.spark == ""


def test_small_charts_keep_proportions() -> None:
    html = spark_html(Spark((30.0, 15.0, 0.0), frozenset({1}), "columns"))
    heights = [float(text) for text in re.findall(r'height="([\d.]+)"/>', html)]
    assert heights == [34.0, 17.0, 1.0]
    strip = spark_html(Spark((50.0, 50.0), frozenset(), "strip"))
    assert len(set(re.findall(r'width="([\d.]+)" height="12.0"', strip))) == 1
    line = spark_html(Spark((1.0, 2.0, 3.0), frozenset({2}), "line"))
    assert line.count("<circle") == 1
    assert "style" not in html + strip + line
