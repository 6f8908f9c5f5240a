"""History: what git knows of a file; nothing where there is no git, or no commit of the file."""

from __future__ import annotations

import subprocess
from pathlib import Path


def last_commit(root: Path, path: str) -> str | None:
    """Return the last commit that touched a file, as `abc1234 2020-05-11`, None when unknown."""
    command = ["git", "log", "-1", "--format=%h %cs", "--", path]
    try:
        done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        return None
    return done.stdout.strip() or None
