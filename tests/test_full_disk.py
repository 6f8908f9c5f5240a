"""A disk that fills, at whichever write: one sentence, and every file is as it was before."""

from __future__ import annotations

import errno
import os
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import PROOF, Duizhao
from tests.test_kills import COMMANDS, Killed, hashes

OWN = ("figures", "report", "data", "glossary")


def own_files(root: Path) -> dict[str, str]:
    """Return the fingerprints of all that people and commands write, but for what is made anew."""
    return {f"{one}/{path}": it for one in OWN for path, it in hashes(root / one).items()}


def parts(root: Path) -> list[str]:
    return [path.name for one in OWN for path in (root / one).rglob(".*.part")]


class Filling:
    """`Path.write_bytes` on a disk that is full from some write on."""

    def __init__(self, room: int) -> None:
        self.room = room

    def write_bytes(self) -> Callable[[Path, bytes], int]:
        def write(path: Path, content: bytes) -> int:
            self.room -= 1
            with path.open("wb") as stream:
                if self.room < 0:
                    stream.write(content[:1])
                    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
                return stream.write(content)

        return write


@pytest.mark.parametrize(
    "one", [COMMANDS["accept"], pytest.param(COMMANDS["analyse"], marks=PROOF)]
)
def test_each_write_in_turn_finds_the_disk_full(
    one: Killed, libraries: Path, duizhao: Duizhao, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert duizhao(libraries, *one.arguments).code == 0
    one.change(libraries)
    before = own_files(libraries)
    for room in range(50):
        filling = Filling(room)
        with monkeypatch.context() as patched:
            patched.setattr(Path, "write_bytes", filling.write_bytes())
            run = duizhao(libraries, *one.arguments)
        if filling.room >= 0:
            break
        assert run.code == 1
        assert "refused: the disk is full, or the quota is used up" in run.err
        assert own_files(libraries) == before
        assert parts(libraries) == []
    assert room > 0
    assert run.code == 0
    assert own_files(libraries) != before


@pytest.mark.parametrize("size", [1 << 10, 1 << 14, 1 << 16, 1 << 18])
@pytest.mark.proof
def test_a_build_whose_files_may_not_grow_leaves_the_site(size: int, libraries: Path) -> None:
    """Also what other programs write for it is told in words."""

    def build(limit: int) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "duizhao", "build"],
            cwd=libraries,
            env={**os.environ, "DUIZHAO_LANGUAGE": "en"},
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
            capture_output=True,
            text=True,
            check=False,
        )

    (libraries / "site").mkdir()
    (libraries / "site/index.html").write_text("old", encoding="utf-8")
    stopped = build(size)
    assert "Traceback" not in stopped.stderr
    assert stopped.returncode == 1
    assert "1 error" in stopped.stderr
    assert hashes(libraries / "site").keys() == {"index.html"}
    assert build(resource.RLIM_INFINITY).returncode == 0
