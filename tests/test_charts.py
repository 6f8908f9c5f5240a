"""Charts as a reader gets them: words, marks, numbers and description of every form."""

from __future__ import annotations

import json
import pickle
import re
import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import Any, get_args
from xml.etree import ElementTree

import altair as alt
import pytest
from jsonschema import Draft7Validator

from duizhao.charts import PHONE, WIDE, Chart, ChartData, ChartError, Drawing, draw, fingerprint
from duizhao.charts.drawing import specified
from duizhao.charts.fitting import least_squares
from duizhao.charts.parts import Canvas
from duizhao.charts.theme import SMALL
from duizhao.language.text_layout import width as width_of
from tests import charts_samples
from tests.charts_samples import SAMPLES, drawn_as
from tests.processes import outputs

SVG = "{http://www.w3.org/2000/svg}"
LANGUAGES = ("zh", "en")


def tree(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)


def texts(svg: str) -> list[str]:
    """Return every written text of a picture, in order."""
    return ["".join(element.itertext()) for element in tree(svg).iter(f"{SVG}text")]


@cache
def drawing_of(name: str, language: str, scheme: Any, width: int) -> Drawing:
    """Return the drawing of a sample, which several tests look at."""
    return draw(SAMPLES[name](language), language, scheme, width)


def drawn(name: str, language: str, scheme: Any = "light", width: int = WIDE) -> str:
    return drawing_of(name, language, scheme, width).svg


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SAMPLES)
def test_a_picture_is_described_in_its_language_and_stands_alone(name: str, language: str) -> None:
    data = SAMPLES[name](language)
    seen: set[str] = set()
    for scheme, width in (("light", WIDE), ("dark", WIDE), ("print", WIDE), ("light", PHONE)):
        drawing = drawing_of(name, language, scheme, width)
        root = tree(drawing.svg)
        title, description = root[0], root[1]
        assert (title.tag, title.text) == (f"{SVG}title", data.title)
        assert (description.tag, description.text) == (f"{SVG}desc", data.alt)
        assert root.get("role") == "img"
        assert root.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
        assert root.get("lang") == {"zh": "zh-CN", "en": "en"}[language]
        assert root.get("viewBox") == f"0 0 {drawing.width} {drawing.height}"
        assert (root.get("width"), drawing.width) == (f"{width}", width)
        ids = {element.get("id") for element in root.iter() if element.get("id")}
        assert not ids & seen, "two pictures on one page share an id"
        seen |= ids
        assert not {e.tag for e in root.iter()} & {f"{SVG}script", f"{SVG}style"}
        images = [e.get("href", "") for e in root.iter(f"{SVG}image")]
        assert len(images) == (name == "network")
        assert all(image.startswith("data:image/png;base64,") for image in images)
        links = [(e.tag, k) for e in root.iter() for k in e.attrib if k.endswith(("href", "style"))]
        assert links == [(f"{SVG}image", "href")] * len(images)
        assert "@" not in drawing.svg, "a part without its colour"
        assert "undefined" not in drawing.svg
        assert "NaN" not in drawing.svg


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SAMPLES)
def test_text_is_legible_and_in_faces_that_readers_have(name: str, language: str) -> None:
    for width in (WIDE, PHONE):
        root = tree(drawn(name, language, width=width))
        assert all(float(e.get("font-size", 0)) >= 11 for e in root.iter(f"{SVG}text"))
        faces = str(root.get("font-family"))
        assert faces.endswith("sans-serif")
        assert "SimHei" not in faces
        assert "SimSun" not in faces
        for face in ("Noto Sans CJK SC", "Source Han Sans SC"):
            assert face in faces
        if language == "zh":
            assert "PingFang SC" in faces
            assert "Microsoft YaHei" in faces
    assert tree(drawn(name, language, "print")).get("font-family") == (
        "'Noto Sans CJK SC', sans-serif"
    )


@pytest.mark.parametrize(
    ("language", "label"), [("zh", "较低的80%共占40.96%"), ("en", "the lowest 80% hold 40.96%")]
)
def test_a_lorenz_curve_tells_what_those_with_the_least_hold(language: str, label: str) -> None:
    for width in (WIDE, PHONE):
        assert label in texts(drawn("lorenz", language, width=width))


@pytest.fixture(scope="module")
def vega_lite() -> Draft7Validator:
    return Draft7Validator(alt.load_schema())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.slow
def test_altair_finds_nothing_wrong(name: str, language: str, vega_lite: Draft7Validator) -> None:
    """Building skips Altair's own checks for speed; here they run, and the schema's of it all."""
    data = SAMPLES[name](language)
    spec, _ = specified(data, Canvas(language, WIDE))
    assert [error.message for error in vega_lite.iter_errors(spec)] == []


@pytest.mark.slow
def test_the_same_table_gives_the_same_bytes_in_every_process() -> None:
    program = (
        "import hashlib, sys\n"
        "from tests.charts_samples import SAMPLES\n"
        "from duizhao.charts import draw, fingerprint\n"
        "data = SAMPLES['panels']('zh')\n"
        "drawing = draw(data, 'zh', 'dark', 360)\n"
        "print(hashlib.sha256(drawing.svg.encode()).hexdigest(), "
        "fingerprint(data, 'zh', 'dark', 360))"
    )
    runs = outputs(program)
    assert len(runs) == 1


def test_a_fingerprint_needs_no_drawing_library_and_sees_every_change() -> None:
    program = (
        "import sys\n"
        "from tests.charts_samples import SAMPLES\n"
        "from duizhao.project import figures\n"
        "from duizhao.charts import fingerprint\n"
        "data = SAMPLES['bars']('en')\n"
        "fingerprint(data, 'en', 'light'); data.chart.refusals(data)\n"
        "print([name for name in ('altair', 'vl_convert', 'pandas') if name in sys.modules])"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert loaded.stdout.strip() == "[]"

    data = charts_samples.bars("en")
    changed = [
        fingerprint(data, "en", "light"),
        fingerprint(data, "en", "dark"),
        fingerprint(data, "zh", "light"),
        fingerprint(data, "en", "light", PHONE),
        fingerprint(replace(data, alt="Other words."), "en", "light"),
        fingerprint(drawn_as(data, {"form": "bars"}), "en", "light"),
        fingerprint(replace(data, cells=data.cells[::-1]), "en", "light"),
        fingerprint(replace(data, total=None), "en", "light"),
    ]
    assert len(set(changed)) == len(changed)


@pytest.mark.parametrize(
    ("name", "language", "words"),
    [
        (
            "bars",
            "zh",
            ["藏书占比，前5位（共6）", "北海岸大区", "29.04%", "未公布", "15.76%", "模拟值"],
        ),
        ("bars", "en", ["Share of books, top 5 of 6", "not published", "15.76%", "modelled"]),
        ("money", "zh", ["拨款（亿元）", "12,613.26", "2413.82", "960"]),
        ("money", "en", ["Grants (RMB billion)", "1,261.326", "241.382", "96"]),
        ("columns", "zh", ["不足200册", "67.90%", "–", "未公布", "10.23%"]),
        ("years", "zh", ["1976年", "以前", "1990", "2000", "12.50%", "0%"]),
        ("strip", "en", ["Lent", "61.47%", "0.15%", "not published", "17.78%"]),
        ("lines", "zh", ["单位：万", "纸质书 6.05", "有声书 7.29", "1991", "2000"]),
        ("lines", "en", ["Printed books 60,500", "Sound recordings 72,900", "80,000"]),
        ("panels", "zh", ["读者（万）", "2.91", "3.665", "丢失率", "1.5%"]),
        ("panels", "en", ["Readers", "29,100", "30,000"]),
        ("loglog", "zh", ["自6起的幂律拟合，斜率−1.25", "0.01%", "1000", "10,000", "大区"]),
        ("loglog", "en", ["power-law fit from 6 on, slope −1.25", "1,000", "100%"]),
        ("tiles", "zh", ["北海岸", "29.04%", "高沼", "–", "模拟值"]),
        ("tiles", "en", ["River Mouth", "modelled"]),
        ("matrix", "zh", ["藏书占比：借出地（行）→借入地（列）", "11.82%", "河口市"]),
        ("matrix", "en", ["Share of books: Lender (rows) → Borrower (columns)", "High Moor"]),
    ],
)
def test_what_a_chart_says(name: str, language: str, words: list[str]) -> None:
    written = texts(drawn(name, language))
    assert not [word for word in words if word not in written], written


def test_a_chinese_axis_counts_in_wan_and_an_english_one_in_full() -> None:
    assert {"2", "4", "6"} <= set(texts(drawn("lines", "zh")))
    assert "20,000" not in texts(drawn("lines", "zh"))
    assert {"20,000", "40,000"} <= set(texts(drawn("lines", "en")))


def test_no_label_names_a_unit_that_the_heading_has_named() -> None:
    for language in LANGUAGES:
        heading, *labels = [t for t in texts(drawn("money", language)) if re.search(r"\d|亿|R", t)]
        assert "亿元" in heading or "RMB billion" in heading
        assert not [text for text in labels if "亿" in text or "RMB" in text]


def fills(svg: str) -> dict[tuple[str, bool], int]:
    """Count closed shapes by fill and whether their edge is dashed."""
    counted: dict[tuple[str, bool], int] = {}
    for element in tree(svg).iter(f"{SVG}path"):
        if str(element.get("d")).endswith("Z"):
            key = (element.get("fill", "none"), element.get("stroke-dasharray") is not None)
            counted[key] = counted.get(key, 0) + 1
    return counted


def test_modelled_cells_are_pale_and_dashed_and_the_unpublished_rest_is_empty() -> None:
    # Three published bars; two modelled ones and the key; the rest is an outline.
    assert fills(drawn("bars", "en")) == {
        ("#1f6396", False): 3,
        ("#d3e3f2", True): 3,
        ("none", False): 1,
    }


def test_a_published_table_has_no_key() -> None:
    for language, word in (("zh", "模拟值"), ("en", "modelled")):
        assert word not in texts(drawn("matrix", language))
        assert word in texts(drawn("lines", language))


def test_lines_touching_a_modelled_point_are_dashed() -> None:
    paths = [p for p in tree(drawn("lines", "en")).iter(f"{SVG}path") if p.get("stroke-dasharray")]
    dashed = {p.get("stroke") for p in paths if not str(p.get("d")).endswith("Z")}
    assert dashed == {"#b4462a"}, "the second line alone, in its own colour"


def test_forecasts_are_dashed_with_open_points_and_a_key() -> None:
    plain = SAMPLES["close_lines"]("en")
    row = plain.rows[-2].id
    forecast = replace(plain, chart=plain.chart.model_copy(update={"forecast": row}))
    without, svg = (draw(data, "en", "light").svg for data in (plain, forecast))
    assert "stroke-dasharray" not in without
    assert "forecast" not in texts(without)
    assert "forecast" in texts(svg)
    columns = len(plain.columns)
    assert svg.count('stroke-dasharray="3,4"') == columns  # the years from there on, in one line


def test_a_timeline_follows_its_dates_as_far_as_they_are_known() -> None:
    english, chinese = (texts(drawn("timeline", language)) for language in ("en", "zh"))
    years = ["1991", "1993", "1997"]
    assert [word for word in english if word in years] == years  # each where it begins
    assert [word for word in english if word[-3:] in ("Feb", "Nov", "Dec")] == [
        *("3 Feb", "20 Feb", "Nov", "31 Dec")
    ]
    assert [word for word in chinese if "月" in word] == ["2月3日", "2月20日", "11月", "12月31日"]
    assert english.count("North Coast") == 2
    assert english.count("River Mouth") == 1  # the other has no date and is not drawn


def test_long_names_break_on_a_phone_and_are_never_cut() -> None:
    for language in LANGUAGES:
        wide, phone = (
            "".join(texts(drawn("long_names", language, width=w))) for w in (WIDE, PHONE)
        )
        for row in SAMPLES["long_names"](language).rows:
            squeezed = row.text.replace(" ", "")
            assert squeezed in phone.replace(" ", "")
            assert squeezed in wide.replace(" ", "")
        assert "…" not in wide + phone


def test_what_does_not_fit_a_phone_is_drawn_as_bars() -> None:
    data = charts_samples.tiles("en")
    short = tuple(
        tuple(one and replace(one, number=one.number and round(one.number, 1)) for one in row)
        for row in data.cells
    )
    data = replace(data, columns=(replace(data.columns[0], decimals=1),), cells=short)
    bare = replace(data, rows=tuple(replace(name, shorter=()) for name in data.rows))
    phone = draw(bare, "en", "light", PHONE)
    assert "North Coast" in texts(phone.svg)
    assert "NC" in texts(draw(data, "en", "light", PHONE).svg)


def test_every_form_has_a_sample() -> None:
    forms = {
        get_args(form.model_fields["form"].annotation)[0] for form in get_args(get_args(Chart)[0])
    }
    assert forms == {SAMPLES[name]("en").chart.form for name in SAMPLES}


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (replace(charts_samples.bars("en"), cells=((None,),) * 7), "no number"),
        (
            replace(charts_samples.strip("en"), cells=((charts_samples.cell("-1"),),) * 3),
            "negative",
        ),
        (
            drawn_as(charts_samples.bars("en"), {"form": "bars", "value": "shares"}),
            "unknown column",
        ),
        (
            drawn_as(charts_samples.matrix("en"), {"form": "bars", "value": "giver"}),
            "cannot be used",
        ),
        (drawn_as(charts_samples.panels("en"), {"form": "lines"}), "different units"),
        (drawn_as(charts_samples.years("en"), {"form": "share"}), "at most 5"),
        (drawn_as(charts_samples.bars("en"), {"form": "loglog"}), "logarithmic"),
        (drawn_as(charts_samples.strip("en"), {"form": "tiles"}), "tile grid"),
        (drawn_as(charts_samples.bars("en"), {"form": "lorenz"}), "Lorenz curve"),
        (drawn_as(charts_samples.bars("en"), {"form": "dots"}), "two columns"),
        (drawn_as(charts_samples.bars("en"), {"form": "slope"}), "two columns"),
        (drawn_as(charts_samples.bars("en"), {"form": "spread"}), "two, three or five"),
        (
            drawn_as(charts_samples.ranges("en"), {"form": "spread", "values": ["high", "low"]}),
            "from low to high",
        ),
        (drawn_as(charts_samples.panels("en"), {"form": "areas"}), "different units"),
        (drawn_as(charts_samples.ranges("en"), {"form": "areas"}), "negative"),
        (drawn_as(charts_samples.slope("en"), {"form": "areas"}), "lacks a number"),
        (
            drawn_as(charts_samples.ranges("en"), {"form": "scatter", "x": "low", "y": "low"}),
            "stands twice",
        ),
        (
            drawn_as(
                replace(charts_samples.ranges("en"), rows=(), cells=()),
                {"form": "scatter", "x": "low", "y": "high"},
            ),
            "no number",
        ),
        (
            drawn_as(
                charts_samples.dots("en"),
                {"form": "scatter", "x": "lent", "y": "borrowed", "named": ["nowhere"]},
            ),
            "no row",
        ),
    ],
)
def test_data_that_do_not_suit_the_form(data: ChartData, message: str) -> None:
    with pytest.raises(ChartError) as caught:
        draw(data, "en", "light")
    assert message in caught.value.message.en
    assert caught.value.message.zh != caught.value.message.en
    first, *_ = data.chart.refusals(data)
    assert str(first) == caught.value.message.en
    copy = pickle.loads(pickle.dumps(caught.value))
    assert (copy.message, copy.hint, copy.at) == (first.message, first.hint, first.at)


def test_the_interactive_specification_carries_tooltips_in_the_pages_language() -> None:
    data = charts_samples.bars("zh")
    spec = draw(data, "zh", "dark").spec
    said = json.dumps(spec, ensure_ascii=False)
    assert "模拟值" in said
    assert '"title": "大区"' in said
    assert "8.21%（模拟值）" in said
    assert spec["$schema"].startswith("https://vega.github.io/schema/vega-lite/")
    vega = draw(data, "zh", "dark").vega
    assert vega["width"] + vega["padding"]["left"] + vega["padding"]["right"] == WIDE
    assert "url" not in json.dumps(vega["data"])


def test_closing_zeros_are_kept_even_after_a_table_that_equals() -> None:
    short, long = (
        replace(
            charts_samples.bars("en"),
            columns=(replace(charts_samples.share("en"), decimals=3),),
            cells=((charts_samples.cell(number),),) * 7,
        )
        for number in ("7.0", "7.000")
    )
    assert short == long
    assert "7.0%" in texts(draw(short, "en", "light").svg)
    assert "7.000%" in texts(draw(long, "en", "light").svg)
    assert fingerprint(short, "en", "light") != fingerprint(long, "en", "light")


def test_zero_may_be_left_out_of_an_axis_of_lines() -> None:
    data = charts_samples.close_lines("en")
    assert "0%" in texts(draw(data, "en", "light").svg)
    lifted = drawn_as(data, {"form": "lines", "zero": False})
    assert "0%" not in texts(draw(lifted, "en", "light").svg)


def test_a_fitted_line_says_how_much_it_explains() -> None:
    for language, words in (("zh", "线性拟合，R²=0.92"), ("en", "linear fit, R² = 0.92")):
        assert words in texts(drawn("scatter", language))
    line = least_squares(
        [(Decimal(0), Decimal(1)), (Decimal(1), Decimal(3)), (Decimal(2), Decimal(5))]
    )
    assert (line.slope, line.intercept, line.determination) == (2, 1, 1)


def test_points_are_named_where_there_is_room_or_where_asked() -> None:
    data = charts_samples.scatter("en")
    assert {"North Coast", "River Mouth", "Lake Land"} <= set(texts(draw(data, "en", "light").svg))
    options = {"form": "scatter", "x": "people", "y": "heads", "named": ["lake_land"]}
    written = texts(draw(drawn_as(data, options), "en", "light").svg)
    assert "Lake Land" in written
    assert not {"North Coast", "River Mouth"} & set(written)


def test_bars_of_negative_numbers_lie_on_the_other_side_of_zero() -> None:
    for language in LANGUAGES:
        places = {text: x for text, x, _ in _words(drawn("gains", language))}
        assert places["−8.75%"] < places["−0.05%"] < places["0.00%"] < places["12.30%"]
        heights = {text: y for text, _, y in _words(drawn("losses", language))}
        assert heights["8,000" if language == "en" else "8000"] < heights["0"] < heights["−1"]


def test_a_time_axis_says_years_once_and_what_begins() -> None:
    said = {language: texts(drawn("months", language)) for language in LANGUAGES}
    assert {"7月", "10月", "1月", "4月"} <= set(said["zh"])
    assert {"Jul", "Oct", "Jan", "Apr"} <= set(said["en"])
    assert [said["en"].count(year) for year in ("2003", "2004", "2005", "2006")] == [1] * 4
    assert "Q3" in texts(drawn("quarters", "en", width=PHONE))
    assert "3季度" in texts(drawn("quarters", "zh", width=PHONE))
    assert {"22 Nov", "1 Jan"} <= set(texts(drawn("days", "en")))
    assert {"11月22日", "1月1日"} <= set(texts(drawn("days", "zh")))


def test_months_that_are_missing_leave_their_room() -> None:
    data = charts_samples.times("en", ["2003-01", "2003-02", "2003-07"], "lines")
    places = {text: x for text, x, _ in _words(draw(data, "en", "light").svg)}
    assert places["Jul"] - places["Feb"] > 4 * (places["Feb"] - places["Jan"])


def test_a_histogram_counts_every_row_once() -> None:
    counts = [
        int(text) for text, _, y in _words(drawn("histogram", "en")) if y < 200 and text.isdecimal()
    ]
    assert sum(counts) == len(SAMPLES["histogram"]("en").rows)


def test_a_chart_of_ones_own_speaks_the_language_and_wears_the_colours_of_the_report() -> None:
    for language, across in (("zh", "人口（万）"), ("en", "Inhabitants (million)")):
        wide = texts(drawn("own", language))
        assert {across, {"zh": "湖区自治州", "en": "Lake Land"}[language]} <= set(wide)
    assert "#1f6396" in drawn("own", "en")
    assert "#73b1e8" in drawn("own", "en", "dark")
    tips = json.dumps(draw(SAMPLES["own"]("zh"), "zh", "light").spec, ensure_ascii=False)
    assert '"title": "每人藏书"' in tips


def test_what_stands_side_by_side_stands_one_below_the_other_on_a_phone() -> None:
    wide = {text: (x, y) for text, x, y in _words(drawn("own_views", "en"))}
    assert (
        draw(SAMPLES["own_views"]("en"), "en", "light", PHONE).height
        > draw(SAMPLES["own_views"]("en"), "en", "light", WIDE).height
    )
    assert "Regions" in wide


def test_a_number_is_never_rounded_in_a_label() -> None:
    data = charts_samples.money("zh")
    cells = ((charts_samples.cell("123456789012.34"),), *data.cells[1:])
    column = replace(data.columns[0], decimals=2)
    svg = draw(replace(data, columns=(column,), cells=cells), "zh", "light").svg
    assert "1234.5678901234" in texts(svg)
    assert Decimal("1234.5678901234") * 10**8 == Decimal("123456789012.34")


def test_arcs_go_to_the_right_above_and_to_the_left_below() -> None:
    """What stays in one place has no arc; every other flow has its words on its own side."""
    texts = _words(draw(charts_samples.arcs("en"), "en", "light").svg)
    level = next(y for text, _, y in texts if text == "North Coast")
    heights = {text: y for text, _, y in texts}
    assert heights["6.31%"] < level < heights["5.44%"]
    assert "11.82%" not in heights


def test_a_sankey_has_every_flow_from_left_to_right_and_bars_as_high_as_their_sums() -> None:
    data = charts_samples.sankey("en")
    texts = _words(draw(data, "en", "light").svg)
    names = sorted((x, text) for text, x, _ in texts if text == "North Coast")
    assert len(names) == 2, "who gives stands at the left, who receives at the right"
    left, right = (x for x, _ in names)
    given = {text for text, x, _ in texts if x == left}
    taken = {text for text, x, _ in texts if x == right}
    assert "17.26%" in given, "what the North Coast gives in all: 11.82% and 5.44%"
    assert "18.13%" in taken, "what it receives in all: 11.82% and 6.31%"


@pytest.mark.parametrize(("language", "words"), [("zh", "口径有变"), ("en", "break in series")])
def test_a_slope_shows_where_the_method_changed_and_ranks_have_the_first_on_top(
    language: str, words: str
) -> None:
    data = charts_samples.slope(language)
    whole = _words(draw(data, language, "light").svg)
    assert words not in {text for text, _, _ in whole}
    first, second = data.columns
    broken = replace(data, columns=(first, replace(second, broken=True)))
    assert words in {text for text, _, _ in _words(draw(broken, language, "light").svg)}
    ranks = tuple(
        tuple(charts_samples.cell(str(rank)) for rank in pair)
        for pair in ((1, 2), (2, 3), (3, 1), (4, 5), (5, 4))
    )
    columns = tuple(replace(one, unit="rank", decimals=0) for one in data.columns)
    svg = draw(replace(data, columns=columns, cells=ranks), language, "light").svg
    heights = {text: y for text, _, y in _words(svg)}
    assert (
        heights["第一" if language == "zh" else "first"]
        < heights["第五" if language == "zh" else "fifth"]
    )


def test_a_logarithmic_axis_of_dots_keeps_equal_ratios_equally_far_apart() -> None:
    texts = {text: x for text, x, _ in _words(draw(charts_samples.dots("en"), "en", "light").svg)}
    assert texts["1,000"] - texts["500"] == pytest.approx(texts["2,000"] - texts["1,000"], abs=0.3)
    assert "Lake Land" in texts  # one of its numbers is known, and has a dot of its own


def _words(svg: str) -> list[tuple[str, float, float]]:
    """Return every text of a picture with its place within its group."""
    found = re.findall(r'<text[^>]*transform="translate\(([-\d.]+),([-\d.]+)\)"[^>]*>([^<]+)<', svg)
    return [(text, float(x), float(y)) for x, y, text in found]


def test_the_key_of_a_network_has_room_for_every_community() -> None:
    data = SAMPLES["network"]("en")
    longer = "{} Institute of the Natural Sciences and Humanities"
    rows = tuple(replace(row, text=longer.format(row.text)) for row in data.rows)
    for given in (rows, tuple(replace(row, shorter=()) for row in rows)):
        said = texts(draw(replace(data, rows=given), "en", "light", PHONE).svg)
        key = [text for text in said if text.startswith("Community") and "(" in text]
        assert len(key) == 2
        assert all(12 + width_of(text, SMALL, "en") <= PHONE for text in key)
