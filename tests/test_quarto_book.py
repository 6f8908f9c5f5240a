"""The export to Quarto: the same numbers, charts and references, and cells that can be run."""

from __future__ import annotations

import hashlib
import html
import json
import re
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
import yaml
from nbclient import NotebookClient
from tools.golden import build

from duizhao import project
from duizhao.charts import draw
from duizhao.charts.beside import VEGA_LITE, chart_data, files_of
from duizhao.charts.fingerprint import content
from duizhao.commands.build import charts_of
from duizhao.commands.export import quarto
from duizhao.edition import load
from duizhao.render.pictures import ChartOf, with_layers
from tests.conftest import ROOT, Duizhao, Once

pytestmark = pytest.mark.slow
CELL = re.compile(r"^```\{python\}\n(.*?)^```$", re.M | re.S)
CALL = re.compile(r'chart\("\.\./figures", "(\w+)", "(\w+)"\)')


@pytest.fixture(scope="module")
def golden(once: Once) -> Path:
    """Return the golden project, built."""
    return once("golden", lambda place: build(place / "project") and None) / "project"


@pytest.fixture(scope="module")
def book(golden: Path, once: Once) -> Path:
    """Return its newer edition as a Quarto book."""

    def fill(place: Path) -> None:
        quarto(project.load(golden), "1999", place / "book")

    return once("quarto", fill) / "book"


@pytest.fixture(scope="module")
def charts(golden: Path) -> list[ChartOf]:
    """Return what the build of that edition draws."""
    editions = [
        one for one in load.load(project.load(golden)).value[1] if one.edition.name == "1999"
    ]
    return with_layers(charts_of(editions).value, golden).value


def chapters(book: Path) -> Iterator[tuple[str, Path]]:
    """Yield the chapters of the edition by language."""
    for language in ("zh", "en"):
        for name in ("overview", "transfers", "differences"):
            yield language, book / f"text-{language}/{name}.qmd"


def executed(book: Path) -> Iterator[tuple[str, str, nbformat.NotebookNode]]:
    """Run every cell of a book in one new kernel; yield figure, language and what it shows."""
    texts = [file.read_text(encoding="utf-8") for file in sorted(book.glob("text-*/*.qmd"))]
    cells = [cell for text in texts for cell in CELL.findall(text)]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(one) for one in cells])
    folder = str(next(book.glob("text-*")))
    NotebookClient(notebook, timeout=300, resources={"metadata": {"path": folder}}).execute()
    for cell in notebook.cells:
        figure, language = CALL.search(cell.source).groups()  # type: ignore[union-attr]
        (output,) = cell.outputs
        yield figure, language, output.data


def drawn_alike(book: Path, charts: list[ChartOf]) -> int:
    """Hold what every cell shows against what the build draws; return how many there are."""
    expected = {one.key[1:]: one.data for one in charts}
    found = list(executed(book))
    assert {(language, figure) for figure, language, _ in found} == set(expected)
    for figure, language, data in found:
        ours = draw(expected[language, figure], language, "light")
        assert data["image/svg+xml"] == ours.svg
        assert data[VEGA_LITE] == json.loads(json.dumps(ours.spec))
        frozen = book.glob(f"_freeze/text-{language}/*/figure-html/{figure}.svg")
        assert next(frozen).read_text(encoding="utf-8") == ours.svg
    return len(found)


def test_cells_draw_in_a_fresh_kernel_what_the_build_draws(
    book: Path, charts: list[ChartOf]
) -> None:
    assert drawn_alike(book, charts) == len(charts) == 6


@pytest.mark.proof
def test_every_cell_of_the_whole_report_draws_what_the_build_draws(
    report: Path, tmp_path: Path
) -> None:
    opened = project.load(report)
    quarto(opened, "2024", tmp_path / "book")
    editions = [one for one in load.load(opened).value[1] if one.edition.name == "2024"]
    charts = with_layers(charts_of(editions).value, ROOT).value
    assert drawn_alike(tmp_path / "book", charts) == len(charts) > 50


def test_a_chart_is_drawn_from_the_table_beside_it(charts: list[ChartOf], tmp_path: Path) -> None:
    for one in charts:
        for name, written in files_of(one.data, one.language).items():
            (tmp_path / name).write_bytes(written)
        back = chart_data(tmp_path, one.data.figure, one.language)
        assert content(back) == content(one.data)
    table = tmp_path / "loans_by_year.csv"
    table.write_text(table.read_text(encoding="utf-8").replace(",12,", ",11,"), encoding="utf-8")
    assert str(chart_data(tmp_path, "loans_by_year", "en").cells[1][0].number) == "11"  # type: ignore[union-attr]


def test_the_text_has_the_numbers_of_the_pages_in_their_order(golden: Path, book: Path) -> None:
    for language, file in chapters(book):
        page = (golden / f"site/{language}/1999/{file.stem}.html").read_text(encoding="utf-8")
        article = re.findall(r"<article\b.*?</article>", page, re.S)[0]
        article = re.sub(r'<figure class="dz-figure".*?</figure>', "", article, flags=re.S)
        numbers = [html.unescape(one) for one in re.findall(r"<data\b[^>]*>(.*?)</data>", article)]
        assert numbers or file.stem == "differences"
        rest = file.read_text(encoding="utf-8")
        for number in numbers:
            assert number in rest, (file, number)
            rest = rest.partition(number)[2]


def test_what_was_run_is_known_again_by_the_text_of_its_chapter(book: Path) -> None:
    frozen = list(book.glob("_freeze/*/*/execute-results/*.json"))
    assert len(frozen) == 8  # two chapters with figures, in two languages, for two formats
    for file in frozen:
        kept = json.loads(file.read_text(encoding="utf-8"))
        chapter = file.parent.parent.relative_to(book / "_freeze").with_suffix(".qmd")
        assert kept["hash"] == hashlib.md5((book / chapter).read_bytes()).hexdigest()
        shown = re.findall(r"\w+_files/(figure-\w+/\w+\.svg)", kept["result"]["markdown"])
        assert shown
        assert "```{python}" not in kept["result"]["markdown"]
        for picture in shown:
            assert (file.parent.parent / picture).is_file()


def test_every_reference_citation_and_link_leads_somewhere(book: Path) -> None:
    for language in ("zh", "en"):
        folder = book / f"text-{language}"
        texts = {file.name: file.read_text(encoding="utf-8") for file in folder.glob("*.qmd")}
        labels = {name: set(re.findall(r"\{#([\w-]+)", text)) for name, text in texts.items()}
        cited = json.loads((book / f"references-{language}.json").read_text(encoding="utf-8"))
        known = {one["id"] for one in cited}.union(*labels.values())
        for name, text in texts.items():
            assert set(re.findall(r"@([\w-]+)", text)) <= known
            for page, anchor in re.findall(r"\]\(([\w-]*\.qmd)?#([\w-]+)\)", text):
                assert anchor in labels[page or name]
        every = [label for own in labels.values() for label in own]
        assert len(every) == len(set(every))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_each_language_is_a_profile_of_its_own(language: str, book: Path) -> None:
    shared = yaml.safe_load((book / "_quarto.yml").read_text(encoding="utf-8"))
    assert shared["profile"]["group"] == [["zh", "en"]]
    told = yaml.safe_load((book / f"_quarto-{language}.yml").read_text(encoding="utf-8"))
    assert (told["project"]["output-dir"], told["lang"]) == (f"_book/{language}", language)
    assert set(told["format"]) == {"html", "typst"}
    for path in told["book"]["chapters"]:
        assert (book / path).is_file()
    listed = {path for path in told["book"]["chapters"] if path.startswith("text-")}
    texts = {f"text-{language}/{file.name}" for file in book.glob(f"text-{language}/*.qmd")}
    assert listed == texts
    assert (book / told["bibliography"]).is_file()
    assert {file.suffix for file in (book / "fonts").iterdir()} == {".otf"}


def test_a_folder_with_something_else_in_it_stays(
    golden: Path, tmp_path: Path, duizhao: Duizhao
) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    refused = duizhao(golden, "export", "quarto", "1999", str(tmp_path))
    assert refused.code == 1
    assert "folder-in-use" in refused.err
    assert [file.name for file in tmp_path.iterdir()] == ["mine.txt"]
    unknown = duizhao(golden, "export", "quarto", "1989", str(tmp_path / "new"))
    assert unknown.code == 1
    assert "1989" in unknown.err
