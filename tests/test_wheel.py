"""The wheel alone, where nothing else is installed: a report begun, checked, built and served."""

from __future__ import annotations

import os
import subprocess
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.wheels import built, installed

pytestmark = [pytest.mark.slow, pytest.mark.proof]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module", params=["", "pdf,typefaces,analysis"])
def duizhao(
    wheel: Path, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    return installed(wheel, tmp_path_factory.mktemp("alone") / "environment", request.param)


@pytest.fixture(scope="module")
def report(duizhao: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("empty")
    assert ran(duizhao, folder, "new", "report").returncode == 0
    return folder / "report"


def ran(duizhao: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [duizhao, *arguments],
        cwd=folder,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )


def environment() -> dict[str, str]:
    """Nothing of the environment that these tests run in: no path of modules, no language."""
    return {"PATH": os.environ["PATH"], "DUIZHAO_LANGUAGE": "en", "PYTHONUTF8": "1"}


def extras(duizhao: Path) -> bool:
    return next(duizhao.parents[1].glob("lib/*/site-packages/typst"), None) is not None


def test_it_checks_and_analyses_or_says_what_is_missing(duizhao: Path, report: Path) -> None:
    checked = ran(duizhao, report, "check")
    assert (checked.returncode, checked.stderr) == (0, "")
    analysed = ran(duizhao, report, "analyse")
    if extras(duizhao):
        assert (analysed.returncode, analysed.stderr) == (0, "")
    else:
        assert analysed.returncode == 1
        assert "→ run pip install 'duizhao[analysis]'" in analysed.stderr


def test_it_builds_what_it_can_and_says_what_is_left_out(duizhao: Path, report: Path) -> None:
    made = ran(duizhao, report, "build")
    assert made.returncode == 0, made.stderr
    assert "Traceback" not in made.stderr
    assert "39.93%" in (report / "site/zh/2020/overview.html").read_text("utf-8")
    assert ("No PDFs and no PNGs" in made.stdout) != extras(duizhao)
    for language in ("zh", "en"):
        pages = (report / f"site/{language}/2020/index.html").read_text("utf-8")
        book = f"2020-{language}.pdf"
        assert (report / f"site/{language}/2020/{book}").is_file() == extras(duizhao)
        assert (book in pages) == extras(duizhao)


@pytest.fixture
def preview(duizhao: Path, report: Path) -> Iterator[str]:
    with subprocess.Popen(
        [duizhao, "serve"], cwd=report, env=environment(), stdout=subprocess.PIPE, text=True
    ) as served:
        assert served.stdout is not None
        yield served.stdout.readline().split()[1]
        served.terminate()


def test_it_serves(preview: str) -> None:
    with urllib.request.urlopen(preview) as answer:
        assert answer.status == 200
        assert "39.93%" in answer.read().decode()
