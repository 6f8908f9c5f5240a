"""An edition in a notebook, and notebooks exported: what the build has, in cells that were run."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest

from duizhao import edition, project
from duizhao.charts.beside import VEGA_LITE
from duizhao.commands.export import notebooks
from duizhao.diagnostics import Problems
from duizhao.edition.notebook import OpenEdition
from tests.conftest import ROOT, Duizhao

LANGUAGES = ("zh", "en")


@pytest.fixture(scope="module")
def libraries(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the tiny report."""
    place = tmp_path_factory.mktemp("notebooks") / "libraries"
    return Path(shutil.copytree(ROOT / "tests/projects/libraries", place))


@pytest.fixture(scope="module")
def report(libraries: Path) -> OpenEdition:
    return edition.opened("1998", "en", libraries / "report")


def test_what_the_page_says_runs(
    libraries: Path, report: OpenEdition, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = (ROOT / "docs/notebooks.md").read_text(encoding="utf-8").replace("1999", "1998")
    (lines,) = re.findall(r"^```python\n(.*?)^```$", page, re.M | re.S)
    listed = re.findall(r"^\| `(report\..*?)` \|", page, re.M)
    assert len(listed) == len([name for name in vars(OpenEdition) if f"report.{name}(" in page])
    monkeypatch.chdir(libraries / "report")
    names: dict[str, object] = {}
    exec(lines, names)
    for line in listed:
        assert eval(line, names) is not None


def test_inputs_figures_and_words_are_those_of_the_build(
    libraries: Path, report: OpenEdition
) -> None:
    loans = report.given("loans")
    assert len(loans) == len((libraries / "data/1998/loans.csv").read_text().splitlines()) - 1
    counted = report.given("loans_by_branch")["count"].to_dict()
    last = loans[loans["year"] == loans["year"].max()]
    assert counted == last.groupby("branch").size().to_dict()
    figure = report.figure("loans_by_branch")
    assert figure["count"].to_dict() == counted
    assert report.given("edition") == "1998"
    assert set(report.given("published")) == {"figure", "row", "column", "value"}
    share = f"{figure['share']['east']:.1f}%"
    assert share in report.table("loans_by_branch").to_string()
    sentence = "{{ loans_by_branch.east }}: {{ loans_by_branch.east.share }}"
    assert report.said(sentence) == f"East branch: {share}"
    chinese = edition.opened("1998", folder=libraries)
    assert chinese.said(sentence) == f"东馆: {share}"


@pytest.mark.parametrize(
    ("asked", "rule", "hint"),
    [
        (lambda one: one.given("loan"), "unknown-parameter", "loans"),
        (lambda one: one.figure("loans_by_yaer"), "unknown-figure", "loans_by_year"),
        (lambda one: one.chart("elsewhere"), "unknown-figure", "loans_by_year"),
        (lambda one: one.said("{{ loans_by_yaer.ref }}"), "unknown-value", "loans_by_year"),
        (lambda one: edition.opened("1989", "en", one.project.root), "unknown-edition", "1998"),
        (lambda one: edition.opened("1998", "fr", one.project.root), "unknown-language", "zh"),
        (lambda one: edition.opened("1998", "en", "/"), "no-project", "inside"),
    ],
)
def test_a_mistake_is_a_finding_and_no_traceback(
    asked: Callable[[OpenEdition], object], rule: str, hint: str, report: OpenEdition
) -> None:
    with pytest.raises(Problems) as raised:
        asked(report)
    (line,) = raised.value._render_traceback_()
    assert rule in line
    assert hint in line


@pytest.mark.slow
def test_exported_notebooks_show_what_the_build_has(libraries: Path, tmp_path: Path) -> None:
    opened = project.load(libraries)
    notebooks(opened, "1998", tmp_path / "made")
    files = {file.name: file for file in (tmp_path / "made").iterdir()}
    reports = {one: edition.opened("1998", one, libraries) for one in LANGUAGES}
    shown, sources = set(), ""
    for name, file in files.items():
        language = name.split(".")[1]
        text = file.read_text(encoding="utf-8")
        nbformat.validate(json.loads(text))
        code = [one for one in json.loads(text)["cells"] if one["cell_type"] == "code"]
        assert [one["execution_count"] for one in code] == [*range(1, len(code) + 1)]
        assert code[0]["source"].startswith("from duizhao import edition\n")
        sources += text
        assert str(libraries) not in text  # it says where the report is from where it lies
        for cell in code[1:]:
            asked, figure = re.findall(r'report\.(\w+)\("(\w+)"\)', cell["source"])[0]
            (output,) = cell["outputs"]
            if asked == "chart":
                drawn = reports[language].chart(figure).drawing
                assert output["data"]["image/svg+xml"] == drawn.svg
                assert output["data"][VEGA_LITE] == json.loads(json.dumps(drawn.spec))
                shown.add((language, figure))
            else:
                table = getattr(reports[language], asked)(figure)
                assert output["data"]["text/plain"] == repr(table)
    views = {key for one in reports.values() for key in one.contents.views}
    assert shown == views
    assert sources.count("def loans_by_branch(") == sources.count("def loans_by_year(") == 2


@pytest.mark.slow
def test_a_function_that_fails_is_told_and_nothing_is_written(
    libraries: Path, tmp_path: Path, duizhao: Duizhao
) -> None:
    broken = Path(shutil.copytree(libraries, tmp_path / "broken"))
    script = broken / "analysis/lending.py"
    script.write_text(
        script.read_text(encoding="utf-8").replace('groupby("year")', 'groupby("yaer")'),
        encoding="utf-8",
    )
    told = duizhao(broken, "export", "notebooks", "1998", "../made")
    assert told.code == 1
    assert "lending.py:" in told.err or "stale-table" in told.err
    assert "Traceback" not in told.err
    assert {one.name for one in tmp_path.iterdir()} == {"broken"}
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/notes.ipynb").write_text('{"metadata": {}}', encoding="utf-8")
    assert "folder-in-use" in duizhao(broken, "export", "notebooks", "1998", "../mine").err
    wrong = duizhao(broken, "export", "quarto", "1998", "../new", "--language", "en")
    assert wrong.code == 2
