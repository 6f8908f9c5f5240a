"""Core and periphery: nested cores of the network, and its division into one core and the rest."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from duizhao.network.graph import Flags, Ints, Network


class CorePeriphery(NamedTuple):
    """The nodes of the core, and the share (0 to 1) of pairs that are tied inside and out.

    `fit` is the correlation of the network with its ideal: every pair within the core tied, none
    within the periphery, ties between the two left aside. Shares of no pair are nan.
    """

    core: Flags
    core_density: float
    between_density: float
    periphery_density: float
    fit: float


def coreness(network: Network) -> Ints:
    """Return for each node the greatest k such that it belongs to the k-core.

    The k-core is the greatest part of the simple undirected graph where everyone has at least k
    neighbours within the part (Seidman, *Social Networks* 5, 269). Nodes are peeled off
    level by level (Matula and Beck, *Journal of the ACM* 30, 417).
    """
    adjacency = network.adjacency
    degree = adjacency.degrees.copy()
    core = np.zeros(network.nodes, np.int64)
    left = np.ones(network.nodes, np.bool_)
    while left.any():
        level = int(degree[left].min())
        peeled = np.flatnonzero(left & (degree <= level))
        while len(peeled):
            core[peeled] = level
            left[peeled] = False
            touched = adjacency.indices[adjacency.entries(peeled)[0]]
            touched = touched[left[touched]]
            np.subtract.at(degree, touched, 1)
            peeled = np.unique(touched[degree[touched] <= level])
    return core


def core_periphery(network: Network) -> CorePeriphery:
    """Return the best division into a core, all tied to each other, and a periphery without ties.

    Best means the fewest exceptions: untied pairs in the core and ties in the periphery (Borgatti
    and Everett, *Social Networks* 21, 375). With the nodes in falling order of degree that
    is the core of the first k, for the greatest k whose k-th degree is at least k (Lip,
    arXiv:1102.5511). On the simple undirected graph; of nodes of one degree at the border, the
    first by label belong to the core.
    """
    adjacency = network.adjacency
    order = np.argsort(-adjacency.degrees, kind="stable")
    size = int((adjacency.degrees[order] >= np.arange(1, network.nodes + 1)).sum())
    core = np.zeros(network.nodes, np.bool_)
    core[order[:size]] = True
    from_core, to_core = core[adjacency.rows], core[adjacency.indices]
    inside = int((from_core & to_core).sum()) // 2
    outside = int((~from_core & ~to_core).sum()) // 2
    rest = network.nodes - size
    inner, outer = size * (size - 1) // 2, rest * (rest - 1) // 2
    between = adjacency.ties - inside - outside
    # The correlation of two yes-or-no variables over the pairs of both kinds.
    ties = inside + outside
    spread = float(inner) * outer * ties * (inner + outer - ties)
    agreement = inside * (outer - outside) - (inner - inside) * outside
    fit = agreement / spread**0.5 if spread else float("nan")
    return CorePeriphery(
        core, _share(inside, inner), _share(between, size * rest), _share(outside, outer), fit
    )


def _share(part: int, whole: int) -> float:
    return part / whole if whole else float("nan")
