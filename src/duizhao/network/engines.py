"""Choose the engine of the distance search: compiled where numba is installed, else numpy."""

from __future__ import annotations

import os
from collections.abc import Callable
from importlib.util import find_spec
from typing import Literal

from duizhao.network.graph import Adjacency, Ints

Engine = Literal["numpy", "numba"]
# (graph, weights, component, batches of sources) -> sum of weighted distances from the sources
Search = Callable[[Adjacency, Ints, Ints, list[Ints]], int]


def search(engine: Engine | None) -> Search:
    """Return the search of `engine`, or of the fastest one that is installed.

    Both give the same integers. Raises ValueError when numba is asked for and not installed.
    """
    if engine == "numba" and find_spec("numba") is None:
        raise ValueError("the engine numba is not installed: install duizhao[fast]")
    if engine == "numba" or (engine is None and find_spec("numba") is not None):
        from duizhao.network import search_numba

        return search_numba.search
    from duizhao.network import search_numpy

    return search_numpy.search


def processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
