"""Setting up: locks are whole and agree; an environment that cannot serve is made anew."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.conftest import ROOT

LOCKS = sorted([ROOT / "requirements.lock", *(ROOT / "tools").glob("*.lock")])
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def pinned(lock: Path) -> dict[str, set[str]]:
    """Return the versions that a lock pins; a package may have one for each Python."""
    versions: dict[str, set[str]] = {}
    for line in lock.read_text("utf-8").splitlines():
        if not line.startswith(" "):
            requirement = Requirement(line.removesuffix("\\"))
            name = canonicalize_name(requirement.name)
            versions.setdefault(name, set()).add(str(requirement.specifier).removeprefix("=="))
    return versions


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_lock_pins_versions_with_hashes_and_names_no_registry(lock: Path) -> None:
    text = lock.read_text("utf-8")
    entries = text.replace("\\\n", "").splitlines()
    assert all(re.search(r"==\S+ .*--hash=sha256:[0-9a-f]{64}", entry) for entry in entries)
    assert "://" not in text
    assert pinned(lock)


@pytest.mark.parametrize(
    ("lock", "wanted"),
    [
        ("requirements.lock", PROJECT["project"]["dependencies"]),
        *(
            ("requirements.lock", PROJECT["project"]["optional-dependencies"][extra])
            for extra in ("analysis", "pdf", "typefaces", "fast")
        ),
        *(
            (lock, PROJECT["dependency-groups"][group])
            for lock, group in (
                ("requirements.lock", "build"),
                ("tools/setup.lock", "setup"),
                ("tools/dev.lock", "dev"),
                ("tools/bench.lock", "bench"),
            )
        ),
        ("tools/spark.lock", PROJECT["project"]["optional-dependencies"]["spark"]),
    ],
)
def test_a_lock_holds_what_is_asked_for(lock: str, wanted: list[str]) -> None:
    versions = pinned(ROOT / lock)
    for requirement in map(Requirement, wanted):
        found = versions.get(canonicalize_name(requirement.name), set())
        assert found, requirement
        assert all(map(requirement.specifier.contains, found)), (requirement, found)


def test_what_both_locks_pin_is_the_same() -> None:
    report, developing = pinned(ROOT / "requirements.lock"), pinned(ROOT / "tools/dev.lock")
    both = report.keys() & developing.keys()
    assert {name: report[name] for name in both} == {name: developing[name] for name in both}


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Return a folder with what `make report` needs to set up."""
    root = tmp_path / "a place"
    shutil.copytree(ROOT / "tools", root / "tools", ignore=shutil.ignore_patterns("node_modules"))
    for name in ("Makefile", "pyproject.toml", "requirements.lock"):
        shutil.copyfile(ROOT / name, root / name)
    return root


def make(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    # No package is to be had, from a network or from what was downloaded before.
    nowhere = {"PIP_NO_INDEX": "1", "UV_NO_INDEX": "1", "UV_NO_CACHE": "1"}
    own = {key: text for key, text in os.environ.items() if not key.startswith(("MAKE", "MFLAGS"))}
    return subprocess.run(
        ["make", f"PYTHON={sys.executable}", *arguments],
        cwd=root,
        env=own | nowhere,
        capture_output=True,
        text=True,
        check=False,
    )


def settles(root: Path) -> bool:
    """Return whether `make report` would set up first."""
    return "tools/venv.sh" in make(root, "--dry-run", "report").stdout


def test_an_environment_serves_where_it_was_made(checkout: Path) -> None:
    assert settles(checkout)
    subprocess.run(
        [sys.executable, "-m", "venv", "--without-pip", ".venv"], cwd=checkout, check=True
    )
    (checkout / ".venv/.installed").touch()
    assert not settles(checkout)

    moved = checkout.rename(checkout.with_name("another"))
    assert settles(moved)
    moved.rename(checkout)
    assert not settles(checkout)
    (checkout / ".venv/bin/python").unlink()
    assert settles(checkout), "the Python that it was made with is gone"


@pytest.mark.slow
def test_a_set_up_that_fails_looks_like_none_and_says_what_to_do(checkout: Path) -> None:
    command = checkout / ".venv/bin/duizhao"
    subprocess.run([sys.executable, "-m", "venv", ".venv"], cwd=checkout, check=True)
    command.touch()
    ran = make(checkout, "report")
    assert ran.returncode != 0
    assert "Setting up .venv from requirements.lock: " in ran.stdout
    assert "could not be installed" in ran.stderr
    assert "make again" in ran.stderr
    assert not command.exists()
    assert settles(checkout)


def test_a_python_that_is_missing_is_named(checkout: Path) -> None:
    ran = make(checkout, "report", "PYTHON=python-of-nowhere")
    assert ran.returncode != 0
    assert ran.stderr.startswith("duizhao needs Python 3.11 or newer: install it")
