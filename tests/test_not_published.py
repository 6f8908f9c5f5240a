"""A published edition shows what was published, what follows from it, and the rest as such.

The 2024 edition's microdata are modelled: what only they give stands in one chapter. Were they
real, the same figure files would draw everything.
"""

from __future__ import annotations

import csv
import json
import re
import shutil
import zipfile
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from duizhao import project
from duizhao.charts import draw
from duizhao.charts.data import ChartData
from duizhao.commands.build import charts_of
from duizhao.edition.load import FinishedEdition
from duizhao.files.network_file import decoded
from duizhao.project.figures import Cell
from duizhao.project.figures.following import count_of
from tests.conftest import ROOT, edition_read

EDITION, APPENDIX = "2024", "model"
PARTS = ("analysis", "data", "figures", "glossary", "report")
LANGUAGES = ("zh", "en")
HEADING = {"zh": "方法演示", "en": "The methods on a model"}


@pytest.fixture
def published(report_editions: list[FinishedEdition]) -> FinishedEdition:
    return next(one for one in report_editions if one.edition.name == EDITION)


def copied(root: Path) -> Path:
    for name in ("duizhao.yml", "check.yml"):
        shutil.copyfile(ROOT / name, root / name)
    for part in PARTS:
        shutil.copytree(ROOT / part, root / part, ignore=shutil.ignore_patterns("__pycache__"))
    return root


@pytest.fixture(scope="module")
def computed(tmp_path_factory: pytest.TempPathFactory) -> FinishedEdition:
    """Return the edition as it would be if the modelled microdata were real."""
    root = copied(tmp_path_factory.mktemp("computed"))
    file = root / f"report/{EDITION}.yml"
    text = file.read_text(encoding="utf-8")
    assert "status: modelled" in text
    file.write_text(text.replace("status: modelled", "status: computed"), encoding="utf-8")
    return edition_read(project.load(root), EDITION)


def drawn(contents: FinishedEdition) -> dict[str, ChartData]:
    """Return the English charts of figures that have a table of their own, by figure."""
    return {
        one.data.figure: one.data
        for one in charts_of([contents]).value
        if one.language == "en" and not one.data.figure.endswith("_over_editions")
    }


def written(data: ChartData) -> str:
    """Return what is written on a chart; its description is not part of that."""
    svg = draw(data, "en", "light").svg
    return " ".join(re.findall(r"<text[^>]*>([^<]*)", svg))


@pytest.mark.slow
def test_with_real_microdata_the_same_figures_draw_everything(computed: FinishedEdition) -> None:
    charts = drawn(computed)
    assert len(charts) > 20
    for name, data in charts.items():
        for column in data.chart.columns():
            known = data.known(column)
            assert len(known) == len(data.rows), name
            assert all(cell.status != "modelled" for _, cell, _ in known), name
    for name in ("relations_by_technology", "relations_by_sector", "enterprises_by_province"):
        assert "not published" not in written(charts[name])
        assert "modelled" not in written(charts[name])
    technologies = charts["relations_by_technology"]
    assert written(technologies).count("%") == len(technologies.rows) == 24
    assert "together" not in written(charts["enterprises_by_founding_year"])


def test_a_total_is_one_outlined_bar_of_its_true_size(published: FinishedEdition) -> None:
    charts = drawn(published)
    bars = written(charts["relations_by_technology"])
    assert "19 others, not published" in bars
    assert "26.77%" in bars
    years = written(charts["enterprises_by_founding_year"])
    assert "2012–2018: 50.66% together" in years
    patents = written(charts["patents_by_province"])
    assert "12.12%" in patents  # of those that only the published total of ten provinces holds
    assert "24 others, not published" in patents


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["published", "computed"])
def test_every_map_of_provinces_has_all_of_them(kind: str, request: pytest.FixtureRequest) -> None:
    contents: FinishedEdition = request.getfixturevalue(kind)
    provinces = {term.id for term in contents.context.glossary if term.entry.tile is not None}
    assert len(provinces) == 34
    maps = [one for one in drawn(contents).values() if one.chart.form == "tiles"]
    assert maps
    for one in maps:
        assert {name.id for name in one.rows} == provinces


@pytest.mark.parametrize(
    ("figure", "row", "number"),
    [
        ("enterprises_by_province", "beijing", 1252),
        ("enterprises_by_founding_year", "2015", 448),
        ("listed_by_rd_intensity", "from_5_to_10", 226),
        ("listed_by_revenue", "from_60_to_80", 29),
    ],
)
def test_a_count_follows_from_its_share(
    figure: str, row: str, number: int, published: FinishedEdition
) -> None:
    cell = published.context.figures[figure].cell(row, "count")
    assert cell is not None
    assert (cell.number, cell.status) == (number, "derived")


def test_a_count_that_does_not_follow_has_its_bounds(published: FinishedEdition) -> None:
    figure = published.context.figures["enterprises_by_metropolitan_area"]
    cell = figure.cell("beijing_tianjin_hebei", "count")
    assert cell is not None
    assert (cell.number, cell.between) == (None, (1318, 1321))


@given(st.integers(1, 20000), st.data(), st.integers(0, 3))
def test_the_bounds_of_a_count_hold_it(base: int, data: st.DataObject, decimals: int) -> None:
    number = data.draw(st.integers(0, base))
    step = Decimal(1).scaleb(-decimals)
    share = (Decimal(number) * 100 / base).quantize(step, ROUND_HALF_UP)
    cell = count_of(Cell(number=share), Cell(number=Decimal(base)))
    assert cell is not None
    if cell.between is not None:
        low, high = cell.between
        assert low <= number <= high
    else:
        assert cell.number == number


@pytest.mark.slow
def test_no_number_of_the_model_is_used_outside_its_chapter(
    published: FinishedEdition, tmp_path: Path
) -> None:
    """Whatever the model gives, the other chapters and their charts stay the same."""
    root = copied(tmp_path)
    pinned = {*published.context.data.pins, *published.context.data.inferred()}
    exchanged = 0
    for path in (root / f"figures/{EDITION}").glob("*.csv"):
        figure = published.context.figures.get(path.stem)
        if figure is None or figure.file.from_published:
            continue  # no table, or one made of published numbers alone
        with path.open(encoding="utf-8") as stream:
            header, *rows = list(csv.reader(stream))
        # Exchanged with one another, since parts that no longer add up are a finding.
        for at, column in enumerate(header[1:], 1):
            own = [
                row
                for row in rows
                if f"{path.stem}.{row[0]}.{column}".removesuffix(".value") not in pinned
                and re.fullmatch(r"\d+(\.\d+)?", row[at])
            ]
            numbers = [row[at] for row in own]
            for row, number in zip(own, [*numbers[1:], *numbers[:1]], strict=True):
                exchanged += row[at] != number
                row[at] = number
        with path.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream, lineterminator="\n").writerows([header, *rows])
    other = edition_read(project.load(root), EDITION)
    assert exchanged > 200
    assert other.unread == frozenset()
    assert other.context.figures["degree_lorenz"].cells != {}
    for language in LANGUAGES:
        for one in published.finished[language]:
            if one.name != APPENDIX:
                assert repr(one.blocks) == repr(other.chapter(one.name, language).blocks), one.name
    before, after = drawn(published), drawn(other)
    chapters = published.context.numbering.chapters
    outside = [name for name in before if chapters[name] != APPENDIX]
    assert len(outside) > 20
    assert {name: before[name] for name in outside} == {name: after[name] for name in outside}


def test_no_node_of_the_model_has_a_real_name(published: FinishedEdition) -> None:
    labels = decoded((ROOT / f"figures/{EDITION}/network_hubs.network").read_bytes()).labels
    assert not [label for label in labels if label in published.context.glossary]
    assert all(row.isdecimal() for row in published.context.figures["network_hubs"].rows)


def numerals(text: str) -> set[str]:
    """Return the numerals of a text that are long enough to be nobody else's by chance."""
    found = {one.replace(",", "") for one in re.findall(r"\d[\d,]*(?:\.\d+)?", text)}
    return {one for one in found if len(one.replace(".", "").strip("0")) >= 4}


def modelled_numerals(contents: FinishedEdition) -> set[str]:
    """Return the numerals that the model's table files hold and no chapter outside its own says."""
    figures = contents.context.figures
    texts = []
    for name, figure in figures.items():
        path = ROOT / f"figures/{EDITION}/{name}.csv"
        if path.is_file():
            with path.open(encoding="utf-8") as stream:
                only = figure.withheld | figure.modelled
                for record in csv.DictReader(stream):
                    texts += [text for at, text in record.items() if (record["row"], at) in only]
    known = [
        str(cell.number)
        for figure in figures.values()
        for cell in figure.without_modelled().cells.values()
    ]
    known += [  # what a chart draws as the rest
        str(one.file.total - sum(number for _, _, number in one.table.known(one.measure or "")))
        for one in figures.values()
        if one.file.total is not None
    ]
    said = [
        repr(one.blocks)
        for language in LANGUAGES
        for one in contents.finished[language]
        if one.name != APPENDIX
    ]
    return numerals(" ".join(texts)) - numerals(" ".join([*known, *said]))


def of_published(name: str, text: str) -> str:
    """Return what a file of the archive says, but of the model's own tables."""
    if name == "datapackage.json":
        package = json.loads(text)
        resources = package["resources"]
        package["resources"] = [one for one in resources if not one["path"].startswith("modelled/")]
        return json.dumps(package, ensure_ascii=False)
    return "\n".join(line for line in text.splitlines() if "modelled/" not in line)


def built(site: Path, model: set[str]) -> Iterator[tuple[str, str]]:
    """Yield the text of everything built of the edition but what belongs to the model."""
    for language in LANGUAGES:
        folder = site / language / EDITION
        for page in [*folder.glob("*.html"), *folder.glob("embed/*.html")]:
            if page.stem not in model:
                yield str(page), re.sub(r"<[^>]*>", " ", page.read_text("utf-8"))
        for picture in folder.glob("charts/*.svg"):
            if not picture.name.startswith(tuple(f"{name}-" for name in model)):
                texts = re.findall(r"<text[^>]*>([^<]*)", picture.read_text("utf-8"))
                yield str(picture), " ".join(texts)
        for table in folder.glob("data/*.csv"):
            if table.stem not in model:
                yield str(table), table.read_text("utf-8")
        for workbook in folder.glob("data/*.xlsx"):
            if workbook.stem not in model:
                with zipfile.ZipFile(workbook) as archive:
                    parts = [one for one in archive.namelist() if one.startswith("xl/worksheets/")]
                    cells = [archive.read(one).decode() for one in parts]
                    yield str(workbook), " ".join(re.findall(r"<v>([^<]*)", " ".join(cells)))
        with zipfile.ZipFile(folder / f"{EDITION}-{language}-data.zip") as archive:
            for name in archive.namelist():
                if not name.startswith("modelled/"):
                    yield name, of_published(name, archive.read(name).decode("utf-8"))
        told = json.loads((folder / "facts.json").read_text("utf-8"))["facts"]
        facts = [one for one in told if one["status"] != "modelled"]
        yield "facts.json", json.dumps(facts, ensure_ascii=False)
        search = (site / language / "search/text.js").read_text("utf-8")
        data, _ = json.JSONDecoder().raw_decode(search, search.index("{"))
        for one in data["pages"]:
            own = one["location"].startswith(f"{EDITION}/")  # others publish numbers of theirs
            if own and one["location"] != f"{EDITION}/{APPENDIX}.html":
                yield f"search {one['location']}", json.dumps(one, ensure_ascii=False)
        book = PdfReader(folder / f"{EDITION}-{language}.pdf")
        last = next(
            one
            for one in book.outline
            if not isinstance(one, list) and str(one.title).endswith(HEADING[language])
        )
        for page in book.pages[: book.get_destination_page_number(last)]:
            yield f"PDF {language}, page {page.page_number}", page.extract_text()


def test_no_number_of_the_model_is_built_outside_its_chapter(
    published: FinishedEdition, report: Path
) -> None:
    only = modelled_numerals(published)
    assert len(only) > 100
    chapters = published.context.numbering.chapters
    model = {
        APPENDIX,
        *(name.removesuffix("-table") for name in chapters if chapters[name] == APPENDIX),
    }
    seen = 0
    for where, text in built(report / "site", model):
        seen += 1
        assert not numerals(text) & only, where
    assert seen > 300
