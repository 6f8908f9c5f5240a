"""Charts that cannot be drawn are found by `check`, and whatever it lets pass is drawn."""

from __future__ import annotations

import pickle
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from duizhao.charts import PHONE, WIDE, Cell, Chart, ChartData, Column, Name
from duizhao.charts.colours import COLOURS
from duizhao.charts.drawing import specified
from duizhao.charts.parts import Canvas
from tests.conftest import Duizhao

CHARTS: TypeAdapter[Chart] = TypeAdapter(Chart)
FORMS = (
    *("bars", "columns", "share", "lines", "panels", "loglog", "tiles", "dots", "lorenz"),
    *("histogram", "spread", "slope", "areas", "scatter", "timeline"),
)
SEVERAL = ("lines", "panels", "dots", "spread", "slope", "areas")
ROWS = ("1997", "1998", "0", "80", "east", "west", "north", "²", "1998-01", "1998-03", "1999q2")
COLUMNS = ("a", "b", "c")


def options(form: str) -> st.SearchStrategy[dict[str, Any]]:
    """Return options of a form, most of them such that it knows them."""
    known: dict[str, st.SearchStrategy[Any]] = {"form": st.just(form)}
    some: dict[str, st.SearchStrategy[Any]] = {}
    if form == "scatter":
        known |= {"x": st.sampled_from(COLUMNS), "y": st.sampled_from(COLUMNS)}
        some |= {"fit": st.just("linear"), "named": st.lists(st.sampled_from(ROWS), max_size=2)}
    elif form in SEVERAL:
        some["values"] = st.lists(st.sampled_from(COLUMNS), min_size=1, max_size=3)
    elif form != "timeline":
        some["value"] = st.sampled_from(COLUMNS)
    if form in ("bars", "dots"):
        some["top"] = st.integers(1, 4)
    if form in ("bars", "columns", "share"):
        some["remainder"] = st.booleans()
    some |= {
        "bars": {"order": st.sampled_from(("ranked", "table"))},
        "lines": {"zero": st.booleans(), "forecast": st.sampled_from(ROWS)},
        "timeline": {key: st.sampled_from(COLUMNS) for key in ("year", "month", "day", "by")},
        "dots": {"log": st.booleans()},
        "lorenz": {"mark": st.sampled_from(ROWS)},
    }.get(form, {})
    return st.fixed_dictionaries(known, optional=some)


CELLS = st.none() | st.builds(
    Cell,
    number=st.one_of(
        st.decimals(-5, 10**12, allow_nan=False, places=2),
        st.sampled_from([Decimal(0), Decimal(100), Decimal("0.01"), Decimal("29.0")]),
    ),
    status=st.sampled_from(("published", "modelled", "estimated")),
)


@st.composite
def tables(draw: Any, form: str) -> ChartData:
    """Return a table of up to seven rows and three columns, and a chart of a form."""
    ids = draw(st.lists(st.sampled_from(ROWS), max_size=7, unique=True))
    colours = st.none() | st.sampled_from(COLOURS)
    tile = st.none() | st.tuples(st.integers(0, 8), st.integers(0, 4))
    rows = [Name(id, id, colour=draw(colours), tile=draw(tile)) for id in ids]
    units = st.sampled_from(("count", "percent", "number", "points", "times"))
    width = draw(st.integers(1, 3))
    columns = [Column(id, id, draw(units), 2, None, draw(colours)) for id in COLUMNS[:width]]
    chart: Chart = CHARTS.validate_python(draw(options(form)))
    return ChartData(
        figure="figure",
        title="Title",
        alt="What is seen.",
        row_title="Row",
        rows=tuple(rows),
        columns=tuple(columns),
        cells=tuple(tuple(draw(CELLS) for _ in columns) for _ in rows),
        total=draw(st.none() | st.just(Decimal(100))),
        chart=chart.completed([column.id for column in columns], None),
    )


@pytest.mark.parametrize("form", FORMS)
@given(data=st.data())
@settings(max_examples=25, deadline=None)
def test_what_is_not_refused_is_drawn(form: str, data: st.DataObject) -> None:
    table = data.draw(tables(form))
    refused = table.chart.refusals(table)
    for one in refused:
        assert one.message.zh != one.message.en
        assert pickle.loads(pickle.dumps(one)).message == one.message
    if not refused:
        for language, width in (("zh", WIDE), ("en", PHONE)):
            specified(table, Canvas(language, width))


@given(
    st.dictionaries(
        st.sampled_from(("form", "value", "values", "top", "inside", "layer")),
        st.none()
        | st.booleans()
        | st.integers()
        | st.text(max_size=5)
        | st.lists(st.text(max_size=3))
        | st.sampled_from(FORMS),
    )
)
def test_options_are_a_chart_or_are_refused(written: dict[str, Any]) -> None:
    try:
        chart: Chart = CHARTS.validate_python(written)
    except ValidationError:
        return
    assert CHARTS.validate_python(chart.model_dump(by_alias=True)) == chart


@pytest.mark.parametrize(
    ("chart", "csv", "line", "message"),
    [
        ("{form: share}", "1997,-5.5\n1998,3", 6, "cannot draw negative numbers"),
        ("{form: columns}", "1997,\n1998,", 6, "no number to draw"),
        ("{form: share}", "".join(f"{year},1\n" for year in range(1990, 1999)), 6, "at most 5"),
        ("{form: loglog}", "0,1\n1997,8\n1998,9", 6, "logarithmic axes"),
        ("{form: tiles}", "1997,8\n1998,9", 6, "no place in the tile grid"),
        ("{form: lorenz}", "1997,8\n1998,9", 6, "on no Lorenz curve"),
        ("{form: dots}", "1997,8\n1998,9", 6, "needs two columns"),
        ("{form: matrix, from: loans, to: loans}", "1997,8\n1998,9", 6, "cannot be used here"),
        ("{form: lines, forecast: 1999}", "1997,8\n1998,9", 6, "no row “1999”"),
        ("{form: timeline}", "1997,8\n1998,9", 6, "unknown column “year”"),
        ("{form: timeline, year: loans, by: loans}", "1997,8\n1998,9", 6, "cannot be used here"),
        ("{form: timeline, year: loans, month: loans}", "1997,8\n1998,13", 6, "13-13 in the row"),
        ("{form: timeline, year: loans}", "1997,\n1998,", 6, "no number to draw"),
        ("\n  form: boxes\n  inside: {1997: [1998], 1998: [1997]}", "1997,8\n1998,9", 8, "inside"),
        ("{form: loglog, fit: {exponent: no.such, start: '1'}}", "1997,8\n1998,9", 6, "no"),
        (
            "{form: network, layer: {table: lones, from: a, to: b}}",
            "1997,8\n1998,9",
            6,
            "the microdata have no table “lones”",
        ),
        (
            "{form: network, layer: {table: loans, from: a, to: b}}",
            "1997,8\n1998,9",
            None,
            "is missing",
        ),
    ],
)
def test_check_finds_what_drawing_would_refuse(
    chart: str, csv: str, line: int | None, message: str, libraries: Path, duizhao: Duizhao
) -> None:
    file = libraries / "figures/1998/loans_by_year.yml"
    words = file.read_text(encoding="utf-8").rpartition("chart:")[0]
    file.write_text(f"{words}chart: {chart}\n", encoding="utf-8")
    file.with_suffix(".csv").write_text(f"row,loans\n{csv}\n", encoding="utf-8")
    for command in ("check", "build"):
        run = duizhao(libraries, command)
        assert run.code == 1
        place = f"{file.name}:{line}:" if line else "loans_by_year.network"
        found = [one for one in run.err.splitlines() if place in one]
        assert any(message in one for one in found), run.err
        assert "Traceback" not in run.err
