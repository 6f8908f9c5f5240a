"""One short text that changes when a chart would: what a cache of drawings is keyed by."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from functools import cache
from importlib.metadata import version
from pathlib import Path

from duizhao.charts.data import WIDE, ChartData, Scheme

_PROGRAM = ("duizhao/charts", "duizhao/files/network_file.py", "duizhao/language")
_LIBRARIES = ("altair", "vl-convert-python", "babel")


def fingerprint(data: ChartData, language: str, scheme: Scheme, width: int = WIDE) -> str:
    """Return 64 hexadecimal digits that stand for the drawing `draw` would make.

    The same in every process; another value when the data, the words, the options, this
    package's source or the drawing libraries change. Imports no drawing library.
    """
    parts = (program(), language, scheme, str(width), content(data))
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def content(data: ChartData) -> str:
    """Return 64 hexadecimal digits for everything in a table, closing zeros of numbers included."""
    table = asdict(data)
    if data.layer is not None:
        del table["layer"]["file"]  # where it is kept says nothing about what it holds
    text = json.dumps(table, default=str, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


@cache
def program() -> str:
    """Return what stands for the drawing program itself: its source and its libraries."""
    digest = hashlib.sha256()
    package = Path(__file__).parents[2]
    for place in _PROGRAM:
        path = package / place
        files = sorted(path.rglob("*.*")) if path.is_dir() else [path]
        for file in files:
            if file.suffix in (".py", ".js"):
                digest.update(file.name.encode())
                digest.update(file.read_bytes())
    for library in _LIBRARIES:
        digest.update(f"{library} {version(library)}\n".encode())
    return digest.hexdigest()
