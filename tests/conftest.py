"""Shared fixtures: the tiny project, the command line in-process, and the real report, built."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from math import sqrt
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, expect, sync_playwright

from duizhao import cli, project
from duizhao.analysis import record, scripts
from duizhao.edition import load
from duizhao.edition.load import FinishedEdition
from duizhao.project import Project, published
from tests.chromium import launch
from tests.javascript import NODE
from tests.typefaces import SETS

ROOT = Path(__file__).parent.parent
LIBRARIES = ROOT / "tests" / "projects" / "libraries"
BROWSERS = ("chromium", "faced")
PROOF = pytest.mark.proof
# Fixtures that build or read the whole report, or build a site.
SLOW = {"report", "report_editions", "sound", "written", "unaddressed"}


def some_or_all(one_of: int) -> pytest.MarkDecorator:
    """Let `make test` try one of so many of what was made by the hundred, and `make proof` all."""
    some = pytest.param(one_of, id="some")
    return pytest.mark.parametrize("one_of", [some, pytest.param(1, id="all", marks=PROOF)])


def least(portion: float, number: int, one_of: int) -> float:
    """Return how many of a number must be found; of a part, two deviations fewer will do."""
    chance = 2 * sqrt(number * portion * (1 - portion)) if one_of > 1 else 0
    return number * portion - chance


# Machines are busy: how long an example took says nothing, nor how soon a page has changed.
# `make test` tries the same examples every time; `make proof` draws other ones, and more.
settings.register_profile("steady", deadline=None, derandomize=True)
settings.register_profile("searching", deadline=None, max_examples=2000)
settings.load_profile("steady")
expect.set_options(timeout=30_000)


@dataclass(frozen=True)
class Run:
    """What a command did: its exit code and what it printed."""

    code: int
    out: str
    err: str


Duizhao = Callable[..., Run]

# Playwright's own Node.js needs libatomic, which a new Debian lacks; that of the lock does not.
os.environ.setdefault("PLAYWRIGHT_NODEJS_PATH", str(NODE))


def recorded(root: Path) -> None:
    """Make the tables of a project count as computed, as they stand: a test has written them."""
    code = scripts.read(root).value
    for edition in project.load(root).editions:
        folder = root / f"figures/{edition.name}"
        if edition.file.microdata is not None and folder.is_dir():
            made = {one.name: one.read_bytes() for one in folder.glob("*.csv")}
            own = {name: text for name, text in made.items() if name != record.NAME}
            sources = record.Sources(root, edition, code, published.load(root, edition).value)
            (folder / record.NAME).write_text(record.text(sources, own), encoding="utf-8")


def spark_is_missing() -> str | None:
    """Return why Spark cannot run here, or None when it can."""
    if shutil.which("java") is None:
        return "Spark did not run: there is no Java"
    if find_spec("pyspark") is None:
        return "Spark did not run: pyspark is not installed (tools/spark.sh)"
    return None


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name what could not be tested on this machine."""
    if (reason := spark_is_missing()) is not None:
        terminalreporter.write_line(reason)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Call slow what needs the whole report or a site, and put the mutants first.

    They take minutes, and no process shall end alone with them.
    """
    for item in items:
        if isinstance(item, pytest.Function) and SLOW.intersection(item.fixturenames):
            item.add_marker(pytest.mark.slow)
    items.sort(key=lambda item: "mutants" not in item.path.parts)


@pytest.fixture
def libraries(tmp_path: Path) -> Path:
    """Return a fresh copy of the tiny project."""
    return shutil.copytree(
        LIBRARIES, tmp_path / "project", ignore=shutil.ignore_patterns("build", "site")
    )


@pytest.fixture
def duizhao(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Duizhao:
    """Return a function that runs the command line in a folder, in one language."""

    def run(folder: Path, *arguments: str, language: str = "en") -> Run:
        monkeypatch.chdir(folder)
        monkeypatch.setenv("DUIZHAO_LANGUAGE", language)
        monkeypatch.setattr("sys.argv", ["duizhao", *arguments])
        capsys.readouterr()
        try:
            cli.main()
            code: object = 0
        except SystemExit as stop:
            code = stop.code or 0
        printed = capsys.readouterr()
        assert isinstance(code, int)
        return Run(code, printed.out, printed.err)

    return run


Once = Callable[[str, Callable[[Path], None]], Path]


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Once:
    """Return a function that lets a folder be filled once for all test processes of a run."""
    shared = tmp_path_factory.getbasetemp()
    if hasattr(request.config, "workerinput"):
        shared = shared.parent

    def folder(name: str, fill: Callable[[Path], None]) -> Path:
        place, filled = shared / name, shared / f"{name}.filled"
        with (shared / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not filled.exists():
                shutil.rmtree(place, ignore_errors=True)
                place.mkdir()
                fill(place)
                filled.touch()
        return place

    return folder


@pytest.fixture(scope="session")
def report(once: Once) -> Path:
    """Build the real report as `make report` does, once for all test processes; return its root."""
    once("report", _build)
    return ROOT


def _build(_: Path) -> None:
    (ROOT / "build").mkdir(exist_ok=True)
    program = Path(sys.executable).with_name("duizhao")
    # Another run of the tests may be building in the same place.
    with (ROOT / "build" / "tests.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        for command in ("analyse", "build"):
            run = subprocess.run(
                [program, command], cwd=ROOT, capture_output=True, text=True, check=False
            )
            assert run.returncode == 0, run.stderr


@pytest.fixture(scope="session")
def report_editions() -> list[FinishedEdition]:
    """Read the editions of the real report, newest first, and hold no rule against them.

    Once for all tests of a process, which must not alter them.
    """
    whole = project.load(ROOT)
    return [edition_read(whole, edition.name) for edition in whole.editions]


def edition_read(whole: Project, name: str) -> FinishedEdition:
    """Read one edition of a project and fill its chapters; no rule is held against it."""
    terms, tables = load.numbers(whole).value
    return load.with_chapters(whole, whole.edition(name), tables, terms).value


@pytest.fixture(scope="session")
def browsers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Browser]]:
    """Return a function that gives the headless Chromium of a set of typefaces, begun once."""
    folder = tmp_path_factory.mktemp("typefaces")
    with sync_playwright() as playwright:

        @cache
        def browser(faces: str) -> Browser:
            return launch(playwright, folder, faces)

        yield browser


@pytest.fixture(scope="session")
def chromium(browsers: Callable[[str], Browser]) -> Browser:
    """Return the Chromium of a usual desktop, one for all tests."""
    return browsers("usual")


@pytest.fixture(scope="session", params=SETS)
def faced(request: pytest.FixtureRequest, browsers: Callable[[str], Browser]) -> Browser:
    """Return a Chromium for each set of typefaces: layout must hold under all of them."""
    return browsers(request.param)


@pytest.fixture(autouse=True)
def _pages_closed(request: pytest.FixtureRequest) -> Iterator[None]:
    """Close the pages that a test opened: left open, each would slow down all that come after."""
    used = [request.getfixturevalue(name) for name in BROWSERS if name in request.fixturenames]
    shared = {context for browser in used for context in browser.contexts}
    yield
    for browser in used:
        for context in set(browser.contexts) - shared:
            context.close()
