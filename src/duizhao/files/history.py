"""History: what git knows of a file and of who works here; nothing where there is no git."""

from __future__ import annotations

import io
import subprocess
import tarfile
from collections.abc import Collection
from pathlib import Path


def last_commit(root: Path, path: str) -> str | None:
    """Return the last commit that touched a file, as `abc1234 2020-05-11`, None when unknown."""
    return _git(root, "log", "-1", "--format=%h %cs", "--", path) or None


def user(root: Path) -> str:
    """Return the name of who works here as git knows it, "" when unknown."""
    return _git(root, "config", "user.name")


def commit_of(root: Path, revision: str) -> str:
    """Return the commit that a name such as a tag or `HEAD~1` stands for, "" when there is none."""
    if revision.startswith("-"):
        return ""
    return _git(root, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")


def restored(root: Path, commit: str, names: Collection[str], folder: Path) -> None:
    """Write files and folders of `root` into `folder` as they were in a commit.

    Of `names`, those that it had; a commit that had none leaves the folder empty.
    """
    tree = f"{commit}:{_git(root, 'rev-parse', '--show-prefix')}"
    top = Path(_git(root, "rev-parse", "--show-toplevel"))  # below it git takes paths as relative
    had = [one for one in _git(top, "ls-tree", "--name-only", tree).splitlines() if one in names]
    if had:
        packed = subprocess.run(
            ["git", "archive", "--format=tar", tree, *had],
            cwd=top,
            capture_output=True,
            check=True,
        )
        with tarfile.open(fileobj=io.BytesIO(packed.stdout)) as files:
            files.extractall(folder, filter="data")


def _git(root: Path, *arguments: str) -> str:
    try:
        done = subprocess.run(
            ["git", *arguments], cwd=root, capture_output=True, text=True, check=False
        )
    except FileNotFoundError:
        return ""
    return done.stdout.strip()
