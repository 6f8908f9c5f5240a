"""Networks under charts: where every node stands, found once and kept by content."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

from duizhao.charts.data import Layer
from duizhao.diagnostics import Diagnostic, Place, Problems, Words

_PROGRAM = "network"
_LIBRARIES = ("igraph", "numpy")


def prepared(layer: Layer, root: Path, cache: Path) -> Layer:
    """Return a layer whose places are on disk, found now unless `cache` already has them.

    Raises `Problems` when the microdata are not there: the analysis makes or checks them.
    """
    table = root / layer.table
    if not table.is_file():
        message = Words(
            f"画网络所需的微观数据{layer.table}不存在",
            f"the microdata {layer.table}, which a network is drawn from, are not there",
        )
        hint = Words("先运行duizhao analyse", "run “duizhao analyse” first")
        raise Problems((Diagnostic("no-microdata", Place(layer.table), message, hint),))
    digest = hashlib.sha256(table.read_bytes())
    for file in sorted((Path(__file__).parent / _PROGRAM).glob("*.py")):
        digest.update(file.read_bytes())
    for library in _LIBRARIES:
        digest.update(f"{library} {version(library)}\n".encode())
    digest.update(f"{layer.provider}\n{layer.receiver}".encode())
    key = digest.hexdigest()
    file = cache / f"{key}.npz"
    if not file.is_file():
        cache.mkdir(parents=True, exist_ok=True)
        _find(layer, table, file)
    return replace(layer, digest=key, file=str(file))


def _find(layer: Layer, table: Path, file: Path) -> None:
    import numpy as np
    import pandas as pd

    from duizhao.network import Network, communities, degrees
    from duizhao.network.layout import layout

    ends = pd.read_parquet(table, columns=[layer.provider, layer.receiver])
    network = Network.of(ends[layer.provider], ends[layer.receiver])
    found = communities(network)
    adjacency = network.adjacency
    once = adjacency.rows < adjacency.indices
    part = file.with_suffix(".part.npz")
    np.savez(
        part,
        labels=network.labels.astype(str),
        places=layout(network, found),
        membership=found.membership,
        degree=degrees(network)["degree"].to_numpy(),
        a=adjacency.rows[once],
        b=adjacency.indices[once],
    )
    part.replace(file)
