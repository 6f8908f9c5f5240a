"""Scale: networks of a million nodes and of ten million relations, ours beside igraph.

`rows()` makes the rows; each run is a process of its own, so that its peak memory is its own.
Degrees, components, clustering and the diameter are exact; the mean path of such networks is
beyond the usual budget, so that it is estimated, with its interval. Igraph gives the same exact
measures (its diameter would take hours and is left out); it has no shortcut to the mean path, and
is timed for some of as many sources.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np

from tests.bench.memory import peak_mb

ROOT = Path(__file__).parents[2]
# Nodes, relations, and from how many sources igraph is timed.
SIZES = {"million": (10**6, 3 * 10**6, 32), "ten_million": (3 * 10**6, 10**7, 8)}


def relations(
    nodes: int, edges: int, seed: int = 1
) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """Return both ends of relations that prefer early nodes: connected, hubs and many leaves."""
    random = np.random.default_rng(seed)
    later = edges - nodes + 1
    a = np.concatenate([np.arange(1, nodes), (random.random(later) ** 1.4 * nodes).astype(int)])
    reach = np.where(np.arange(edges) < nodes - 1, a, nodes)
    b = (random.random(edges) ** 2.2 * reach).astype(int)
    number = random.permutation(nodes)
    return number[a], number[b]


def rows() -> list[dict[str, Any]]:
    """Return two rows per size: the exact measures, and the estimated mean path."""
    return [row for size in SIZES for row in _rows(size)]


def _rows(size: str) -> list[dict[str, Any]]:
    ours, peer = run("ours", size), run("peer", size)
    if ours["result"] != peer["result"]:
        raise AssertionError(f"{size}: igraph finds {peer['result']}, we {ours['result']}")
    path, sources = ours["path"], SIZES[size][2]
    per_source = peer["path_s"] / sources
    return [
        {
            "name": f"network.{size}.exact",
            "ours_s": round(ours["exact_s"], 2),
            "peer": "igraph (without the diameter)",
            "peer_s": round(peer["exact_s"], 2),
            "ratio": round(peer["exact_s"] / ours["exact_s"], 2),
            "peak_mb": round(ours["exact_mb"]),
            "note": f"exact; and the diameter, {ours['diameter']}, in {ours['diameter_s']:.1f} s",
        },
        {
            "name": f"network.{size}",
            "ours_s": round(ours["path_s"], 2),
            "peer": f"igraph, {sources} sources of {path['sources']}",
            "peer_s": round(per_source * path["sources"], 1),
            "ratio": round(per_source * path["sources"] / ours["path_s"], 1),
            "peak_mb": round(ours["peak_mb"]),
            "note": (
                f"estimated: mean path {path['mean']:.4f}, 95 % within {path['low']:.4f} to "
                f"{path['high']:.4f}"
            ),
        },
    ]


def run(who: str, size: str) -> dict[str, Any]:
    """Run one side in a process of its own and return what it prints."""
    command = [sys.executable, "-m", "tests.bench.scale", who, size]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def ours(size: str) -> dict[str, Any]:
    """Time our measures, from the arrays of the relations to the results."""
    from duizhao import network as nw

    nodes, edges, _ = SIZES[size]
    a, b = relations(nodes, edges)
    small = nw.Network.of(np.arange(9), np.roll(np.arange(9), 1))
    nw.estimated_mean_path(small)  # loads what was compiled
    started = time.perf_counter()
    network = nw.Network.of(a, b)
    degree = nw.degrees(network)["degree"]
    parts = int(nw.components(network).max()) + 1
    clustering = nw.mean_clustering(network)
    exact = time.perf_counter() - started
    memory = peak_mb()
    started = time.perf_counter()
    diameter = nw.diameter(network)
    diameter_s = time.perf_counter() - started
    started = time.perf_counter()
    found = nw.mean_path(network)
    if not found.estimated:
        raise AssertionError(f"{size} was meant to be beyond the budget")
    return {
        "exact_s": exact,
        "exact_mb": memory,
        "diameter": diameter,
        "diameter_s": diameter_s,
        "path": vars(found),
        "path_s": time.perf_counter() - started,
        "peak_mb": peak_mb(),
        "result": [int(degree.max()), parts, round(clustering, 12)],
    }


def peer(size: str) -> dict[str, Any]:
    """Time igraph on the same; its graph is made of the same arrays."""
    import igraph

    nodes, edges, sources = SIZES[size]
    ends = np.column_stack(relations(nodes, edges))
    started = time.perf_counter()
    graph = igraph.Graph(n=nodes, edges=ends)
    largest = max(graph.degree())
    graph.simplify()
    parts = len(graph.connected_components())
    clustering = graph.transitivity_avglocal_undirected(mode="zero")
    exact = time.perf_counter() - started
    started = time.perf_counter()
    for source in range(sources):
        graph.distances(source=[source])
    return {
        "exact_s": exact,
        "path_s": time.perf_counter() - started,
        "result": [largest, parts, round(clustering, 12)],
    }


if __name__ == "__main__":
    print(json.dumps({"ours": ours, "peer": peer}[sys.argv[1]](sys.argv[2])))
