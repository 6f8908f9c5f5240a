"""The network's rows of the bench: our ten-year table and mean path beside igraph and networkit.

`rows()` makes them; `python -m tests.bench.network` prints them, with speed and memory traffic.
Every run is a process of its own, so that its peak memory is its own. Ours are the median of
several runs after one that warms up; the peers take minutes and run once. Networkit, which the
project does not need, is a peer where it is installed (tools/bench.sh). Every result of a peer is
compared with ours.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import Any
from unittest import mock

import numpy as np
import pandas as pd

from tests.bench import network_peers, synthetic
from tests.bench.__main__ import line
from tests.bench.memory import peak_mb

ROOT = Path(__file__).parents[2]
SAMPLE = 4311  # nodes numbered below this are the sample
ENGINES = {"": "numpy", ".fast": "numba"}
JOBS = ("ten_years", "mean_path_2023")
REPEATS = 5
PEERS = ("networkit", "igraph")  # the faster first
# The ratios to the fastest peer and the memory (MB) that the project has set itself.
AT_LEAST = {"ten_years": 8, "ten_years.fast": 15, "mean_path_2023": 20, "mean_path_2023.fast": 150}
AT_MOST_MB = {"": 200, ".fast": 300}


def rows() -> list[dict[str, Any]]:
    """Return the rows of the bench, one per job, kind of labels, folding and engine."""
    plain = synthetic.relations()
    found: list[dict[str, Any]] = []
    contenders = tuple(PEERS)
    with tempfile.TemporaryDirectory() as folder:
        for label, relations in {"": plain, ".by_degree": by_degree(plain)}.items():
            data = Path(folder) / f"relations{label}.npz"
            np.savez(data, **{name: relations[name].to_numpy() for name in relations})
            peers = run_peers(data, contenders)
            # Ordered labels help every peer a little: only those that came in run again.
            contenders = tuple(peers)
            variants = [label] if label else ["", ".unfolded"]
            for variant in variants:
                for end, engine in ENGINES.items():
                    for job in JOBS:
                        ours = run(f"ours {job} {engine} {variant == '.unfolded'}", data)
                        aims = {"at_least": AT_LEAST[job + end]}
                        if job == "mean_path_2023" or variant != ".unfolded":
                            aims["at_most_mb"] = AT_MOST_MB[end]
                        name = f"network.{job}{variant}{end}"
                        found.append(row(name, job, ours, peers) | aims)
    return found


def row(name: str, job: str, ours: dict[str, Any], peers: dict[str, Any]) -> dict[str, Any]:
    """Return one row; the fastest peer counts, and all must agree."""
    for peer, found in peers.items():
        for column, value in found[job]["result"].items():
            if not np.allclose(value, ours["result"][column], rtol=1e-9, atol=1e-12):
                raise AssertionError(f"{name}: {peer} has {column} {value}, we {ours['result']}")
    peer = min(peers, key=lambda name: peers[name][job]["seconds"])
    seconds, theirs = median(ours["seconds"]), peers[peer][job]["seconds"]
    return {
        "name": name,
        "ours_s": round(seconds, 4),
        "peer": peer,
        "peer_s": round(theirs, 3),
        "ratio": round(theirs / seconds, 1),
        "peak_mb": round(ours["peak_mb"]),
    }


def by_degree(relations: pd.DataFrame) -> pd.DataFrame:
    """Number the nodes in falling order of degree, which suits the peers' memory access."""
    ends = np.concatenate([relations["provider"], relations["receiver"]])
    order = np.argsort(-np.bincount(ends), kind="stable")
    number = np.empty_like(order)
    number[order] = np.arange(len(order))
    return relations.assign(
        provider=number[relations["provider"]], receiver=number[relations["receiver"]]
    )


def run_peers(data: Path, contenders: tuple[str, ...]) -> dict[str, Any]:
    """Run every contender that is installed; one that needs longer than another is stopped.

    Every result that a peer comes to is compared with ours.
    """
    found: dict[str, Any] = {}
    limit = None
    for peer in contenders:
        if find_spec(peer) is not None:
            started = time.perf_counter()
            try:
                found[peer] = run(f"peer {peer}", data, limit)
            except subprocess.TimeoutExpired:
                continue
            limit = time.perf_counter() - started
    return found


def run(job: str, data: Path, limit: float | None = None, **environment: str) -> dict[str, Any]:
    """Run a job in a process of its own and return what it prints."""
    command = [sys.executable, "-m", "tests.bench.network", *job.split(), str(data)]
    done = subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=limit,
    )
    if done.returncode:
        raise RuntimeError(f"{job}: {done.stderr}")
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def ours(job: str, engine: str, unfolded: str, data: str) -> dict[str, Any]:
    """Time our job in this process: from the arrays of the relations to the result."""
    from duizhao import network as nw
    from duizhao.network import estimates, paths

    relations = pd.DataFrame(dict(np.load(data)))
    sample = range(SAMPLE)

    def work() -> dict[str, Any]:
        if job == "ten_years":
            table = nw.yearly(relations, sample, engine=engine)
            return {name: table[name].tolist() for name in table}
        network = nw.Network.of(relations["provider"], relations["receiver"])
        return {"mean_path_length": nw.mean_path_length(network, engine=engine)}

    made, folding = paths.planned, unfolded != "True"

    def plain(adjacency: Any, _: bool = True) -> paths.Plan:
        return made(adjacency, folding)

    with mock.patch.object(paths, "planned", plain), mock.patch.object(estimates, "planned", plain):
        started = time.perf_counter()
        result = work()
        first = time.perf_counter() - started
        seconds = []
        for _ in range(REPEATS):
            started = time.perf_counter()
            work()
            seconds.append(time.perf_counter() - started)
    peak = peak_mb()
    return {"seconds": seconds, "first": first, "peak_mb": peak, "result": result}


def traffic(folding: bool) -> dict[str, float]:
    """Return what the compiled search of 2023 moves: the bytes of rows that it reads and writes.

    Its steps are followed by the numpy engine's parts: rows that are not empty go to all their
    neighbours in the second step; later, every open row takes from its neighbours up to the first
    complete one. The rate is that of copying large arrays by as many threads as search.
    """
    from duizhao import network as nw
    from duizhao.network import search_numpy as engine
    from duizhao.network.batches import WORDS
    from duizhao.network.paths import planned

    relations = synthetic.relations()
    whole = nw.Network.of(relations["provider"], relations["receiver"]).adjacency
    plan = planned(whole, folding)
    graph = plan.graph
    layout = engine._Layout.of(graph)
    spare = engine._Spare.of(graph.nodes, layout.extra)
    looked_at = rows = 0
    for sources in plan.batches:
        full = np.bitwise_or.reduce(engine._own(sources), axis=0)
        reach = engine._first_step(graph, sources)
        rows += 4 * graph.nodes  # cleared, copied (read and written) and counted
        looked_at += 2 * int(graph.degrees[(reach != 0).any(axis=1)].sum())
        reach |= layout.neighbours(reach, spare)
        while (open_ := (reach != full).any(axis=1)).any():
            entries, begins = graph.entries(np.flatnonzero(open_))
            place = np.where(open_[graph.indices[entries]], len(entries), np.arange(len(entries)))
            ends = np.append(begins[1:], len(entries))
            looked_at += int((np.minimum(np.minimum.reduceat(place, begins), ends) - begins).sum())
            rows += 2 * len(begins)
            reach |= layout.neighbours(reach, spare)
    return {
        "rows_read": looked_at * WORDS * 8,
        "rows_kept": rows * WORDS * 8,
        "searched_edges": whole.nodes * whole.ties,
        "bandwidth": bandwidth(),
    }


def bandwidth() -> float:
    """Return the bytes per second, read and written, at which all threads copy large arrays."""
    from duizhao.network.engines import processors

    arrays = [(np.ones(1 << 24), np.empty(1 << 24)) for _ in range(processors())]
    rates = []
    with ThreadPoolExecutor(len(arrays)) as pool:
        for _ in range(5):
            started = time.perf_counter()
            list(pool.map(lambda pair: np.copyto(pair[1], pair[0]), arrays))
            moved = sum(2 * large.nbytes for large, _ in arrays)
            rates.append(moved / (time.perf_counter() - started))
    return max(rates)


def main() -> None:
    """Print the rows, what compiling costs, and the speed of the search."""
    found = rows()
    for entry in found:
        print(line(entry), flush=True)
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "relations.npz"
        relations = synthetic.relations()
        np.savez(data, **{name: relations[name].to_numpy() for name in relations})
        for state in ("compiling", "loading what was compiled"):
            first = run("ours mean_path_2023 numba False", data, NUMBA_CACHE_DIR=folder)
            print(
                f"first run of the compiled engine, {state}: {first['first']:.2f} s, "
                f"{first['peak_mb']:.0f} MB"
            )
    seconds = {entry["name"]: entry["ours_s"] for entry in found}
    for variant in ("", ".unfolded"):
        moved = traffic(folding=not variant)
        for end in ENGINES:
            name = f"network.mean_path_2023{variant}{end}"
            text = f"{name}: {moved['searched_edges'] / seconds[name] / 1e9:.0f} billion edges/s"
            if end:
                total = moved["rows_read"] + moved["rows_kept"]
                rate = total / seconds[name]
                text += (
                    f"; {total / 1e9:.2f} GB of rows, {moved['rows_read'] / 1e9:.2f} of them "
                    f"neighbours', at {rate / 1e9:.1f} GB/s: {rate / moved['bandwidth']:.0%} of "
                    f"what copying memory reaches ({moved['bandwidth'] / 1e9:.1f} GB/s)"
                )
            print(text)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["ours", *arguments]:
            print(json.dumps(ours(*arguments)))
        case ["peer", peer, data]:
            print(json.dumps(network_peers.measure(peer, dict(np.load(data)))))
        case _:
            main()
