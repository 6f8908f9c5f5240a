"""One short text that changes when a chart would: what a cache of drawings is keyed by."""

from __future__ import annotations

import json
from dataclasses import asdict
from functools import cache as once
from importlib.metadata import version
from pathlib import Path

from duizhao.charts.data import WIDE, ChartData, Scheme
from duizhao.files import cache

_PACKAGE = Path(__file__).parents[1]
_PROGRAM = ("charts/**/*.py", "charts/**/*.js", "files/network_file.py", "language/*.py")
_LIBRARIES = ("altair", "vl-convert-python", "babel")


def fingerprint(data: ChartData, language: str, scheme: Scheme, width: int = WIDE) -> str:
    """Return 64 hexadecimal digits that stand for the drawing `draw` would make.

    The same in every process; another value when the data, the words, the options, this
    package's source or the drawing libraries change. Imports no drawing library.
    """
    return cache.fingerprint(program(), language, scheme, str(width), content(data))


def content(data: ChartData) -> str:
    """Return 64 hexadecimal digits for everything in a table, closing zeros of numbers included."""
    table = asdict(data) | {"chart": data.chart.model_dump()}
    if data.layer is not None:
        del table["layer"]["file"]  # where it is kept says nothing about what it holds
    return cache.fingerprint(json.dumps(table, default=str, ensure_ascii=False, sort_keys=True))


@once
def program() -> str:
    """Return what stands for the drawing program itself: its source and its libraries."""
    libraries = (f"{library} {version(library)}" for library in _LIBRARIES)
    return cache.fingerprint(cache.files_fingerprint(_PACKAGE, _PROGRAM), *libraries)
