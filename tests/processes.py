"""Programs run in processes of their own, where sets and hashes come in another order."""

from __future__ import annotations

import subprocess
import sys

from tests.conftest import ROOT


def outputs(program: str) -> set[str]:
    """Return what a program prints under two seeds of hashing; raise where it fails."""
    return {
        subprocess.run(
            [sys.executable, "-c", program],
            env={"PYTHONHASHSEED": seed, "PATH": "", "PYTHONPATH": ".:src"},
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        for seed in ("1", "2")
    }
