"""All JavaScript of our own is type-checked, strictly; nothing escapes as `any`."""

from __future__ import annotations

import re
import subprocess
from functools import cache

import pytest

from tests.javascript import FOLDER, NODE, package

pytestmark = pytest.mark.slow

PROJECTS = (
    *("tsconfig.json", "tsconfig.network.json", "tsconfig.charts.json", "tsconfig.preview.json"),
)
SOURCE = FOLDER.parents[1] / "src" / "duizhao"


@cache
def checked(project: str) -> str:
    """Check the types of a project's scripts; return the paths of all that was looked at."""
    compiler = package("typescript") / "bin" / "tsc"
    run = subprocess.run(
        [NODE, compiler, "--project", FOLDER / project, "--listFiles"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout
    return run.stdout


@pytest.mark.parametrize("project", PROJECTS)
def test_scripts_are_well_typed(project: str) -> None:
    checked(project)


def test_every_script_is_checked() -> None:
    listed = "\n".join(map(checked, PROJECTS))
    scripts = sorted(SOURCE.rglob("*.js"))
    assert len(scripts) > 20
    assert [str(path) for path in scripts if str(path) not in listed] == []


def test_no_script_asks_for_less() -> None:
    for path in SOURCE.rglob("*.js"):
        text = path.read_text("utf-8")
        assert not re.search(r"@ts-(ignore|nocheck|expect-error)|\{[^}\n]*\bany\b[^}\n]*\}", text)
