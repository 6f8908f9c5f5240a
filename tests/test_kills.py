"""Killed at any moment, a command leaves what was there or what it was to make, and nobody alive.

For each command a project goes back and forth between two states. Every run is killed at random
while it takes the project from one to the other; then every file is held against both states, and
each fifth time, and in the end, the command runs to its end. `make proof` kills 205 times.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest

from duizhao.files.cache import file_fingerprint
from tests.conftest import PROOF

KILLS = 41
SENTENCES = {"zh": "\n\n此外还有别的变化。\n", "en": "\n\nThere were other changes as well.\n"}
LAST_LOAN = "18,north,1998\n"

Hashes = dict[str, str]


@dataclass(frozen=True)
class Killed:
    """A command, what is changed before it, and what it writes: a tree as one, or single files."""

    arguments: tuple[str, ...]
    change: Callable[[Path], None]
    written: str
    whole: bool = False
    anew: bool = False


def _sentence(root: Path) -> None:
    for language, sentence in SENTENCES.items():
        path = root / f"report/{language}/1998/overview.md"
        text = path.read_text("utf-8")
        new = text.replace(sentence, "") if sentence in text else text + sentence
        path.write_text(new, encoding="utf-8")


def _loan(root: Path) -> None:
    path = root / "data/1998/loans.csv"
    text = path.read_text("utf-8")
    new = text.replace(LAST_LOAN, "") if LAST_LOAN in text else text + LAST_LOAN
    path.write_text(new, encoding="utf-8")


COMMANDS = {
    "build": Killed(("build",), _sentence, "site", whole=True, anew=True),
    "build-again": Killed(("build",), _sentence, "site", whole=True),
    "analyse": Killed(("analyse",), _loan, "figures"),
    "accept": Killed(("check", "--accept"), _sentence, "report/reviewed"),
    "serve": Killed(("serve",), _sentence, "report"),
}


def begun(root: Path, arguments: tuple[str, ...]) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "duizhao", *arguments],
        cwd=root,
        env={**os.environ, "DUIZHAO_LANGUAGE": "en"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def ended(process: subprocess.Popen[str]) -> float:
    """Let a command end, or `serve` begin to serve and be interrupted; return its seconds."""
    since = time.monotonic()
    if process.args[-1] == "serve":  # type: ignore[index]
        assert process.stdout is not None
        assert "http://" in process.stdout.readline()
        took = time.monotonic() - since
        process.send_signal(signal.SIGINT)
        assert "Traceback" not in process.communicate(timeout=60)[0]
        assert process.returncode == 128 + signal.SIGINT
        return took
    said, _ = process.communicate(timeout=300)
    assert process.returncode == 0, said
    return time.monotonic() - since


def hashes(folder: Path) -> Hashes:
    """Return the fingerprint of every file that is no part of one, by its path."""
    return {
        path.relative_to(folder).as_posix(): file_fingerprint(path)
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix != ".part"
    }


def nobody(session: int) -> None:
    """Wait for the last process of a session to end."""
    for _ in range(150):
        if not any(_session(stat) == session for stat in Path("/proc").glob("[0-9]*/stat")):
            return
        time.sleep(0.1)
    raise AssertionError("a process outlived the one that was killed")


def _session(stat: Path) -> int | None:
    with contextlib.suppress(OSError, IndexError):
        state, _, _, session, *_ = stat.read_text().rpartition(")")[2].split()
        return None if state == "Z" else int(session)
    return None


def kill_at_random(root: Path, one: Killed, kills: int, seed: int) -> int:
    """Kill a command so often; return how many times it was still running then."""
    random, states, took = Random(seed), [], 0.0
    for _ in range(4):  # what was accepted for the first time remembers less
        one.change(root)
        took = ended(begun(root, one.arguments))
        states.append(hashes(root / one.written))
    states = states[2:]
    hit = 0
    for number in range(kills):
        one.change(root)
        if one.anew:
            subprocess.run(
                ["rm", "-rf", root / "build/cache", root / "build/built.json"], check=True
            )
        process = begun(root, one.arguments)
        time.sleep(random.uniform(0, took))
        hit += process.poll() is None
        process.kill()
        process.communicate(timeout=60)  # its workers hold its pipes: this waits for them
        nobody(process.pid)
        folder = root / one.written
        if not folder.exists():  # between two renames; the next run puts it back
            folder = folder.with_name(f".{folder.name}.old")
        found = hashes(folder)
        if one.whole:
            assert found in states
        assert found.keys() in [state.keys() for state in states]
        assert all(digest in [state[name] for state in states] for name, digest in found.items())
        if number % 5 == 4 or number == kills - 1:
            ended(begun(root, one.arguments))
            assert hashes(root / one.written) == states[number % 2]
    return hit


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("kills", [pytest.param(KILLS, marks=PROOF)])
def test_a_killed_command_leaves_the_old_or_the_new(name: str, kills: int, libraries: Path) -> None:
    assert kill_at_random(libraries, COMMANDS[name], kills, seed=15) > kills // 8
