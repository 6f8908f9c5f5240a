"""Tables for charts on a neutral subject, one per form, in both languages."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from pydantic import TypeAdapter

from duizhao.analysis.own_charts import specification
from duizhao.charts import Cell, Chart, ChartData, Column, Fit, Name
from duizhao.charts.data import Layer
from duizhao.charts.own import ChartWords
from duizhao.files.network_file import GRID, PlacedNetwork, encoded
from duizhao.language.periods import period_of

if TYPE_CHECKING:
    import altair as alt
    import pandas as pd

REGIONS = (
    ("north_coast", "北海岸大区", "北海岸", "North Coast", "NC", "29.04"),
    ("river_mouth", "河口市", "河口", "River Mouth", "RM", "21.90"),
    ("lake_land", "湖区自治州", "湖区", "Lake Land", "LL", "13.99"),
    ("high_moor", "高沼县", "高沼", "High Moor", "HM", "8.21"),
    ("old_forest", "老林县", "老林", "Old Forest", "OF", "8.00"),
    ("salt_plain", "盐原县", "盐原", "Salt Plain", "SP", "3.10"),
    ("far_islands", "远岛特别行政区", "远岛", "Far Islands", "FI", "0.20"),
)
SUBJECTS = (
    ("history", "历史、地理与地方志（含影印古籍）", "History, geography and local records"),
    ("craft", "手工艺和园艺", "Crafts and gardening, including beekeeping and orchards"),
    ("poetry", "诗歌", "Poetry"),
)
_ACTS = (
    (
        "关于各大区公共图书馆馆藏目录统一编制的办法（试行）",
        "Act on a common catalogue of the public libraries of all regions",
    ),
    ("借阅法", "Lending Act"),
)
YEARS = tuple(str(year) for year in range(1991, 2001))


def said(zh: str, en: str, language: str) -> str:
    return zh if language == "zh" else en


def cell(text: str | None, status: str = "published") -> Cell | None:
    return None if text is None else Cell(Decimal(text), None, status)  # type: ignore[arg-type]


def table(
    language: str,
    figure: str,
    rows: Sequence[Name],
    columns: Sequence[Column],
    cells: Sequence[Sequence[Cell | None]],
    options: Mapping[str, Any],
    **more: Any,
) -> ChartData:
    return ChartData(
        figure=figure,
        title=said("各大区的藏书", "Books by region", language),
        alt=said("北海岸大区的藏书最多。", "The North Coast has the most books.", language),
        row_title=said("大区", "Region", language),
        rows=tuple(rows),
        columns=tuple(columns),
        cells=tuple(tuple(row) for row in cells),
        chart=asked(options, columns),
        **more,
    )


def asked(options: Mapping[str, Any], columns: Sequence[Column]) -> Chart:
    """Return what a figure's file asks of its chart, the columns filled in as a figure does."""
    chart: Chart = TypeAdapter(Chart).validate_python(options)
    return chart.completed([column.id for column in columns if column.unit != "name"], None)


def drawn_as(data: ChartData, options: Mapping[str, Any]) -> ChartData:
    """Return the same table with another chart."""
    return replace(data, chart=asked(options, data.columns))


def share(language: str) -> Column:
    return Column("share", said("藏书占比", "Share of books", language), "percent", 2)


def regions(language: str) -> list[Name]:
    grid = ((0, 0), (1, 0), (2, 0), (0, 1), (1, 1), (2, 1), (8, 2))
    return [
        Name(
            id,
            said(zh, en, language),
            (said(short, code, language),),
            tile=tile,
        )
        for (id, zh, short, en, code, _), tile in zip(REGIONS, grid, strict=True)
    ]


def bars(language: str) -> ChartData:
    """Return a ranking with published, modelled and missing rows, five of six shown."""
    statuses = ["published"] * 3 + ["modelled"] * 3
    cells: list[list[Cell | None]] = [
        [cell(region[5], status)] for region, status in zip(REGIONS, statuses, strict=False)
    ]
    options = {"form": "bars", "value": "share", "top": 5, "remainder": True}
    rows = regions(language)
    return table(
        language,
        "by_region",
        rows,
        [share(language)],
        [*cells, [None]],
        options,
        total=Decimal(100),
    )


def long_names(language: str) -> ChartData:
    rows = [Name(id, said(zh, en, language)) for id, zh, en in SUBJECTS]
    cells = [[cell("61.4")], [cell("28.6")], [cell("10.0")]]
    return table(language, "by_subject", rows, [share(language)], cells, {"form": "bars"})


def money(language: str) -> ChartData:
    column = Column("grants", said("拨款", "Grants", language), "money", 0, "CNY")
    cells = [[cell("1261326000000")], [cell("241382000000")], [cell("96000000000")]]
    return table(language, "grants", regions(language)[:3], [column], cells, {"form": "bars"})


def columns(language: str) -> ChartData:
    bins = (
        ("under_200", "不足200册", "Under 200"),
        ("from_200", "200–399册", "200–399"),
        ("from_400", "400–599册", "400–599"),
        ("over_600", "600册以上", "Over 600"),
    )
    rows = [Name(id, said(zh, en, language)) for id, zh, en in bins]
    cells = [[cell("67.90")], [cell("14.03", "modelled")], [None], [cell("7.84")]]
    options = {"form": "columns", "remainder": True}
    return table(language, "by_size", rows, [share(language)], cells, options, total=Decimal(100))


def years(language: str) -> ChartData:
    rows = [Name("before", said("1976年以前", "Before 1976", language))]
    rows += [Name(str(year), str(year)) for year in range(1976, 2001)]
    cells = [[cell(f"{1 + (place * 7) % 11}.25", "modelled")] for place in range(len(rows) - 1)]
    return table(
        language, "by_year", rows, [share(language)], [*cells, [cell("12.50")]], {"form": "columns"}
    )


def strip(language: str) -> ChartData:
    names = (
        ("loans", "外借", "Lent"),
        ("reading", "阅览", "Read on site"),
        ("rest", "其他", "Other"),
    )
    rows = [Name(id, said(zh, en, language)) for id, zh, en in names]
    cells = [[cell("61.47")], [cell("20.60", "modelled")], [cell("0.15")]]
    options = {"form": "share", "remainder": True}
    return table(language, "by_use", rows, [share(language)], cells, options, total=Decimal(100))


def lines(language: str) -> ChartData:
    titles = (("printed", "纸质书", "Printed books"), ("sound", "有声书", "Sound recordings"))
    cols = [Column(id, said(zh, en, language), "count") for id, zh, en in titles]
    cells = [
        [cell(str(20000 + 4500 * place)), cell(str(900 * place * place), "modelled")]
        for place in range(len(YEARS))
    ]
    rows = [Name(year, year) for year in YEARS]
    return table(language, "by_kind", rows, cols, cells, {"form": "lines"})


def close_lines(language: str) -> ChartData:
    """Return three lines that end within a few pixels of each other."""
    cols = [Column(id, said(zh, en, language), "percent", 1) for id, zh, en in SUBJECTS]
    cells = [[cell("40.0"), cell("30.0"), cell("20.0")], [cell("30.2"), cell("30.1"), cell("30.0")]]
    return table(
        language,
        "close",
        [Name("1999", "1999"), Name("2000", "2000")],
        cols,
        cells,
        {"form": "lines"},
    )


def panels(language: str) -> ChartData:
    cols = [
        Column("readers", said("读者", "Readers", language), "count"),
        Column(
            "visits",
            said("人均到馆次数（全年合计）", "Visits per reader and year", language),
            "number",
            3,
        ),
        Column("loss", said("丢失率", "Books lost", language), "percent", 1),
    ]
    cells = [
        [
            cell(str(21000 + 900 * place)),
            cell(f"{5.465 - place / 5:.3f}", "modelled"),
            cell(f"{place % 4}.5") if place != 3 else None,
        ]
        for place in range(len(YEARS))
    ]
    rows = [Name(year, year) for year in YEARS]
    return table(language, "by_year_and_kind", rows, cols, cells, {"form": "panels"})


def loglog(language: str) -> ChartData:
    column = Column(
        "at_least",
        said("借阅不少于此数的读者占比", "Readers with at least this many", language),
        "percent",
        6,
    )
    counts = [*range(1, 40), *range(40, 400, 7), 900, 2100]
    rows = [Name(str(count), str(count)) for count in counts]
    cells = [[cell(f"{100 * count**-1.25:.6f}", "modelled")] for count in counts]
    return table(
        language,
        "loans",
        rows,
        [column],
        cells,
        {"form": "loglog"},
        fit=Fit(Decimal("-1.25"), Decimal(6)),
    )


def tiles(language: str) -> ChartData:
    cells = [
        [cell(region[5], "published" if place < 5 else "modelled")]
        for place, region in enumerate(REGIONS)
    ]
    cells[3] = [None]
    return table(language, "map", regions(language), [share(language)], cells, {"form": "tiles"})


def matrix(language: str) -> ChartData:
    names = {name.id: name for name in regions(language)}
    flows = (
        ("north_coast", "north_coast", "11.82"),
        ("north_coast", "river_mouth", "5.44"),
        ("river_mouth", "north_coast", "6.31"),
        ("river_mouth", "lake_land", "2.35"),
        ("lake_land", "high_moor", "0.95"),
    )
    cols = [
        Column("giver", said("借出地", "Lender", language), "name"),
        Column("taker", said("借入地", "Borrower", language), "name"),
        share(language),
    ]
    cells = [
        [Cell(name=names[giver]), Cell(name=names[taker]), cell(number)]
        for giver, taker, number in flows
    ]
    rows = [Name(f"{giver}_to_{taker}", "") for giver, taker, _ in flows]
    return table(
        language, "flows", rows, cols, cells, {"form": "matrix", "from": "giver", "to": "taker"}
    )


def sankey(language: str) -> ChartData:
    return drawn_as(matrix(language), {"form": "sankey", "from": "giver", "to": "taker"})


def arcs(language: str) -> ChartData:
    return drawn_as(matrix(language), {"form": "arcs", "from": "giver", "to": "taker"})


def dots(language: str) -> ChartData:
    cols = [
        Column("borrowed", said("借入", "Borrowed", language), "count"),
        Column("lent", said("借出", "Lent", language), "count"),
    ]
    cells = [
        [cell("2327"), cell("4725")],
        [cell("321"), cell("313", "modelled")],
        [cell("12"), None],
        [cell("155"), cell("375")],
    ]
    return table(
        language, "both_ways", regions(language)[:4], cols, cells, {"form": "dots", "log": True}
    )


def lorenz(language: str) -> ChartData:
    column = Column("held", said("所占藏书", "Share of books held", language), "percent", 2)
    rows = [Name(str(share), str(share)) for share in range(0, 101, 5)]
    cells = [[cell(f"{100 * (share / 100) ** 4:.2f}", "modelled")] for share in range(0, 101, 5)]
    return table(language, "unequal", rows, [column], cells, {"form": "lorenz", "mark": 80})


def boxes(language: str) -> ChartData:
    names = [Name(region[0], region[1 if language == "zh" else 3]) for region in REGIONS[:5]]
    inside = {"river_mouth": ["high_moor", "old_forest"]}
    return table(
        language, "boxes", names, [], [], {"form": "boxes", "arrows": "both"} | {"inside": inside}
    )


def timeline(language: str) -> ChartData:
    """Return acts dated to the year, the month and the day, not in order, one without a date."""
    columns = [
        Column("year", said("年", "Year", language), "year"),
        Column("month", said("月", "Month", language), "number"),
        Column("day", said("日", "Day", language), "number"),
        Column("office", said("机关", "Office", language), "name"),
    ]
    offices = {region.id: Cell(None, region) for region in regions(language)}
    dates = [
        ("1993", "2", "20", "north_coast"),
        ("1991", None, None, "river_mouth"),
        ("1993", "11", None, "salt_plain"),
        ("1993", "2", "3", "north_coast"),
        (None, None, None, "river_mouth"),
        ("1997", "12", "31", None),
    ]
    acts = [Name(f"act_{place}", said(*_ACTS[place % 2], language)) for place in range(len(dates))]
    cells = [
        [*(cell(part) for part in date), offices.get(office) if office else None]
        for *date, office in dates
    ]
    options = {"form": "timeline", "month": "month", "day": "day", "by": "office"}
    return table(language, "acts", acts, columns, cells, options)


def network(language: str) -> ChartData:
    """Return a star of forty leaves beside a ring of eight; both centres are named."""
    folder = Path(tempfile.mkdtemp())
    turn = np.arange(40) * 2 * np.pi / 40
    star = np.column_stack([np.cos(turn), np.sin(turn)]) * 0.3 + [-0.4, 0]
    ring = np.column_stack([np.cos(turn[::5]), np.sin(turn[::5])]) * 0.2 + [0.5, 0]
    labels = [*(f"n{place:02}" for place in range(48)), "north_coast", "river_mouth"]
    places = np.concatenate([star, ring, [[-0.4, 0], [0.5, 0]]])
    leaves = np.arange(48)
    drawn = PlacedNetwork(
        labels=tuple(labels),
        places=np.rint((places + 1) / 2 * GRID).astype(np.int64),
        membership=np.array([0] * 40 + [1] * 8 + [0, 1]),
        providers=leaves,
        receivers=np.array([48] * 40 + [49] * 8),
        years=2001 + leaves % 3,
    )
    (folder / "web.network").write_bytes(encoded(drawn))
    layer = Layer("figures/web.network", "0", str(folder / "web.network"))
    column = Column("degree", said("联系", "Ties", language), "count")
    cells = [[cell("40", "modelled")], [cell("8", "modelled")]]
    made_of = {"table": "ties", "from": "giver", "to": "taker"}
    options = {"form": "network", "layer": made_of}
    return table(language, "web", regions(language)[:2], [column], cells, options, layer=layer)


def gains(language: str) -> ChartData:
    """Return bars on either side of zero, the longest words at the shortest bar."""
    column = Column("gain", said("藏书增减", "Change of books", language), "percent", 2)
    numbers = ("12.30", "-8.75", "0.00", "-0.05", None)
    rows = regions(language)[:5]
    cells = [[cell(number)] for number in numbers]
    return table(language, "gains", rows, [column], cells, {"form": "bars", "order": "table"})


def losses(language: str) -> ChartData:
    column = Column("loss", said("藏书增减", "Change of books", language), "count")
    rows = [Name(year, year) for year in YEARS[:6]]
    cells = [[cell(n)] for n in ("-12283", "-4311", "0", "900", "-1", "8000")]
    return table(language, "losses", rows, [column], cells, {"form": "columns"})


def times(language: str, ids: Sequence[str], form: str) -> ChartData:
    """Return a table whose rows are periods, named as a figure names them."""
    loans = Column("loans", said("借阅", "Loans", language), "count")
    rows = [Name(id, period.of(language)) for id in ids if (period := period_of(id))]
    cells = [[cell(str(900 + place * 37 % 500))] for place in range(len(rows))]
    return table(language, f"by_{len(rows)}", rows, [loans], cells, {"form": form})


def months(language: str) -> ChartData:
    ids = [f"{2003 + place // 12}-{place % 12 + 1:02}" for place in range(4, 42)]
    return times(language, ids, "lines")


def quarters(language: str) -> ChartData:
    ids = [f"{2003 + place // 4}-q{place % 4 + 1}" for place in range(2, 16)]
    return times(language, ids, "columns")


def days(language: str) -> ChartData:
    ids = [str(date(2003, 11, 20) + timedelta(place)) for place in range(0, 70, 2)]
    return times(language, ids, "panels")


def histogram(language: str) -> ChartData:
    heads = Column("heads", said("每人藏书", "Books per inhabitant", language), "number", 1)
    rows = [Name(f"r{place}", f"{place}") for place in range(60)]
    cells = [[cell(f"{abs(place - 30) ** 2 / 90 + 1.2:.1f}")] for place in range(60)]
    return table(language, "classes", rows, [heads], cells, {"form": "histogram"})


def ranges(language: str) -> ChartData:
    """Return ranges by their ends alone, one of them modelled."""
    titles = (("low", "最低", "Lowest"), ("high", "最高", "Highest"))
    cols = [Column(id, said(zh, en, language), "percent", 1) for id, zh, en in titles]
    numbers = (("3.0", "9.5"), ("-4.2", "6.0"), ("5.5", "5.5"))
    cells = [
        [cell(one, "modelled" if place == 1 else "published"), cell(two)]
        for place, (one, two) in enumerate(numbers)
    ]
    return table(language, "ranges", regions(language)[:3], cols, cells, {"form": "spread"})


def box_plot(language: str) -> ChartData:
    titles = (
        *(("least", "最小", "Least"), ("lower", "下四分位", "Lower quartile")),
        *(("median", "中位", "Median"), ("upper", "上四分位", "Upper quartile")),
        ("most", "最大", "Most"),
    )
    cols = [Column(id, said(zh, en, language), "count") for id, zh, en in titles]
    numbers = ((12, 40, 55, 80, 310), (3, 20, 22, 24, 90), (100, 160, 200, 220, 260))
    cells = [[cell(str(number)) for number in row] for row in numbers]
    return table(language, "box_plot", regions(language)[:3], cols, cells, {"form": "spread"})


def slope(language: str) -> ChartData:
    """Return rows that end close to each other, one of them modelled, one incomplete."""
    titles = (("y1991", "1991年", "1991"), ("y2000", "2000年", "2000"))
    cols = [Column(id, said(zh, en, language), "percent", 1) for id, zh, en in titles]
    numbers = (("40.0", "31.0"), ("30.2", "30.1"), ("12.5", "30.0"), ("9.9", "8.0"), ("2.0", None))
    cells = [
        [cell(one), cell(two, "modelled" if place == 2 else "published")]
        for place, (one, two) in enumerate(numbers)
    ]
    return table(language, "slope", regions(language)[:5], cols, cells, {"form": "slope"})


def areas(language: str) -> ChartData:
    """Return three areas over the years, the uppermost modelled and thin."""
    cols = [Column(id, said(zh, en, language), "count") for id, zh, en in SUBJECTS]
    cells = [
        [
            cell(str(20000 + 4500 * place)),
            cell(str(31000 - 900 * place)),
            cell(str(100 * place), "modelled"),
        ]
        for place in range(len(YEARS))
    ]
    rows = [Name(year, year) for year in YEARS]
    return table(language, "stacked", rows, cols, cells, {"form": "areas"})


def scatter(language: str) -> ChartData:
    """Return points in a corner and beyond, one of them modelled, one without a number."""
    people = Column("people", said("人口", "Inhabitants", language), "count")
    heads = Column("heads", said("每人藏书", "Books per inhabitant", language), "number", 1)
    numbers = (
        *(("1204500", "7.4"), ("870000", "5.9"), ("455000", "5.1"), ("98000", "0.8")),
        *(("101000", "0.9"), ("96000", "1.4"), ("-20000", None)),
    )
    cells = [
        [cell(one), cell(two, "modelled" if place == 2 else "published")]
        for place, (one, two) in enumerate(numbers)
    ]
    options = {"form": "scatter", "x": "people", "y": "heads", "fit": "linear"}
    return table(language, "spread", regions(language), [people, heads], cells, options)


def own(language: str) -> ChartData:
    """Return a chart of one's own: a scatter plot with three names."""
    people = Column("people", said("人口", "Inhabitants", language), "count")
    heads = Column("heads", said("每人藏书", "Books per inhabitant", language), "number", 1)
    numbers = (("1204500", "3.4"), ("870000", "2.9"), ("455000", "5.1"), ("98000", "0.8"))
    cells = [[cell(one), cell(two)] for one, two in numbers]
    rows = regions(language)[:4]
    data = table(language, "own", rows, [people, heads], cells, {"form": "own"})

    def chart(table: pd.DataFrame, words: ChartWords) -> alt.LayerChart:
        import altair as alt

        points = alt.Chart(table).mark_circle().encode(x="people", y="heads")
        named = alt.Chart(table.iloc[1:]).mark_text(align="left", dx=8)
        return points + named.encode(x="people", y="heads", text="row")

    made = specification(chart, data, language)
    assert made is not None
    return made


def own_views(language: str) -> ChartData:
    """Return a chart of one's own of two plots, one with colours that say how much."""

    def chart(table: pd.DataFrame, words: ChartWords) -> alt.HConcatChart:
        import altair as alt

        bars = alt.Chart(table).mark_bar().encode(x="people", y="row")
        points = alt.Chart(table).mark_circle().encode(x="heads", color="people")
        layered = bars + bars.mark_text(align="left", dx=4).encode(text="row")
        return layered | points.encode(y=alt.Y("count()", title=words.say("地区", "Regions")))

    made = specification(chart, own(language), language)
    assert made is not None
    return replace(made, figure="own_views")


SAMPLES = {
    sample.__name__: cache(sample)
    for sample in (
        *(bars, long_names, money, columns, years, strip, lines, close_lines, panels, loglog),
        *(tiles, matrix, arcs, sankey, dots, lorenz, network, boxes, timeline, own, own_views),
        *(scatter, gains, losses, months, quarters, days),
        *(histogram, ranges, box_plot, slope, areas),
    )
}
"""Every sample by name: a function from the language to the table."""
