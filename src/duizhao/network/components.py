"""Which nodes are connected at all."""

from __future__ import annotations

import numpy as np
from scipy import sparse

from duizhao.network.graph import Adjacency, Ints, Network


def labels(adjacency: Adjacency) -> Ints:
    """Return each node's component, numbered from 0 in the order of their first nodes."""
    if not adjacency.nodes:
        return np.zeros(0, np.int64)
    data = np.ones(len(adjacency.indices), np.bool_)
    shape = (adjacency.nodes, adjacency.nodes)
    matrix = sparse.csr_array((data, adjacency.indices, adjacency.indptr), shape=shape)
    found = sparse.csgraph.connected_components(matrix, directed=False)[1]
    return np.asarray(found, dtype=np.int64)


def components(network: Network) -> Ints:
    """Return each node's weakly connected component: direction does not matter."""
    return labels(network.adjacency)
