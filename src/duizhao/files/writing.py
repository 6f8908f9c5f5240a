"""Writing: one process at a time, files whole, and a finished folder swapped in at the end."""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from duizhao.diagnostics import Diagnostic, Place, Problems, Words

LOCK = "build/lock"


@contextmanager
def writing(root: Path) -> Iterator[None]:
    """Hold a project for writing; raise `Problems` when another process holds it.

    The lock goes with the process, however it ends: nothing has to be removed by hand.
    """
    path = root / LOCK
    path.parent.mkdir(exist_ok=True)
    with path.open("a+", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            raise Problems([_in_use(file.read().strip())]) from None
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield


def _in_use(process: str) -> Diagnostic:
    number = Words(f"（进程{process}）", f" (process {process})") if process else Words("", "")
    message = Words(
        f"另一个duizhao正在写这个项目{number.zh}",
        f"another duizhao is writing this project{number.en}",
    )
    hint = Words("等它结束后再运行", "run this again when it has ended")
    return Diagnostic("in-use", Place(LOCK), message, hint)


def write_all(contents: Mapping[Path, bytes]) -> None:
    """Write several files, each whole: first all beside their places, then all into them.

    When the disk is full or the process is killed, every file is either the old or the new one.
    """
    parts = {path: path.with_name(f".{path.name}.part") for path in contents}
    try:
        for path, content in contents.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            parts[path].write_bytes(content)
        for path, part in parts.items():
            part.replace(path)
    finally:
        for part in parts.values():
            part.unlink(missing_ok=True)


def fresh_beside(folder: Path) -> Path:
    """Return an empty folder beside `folder`, to be filled and swapped in by `swap`."""
    if folder.exists() and not folder.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder))
    fresh = folder.with_name(f".{folder.name}.new")
    if fresh.exists():
        shutil.rmtree(fresh)
    fresh.mkdir(parents=True)
    return fresh


def swap(fresh: Path, folder: Path) -> None:
    """Put a finished folder in the place of the one that stands there.

    Everyone may read it, whatever the umask of who made it: it is what a server publishes.
    """
    for path in (fresh, *fresh.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    old = _old(folder)
    if old.exists():
        shutil.rmtree(old)
    if folder.exists():
        folder.rename(old)
    fresh.rename(folder)
    shutil.rmtree(old, ignore_errors=True)


def repaired(folder: Path) -> None:
    """Put the former folder back where a `swap` was killed between its two renames."""
    folder = folder.resolve()
    if _old(folder).is_dir() and not folder.exists():
        _old(folder).rename(folder)


def _old(folder: Path) -> Path:
    return folder.with_name(f".{folder.name}.old")
