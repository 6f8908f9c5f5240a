"""Scale: a network of a million nodes and three million relations, ours beside igraph.

`rows()` makes the rows; each run is a process of its own, so that its peak memory is its own. The
mean path of such a network takes minutes exactly; ours is estimated from 4,096 sources with its
interval. Igraph is timed for 64 of these sources, which are multiplied: it has no shortcut.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).parents[2]
NODES, EDGES = 10**6, 3 * 10**6
SOURCES, PEER_SOURCES = 4096, 64


def relations(
    nodes: int = NODES, edges: int = EDGES, seed: int = 1
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
    """Return the rows of the bench: exact measures, and the estimated mean path."""
    ours, peer = run("ours"), run("peer")
    if ours["result"] != peer["result"]:
        raise AssertionError(f"igraph finds {peer['result']}, we {ours['result']}")
    low, high = ours["interval"]
    return [
        {
            "name": "network.million.exact",
            "ours_s": round(ours["exact"], 2),
            "peer": "igraph (degrees, components, clustering)",
            "peer_s": round(peer["exact"], 2),
            "ratio": round(peer["exact"] / ours["exact"], 2),
            "peak_mb": round(ours["peak_mb"]),
            "diameter_s": round(ours["diameter_s"], 2),
        },
        {
            "name": "network.million.mean_path.estimated",
            "ours_s": round(ours["path"], 2),
            "peer": f"igraph, {PEER_SOURCES} sources × {SOURCES // PEER_SOURCES}",
            "peer_s": round(peer["path"], 1),
            "ratio": round(peer["path"] / ours["path"], 1),
            "peak_mb": round(ours["peak_mb"]),
            "interval": [round(low, 4), round(high, 4)],
        },
    ]


def run(who: str) -> dict[str, Any]:
    """Run one side in a process of its own and return what it prints."""
    command = [sys.executable, "-m", "tests.bench.scale", who]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def ours() -> dict[str, Any]:
    """Time our measures, from the arrays of the relations to the results."""
    from duizhao import network as nw
    from duizhao.network.estimates import estimated_mean_path

    a, b = relations()
    started = time.perf_counter()
    network = nw.Network.of(a, b)
    degree = nw.degrees(network)["degree"]
    parts = len(np.unique(nw.components(network)))
    clustering = nw.mean_clustering(network)
    exact = time.perf_counter() - started
    started = time.perf_counter()
    nw.diameter(network)
    diameter_s = time.perf_counter() - started
    started = time.perf_counter()
    found = estimated_mean_path(network, SOURCES)
    return {
        "exact": exact,
        "diameter_s": diameter_s,
        "path": time.perf_counter() - started,
        "interval": (found.low, found.high),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "result": [int(degree.max()), parts, round(clustering, 12)],
    }


def peer() -> dict[str, Any]:
    """Time igraph on the same; its graph is made of the same arrays."""
    import igraph

    a, b = relations()
    started = time.perf_counter()
    graph = igraph.Graph(n=NODES, edges=np.column_stack([a, b]))
    largest = max(graph.degree())
    graph.simplify()
    parts = len(graph.connected_components())
    clustering = graph.transitivity_avglocal_undirected(mode="zero")
    exact = time.perf_counter() - started
    started = time.perf_counter()
    for source in range(PEER_SOURCES):
        graph.distances(source=[source])
    path = (time.perf_counter() - started) * SOURCES / PEER_SOURCES
    return {"exact": exact, "path": path, "result": [largest, parts, round(clustering, 12)]}


if __name__ == "__main__":
    print(json.dumps({"ours": ours, "peer": peer}[sys.argv[1]]()))
