"""History: what git knows of a file and of who works here; nothing where there is no git."""

from __future__ import annotations

import io
import os
import subprocess
import tarfile
import tempfile
from collections.abc import Collection, Mapping
from pathlib import Path

from duizhao.diagnostics import Words


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
            # A filter is what first releases of Python 3.11 do not know; git packs no path that
            # leaves the folder.
            files.extraction_filter = getattr(tarfile, "data_filter", None)
            files.extractall(folder)


def _git(root: Path, *arguments: str, place: Mapping[str, str] | None = None) -> str:
    """Return what git says, "" where it refuses or is not there; `place` are its variables."""
    try:
        done = subprocess.run(
            ["git", *arguments],
            cwd=root,
            env={**os.environ, **(place or {})},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
    except FileNotFoundError:
        return ""
    return done.stdout.strip()


def committed(
    root: Path, folder: Path, branch: str, empty: Collection[str], message: str
) -> str | Words:
    """Commit the files of `folder`, and `empty` ones, as all that `branch` holds.

    Return the commit, the one that is there where nothing differs, or why there is none. Work
    tree, index and the branch that is checked out are not touched.
    """
    top = _git(root, "rev-parse", "--show-toplevel")
    if not top:
        return Words("这里不是git仓库", "this is no repository of git")
    if branch == _git(root, "symbolic-ref", "--quiet", "--short", "HEAD"):
        return Words(
            "这个分支正检出着，发布会盖掉它的全部文件",
            "this branch is checked out: publishing would replace all that it holds",
        )
    if branch.startswith("-") or not _git(root, "check-ref-format", "--branch", branch):
        return Words("分支不能叫这个名字", "a branch cannot have this name")
    with tempfile.TemporaryDirectory() as scratch:
        place = {"GIT_INDEX_FILE": str(Path(scratch) / "index"), "GIT_WORK_TREE": str(folder)}
        place["GIT_DIR"] = _git(root, "rev-parse", "--absolute-git-dir")
        _git(folder, "add", "--all", "--force", ".", place=place)
        nothing = _git(root, "hash-object", "-w", "-t", "blob", "--stdin")
        for name in empty:
            added = f"100644,{nothing},{name}"
            _git(folder, "update-index", "--add", "--cacheinfo", added, place=place)
        tree = _git(folder, "write-tree", place=place)
    before = commit_of(root, f"refs/heads/{branch}")
    if before and _git(root, "rev-parse", f"{before}^{{tree}}") == tree:
        return before
    parents = ("-p", before) if before else ()
    commit = _git(root, "commit-tree", tree, *parents, "-m", message)
    if not commit:
        return Words(
            "git没有提交，多半是不知道您是谁：请先设置git config user.name和user.email",
            "git made no commit, probably as it does not know who you are: set git config "
            "user.name and user.email",
        )
    _git(root, "update-ref", f"refs/heads/{branch}", commit)
    return commit
