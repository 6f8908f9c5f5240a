"""An installation without extras: what it cannot do is told in both languages, never raised."""

from __future__ import annotations

import importlib.util
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
import typer
from packaging.requirements import Requirement

from duizhao.commands.analyse import run as analyse
from duizhao.commands.audit import run as audit
from duizhao.commands.console import command
from duizhao.commands.new import Answers, new
from duizhao.compare.reading import FORMATS
from duizhao.diagnostics import Problems
from duizhao.diagnostics.extras import PACKAGES, installed, lacked
from duizhao.document.formulas import check
from duizhao.document.tree import Formula, found
from duizhao.project import load
from tests.conftest import ROOT
from tests.test_document import parsed


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nothing of any extra be installed."""
    extras = {name for names in PACKAGES.values() for name in names}
    found = importlib.util.find_spec
    monkeypatch.setattr(
        "duizhao.diagnostics.extras.find_spec", lambda n: None if n in extras else found(n)
    )


def test_extras_are_what_the_project_offers() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    offered = project["optional-dependencies"]
    distributions = packages_distributions()
    for extra, names in PACKAGES.items():
        wanted = {Requirement(one).name.replace("_", "-").lower() for one in offered[extra]}
        held = {distributions[name][0].replace("_", "-").lower() for name in names}
        assert held == wanted
        assert installed(extra)


@pytest.mark.usefixtures("bare")
def test_analysing_and_auditing_say_what_to_install(tmp_path: Path) -> None:
    new(tmp_path / "report", Answers())
    for call in (
        lambda: analyse(load(tmp_path / "report"), (), None, print),
        lambda: audit(ROOT, "figures/2024/sample.csv", None),
    ):
        with pytest.raises(Problems) as raised:
            call()
        (finding,) = raised.value.diagnostics
        assert finding.rule == "extra-missing"
        assert all("pip install 'duizhao[analysis]'" in finding.text(x) for x in ("zh", "en"))
    new(tmp_path / "published", Answers(microdata=False))
    analyse(load(tmp_path / "published"), (), None, print)  # has nothing to analyse


@pytest.mark.usefixtures("bare")
@pytest.mark.parametrize("name", ["a.docx", "a.pdf"])
def test_what_cannot_be_read_is_told_at_the_file(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b"")
    (finding,) = FORMATS[Path(name).suffix](tmp_path, name)
    assert (finding.rule, finding.place.path) == ("extra-missing", name)


@pytest.mark.usefixtures("bare")
def test_formulas_are_told_once_at_the_first() -> None:
    (block,), findings = parsed("It is $x^2$ and $y$.\n")
    findings.extend(check(found(block, Formula)))
    (finding,) = findings
    assert finding.rule == "extra-missing"
    assert finding.place.column == 7


def test_any_other_module_of_an_extra_is_told_when_it_is_missing(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DUIZHAO_LANGUAGE", "zh")
    with pytest.raises(typer.Exit), command():
        raise ModuleNotFoundError("no", name="typst.compiler")
    assert "pip install 'duizhao[pdf]'" in capsys.readouterr().err
    assert lacked(ModuleNotFoundError("no", name="nowhere")) is None
    with pytest.raises(ModuleNotFoundError), command():
        raise ModuleNotFoundError("no", name="nowhere")
