"""The site's own JavaScript is type-checked, every file of it that reads with the page."""

from __future__ import annotations

import subprocess

from tests.javascript import FOLDER, package


def test_the_readers_scripts_are_well_typed() -> None:
    compiler = package("typescript") / "bin" / "tsc"
    run = subprocess.run(
        ["node", compiler, "--project", FOLDER], capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stdout
