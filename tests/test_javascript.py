"""The site's own JavaScript is type-checked, every file of it that reads with the page."""

from __future__ import annotations

import subprocess

import pytest

from tests.javascript import FOLDER, package


@pytest.mark.parametrize("project", ["tsconfig.json", "tsconfig.network.json"])
def test_scripts_are_well_typed(project: str) -> None:
    compiler = package("typescript") / "bin" / "tsc"
    run = subprocess.run(
        ["node", compiler, "--project", FOLDER / project],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout
