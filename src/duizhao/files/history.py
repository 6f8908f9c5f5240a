"""History: what git knows of a file and of who works here; nothing where there is no git."""

from __future__ import annotations

import subprocess
from pathlib import Path


def last_commit(root: Path, path: str) -> str | None:
    """Return the last commit that touched a file, as `abc1234 2020-05-11`, None when unknown."""
    return _git(root, "log", "-1", "--format=%h %cs", "--", path) or None


def user(root: Path) -> str:
    """Return the name of who works here as git knows it, "" when unknown."""
    return _git(root, "config", "user.name")


def _git(root: Path, *arguments: str) -> str:
    try:
        done = subprocess.run(
            ["git", *arguments], cwd=root, capture_output=True, text=True, check=False
        )
    except FileNotFoundError:
        return ""
    return done.stdout.strip()
