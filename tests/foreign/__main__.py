"""Fetch the foreign texts into build/foreign: `python -m tests.foreign`; no test runs this.

What is fetched stays out of the repository; `texts.csv` names every file with its commit.
"""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

from tests.foreign.texts import SIDES, Text, texts


def fetch(texts: list[Text]) -> None:
    """Write every file of the list at its place."""
    wanted: dict[tuple[str, str], list[tuple[str, Path]]] = {}
    for text in texts:
        for side in SIDES:
            source = (text.repository[side], text.commit[side])
            wanted.setdefault(source, []).append((text.path[side], text.file(side)))
    for (repository, commit), files in wanted.items():
        with tempfile.TemporaryDirectory() as folder:
            git = ["git", "-C", folder]
            address = f"https://github.com/{repository}"
            subprocess.run([*git, "init", "--quiet"], check=True)
            subprocess.run([*git, "fetch", "--quiet", "--depth=1", address, commit], check=True)
            for path, target in files:
                shown = [*git, "show", f"{commit}:{path}"]
                content = subprocess.run(shown, check=True, capture_output=True).stdout
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content)


if __name__ == "__main__":
    fetch(texts())
