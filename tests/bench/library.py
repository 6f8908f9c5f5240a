"""Bench row of the library's size: lines of Python in `src` and in `tests`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]


def rows() -> list[dict[str, Any]]:
    """Count `library.lines`: those of `src`, with those of `tests` beside them."""
    source, tests = (_lines(ROOT / folder) for folder in ("src", "tests"))
    unit = f"lines in src, {tests} in tests"
    return [{"name": "library.lines", "value": source, "unit": unit, "tests": tests}]


def _lines(folder: Path) -> int:
    return sum(file.read_text(encoding="utf-8").count("\n") for file in folder.rglob("*.py"))
