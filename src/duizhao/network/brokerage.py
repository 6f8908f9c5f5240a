"""Brokerage: whose contacts have no other way to each other."""

from __future__ import annotations

import numpy as np

from duizhao.network.clustering import triangles
from duizhao.network.graph import Floats, Network


def constraint(network: Network) -> Floats:
    """Return Burt's constraint of each node: low for who bridges structural holes, high else.

    Σ over contacts j of (p_ij + Σ_q p_iq · p_qj)², where p_ij is the share of i's relations that
    is with j, in either direction, repeats counted and loops not (Burt, *Structural Holes*,
    ch. 2). From 0 to 1, somewhat above 1 where two or three keep to themselves; 1 with a single
    contact, nan without any. Work grows with the triangles, not with the square of a hub's
    degree.
    """
    adjacency = network.adjacency
    nodes, entries = adjacency.nodes, len(adjacency.indices)
    strength = np.bincount(adjacency.rows, adjacency.weights, minlength=nodes)
    share = adjacency.weights / strength[adjacency.rows]
    keys = adjacency.rows * nodes + adjacency.indices
    through = np.zeros(entries)
    for corners in triangles(adjacency):
        # The entry of each directed side of the triangles, by its two ends.
        side = {
            (i, j): np.searchsorted(keys, corners[i] * nodes + corners[j])
            for i in range(3)
            for j in range(3)
            if i != j
        }
        for (i, j), entry in side.items():
            third = 3 - i - j
            path = share[side[i, third]] * share[side[third, j]]
            through += np.bincount(entry, path, minlength=entries)
    found = np.bincount(adjacency.rows, (share + through) ** 2, minlength=nodes)
    return np.where(adjacency.degrees > 0, found, np.nan)
