"""The program as others get it: a wheel built from the tree, alone in an environment of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def built(folder: Path) -> Path:
    """Return a wheel of this tree, made in `folder`."""
    tree = folder / "tree"
    shutil.copytree(ROOT / "src", tree / "src", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md"):
        shutil.copyfile(ROOT / name, tree / name)
    build = "from hatchling.build import build_wheel; print(build_wheel('.'))"
    done = subprocess.run(
        [sys.executable, "-c", build], cwd=tree, capture_output=True, text=True, check=True
    )
    return tree / done.stdout.split()[-1]


def installed(wheel: Path, environment: Path, extras: str = "") -> Path:
    """Install a wheel with `extras` ("a,b") where nothing else is; return the command `duizhao`.

    uv does it where there is one, from the registry that pip is told of; else pip.
    """
    wanted = f"{wheel}[{extras}]" if extras else str(wheel)
    uv = Path(sys.executable).with_name("uv")
    if uv.exists():
        run(uv, "venv", "--quiet", "--python", sys.executable, environment)
        python = environment / "bin/python"
        run(uv, "pip", "install", "--quiet", "--link-mode", "copy", "--python", python, wanted)
    else:
        run(sys.executable, "-m", "venv", environment)
        run(environment / "bin/python", "-m", "pip", "install", "--quiet", wanted)
    return environment / "bin/duizhao"


def run(*command: str | Path) -> None:
    """Run a command with the registry that pip is told of; raise when it fails."""
    asked = [sys.executable, "-m", "pip", "config", "get", "global.index-url"]
    told = subprocess.run(asked, capture_output=True, text=True, check=False)
    registry = {"UV_DEFAULT_INDEX": told.stdout.strip()} if told.stdout.strip() else {}
    subprocess.run(list(map(str, command)), check=True, env={**registry, **os.environ})


def megabytes(folder: Path) -> int:
    """Return what the files of a folder hold, in millions of bytes."""
    sizes = (path.lstat().st_size for path in folder.rglob("*") if not path.is_dir())
    return round(sum(sizes) / 1e6)
