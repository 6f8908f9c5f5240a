"""The diameter, exactly, from few searches: bounds on eccentricities settle most nodes."""

from __future__ import annotations

import numpy as np

from duizhao.network.batches import SOURCES
from duizhao.network.graph import Adjacency, Flags, Ints, Network
from duizhao.network.search_numpy import eccentricities

SEARCHES = 64  # single ones, before the rest is searched from in batches


def diameter(network: Network, searches: int = SEARCHES) -> int:
    """Return the greatest distance between two connected nodes; 0 without a tie.

    On the simple undirected graph: the greatest diameter of any component. After Takes and
    Kosters (*CIKM* '11, 1191): a node of eccentricity e bounds that of another at distance d
    between max(e − d, d) and e + d; nodes that cannot exceed the greatest lower bound are
    settled. What `searches` single searches leave open, which happens in very regular networks,
    is searched from hundreds at a time.
    """
    adjacency = network.adjacency
    upper = np.bincount(adjacency.component)[adjacency.component] - 1
    lower = np.zeros(len(upper), np.int64)
    best = 0
    for turn in range(searches):
        unsettled = np.flatnonzero((upper > best) & (upper > lower))
        if not len(unsettled):
            return best
        # By turns a node that may be the most remote, and one that may be the most central.
        bound = upper if turn % 2 == 0 else -lower
        extreme = unsettled[bound[unsettled] == bound[unsettled].max()]
        node = int(extreme[np.argmax(adjacency.degrees[extreme])])
        distance = breadth_first(adjacency, node)
        seen = distance >= 0
        d, e = distance[seen], int(distance.max())
        lower[seen] = np.maximum(lower[seen], np.maximum(e - d, d))
        upper[seen] = np.minimum(upper[seen], e + d)
        lower[node] = upper[node] = e
        best = max(best, int(lower[seen].max()))
    return max(best, _greatest(adjacency, (upper > best) & (upper > lower)))


def _greatest(adjacency: Adjacency, sources: Flags) -> int:
    """Return the greatest eccentricity of the nodes flagged, 0 for none."""
    if not sources.any():
        return 0
    order = np.argsort(-adjacency.degrees, kind="stable")
    order = order[adjacency.degrees[order] > 0]
    places = np.flatnonzero(sources[order])
    batches = [places[i : i + SOURCES] for i in range(0, len(places), SOURCES)]
    return int(eccentricities(adjacency.taken(order), batches).max())


def breadth_first(adjacency: Adjacency, source: int) -> Ints:
    """Return the distance of every node from `source`, −1 where there is no path."""
    distance = np.full(adjacency.nodes, -1, np.int64)
    distance[source] = 0
    frontier = np.array([source])
    finder = np.empty(adjacency.nodes, np.int64)
    step = 0
    while len(frontier):
        step += 1
        found = adjacency.indices[adjacency.entries(frontier)[0]]
        found = found[distance[found] < 0]
        distance[found] = step
        # Of a node found several times, the last stays.
        place = np.arange(len(found))
        finder[found] = place
        frontier = found[finder[found] == place]
    return distance
